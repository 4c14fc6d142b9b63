// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <charconv>
#include <cmath>
#include <cstring>

#include "tanji/base/text.hpp"
#include "tanji/claims/impl/record_ledger.ipp"
#include "tanji/claims/impl/record_parse.ipp"
#include "tanji/claims/record_reader.hpp"

/// \file
/// Reading goes line by line through the ledger that also the writer uses. Lines have a fast way that takes the usual form only;
/// whatever it does not know goes the long way, through the JSON parser, where also every refusal is worded.
namespace tanji {
namespace detail {

/// Lines of a file that comes in pieces. A line is a view into the piece where it lies whole, else into a buffer.
class EntrySource {
public:
    EntrySource(std::function<std::string_view()> source, std::uint64_t most) : source_(std::move(source)), most_(most) {}

    /// Nothing at the end of the file. A last line without its line end counts.
    [[nodiscard]] std::optional<std::string_view> next() {
        kept_.clear();
        while (true) {
            auto const end = piece_.find('\n');
            if (end != std::string_view::npos) {
                std::string_view const line = piece_.substr(0, end);
                require_short(kept_.size() + line.size());
                piece_.remove_prefix(end + 1);
                if (kept_.empty()) return line;
                return std::string_view(kept_ += line);
            }
            require_short(kept_.size() + piece_.size());
            kept_ += piece_;
            piece_ = ended_ ? std::string_view() : source_();
            if (piece_.empty()) {
                ended_ = true;
                if (kept_.empty()) return std::nullopt;
                return std::string_view(kept_);
            }
        }
    }

private:
    void require_short(std::size_t bytes) const {
        if (bytes > most_) throw Error({.id = "limit.record-entry", .what = "an entry of a record is too long", .expected = "at most " + std::to_string(most_) + " bytes", .got = "more",
                                          .hint = "is this a record? an entry is one line, and a line of a table never that long"});
    }

    std::function<std::string_view()> source_;
    std::uint64_t most_;
    std::string_view piece_;
    std::string kept_;
    bool ended_ = false;
};

/// What is left of a line of numbers. Each take() is false where the text is not in the one form that is written.
struct LineCursor {
    std::string_view rest;

    [[nodiscard]] bool take(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    [[nodiscard]] bool take(std::uint64_t& number) {
        auto const parsed = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        auto const length = static_cast<std::size_t>(parsed.ptr - rest.data());
        if (parsed.ec != std::errc{} || (rest.front() == '0' && length > 1)) return false;
        rest.remove_prefix(length);
        return true;
    }
    [[nodiscard]] bool take(double& number) {
        auto const parsed = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (parsed.ec != std::errc{}) return false;
        rest.remove_prefix(static_cast<std::size_t>(parsed.ptr - rest.data()));
        return true;
    }
    /// Plain ASCII without escapes.
    [[nodiscard]] bool take(std::string_view& text) {
        if (!take('"')) return false;
        std::size_t end = 0;
        while (end < rest.size() && rest[end] >= ' ' && rest[end] < '\x7f' && rest[end] != '"' && rest[end] != '\\') ++end;
        if (end == rest.size() || rest[end] != '"') return false;
        text = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        return true;
    }
};

}  // namespace detail

struct RecordReader::State {
    State(std::function<std::string_view()> from, RecordReaderOptions given)
        : source(std::move(from), given.entry_bytes), options(std::move(given)), ledger(std::make_unique<detail::RecordLedger>()) {
        ledger->secret = options.secret;
    }

    detail::EntrySource source;
    RecordReaderOptions options;
    std::unique_ptr<detail::RecordLedger> ledger;
    RecordEntry entry;
    std::uint64_t number = 0;
    JsonData parsed;          // what texts of the long way point into
    JsonData shown;
    std::string scratch;

