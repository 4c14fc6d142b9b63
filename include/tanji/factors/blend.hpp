// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "tanji/factors/factor.hpp"

/// \file
/// Mixtures computed from what they are made of, instead of from tables that are a report behind: refrigerant blends, and fuels with a
/// biogenic part.
///     auto const r410a = blend_masses(parse_blend("HFC-32 50, HFC-125 50"), 12_kg);
namespace tanji {

/// One part of a refrigerant.
struct BlendPart {
    Gas gas{0};
    double share = 0;  ///< by mass, 1 = all

    bool operator==(BlendPart const&) const = default;
};

/// "HFC-32 50, HFC-125 50": names of gases and shares, in percent or as fractions of 1. Problems: "gas.*", "blend.shares".
[[nodiscard]] Result<std::vector<BlendPart>> try_parse_blend(std::string_view text);
[[nodiscard]] inline std::vector<BlendPart> parse_blend(std::string_view text) { return try_parse_blend(text).value(); }

/// The gases in `mass` of a blend. Problem "blend.shares" unless the shares are positive and add up to 1 within 1e-6: a part that is left out
/// would count as no emission.
[[nodiscard]] Result<GasMasses> try_blend_masses(std::span<BlendPart const> parts, Mass mass);
[[nodiscard]] inline GasMasses blend_masses(std::span<BlendPart const> parts, Mass mass) { return try_blend_masses(parts, mass).value(); }

/// kg CO2e per kg of a blend: the mean of the parts' GWPs, by mass. Problems as above, and those of GwpSet::find(): a part
/// without a GWP in the set makes the blend unknown, not smaller.
[[nodiscard]] Result<double> try_blend_gwp(std::span<BlendPart const> parts, GwpSet const& set);
[[nodiscard]] inline double blend_gwp(std::span<BlendPart const> parts, GwpSet const& set) { return try_blend_gwp(parts, set).value(); }

/// The factor of a gas or blend that is let out: kg of each gas per kg, exactly what the composition says. "SF6" or "HFC-32 50, HFC-125 50".
/// Key "gas: " and the composition as given; the document says that the user stated it. Problems as try_parse_blend().
[[nodiscard]] Result<Factor> try_released_factor(std::string_view composition);

/// A fuel of which a share of the carbon is biogenic: fossil CO2 becomes fossil and biogenic CO2, all other gases stay (rule C8: biogenic CO2 is
/// a line of its own, its CH4 and N2O are not). `masses` are of the fuel burned, `biogenic` a share of its CO2. Problem "blend.shares" outside 0 to 1, and
/// where the fuel has biogenic CO2 already.
[[nodiscard]] Result<GasMasses> try_split_biogenic(GasMasses const& masses, double biogenic);

/// The factor of a mixture of two fuels, per the same unit: `share` of `second`, by the amount that the factors are per. A gas that only one of them
/// states is not stated by the mixture. Problems: "factor.per" (different units), "factor.gases" (published as CO2e only), "blend.shares".
[[nodiscard]] Result<Factor> try_mix(Factor const& first, Factor const& second, double share, std::string key);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/blend.ipp"
#endif
