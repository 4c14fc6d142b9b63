// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/factors/lookup.hpp"
#include "tanji/places/place.hpp"

/// \file
/// Why nothing was found, and what is near. A miss is read by a person who has to decide something, so it says first which one word of the
/// request stands in the way: nine times of ten that is the kind, the heat basis or the year.
namespace tanji::detail {

/// The request in the words of a message.
[[nodiscard]] inline std::string request_text(FactorRequest const& request) {
    std::string text = in_quotes(request.what) + ", " + (request.region.empty() ? "no region" : request.region) + ", " +
                       (request.year == 0 ? "the latest" : std::to_string(request.year)) + ", " + std::string(to_text(request.kind));
    if (request.per) text += ", per " + kind_text(*request.per);
    if (!request.technology.empty()) text += ", technology " + request.technology;
    if (!request.edition.empty()) text += ", edition " + request.edition;
    if (!request.document.empty()) text += ", of " + request.document;
    if (request.as_of) text += ", released by " + to_text(*request.as_of);
    if (request.valid_on) text += ", valid on " + to_text(*request.valid_on);
    for (auto const gas : request.gases) text += ", with " + to_text(gas);
    return text;
}

/// A source that says nothing of validity is taken to hold: most do not.
[[nodiscard]] inline bool holds_on(Provenance const& from, std::optional<Date> const& day) {
    return !day || ((!from.valid_from || *from.valid_from <= *day) && (!from.valid_to || *day <= *from.valid_to));
}

/// Whether a source was out by `as_of`. One whose day nobody knows was not, unless the request names its document or edition: who names it has it.
[[nodiscard]] inline bool out_by(Provenance const& from, FactorRequest const& request) {
    if (!request.as_of) return true;
    if (auto const day = known_release(from)) return *day <= *request.as_of;
    return !request.edition.empty() || !request.document.empty();
}

/// Which of the words of a request a factor does not meet, one bit each; those of the upper bits are the last that one would give up.
[[nodiscard]] inline unsigned unmet(Factor const& factor, FactorRequest const& request, std::string_view region) {
    auto const& from = factor.provenance;
    unsigned bits = 0;
    if (request.year != 0 && factor.year != request.year) bits |= 1u;
    if (!out_by(from, request)) bits |= 2u;
    if (!holds_on(from, request.valid_on)) bits |= 4u;
    if (!request.edition.empty() && from.edition != request.edition) bits |= 8u;
    if (!request.document.empty() && from.document != request.document) bits |= 16u;
    if (!request.technology.empty() && !equal_ignoring_case(from.technology, request.technology)) bits |= 32u;
    for (auto const gas : request.gases) {
        if (!factor.gases.contains(gas)) bits |= 64u;
    }
    if (request.per && !same_kind(*request.per, factor.per)) bits |= 128u;
    if (factor.kind != request.kind) bits |= 256u;
    if (!equal_ignoring_case(factor.region, region)) bits |= 512u;
    return bits;
}

/// The sentence for a factor that fails in one word only; empty id: no special one.
[[nodiscard]] inline std::pair<std::string, std::string> near_miss(unsigned bits, Factor const& factor, FactorRequest const& request) {
    switch (bits) {
        case 2u: return {"factor.unreleased", known_release(factor.provenance) ? "this factor was released only after the day asked for" : "nobody says when this factor was released: it may be later than the day asked for"};
        case 4u: return {"factor.expired", "the factor does not hold on the day asked for"};
        case 64u: return {"factor.gases", "the factor does not state a gas that is asked for"};
        case 128u: return {"factor.per", "the factor is per " + kind_text(factor.per) + ", not per " + (request.per ? kind_text(*request.per) : std::string())};
        case 256u: return {"factor.other-kind", "the factor exists as " + std::string(to_text(factor.kind)) + " only, which never stands in for " + std::string(to_text(request.kind))};
        default: return {};
    }
}

/// How to mend what stands in the way.
[[nodiscard]] inline std::string near_hint(std::string_view id) {
    if (id == "factor.other-kind") return "an inventory asks for direct, a product footprint for footprint or for direct and upstream: ask for what the result is (a line of activity data in its column kind), or say what is missing";
    if (id == "factor.per") return "net and gross heat, volumes at different states and masses are different amounts: convert the activity, naming the heating value or density";
    if (id == "factor.gases") return "what a source does not state is not estimated, not zero";
    if (id == "factor.expired") return "an edition whose validity includes the day, or no valid_on";
    if (id == "factor.unreleased") return "a later as_of, or the edition that was in use then; of a source that does not tell its day, name the document or edition";
    return "FallBacks (--parent-region, --years, --proxy; in an inventory --fall-backs, as far as its rules know them) allow a larger place, a near year or a proxy; nothing is put in place of it otherwise";
}

/// What there is in the way of years, places, kinds and units under these words.
[[nodiscard]] inline std::string what_there_is(std::vector<Factor const*> const& same) {
    std::set<std::string> regions, years, kinds, units;
    for (auto const* factor : same) {
        regions.insert(factor->region);
        years.insert(std::to_string(factor->year));
        kinds.insert(std::string(to_text(factor->kind)));
        units.insert(factor->per.symbol());
    }
    auto const list = [](std::set<std::string> const& all) {
        std::vector<std::string> some(all.begin(), all.end());
        bool const cut = some.size() > 8;
        if (cut) some.resize(8);
        return join(some, " ") + (cut ? " ..." : "");
    };
    return std::to_string(same.size()) + " with these words: regions " + list(regions) + "; years " + list(years) + "; kinds " + list(kinds) + "; per " + list(units);
}

/// Reads everything once; the order of what is near is by what differs, then by years, then that of the files.
[[nodiscard]] inline Problem factor_miss(FactorDatabase const& factors, FactorRequest const& request, std::string_view region) {
    auto const& content = factors.content();
    Problem problem{.id = "factor.missing", .what = "no factor fits", .expected = request_text(request)};
    std::vector<Factor const*> same;
    std::vector<std::pair<unsigned, FactorDatabase::Held const*>> near;
    for (auto const& held : content.all) {
        if (!equal_ignoring_case(held.factor->what, request.what)) continue;
        same.push_back(held.factor.get());
        auto const years = static_cast<unsigned>((std::min)(std::abs(held.factor->year - request.year), 999));
        near.emplace_back(unmet(*held.factor, request, region) * 1000u + (request.year == 0 ? 0u : years), &held);
    }
    if (same.empty()) {
        std::set<std::string> words;
        for (auto const& held : content.all) words.insert(held.factor->what);
        problem.got = "nothing called so";
        problem.hint = "search_factors() and `tanji factor` find by any word";
        problem.related = nearest(request.what, {words.begin(), words.end()}, 8);
        for (auto const& held : content.all) {  // lists show the names, which are no words of a look-up
            auto const& factor = *held.factor;
            if (!equal_ignoring_case(factor.name_en, request.what) && factor.name_zh != request.what) continue;
            problem.hint = "this is the name of " + factor.key + ", whose words are " + in_quotes(factor.what);
            break;
        }
        return problem;
    }
    sort_keeping_order(near, [](auto const& a, auto const& b) { return a.first < b.first; });
    if (auto [id, sentence] = near_miss(near.front().first / 1000u, *near.front().second->factor, request); !id.empty()) {
        problem.id = std::move(id);
        problem.what = std::move(sentence);
    }
    problem.got = what_there_is(same);
    problem.hint = near_hint(problem.id);
    bool const somewhere = std::any_of(same.begin(), same.end(), [&](auto const* factor) { return equal_ignoring_case(factor->region, region); });
    if (auto const place = find_place(region); !region.empty() && !somewhere && !place && request.around.empty()) {
        auto const& names = place.problem().related;
        problem.hint = std::string(region) + " is no place that is known here" + (names.empty() ? ": name one of data/places, or the places around it" : ": was " + names.front() + " meant?");
    }
    for (std::size_t i = 0; i < near.size() && i < 8; ++i) {
        problem.related.push_back(near_factor_text(*near[i].second->factor) + (near[i].second->unpublished ? ", without a number" : ""));
    }
    return problem;
}

}  // namespace tanji::detail
