// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "tanji/solve/solver.hpp"

/// \file
/// One database behind hundreds of small models of one's own. The database (background) is solved once, for the unit scores of all
/// its products; a model (foreground) draws on them and may contain loops of its own. As the background never buys from the
/// foreground, the whole is [F 0; P A] and falls into two solves:
///
///     F x = f,   score = c x - y P x      with A^T y = B^T C solved once (docs/sensitivity.md)
///
///     auto const background = Background::try_make(solver, factors, categories).value();
///     ForegroundWorkspace workspace;
///     for (Foreground const& model : models) show(background.try_assess(model, demand, workspace).value().scores);
namespace tanji {

/// A model in front of a background, in columns of its own processes. All signs are those of A and B: outputs +, inputs -.
struct Foreground {
    SparseColumns<double> technosphere{};   ///< F: own products x own processes, square
    SparseColumns<double> purchases{};      ///< P: background products x own processes; without columns: none
    SparseColumns<double> biosphere{};      ///< elementary flows of the background x own processes; without columns: none
};

/// What one foreground comes to. Scores hold the background's share, so that a reader sees how much is bought.
struct ForegroundResult {
    std::vector<double> supply{};              ///< per own process
    std::vector<double> scores{};              ///< per category
    std::vector<double> background_scores{};   ///< per category: the part that comes from purchases
    std::vector<DemandEntry> purchases{};      ///< what the background is asked for: product and net amount, ascending rows
    Proof foreground_proof{};                  ///< of the own supply
    Proof background_proof{};                  ///< of the unit scores used: the worst of all categories
    std::vector<Finding> findings{};           ///< loops of the foreground that are unproductive or nearly singular
    /// Larger of both backward errors: the result is exact for a model and a background that differ by no more than that.
    [[nodiscard]] double backward_error() const noexcept;
};

/// Scratch of one thread.
class ForegroundWorkspace {
    friend class Background;
    Workspace small_{}, large_{};
    std::vector<double> bought_{};
    std::vector<std::int32_t> touched_{};
};

/// A solved background: unit scores of all its products in all categories, and the factors to find supplies with if asked.
/// A handle, immutable, shareable between threads.
class Background {
public:
    /// `factors[flow * categories + k]`: factor of an elementary flow in category k. Cost: one adjoint per category.
    /// Problems: "solve.size", those of try_adjoint.
    [[nodiscard]] static Result<Background> try_make(Solver solver, std::span<double const> factors, std::int32_t categories);

    /// Demand by rows of the foreground's own products. Cost: that of the foreground alone.
    /// Problems: "matrix.*" for arrays that do not fit, "foreground.shape" if F is not square or does not match the background,
    /// "solve.*" of the foreground's own system ("solve.singular" names its processes by number, or by `names`),
    /// "solve.not-covered" for a purchase of what the background solver does not cover.
    [[nodiscard]] Result<ForegroundResult> try_assess(Foreground const& foreground, std::span<DemandEntry const> demand, ForegroundWorkspace& workspace,
                                                      NameLookup const& names = {}) const;

    /// The background's own supply behind a result, with the proof of that solve: on demand, since scores do not need it.
    /// The span holds until the workspace is used again.
    [[nodiscard]] Result<Proof> try_supply(ForegroundResult const& result, ForegroundWorkspace& workspace, std::span<double>& supply) const;

    [[nodiscard]] std::int32_t categories() const noexcept;
    /// Score of one unit of a background product. `row` and `category` must exist.
    [[nodiscard]] double unit_score(std::int32_t row, std::int32_t category) const;
    [[nodiscard]] Solver const& solver() const noexcept;

    struct Content;

private:
    explicit Background(std::shared_ptr<Content const> content) : content_(std::move(content)) {}
    std::shared_ptr<Content const> content_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/background.ipp"
#endif
