// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <map>
#include <unordered_map>
#include <utility>

#include "tanji/base/date.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/record_reader.hpp"

/// \file
/// What writer and reader of a record both know: its shared entries, its leaves, what is locked and replaced. Both go through
/// the same functions, so that what one writes is what the other checks.
///
/// What a leaf is over: the entry's canonical text, in which numbers of shared entries are replaced by the leaves of those (as
/// hexadecimal text). So a leaf says all about its line wherever it stands: the content hash depends on no order, and a single
/// line can be proven.
namespace tanji::detail {

/// Digests are spread evenly by nature: their first bytes are hash enough.
struct DigestHash {
    [[nodiscard]] std::size_t operator()(Digest const& digest) const noexcept {
        std::size_t hash = 0;
        std::memcpy(&hash, digest.data(), sizeof hash);
        return hash;
    }
};

/// A table that only grows: the leaf of each entry, and the entry of each leaf. Equal entries have one leaf and are stored once.
struct SharedTable {
    std::vector<Digest> leaves;
    std::unordered_map<Digest, std::size_t, DigestHash> known;
};

class RecordLedger {
public:
    static constexpr std::uint32_t no_context = 0xFFFFFFFF;

    RecordHeader header;
    std::vector<RecordFile> files;
    std::vector<RecordFactor> factors;
    std::vector<RecordContext> contexts;
    std::vector<RecordMethodStep> steps;
    SharedTable file_table, factor_table, context_table, step_table;
    std::vector<std::optional<std::pair<Date, Date>>> periods;  ///< of contexts
    std::string secret;

    /// Salted kinds are those whose content may have to be withheld.
    [[nodiscard]] Digest leaf_of(std::string_view resolved, bool withholdable) const {
        return header.salted && withholdable ? commitment(salt_of(secret, resolved), resolved) : leaf_digest(resolved);
    }

    void add_leaf(Digest const& leaf, std::uint32_t context = no_context) {
        tree_.add(leaf);
        leaves_.push_back(leaf);
        contexts_.push_back(context);
        if (context != no_context) ++lines_;
    }

    /// `rest` is the text of a line behind its two references, from the comma on: the same bytes in file and leaf.
    [[nodiscard]] Digest line_leaf(std::size_t context, std::size_t step, std::string_view rest) {
        if (header.salted) return leaf_of(line_text(context, step, rest), true);
        // Contexts are few, and their part of the text fills the first block: it is hashed once for all lines of a context.
        for (std::size_t i = starts_.size(); i <= context; ++i) {
            starts_.emplace_back().add(std::string_view("\0[\"", 3));
            starts_.back().add(to_hex(context_table.leaves[i]));
            starts_.back().add("\",\"");
        }
        for (std::size_t i = step_texts_.size() / step_bytes; i <= step; ++i) (step_texts_ += to_hex(step_table.leaves[i])) += '"';
        Sha256 hash = starts_[context];
        hash.add(std::string_view(step_texts_).substr(step * step_bytes, step_bytes));
        hash.add(rest);
        return hash.digest();
    }
    [[nodiscard]] std::string line_text(std::size_t context, std::size_t step, std::string_view rest) const {
        std::string text = "[\"";
        ((text += to_hex(context_table.leaves[context])) += "\",\"") += to_hex(step_table.leaves[step]);
        return (text += '"').append(rest);
    }

    [[nodiscard]] RecordRoot root() const {
        return {tree_.size(), lines_, content_digest(leaves_), tree_.root()};
    }

    void lock(RecordLock const& entry) {
        std::pair<Date, Date> const days{parse_date(entry.from), parse_date(entry.to)};
        if (days.second < days.first) throw Error({.id = "period.order", .what = "a locked period ends before it starts", .expected = "from, then to", .got = entry.from + " to " + entry.to});
        locks_.push_back(days);
        lock_texts_.push_back(entry);
        // A lock closes contexts, which are few, so that lines need no look at their days.
        for (std::size_t i = 0; i < contexts.size(); ++i) locked_[i] = locked_[i] || lock_over(i) != nullptr;
    }
    void add_context(RecordContext context) {
        contexts.push_back(std::move(context));
        auto const& entry = contexts.back();
        if (entry.from.empty() != entry.to.empty()) throw Error({.id = "date.invalid", .what = "a context has half a period", .expected = "both days, or none", .got = entry.from + " to " + entry.to});
        periods.push_back(entry.from.empty() ? std::optional<std::pair<Date, Date>>() : std::pair{parse_date(entry.from), parse_date(entry.to)});
        if (periods.back() && periods.back()->second < periods.back()->first) throw Error({.id = "period.order", .what = "the period of a context ends before it starts", .expected = "from, then to", .got = entry.from + " to " + entry.to});
        locked_.push_back(lock_over(contexts.size() - 1) != nullptr);
    }

