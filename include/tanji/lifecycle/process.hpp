// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tanji/lifecycle/flow.hpp"
#include "tanji/uncertainty/distribution.hpp"

/// \file
/// Processes and what stands in them, plain data as read: nothing is converted, signed or allocated yet.
namespace tanji {

/// As stored, checked but not converted. Lognormal: a = geometric mean, b = geometric standard deviation (not its
/// square); normal: mean, sd; triangular: minimum, mode, maximum; uniform: minimum, maximum. Unit: that of the exchange.
struct Uncertainty {
    DistributionKind kind = DistributionKind::none;
    double a = 0, b = 0, c = 0;
    std::string formula_a{}, formula_b{}, formula_c{};
};

/// An input (no formula) or a calculated parameter. `value` is what the file stores.
struct Parameter {
    std::string name;
    double value = 0;
    std::string formula{};
    bool input = true;
    Uncertainty uncertainty{};
    std::string description{};
};

/// One line of a process. The amount is in `unit` of `property`; `to_reference` turns it into the flow's reference
/// unit. Sign and role follow rule A1 from `input`, `avoided` and the flow's type: amounts keep their own sign.
struct Exchange {
    Index flow = no_index;
    double amount = 0;
    double to_reference = 1;           ///< unit factor / property factor
    Index property = no_index;         ///< into DatabaseContent::properties
    Index unit = no_index;             ///< into that property's unit group
    Index provider = no_index;         ///< process named as default provider
    Index location = no_index;         ///< of this exchange; else the process' location counts
    std::int32_t internal_id = 0;      ///< schema 2/3 `internalId`; 0 = none
    bool input = true;
    bool avoided = false;
    bool reference = false;            ///< the quantitative reference
    bool provider_missing = false;     ///< the file names a provider that is in none of the files: cut off, reported (A3)
    Index formula = no_index;          ///< into Process::formulas
    Index uncertainty = no_index;      ///< into Process::uncertainties
    Index source = no_index;           ///< into Process::sources; else the process' own source holds

    /// Signed as stored, in the flow's reference unit.
    [[nodiscard]] double reference_amount() const noexcept { return amount * to_reference; }
};

/// A method as files name it; what a caller asks for is an `Allocation`, which knows a few more.
enum class AllocationMethod : std::uint8_t { none, physical, economic, causal };

/// A stored factor of one provider flow. Causal factors act on one exchange: schema 2/3 names it by internal id,
/// schema 1 by its flow.
struct AllocationFactor {
    AllocationMethod method = AllocationMethod::physical;
    Index product = no_index;          ///< provider flow
    double value = 0;
    std::string formula{};
    std::int32_t exchange_id = 0;      ///< causal, schema 2/3
    Index exchange_flow = no_index;    ///< causal, schema 1
    bool dangling = false;             ///< names an exchange or product the process does not have: set aside (A6)
};

/// Where the numbers of a process come from, as far as its file says.
struct ProcessSource {
    std::string document{};
    std::string year{};
    std::string licence{};
    std::string confidence{};          ///< words of design section 8
    std::string note{};

    bool operator==(ProcessSource const&) const = default;
};

/// A unit process, or an inventory without inputs (`aggregated`). Formulas, uncertainties and sources stand in vectors of
/// their own because few exchanges have one: an exchange holds a place in them or no_index.
struct Process {
    std::string id;
    std::string name;
    std::string category{};
    Index location = no_index;
    std::vector<Exchange> exchanges{};
    AllocationMethod default_allocation = AllocationMethod::none;
    bool has_default_allocation = false;
    bool aggregated = false;           ///< an LCI result or system process rather than a unit process
    std::vector<AllocationFactor> allocation{};
    std::vector<Parameter> parameters{};
    std::vector<std::string> formulas{};
    std::vector<Uncertainty> uncertainties{};
    std::string description{};
    ProcessSource source{};
    std::uint32_t set_aside = 0;       ///< exchanges left out because their flow is in none of the files: results downstream say so (A6)
    std::vector<ProcessSource> sources{};  ///< of single exchanges
    std::vector<std::string> synonyms{};   ///< further names, such as the Chinese one
};

}  // namespace tanji
