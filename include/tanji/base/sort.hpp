// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// The sort for whatever is shown: rows of equal size keep the order of the data on every standard library.
namespace tanji {

/// Sorts `items` by `before` (a strict weak order) and leaves equal ones in the order they came in, so that no result
/// depends on how the standard library sorts. O(n log n) comparisons, one extra vector of positions.
///
/// Stands for std::stable_sort, which reaches a function of libstdc++ 12 that clang reports as deprecated in every
/// program that includes us.
template <class T, class Before>
void sort_keeping_order(std::vector<T>& items, Before before) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (before(items[a], items[b])) return true;
        return !before(items[b], items[a]) && a < b;
    });
    std::vector<T> sorted;
    sorted.reserve(items.size());
    for (auto const at : order) sorted.push_back(std::move(items[at]));
    items = std::move(sorted);
}

}  // namespace tanji
