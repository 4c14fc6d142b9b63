// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/claims/method_revision.hpp"

using namespace tanji;

TEST_CASE("revisions of a method count up from 1, and the last is in use") {
    for (auto const& entry : method_revisions()) {
        CHECK(entry.revision >= 1);
        if (entry.revision > 1) CHECK(current_revision(entry.method)->revision >= entry.revision);
        CHECK_FALSE(entry.what.empty());
    }
    constexpr MethodRevision some[] = {{"a", 1, "0.1", "x"}, {"b", 1, "0.1", "y"}, {"a", 2, "0.2", "z"}};
    CHECK(current_revision("a", some)->version == "0.2");
    CHECK(current_revision("b", some)->revision == 1);
    CHECK(current_revision("c", some) == nullptr);
}
