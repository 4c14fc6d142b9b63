// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Looking factors up. A look-up gives the one factor that was asked for or a Problem that shows what is near; it never puts
/// another year, region or kind in its place (rule C3: fall-backs belong to rule sets). Searches are linear
/// in the few thousand factors of a table; what is found is a handle and can be kept.
namespace tanji {

/// Filled by the reader, never changed afterwards: that is what makes handles safe to share between threads.
struct FactorDatabase::Content {
    std::vector<Held> all;
    std::vector<std::shared_ptr<Factor const>> usable;
    Confidence least = default_confidence;
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

TANJI_INLINE std::span<std::shared_ptr<Factor const> const> FactorDatabase::factors() const noexcept { return content_->usable; }
TANJI_INLINE Confidence FactorDatabase::least() const noexcept { return content_->least; }
TANJI_INLINE std::span<FactorDatabase::Held const> FactorDatabase::held() const noexcept { return content_->all; }

TANJI_INLINE FactorDatabase FactorDatabase::from_held(std::vector<Held> held, Confidence least) {
    auto content = std::make_shared<Content>();
    content->least = least;
    std::unordered_set<std::string_view> keys;
    for (auto const& each : held) {
        if (!keys.insert(each.factor->key).second)
            throw Error({.id = "factor.duplicate", .what = "two factors have the same key", .where = {.object = each.factor->key}, .expected = "each key once"});
        if (!each.unpublished && each.factor->provenance.confidence <= least) content->usable.push_back(each.factor);
    }
    content->all = std::move(held);
    return FactorDatabase(std::move(content));
}

// Exact, case included: keys are written by programs and stand in records, where a near one would be another number.
TANJI_INLINE Result<std::shared_ptr<Factor const>> FactorDatabase::find_key(std::string_view key) const {
    for (auto const& held : content_->all) {
        if (held.factor->key == key) return check(held);
    }
    std::vector<std::string> keys;  // only a miss pays for them: there are thousands
    for (auto const& held : content_->all) keys.push_back(held.factor->key);
    return Problem{.id = "factor.missing", .what = "there is no factor with this key", .expected = std::string(key), .got = "no such key", .related = nearest(key, keys)};
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
                       .hint = "FactorOptions{.least = Confidence::...} opts in; results will say so", .related = {to_text(factor), to_text(factor.provenance)}};
    }
    return held.factor;
}

// Among all that were read, also those held back: "it exists, but was not confirmed" helps more than "missing".
TANJI_INLINE Result<std::shared_ptr<Factor const>> FactorDatabase::find(FactorQuery const& query, Kind per, std::string_view per_name) const {
    std::vector<Held const*> exact;
    std::vector<std::pair<int, Held const*>> near;
    for (auto const& held : content_->all) {
        Factor const& factor = *held.factor;
        if (!equal_ignoring_case(factor.what, query.what)) continue;
        bool const edition = query.edition.empty() || factor.provenance.edition == query.edition;
        int const distance = detail::factor_distance(factor, query, per);
        if (distance == 0 && edition) exact.push_back(&held);
        else near.emplace_back(distance, &held);
    }
    if (exact.size() == 1) return check(*exact.front());
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
