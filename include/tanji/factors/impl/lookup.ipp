// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "tanji/base/text.hpp"
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/factors/impl/factor_words.ipp"
#include "tanji/factors/impl/lookup_miss.ipp"
#include "tanji/factors/lookup.hpp"
#include "tanji/places/place.hpp"

/// \file
/// The search: words in their order, places from small to large, and in each slot the nearest year and the latest release. The first slot that
/// has something answers, so that the cost is that of the steps taken and the preference is readable from the loops.
namespace tanji {
namespace detail {

/// One factor that may answer, with what decides between several.
struct FactorCandidate {
    FactorDatabase::Held const* held = nullptr;
    int years = 0;          // away from the year asked for; for the latest, 0
    bool later = false;     // than the year asked for
    std::int32_t released = 0;  // days after 1970; unknown below all
    int year = 0;           // decides only where the latest is asked for

    /// Smaller is better. Release counts only with `as_of`: without a date, two editions are a question for the caller.
    [[nodiscard]] auto rank(bool by_release) const { return std::tuple(years, later, by_release ? -released : 0, -year); }
};

/// Below every day there is.
[[nodiscard]] inline std::int32_t release_number(std::optional<Date> const& date) { return date ? date->days() : -1'000'000; }

/// Everything but words, kind, place and year, each of which the search varies.
[[nodiscard]] inline bool factor_fits(Factor const& factor, FactorRequest const& request) {
    if (!request.technology.empty() && !equal_ignoring_case(factor.provenance.technology, request.technology)) return false;
    if (!request.edition.empty() && factor.provenance.edition != request.edition) return false;
    if (!request.document.empty() && factor.provenance.document != request.document) return false;
    if (request.per && !same_kind(*request.per, factor.per)) return false;
    for (auto const gas : request.gases) {
        if (!factor.gases.contains(gas)) return false;
    }
    return holds_on(factor.provenance, request.valid_on) && out_by(factor.provenance, request);
}

/// Equal for every use: the same numbers per the same unit from the same table. Keys and names may differ.
[[nodiscard]] inline bool same_number(Factor const& a, Factor const& b) {
    bool const source = a.provenance.document == b.provenance.document && a.provenance.edition == b.provenance.edition && a.provenance.technology == b.provenance.technology;
    return source && a.per == b.per && a.co2e == b.co2e && a.co2e_set == b.co2e_set && std::equal(a.gases.begin(), a.gases.end(), b.gases.begin(), b.gases.end());
}

/// One run of a request through a database.
class FactorSearch {
public:
    FactorSearch(FactorDatabase const& factors, FactorRequest const& request) : factors_(factors), request_(request) {}

    [[nodiscard]] Result<FactorMatch> run() {
        if (request_.year == 0 && !request_.as_of) {
            return Problem{.id = "factor.as-of", .what = "the latest factor is asked for without a date", .expected = "a year (--year), or FactorRequest::as_of (--as-of)", .got = "neither",
                           .hint = "latest means latest released by a day that you give: else a result would change by itself"};
        }
        if (auto found = in_places(request_.what, nullptr)) return std::move(*found);
        auto const meanings = meanings_of(request_.what);
        for (auto const& meaning : meanings) {
            meaning_ = meaning;
            if (auto found = in_places(meaning, nullptr)) return std::move(*found);
        }
        meaning_.clear();
        for (auto const& proxy : request_.fall_backs.proxies) {
            if (!equal_ignoring_case(proxy.what, request_.what)) continue;
            if (auto found = in_places(proxy.instead, &proxy)) return std::move(*found);
        }
        if (first_refusal_) return *first_refusal_;
        if (meanings.empty()) return factor_miss(factors_, request_, region());
        FactorRequest translated = request_;
        translated.what = meanings.front();
        return factor_miss(factors_, translated, region());
    }

private:
    /// The region asked for, then the larger places if they may stand in. Nothing: no place has a factor.
    std::optional<Result<FactorMatch>> in_places(std::string const& what, FactorProxy const* proxy) {
        if (auto found = in_slot(what, request_.region, 0, proxy)) return found;
        if (!resolved_) resolve();
        if (!equal_ignoring_case(chain_.front(), request_.region)) {  // a name was given in place of a code
            if (auto found = in_slot(what, chain_.front(), 0, proxy)) return found;
        }
        if (!request_.fall_backs.parent_region) return {};
        for (std::size_t i = 1; i < chain_.size(); ++i) {
            if (auto found = in_slot(what, chain_[i], i, proxy)) return found;
        }
        return {};
    }

