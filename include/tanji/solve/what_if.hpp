// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tanji/solve/solver.hpp"

/// \file
/// What if this process drew less power, bought elsewhere, or stood beside a new one? The changed system is solved with the
/// factors that are there already, corrected for the few entries that differ (Sherman, Morrison and Woodbury), and its error is
/// measured against the changed matrix. Where that is not safe or not cheaper, the system is factorised anew (docs/sensitivity.md).
///
///     Changes changes(solver.matrices());
///     changes.scale_exchange(power, smelter, 0.9).swap_supplier(smelter, hard_coal, biomass);
///     auto const what_if = WhatIf::try_make(solver, changes).value();
///     WhatIfWorkspace workspace;
///     double const score = what_if.try_score(factors, demand, workspace).value().amount;
namespace tanji {

/// Entries of one new column: signed like those of A (outputs +, inputs -) or of B (net to the environment).
struct NewEntry { std::int32_t row = 0; double value = 0; };

/// A process that did not exist, together with the product it makes. `output` is what one run makes of that product; negative
/// for waste treated. `products` may name rows of the base and of processes added before.
struct NewProcess {
    double output = 1;
    std::vector<NewEntry> products{};
    std::vector<NewEntry> flows{};
};

/// A list of changes to a system, collected before anything is solved. Calls may be chained; the first mistake is kept and
/// reported by WhatIf::try_make. Later changes see earlier ones: scaling an entry twice by 0.5 leaves a quarter.
class Changes {
public:
    explicit Changes(SystemMatrices base);

    /// New value of an exchange of `column` with the product of `row`, signed as in A; 0 removes it.
    Changes& set_exchange(std::int32_t row, std::int32_t column, double value);
    /// An exchange that is there, times `factor`. What is absent cannot be scaled ("what-if.no-entry").
    Changes& scale_exchange(std::int32_t row, std::int32_t column, double factor);
    /// What `column` takes of product `from` it takes of product `to` instead, `factor` units of it for each unit.
    Changes& swap_supplier(std::int32_t column, std::int32_t from, std::int32_t to, double factor = 1);
    /// The same for everybody but the process that makes `from` (`producer`, by default the column of that number).
    Changes& swap_supplier_everywhere(std::int32_t from, std::int32_t to, double factor = 1, std::int32_t producer = -1);
    /// The same for elementary flows: `flow` is a row of B, the value is net to the environment (outputs +, inputs -) as in B.
    Changes& set_emission(std::int32_t flow, std::int32_t column, double value);
    /// A flow that the process has, times `factor`. "what-if.no-entry" where it has none.
    Changes& scale_emission(std::int32_t flow, std::int32_t column, double factor);
    /// The number under which the process (column) and its product (row) are known from now on.
    std::int32_t add_process(NewProcess const& process);

    [[nodiscard]] std::int32_t size() const noexcept;                    ///< processes with the new ones
    [[nodiscard]] double exchange(std::int32_t row, std::int32_t column) const; ///< as changed so far; 0 where there is none
    /// As changed so far, like exchange().
    [[nodiscard]] double emission(std::int32_t flow, std::int32_t column) const;
    /// The first mistake, if there was one; calls after it change nothing that will ever be solved.
    [[nodiscard]] std::optional<Problem> const& problem() const noexcept { return problem_; }

    using Cells = std::map<std::pair<std::int32_t, std::int32_t>, double>; ///< (column, row) -> new value
    [[nodiscard]] Cells const& exchanges() const noexcept { return exchanges_; }
    [[nodiscard]] Cells const& emissions() const noexcept { return emissions_; }
    /// What the changes are relative to; WhatIf::try_make() refuses a solver of other matrices.
    [[nodiscard]] SystemMatrices const& base() const noexcept { return base_; }
    /// A and B with all changes, as a copy of their own.
    [[nodiscard]] Result<SystemMatrices> try_matrices(NameLookup const& names = {}) const;

private:
    /// Whether a call is usable; else keeps its mistake as problem(), if it is the first.
    [[nodiscard]] bool holds(std::int32_t row, std::int32_t rows, std::int32_t column, double value);

