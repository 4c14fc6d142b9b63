// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// Greenhouse gases by the names that flow lists give them. Gas methods (gwp_method.hpp) work on databases without a
/// single known UUID because of it. A name that is not recognised is no gas; nothing is guessed from likeness.
namespace tanji {

/// Where the carbon of CO2, CH4 or CO comes from, as far as a flow's name says so.
enum class CarbonOrigin : std::uint8_t { unstated, fossil, biogenic, land_use };

enum class GasRole : std::uint8_t {
    none,            ///< not a greenhouse gas
    gas,             ///< one known substance
    mixture,         ///< "HFCs, unspecified": a greenhouse gas without a factor of its own
    co2_equivalent,  ///< characterised already; adding it again would mix GWP sets
    conflict,        ///< name and CAS number are those of different gases
};

/// What a flow's name and CAS number say about it.
struct GasMatch {
    GasRole role = GasRole::none;
    std::string gas{};         ///< "CO2", "CH4", "N2O", "CO", "NMVOC", "SF6", "NF3", "HFC-134a", "PFC-14", ...
    CarbonOrigin origin = CarbonOrigin::unstated;
    bool into_stock = false;   ///< carbon that goes from the air "to soil or biomass stock"
    std::string how{};         ///< "name", "CAS", "acronym"

    bool operator==(GasMatch const&) const = default;
};

/// Recognises a greenhouse gas by the spellings of the lists in use: "Methane, fossil", "Dinitrogen monoxide",
/// "Ethane, 1,1,1,2-tetrafluoro-, HFC-134a", "1,1,1,2-Tetrafluoroethane", "Methane, tetrafluoro-, CFC-14",
/// "Sulphur hexafluoride", "R-22", Chinese names of the common gases; blanks at the ends and leading zeros of CAS
/// numbers do not matter. The compartment is the caller's business.
[[nodiscard]] GasMatch recognise_gas(std::string_view name, std::string_view cas = {});

/// CAS number without leading zeros, "" if the text has none: "000124-38-9" is "124-38-9".
[[nodiscard]] std::string normal_cas(std::string_view cas);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/greenhouse_gas.ipp"
#endif