    /// The place and those around it. Only a search that does not find at once pays for this.
    void resolve() {
        resolved_ = true;
        chain_ = {request_.region};
        auto const add = [&](std::string const& from) {
            auto const places = place_and_parents(from);
            if (!places) return false;
            for (auto const& place : *places) chain_.push_back(place.code);
            return true;
        };
        if (add(request_.region)) {
            chain_.erase(chain_.begin());
            return;
        }
        for (auto const& place : request_.around) {
            if (add(place)) return;  // from here on the table of places knows
            chain_.push_back(place);
        }
    }

    [[nodiscard]] std::string region() const { return chain_.empty() ? request_.region : chain_.front(); }

    /// What is usable in one slot; refusals of what is there but may not be used are kept for the end, because a fall-back may still be allowed.
    std::optional<Result<FactorMatch>> in_slot(std::string_view what, std::string const& region, std::size_t level, FactorProxy const* proxy) {
        auto const& content = factors_.content();
        auto const slot = content.by_slot.find(factor_slot(what, request_.kind, region));
        if (slot == content.by_slot.end()) return {};
        std::vector<FactorCandidate> candidates;
        for (auto const place : slot->second) {
            auto const& held = content.all[place];
            Factor const& factor = *held.factor;
            int const years = request_.year == 0 ? 0 : std::abs(factor.year - request_.year);
            if (years > (std::max)(request_.fall_backs.max_years, 0) || !factor_fits(factor, request_)) continue;
            if (held.unpublished || factor.provenance.confidence > factors_.least()) {
                set_aside(held);
                continue;
            }
            candidates.push_back({&held, years, request_.year != 0 && factor.year > request_.year, release_number(known_release(factor.provenance)), request_.year == 0 ? factor.year : 0});
        }
        if (candidates.empty()) return {};
        return best(candidates, region, level, proxy);
    }

    /// "It exists, but": remembered for the message, and for the notes of what then stands in.
    void set_aside(FactorDatabase::Held const& held) {
        aside_.push_back("not used: " + held.factor->key + (held.unpublished ? ", published without a number" : ", " + std::string(to_text(held.factor->provenance.confidence))));
        if (!first_refusal_) first_refusal_ = factors_.check(held).problem();
    }

    [[nodiscard]] Result<FactorMatch> best(std::vector<FactorCandidate> const& candidates, std::string const& region, std::size_t level, FactorProxy const* proxy) const {
        bool const by_release = request_.as_of.has_value();
        auto const less = [&](auto const& a, auto const& b) { return a.rank(by_release) < b.rank(by_release); };
        auto const& first = *std::min_element(candidates.begin(), candidates.end(), less);
        FactorCandidate const* chosen = &first;
        std::vector<FactorCandidate const*> equals;
        for (auto const& each : candidates) {
            if (each.rank(by_release) == first.rank(by_release)) equals.push_back(&each);
        }
        for (auto const* each : equals) {
            if (!same_number(*each->held->factor, *first.held->factor)) return ambiguous(equals);
            if (each->held->factor->key < chosen->held->factor->key) chosen = each;
        }
        return match(*chosen, region, level, proxy);
    }

    [[nodiscard]] Problem ambiguous(std::vector<FactorCandidate const*> const& equals) const {
        Problem problem{.id = "factor.ambiguous", .what = "several factors fit", .expected = request_text(request_), .got = std::to_string(equals.size()) + " that differ in number, unit or source",
                        .hint = "name the unit, technology, edition or document (--unit, --technology, --edition, --document); or as_of (--as-of), which takes the latest release"};
        for (auto const* each : equals) {
            Factor const& factor = *each->held->factor;
            problem.related.push_back(factor.key + ", per " + factor.per.symbol() + (factor.provenance.technology.empty() ? "" : ", " + factor.provenance.technology) + ", " +
                                      to_text(factor.provenance));
        }
        return problem;
    }

