// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/impact/characterisation.hpp"

/// \file
/// The built-in climate methods: GWP sets of the IPCC reports applied to flows recognised as greenhouse gases (rule A8).
/// They need no method file and no flow list; values come from factors/gwp.hpp with their sources.
namespace tanji {

/// Options of the built-in greenhouse-gas methods (rule A8).
struct GwpOptions {
    bool biogenic_carbon = false;     ///< uptake -1 and biogenic CO2 +1 (ISO 14067) instead of 0
    bool indirect_carbon = false;     ///< count CO and NMVOC as the CO2 they become
    bool confirmed_only = false;      ///< refuse GWP values that no two copies confirm, instead of listing them
};

/// A method named in the library: id "ipcc-ar6-gwp100".
struct BuiltinMethod {
    std::string id;
    GwpOptions options{};
};

namespace method {
/// One function per assessment report and horizon in years. Values and confidence are those of the library's GWP tables;
/// reports differ (fossil methane over 100 years: 25, 28 to 30, 29.8), so that results are compared within one method only.
[[nodiscard]] BuiltinMethod ipcc_ar4_gwp20();
[[nodiscard]] BuiltinMethod ipcc_ar4_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar5_gwp20();
[[nodiscard]] BuiltinMethod ipcc_ar5_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar6_gwp20();
[[nodiscard]] BuiltinMethod ipcc_ar6_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar6_gwp500();
/// Ids of all built-in methods, for lists and messages.
[[nodiscard]] std::vector<std::string> builtin_ids();
/// Whether `id` is one of them (case does not matter).
[[nodiscard]] bool is_builtin(std::string_view id);
}  // namespace method

/// C of a built-in method: five rows, the total and its parts (fossil, biogenic, land use, removals), which sum to it.
///
/// Emissions only, to air or to a place that the file does not state, recognised by name and CAS (see
/// greenhouse_gas.hpp), each listed in `matches`; what was assumed (methane and CO2 of unstated origin are fossil) is
/// in `assumptions`. Biogenic CO2 and uptake count 0 unless `biogenic_carbon`; carbon of land-use change counts.
/// Flows that are CO2e already, gases whose mass is not known and contradictory names are in `refused`.
/// GWP values of low confidence (some of AR4-20, AR4-500, AR5-20, AR5 with feedback and AR6-500) are used and listed in
/// `assumptions`, because leaving a gas out would be worse; `confirmed_only` refuses them.
/// Mixtures without a factor are findings "impact.gas-mixture". `options` changes nothing: gases are
/// recognised, not matched; it is there so that both kinds of method are called alike.
/// Problem "impact.unknown-method" lists what there is.
[[nodiscard]] Result<Characterisation> try_characterise(ProductSystem const& system, BuiltinMethod const& method, MatchOptions const& options = {});
[[nodiscard]] Characterisation characterise(ProductSystem const& system, BuiltinMethod const& method, MatchOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/gwp_method.ipp"
#endif
