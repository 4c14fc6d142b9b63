// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/factors/impl/data/gwp_gwp.ipp"

/// \file
/// The GWP table and its columns. Values are looked up, never computed: no interpolation between horizons, no value of one
/// report where another has none, no default for a gas that is not listed (rule C4).
namespace tanji {
namespace detail {

/// One published column.
struct GwpColumn {
    GwpReport report;
    int horizon;
    bool feedback;
};

/// What the reports print: AR4 Table 2.14, AR5 Table 8.A.1 and 8.SM.16, AR6 Table 7.SM.7 and 7.15.
/// AR5 prints no 500 years; its feedback column is shipped for 100 years only.
inline constexpr std::array<GwpColumn, 9> gwp_columns = {{{GwpReport::ar4, 20, false},
                                                          {GwpReport::ar4, 100, false},
                                                          {GwpReport::ar4, 500, false},
                                                          {GwpReport::ar5, 20, false},
                                                          {GwpReport::ar5, 100, false},
                                                          {GwpReport::ar5, 100, true},
                                                          {GwpReport::ar6, 20, false},
                                                          {GwpReport::ar6, 100, false},
                                                          {GwpReport::ar6, 500, false}}};

// The text of records and of the command line: reading an old record depends on it.
[[nodiscard]] inline std::string gwp_column_text(GwpReport report, int horizon, bool feedback) {
    if (report == GwpReport::unstated) return "unstated";
    char const* const name = report == GwpReport::ar4 ? "AR4-" : report == GwpReport::ar5 ? "AR5-" : "AR6-";
    return name + std::to_string(horizon) + (feedback ? "-feedback" : "");
}

/// One row of data/gwp/gwp.csv.
struct GwpRow {
    Gas gas;
    GwpReport report;
    int horizon;
    bool feedback;
    GwpValue value;
};

/// The shipped table, in file order. Throws only if the table that was compiled in is broken, which a test would notice.
/// Rows of one gas follow each other, so its key is looked up once for all of them. A report that is neither AR4 nor AR5 is
/// AR6 without a further check, because the words come from our own file.
[[nodiscard]] inline std::vector<GwpRow> read_gwp_rows() {
    std::string const text = data_gwp_gwp();
    CsvReader in(text, "data/gwp/gwp.csv");
    std::vector<GwpRow> rows;
    std::string last_key;
    Gas gas{0};
    while (in.next()) {
        if (in["gas"] != last_key) {
            last_key = in["gas"];
            gas = get_gas(last_key);
        }
        auto const report = in["report"] == "AR4" ? GwpReport::ar4 : in["report"] == "AR5" ? GwpReport::ar5 : GwpReport::ar6;
        rows.push_back({gas, report, static_cast<int>(in.number("horizon")), in["feedback"] == "1",
                        {in.number("value"), try_parse_confidence(in["confidence"]).value(), std::string(in["source"]), std::string(in["note"])}});
    }
    return rows;
}

/// Read on first use and never changed. A static inside a function, not a global: programs that never ask pay nothing, and
/// C++ makes the first use safe from several threads.
[[nodiscard]] inline std::vector<GwpRow> const& gwp_rows() {
    static std::vector<GwpRow> const rows = read_gwp_rows();
    return rows;
}

}  // namespace detail

// A horizon between the published ones is refused: interpolating GWPs gives a number that no report contains.
TANJI_INLINE GwpSet::GwpSet(GwpReport report, int horizon, bool feedback) : report_(report), horizon_(horizon), feedback_(feedback) {
    for (auto const& column : detail::gwp_columns) {
        if (column.report == report && column.horizon == horizon && column.feedback == feedback) return;
    }
    Problem problem{.id = "gwp.horizon", .what = "no report publishes GWPs of this horizon", .expected = "one of the sets below",
                    .got = detail::gwp_column_text(report, horizon, feedback)};
    for (auto const& column : detail::gwp_columns) problem.related.push_back(detail::gwp_column_text(column.report, column.horizon, column.feedback));
    throw Error(std::move(problem));
}

// Messages are put together only after a miss: conversions of a million lines come through here.
TANJI_INLINE Result<GwpValue> GwpSet::find(Gas gas) const {
    if (report_ == GwpReport::unstated) {
        return Problem{.id = "gwp.unstated", .what = "the GWP set is not stated, so nothing can be converted with it", .expected = "a set like gwp::ar6(100)"};
    }
    for (auto const& row : detail::gwp_rows()) {
        if (row.gas != gas || row.report != report_ || row.horizon != horizon_ || row.feedback != feedback_) continue;
        if (row.value.confidence <= least_) return row.value;
        return Problem{.id = "gwp.unconfirmed", .what = "the GWP of " + to_text(gas) + " in " + to_text(*this) + " is not confirmed well enough",
                       .expected = std::string(to_text(least_)) + " or better", .got = number_text(row.value.value) + ", " + std::string(to_text(row.value.confidence)),
                       .hint = "set.accepting(Confidence) opts in; the result will say so"};
    }
    std::vector<std::string> elsewhere;
    for (auto const& row : detail::gwp_rows()) {
        if (row.gas != gas) continue;
        elsewhere.push_back(detail::gwp_column_text(row.report, row.horizon, row.feedback) + ": " + number_text(row.value.value) + " (" +
                            std::string(to_text(row.value.confidence)) + ")");
    }
    return Problem{.id = "gwp.missing", .what = to_text(*this) + " has no GWP of " + to_text(gas) + "; missing is not zero",
                   .expected = "a gas with a value in this set", .got = "no value in data/gwp/gwp.csv",
                   .hint = elsewhere.empty() ? "" : "choose one of the sets that have it", .related = elsewhere};
}

TANJI_INLINE std::string to_text(GwpSet const& set) { return detail::gwp_column_text(set.report(), set.horizon(), set.feedback()); }

// In the order of the reports, which is the order in which messages show them.
TANJI_INLINE std::vector<GwpSet> all_gwp_sets() {
    std::vector<GwpSet> sets;
    for (auto const& column : detail::gwp_columns) sets.emplace_back(column.report, column.horizon, column.feedback);
    return sets;
}

// Only the texts of to_text: "AR6" without a horizon is refused, because 20 and 100 years differ about threefold for methane.
TANJI_INLINE Result<GwpSet> try_parse_gwp_set(std::string_view text) {
    if (text == "unstated") return GwpSet();
    auto const sets = all_gwp_sets();
    for (auto const& set : sets) {
        if (equal_ignoring_case(to_text(set), text)) return set;
    }
    Problem problem{.id = "gwp.unknown", .what = "this is no GWP set", .expected = "one of the sets below, or \"unstated\"", .got = in_quotes(text)};
    for (auto const& set : sets) problem.related.push_back(to_text(set));
    return problem;
}

}  // namespace tanji