    [[nodiscard]] FactorMatch match(FactorCandidate const& candidate, std::string const& region, std::size_t level, FactorProxy const* proxy) const {
        FactorMatch match{.factor = candidate.held->factor, .notes = aside_};
        Factor const& factor = *match.factor;
        auto const step = [&](FallBackKind kind, std::string asked, std::string used, std::string reason, double penalty) {
            match.fall_backs.push_back({kind, std::move(asked), std::move(used), std::move(reason), penalty});
            match.penalty += penalty;
        };
        if (proxy != nullptr) step(FallBackKind::proxy, request_.what, factor.what, proxy->reason, proxy->penalty);
        if (level > 0) step(FallBackKind::parent_region, request_.region, region, "", static_cast<double>(level));
        if (candidate.years > 0) step(FallBackKind::neighbour_year, std::to_string(request_.year), std::to_string(factor.year), "", 0.5 * candidate.years);
        if (!meaning_.empty() && proxy == nullptr) match.notes.push_back("read " + request_.what + " as " + in_quotes(meaning_));
        if (request_.as_of && !known_release(factor.provenance)) {
            match.notes.push_back("the release date of " + factor.key + " is not known: it may be later than " + to_text(*request_.as_of));
        }
        if (factor.provenance.confidence > default_confidence) match.notes.push_back(factor.key + " is " + std::string(to_text(factor.provenance.confidence)));
        return match;
    }

    FactorDatabase const& factors_;
    FactorRequest const& request_;
    std::vector<std::string> chain_;
    bool resolved_ = false;
    std::string meaning_{};  // English words that a Chinese request is being read as
    std::vector<std::string> aside_;
    std::optional<Problem> first_refusal_;
};

}  // namespace detail

TANJI_INLINE std::string_view to_text(FallBackKind kind) noexcept {
    switch (kind) {
        case FallBackKind::parent_region: return "parent-region";
        case FallBackKind::neighbour_year: return "neighbour-year";
        case FallBackKind::proxy: return "proxy";
    }
    return "";
}

TANJI_INLINE std::string to_text(FallBack const& fall_back) {
    return std::string(to_text(fall_back.kind)) + ": " + fall_back.used + " in place of " + fall_back.asked + (fall_back.reason.empty() ? "" : ", because " + fall_back.reason) +
           " (penalty " + number_text(fall_back.penalty) + ")";
}

TANJI_INLINE Result<FactorMatch> find_factor(FactorDatabase const& factors, FactorRequest const& request) { return detail::FactorSearch(factors, request).run(); }

TANJI_INLINE FactorPin pin(Factor const& factor) { return {factor.key, digest(factor)}; }

TANJI_INLINE Result<std::shared_ptr<Factor const>> find_factor(FactorDatabase const& factors, FactorPin const& pin) {
    auto found = factors.find_key(pin.key);
    if (!found) return found;
    std::string const now = digest(**found);
    if (now == pin.digest) return found;
    return Problem{.id = "factor.changed", .what = "the factor of this key has other numbers than the pinned one", .where = {.object = pin.key}, .expected = "digest " + pin.digest,
                   .got = "digest " + now, .hint = "open the edition of the database that the result was made with; diff() of both says what changed", .related = {to_text(**found), to_text((*found)->provenance)}};
}

namespace detail {

/// The words of a search: commas and the ideographic space part them too, so that "electricity, grid" finds what "grid electricity" finds.
[[nodiscard]] inline std::vector<std::string> search_words(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view const rest = text.substr(i);
        bool const wide = rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xEF\xBC\x8C");  // U+3000, U+FF0C
        plain += wide || text[i] == ',' ? ' ' : text[i];
        if (wide) i += 2;
    }
    std::vector<std::string> words;
    for (auto const word : split(plain, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

}  // namespace detail

// Every word somewhere: people remember "steam" and "2023", not the order in which a table puts them.
TANJI_INLINE std::vector<std::shared_ptr<Factor const>> search_factors(FactorDatabase const& factors, std::string_view text) {
    std::vector<std::shared_ptr<Factor const>> found;
    std::unordered_map<std::string, std::string> places, meanings;  // of each region and of all words once: a search reads thousands of rows
    auto const words = detail::search_words(text);
    for (auto const& factor : factors.factors()) {
        auto const [place, new_place] = places.try_emplace(factor->region);
        if (auto const known = new_place ? find_place(factor->region) : Result<Place>(Problem{})) place->second = known->name_en + " " + known->name_zh;
        auto const [meaning, new_meaning] = meanings.try_emplace(factor->what);
        if (new_meaning) meaning->second = detail::chinese_words(factor->what);
        std::string const all = factor->key + " " + factor->what + " " + factor->name_en + " " + factor->name_zh + " " + factor->region + " " + place->second + " " + meaning->second + " " +
                                std::to_string(factor->year) + " " + std::string(to_text(factor->kind)) + " " + factor->provenance.technology + " " + factor->provenance.document;
        if (std::all_of(words.begin(), words.end(), [&](auto word) { return contains_ignoring_case(all, word); })) found.push_back(factor);
    }
    return found;
}

}  // namespace tanji
