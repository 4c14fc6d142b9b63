// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tanji/base/result.hpp"

/// \file
/// Greenhouse gases by id and by name. Ids are stable within a version and never leave the program: files and records hold
/// keys ("ch4-fossil").
namespace tanji {

/// A greenhouse gas, with the origin of its carbon where that decides the number. A small id; names come from the
/// shipped table (data/gwp/gases.csv). CO2 has no id without an origin: reports keep fossil and biogenic CO2 apart.
class Gas {
public:
    constexpr explicit Gas(std::uint16_t id) noexcept : id_(id) {}
    [[nodiscard]] constexpr std::uint16_t id() const noexcept { return id_; }
    auto operator<=>(Gas const&) const = default;

private:
    std::uint16_t id_;
};

/// The common ones; `find_gas` knows 95.
namespace gas {
// The number is the row of data/gwp/gases.csv, which only ever grows at its end; a test compares the names.
inline constexpr Gas co2_fossil{0};
inline constexpr Gas co2_biogenic{1};
inline constexpr Gas co2_land_use{2};
inline constexpr Gas ch4_fossil{3};
inline constexpr Gas ch4_biogenic{4};
inline constexpr Gas ch4{5};  ///< methane whose origin the source does not state
inline constexpr Gas n2o{6};
inline constexpr Gas sf6{7};
inline constexpr Gas nf3{8};
inline constexpr Gas cf4{9};
inline constexpr Gas c2f6{10};
inline constexpr Gas c3f8{11};
inline constexpr Gas c_c4f8{12};
inline constexpr Gas hfc23{13};
inline constexpr Gas hfc32{14};
inline constexpr Gas hfc125{15};
inline constexpr Gas hfc134a{16};
inline constexpr Gas hfc143a{17};
inline constexpr Gas hfc152a{18};
inline constexpr Gas hfc227ea{19};
inline constexpr Gas hfc236fa{20};
inline constexpr Gas hfc245fa{21};
inline constexpr Gas hfc365mfc{22};
inline constexpr Gas hfc4310mee{23};
inline constexpr Gas hcfc22{24};
inline constexpr Gas hcfc123{25};
inline constexpr Gas hcfc141b{26};
inline constexpr Gas hcfc142b{27};
inline constexpr Gas cfc11{28};
inline constexpr Gas cfc12{29};
}  // namespace gas

struct GasInfo {
    std::string key;      ///< "hfc-134a", "co2-fossil": what files hold
    std::string formula;
    std::string name_en;
    std::string name_zh;
    std::string cas;      ///< without leading zeros; empty if not known
};

/// All gases, in the order of their ids. Made once; safe from any thread.
[[nodiscard]] std::span<GasInfo const> all_gases();

/// Names of a gas. Throws Error "gas.unknown" for an id that is not in the table.
[[nodiscard]] GasInfo const& info(Gas gas);

/// The key.
[[nodiscard]] std::string const& to_text(Gas gas);

/// By key, formula, English or Chinese name, CAS number or refrigerant number (R-134a); case, blanks and dashes do not
/// matter. Problems: "gas.ambiguous" ("CO2" has three origins) and "gas.unknown", each with candidates.
[[nodiscard]] Result<Gas> find_gas(std::string_view name);
[[nodiscard]] inline Gas get_gas(std::string_view name) { return find_gas(name).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/gas.ipp"
#endif
