// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <variant>

#include "tanji/accounting/activity_line.hpp"
#include "tanji/accounting/category.hpp"
#include "tanji/accounting/impl/activity_columns.ipp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor.hpp"
#include "tanji/places/place.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// The texts of a row as values, each checked: what may stand in a field, and what must stand beside it.
namespace tanji::detail {

/// A problem and the field it is about.
struct FieldProblem {
    Problem problem{};
    ActivityField field = ActivityField::none;
};

/// Text that a spreadsheet would run as a formula is refused on the way in (OWASP, CSV injection), so that no report we write can
/// carry it on; so are control characters, which hide what a name really is.
[[nodiscard]] inline std::optional<FieldProblem> checked_text(std::string_view text, ActivityField field) {
    if (text.empty()) return {};
    if (std::string_view("=+-@").find(text.front()) != std::string_view::npos) {
        return FieldProblem{{.id = "activity.formula", .what = "a field starts like a spreadsheet formula", .expected = "text", .got = in_quotes(text.substr(0, 60)),
                             .hint = "paste values, not formulas; text must not start with = + - or @"}, field};
    }
    for (char const c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) continue;
        return FieldProblem{{.id = "activity.text", .what = "a field holds a control character", .expected = "text on one line", .got = "byte " + std::to_string(static_cast<int>(c)),
                             .hint = "a line break within a cell, or what came along with copied text: type the field anew"}, field};
    }
    if (text.size() > 1000) {
        return FieldProblem{{.id = "activity.text", .what = "a field is longer than a name can be", .expected = "at most 1000 bytes", .got = std::to_string(text.size()) + " bytes",
                             .hint = "long texts stay with the evidence, or in a column of your own (x_...)"}, field};
    }
    return {};
}

/// A positive number or nothing.
[[nodiscard]] inline std::variant<std::optional<double>, FieldProblem> positive_field(std::string_view text, ActivityField field, std::string_view expected) {
    if (text.empty()) return std::optional<double>();
    auto const value = parse_number(text);
    if (value && *value > 0) return value;
    return FieldProblem{{.id = "activity.number", .what = "a field is not a number above zero", .expected = std::string(expected), .got = in_quotes(text), .hint = number_hint(text)}, field};
}

/// A year or 0.
[[nodiscard]] inline std::variant<int, FieldProblem> year_field(std::string_view text, ActivityField field) {
    if (text.empty()) return 0;
    auto const value = parse_integer(text);
    if (value && *value >= 1900 && *value <= 2200) return static_cast<int>(*value);
    return FieldProblem{{.id = "activity.year", .what = "a field is not a year", .expected = "four digits like 2023, from 1900 to 2200", .got = in_quotes(text)}, field};
}

/// "20.908 GJ net/t; 0.84 kg/l".
[[nodiscard]] inline std::variant<std::vector<ActivityConversion>, FieldProblem> conversion_field(std::string_view text) {
    std::vector<ActivityConversion> conversions;
    if (text.empty()) return conversions;
    for (auto const part : split(text, ';')) {
        auto const read = try_amount(trim(part));
        if (!read) return FieldProblem{read.problem(), ActivityField::conversion};
        conversions.push_back({read->value, read->unit, std::string(trim(part))});
    }
    return conversions;
}

/// A place as its code. Codes of countries that the shipped table has not are left to the look-up: tables of the caller may have them.
[[nodiscard]] inline std::variant<std::string, FieldProblem> place_field(std::string_view text) {
    if (text.empty()) return std::string();
    auto const place = find_place(text);
    if (place) return place->code;
    bool const country = text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
    if (country) return std::string(text);
    return FieldProblem{place.problem(), ActivityField::place};
}

/// Lower-case hexadecimal SHA-256, which is what a hash of evidence is; anything else could not be compared later.
[[nodiscard]] inline bool is_sha256(std::string_view text) noexcept {
    if (text.size() != 64) return false;
    for (char const c : text) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) return false;
    }
    return true;
}

/// Fields that need more than being text. Each step fills one part of the head or says what is wrong.
[[nodiscard]] inline std::optional<FieldProblem> fill_numbers(ActivityHead& head, auto const& text_of) {
    struct Number {
        ActivityField field;
        std::optional<double>* target;
        std::string_view expected;
    };
    for (auto const& number : {Number{ActivityField::price_ratio, &head.price_ratio, "price level of the price year over that of the factor, like 1.042"},
                               Number{ActivityField::exchange_rate, &head.exchange_rate, "units of the amount's currency for one of the factor's, like 7.05"},
                               Number{ActivityField::uncertainty, &head.uncertainty, "relative half-width of the 95 % interval, like 0.05"}}) {
        auto value = positive_field(text_of(number.field), number.field, number.expected);
        if (auto* problem = std::get_if<FieldProblem>(&value)) return std::move(*problem);
        *number.target = std::get<std::optional<double>>(value);
    }
    for (auto const& [field, target] : {std::pair{ActivityField::factor_year, &head.factor_year}, std::pair{ActivityField::price_year, &head.price_year}}) {
        auto value = year_field(text_of(field), field);
        if (auto* problem = std::get_if<FieldProblem>(&value)) return std::move(*problem);
        *target = std::get<int>(value);
    }
    auto conversions = conversion_field(text_of(ActivityField::conversion));
    if (auto* problem = std::get_if<FieldProblem>(&conversions)) return std::move(*problem);
    head.conversions = std::get<0>(std::move(conversions));
    return {};
}

