// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/analysis/contributions.hpp"

/// \file
/// Two footprints side by side, split in the same way. Nothing is solved anew.
namespace tanji {

/// What is compared and how much of it is shown.
struct ComparisonOptions {
    By by = By::process;          ///< process, flow, location or compartment
    Index row = 0;                ///< of C, in both
    std::size_t top = 0;          ///< lines by the larger of both amounts; 0: all
    std::string first = "A";      ///< what the two are called
    std::string second = "B";
};

/// What both products have under one id, amounts in the unit of the comparison.
struct ComparisonLine {
    std::string id{};
    std::string name{};
    std::string location{};
    double first = 0;             ///< exactly 0 where the product does not have it
    double second = 0;
    double difference = 0;        ///< second - first
};

/// Two scores side by side; the lines and `rest` sum to the totals.
struct Comparison {
    By by = By::process;
    std::string method{};
    std::string category{};
    std::string unit{};
    std::string first_name{};
    std::string second_name{};
    double first = 0;
    double second = 0;
    double difference = 0;
    std::vector<ComparisonLine> lines{};  ///< by the larger of both amounts, largest first
    ComparisonLine rest{};                ///< sum of the lines that `top` leaves out; zeros if none
    std::size_t left_out = 0;             ///< how many those are
};

/// Compares two products under equal settings: linking, allocation and its normalisation, parameters, method, matching and
/// category must be the same, else Problem "compare.settings" that lists what differs. Whether the two deliver the same
/// function is the caller's judgement; the demands are not compared. Lines are matched by id, so the products may come
/// from different databases. By::first_tier is matched by the supplier's process. Problems besides that: those of
/// try_contributions. Cost: two splits and a sort.
///
///     auto const both = compare(steel, aluminium, {.by = By::process, .top = 10, .first = "steel", .second = "aluminium"});
[[nodiscard]] Result<Comparison> try_compare(Footprint const& first, Footprint const& second, ComparisonOptions const& options = {});
[[nodiscard]] Comparison compare(Footprint const& first, Footprint const& second, ComparisonOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/comparison.ipp"
#endif
