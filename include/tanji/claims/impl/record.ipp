// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/impl/record_collector.ipp"
#include "tanji/claims/impl/record_parse.ipp"
#include "tanji/claims/record.hpp"

/// \file
/// Records of one calculation as text, back from it, as digest and as a few lines. They are written by the writer of long records, so
/// that there is one format to read, to digest and to prove.
namespace tanji {
namespace detail {

/// Number of a factor or none, as the writer gave it.
[[nodiscard]] inline RecordMethodStep written_step(Record const& record, RecordStep const& step, std::vector<std::size_t> const& factors) {
    return {.unit = step.entered_unit, .unit_path = step.unit_path, .amount_unit = step.amount_unit, .scale = step.scale,
            .factor = step.factor == Record::no_factor ? Record::no_factor : factors.at(step.factor), .method = record.method(), .revision = record.revision};
}

/// "label: a; b; c" on one line, at most `most` entries.
[[nodiscard]] inline std::string brief_line(std::string_view label, std::vector<std::string> const& texts, std::size_t most = 4) {
    if (texts.empty()) return {};
    std::vector<std::string> shown(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>((std::min)(texts.size(), most)));
    if (texts.size() > most) shown.push_back("and " + std::to_string(texts.size() - most) + " more");
    return "\n  " + std::string(label) + ": " + join(shown, "; ");
}

}  // namespace detail

// One context without file, people or period, because a calculation in code has none; and a line for each step.
TANJI_INLINE std::string Record::lines() const {
    std::string text;
    RecordWriter writer({.subject = subject, .version = version, .gwp_set = gwp_set, .settings = settings}, {.sink = [&text](std::string_view bytes) { text += bytes; }});
    std::vector<std::size_t> numbers;
    for (auto const& factor : factors) numbers.push_back(writer.factor(factor));
    auto const context = steps.empty() ? std::size_t{0} : writer.context({});
    for (auto const& step : steps) {
        auto const entered = number_text(step.entered);
        writer.line({.context = context, .step = writer.step(detail::written_step(*this, step, numbers)), .entered = entered, .amount = step.amount});
    }
    writer.finish({.numbers = results, .assumptions = assumptions, .fall_backs = fall_backs, .not_estimated = not_estimated, .opt_ins = opt_ins});
    return text;
}

// Entries hold no line end (JSON escapes it), so lines turn into items as they stand.
TANJI_INLINE std::string Record::json(bool pretty) const {
    std::string out = "[";
    std::string const text = lines();
    for (auto const line : split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
        if (out.size() > 1) out += ',';
        if (pretty) out += "\n  ";
        out += line;
    }
    return out += pretty ? "\n]" : "]";
}

// Of the content, not of the moment: a record holds neither time nor host, so the same calculation by the same version has
// the same digest. It shows an accident; against intent it helps only where the digest is kept elsewhere (rule C10).
TANJI_INLINE std::string Record::digest() const { return sha256_hex(lines()); }

namespace detail {

/// The record inside a document: itself, or the member "record" of what the command line prints.
[[nodiscard]] inline JsonData const& record_inside(JsonData const& document) {
    auto const* inside = document.find("record");
    return inside != nullptr && document.find("schema") == nullptr ? *inside : document;
}

/// Entries in an array as the lines they are copies of; nothing where it is no array.
[[nodiscard]] inline std::optional<std::string> lines_of_array(JsonData const& data) {
    if (data.array() == nullptr) return std::nullopt;
    std::string text;
    for (auto const& entry : *data.array()) (text += canonical_json(entry)) += '\n';
    return text;
}

/// A step of the first schema.
[[nodiscard]] inline RecordStep first_schema_step(JsonData const& step, std::size_t factors) {
    RecordStep out{record_number(record_member(step, "entered"), "entered"), record_text(record_member(step, "entered_unit"), "entered_unit"), optional_texts(step, "unit_path"),
                   record_number(record_member(step, "amount"), "amount"), record_text(record_member(step, "amount_unit"), "amount_unit"), optional_reference(step, "factor", factors, Record::no_factor)};
    if (out.entered != 0 && out.amount != out.entered) out.scale = out.amount / out.entered;
    return out;
}

/// "tanji-record/1", member by member, in any order and with any blanks: it was also printed for people.
[[nodiscard]] inline Record first_schema_record(JsonData const& data) {
    auto const& schema = optional_text(data, "schema");
    if (schema != "tanji-record/1") {
        throw Error({.id = "record.schema", .what = "this is not a record that this version reads", .expected = std::string(RecordHeader::schema) + ", or tanji-record/1",
                     .got = schema.empty() ? "JSON without a schema" : schema});
    }
    Record record{.subject = record_text(record_member(data, "subject"), "subject"), .version = record_text(record_member(data, "version"), "version")};
    auto const* settings = record_member(data, "settings").object();
    if (settings == nullptr) refuse_record("another type", "settings as an object");
    for (auto const& [name, value] : *settings) record.settings.emplace_back(name, record_text(value, name));
    record.gwp_set = optional_text(data, "gwp_set");
    if (auto const* factors = record_member(data, "factors").array()) {
        for (auto const& factor : *factors) record.factors.push_back(record_factor_of(factor));
    }
    if (auto const* steps = record_member(data, "steps").array()) {
        for (auto const& step : *steps) record.steps.push_back(first_schema_step(step, record.factors.size()));
    }
    record.results = record_numbers(record_member(data, "results"));
    record.assumptions = optional_texts(data, "assumptions");
    record.fall_backs = optional_texts(data, "fall_backs");
    record.not_estimated = optional_texts(data, "not_estimated");
    record.opt_ins = optional_texts(data, "opt_ins");
    return record;
}

}  // namespace detail

// What the entries say is not checked against their root here: that is what a replay is for.
TANJI_INLINE Result<Record> try_parse_record(std::string_view text) {
    try {
        std::optional<std::string> lines;
        if (!is_record_lines(text)) {
            auto const parsed = parse_json(text, {.depth = 32, .repeated_names = true});
            auto const& data = detail::record_inside(parsed);
            lines = detail::lines_of_array(data);
            if (!lines) return detail::first_schema_record(data);
        }
        RecordReader reader(lines ? std::string_view(*lines) : text);
        detail::RecordCollector collector;
        while (auto const* entry = reader.next()) collector.add(*entry, reader);
        return collector.record();
    } catch (Error const& error) {
        return error.problem();
    }
}

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
    // A licence that asks for its words asks for all of them, in every text that goes on.
    for (auto const& [name, value] : settings) {
        if (name == "attribution") text += "\n  " + value;
    }
    return text;
}

}  // namespace tanji
