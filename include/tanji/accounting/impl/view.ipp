// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/accounting/impl/data/rules_view_totals.ipp"
#include "tanji/accounting/impl/data/rules_views.ipp"
#include "tanji/accounting/view.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Statements from the table of views. What must stay true: every category that has lines stands in the statement somewhere, if only beside
/// the totals; a category for which the table has no place is refused, because leaving it out silently would make the total too small.
namespace tanji {
namespace detail {

/// One row of data/rules/views.csv.
struct ViewRow {
    std::string view, edition, section, title_en, title_zh;
    std::optional<Date> valid_from;
    bool biogenic = false;  ///< shows biogenic CO2 instead of CO2e
    int sign = 1;
    std::vector<std::string> categories, totals;
};

struct ViewTotalRow {
    std::string view, total, title_en, title_zh;
};

[[nodiscard]] inline std::vector<std::string> view_words(std::string_view text) {
    std::vector<std::string> words;
    for (auto const word : split(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

[[nodiscard]] inline std::vector<ViewRow> const& view_rows() {
    static std::vector<ViewRow> const table = [] {
        std::string const text = data_rules_views();
        CsvReader in(text, "data/rules/views.csv");
        std::vector<ViewRow> rows;
        while (in.next()) {
            rows.push_back({std::string(in["view"]), std::string(in["edition"]), std::string(in["section"]), std::string(in["title_en"]), std::string(in["title_zh"]),
                            try_parse_date(in["valid_from"]).value(), in["part"] == "biogenic-co2", static_cast<int>(in.number("sign")), view_words(in["categories"]), view_words(in["totals"])});
        }
        return rows;
    }();
    return table;
}

[[nodiscard]] inline std::vector<ViewTotalRow> const& view_totals() {
    static std::vector<ViewTotalRow> const table = [] {
        std::string const text = data_rules_view_totals();
        CsvReader in(text, "data/rules/view-totals.csv");
        std::vector<ViewTotalRow> rows;
        while (in.next()) rows.push_back({std::string(in["view"]), std::string(in["total"]), std::string(in["title_en"]), std::string(in["title_zh"])});
        return rows;
    }();
    return table;
}

/// The rows of the edition that holds for the period: the latest that was valid on its first day.
[[nodiscard]] inline Result<std::vector<ViewRow const*>> rows_of_view(std::string_view view, Period const& period) {
    std::vector<std::string> const known = view_names();
    if (std::find(known.begin(), known.end(), view) == known.end()) {
        return Problem{.id = "view.unknown", .what = "there is no view of this name", .expected = join(known, ", "), .got = in_quotes(view), .related = nearest(view, known)};
    }
    std::optional<Date> latest;
    std::optional<Date> first;
    for (auto const& row : view_rows()) {
        if (row.view != view) continue;
        if (!first || *row.valid_from < *first) first = row.valid_from;
        if (*row.valid_from <= period.first() && (!latest || *row.valid_from > *latest)) latest = row.valid_from;
    }
    if (!latest) {
        return Problem{.id = "view.not-in-force", .what = "the table of this view is younger than the period", .where = {.object = std::string(view)}, .expected = "a period from " + to_text(*first) + " on", .got = to_text(period)};
    }
    std::vector<ViewRow const*> rows;
    for (auto const& row : view_rows()) {
        if (row.view == view && row.valid_from == latest) rows.push_back(&row);
    }
    return rows;
}

/// Keys of the categories that have lines.
[[nodiscard]] inline std::vector<std::string> categories_present(OrganisationInventory const& inventory) {
    std::vector<bool> seen(all_categories().size());
    for (auto const& line : inventory.lines()) seen[line.category] = true;
    std::vector<std::string> present;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i]) present.push_back(all_categories()[i].key);
    }
    return present;
}

/// A category with lines must have a section that shows its CO2e.
[[nodiscard]] inline std::optional<Problem> view_gap(std::vector<ViewRow const*> const& rows, std::vector<std::string> const& present) {
    for (auto const& key : present) {
        bool found = false;
        for (auto const* row : rows) found = found || (!row->biogenic && std::find(row->categories.begin(), row->categories.end(), key) != row->categories.end());
        if (!found) {
            return Problem{.id = "view.gap", .what = "this view has no place for a category that has lines", .where = {.object = rows.front()->view}, .expected = "a section for it in data/rules/views.csv", .got = key};
        }
    }
    return {};
}

/// Adds up what sections count, exactly, and rounds once for the report (rule C9: the raw number stays beside it).
[[nodiscard]] inline Result<StatementTotal> statement_total(ViewTotalRow const& wanted, std::vector<ViewRow const*> const& rows, std::vector<StatementRow> const& sections, RuleSet const& rules) {
    ExactSum sum;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::find(rows[i]->totals.begin(), rows[i]->totals.end(), wanted.total) != rows[i]->totals.end()) sum.add(sections[i].counted.stored());
    }
    StatementTotal total{.key = wanted.total, .title_en = wanted.title_en, .title_zh = wanted.title_zh, .co2e = Co2e::stored(sum.value())};
    auto const shown = try_unit(rules.rounding.unit);
    if (!shown) return shown.problem();
    total.reported = rounded(total.co2e.stored() / shown->scale(), rules.rounding.decimals, rules.rounding.mode);
    return total;
}

