// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/impl/data/rules_activity_columns.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Which column of a file is which field: by key, English or Chinese name (data/rules/activity-columns.csv).
namespace tanji::detail {

/// A field of a line, in the order of the shipped table (tested), and what it belongs to.
enum class ActivityField : std::uint8_t {
    id, organisation, site, source, meter, category, what, technology, place, amount, unit, period, kind, factor_key, factor_edition, factor_year,
    counterparty, conversion, price_year, price_ratio, exchange_rate, quality, uncertainty, source_type, evidence, evidence_hash, operator_name, reviewer,
    entered_at, reviewed_at, note, none
};
inline constexpr std::size_t activity_fields = static_cast<std::size_t>(ActivityField::none);

struct ActivityColumn {
    std::string key;
    std::vector<std::string> names;
    char part = 'h';  // h(ead), p(roof), l(ine)
    bool required = false;
};

[[nodiscard]] inline std::vector<ActivityColumn> const& activity_columns() {
    static std::vector<ActivityColumn> const table = [] {
        std::string const text = data_rules_activity_columns();
        CsvReader in(text, "data/rules/activity-columns.csv");
        std::vector<ActivityColumn> rows;
        while (in.next()) {
            ActivityColumn row{std::string(in["key"]), {}, in["part"].front(), in["required"] == "yes"};
            for (auto const name : split(in["names"], ';')) row.names.emplace_back(name);
            rows.push_back(std::move(row));
        }
        return rows;
    }();
    return table;
}

/// The columns of one file. A column that is not known is refused: a misspelt "uncertanity" would otherwise be lost without
/// a word. Columns of the user's own start with "x_" and are passed over.
struct ActivityLayout {
    std::array<std::size_t, activity_fields> column{};  // npos where the file has none
    std::vector<std::size_t> head{};                    // columns that make the head, in the order of the file
    std::vector<std::size_t> proof{};
    std::vector<ActivityField> field{};                 // of each column

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t of(ActivityField which) const noexcept { return column[static_cast<std::size_t>(which)]; }
};

[[nodiscard]] inline ActivityField activity_field(std::string_view name) {
    auto const& table = activity_columns();
    for (std::size_t i = 0; i < table.size(); ++i) {
        bool found = equal_ignoring_case(table[i].key, name);
        for (auto const& other : table[i].names) found = found || equal_ignoring_case(other, name);
        if (found) return static_cast<ActivityField>(i);
    }
    return ActivityField::none;
}

[[nodiscard]] inline Problem unknown_column(std::string_view name, Where where) {
    std::vector<std::string> known;
    for (auto const& row : activity_columns()) {
        known.push_back(row.key);
        known.insert(known.end(), row.names.begin(), row.names.end());
    }
    return {.id = "activity.column", .what = "a column is not known", .where = std::move(where), .expected = "a name of data/rules/activity-columns.csv, or one that starts with x_",
            .got = in_quotes(name), .hint = "a column for yourself is called x_something and is passed over", .related = nearest(name, known)};
}

/// Reads a header; problems are added to `problems`.
[[nodiscard]] inline ActivityLayout activity_layout(std::vector<std::string> const& header, Where const& where, std::vector<Problem>& problems) {
    ActivityLayout layout;
    layout.column.fill(ActivityLayout::npos);
    for (std::size_t i = 0; i < header.size(); ++i) {
        auto const field = activity_field(header[i]);
        layout.field.push_back(field);
        if (field == ActivityField::none) {
            if (!header[i].starts_with("x_")) problems.push_back(unknown_column(header[i], where));
            continue;
        }
        auto& place = layout.column[static_cast<std::size_t>(field)];
        if (place != ActivityLayout::npos) {
            problems.push_back({.id = "activity.column", .what = "two columns mean the same", .where = where, .expected = "one column for " + activity_columns()[static_cast<std::size_t>(field)].key,
                                .got = in_quotes(header[place]) + " and " + in_quotes(header[i]), .hint = "remove one, or call it x_" + header[i] + " if it is for yourself"});
        }
        place = i;
        char const part = activity_columns()[static_cast<std::size_t>(field)].part;
        if (part == 'h') layout.head.push_back(i);
        if (part == 'p') layout.proof.push_back(i);
    }
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < activity_fields; ++i) {
        if (activity_columns()[i].required && layout.column[i] == ActivityLayout::npos) missing.push_back(activity_columns()[i].key);
    }
    bool const named = layout.of(ActivityField::what) != ActivityLayout::npos || layout.of(ActivityField::factor_key) != ActivityLayout::npos;
    if (!named) missing.emplace_back("what (or factor_key)");
    if (!missing.empty()) {
        problems.push_back({.id = "activity.columns", .what = "the table lacks columns that every line needs", .where = where, .expected = join(missing, ", "), .got = join(header, ", "),
                            .hint = header.size() == 1 ? "is the separator ';' or tab? save the table with commas" : "docs/accounting.md lists the columns"});
    }
    return layout;
}

}  // namespace tanji::detail