    void require_line(std::size_t context, std::size_t step) const {
        if (context >= contexts.size() || step >= steps.size()) {
            throw Error({.id = "record.reference", .what = "a line names a context or step that was not written before it",
                         .expected = "a context below " + std::to_string(contexts.size()) + ", a step below " + std::to_string(steps.size()),
                         .got = std::to_string(context) + " and " + std::to_string(step), .hint = "the record was edited or cut: take it from whoever keeps it"});
        }
    }
    void require_open(std::size_t context) const {
        if (!locked_[context]) return;
        auto const* lock = lock_over(context);
        throw Error({.id = "record.locked", .what = "the period of this line is closed", .expected = "a line outside " + lock->from + " to " + lock->to, .got = contexts[context].from + " to " + contexts[context].to,
                     .hint = "closed by " + lock->by + " on " + lock->at + "; begin a new record that names this one's root in `amends`"});
    }

    /// Marks the line with this leaf as replaced.
    void replace(Digest const& leaf, RecordCorrection const& correction) {
        auto const refuse = [](std::string what, std::string expected, std::string got) { throw Error({.id = "record.correction", .what = std::move(what), .expected = std::move(expected), .got = std::move(got)}); };
        if (correction.by.empty() || correction.at.empty() || correction.why.empty()) refuse("a correction does not say who, when and why", "by, at and why", "by '" + correction.by + "', at '" + correction.at + "', why '" + correction.why + "'");
        std::int64_t standing = standing_[leaf];
        for (std::size_t i = 0; i < leaves_.size(); ++i) standing += contexts_[i] != no_context && leaves_[i] == leaf ? 1 : 0;
        if (standing <= 0) refuse("a correction replaces a line that does not stand in the record", "a line as it was written, not replaced yet", to_hex(leaf));
        --standing_[leaf];
    }
    void took_place(Digest const& leaf) { ++standing_[leaf]; }

    [[nodiscard]] std::vector<Digest> const& leaves() const noexcept { return leaves_; }
    bool ended_with_root = false;

private:
    [[nodiscard]] RecordLock const* lock_over(std::size_t context) const {
        if (!periods[context]) return nullptr;
        for (std::size_t i = 0; i < locks_.size(); ++i) {
            if (locks_[i].first <= periods[context]->second && periods[context]->first <= locks_[i].second) return &lock_texts_[i];
        }
        return nullptr;
    }

