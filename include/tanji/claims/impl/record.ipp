// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/record.hpp"

/// \file
/// Records as JSON, as digest and as a few lines. The compact JSON is what is digested, so its bytes are a promise: members in
/// this order, numbers in the shortest form that reads back, no blank and no locale anywhere.
namespace tanji {
namespace detail {

/// Lists of words: caveats, assumptions, steps of a unit path. Written also when empty, see Record::json.
inline void write_texts(JsonWriter& out, std::string_view name, std::vector<std::string> const& texts) {
    out.key(name).begin_array();
    for (auto const& text : texts) out.value(text);
    out.end_array();
}

/// Numbers always with what they are of and their unit: a bare 0.5306 helps nobody in ten years.
inline void write_numbers(JsonWriter& out, std::string_view name, std::vector<RecordNumber> const& numbers) {
    out.key(name).begin_array();
    for (auto const& number : numbers) out.begin_object().member("of", number.of).member("amount", number.amount).member("unit", number.unit).end_object();
    out.end_array();
}

/// Order and names of the members are the schema tanji-record/1: adding one is a new version.
inline void write_record_factor(JsonWriter& out, RecordFactor const& factor) {
    out.begin_object().member("key", factor.key).member("edition", factor.edition).member("digest", factor.digest).member("what", factor.what);
    out.member("kind", factor.kind).member("region", factor.region).member("year", factor.year).member("per", factor.per);
    write_numbers(out, "numbers", factor.numbers);
    out.member("gwp_set", factor.gwp_set);
    write_texts(out, "not_estimated", factor.not_estimated);
    out.member("document", factor.document).member("confidence", factor.confidence).end_object();
}

/// A step without a factor is an input that was only recorded; its index is null.
inline void write_record_step(JsonWriter& out, RecordStep const& step) {
    out.begin_object().member("entered", step.entered).member("entered_unit", step.entered_unit);
    write_texts(out, "unit_path", step.unit_path);
    out.member("amount", step.amount).member("amount_unit", step.amount_unit).key("factor");
    if (step.factor == Record::no_factor) out.null();
    else out.value(step.factor);
    out.end_object();
}

/// "label: a; b; c" on one line, at most `most` entries.
[[nodiscard]] inline std::string brief_line(std::string_view label, std::vector<std::string> const& texts, std::size_t most = 4) {
    if (texts.empty()) return {};
    std::vector<std::string> shown(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>((std::min)(texts.size(), most)));
    if (texts.size() > most) shown.push_back("and " + std::to_string(texts.size() - most) + " more");
    return "\n  " + std::string(label) + ": " + join(shown, "; ");
}

}  // namespace detail

// Also empty lists are written: a reader need not guess whether "no fall-backs" or "not asked" is meant.
TANJI_INLINE std::string Record::json(bool pretty) const {
    JsonWriter out({.pretty = pretty});
    out.begin_object().member("schema", schema).member("subject", subject).member("version", version).key("settings").begin_object();
    for (auto const& [name, value] : settings) out.member(name, value);
    out.end_object().member("gwp_set", gwp_set).key("factors").begin_array();
    for (auto const& factor : factors) detail::write_record_factor(out, factor);
    out.end_array().key("steps").begin_array();
    for (auto const& step : steps) detail::write_record_step(out, step);
    out.end_array();
    detail::write_numbers(out, "results", results);
    detail::write_texts(out, "assumptions", assumptions);
    detail::write_texts(out, "fall_backs", fall_backs);
    detail::write_texts(out, "not_estimated", not_estimated);
    detail::write_texts(out, "opt_ins", opt_ins);
    out.end_object();
    return std::move(out).text();
}

// Of the content, not of the moment: a record holds neither time nor host, so the same calculation by the same version has
// the same digest. It shows an accident; against intent it helps only where the digest is kept elsewhere (rule C10).
TANJI_INLINE std::string Record::digest() const { return sha256_hex(json()); }

// Six steps and four entries of a list: enough for a small calculation, and a large one must not fill the terminal.
TANJI_INLINE std::string Record::brief() const {
    std::string text = subject + " of " + std::to_string(steps.size()) + (steps.size() == 1 ? " step" : " steps") + ", tanji " + version +
                       (gwp_set.empty() ? "" : ", GWP " + gwp_set) + ", record " + digest().substr(0, 12);
    std::size_t shown = 0;
    for (auto const& step : steps) {
        if (++shown > 6) {
            text += "\n  and " + std::to_string(steps.size() - 6) + " more steps";
            break;
        }
        text += "\n  " + number_text(step.amount, 6) + " " + step.amount_unit;
        if (step.factor == no_factor) continue;
        RecordFactor const& factor = factors[step.factor];
        text += " x " + factor.key + " (" + factor.region + ", " + std::to_string(factor.year) + ", " + factor.document + ")";
    }
    std::vector<std::string> numbers;
    for (auto const& result : results) numbers.push_back(result.of + " " + number_text(result.amount, 6) + " " + result.unit);
    text += detail::brief_line("results", numbers, 8);
    text += detail::brief_line("not estimated", not_estimated) + detail::brief_line("assumed", assumptions);
    text += detail::brief_line("fallen back", fall_backs) + detail::brief_line("opted in", opt_ins);
    return text;
}

}  // namespace tanji
