// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/base/text.hpp"
#include "tanji/claims/impl/record_ledger.ipp"

/// \file
/// From JSON to the words of a record, for both schemas. Nothing is guessed: a member of another type than the schema's is
/// refused with its name, and absent members that may be absent are empty.
namespace tanji {
namespace detail {

[[noreturn]] inline void refuse_record(std::string got, std::string expected) {
    throw Error({.id = "record.syntax", .what = "this is not an entry of a record", .expected = std::move(expected), .got = std::move(got)});
}
[[nodiscard]] inline std::string const& record_text(JsonData const& data, std::string_view what) {
    if (auto const* text = data.text()) return *text;
    refuse_record("another type", std::string(what) + " as text");
}
[[nodiscard]] inline double record_number(JsonData const& data, std::string_view what) {
    if (auto const* number = data.number()) return *number;
    refuse_record("another type", std::string(what) + " as number");
}
/// A whole number that a double holds exactly.
[[nodiscard]] inline std::uint64_t record_index(JsonData const& data, std::string_view what) {
    double const number = record_number(data, what);
    if (!(number >= 0 && number <= 9007199254740992.0 && number == std::floor(number))) refuse_record(number_text(number), std::string(what) + " as a whole number from 0 on");
    return static_cast<std::uint64_t>(number);
}
[[nodiscard]] inline JsonData const& record_member(JsonData const& data, std::string_view name) {
    if (auto const* member = data.find(name)) return *member;
    refuse_record("an object without '" + std::string(name) + "'", "the member '" + std::string(name) + "'");
}
[[nodiscard]] inline std::string optional_text(JsonData const& data, std::string_view name) {
    auto const* member = data.find(name);
    return member == nullptr ? std::string() : record_text(*member, name);
}
[[nodiscard]] inline std::vector<std::string> optional_texts(JsonData const& data, std::string_view name) {
    std::vector<std::string> texts;
    auto const* member = data.find(name);
    if (member == nullptr) return texts;
    if (member->array() == nullptr) refuse_record("another type", "'" + std::string(name) + "' as a list of texts");
    for (auto const& item : *member->array()) texts.push_back(record_text(item, name));
    return texts;
}
[[nodiscard]] inline std::vector<std::pair<std::string, std::string>> optional_pairs(JsonData const& data, std::string_view name) {
    std::vector<std::pair<std::string, std::string>> pairs;
    auto const* member = data.find(name);
    if (member == nullptr) return pairs;
    if (member->array() == nullptr) refuse_record("another type", "'" + std::string(name) + "' as a list of pairs");
    for (auto const& item : *member->array()) {
        if (item.array() == nullptr || item.array()->size() != 2) refuse_record("another type", "a pair of texts");
        pairs.emplace_back(record_text((*item.array())[0], name), record_text((*item.array())[1], name));
    }
    return pairs;
}
[[nodiscard]] inline std::vector<RecordNumber> record_numbers(JsonData const& data) {
    std::vector<RecordNumber> numbers;
    if (data.array() == nullptr) refuse_record("another type", "a list of numbers with 'of', 'amount' and 'unit'");
    for (auto const& item : *data.array())
        numbers.push_back({record_text(record_member(item, "of"), "of"), record_number(record_member(item, "amount"), "amount"), record_text(record_member(item, "unit"), "unit")});
    return numbers;
}

[[nodiscard]] inline RecordHeader record_header(JsonData const& data) {
    RecordHeader header{.subject = record_text(record_member(data, "subject"), "subject"), .version = record_text(record_member(data, "version"), "version")};
    header.gwp_set = optional_text(data, "gwp_set");
    header.rule_set = optional_text(data, "rule_set");
    header.rule_set_sha256 = optional_text(data, "rule_set_sha256");
    header.amends = optional_text(data, "amends");
    auto const* salted = record_member(data, "salted").truth();
    if (salted == nullptr) refuse_record("another type", "salted as true or false");
    header.salted = *salted;
    header.settings = optional_pairs(data, "settings");
    return header;
}
[[nodiscard]] inline RecordFile record_file(JsonData const& data) { return {record_text(record_member(data, "name"), "name"), optional_text(data, "sheet"), optional_text(data, "sha256")}; }
[[nodiscard]] inline RecordFactor record_factor_of(JsonData const& data) {
    RecordFactor factor{.key = record_text(record_member(data, "key"), "key"), .edition = optional_text(data, "edition"), .digest = record_text(record_member(data, "digest"), "digest")};
    factor.what = optional_text(data, "what");
    factor.kind = optional_text(data, "kind");
    factor.region = optional_text(data, "region");
    double const year = record_number(record_member(data, "year"), "year");
    if (!(std::abs(year) < 10000 && year == std::floor(year))) refuse_record(number_text(year), "a year");
    factor.year = static_cast<int>(year);
    factor.per = record_text(record_member(data, "per"), "per");
    factor.numbers = record_numbers(record_member(data, "numbers"));
    factor.gwp_set = optional_text(data, "gwp_set");
    factor.not_estimated = optional_texts(data, "not_estimated");
    factor.document = optional_text(data, "document");
    factor.confidence = optional_text(data, "confidence");
    return factor;
}
/// A position in a table that has `count` entries so far; absent is `none`.
[[nodiscard]] inline std::size_t optional_reference(JsonData const& data, std::string_view name, std::size_t count, std::size_t none) {
    auto const* member = data.find(name);
    if (member == nullptr || member->is_null()) return none;
    auto const index = record_index(*member, name);
    if (index >= count) {
        throw Error({.id = "record.reference", .what = "an entry names a " + std::string(name) + " that was not written before it", .expected = "a position below " + std::to_string(count), .got = std::to_string(index)});
    }
    return static_cast<std::size_t>(index);
}
[[nodiscard]] inline RecordContext record_context(JsonData const& data, std::size_t files) {
    if (data.object() == nullptr) refuse_record("another type", "a context as an object");
    return {optional_reference(data, "file", files, RecordContext::no_file), optional_text(data, "entered_by"), optional_text(data, "entered_at"), optional_text(data, "reviewed_by"),
            optional_text(data, "reviewed_at"), optional_text(data, "from"), optional_text(data, "to")};
}
[[nodiscard]] inline RecordMethodStep record_step(JsonData const& data, std::size_t factors) {
    RecordMethodStep step;
    step.labels = optional_pairs(data, "labels");
    step.unit = record_text(record_member(data, "unit"), "unit");
    step.unit_path = optional_texts(data, "unit_path");
    step.amount_unit = record_text(record_member(data, "amount_unit"), "amount_unit");
    step.scale = record_number(record_member(data, "scale"), "scale");
    step.share = record_number(record_member(data, "share"), "share");
    step.basis = optional_text(data, "basis");
    step.source_type = optional_text(data, "source_type");
    step.quality = optional_text(data, "quality");
    step.factor = optional_reference(data, "factor", factors, RecordMethodStep::no_factor);
    step.method = record_text(record_member(data, "method"), "method");
    auto const revision = record_index(record_member(data, "revision"), "revision");
    if (revision > 0xFFFFFFFF) refuse_record(std::to_string(revision), "a revision below 2^32");
    step.revision = static_cast<std::uint32_t>(revision);
    step.fall_backs = optional_texts(data, "fall_backs");
    step.notes = optional_texts(data, "notes");
    return step;
}
[[nodiscard]] inline RecordLock record_lock(JsonData const& data) {
    auto const text = [&data](char const* name) { return record_text(record_member(data, name), name); };
    return {text("from"), text("to"), text("by"), text("at")};
}
[[nodiscard]] inline RecordResults record_results(JsonData const& data) {
    return {record_numbers(record_member(data, "numbers")), optional_texts(data, "assumptions"), optional_texts(data, "fall_backs"), optional_texts(data, "not_estimated"), optional_texts(data, "opt_ins")};
}

/// Whether what was understood, written again, is all of the entry.
[[nodiscard]] inline bool same_members(JsonData const& data, RecordEntry const& entry, RecordLedger const& l) {
    std::string again;
    switch (entry.kind) {
        case RecordEntryKind::file: again = named_entry("file", json_of(l.files.back())); break;
        case RecordEntryKind::factor: again = named_entry("factor", json_of(l.factors.back())); break;
        case RecordEntryKind::context: again = named_entry("context", json_of(l.contexts.back(), nullptr)); break;
        case RecordEntryKind::step: again = step_entry(l.steps.back(), nullptr); break;
        case RecordEntryKind::lock: again = named_entry("lock", json_of(entry.lock)); break;
        case RecordEntryKind::results: again = named_entry("results", json_of(entry.results)); break;
        case RecordEntryKind::correction: {
            auto const line = [](RecordLine const& of) {
                std::string text = "[" + std::to_string(of.context) + "," + std::to_string(of.step);
                append_line_rest(text, of);
                return text;
            };
            again = correction_text(entry.correction, line(entry.was), entry.withdrawn ? std::string() : line(entry.line));
            break;
        }
        default: return true;
    }
    return canonical_json(data) == again;
}

}  // namespace detail

// One member and its first: enough to tell the two schemas apart without reading the file.
TANJI_INLINE bool is_record_lines(std::string_view text) noexcept {
    auto const line = text.substr(0, text.find('\n'));
    return line.substr(0, 11) == "{\"header\":{" && line.find("\"schema\":\"tanji-record/2\"") != std::string_view::npos;
}

}  // namespace tanji
