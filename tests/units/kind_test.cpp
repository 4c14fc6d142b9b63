// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units/kind.hpp"

using namespace tanji;

TEST_CASE("a currency is a kind of its own, and so is one at the prices of a year") {
    static_assert(currency_kind("EUR") != currency_kind("USD") && currency_kind("EUR", 2005) != currency_kind("EUR"));
    static_assert(currency_kind("EUR", 2005) != currency_kind("EUR", 2000));
    CHECK(is_currency(currency_kind("CNY")));
    CHECK_FALSE(is_currency(Kind::energy));
    CHECK(detail::currency_number("AAB") == 1);
    CHECK(detail::currency_number("euro") == 17576);
}

TEST_CASE("labels are kinds of their own, apart from the named ones") {
    CHECK(detail::labelled_kind(Kind::mass, "SO2") == detail::labelled_kind(Kind::mass, "SO2"));
    CHECK(detail::labelled_kind(Kind::mass, "SO2") != detail::labelled_kind(Kind::mass, "PO4"));
    CHECK(detail::labelled_kind(Kind::mass, "SO2") != detail::labelled_kind(Kind::count, "SO2"));
    CHECK_FALSE(is_currency(detail::labelled_kind(Kind::mass, "SO2")));
}
