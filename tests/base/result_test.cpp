// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "tanji/base/result.hpp"

using namespace tanji;

namespace {
Result<int> half(int n) {
    if (n % 2 != 0) return Problem{.id = "test.odd", .what = "odd"};
    return n / 2;
}
}  // namespace

TEST_CASE("a result holds a value or the problem") {
    CHECK(half(4).value() == 2);
    CHECK(*half(4) == 2);
    CHECK(half(4).value_or(9) == 2);
    auto const odd = half(3);
    CHECK_FALSE(odd);
    CHECK_FALSE(odd.has_value());
    CHECK(odd.problem().id == "test.odd");
    CHECK(odd.value_or(9) == 9);
    CHECK_THROWS_AS((void)half(4).problem(), std::bad_variant_access);
}

TEST_CASE("asking for a value that is not there throws the problem") {
    try {
        (void)half(5).value();
        FAIL("no error");
    } catch (Error const& error) {
        CHECK(error.problem().id == "test.odd");
    }
    CHECK_THROWS_AS((void)*half(5), Error);
}

TEST_CASE("a result moves what cannot be copied") {
    Result<std::unique_ptr<int>> owned = std::make_unique<int>(7);
    CHECK(**owned == 7);
    std::unique_ptr<int> const taken = std::move(owned).value();
    CHECK(*taken == 7);
    Result<std::string> text = std::string("abc");
    CHECK(text->size() == 3);
    *text += "d";
    CHECK(text.value() == "abcd");
}