    MerkleTree tree_;
    std::vector<Digest> leaves_;
    std::vector<std::uint32_t> contexts_;  // of lines; no_context for other entries
    std::uint64_t lines_ = 0;
    std::vector<std::pair<Date, Date>> locks_;
    std::vector<RecordLock> lock_texts_;
    std::vector<bool> locked_;             // by context
    std::map<Digest, std::int64_t> standing_;  // by corrections: + for lines that took a place, - for replaced ones
    static constexpr std::size_t step_bytes = 65;  // 64 hexadecimal digits and a quote
    std::vector<Sha256> starts_;                   // by context: the hash of what all its lines begin with
    std::string step_texts_;                       // of all steps, one behind the other
};

// ---- entries as JSON ----------------------------------------------------------------------------------------------------------

[[nodiscard]] inline JsonData json_texts(std::vector<std::string> const& texts) {
    JsonData::Array items;
    for (auto const& text : texts) items.emplace_back(text);
    return items;
}
[[nodiscard]] inline JsonData json_pairs(std::vector<std::pair<std::string, std::string>> const& pairs) {
    JsonData::Array items;  // an array of pairs: their order is part of them, and a name may stand twice
    for (auto const& [name, value] : pairs) items.push_back(JsonData::Array{name, value});
    return items;
}
[[nodiscard]] inline JsonData json_record_numbers(std::vector<RecordNumber> const& numbers) {
    JsonData::Array items;
    for (auto const& number : numbers) items.push_back(JsonData::Object{{"of", number.of}, {"amount", number.amount}, {"unit", number.unit}});
    return items;
}
/// What is empty is left out: it is the most common case, and absent and empty mean the same (the schema says so).
inline void put_text(JsonData::Object& out, char const* name, std::string const& text) {
    if (!text.empty()) out.emplace_back(name, text);
}
inline void put_texts(JsonData::Object& out, char const* name, std::vector<std::string> const& texts) {
    if (!texts.empty()) out.emplace_back(name, json_texts(texts));
}

/// A reference: the position in the file, or the leaf in what is hashed.
[[nodiscard]] inline JsonData json_reference(std::size_t index, SharedTable const* resolve) {
    if (resolve == nullptr) return JsonData(static_cast<double>(index));
    return JsonData(to_hex(resolve->leaves[index]));
}

[[nodiscard]] inline JsonData::Object json_of(RecordFile const& file) {
    JsonData::Object out;
    out.emplace_back("name", file.name);
    put_text(out, "sheet", file.sheet);
    put_text(out, "sha256", file.sha256);
    return out;
}
[[nodiscard]] inline JsonData::Object json_of(RecordFactor const& factor) {
    JsonData::Object out;
    out.emplace_back("key", factor.key);
    put_text(out, "edition", factor.edition);
    out.emplace_back("digest", factor.digest);
    put_text(out, "what", factor.what);
    put_text(out, "kind", factor.kind);
    put_text(out, "region", factor.region);
    out.emplace_back("year", static_cast<double>(factor.year));
    out.emplace_back("per", factor.per);
    out.emplace_back("numbers", json_record_numbers(factor.numbers));
    put_text(out, "gwp_set", factor.gwp_set);
    put_texts(out, "not_estimated", factor.not_estimated);
    put_text(out, "document", factor.document);
    put_text(out, "confidence", factor.confidence);
    return out;
}
[[nodiscard]] inline JsonData::Object json_of(RecordContext const& context, SharedTable const* file_leaves) {
    JsonData::Object out;
    if (context.file != RecordContext::no_file) out.emplace_back("file", json_reference(context.file, file_leaves));
    put_text(out, "entered_by", context.entered_by);
    put_text(out, "entered_at", context.entered_at);
    put_text(out, "reviewed_by", context.reviewed_by);
    put_text(out, "reviewed_at", context.reviewed_at);
    put_text(out, "from", context.from);
    put_text(out, "to", context.to);
    return out;
}
[[nodiscard]] inline JsonData::Object json_of(RecordHeader const& header) {
    JsonData::Object out;
    out.emplace_back("schema", RecordHeader::schema);
    out.emplace_back("subject", header.subject);
    out.emplace_back("version", header.version);
    put_text(out, "gwp_set", header.gwp_set);
    put_text(out, "rule_set", header.rule_set);
    put_text(out, "rule_set_sha256", header.rule_set_sha256);
    put_text(out, "amends", header.amends);
    out.emplace_back("salted", header.salted);
    if (!header.settings.empty()) out.emplace_back("settings", json_pairs(header.settings));
    return out;
}
[[nodiscard]] inline JsonData::Object json_of(RecordLock const& lock) { return {{"from", lock.from}, {"to", lock.to}, {"by", lock.by}, {"at", lock.at}}; }
[[nodiscard]] inline JsonData::Object json_of(RecordResults const& results) {
    JsonData::Object out;
    out.emplace_back("numbers", json_record_numbers(results.numbers));
    put_texts(out, "assumptions", results.assumptions);
    put_texts(out, "fall_backs", results.fall_backs);
    put_texts(out, "not_estimated", results.not_estimated);
    put_texts(out, "opt_ins", results.opt_ins);
    return out;
}
/// {"kind":{...}} in canonical form.
[[nodiscard]] inline std::string named_entry(char const* kind, JsonData::Object members) { return canonical_json(JsonData::Object{{kind, std::move(members)}}); }

/// Members of an object written in canonical order as they come, for entries of which there are many: a group has a step for each of
/// its meters, and building each as a tree of values first would take as long as its lines. What is empty is left out.
class MemberWriter {
public:
    explicit MemberWriter(std::string& out) : out_(out) {}

