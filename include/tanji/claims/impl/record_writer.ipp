// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/claims/impl/record_ledger.ipp"
#include "tanji/claims/impl/record_reader.ipp"
#include "tanji/claims/record_writer.hpp"

/// \file
/// Each entry is made once as text, hashed and handed on; nothing of a line is kept but its leaf.
namespace tanji {
namespace detail {

inline void hand_on(std::string& buffer, RecordWriterOptions const& options, bool all) {
    if (buffer.size() < 65536 && !all) return;
    if (options.sink && !buffer.empty()) options.sink(buffer);
    buffer.clear();
}

/// Position of a shared entry, new or known. `text` is its line of the file, `resolved` what is hashed.
template <class Add>
[[nodiscard]] std::size_t keep_shared(RecordLedger& ledger, SharedTable& table, std::string const& text, std::string const& resolved, std::string& buffer, Add&& add) {
    Digest const leaf = ledger.leaf_of(resolved, true);
    auto const at = table.known.find(leaf);
    if (at != table.known.end()) return at->second;
    add();
    std::size_t const number = table.leaves.size();
    table.known.emplace(leaf, number);
    table.leaves.push_back(leaf);
    ledger.add_leaf(leaf);
    (buffer += text) += '\n';
    ledger.ended_with_root = false;
    return number;
}

[[nodiscard]] inline std::string line_in_file(RecordLine const& line) {
    std::string text = "[" + std::to_string(line.context) + "," + std::to_string(line.step);
    append_line_rest(text, line);
    return text;
}
[[nodiscard]] inline std::string line_resolved(RecordLedger const& ledger, RecordLine const& line) {
    std::string rest;
    append_line_rest(rest, line);
    return ledger.line_text(line.context, line.step, rest);
}

[[noreturn]] inline void refuse_reference(char const* what, std::size_t index, std::size_t count) {
    throw Error({.id = "record.reference", .what = what, .expected = "a position below " + std::to_string(count), .got = std::to_string(index)});
}

/// Lines with numbers that are not what they say would be found only by the auditor.
inline void require_numbers(RecordLine const& line) {
    if (line.row > (std::uint64_t{1} << 53)) throw Error({.id = "record.reference", .what = "a row is beyond what JSON numbers hold", .expected = "at most 2^53", .got = std::to_string(line.row)});
}

/// Checks, then the entry. A line that takes another's place is part of the correction's leaf, and can itself be replaced later.
inline Digest write_correction(RecordLedger& ledger, std::string& buffer, RecordCorrection const& correction, RecordLine const& was, RecordLine const* instead) {
    ledger.require_line(was.context, was.step);
    ledger.require_open(was.context);
    if (instead != nullptr) {
        ledger.require_line(instead->context, instead->step);
        ledger.require_open(instead->context);
        require_numbers(*instead);
    }
    std::string const old = line_resolved(ledger, was);
    std::string const next = instead != nullptr ? line_resolved(ledger, *instead) : std::string();
    ledger.replace(ledger.leaf_of(old, true), correction);
    if (instead != nullptr) ledger.took_place(ledger.leaf_of(next, true));
    Digest const leaf = ledger.leaf_of(correction_text(correction, old, next), true);
    ledger.add_leaf(leaf);
    ledger.ended_with_root = false;
    (buffer += correction_text(correction, line_in_file(was), instead != nullptr ? line_in_file(*instead) : std::string())) += '\n';
    return leaf;
}

}  // namespace detail

TANJI_INLINE RecordWriter::RecordWriter(RecordWriter&&) noexcept = default;
TANJI_INLINE RecordWriter& RecordWriter::operator=(RecordWriter&&) noexcept = default;
TANJI_INLINE RecordWriter::~RecordWriter() = default;

TANJI_INLINE RecordWriter::RecordWriter(std::unique_ptr<detail::RecordLedger> ledger, RecordWriterOptions options) : ledger_(std::move(ledger)), options_(std::move(options)) {}

// A short secret would make withheld lines guessable, which is what the salts are for.
TANJI_INLINE RecordWriter::RecordWriter(RecordHeader header, RecordWriterOptions options) : ledger_(std::make_unique<detail::RecordLedger>()), options_(std::move(options)) {
    if (!options_.secret.empty() && options_.secret.size() < 32) {
        throw Error({.id = "record.secret", .what = "the secret of a record is too short", .expected = "at least 32 random bytes", .got = std::to_string(options_.secret.size()) + " bytes", .hint = "`head -c 32 /dev/urandom > secret` makes one; keep it: without it the record cannot be continued"});
    }
    header.salted = !options_.secret.empty();
    ledger_->header = std::move(header);
    ledger_->secret = options_.secret;
    std::string const text = detail::named_entry("header", detail::json_of(ledger_->header));
    ledger_->add_leaf(leaf_digest(text));
    (buffer_ += text) += '\n';
}

TANJI_INLINE std::size_t RecordWriter::file(RecordFile const& file) {
    std::string const text = detail::named_entry("file", detail::json_of(file));
    return detail::keep_shared(*ledger_, ledger_->file_table, text, text, buffer_, [&] { ledger_->files.push_back(file); });
}

TANJI_INLINE std::size_t RecordWriter::factor(RecordFactor const& factor) {
    std::string const text = detail::named_entry("factor", detail::json_of(factor));
    return detail::keep_shared(*ledger_, ledger_->factor_table, text, text, buffer_, [&] { ledger_->factors.push_back(factor); });
}

TANJI_INLINE std::size_t RecordWriter::context(RecordContext const& context) {
    if (context.file != RecordContext::no_file && context.file >= ledger_->files.size()) detail::refuse_reference("a context names a file that is not in the record", context.file, ledger_->files.size());
    return detail::keep_shared(*ledger_, ledger_->context_table, detail::named_entry("context", detail::json_of(context, nullptr)),
                               detail::named_entry("context", detail::json_of(context, &ledger_->file_table)), buffer_, [&] { ledger_->add_context(context); });
}

TANJI_INLINE std::size_t RecordWriter::step(RecordMethodStep const& step) {
    if (step.factor != RecordMethodStep::no_factor && step.factor >= ledger_->factors.size()) detail::refuse_reference("a step names a factor that is not in the record", step.factor, ledger_->factors.size());
    return detail::keep_shared(*ledger_, ledger_->step_table, detail::step_entry(step, nullptr),
                               detail::step_entry(step, &ledger_->factor_table), buffer_, [&] { ledger_->steps.push_back(step); });
}

// The hot one. Text goes straight into the buffer and is hashed there; on a refusal the buffer is as it was.
TANJI_INLINE Digest RecordWriter::line(RecordLine const& line) {
    ledger_->require_line(line.context, line.step);
    ledger_->require_open(line.context);
    detail::require_numbers(line);
    std::size_t const start = buffer_.size();
    detail::append_whole(buffer_ += '[', line.context);
    detail::append_whole(buffer_ += ',', line.step);
    std::size_t const rest = buffer_.size();
    try {
        detail::append_line_rest(buffer_, line);
    } catch (...) {
        buffer_.resize(start);
        throw;
    }
    Digest const leaf = ledger_->line_leaf(line.context, line.step, std::string_view(buffer_).substr(rest));
    ledger_->add_leaf(leaf, static_cast<std::uint32_t>(line.context));
    ledger_->ended_with_root = false;
    buffer_ += '\n';
    detail::hand_on(buffer_, options_, false);
    return leaf;
}

TANJI_INLINE Digest RecordWriter::withdraw(RecordCorrection const& correction, RecordLine const& was) { return detail::write_correction(*ledger_, buffer_, correction, was, nullptr); }
TANJI_INLINE Digest RecordWriter::correct(RecordCorrection const& correction, RecordLine const& was, RecordLine const& instead) { return detail::write_correction(*ledger_, buffer_, correction, was, &instead); }

TANJI_INLINE void RecordWriter::lock(RecordLock const& lock) {
    ledger_->lock(lock);
    std::string const text = detail::named_entry("lock", detail::json_of(lock));
    ledger_->add_leaf(leaf_digest(text));
    ledger_->ended_with_root = false;
    (buffer_ += text) += '\n';
}

// The root entry is no leaf: it states what the leaves before it come to.
TANJI_INLINE RecordRoot RecordWriter::finish(RecordResults const& results) {
    std::string const text = detail::named_entry("results", detail::json_of(results));
    ledger_->add_leaf(leaf_digest(text));
    (buffer_ += text) += '\n';
    RecordRoot const root = ledger_->root();
    std::string const line = to_text(root);
    JsonData::Object entry{{"entries", static_cast<double>(root.entries)}, {"lines", static_cast<double>(root.lines)}, {"content", to_hex(root.content)}, {"sequence", to_hex(root.sequence)}};
    if (options_.hooks.sign) detail::put_text(entry, "signature", options_.hooks.sign(line));
    if (options_.hooks.time_stamp) detail::put_text(entry, "time_stamp", options_.hooks.time_stamp(line));
    (buffer_ += detail::named_entry("root", std::move(entry))) += '\n';
    ledger_->ended_with_root = true;
    detail::hand_on(buffer_, options_, true);
    return root;
}

// Whoever goes on from a record vouches for what stands in it, so it has to be whole first.
TANJI_INLINE RecordWriter RecordWriter::resume(RecordReader&& reader, RecordWriterOptions options) {
    auto ledger = std::move(reader.state_->ledger);
    if (!ledger || !ledger->ended_with_root) {
        throw Error({.id = "record.order", .what = "this record does not end with the root of its entries", .expected = "a reader that has read to the end of a finished, unchanged record", .got = "something else"});
    }
    ledger->secret = options.secret;
    if (ledger->header.salted == options.secret.empty()) throw Error({.id = "record.secret", .what = "a record is either salted throughout or not at all", .expected = ledger->header.salted ? "its secret" : "no secret", .got = ledger->header.salted ? "none" : "one"});
    return RecordWriter(std::move(ledger), std::move(options));
}

}  // namespace tanji
