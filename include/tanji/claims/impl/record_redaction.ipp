// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/claims/impl/record_entries.ipp"
#include "tanji/claims/record_redaction.hpp"

/// \file
/// Both ways of showing a part go through the reader, so that what is shown was checked on the way.
namespace tanji {
namespace detail {

/// Whether an entry is withheld: because it was asked for, or because nothing visible needs it.
[[nodiscard]] inline bool hidden(RecordEntry const& entry, RecordReader const& reader, Needed const& needed, RedactionOptions const& options) {
    switch (entry.kind) {
        case RecordEntryKind::file: return !needed.files.contains(reader.files().size() - 1);
        case RecordEntryKind::factor: return !needed.factors.contains(reader.factors().size() - 1);
        case RecordEntryKind::context: return !needed.contexts.contains(reader.contexts().size() - 1);
        case RecordEntryKind::step: return !needed.steps.contains(reader.steps().size() - 1);
        case RecordEntryKind::line:
        case RecordEntryKind::correction: return options.withhold && options.withhold(entry, reader);
        default: return false;
    }
}

}  // namespace detail

TANJI_INLINE std::uint64_t redact(std::string_view whole, RedactionOptions const& options) {
    detail::Needed needed;
    RecordReader first(whole, {.secret = options.secret});
    while (auto const* entry = first.next()) {
        if (!first.header().salted) {
            throw Error({.id = "record.secret", .what = "this record has no salts, so what would be withheld could be guessed and tried", .expected = "a record that was written with a secret",
                         .got = "a record without salts", .hint = "write it again with RecordWriterOptions::secret"});
        }
        if ((entry->kind != RecordEntryKind::line && entry->kind != RecordEntryKind::correction) || detail::hidden(*entry, first, needed, options)) continue;
        if (entry->kind == RecordEntryKind::correction) needed.add(entry->was, first);
        if (entry->kind == RecordEntryKind::line || !entry->withdrawn) needed.add(entry->line, first);
    }
    std::uint64_t withheld = 0;
    detail::SharedLeaves leaves;
    RecordReader reader(whole, {.secret = options.secret});
    while (auto const* entry = reader.next()) {
        leaves.add(*entry);
        std::string text = detail::entry_text(*entry, reader);
        if (auto const* word = detail::kind_word(entry->kind)) {
            if (detail::hidden(*entry, reader, needed, options)) {
                ++withheld;
                text = detail::named_entry("withheld", {{"kind", word}, {"leaf", to_hex(entry->leaf)}});
            } else {
                std::string const resolved = detail::resolved_text(*entry, reader, leaves.files, leaves.factors, [&leaves](RecordLine const& line) { return leaves.line(line); });
                text = "{\"shown\":{\"entry\":" + text + ",\"salt\":\"" + detail::salt_hex(options.secret, resolved) + "\"}}";
            }
        }
        options.sink(text += '\n');
    }
    return withheld;
}

TANJI_INLINE LineProof prove_line(std::string_view whole, std::uint64_t number, std::string const& secret) {
    RecordReader reader(whole, {.secret = secret});
    detail::SharedLeaves leaves;
    std::vector<Digest> all;
    LineProof proof;
    std::optional<std::uint64_t> at;
    std::vector<Digest> final_leaves;  // below the last root
    while (auto const* entry = reader.next()) {
        leaves.add(*entry);
        if (entry->kind == RecordEntryKind::root) {
            final_leaves = all;
            continue;
        }
        if (entry->number == number && entry->kind == RecordEntryKind::line) {
            auto const text = [&](std::string resolved) {
                std::string salt = reader.header().salted ? detail::salt_hex(secret, resolved) : std::string();
                return LineProof::Text{std::move(resolved), std::move(salt)};
            };
            at = all.size();
            proof.line = text(leaves.line(entry->line));
            auto const& step = reader.steps()[entry->line.step];
            auto const& context = reader.contexts()[entry->line.context];
            proof.named = {text(detail::step_entry(step, &leaves.factors)), text(detail::named_entry("context", detail::json_of(context, &leaves.files)))};
            if (step.factor != RecordMethodStep::no_factor) proof.named.push_back(text(detail::named_entry("factor", detail::json_of(reader.factors()[step.factor]))));
            if (context.file != RecordContext::no_file) proof.named.push_back(text(detail::named_entry("file", detail::json_of(reader.files()[context.file]))));
        }
        all.push_back(entry->leaf);
    }
    if (!at || *at >= final_leaves.size()) {
        throw Error({.id = "record.proof", .what = "there is no such line to prove", .expected = "the number of a line of the file that holds a line of the record, before a root", .got = std::to_string(number)});
    }
    proof.way = inclusion_proof(final_leaves, *at);
    return proof;
}

TANJI_INLINE std::string LineProof::json() const {
    auto const text = [](Text const& of) {
        JsonData::Object out{{"resolved", of.resolved}};
        detail::put_text(out, "salt", of.salt);
        return JsonData(std::move(out));
    };
    JsonData::Array others;
    for (auto const& entry : named) others.push_back(text(entry));
    JsonData::Array path;
    for (auto const& digest : way.path) path.emplace_back(to_hex(digest));
    return detail::named_entry("proof", {{"line", text(line)}, {"named", std::move(others)}, {"index", static_cast<double>(way.index)}, {"size", static_cast<double>(way.size)}, {"path", std::move(path)}});
}

TANJI_INLINE Result<LineProof> try_parse_line_proof(std::string_view json) {
    auto const parsed = try_parse_json(json, {.depth = 8, .bytes = 16'000'000});
    if (!parsed) return parsed.problem();
    try {
        auto const& data = detail::record_member(*parsed, "proof");
        auto const text = [](JsonData const& of) { return LineProof::Text{detail::record_text(detail::record_member(of, "resolved"), "resolved"), detail::optional_text(of, "salt")}; };
        LineProof proof{.line = text(detail::record_member(data, "line"))};
        auto const* named = detail::record_member(data, "named").array();
        auto const* path = detail::record_member(data, "path").array();
        if (named == nullptr || path == nullptr) detail::refuse_record("another type", "'named' and 'path' as lists");
        for (auto const& entry : *named) proof.named.push_back(text(entry));
        proof.way.index = detail::record_index(detail::record_member(data, "index"), "index");
        proof.way.size = detail::record_index(detail::record_member(data, "size"), "size");
        for (auto const& digest : *path) proof.way.path.push_back(try_parse_digest(detail::record_text(digest, "path")).value());
        return proof;
    } catch (Error const& error) {
        return error.problem();
    }
}

// The leaves of what is named stand inside the texts that name them, so one way to the root proves all of it.
TANJI_INLINE Result<bool> check_proof(LineProof const& proof, RecordRoot const& root) {
    auto const refuse = [](std::string what, std::string expected, std::string got) { return Problem{.id = "record.proof", .what = std::move(what), .expected = std::move(expected), .got = std::move(got)}; };
    auto const leaf = [](LineProof::Text const& text) -> std::optional<Digest> {
        if (text.salt.empty()) return leaf_digest(text.resolved);
        auto const padded = text.salt.size() == 32 ? try_parse_digest(text.salt + std::string(32, '0')) : Result<Digest>(Problem{});
        if (!padded) return std::nullopt;
        Salt salt{};
        std::copy_n(padded->begin(), salt.size(), salt.begin());
        return commitment(salt, text.resolved);
    };
    auto const own = leaf(proof.line);
    if (!own) return refuse("a salt is not one", "32 hexadecimal digits", proof.line.salt);
    if (proof.way.size != root.entries) return refuse("this proof is of another record", std::to_string(root.entries) + " entries", std::to_string(proof.way.size));
    auto const reached = root_from(proof.way, *own);
    if (reached != root.sequence) return refuse("this line is not in the record of that root", to_hex(root.sequence), reached ? to_hex(*reached) : "a path of the wrong length");
    std::vector<std::string_view> known{proof.line.resolved};
    for (auto const& text : proof.named) {
        auto const digest = leaf(text);
        std::string const named = digest ? "\"" + to_hex(*digest) + "\"" : "?";
        bool const found = std::any_of(known.begin(), known.end(), [&named](std::string_view by) { return by.find(named) != std::string_view::npos; });
        if (!found) return refuse("a text of the proof is not what the line names", "a text whose leaf stands in the line, or in what it names", text.resolved.substr(0, 60));
        known.push_back(text.resolved);
    }
    return true;
}

}  // namespace tanji