    std::string& name(char const* name) {
        ((out_ += first_ ? "\"" : ",\"") += name) += "\":";
        first_ = false;
        return out_;
    }
    void text(char const* name, std::string const& text) {
        if (!text.empty()) append_canonical(this->name(name), std::string_view(text));
    }
    void texts(char const* name, std::vector<std::string> const& texts) {
        if (texts.empty()) return;
        char before = '[';
        this->name(name);
        for (auto const& text : texts) append_canonical(out_ += std::exchange(before, ','), std::string_view(text));
        out_ += ']';
    }
    void pairs(char const* name, std::vector<std::pair<std::string, std::string>> const& pairs) {
        if (pairs.empty()) return;
        char before = '[';
        this->name(name);
        for (auto const& [key, value] : pairs) {
            append_canonical((out_ += std::exchange(before, ',')) += '[', std::string_view(key));
            append_canonical(out_ += ',', std::string_view(value));
            out_ += ']';
        }
        out_ += ']';
    }

private:
    std::string& out_;
    bool first_ = true;
};

/// {"step":{...}} in canonical form, with the factor as position, or as its leaf where `resolve` is given.
[[nodiscard]] inline std::string step_entry(RecordMethodStep const& step, SharedTable const* resolve) {
    std::string out = "{\"step\":{";
    MemberWriter members(out);
    append_canonical(members.name("amount_unit"), std::string_view(step.amount_unit));
    members.text("basis", step.basis);
    if (step.factor != RecordMethodStep::no_factor) {
        std::string& at = members.name("factor");
        if (resolve == nullptr) at += std::to_string(step.factor);
        else ((at += '"') += to_hex(resolve->leaves[step.factor])) += '"';
    }
    members.texts("fall_backs", step.fall_backs);
    members.pairs("labels", step.labels);
    append_canonical(members.name("method"), std::string_view(step.method));
    members.texts("notes", step.notes);
    members.text("quality", step.quality);
    append_canonical(members.name("revision"), static_cast<double>(step.revision));
    append_canonical(members.name("scale"), step.scale);
    append_canonical(members.name("share"), step.share);
    members.text("source_type", step.source_type);
    append_canonical(members.name("unit"), std::string_view(step.unit));
    members.texts("unit_path", step.unit_path);
    return out += "}}";
}

/// Positions and rows: what append_canonical() gives for whole numbers, without the way through a double.
inline void append_whole(std::string& out, std::uint64_t number) {
    std::array<char, 20> room{};
    out.append(room.data(), std::to_chars(room.data(), room.data() + room.size(), number).ptr);
}

/// A line behind its references: `,row,"entered",amount` and what of `,"evidence","sha256","id",part` is not empty at the end, then `]`.
inline void append_line_rest(std::string& out, RecordLine const& line) {
    append_whole(out += ',', line.row);
    out += ',';
    append_canonical(out, line.entered);
    out += ',';
    append_canonical(out, line.amount);
    int const tail = line.part ? 4 : !line.id.empty() ? 3 : !line.evidence_sha256.empty() ? 2 : !line.evidence.empty() ? 1 : 0;
    if (tail >= 1) append_canonical(out += ',', line.evidence);
    if (tail >= 2) append_canonical(out += ',', line.evidence_sha256);
    if (tail >= 3) append_canonical(out += ',', line.id);
    if (tail >= 4) append_canonical(out += ',', *line.part);
    out += ']';
}

/// A correction, with references as positions or, for the leaf, resolved lines. `instead` is empty for a withdrawal.
[[nodiscard]] inline std::string correction_text(RecordCorrection const& correction, std::string_view was, std::string_view instead) {
    std::string out = "{\"correction\":{\"at\":";  // members in canonical order: at, by, line, was, why
    append_canonical(out, std::string_view(correction.at));
    append_canonical(out += ",\"by\":", std::string_view(correction.by));
    (out += ",\"line\":").append(instead.empty() ? std::string_view("null") : instead);
    (out += ",\"was\":").append(was);
    append_canonical(out += ",\"why\":", std::string_view(correction.why));
    return out += "}}";
}

}  // namespace tanji::detail
