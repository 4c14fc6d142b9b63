// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/factors/gas_masses.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/factors/provenance.hpp"
#include "tanji/units/unit.hpp"

/// \file
/// One emission factor at run time. Made by the reader of factor tables, or by a host for numbers of its own; used through
/// EmissionFactor (typed) or try_emission() (amounts from data).
namespace tanji {

/// What a factor covers. The kinds never stand in for each other: the CO2 factor of a grid in place of its footprint
/// factor understates a product by some 15 %.
enum class FactorKind : std::uint8_t {
    direct,     ///< released where the activity happens; for electricity, at the power plants
    footprint,  ///< all stages of the life cycle
    upstream,   ///< making and bringing the fuel or energy, without its use
    deduction,  ///< what a method subtracts: carbon kept in a product, lime that came without CO2. Positive as printed, and no
                ///< emission: only the method it belongs to may use it
};

/// "direct", "footprint", "upstream", "deduction". Problem "factor.kind" for any other word.
[[nodiscard]] std::string_view to_text(FactorKind kind) noexcept;
[[nodiscard]] Result<FactorKind> try_parse_factor_kind(std::string_view text);

/// Emissions per amount of something: the run-time type on which everything works. Holds gases, or a CO2e that keeps
/// the GWP set of its source; never both, and never a CO2e made from gases. Plain data, immutable once in a database.
struct Factor {
    std::string key{};                       ///< "grid.co2.national.avg.2023": never reused for another number
    std::string what{};                      ///< the words a look-up uses: "electricity, grid"
    std::string name_en{};
    std::string name_zh{};
    FactorKind kind = FactorKind::direct;
    std::string region{};
    int year = 0;                            ///< for which the source publishes it; years of data, release and validity: provenance
    Unit per{};                              ///< kWh, t*km, t
    GasMasses gases{};                       ///< per 1 `per`
    std::optional<Co2e> co2e{};              ///< per 1 `per`, only where the source gives no gases
    GwpSet co2e_set{};                       ///< of `co2e`
    std::optional<double> uncertainty{};     ///< relative half-width of 95 %, 0.05 for 5 %, where the source states one; nothing is not "certain"
    std::vector<Gas> not_estimated{};        ///< gases that the source leaves out: not zero
    std::vector<std::string> assumptions{};  ///< made while reading, repeated by results
    Provenance provenance{};
    std::string record{};                    ///< JSON record of the calculation it came from (analysis/footprint_factor.hpp); empty for published ones
};

/// SHA-256 over key, edition, unit and numbers: says whether two runs used the same number under the same name.
[[nodiscard]] std::string digest(Factor const& factor);

/// "grid electricity, China: 0.5306 kg co2-fossil per kWh (CN, 2023, direct)".
[[nodiscard]] std::string to_text(Factor const& factor);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/factor.ipp"
#endif