    bool read();

private:
    bool fast_line(std::string_view text);
    void slow(std::string_view text);
    void shared(RecordEntryKind kind, JsonData const& data, std::optional<Salt> const& salt);
    void correction(JsonData const& data, std::optional<Salt> const& salt);
    void withheld(JsonData const& data);
    void root(JsonData const& data);
    void one(std::string_view name, JsonData const& data, std::optional<Salt> const& salt);
    RecordLine line_of(JsonData const& data);
    Digest leaf_of(std::string_view resolved, bool withholdable, std::optional<Salt> const& salt);
};

// The usual form of a line, and the number in the one text that is canonical.
TANJI_INLINE bool RecordReader::State::fast_line(std::string_view text) {
    detail::LineCursor at{text};
    std::uint64_t context = 0;
    std::uint64_t step = 0;
    RecordLine line;
    if (!at.take('[') || !at.take(context) || !at.take(',') || !at.take(step)) return false;
    std::string_view const rest = at.rest;
    if (!at.take(',') || !at.take(line.row) || line.row > (std::uint64_t{1} << 53) || !at.take(',') || !at.take(line.entered) || !at.take(',') || !at.take(line.amount)) return false;
    if (at.take(',') && !at.take(line.evidence)) return false;
    if (at.take(',') && !at.take(line.evidence_sha256)) return false;
    if (at.take(',') && !at.take(line.id)) return false;
    double part = 0;
    if (at.take(',')) {
        if (!at.take(part)) return false;
        line.part = part;
    }
    if (at.rest != "]") return false;
    scratch.clear();
    detail::append_line_rest(scratch, line);
    if (scratch != rest) return false;
    line.context = context;
    line.step = step;
    if (ledger->header.salted && options.secret.empty()) return false;  // worded on the long way
    ledger->require_line(line.context, line.step);
    ledger->require_open(line.context);
    entry.kind = RecordEntryKind::line;
    entry.line = line;
    entry.leaf = ledger->line_leaf(line.context, line.step, rest);
    ledger->add_leaf(entry.leaf, static_cast<std::uint32_t>(context));
    return true;
}

TANJI_INLINE Digest RecordReader::State::leaf_of(std::string_view resolved, bool withholdable, std::optional<Salt> const& salt) {
    if (!withholdable || !ledger->header.salted) return leaf_digest(resolved);
    if (salt) return commitment(*salt, resolved);
    if (options.secret.empty()) {
        throw Error({.id = "record.secret", .what = "this record is salted, and its digests cannot be computed without the secret", .expected = "the secret it was written with, or a redacted copy", .got = "neither"});
    }
    return ledger->leaf_of(resolved, true);
}

// An array with what lines hold; positions are checked here, so that later code may use them.
TANJI_INLINE RecordLine RecordReader::State::line_of(JsonData const& data) {
    auto const* items = data.array();
    if (items == nullptr || items->size() < 5 || items->size() > 9) detail::refuse_record("a line", "an array of 5 to 9 values");
    auto const text = [items](std::size_t i) { return i < items->size() ? std::string_view(detail::record_text((*items)[i], "a text of a line")) : std::string_view(); };
    RecordLine line;
    line.context = static_cast<std::size_t>(detail::record_index((*items)[0], "context of a line"));
    line.step = static_cast<std::size_t>(detail::record_index((*items)[1], "step of a line"));
    line.row = detail::record_index((*items)[2], "row of a line");
    line.entered = text(3);
    line.amount = detail::record_number((*items)[4], "amount of a line");
    line.evidence = text(5);
    line.evidence_sha256 = text(6);
    line.id = text(7);
    if (items->size() == 9) line.part = detail::record_number((*items)[8], "part of a line");
    ledger->require_line(line.context, line.step);
    return line;
}

TANJI_INLINE void RecordReader::State::shared(RecordEntryKind kind, JsonData const& data, std::optional<Salt> const& salt) {
    auto& l = *ledger;
    detail::SharedTable* table = &l.file_table;
    std::string resolved;
    if (kind == RecordEntryKind::file) {
        l.files.push_back(detail::record_file(data));
        resolved = detail::named_entry("file", detail::json_of(l.files.back()));
    } else if (kind == RecordEntryKind::factor) {
        table = &l.factor_table;
        l.factors.push_back(detail::record_factor_of(data));
        resolved = detail::named_entry("factor", detail::json_of(l.factors.back()));
    } else if (kind == RecordEntryKind::context) {
        table = &l.context_table;
        l.add_context(detail::record_context(data, l.files.size()));
        resolved = detail::named_entry("context", detail::json_of(l.contexts.back(), &l.file_table));
    } else {
        table = &l.step_table;
        l.steps.push_back(detail::record_step(data, l.factors.size()));
        resolved = detail::step_entry(l.steps.back(), &l.factor_table);
    }
    entry.leaf = leaf_of(resolved, true, salt);
    if (!table->known.try_emplace(entry.leaf, table->leaves.size()).second) detail::refuse_record("a shared entry that stands twice", "each once: equal entries have one number");
    table->leaves.push_back(entry.leaf);
    l.add_leaf(entry.leaf);
}

TANJI_INLINE void RecordReader::State::correction(JsonData const& data, std::optional<Salt> const& salt) {
    auto const need = [&data](char const* name) -> JsonData const& { return detail::record_member(data, name); };
    entry.correction = {detail::record_text(need("by"), "by"), detail::record_text(need("at"), "at"), detail::record_text(need("why"), "why")};
    entry.was = line_of(need("was"));
    entry.withdrawn = need("line").is_null();
    auto const resolved = [this](RecordLine const& line) {
        std::string rest;
        detail::append_line_rest(rest, line);
        return ledger->line_text(line.context, line.step, rest);
    };
    std::string const was = resolved(entry.was);
    std::string instead;
    ledger->require_open(entry.was.context);
    if (!entry.withdrawn) {
        entry.line = line_of(need("line"));
        ledger->require_open(entry.line.context);
        instead = resolved(entry.line);
    }
    // In a redacted copy the salts of lines that were replaced are in their own entries only: leaves are compared by the salted
    // correction as a whole then.
    if (!ledger->header.salted || !options.secret.empty()) {
        ledger->replace(ledger->leaf_of(was, true), entry.correction);
        if (!entry.withdrawn) ledger->took_place(ledger->leaf_of(instead, true));
    }
    entry.leaf = leaf_of(detail::correction_text(entry.correction, was, instead), true, salt);
    ledger->add_leaf(entry.leaf);
}

// A place is kept for what is withheld, so that the numbers of what follows stay right.
TANJI_INLINE void RecordReader::State::withheld(JsonData const& data) {
    if (!ledger->header.salted) detail::refuse_record("an entry that is withheld", "a salted record: without salts what is withheld can be guessed");
    std::string const& kind = detail::record_text(detail::record_member(data, "kind"), "kind of what is withheld");
    entry.leaf = try_parse_digest(detail::record_text(detail::record_member(data, "leaf"), "leaf")).value();
    auto& l = *ledger;
    if (kind == "file") l.files.push_back({.name = "(withheld)"}), l.file_table.leaves.push_back(entry.leaf), entry.withheld = RecordEntryKind::file;
    else if (kind == "factor") l.factors.push_back({.key = "(withheld)"}), l.factor_table.leaves.push_back(entry.leaf), entry.withheld = RecordEntryKind::factor;
    else if (kind == "context") l.add_context({}), l.context_table.leaves.push_back(entry.leaf), entry.withheld = RecordEntryKind::context;
    else if (kind == "step") l.steps.push_back({.method = "(withheld)"}), l.step_table.leaves.push_back(entry.leaf), entry.withheld = RecordEntryKind::step;
    else if (kind == "line") entry.withheld = RecordEntryKind::line;
    else if (kind == "correction") entry.withheld = RecordEntryKind::correction;
    else detail::refuse_record("'" + kind + "' withheld", "file, factor, context, step, line or correction");
    entry.kind = RecordEntryKind::withheld;
    l.add_leaf(entry.leaf, kind == "line" ? detail::RecordLedger::no_context - 1 : detail::RecordLedger::no_context);
}

TANJI_INLINE void RecordReader::State::root(JsonData const& data) {
    auto const digest = [&data](char const* name) { return try_parse_digest(detail::record_text(detail::record_member(data, name), name)).value(); };
    entry.stated = {detail::record_index(detail::record_member(data, "entries"), "entries"), detail::record_index(detail::record_member(data, "lines"), "lines"), digest("content"), digest("sequence")};
    entry.computed = ledger->root();
    entry.signature = detail::optional_text(data, "signature");
    entry.time_stamp = detail::optional_text(data, "time_stamp");
    entry.kind = RecordEntryKind::root;
    ledger->ended_with_root = entry.stated == entry.computed;
}

TANJI_INLINE void RecordReader::State::one(std::string_view name, JsonData const& data, std::optional<Salt> const& salt) {
    using Of = RecordEntryKind;
    auto const plain = [this](Of kind, std::string const& text) {
        entry.kind = kind;
        entry.leaf = leaf_digest(text);
        ledger->add_leaf(entry.leaf);
    };
    if (name == "file") shared(entry.kind = Of::file, data, salt);
    else if (name == "factor") shared(entry.kind = Of::factor, data, salt);
    else if (name == "context") shared(entry.kind = Of::context, data, salt);
    else if (name == "step") shared(entry.kind = Of::step, data, salt);
    else if (name == "correction") entry.kind = Of::correction, correction(data, salt);
    else if (name == "withheld") withheld(data);
    else if (name == "root") root(data);
    else if (name == "lock") {
        entry.lock = detail::record_lock(data);
        ledger->lock(entry.lock);
        plain(Of::lock, detail::named_entry("lock", detail::json_of(entry.lock)));
    } else if (name == "results") {
        entry.results = detail::record_results(data);
        plain(Of::results, detail::named_entry("results", detail::json_of(entry.results)));
    } else {
        detail::refuse_record("an entry '" + std::string(name) + "'", "header, file, factor, context, step, correction, lock, results, root, withheld, shown, or a line");
    }
}

// The long way: any entry, and every mistake. The text must be its own canonical form, or its digest would be that of another.
TANJI_INLINE void RecordReader::State::slow(std::string_view text) {
    auto whole = try_parse_json(text, {.depth = 16, .bytes = options.entry_bytes});
    if (!whole) {
        Problem problem = std::move(whole).problem();
        problem.related.push_back(problem.id);
        problem.id = "record.syntax";
        throw Error(std::move(problem));
    }
    parsed = *std::move(whole);
    if (canonical_json(parsed) != text) {
        throw Error({.id = "record.canonical", .what = "this entry is not in the form that was digested", .expected = "canonical JSON (RFC 8785)", .got = "other blanks, order, escapes or numbers", .hint = "was the file edited, or saved by a program that reformats JSON?"});
    }
    JsonData const* data = &parsed;
    std::optional<Salt> salt;
    if (data->object() != nullptr && data->object()->size() == 1 && data->object()->front().first == "shown") {
        shown = data->object()->front().second;
        auto const hex = try_parse_digest(detail::record_text(detail::record_member(shown, "salt"), "salt") + std::string(32, '0')).value();
        salt.emplace();
        std::copy_n(hex.begin(), salt->size(), salt->begin());
        data = &detail::record_member(shown, "entry");
    }
    if (data->array() != nullptr) {
        entry.kind = RecordEntryKind::line;
        entry.line = line_of(*data);
        ledger->require_open(entry.line.context);
        std::string rest;
        detail::append_line_rest(rest, entry.line);
        std::string const again = "[" + std::to_string(entry.line.context) + "," + std::to_string(entry.line.step) + rest;
        if (again != canonical_json(*data)) detail::refuse_record("a line with empty values at its end", "a line that ends with its last value");
        entry.leaf = leaf_of(ledger->line_text(entry.line.context, entry.line.step, rest), true, salt);
        ledger->add_leaf(entry.leaf, static_cast<std::uint32_t>(entry.line.context));
        return;
    }
    if (data->object() == nullptr || data->object()->size() != 1) detail::refuse_record("this", "a line, or an object with one member that names the kind of entry");
    one(data->object()->front().first, data->object()->front().second, salt);
    // Members that nobody knows would be lost in the digest: what was understood must be all there is.
    if (entry.kind != RecordEntryKind::root && entry.kind != RecordEntryKind::withheld && !detail::same_members(*data, entry, *ledger)) detail::refuse_record("a member that this schema does not have, or an empty one", "the members of docs/schema/tanji-record-2.json");
}

TANJI_INLINE bool RecordReader::State::read() {
    auto const text = source.next();
    if (!text) {
        if (number == 0) detail::refuse_record("an empty file", "a record");
        return false;
    }
    ++number;
    entry.number = number;
    if (number == 1) {
        if (!is_record_lines(*text)) {
            throw Error({.id = "record.schema", .what = "this is not a record that this version reads", .expected = std::string(RecordHeader::schema), .got = in_quotes(text->substr(0, 60))});
        }
        parsed = parse_json(*text);
        ledger->header = detail::record_header(detail::record_member(parsed, "header"));
        if (detail::named_entry("header", detail::json_of(ledger->header)) != *text) detail::refuse_record("a header that is not canonical, or has members this schema does not have", "canonical JSON");
        entry.kind = RecordEntryKind::header;
        entry.leaf = leaf_digest(*text);
        ledger->add_leaf(entry.leaf);
        return true;
    }
    ledger->ended_with_root = false;
    if (!fast_line(*text)) slow(*text);
    return true;
}

TANJI_INLINE RecordReader::RecordReader(std::function<std::string_view()> source, RecordReaderOptions options) : state_(std::make_unique<State>(std::move(source), std::move(options))) {}
TANJI_INLINE RecordReader::RecordReader(std::string_view whole, RecordReaderOptions options)
    : RecordReader([whole]() mutable { return std::exchange(whole, std::string_view()); }, std::move(options)) {}
TANJI_INLINE RecordReader::RecordReader(RecordReader&&) noexcept = default;
TANJI_INLINE RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;
TANJI_INLINE RecordReader::~RecordReader() = default;

TANJI_INLINE Result<RecordEntry const*> RecordReader::try_next() {
    try {
        return state_->read() ? &state_->entry : nullptr;
    } catch (Error const& error) {
        Problem problem = error.problem();
        problem.where.file = state_->options.name;
        problem.where.line = state_->number;
        return problem;
    }
}

TANJI_INLINE RecordHeader const& RecordReader::header() const noexcept { return state_->ledger->header; }
TANJI_INLINE std::vector<RecordFile> const& RecordReader::files() const noexcept { return state_->ledger->files; }
TANJI_INLINE std::vector<RecordFactor> const& RecordReader::factors() const noexcept { return state_->ledger->factors; }
TANJI_INLINE std::vector<RecordContext> const& RecordReader::contexts() const noexcept { return state_->ledger->contexts; }
TANJI_INLINE std::vector<RecordMethodStep> const& RecordReader::steps() const noexcept { return state_->ledger->steps; }

}  // namespace tanji
