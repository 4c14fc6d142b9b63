// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstring>
#include <deque>
#include <unordered_map>

#include "tanji/accounting/activity_line.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// Keeping a million lines in little memory: texts of lines in blocks, everything that repeats once. What must stay true: nothing
/// in a finished table ever moves, because lines point into it.
namespace tanji {
namespace detail {

/// Texts that live as long as the arena and never move. Blocks of 256 kB: a string of its own costs 32 bytes before its first letter.
class TextArena {
public:
    [[nodiscard]] std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) {
            left_ = (text.size() > block) ? text.size() : block;
            blocks_.push_back(std::make_unique<char[]>(left_));
            at_ = blocks_.back().get();
        }
        std::memcpy(at_, text.data(), text.size());
        std::string_view const kept(at_, text.size());
        at_ += text.size();
        left_ -= text.size();
        return kept;
    }

private:
    static constexpr std::size_t block = 256 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* at_ = nullptr;
    std::size_t left_ = 0;
};

/// Eight bytes at a time. Tables below compare what they find, so a weak hash costs time and never an answer.
[[nodiscard]] inline std::uint64_t text_hash(std::string_view text) noexcept {
    std::uint64_t hash = 0x9e3779b97f4a7c15u ^ text.size();
    auto const mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    };
    char const* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    std::uint64_t last = 0;
    if (left != 0) std::memcpy(&last, at, left);
    mix(last);
    return hash;
}

/// Numbers by text, by open addressing: eight bytes an entry where a node-based table takes eighty and a jump through memory. A slot holds
/// half of the hash, so that nearly all wrong ones are passed without a look at the text. `text_of(number)` gives the text of an entry.
class TextTable {
public:
    static constexpr std::uint32_t none = 0xffff'ffffu;

    /// The number of an equal text, or `number` after entering it.
    [[nodiscard]] std::uint32_t find_or_add(std::string_view text, std::uint32_t number, auto const& text_of) {
        if ((count_ + 1) * 2 > slots_.size()) grow(text_of);
        std::uint64_t const hash = text_hash(text);
        auto const tag = static_cast<std::uint32_t>(hash >> 32);
        for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[i];
            if (slot.number == none) {
                slot = {tag, number};
                ++count_;
                return number;
            }
            if (slot.tag == tag && text_of(slot.number) == text) return slot.number;
        }
    }

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t number = none;
    };

    void grow(auto const& text_of) {
        std::vector<Slot> old(slots_.empty() ? std::size_t{1024} : slots_.size() * 2);
        old.swap(slots_);
        for (Slot const& slot : old) {
            if (slot.number == none) continue;
            std::size_t i = text_hash(text_of(slot.number)) & (slots_.size() - 1);
            while (slots_[i].number != none) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace detail

/// Stores are deques: their elements stay where they are while more come.
struct ActivityLines::Content {
    std::deque<ActivityHead> head_store;
    std::deque<ActivityProof> proof_store;
    std::vector<ActivityHead const*> heads;
    std::vector<ActivityProof const*> proofs;
    std::vector<ActivityFile> files;
    std::vector<ActivityLine> lines;
    detail::TextArena texts;
    // Only while lines are added:
    detail::TextTable ids;
    std::unordered_map<std::string, std::uint32_t> head_numbers;
    std::unordered_map<std::string, std::uint32_t> proof_numbers;
    std::uint32_t file = 0;
};

TANJI_INLINE std::string_view to_text(SourceType type) noexcept {
    switch (type) {
        case SourceType::unstated: return "";
        case SourceType::measured: return "measured";
        case SourceType::calculated: return "calculated";
        case SourceType::standard_default: return "default";
        case SourceType::official: return "official";
        case SourceType::project: return "project";
        case SourceType::user: return "user";
    }
    return "?";
}

TANJI_INLINE Result<SourceType> try_parse_source_type(std::string_view text) {
    for (auto const type : {SourceType::unstated, SourceType::measured, SourceType::calculated, SourceType::standard_default, SourceType::official,
                            SourceType::project, SourceType::user}) {
        if (equal_ignoring_case(to_text(type), text)) return type;
    }
    return Problem{.id = "activity.source-type", .what = "this is no source type", .expected = "measured, calculated, default, official, project or user", .got = in_quotes(text)};
}

TANJI_INLINE std::span<ActivityLine const> ActivityLines::lines() const noexcept {
    if (!content_) return {};
    return content_->lines;
}
TANJI_INLINE std::span<ActivityHead const* const> ActivityLines::heads() const noexcept {
    if (!content_) return {};
    return content_->heads;
}
TANJI_INLINE std::span<ActivityProof const* const> ActivityLines::proofs() const noexcept {
    if (!content_) return {};
    return content_->proofs;
}
TANJI_INLINE std::span<ActivityFile const> ActivityLines::files() const noexcept {
    if (!content_) return {};
    return content_->files;
}

TANJI_INLINE Result<std::size_t> ActivityLines::find(std::string_view id) const {
    auto const all = lines();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].id == id) return i;
    }
    return Problem{.id = "activity.unknown", .what = "there is no activity line with this id", .expected = "the id of a line", .got = in_quotes(id)};
}

