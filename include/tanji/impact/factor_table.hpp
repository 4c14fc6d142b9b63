// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/result.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// One category's factors by flow, with formulas evaluated, duplicates judged and places kept apart: what matching and
/// characterisation work on instead of a file's list. Immutable once made.
namespace tanji {

/// All factors that one category has for one flow, duplicates already judged (rule A8).
struct FlowFactors {
    std::optional<double> everywhere{};  ///< the factor without a place
    struct AtPlace {
        Index location = no_index;
        double value = 0;
    };
    std::vector<AtPlace> located{};      ///< in the order of the file, one per place
    std::vector<std::string> differing{}; ///< "everywhere: 28 and 30": entries of one key that disagree
    bool differing_is_located = false;    ///< all of `differing` concern places: of no effect unless regional
};

/// What `FlowFactors` gives for one place.
struct FactorAtPlace {
    std::optional<double> value{};  ///< nothing: the category has no factor that holds there
    bool located = false;           ///< by a factor of that place (or a parent), not by the one without a place
};

/// The factors of one category by flow. Equal duplicates count once; differing ones are kept as a conflict of the
/// flow, so that no order of the file decides.
class FactorTable {
public:
    FactorTable() = default;
    /// `parameters`: redefinitions by the caller, global or of this category (rule A7).
    /// Problems: "impact.flow-index", "number.not-finite", "formula.*".
    [[nodiscard]] static Result<FactorTable> try_make(Database const& database, ImpactCategory const& category,
                                                      std::span<Redefinition const> parameters);

    /// Null if the category has no factor for the flow.
    [[nodiscard]] FlowFactors const* find(Index flow) const noexcept;
    [[nodiscard]] std::unordered_map<Index, FlowFactors> const& all() const noexcept { return factors_; }
    /// Formulas that do not give their stored value (rule A7), unless parameters were redefined: "factor.stored-differs",
    /// one for the category, and "parameter.stored-differs".
    [[nodiscard]] std::span<Finding const> findings() const noexcept { return findings_; }

private:
    void add(Database const& database, Index flow, Index location, double value);

    std::unordered_map<Index, FlowFactors> factors_;
    std::vector<Finding> findings_;
};

/// Rule A9: the factor of exactly this place, then the one without a place; with `parents`, those of the larger places
/// come before the latter. `location == no_index` gives the factor without a place.
[[nodiscard]] FactorAtPlace factor_at(Database const& database, FlowFactors const& factors, Index location, bool parents);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/factor_table.ipp"
#endif