/// What must be read with the numbers: warnings of the rules, gases nobody estimated, which of two results it is.
[[nodiscard]] inline std::vector<std::string> statement_notes(OrganisationInventory const& inventory, std::vector<StatementRow> const& sections, EnergyMethod energy) {
    std::vector<std::string> notes = inventory.rules().warnings;
    notes.push_back("bought energy: " + std::string(to_text(energy)) + (inventory.has_market() ? "" : "; a market-based result was not computed"));
    std::vector<std::string> seen;
    for (auto const& section : sections) {
        for (auto const& text : section.total.not_estimated) {
            if (std::find(seen.begin(), seen.end(), text) == seen.end()) seen.push_back(text);
        }
    }
    if (!seen.empty()) notes.push_back("not estimated, not zero: " + join(seen, ", "));
    return notes;
}

}  // namespace detail

TANJI_INLINE std::vector<std::string> view_names() {
    std::vector<std::string> names;
    for (auto const& row : detail::view_rows()) {
        if (std::find(names.begin(), names.end(), row.view) == names.end()) names.push_back(row.view);
    }
    return names;
}

TANJI_INLINE Result<Statement> try_statement(OrganisationInventory const& inventory, std::string_view view, EnergyMethod energy) {
    std::string const wanted(view.empty() ? std::string_view(inventory.rules().view) : view);
    auto const rows = detail::rows_of_view(wanted, inventory.period());
    if (!rows) return rows.problem();
    auto const present = detail::categories_present(inventory);
    if (auto problem = detail::view_gap(*rows, present)) return *std::move(problem);
    Statement result{.view = wanted, .edition = rows->front()->edition, .energy = energy};
    for (auto const* row : *rows) {
        auto total = inventory.try_total({.categories = row->categories, .energy = energy});
        if (!total) return total.problem();
        StatementRow section{.section = row->section, .title_en = row->title_en, .title_zh = row->title_zh, .sign = row->sign, .total = *std::move(total)};
        if (!row->biogenic) section.counted = Co2e::stored(row->sign * section.total.co2e.stored());
        section.biogenic = row->biogenic;
        result.rows.push_back(std::move(section));
    }
    for (auto const& each : detail::view_totals()) {
        if (each.view != wanted) continue;
        if (each.total.empty()) {
            result.title_en = each.title_en;
            result.title_zh = each.title_zh;
            continue;
        }
        auto total = detail::statement_total(each, *rows, result.rows, inventory.rules());
        if (!total) return total.problem();
        result.totals.push_back(*std::move(total));
    }
    result.notes = detail::statement_notes(inventory, result.rows, energy);
    return result;
}

}  // namespace tanji
