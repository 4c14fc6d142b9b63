// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <unordered_map>

#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Looking factors up. A look-up gives the one factor that was asked for or a Problem that shows what is near; it never puts
/// another year, region or kind in its place (rule C3: fall-backs belong to rule sets). What is there is found by two hashes; only
/// a miss reads all factors, to say what is near.
namespace tanji {

namespace detail {

/// What a look-up always says: words, kind and place in one text, which one hash finds. The separator is in no word.
[[nodiscard]] inline std::string factor_slot(std::string_view what, FactorKind kind, std::string_view region) {
    std::string text;
    text.reserve(what.size() + region.size() + 2);
    for (char const letter : what) text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    text += static_cast<char>(1 + static_cast<int>(kind));
    for (char const letter : region) text += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    return text;
}

}  // namespace detail

/// Filled by readers, never changed afterwards: that is what makes handles safe to share between threads.
struct FactorDatabase::Content {
    std::vector<Held> all;
    std::vector<std::shared_ptr<Factor const>> usable;
    Confidence least = default_confidence;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_slot;  ///< places in `all`, ascending: the order of the files
    std::unordered_map<std::string, std::uint32_t> by_key;

    /// Also a factor that is held back: a look-up must be able to say so. False if the key was used before.
    bool add(Held held) {
        auto const place = static_cast<std::uint32_t>(all.size());
        if (!by_key.emplace(held.factor->key, place).second) return false;
        by_slot[detail::factor_slot(held.factor->what, held.factor->kind, held.factor->region)].push_back(place);
        if (!held.unpublished && held.factor->provenance.confidence <= least) usable.push_back(held.factor);
        all.push_back(std::move(held));
        return true;
    }
};

namespace detail {

/// The query in the words of a message: every criterion, also those that were left at their default.
[[nodiscard]] inline std::string query_text(FactorQuery const& query, std::string_view per_name) {
    return "\"" + query.what + "\", " + (query.region.empty() ? "no region" : query.region) + ", " + std::to_string(query.year) + ", " +
           std::string(to_text(query.kind)) + ", per " + std::string(per_name) + (query.edition.empty() ? "" : ", edition " + query.edition);
}

/// 0 where all words are met; what differs least is shown first, among years the nearest. Another region weighs more than
/// another kind or unit, and a year least of all: the same factor of a near year is what is usually meant. Years are capped, so
/// that no distance in time outweighs a word.
[[nodiscard]] inline int factor_distance(Factor const& factor, FactorQuery const& query, Kind per) {
    int const years = (std::min)(std::abs(factor.year - query.year), 999);
    int const words = (equal_ignoring_case(factor.region, query.region) ? 0 : 4) + (years == 0 ? 0 : 2) + (factor.kind == query.kind ? 0 : 3) +
                      (factor.per.terms() == std::vector<UnitTerm>{{per, 1}} ? 0 : 3);
    return words * 1000 + years;
}

/// A candidate in the same order as query_text, so that the eye finds the word that differs.
[[nodiscard]] inline std::string near_factor_text(Factor const& factor) {
    return "\"" + factor.what + "\", " + factor.region + ", " + std::to_string(factor.year) + ", " + std::string(to_text(factor.kind)) + ", per " +
           kind_text(factor.per) + " (" + std::string(to_text(factor.provenance.confidence)) + ")";
}

}  // namespace detail

// A Factor without any number is one that its source lists and leaves blank: there is no other way to be without.
TANJI_INLINE FactorDatabase FactorDatabase::of(std::vector<Factor> factors, FactorOptions options) {
    auto content = std::make_shared<Content>();
    content->least = options.least;
    for (auto& factor : factors) {
        bool const blank = factor.gases.empty() && !factor.co2e;
        std::string const key = factor.key;
        if (!key.empty() && content->add({std::make_shared<Factor const>(std::move(factor)), blank})) continue;
        throw Error({.id = key.empty() ? "factor.key" : "factor.duplicate", .what = key.empty() ? "a factor has no key" : "this key was used before", .where = {.object = key},
                     .expected = "each key once", .got = in_quotes(key)});
    }
    return FactorDatabase(std::move(content));
}

// Held ones are taken along: with other options they may be usable.
TANJI_INLINE FactorDatabase FactorDatabase::with(FactorDatabase const& other) const {
    auto content = std::make_shared<Content>(*content_);
    for (auto const& held : other.content_->all) {
        if (content->add(held)) continue;
        throw Error({.id = "factor.duplicate", .what = "both databases have a factor of this key", .where = {.object = held.factor->key}, .expected = "each key in one of them",
                     .got = to_text(*held.factor), .hint = "give own factors keys of their own; two editions are compared with diff()"});
    }
    return FactorDatabase(std::move(content));
}

TANJI_INLINE std::span<std::shared_ptr<Factor const> const> FactorDatabase::factors() const noexcept { return content_->usable; }
TANJI_INLINE Confidence FactorDatabase::least() const noexcept { return content_->least; }
TANJI_INLINE std::span<FactorDatabase::Held const> FactorDatabase::held() const noexcept { return content_->all; }

TANJI_INLINE FactorDatabase FactorDatabase::from_held(std::vector<Held> held, Confidence least) {
    auto content = std::make_shared<Content>();
    content->least = least;
    for (auto& each : held) {
        if (content->add(each)) continue;
        throw Error({.id = "factor.duplicate", .what = "two factors have the same key", .where = {.object = each.factor->key}, .expected = "each key once", .got = to_text(*each.factor)});
    }
    return FactorDatabase(std::move(content));
}

// Exact, case included: keys are written by programs and stand in records, where a near one would be another number.
TANJI_INLINE Result<std::shared_ptr<Factor const>> FactorDatabase::find_key(std::string_view key) const {
    if (auto const known = content_->by_key.find(std::string(key)); known != content_->by_key.end()) return check(content_->all[known->second]);
    std::vector<std::string> keys;  // only a miss pays for them: there are thousands
    for (auto const& held : content_->all) keys.push_back(held.factor->key);
    return Problem{.id = "factor.missing", .what = "there is no factor with this key", .expected = std::string(key), .got = "no such key", .hint = "`tanji factor WORDS` prints keys", .related = nearest(key, keys)};
}

/// The factor if it may be used, else why not. A blank in the source comes first: no confidence makes a number of it.
TANJI_INLINE Result<std::shared_ptr<Factor const>> FactorDatabase::check(Held const& held) const {
    Factor const& factor = *held.factor;
    if (held.unpublished) {
        return Problem{.id = "factor.not-published", .what = "the source lists this factor without a number; missing is not zero", .where = {.object = factor.key},
                       .expected = "a published value", .got = "an empty field in " + factor.provenance.document};
    }
    if (factor.provenance.confidence > content_->least) {
        return Problem{.id = "factor.unconfirmed", .what = "this factor is held back: it is not confirmed well enough", .where = {.object = factor.key},
                       .expected = std::string(to_text(content_->least)) + " or better", .got = std::string(to_text(factor.provenance.confidence)),
                       .hint = "FactorOptions{.least = Confidence::...}, or --least, opts in; results will say so", .related = {to_text(factor), to_text(factor.provenance)}};
    }
    return held.factor;
}

// Among all that were read, also those held back: "it exists, but was not confirmed" helps more than "missing".
TANJI_INLINE Result<std::shared_ptr<Factor const>> FactorDatabase::find(FactorQuery const& query, Kind per, std::string_view per_name) const {
    std::vector<Held const*> exact;
    if (auto const slot = content_->by_slot.find(detail::factor_slot(query.what, query.kind, query.region)); slot != content_->by_slot.end()) {
        for (auto const place : slot->second) {
            Held const& held = content_->all[place];
            bool const edition = query.edition.empty() || held.factor->provenance.edition == query.edition;
            if (edition && detail::factor_distance(*held.factor, query, per) == 0) exact.push_back(&held);
        }
    }
    if (exact.size() == 1) return check(*exact.front());
    std::vector<std::pair<int, Held const*>> near;
    for (auto const& held : content_->all) {
        if (equal_ignoring_case(held.factor->what, query.what)) near.emplace_back(detail::factor_distance(*held.factor, query, per), &held);
    }
    Problem problem{.id = exact.empty() ? "factor.missing" : "factor.ambiguous",
                    .what = exact.empty() ? "no factor fits exactly" : "several factors fit", .expected = detail::query_text(query, per_name)};
    if (!exact.empty()) {
        problem.hint = "name the edition, or take one by its key";
        for (auto const* held : exact) problem.related.push_back(held->factor->key + ", " + to_text(held->factor->provenance));
        return problem;
    }
    std::sort(near.begin(), near.end());  // equal distances stay in order: the pointers are into one array
    for (std::size_t i = 0; i < near.size() && i < 8; ++i) problem.related.push_back(detail::near_factor_text(*near[i].second->factor));
    if (near.empty()) {
        std::vector<std::string> words;
        for (auto const& held : content_->all) words.push_back(held.factor->what);
        problem.related = nearest(query.what, words, 8);
        problem.got = "nothing called so";
    } else {
        problem.got = std::to_string(near.size()) + " with these words, the nearest below";
        problem.hint = "another year, region or kind is your decision; nothing is put in its place";
    }
    return problem;
}

}  // namespace tanji