/// Words that must be known: the category, the kind of factor, the place.
[[nodiscard]] inline std::optional<FieldProblem> fill_words(ActivityHead& head) {
    if (head.category.empty() || head.unit.empty()) {
        bool const category = head.category.empty();
        return FieldProblem{{.id = "activity.required", .what = "a field must not be empty", .expected = category ? "a category, like electricity" : "a unit, like kWh", .got = "an empty field",
                             .hint = "every row says what it is about: a cell that was merged with the one above is empty here"},
                            category ? ActivityField::category : ActivityField::unit};
    }
    auto const category = find_category(head.category);
    if (!category) return FieldProblem{category.problem(), ActivityField::category};
    head.category = all_categories()[*category].key;
    if (!head.kind.empty()) {
        auto const kind = try_parse_factor_kind(head.kind);
        if (!kind) return FieldProblem{kind.problem(), ActivityField::kind};
    }
    auto place = place_field(head.place);
    if (auto* problem = std::get_if<FieldProblem>(&place)) return std::move(*problem);
    head.place = std::get<std::string>(std::move(place));
    if (head.what.empty() && head.factor_key.empty()) {
        return FieldProblem{{.id = "activity.required", .what = "a line does not say what it is", .expected = "words of a factor, like electricity, grid, or a factor key", .got = "an empty field",
                             .hint = "`tanji factor WORDS` finds the words; a merged cell is empty in all rows but one"},
                            ActivityField::what};
    }
    return {};
}

/// Text fields of a head, read as they stand.
[[nodiscard]] inline std::optional<FieldProblem> fill_texts(ActivityHead& head, auto const& text_of) {
    std::pair<ActivityField, std::string*> const texts[] = {
        {ActivityField::organisation, &head.organisation}, {ActivityField::site, &head.site}, {ActivityField::source, &head.source}, {ActivityField::meter, &head.meter},
        {ActivityField::category, &head.category}, {ActivityField::what, &head.what}, {ActivityField::technology, &head.technology}, {ActivityField::place, &head.place},
        {ActivityField::unit, &head.unit}, {ActivityField::kind, &head.kind}, {ActivityField::factor_key, &head.factor_key}, {ActivityField::factor_edition, &head.factor_edition},
        {ActivityField::counterparty, &head.counterparty}, {ActivityField::quality, &head.quality}};
    for (auto const& [field, target] : texts) {
        std::string_view const text = text_of(field);
        if (auto problem = checked_text(text, field)) return problem;
        *target = text;
    }
    return {};
}

[[nodiscard]] inline std::variant<ActivityHead, FieldProblem> activity_head(auto const& text_of) {
    ActivityHead head;
    auto problem = fill_texts(head, text_of);
    if (!problem) problem = fill_words(head);
    if (!problem) problem = fill_numbers(head, text_of);
    if (problem) return *std::move(problem);
    return head;
}

[[nodiscard]] inline std::variant<ActivityProof, FieldProblem> activity_proof(auto const& text_of) {
    ActivityProof proof;
    std::pair<ActivityField, std::string*> const texts[] = {
        {ActivityField::evidence, &proof.evidence}, {ActivityField::evidence_hash, &proof.evidence_hash}, {ActivityField::operator_name, &proof.operator_name},
        {ActivityField::reviewer, &proof.reviewer}, {ActivityField::entered_at, &proof.entered_at}, {ActivityField::reviewed_at, &proof.reviewed_at}, {ActivityField::note, &proof.note}};
    for (auto const& [field, target] : texts) {
        std::string_view const text = text_of(field);
        if (auto problem = checked_text(text, field)) return *std::move(problem);
        *target = text;
    }
    auto const type = try_parse_source_type(text_of(ActivityField::source_type));
    if (!type) return FieldProblem{type.problem(), ActivityField::source_type};
    proof.source_type = *type;
    if (!proof.evidence_hash.empty() && !is_sha256(proof.evidence_hash)) {
        return FieldProblem{{.id = "activity.hash", .what = "this is no SHA-256", .expected = "64 hexadecimal digits", .got = in_quotes(proof.evidence_hash.substr(0, 80)),
                             .hint = "`sha256sum FILE` prints it; leave the field empty if the document was not hashed"}, ActivityField::evidence_hash};
    }
    return proof;
}

}  // namespace tanji::detail
