// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/stored.hpp"

#include <doctest/doctest.h>

TEST_CASE("a redefinition without owner is global; a link without internal id goes by flow") {
    tanji::Redefinition const redefinition{"x", 1, {}, {}};
    CHECK((redefinition.process.empty() && redefinition.category.empty()));
    CHECK(tanji::StoredLink{}.exchange_id == 0);
    CHECK(tanji::StoredResult{}.system == tanji::no_index);
}
