// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/factors/emission_factor.hpp"

/// \file
/// Tables of emission factors and looking them up.
///     auto const factors = FactorDatabase::shipped();
///     auto const grid = factors.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023});
/// What must stay true: a look-up never answers with another factor than the one asked for (rule C3).
namespace tanji {

/// What is looked for. All words must be met exactly (case aside): a fall-back to another year or region is a decision of
/// a rule set, never of a look-up.
struct FactorQuery {
    std::string what{};
    std::string region{};
    int year = 0;
    FactorKind kind = FactorKind::direct;  ///< the footprint of electricity is asked for with `.kind = FactorKind::footprint`
    std::string edition{};                 ///< only needed where the same factor was published twice
};

struct FactorOptions {
    /// Numbers below this confidence are held back. Anything lower than the default is repeated by results.
    Confidence least = default_confidence;
    ReadLimits limits{};
};

/// Emission factors, read from CSV: one row per number or one column per gas, as data/factors/README.md says. A handle to shared
/// immutable data: cheap to copy, safe from any thread; factors stay alive as long as something holds them.
class FactorDatabase {
public:
    /// The tables that come with the library (docs/shipped-factors.md). Cost: some milliseconds; keep the handle.
    [[nodiscard]] static FactorDatabase shipped(FactorOptions options = {});

    /// Throws Error "csv.*", "factor.*", "unit.*", "gas.*" with file, line and column. A row whose value is empty is a
    /// factor that was not published: asking for it says so.
    [[nodiscard]] static FactorDatabase from_csv(std::string_view text, std::string file = {}, FactorOptions options = {});
    [[nodiscard]] static Result<FactorDatabase> try_from_csv(std::string_view text, std::string file = {}, FactorOptions options = {});

    /// From factors that a program or another reader made. One with neither gases nor CO2e is held as not published. Throws Error "factor.key",
    /// "factor.duplicate".
    [[nodiscard]] static FactorDatabase of(std::vector<Factor> factors, FactorOptions options = {});

    /// These and those of `other`, held to the confidence asked of this one. Throws Error "factor.duplicate".
    [[nodiscard]] FactorDatabase with(FactorDatabase const& other) const;

    /// The factor per an amount of type Q. Problems: "factor.missing" (related: what is near), "factor.ambiguous",
    /// "factor.unconfirmed" (held back), "factor.not-published".
    template <Quantity Q>
    [[nodiscard]] Result<EmissionFactor<Q>> find(FactorQuery const& query) const {
        auto found = find(query, Q::kind, Q::name);
        if (!found) return std::move(found).problem();
        return EmissionFactor<Q>(*found);
    }
    template <Quantity Q>
    [[nodiscard]] EmissionFactor<Q> get(FactorQuery const& query) const { return find<Q>(query).value(); }

    /// The same at run time: per an amount of kind `per`, called `per_name` in messages.
    [[nodiscard]] Result<std::shared_ptr<Factor const>> find(FactorQuery const& query, Kind per, std::string_view per_name) const;

    /// By key: the form that records hold.
    [[nodiscard]] Result<std::shared_ptr<Factor const>> find_key(std::string_view key) const;
    [[nodiscard]] std::shared_ptr<Factor const> get_key(std::string_view key) const { return find_key(key).value(); }

    /// In the order of the files, without those held back.
    [[nodiscard]] std::span<std::shared_ptr<Factor const> const> factors() const noexcept;
    [[nodiscard]] Confidence least() const noexcept;

    /// A factor as read, usable or not.
    struct Held {
        std::shared_ptr<Factor const> factor{};
        bool unpublished = false;  ///< the source leaves the number blank
    };
    /// Everything that was read, in the order of the files, held back or not published included: what a store keeps (io/sqlite_factors.hpp).
    [[nodiscard]] std::span<Held const> held() const noexcept;
    /// A database of exactly these, without reading any text. Throws Error "factor.duplicate" for a key that is there twice.
    [[nodiscard]] static FactorDatabase from_held(std::vector<Held> held, Confidence least = default_confidence);

    struct Content;
    /// For the other functions of this folder (lookup.hpp, factor_diff.hpp): the index, and a factor if it may be used.
    [[nodiscard]] Content const& content() const noexcept { return *content_; }
    [[nodiscard]] Result<std::shared_ptr<Factor const>> check(Held const& held) const;
    explicit FactorDatabase(std::shared_ptr<Content const> content) : content_(std::move(content)) {}

private:
    std::shared_ptr<Content const> content_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/factors/impl/factor_table.ipp"
#endif
