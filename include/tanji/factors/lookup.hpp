// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/date.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Finding a factor where the exact one may be missing: what may stand in is said by the caller (a rule set, rule C3), and what did
/// stand in is part of the answer.
///     FactorMatch const match = get_factor(factors, {.what = "electricity, grid", .region = "CN-AH", .year = 2024,
///                                                    .fall_backs = {.parent_region = true, .max_years = 1}});
///     match.fall_backs;  // neighbour-year: asked 2024, used 2023
/// What must stay true: equal databases and equal requests give the same factor, and nothing stands in that was not allowed.
namespace tanji {

/// A factor that may stand in for another one, with the reason for which somebody decided so.
struct FactorProxy {
    std::string what{};     ///< words that were asked for
    std::string instead{};  ///< words of the factor that may be used
    std::string reason{};   ///< repeated by the result
    double penalty = 2;

    bool operator==(FactorProxy const&) const = default;
};

/// What may be put in the place of the factor asked for. Nothing, unless it is said.
struct FallBacks {
    bool parent_region = false;          ///< a larger place around the one asked for, the nearest first
    int max_years = 0;                   ///< a year at most so far away, the nearest first; of two equally near, the earlier
    std::vector<FactorProxy> proxies{};  ///< in the order in which they are tried, after everything else

    bool operator==(FallBacks const&) const = default;
};

/// What is looked for. Words are compared without case; an empty field is not asked for, except `region`, which then has to be empty too.
struct FactorRequest {
    std::string what{};                  ///< "electricity, grid", or a Chinese word of data/factors/words.csv, which the notes then translate
    std::string region{};                ///< code or name of places/place.hpp, or a code of the database's own
    std::vector<std::string> around{};   ///< of a region that the table of places does not know (a park, a city): the places around it, smallest first
    int year = 0;                        ///< 0: the latest, which needs `as_of`
    FactorKind kind = FactorKind::direct;
    std::string technology{};
    std::string edition{};               ///< pinned: this edition of the document and no other
    std::string document{};              ///< pinned: one document's factors only (rule C4: one fuel table)
    /// Only what was released by this day. Of a source whose month or year is known, the last day of it counts; one that does not tell at all is
    /// used only where `document` or `edition` names it, and said.
    std::optional<Date> as_of{};
    std::optional<Date> valid_on{};      ///< a day on which the source has to hold, where it says when it does
    std::optional<Unit> per{};           ///< per an amount of this kind, net or gross heat included; nothing: any
    std::vector<Gas> gases{};            ///< the factor has to state these
    FallBacks fall_backs{};
};

/// What kind of step away from the request was taken; the words are those of rule sets: "parent-region", "neighbour-year", "proxy".
enum class FallBackKind : std::uint8_t { parent_region, neighbour_year, proxy };
[[nodiscard]] std::string_view to_text(FallBackKind kind) noexcept;

/// One thing that the factor found is not.
struct FallBack {
    FallBackKind kind{};
    std::string asked{};
    std::string used{};
    std::string reason{};  ///< of a proxy
    double penalty = 0;

    bool operator==(FallBack const&) const = default;
};

/// "neighbour-year: 2023 in place of 2024 (penalty 0.5)".
[[nodiscard]] std::string to_text(FallBack const& fall_back);

/// The factor found and how far it is from the one asked for. Never without a factor.
struct FactorMatch {
    std::shared_ptr<Factor const> factor{};
    std::vector<FallBack> fall_backs{};
    /// Sum over the fall-backs: 1 per larger place, 0.5 per year, a proxy what its owner gave it. 0: exactly what was asked for. A convention
    /// of this library that orders results by how much was guessed; no uncertainty.
    double penalty = 0;
    std::vector<std::string> notes{};  ///< what else results must repeat: a release date that is not known, low confidence
};

/// The one factor that fits best. Order of preference, each only among equals of those before: no proxy before a proxy (in their
/// order), the smallest place, the nearest year, the earlier of two years, with `as_of` the latest release (known before unknown).
/// Two factors that are still equal are one only if their numbers, technology and source are; then the first key in the order of
/// bytes is taken, else it is a Problem.
/// Problems: "factor.missing" (related: what is near), "factor.ambiguous", "factor.other-kind" (it exists, but as footprint, say: kinds never
/// stand in for each other), "factor.per" (it exists per another kind of amount), "factor.gases" (it does not state a gas), "factor.unreleased" (only
/// released after `as_of`), "factor.expired" (does not hold on `valid_on`), "factor.unconfirmed", "factor.not-published", "factor.as-of" (the latest is asked for without a date).
/// Cost: about a microsecond (a hash of words, kind and place), plus what the fall-backs try; a miss reads the whole database. Safe from any thread.
[[nodiscard]] Result<FactorMatch> find_factor(FactorDatabase const& factors, FactorRequest const& request);
[[nodiscard]] inline FactorMatch get_factor(FactorDatabase const& factors, FactorRequest const& request) { return find_factor(factors, request).value(); }

/// What holds a past result in place: the name of a factor and the digest of its numbers.
struct FactorPin {
    std::string key{};
    std::string digest{};  ///< of digest(Factor)

    bool operator==(FactorPin const&) const = default;
};
[[nodiscard]] FactorPin pin(Factor const& factor);

/// The factor of the pin. Problems: "factor.missing", "factor.changed" (the key is there, with other numbers).
[[nodiscard]] Result<std::shared_ptr<Factor const>> find_factor(FactorDatabase const& factors, FactorPin const& pin);

/// All factors whose words, names, key, kind, year, technology, document or place (its names too) contain every word of `text`, case aside; Chinese
/// words are those of data/factors/words.csv. For lists and completion. In the order of the database. Reads all of it.
[[nodiscard]] std::vector<std::shared_ptr<Factor const>> search_factors(FactorDatabase const& factors, std::string_view text);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/lookup.ipp"
#endif
