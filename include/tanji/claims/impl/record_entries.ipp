// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "tanji/base/text.hpp"
#include "tanji/claims/impl/record_ledger.ipp"
#include "tanji/claims/record_reader.hpp"

/// \file
/// What entries of a record look like and need, for redaction here and for replay in accounting: inline in both modes, because
/// bodies of another folder may not be compiled twice.
namespace tanji::detail {

[[nodiscard]] inline std::string salt_hex(std::string const& secret, std::string_view resolved) {
    Digest padded{};
    Salt const salt = salt_of(secret, resolved);
    std::copy(salt.begin(), salt.end(), padded.begin());
    return to_hex(padded).substr(0, 32);
}
[[nodiscard]] inline char const* kind_word(RecordEntryKind kind) {
    switch (kind) {
        case RecordEntryKind::file: return "file";
        case RecordEntryKind::factor: return "factor";
        case RecordEntryKind::context: return "context";
        case RecordEntryKind::step: return "step";
        case RecordEntryKind::line: return "line";
        case RecordEntryKind::correction: return "correction";
        default: return nullptr;  // never withheld
    }
}

/// Which shared entries visible lines need. Shared entries are few, so sets of positions are enough.
struct Needed {
    std::set<std::size_t> files, factors, contexts, steps;

    void add(RecordLine const& line, RecordReader const& reader) {
        contexts.insert(line.context);
        steps.insert(line.step);
        if (auto const file = reader.contexts()[line.context].file; file != RecordContext::no_file) files.insert(file);
        if (auto const factor = reader.steps()[line.step].factor; factor != RecordMethodStep::no_factor) factors.insert(factor);
    }
};

/// The text of an entry as hashed. Only for kinds that are salted.
[[nodiscard]] inline std::string resolved_text(RecordEntry const& entry, RecordReader const& reader, SharedTable const& files, SharedTable const& factors, std::function<std::string(RecordLine const&)> const& line) {
    switch (entry.kind) {
        case RecordEntryKind::file: return named_entry("file", json_of(reader.files().back()));
        case RecordEntryKind::factor: return named_entry("factor", json_of(reader.factors().back()));
        case RecordEntryKind::context: return named_entry("context", json_of(reader.contexts().back(), &files));
        case RecordEntryKind::step: return step_entry(reader.steps().back(), &factors);
        case RecordEntryKind::line: return line(entry.line);
        default: return correction_text(entry.correction, line(entry.was), entry.withdrawn ? std::string() : line(entry.line));
    }
}

/// Leaves of shared entries as they are read, to resolve what names them.
struct SharedLeaves {
    SharedTable files, factors, contexts, steps;

    void add(RecordEntry const& entry) {
        if (entry.kind == RecordEntryKind::file) files.leaves.push_back(entry.leaf);
        if (entry.kind == RecordEntryKind::factor) factors.leaves.push_back(entry.leaf);
        if (entry.kind == RecordEntryKind::context) contexts.leaves.push_back(entry.leaf);
        if (entry.kind == RecordEntryKind::step) steps.leaves.push_back(entry.leaf);
    }
    [[nodiscard]] std::string line(RecordLine const& line) const {
        std::string text = "[\"" + to_hex(contexts.leaves[line.context]) + "\",\"" + to_hex(steps.leaves[line.step]) + "\"";
        append_line_rest(text, line);
        return text;
    }
};

/// The entry's own line of the file.
[[nodiscard]] inline std::string entry_text(RecordEntry const& entry, RecordReader const& reader) {
    auto const line = [](RecordLine const& of) {
        std::string text = "[" + std::to_string(of.context) + "," + std::to_string(of.step);
        append_line_rest(text, of);
        return text;
    };
    switch (entry.kind) {
        case RecordEntryKind::header: return named_entry("header", json_of(reader.header()));
        case RecordEntryKind::file: return named_entry("file", json_of(reader.files().back()));
        case RecordEntryKind::factor: return named_entry("factor", json_of(reader.factors().back()));
        case RecordEntryKind::context: return named_entry("context", json_of(reader.contexts().back(), nullptr));
        case RecordEntryKind::step: return step_entry(reader.steps().back(), nullptr);
        case RecordEntryKind::line: return line(entry.line);
        case RecordEntryKind::correction: return correction_text(entry.correction, line(entry.was), entry.withdrawn ? std::string() : line(entry.line));
        case RecordEntryKind::lock: return named_entry("lock", json_of(entry.lock));
        case RecordEntryKind::results: return named_entry("results", json_of(entry.results));
        default: break;
    }
    JsonData::Object root{{"entries", static_cast<double>(entry.stated.entries)}, {"lines", static_cast<double>(entry.stated.lines)}, {"content", to_hex(entry.stated.content)}, {"sequence", to_hex(entry.stated.sequence)}};
    put_text(root, "signature", entry.signature);
    put_text(root, "time_stamp", entry.time_stamp);
    return named_entry("root", std::move(root));
}

}  // namespace tanji::detail