    SystemMatrices base_;
    Cells exchanges_{}, emissions_{};
    std::int32_t added_ = 0;
    std::optional<Problem> problem_{};
};

struct WhatIfOptions {
    /// Up to this rank the kept factors are corrected; above it a new factorisation is cheaper (measured: docs/sensitivity.md).
    /// 0 always factorises anew.
    std::int32_t most_rank = 24;
    NameLookup names{};   ///< for messages; new processes are asked for by their new numbers
};

enum class WhatIfPath : std::uint8_t {
    low_rank,      ///< the base's factors, corrected
    refactorised,  ///< factors of its own; `reason` says why
};

/// A score of the changed system and what is known of the error of the supply behind it.
struct WhatIfScore {
    double amount = 0;
    Proof proof{};
};

/// Scratch of one thread.
class WhatIfWorkspace {
    friend class WhatIf;
    Workspace base_{};
    std::vector<DemandEntry> demand_{};
    std::vector<double> right_{}, low_{}, magnitude_{}, costs_{}, small_{};
    std::vector<double> supply_{}, unit_scores_{}, step_{}, start_{};
    std::vector<char> reached_{};
    std::vector<std::int32_t> open_{};
};

/// The changed system, ready to be solved. Immutable and shareable between threads; keeps the base solver alive.
/// Its processes and products are those of the base followed by the new ones.
class WhatIf {
public:
    /// Cost: one base solve per changed column or row, whichever are fewer, and one more to try the result; or a factorisation.
    /// Problems: those of `changes`; "solve.singular", naming the processes of the changed system that cancel out and what was
    /// changed among them; "solve.structure" where a product is left without a producer.
    [[nodiscard]] static Result<WhatIf> try_make(Solver const& base, Changes const& changes, WhatIfOptions const& options = {});

    /// As in Solver, of the changed system; the backward error in the proof is that against the changed matrix. On the low-rank
    /// path `components` and `largest_component` are those of the base, and so are its warnings about loops.
    [[nodiscard]] Result<Proof> try_supply(std::span<DemandEntry const> demand, WhatIfWorkspace& workspace, std::span<double>& supply) const;
    [[nodiscard]] Result<Proof> try_adjoint(std::span<double const> per_process, WhatIfWorkspace& workspace, std::span<double>& unit_scores) const;
    /// c x with c = C B of the changed B; `factors`: one per elementary flow. Problem "solve.size".
    [[nodiscard]] Result<WhatIfScore> try_score(std::span<double const> factors, std::span<DemandEntry const> demand, WhatIfWorkspace& workspace) const;
    /// c itself: one value per process, new ones included.
    [[nodiscard]] Result<std::vector<double>> try_per_process(std::span<double const> factors) const;

    [[nodiscard]] std::int32_t size() const noexcept;
    [[nodiscard]] std::int32_t rank() const noexcept;     ///< of the correction: the fewest columns and rows that hold all changes
    /// Which way was taken. Numbers of both agree within their proofs; only the time differs.
    [[nodiscard]] WhatIfPath path() const noexcept;
    [[nodiscard]] std::string const& reason() const noexcept; ///< "rank 3", "refactorised: rank 120 is above 40", ...
    /// Of the changed system where it was factorised anew, else of the base.
    [[nodiscard]] std::span<Finding const> findings() const noexcept;

    struct Content;

private:
    explicit WhatIf(std::shared_ptr<Content const> content) : content_(std::move(content)) {}
    /// The small matrix S; returns why it must not be used, or nothing.
    [[nodiscard]] std::string form_correction(Content& content, WhatIfWorkspace& workspace) const;
    /// A trial solution; returns why the correction must not be trusted, or nothing.
    [[nodiscard]] std::string try_out(Content const& content, WhatIfWorkspace& workspace) const;
    [[nodiscard]] std::optional<Problem> correct_supply(std::vector<double> const& right, WhatIfWorkspace& workspace, std::vector<double>& result) const;
    [[nodiscard]] std::optional<Problem> correct_solution(std::vector<double> const& right, WhatIfWorkspace& workspace, std::vector<double>& result) const;
    [[nodiscard]] std::optional<Problem> correct_adjoint(std::vector<double> const& right, WhatIfWorkspace& workspace, std::vector<double>& result) const;
    /// Solutions with the base's factors, extended by the outputs of new processes.
    [[nodiscard]] std::optional<Problem> base_supply(std::vector<double> const& right, WhatIfWorkspace& workspace, std::vector<double>& result) const;
    [[nodiscard]] std::optional<Problem> base_adjoint(std::vector<double> const& right, WhatIfWorkspace& workspace, std::vector<double>& result) const;

    std::shared_ptr<Content const> content_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/changes.ipp"
#include "tanji/solve/impl/what_if.ipp"
#endif
