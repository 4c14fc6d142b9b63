// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/claims/record_writer.hpp"

/// \file
/// An organisation's inventory as a record (rule C10): every line with what was entered, where it stood, what it became and by
/// which factor and method, so that an auditor recomputes every number from the file alone.
namespace tanji {

struct InventoryRecordOptions {
    RecordWriterOptions writer{};
    /// Noted in the header beside those of the inventory: who, for whom, which software.
    std::vector<std::pair<std::string, std::string>> settings{};
    std::string amends{};  ///< root of the closed record that this one goes on from
};

/// Writes header, lines in their order, results and root. One pass; holds some 40 bytes per line. Throws what RecordWriter
/// throws ("json.syntax" for texts that are not UTF-8) and the problems of OrganisationInventory::total().
RecordRoot write_record(OrganisationInventory const& inventory, InventoryRecordOptions options);

/// What a record states of an inventory: totals by gas and CO2e, per scope, location-based and, if there are claims, market-based.
/// "co2e scope 2 market-based", "co2e location-based", "ch4-fossil location-based", ...; all in kg.
[[nodiscard]] std::vector<RecordNumber> record_numbers(OrganisationInventory const& inventory);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/inventory_record.ipp"
#endif
