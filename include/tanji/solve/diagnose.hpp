// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/solve/diagnosis.hpp"
#include "tanji/solve/pattern.hpp"
#include "tanji/solve/solver.hpp"

/// \file
/// Everything that is wrong with a system, at once (rule B4). The solver stops at the first fault that leaves no result; this
/// goes on, looks for the exchange that is most likely wrong, and says it in words. For `tanji check`.
///
///     for (auto const& finding : diagnose(matrices).findings) show(to_text(finding));
namespace tanji {

/// A cell of A that may be wrong. Where row is the product of column itself, its output is meant.
struct SuspectExchange {
    std::int32_t product = 0;    ///< row
    std::int32_t process = 0;    ///< column
    double amount = 0;           ///< as in A, without its sign
    double better = 0;           ///< what would be ordinary, or, with `factor` 1, the bound at which the loop ceases to feed itself
    double factor = 1;           ///< amount / better if a slip of a known ratio explains it (1000, 3.6, ...); 1: nothing stands out
    double gain = 0;             ///< of the loop if the amount were `better`
    double evidence = 0;         ///< log of how much likelier the ordinary amount is with the slip than without
    bool output = false;
};

/// A process or product with its entry in a null vector. In the smallest one named is 1.
struct NullEntry {
    std::int32_t index = 0;
    double value = 0;
};

enum class LoopFaultKind : std::uint8_t {
    singular,        ///< all that is made is consumed, or processes cancel each other: no result
    nearly_singular, ///< nearly so: few digits
    unproductive,    ///< more is consumed than is made: a result without meaning
};

/// One fault inside one strongly connected component; a component may have several.
struct LoopFault {
    LoopFaultKind kind = LoopFaultKind::unproductive;
    double lower = 0, upper = 0;              ///< bounds of the spectral radius of the gains (Collatz and Wielandt); unproductive only
    LoopDiagnosis loop{};                     ///< a cycle with gain >= 1 if there is one, else the strongest links; unproductive only
    std::vector<NullEntry> processes{};       ///< right null vector: runs that deliver nothing; singular kinds only
    std::vector<NullEntry> products{};        ///< left null vector: products whose balances depend on each other
    std::vector<SuspectExchange> suspects{};  ///< the likeliest first
};

struct SystemDiagnosis {
    DulmageMendelsohn pattern{};
    std::vector<LoopFault> loops{};
    std::vector<Finding> findings{};          ///< all of it in words; errors where no result exists, else warnings
};

struct DiagnoseOptions {
    NameLookup names{};
    Producers producers = Producers::matched;
    /// "5000 kg" for an amount of a product (row) in a process (column); empty: the number alone.
    std::function<std::string(std::int32_t product, std::int32_t process, double amount)> amount{};
    std::size_t most_faults = 20;             ///< per component
};

/// Examines the whole system. A system without faults costs one factorisation; a faulty loop costs a few dozen more of its own
/// size. Faults of the pattern do not keep the rest from being examined. Thread-safe; never fails.
[[nodiscard]] SystemDiagnosis diagnose(SystemMatrices const& matrices, DiagnoseOptions const& options = {});

/// Why processes run backwards in a supply, as try_supply gave it. What avoided products or returned demands cause, directly or down the
/// chain, is legitimate: a note "solve.avoided" that names who avoids what. What neither causes is a warning
/// "solve.negative-supply". Empty if nothing runs backwards. O(entries of the processes that run).
[[nodiscard]] std::vector<Finding> explain_negative_supplies(SystemMatrices const& matrices, Structure const& structure, std::span<DemandEntry const> demand,
                                                             std::span<double const> supply, NameLookup const& names = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/diagnose.ipp"
#include "tanji/solve/impl/negative_supplies.ipp"
#endif