TANJI_INLINE Where ActivityLines::where(ActivityLine const& line) const {
    std::string file = line.file < files().size() ? files()[line.file].name : std::string();
    if (line.file < files().size() && !files()[line.file].sheet.empty()) file += "!" + files()[line.file].sheet;
    return {.file = std::move(file), .row = line.row, .object = "line " + std::string(line.id)};
}

TANJI_INLINE ActivityLinesBuilder::ActivityLinesBuilder() : content_(std::make_shared<ActivityLines::Content>()) {}
TANJI_INLINE ActivityLinesBuilder::ActivityLinesBuilder(ActivityLinesBuilder&&) noexcept = default;
TANJI_INLINE ActivityLinesBuilder& ActivityLinesBuilder::operator=(ActivityLinesBuilder&&) noexcept = default;
TANJI_INLINE ActivityLinesBuilder::~ActivityLinesBuilder() = default;

// Lines made in code belong to the first file, which has no name until one is given.
TANJI_INLINE ActivityLinesBuilder& ActivityLinesBuilder::file(ActivityFile file) {
    content_->files.push_back(std::move(file));
    content_->file = static_cast<std::uint32_t>(content_->files.size() - 1);
    return *this;
}
TANJI_INLINE void ActivityLinesBuilder::set_hash(std::string sha256) {
    if (!content_->files.empty()) content_->files[content_->file].sha256 = std::move(sha256);
}
TANJI_INLINE void ActivityLinesBuilder::reserve(std::size_t lines) { content_->lines.reserve(lines); }

namespace detail {

/// What tells heads apart, as text; the separator is a character that no field may hold (U+001F).
[[nodiscard]] inline std::string head_identity(ActivityHead const& head) {
    std::string text;
    for (auto const* field : {&head.organisation, &head.site, &head.source, &head.meter, &head.category, &head.what, &head.technology, &head.place, &head.unit,
                              &head.kind, &head.factor_key, &head.factor_edition, &head.counterparty, &head.quality}) {
        (text += *field) += '\x1f';
    }
    for (auto const& conversion : head.conversions) (text += conversion.text) += '\x1f';
    text += std::to_string(head.factor_year) + '\x1f' + std::to_string(head.price_year) + '\x1f';
    for (auto const& number : {head.price_ratio, head.exchange_rate, head.uncertainty}) text += (number ? number_text(*number) : std::string()) + '\x1f';
    return text;
}

[[nodiscard]] inline std::string proof_identity(ActivityProof const& proof) {
    std::string text(to_text(proof.source_type));
    for (auto const* field : {&proof.evidence, &proof.evidence_hash, &proof.operator_name, &proof.reviewer, &proof.entered_at, &proof.reviewed_at, &proof.note}) {
        (text += '\x1f') += *field;
    }
    return text;
}

/// What a head must have, whoever made it. The unit is read here, once for all lines of a meter.
[[nodiscard]] inline std::optional<Problem> complete_head(ActivityHead& head) {
    if (head.category.empty() || head.unit.empty() || (head.what.empty() && head.factor_key.empty())) {
        return Problem{.id = "activity.required", .what = "a line lacks what every line needs", .expected = "category, unit, and what (or a factor key)",
                       .got = "no " + std::string(head.category.empty() ? "category" : head.unit.empty() ? "unit" : "what")};
    }
    auto unit = try_unit(head.unit);
    if (!unit) return unit.problem();
    head.parsed_unit = *std::move(unit);
    if (head.parsed_unit.offset() != 0) {
        return Problem{.id = "unit.offset", .what = "a temperature is no activity", .expected = "a unit of something that can be added up", .got = in_quotes(head.unit)};
    }
    for (auto const& conversion : head.conversions) {
        if (conversion.value > 0 && conversion.value - conversion.value == 0.0) continue;
        return Problem{.id = "activity.conversion", .what = "a conversion must be above zero", .expected = "like 20.908 GJ net/t", .got = in_quotes(conversion.text)};
    }
    return {};
}

/// No unit makes an amount of this size one of this world; below it no sum of products with factors can overflow.
inline constexpr double largest_activity_amount = 1e60;

/// Amounts are finite and not negative: a refund or a correction replaces the line it corrects, so that no total hides both.
[[nodiscard]] inline Result<double> activity_amount(std::string_view text) {
    std::string_view const trimmed = trim(text);
    auto const value = parse_number(trimmed);
    if (!value) {
        return Problem{.id = "activity.amount", .what = trimmed.empty() ? "an amount is missing; missing is not zero" : "an amount is not a number",
                       .expected = "a finite decimal number like 1250.5", .got = trimmed.empty() ? "an empty field" : in_quotes(trimmed.substr(0, 60)),
                       .hint = number_hint(trimmed)};
    }
    if (*value > largest_activity_amount) {
        return Problem{.id = "activity.amount", .what = "an amount is larger than anything", .expected = "at most " + number_text(largest_activity_amount), .got = std::string(trimmed.substr(0, 60))};
    }
    if (*value < 0) {
        return Problem{.id = "activity.negative", .what = "an amount is negative", .expected = "zero or more", .got = std::string(trimmed),
                       .hint = "correct the line it belongs to; energy sold has categories of its own"};
    }
    return *value;
}

}  // namespace detail

