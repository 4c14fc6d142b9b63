// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <charconv>
#include <string_view>

#include "tanji/base/text.hpp"
#include "tanji/report/footprint_text.hpp"
#include "tanji/report/table.hpp"

/// \file
/// Results for people at a terminal. Rounded and shortened: nobody should read numbers back from here, CSV and JSON are for
/// that. Some helpers serve the pictures of bars.ipp as well.
namespace tanji {
namespace detail {

/// "12.3 %": one decimal, so that columns of shares line up.
[[nodiscard]] inline std::string percent_text(double share) {
    char buffer[48];
    double const value = share * 100;
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 1);
    if (end.ec != std::errc()) return number_text(value, 4) + " %";
    std::string text(buffer, end.ptr);
    if (text == "-0.0") text = "0.0";
    return text + " %";
}

/// "ingot (smelter, CN)": a product, and who makes it where.
[[nodiscard]] inline std::string column_text(ProductSystem const& system, Index column) {
    auto const& at = system.columns()[column];
    auto const process = system.database().process_name(at.process);
    std::string text(trim(system.database().flows()[at.flow].name));
    std::string maker(trim(process.name));
    // A process named like its product, with or without the place, would say everything twice.
    if (maker == text || maker == text + ", " + process.location) maker.clear();
    if (!process.location.empty()) maker += (maker.empty() ? "" : ", ") + process.location;
    if (!maker.empty()) text += " (" + maker + ")";
    return text;
}

[[nodiscard]] inline std::string rest_text(std::size_t left_out) {
    return left_out == 0 ? std::string("rest") : "rest (" + std::to_string(left_out) + " more)";
}

/// Results that only look complete must say so before anything else.
[[nodiscard]] inline std::string loud_lines(Footprint const& footprint) {
    std::string text;
    for (auto const& finding : footprint.findings()) {
        bool const loud = finding.severity == Severity::error || finding.problem.id == "impact.coverage";
        if (!loud) continue;
        text += "! " + finding.problem.what;
        if (!finding.problem.got.empty()) text += ": " + finding.problem.got;
        if (!finding.problem.expected.empty()) text += " (expected " + finding.problem.expected + ")";
        text += '\n';
    }
    return text;
}

/// Children first, then what completes their parent (A10): its own exchanges and the suppliers that are not shown. A leaf
/// needs neither line. Shares are of the root throughout, so they can be compared across levels; none if the root is zero.
inline void add_tree_rows(TextTable& table, TreeNode const& node, Footprint const& footprint, double total, std::size_t level) {
    auto const& system = footprint.system();
    std::string const indent(2 * level, ' ');
    auto const share = [total](double amount) { return total == 0 ? std::string() : percent_text(amount / total); };
    if (node.column != no_index) {
        auto const unit = system.database().reference_unit(system.columns()[node.column].flow);
        table.add_row({indent + column_text(system, node.column), number_text(node.amount, 5), std::string(unit), number_text(node.score, 5), share(node.score)});
    } else {
        table.add_row({"demand", "", "", number_text(node.score, 5), share(node.score)});
    }
    for (auto const& child : node.children) add_tree_rows(table, child, footprint, total, level + 1);
    if (node.children.empty()) return;
    std::string const inner(2 * level + 2, ' ');
    if (node.own != 0) table.add_row({inner + "own exchanges", "", "", number_text(node.own, 5), share(node.own)});
    if (node.left_out != 0) table.add_row({inner + rest_text(node.left_out), "", "", number_text(node.rest, 5), share(node.rest)});
}

}  // namespace detail

// Waste as people say it: "1 t treated of ...", without the sign that rule A1 gives the demand.
TANJI_INLINE std::string demand_text(Footprint const& footprint) {
    std::string text;
    for (auto const& line : footprint.demand()) {
        auto const flow = footprint.system().columns()[line.column].flow;
        bool const waste = footprint.system().database().flows()[flow].type == FlowType::waste;
        if (!text.empty()) text += "; ";
        text += number_text(waste ? -line.amount : line.amount, 6) + " " + std::string(footprint.system().database().reference_unit(flow)) +
                (waste ? " treated of " : " of ") + detail::column_text(footprint.system(), line.column);
    }
    return text;
}

