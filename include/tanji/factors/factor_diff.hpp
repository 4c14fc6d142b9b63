// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/factors/factor_database.hpp"

/// \file
/// What changed from one edition of a factor database to the next.
///     auto const change = diff(only_document(factors, "2024 No. 33"), only_document(factors, "2025 No. 47"), {.across_years = true});
///     for (auto const& change : diff(last_year, this_year).changed) show(change.newer->key, change.what);
namespace tanji {

/// A factor that is in both, and differs.
struct FactorChange {
    std::shared_ptr<Factor const> older{};
    std::shared_ptr<Factor const> newer{};
    bool numbers = false;     ///< a gas, the CO2e or its GWP set, what is not estimated, published or blank
    bool unit = false;
    bool provenance = false;  ///< document, edition, dates, confidence, licence and the rest of it
    std::vector<std::string> what{};  ///< "co2-fossil: 0.5366 kg -> 0.5306 kg", one text for each difference
};

/// Each factor of both databases is in exactly one of these.
struct FactorDiff {
    std::vector<std::shared_ptr<Factor const>> added{};    ///< in the order of the newer one
    std::vector<std::shared_ptr<Factor const>> removed{};  ///< in the order of the older one
    std::vector<FactorChange> changed{};                   ///< in the order of the older one
    std::size_t same = 0;

    [[nodiscard]] bool empty() const noexcept { return added.empty() && removed.empty() && changed.empty(); }
};

/// How factors of two databases find each other.
struct DiffOptions {
    bool across_years = false;  ///< factors of different years belong together: the announcements of 2022 and 2023
};

/// Compares two databases, factors that are held back or blank included. Factors belong together by key; what is left, by words, kind, place, year,
/// technology and what they are per, if only one on each side has these: so a new key for an old number is a change and not a loss. Linear in both.
[[nodiscard]] FactorDiff diff(FactorDatabase const& older, FactorDatabase const& newer, DiffOptions const& options = {});

/// The factors of one document: the only one whose title contains `words`, case aside. Problems "factor.document" (none, related: the titles; or several).
[[nodiscard]] Result<FactorDatabase> try_only_document(FactorDatabase const& factors, std::string_view words);
[[nodiscard]] inline FactorDatabase only_document(FactorDatabase const& factors, std::string_view words) { return try_only_document(factors, words).value(); }

/// "2 added, 0 removed, 40 changed (38 in numbers), 2218 the same".
[[nodiscard]] std::string to_text(FactorDiff const& diff);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/factor_diff.ipp"
#endif
