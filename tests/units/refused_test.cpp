// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"

// The message itself is measured by tests/compile_fail; here: a refused call can be asked about with `requires`.

namespace {

template <class A, class B>
concept Adds = requires(A a, B b) { a + b; };

}  // namespace

TEST_CASE("what is refused is refused without breaking the compilation") {
    using namespace tanji;
    static_assert(Adds<Mass, Mass> && !Adds<Mass, Energy> && !Adds<Mass, double> && !Adds<int, Mass>);
    CHECK(Adds<Energy, Energy>);
}