TANJI_INLINE std::string to_text(Footprint const& footprint) {
    std::string text = detail::loud_lines(footprint) + demand_text(footprint) + "\n\n";
    TextTable table({"category", "score", "unit", "method"});
    auto const& rows = footprint.characterisation().rows;
    for (Index row = 0; row < rows.size(); ++row) {
        auto const score = footprint.find_score(row);
        table.add_row({rows[row].category, score ? number_text(*score, 5) : "", score ? rows[row].unit : "refused", rows[row].method});
    }
    if (!rows.empty()) text += table.text();
    return text;
}

// Columns that would be empty or say the same twice are left out: places where no line has one, gross shares where they equal
// the net ones. 1e-12 is the room that rounding of the two sums needs.
TANJI_INLINE std::string to_text(Contributions const& contributions) {
    bool const places = std::any_of(contributions.lines.begin(), contributions.lines.end(), [](auto const& line) { return !line.location.empty(); });
    // Where credits meet burdens, shares of the net mislead: above 100 % and of either sign.
    bool const gross = contributions.gross > std::abs(contributions.total) * (1 + 1e-12);
    std::vector<std::string> header{std::string(to_text(contributions.by))};
    if (places) header.emplace_back("place");
    header.push_back(contributions.unit);
    header.emplace_back("share");
    if (gross) header.emplace_back("of gross");
    TextTable table(header, 52);
    auto const add = [&](std::string name, std::string const& place, double amount, double share, double gross_share) {
        std::vector<std::string> cells{std::move(name)};
        if (places) cells.push_back(place);
        cells.push_back(number_text(amount, 5));
        cells.push_back(detail::percent_text(share));
        if (gross) cells.push_back(detail::percent_text(gross_share));
        table.add_row(std::move(cells));
    };
    for (auto const& line : contributions.lines) add(line.name, line.location, line.amount, line.share, line.gross_share);
    if (contributions.left_out != 0)
        add(detail::rest_text(contributions.left_out), "", contributions.rest.amount, contributions.rest.share, contributions.rest.gross_share);
    table.add_line();
    add("total", "", contributions.total, contributions.total == 0 ? 0 : 1, 1);
    return contributions.method + ", " + contributions.category + '\n' + table.text();
}

// Five digits per column; the difference is computed from the full numbers and not from the rounded ones beside it.
TANJI_INLINE std::string to_text(Comparison const& comparison) {
    bool const places = std::any_of(comparison.lines.begin(), comparison.lines.end(), [](auto const& line) { return !line.location.empty(); });
    std::vector<std::string> header{std::string(to_text(comparison.by))};
    if (places) header.emplace_back("place");
    for (auto const& name : {comparison.first_name, comparison.second_name}) header.push_back(name);
    header.emplace_back("difference");
    TextTable table(header, 52);
    auto const add = [&](std::string name, ComparisonLine const& line) {
        std::vector<std::string> cells{std::move(name)};
        if (places) cells.push_back(line.location);
        for (double const amount : {line.first, line.second, line.difference}) cells.push_back(number_text(amount, 5));
        table.add_row(std::move(cells));
    };
    for (auto const& line : comparison.lines) add(line.name, line);
    if (comparison.left_out != 0) add(detail::rest_text(comparison.left_out), comparison.rest);
    table.add_line();
    add("total", {"", "", "", comparison.first, comparison.second, comparison.difference});
    return comparison.method + ", " + comparison.category + ", " + comparison.unit + '\n' + table.text();
}

TANJI_INLINE std::string to_text(TreeNode const& root, Footprint const& footprint, Index row) {
    auto const& rows = footprint.characterisation().rows;
    TextTable table({"product", "amount", "", row < rows.size() ? rows[row].unit : std::string("score"), "share"}, 70);
    detail::add_tree_rows(table, root, footprint, root.score, 0);
    return table.text();
}

}  // namespace tanji
