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

TANJI_INLINE std::string_view to_text(SectionPart part) noexcept {
    constexpr std::string_view words[] = {"co2e", "biogenic-co2", "biogenic-ch4", "biogenic-n2o"};
    auto const index = static_cast<std::size_t>(part);
    return index < std::size(words) ? words[index] : "?";
}

namespace detail {

/// Names of the tables in messages: those of the caller have one name for both.
inline constexpr std::string_view shipped_view_file = "data/rules/views.csv";

[[nodiscard]] inline std::vector<std::string> view_words(std::string_view text) {
    std::vector<std::string> words;
    for (auto const word : split(text, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

[[noreturn]] inline void throw_view_table(CsvReader const& in, std::string_view column, std::string what, std::string expected, std::string got) {
    throw Error({.id = "view.table", .what = std::move(what), .where = in.where(in.column(column)), .expected = std::move(expected), .got = in_quotes(got), .hint = "data/rules/views.csv is a table of this kind"});
}

[[nodiscard]] inline SectionPart section_part_in(CsvReader const& in) {
    for (int i = 0; i <= static_cast<int>(SectionPart::biogenic_n2o); ++i) {
        if (to_text(static_cast<SectionPart>(i)) == in["part"]) return static_cast<SectionPart>(i);
    }
    throw_view_table(in, "part", "this is no part of an emission", "co2e, biogenic-co2, biogenic-ch4 or biogenic-n2o", std::string(in["part"]));
}

[[nodiscard]] inline ViewSection view_section_in(CsvReader const& in, std::vector<ViewTotal> const& totals) {
    auto const date = try_parse_date(in["valid_from"]);
    if (!date) throw_view_table(in, "valid_from", "a section has no first day", "2015-01-01", std::string(in["valid_from"]));
    ViewSection row{.view = std::string(in["view"]), .edition = std::string(in["edition"]), .valid_from = *date, .section = std::string(in["section"]), .title_en = std::string(in["title_en"]),
                    .title_zh = std::string(in["title_zh"]), .part = section_part_in(in), .sign = 0, .categories = view_words(in["categories"]), .totals = view_words(in["totals"])};
    auto const sign = in["sign"];
    if (sign != "1" && sign != "-1" && sign != "0") throw_view_table(in, "sign", "this is no sign", "1, -1 or 0", std::string(sign));
    row.sign = sign == "1" ? 1 : sign == "-1" ? -1 : 0;
    if (row.sign != 0 && row.part != SectionPart::co2e) throw_view_table(in, "sign", "biogenic parts stand beside the totals", "0", std::string(sign));
    for (auto const& key : row.categories) {
        bool const known = std::any_of(all_categories().begin(), all_categories().end(), [&](Category const& each) { return each.key == key; });
        if (!known) throw_view_table(in, "categories", "this is no category", "keys of data/rules/categories.csv", key);
    }
    for (auto const& key : row.totals) {
        bool const known = std::any_of(totals.begin(), totals.end(), [&](ViewTotal const& each) { return each.view == row.view && each.total == key; });
        if (!known || row.sign == 0) throw_view_table(in, "totals", known ? "a section beside the totals counts in one" : "this is no total of the view", known ? "nothing, or a sign" : "a total of the other table", key);
    }
    return row;
}

/// The rows of the edition that holds for the period: the latest that was valid on its first day.
[[nodiscard]] inline Result<std::vector<ViewSection const*>> rows_of_view(ViewTable const& views, std::string_view view, Period const& period) {
    std::vector<std::string> const known = view_names(views);
    if (std::find(known.begin(), known.end(), view) == known.end()) {
        return Problem{.id = "view.unknown", .what = "there is no view of this name", .expected = join(known, ", "), .got = in_quotes(view), .related = nearest(view, known)};
    }
    std::optional<Date> latest;
    std::optional<Date> first;
    for (auto const& row : views.sections) {
        if (row.view != view) continue;
        if (!first || row.valid_from < *first) first = row.valid_from;
        if (row.valid_from <= period.first() && (!latest || row.valid_from > *latest)) latest = row.valid_from;
    }
    if (!latest) {
        return Problem{.id = "view.not-in-force", .what = "the table of this view is younger than the period", .where = {.object = std::string(view)}, .expected = "a period from " + to_text(*first) + " on", .got = to_text(period)};
    }
    std::vector<ViewSection const*> rows;
    for (auto const& row : views.sections) {
        if (row.view == view && row.valid_from == *latest) rows.push_back(&row);
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
[[nodiscard]] inline std::optional<Problem> view_gap(std::vector<ViewSection const*> const& rows, std::vector<std::string> const& present) {
    for (auto const& key : present) {
        bool found = false;
        for (auto const* row : rows) found = found || (row->part == SectionPart::co2e && std::find(row->categories.begin(), row->categories.end(), key) != row->categories.end());
        if (!found) {
            return Problem{.id = "view.gap", .what = "this view has no place for a category that has lines", .where = {.object = rows.front()->view}, .expected = "a section for it in the table of views", .got = key};
        }
    }
    return {};
}

/// Adds up what sections count, exactly, and rounds once for the report (rule C9: the raw number stays beside it).
[[nodiscard]] inline Result<StatementTotal> statement_total(ViewTotal const& wanted, std::vector<ViewSection const*> const& rows, std::vector<StatementRow> const& sections, RuleSet const& rules) {
    StatementTotal total{.key = wanted.total, .title_en = wanted.title_en, .title_zh = wanted.title_zh};
    ExactSum sum;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::find(rows[i]->totals.begin(), rows[i]->totals.end(), wanted.total) == rows[i]->totals.end()) continue;
        sum.add(sections[i].counted.stored());
        total.lines += sections[i].total.lines;
    }
    total.co2e = Co2e::stored(sum.value());
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

TANJI_INLINE Result<ViewTable> try_read_views(std::string_view sections, std::string_view totals, std::string file) {
    try {
        ViewTable table;
        CsvReader names(totals, file);
        while (names.next()) table.totals.push_back({std::string(names["view"]), std::string(names["total"]), std::string(names["title_en"]), std::string(names["title_zh"])});
        CsvReader in(sections, std::move(file));
        while (in.next()) table.sections.push_back(detail::view_section_in(in, table.totals));
        return table;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE ViewTable const& shipped_views() {
    static ViewTable const table = try_read_views(detail::data_rules_views(), detail::data_rules_view_totals(), std::string(detail::shipped_view_file)).value();
    return table;
}

TANJI_INLINE std::vector<std::string> view_names(ViewTable const& views) {
    std::vector<std::string> names;
    for (auto const& row : views.sections) {
        if (std::find(names.begin(), names.end(), row.view) == names.end()) names.push_back(row.view);
    }
    return names;
}

namespace detail {

/// What a section shows of its total, unsigned, in kg.
[[nodiscard]] inline double shown_part(Total const& total, SectionPart part) noexcept {
    switch (part) {
        case SectionPart::co2e: return total.co2e.stored();
        case SectionPart::biogenic_co2: return total.biogenic_co2.stored();
        case SectionPart::biogenic_methane: return total.biogenic_methane.stored();
        case SectionPart::biogenic_n2o: return total.biogenic_n2o.stored();
    }
    return 0;
}

}  // namespace detail

TANJI_INLINE Result<Statement> try_statement(OrganisationInventory const& inventory, std::string_view view, EnergyMethod energy, ViewTable const& views) {
    std::string const wanted(view.empty() ? std::string_view(inventory.rules().view) : view);
    auto const rows = detail::rows_of_view(views, wanted, inventory.period());
    if (!rows) return rows.problem();
    auto const present = detail::categories_present(inventory);
    if (auto problem = detail::view_gap(*rows, present)) return *std::move(problem);
    Statement result{.view = wanted, .edition = rows->front()->edition, .energy = energy};
    for (auto const* row : *rows) {
        auto total = inventory.try_total({.categories = row->categories, .energy = energy});
        if (!total) return total.problem();
        StatementRow section{.section = row->section, .title_en = row->title_en, .title_zh = row->title_zh, .sign = row->sign, .part = row->part, .total = *std::move(total)};
        section.shown_kg = (row->sign < 0 ? -1 : 1) * detail::shown_part(section.total, row->part);
        if (row->sign != 0) section.counted = Co2e::stored(section.shown_kg);
        result.rows.push_back(std::move(section));
    }
    for (auto const& each : views.totals) {
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
