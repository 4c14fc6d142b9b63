// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "analysis/matrix_footprint.hpp"

namespace tanji::test {

/// A result where a credit meets burdens. By hand: a 10, b -4, c 1 of a total of 7.
inline Footprint credit() {
    return MatrixCase({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                       .biosphere = {{10, -4, 1}}, .categories = {"k"}, .characterisation = {{1}}})
        .solve({1, 0, 0});
}

}  // namespace tanji::test