TANJI_INLINE Result<std::uint32_t> ActivityLinesBuilder::keep(ActivityHead head) {
    if (auto problem = detail::complete_head(head)) return *std::move(problem);
    content_->head_store.push_back(std::move(head));
    content_->heads.push_back(&content_->head_store.back());
    return static_cast<std::uint32_t>(content_->heads.size() - 1);
}

TANJI_INLINE std::uint32_t ActivityLinesBuilder::keep(ActivityProof proof) {
    content_->proof_store.push_back(std::move(proof));
    content_->proofs.push_back(&content_->proof_store.back());
    return static_cast<std::uint32_t>(content_->proofs.size() - 1);
}

// The id is entered into the table before the line is, under the number the line will have; a refused line has no number.
TANJI_INLINE std::optional<Problem> ActivityLinesBuilder::push(std::uint32_t head, std::uint32_t proof, ActivityEntry const& entry, std::uint64_t row) {
    auto const amount = detail::activity_amount(entry.amount);
    if (!amount) return amount.problem();
    auto const period = try_parse_period(entry.period);
    if (!period) return period.problem();
    auto const number = static_cast<std::uint32_t>(content_->lines.size());
    std::string const counted = entry.id.empty() ? std::to_string(number + 1) : std::string();
    ActivityLine line{.head = content_->heads[head], .proof = content_->proofs[proof], .id = entry.id.empty() ? counted : entry.id, .amount_text = {},
                      .amount = *amount, .period = *period, .file = content_->file, .head_number = head, .row = row};
    std::uint32_t const other = content_->ids.find_or_add(line.id, number, [this](std::uint32_t i) { return content_->lines[i].id; });
    if (other != number) {
        auto const& first = content_->lines[other];
        return Problem{.id = "activity.duplicate-id", .what = "an id is there twice", .expected = "every id once", .got = in_quotes(line.id),
                       .hint = "was the row entered twice?", .related = {"first in row " + std::to_string(first.row)}};
    }
    line.id = content_->texts.keep(line.id);
    line.amount_text = content_->texts.keep(trim(entry.amount));
    content_->lines.push_back(line);
    return {};
}

TANJI_INLINE std::optional<Problem> ActivityLinesBuilder::try_add(ActivityHead head, ActivityEntry const& entry, ActivityProof proof, std::uint64_t row) {
    if (content_->files.empty()) content_->files.emplace_back();
    auto const same_head = content_->head_numbers.find(detail::head_identity(head));
    std::uint32_t head_number = same_head == content_->head_numbers.end() ? 0 : same_head->second;
    if (same_head == content_->head_numbers.end()) {
        std::string identity = detail::head_identity(head);
        auto const kept = keep(std::move(head));
        if (!kept) return kept.problem();
        head_number = *kept;
        content_->head_numbers.emplace(std::move(identity), head_number);
    }
    auto const [at, fresh] = content_->proof_numbers.try_emplace(detail::proof_identity(proof), static_cast<std::uint32_t>(content_->proofs.size()));
    if (fresh) (void)keep(std::move(proof));
    return push(head_number, at->second, entry, row);
}

TANJI_INLINE ActivityLines ActivityLinesBuilder::finish() {
    auto content = std::exchange(content_, std::make_shared<ActivityLines::Content>());
    content->ids = {};
    content->head_numbers = {};
    content->proof_numbers = {};
    if (content->files.empty()) content->files.emplace_back();
    return ActivityLines(std::move(content));
}

}  // namespace tanji
