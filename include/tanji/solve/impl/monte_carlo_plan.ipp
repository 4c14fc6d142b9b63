// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/solve/monte_carlo.hpp"
#include "tanji/uncertainty/elementary.hpp"

// What a plan holds. Nodes are the processes that the demand reaches, numbered in the order in which they are solved:
//   before   nothing they depend on lies in a loop: substituted exactly
//   middle   loops and what lies between: eliminated nodes, then the core (acyclic part, then the torn nodes)
//   after    no loop depends on them: substituted exactly
namespace tanji::detail {

/// Numbers to be drawn, in the order of use. All are drawn as lognormal multipliers; `others` then replaces some.
struct DrawList {
    std::vector<std::uint32_t> item{};
    std::vector<double> sigma{};
    std::vector<float> narrow_sigma{};         ///< the same, for 32-bit draws
    std::vector<std::int32_t> entry{};         ///< of A or B: to write down what was drawn
    struct Other { std::size_t place = 0; Distribution distribution{}; };
    std::vector<Other> others{};
    struct Certain { std::int32_t entry = 0; double value = 0; };
    std::vector<Certain> remainders{};         ///< what is left of entries whose exchanges are drawn one by one
    RandomRole role = RandomRole::technosphere;

    [[nodiscard]] std::size_t size() const noexcept { return item.size(); }
};

/// Rows of sums  weight x multiplier x (value of a node). For drawn terms the multiplier's place is that of the term.
struct TermRows {
    std::vector<std::int32_t> start{0};
    std::vector<std::int32_t> split{};         ///< of middle rows: terms before it are of nodes before the middle
    std::vector<std::int32_t> node{};
    std::vector<double> weight{};
};

/// Elimination and core as a program on slots of eight floats. Slots: rows of eliminated nodes by step, their columns by
/// step, rows of the core, then one (negative) diagonal per middle node.
struct SlotProgram {
    std::int32_t eliminated = 0, core = 0, torn = 0;
    std::vector<std::int32_t> upper_start{0}, upper_node{}; ///< step k: its row; slot = place
    std::vector<std::int32_t> lower_start{0}, lower_node{}; ///< step k: rows that it is eliminated from; slot = uppers + place
    std::vector<std::int32_t> target{};                     ///< slots that step k adds to, row by row
    std::vector<std::int32_t> core_start{0}, core_node{};   ///< slot = uppers + lowers + place; node counts from the first core node
    std::vector<std::int32_t> certain_slot{}, drawn_slot{}; ///< of the terms between middle nodes, in their order
    std::size_t slots = 0;                                  ///< without diagonals
    std::size_t middle() const noexcept { return at(eliminated) + at(core); }
};

}  // namespace tanji::detail

namespace tanji {

struct MonteCarlo::Content {
    Solver solver{};
    MonteCarloOptions options{};
    std::vector<DemandEntry> demand{};
    std::int32_t nodes = 0, before = 0, after = 0;  ///< middle nodes are [before, after)
    std::vector<std::int32_t> column_of_node{};
    std::vector<double> unit{};                     ///< powers of 2 near the nominal supply: values of nodes are about 1
    std::vector<double> turn{};                     ///< sign of the nominal supply
    std::vector<double> right{};                    ///< scaled demand
    std::vector<double> diagonal{};                 ///< scaled, positive; the part of it that is certain
    struct DrawnDiagonal { std::int32_t node = 0; double weight = 0; };
    std::vector<DrawnDiagonal> drawn_diagonal{};    ///< their draws follow those of `drawn`
    detail::TermRows certain{}, drawn{};
    detail::DrawList draws{};
    detail::SlotProgram program{};
    detail::TermRows flow_certain{}, flow_drawn{};  ///< one row per reached flow
    detail::DrawList flow_draws{};
    std::vector<std::int32_t> flow{};               ///< matrix row of each
    std::vector<CharacterisationEntry> factors{};   ///< by category; flow counts the reached ones
    std::int32_t categories = 0;
    std::vector<double> nominal{};
};

}  // namespace tanji
