// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/bought_heat.hpp"
#include "tanji/accounting/electricity.hpp"

/// \file
/// Contracts and suppliers' rates of energy from a CSV table with English or Chinese headers (docs/electricity.md): ranks 2 and 3 of the
/// contractual hierarchy, and the only claims on heat, steam and cooling.
namespace tanji {

/// What EnergyClaims takes.
struct EnergyContracts {
    std::vector<EnergyContract> electricity{};
    std::vector<HeatPurchase> heat{};
};

/// Columns `contract`, `for` (id of a consumption of the registry; of an activity line for heat, steam, cooling), `amount`, `unit`, `kg_co2_per_unit`,
/// `attributes_included` (yes, no) and, if wanted, `carrier` (electricity, heat, steam, cooling), `supplier_rate` (yes, no), `technology`, `evidence`.
/// Every mistake of the table in one Problem "contract.refused" (related: each with file and line); alone: "contract.columns", "csv.*".
[[nodiscard]] Result<EnergyContracts> try_read_contracts(std::string_view text, std::string file = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/contract_csv.ipp"
#endif
