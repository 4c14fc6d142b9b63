// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "tanji/impact/characterisation.hpp"

/// \file
/// Used where every entry of B meets a row of C: footprints and contributions. Both must find the same factor for an entry,
/// else contributions would not sum to the score.
namespace tanji::detail {

/// Factors of one row of C by elementary row and place of the process. The row's sparse factors are spread over an array, since
/// B has many entries per flow and each asks for one; made once per row, it refers to the row and must not outlive it.
class PlacedFactors {
public:
    PlacedFactors(CharacterisationRow const& row, std::size_t elementary) : row_(row), factor_(elementary, 0.0), known_(elementary, false) {
        for (std::size_t i = 0; i < row.flow.size(); ++i) {
            factor_[row.flow[i]] = row.factor[i];
            known_[row.flow[i]] = true;
        }
        for (auto const& located : row.located) known_[located.flow] = true;
    }

    /// A factor of 0 is known as well: such a flow is covered by the method and is no gap.
    [[nodiscard]] bool known(Index elementary) const noexcept { return known_[elementary]; }

    /// Rule A9: that place exactly, then the factor without a place. Larger places are asked for when the factors are
    /// matched, not here.
    [[nodiscard]] double at(Index elementary, Index place) const noexcept {
        if (place != no_index && !row_.located.empty()) {
            auto const before = [](LocatedFactor const& a, std::pair<Index, Index> const& b) { return std::pair(a.flow, a.location) < b; };
            auto const key = std::pair(elementary, place);
            auto const found = std::lower_bound(row_.located.begin(), row_.located.end(), key, before);
            if (found != row_.located.end() && std::pair(found->flow, found->location) == key) return found->factor;
        }
        return factor_[elementary];
    }

private:
    CharacterisationRow const& row_;
    std::vector<double> factor_;
    std::vector<bool> known_;
};

}  // namespace tanji::detail
