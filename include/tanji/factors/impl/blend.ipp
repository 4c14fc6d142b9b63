// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/blend.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Weighted sums with the checks that make them safe: nothing missing, nothing twice, nothing negative.
namespace tanji {
namespace detail {

[[nodiscard]] inline Problem shares_problem(std::string got) {
    return {.id = "blend.shares", .what = "the parts of a mixture are not its whole", .expected = "shares above 0 that add up to 1 (within 1e-6), each gas once", .got = std::move(got),
            .hint = "name all parts; what is left out would count as no emission"};
}

/// Nothing, or what is wrong with the parts.
[[nodiscard]] inline std::optional<Problem> blend_problem(std::span<BlendPart const> parts) {
    double sum = 0;
    for (auto const& part : parts) {
        if (!(part.share > 0 && part.share <= 1 + 1e-6)) return shares_problem(to_text(part.gas) + " " + number_text(part.share));
        auto const same = std::count_if(parts.begin(), parts.end(), [&](auto const& other) { return other.gas == part.gas; });
        if (same > 1) return shares_problem(to_text(part.gas) + " " + std::to_string(same) + " times");
        sum += part.share;
    }
    if (std::abs(sum - 1) <= 1e-6) return {};
    return shares_problem("a sum of " + number_text(sum));
}

}  // namespace detail

// The name is what stands before the last blank: "HFC-32 50". Numbers that add up to 100 are percentages; 1 is not mistaken for 1 %, because it is a
// sum of 1 only as fractions.
TANJI_INLINE Result<std::vector<BlendPart>> try_parse_blend(std::string_view text) {
    std::vector<BlendPart> parts;
    double sum = 0;
    for (auto const piece : split(text, ',')) {
        auto const part = trim(piece);
        auto const blank = part.find_last_of(" :=");
        auto number = blank == std::string_view::npos ? std::string_view() : part.substr(blank + 1);
        if (!number.empty() && number.back() == '%') number.remove_suffix(1);
        auto const share = parse_number(number);
        if (!share) return detail::shares_problem(in_quotes(part));
        auto const gas = find_gas(trim(part.substr(0, blank)));
        if (!gas) return gas.problem();
        parts.push_back({*gas, *share});
        sum += *share;
    }
    if (std::abs(sum - 100) <= 1e-4) {
        for (auto& part : parts) part.share /= 100;
    }
    if (auto problem = detail::blend_problem(parts)) return std::move(*problem);
    return parts;
}

// A name alone is that gas; names with shares are a blend. Nothing is looked up: blends sold under one name differ by maker and year.
TANJI_INLINE Result<Factor> try_released_factor(std::string_view composition) {
    std::vector<BlendPart> parts;
    if (auto const gas = find_gas(trim(composition))) {
        parts.push_back({*gas, 1});
    } else if (trim(composition).find_first_of(" ,:=") == std::string_view::npos) {
        return gas.problem();
    } else if (auto blend = try_parse_blend(composition)) {
        parts = *std::move(blend);
    } else {
        return blend.problem();
    }
    auto masses = try_blend_masses(parts, Mass::stored(1));
    if (!masses) return masses.problem();
    Factor factor;
    factor.key = "gas: " + std::string(trim(composition));
    factor.what = factor.key;
    factor.name_en = factor.key;
    factor.per = try_unit("kg").value();
    factor.gases = *std::move(masses);
    factor.provenance.document = "composition stated by the user";
    factor.provenance.confidence = Confidence::official_seen;  // as seen by the one who entered it
    return factor;
}

TANJI_INLINE Result<GasMasses> try_blend_masses(std::span<BlendPart const> parts, Mass mass) {
    if (auto problem = detail::blend_problem(parts)) return std::move(*problem);
    GasMasses masses;
    for (auto const& part : parts) masses.add(part.gas, mass * part.share);
    return masses;
}

TANJI_INLINE Result<double> try_blend_gwp(std::span<BlendPart const> parts, GwpSet const& set) {
    if (auto problem = detail::blend_problem(parts)) return std::move(*problem);
    ExactSum sum;
    for (auto const& part : parts) {
        auto const gwp = set.find(part.gas);
        if (!gwp) return gwp.problem();
        sum.add(part.share * gwp->value);
    }
    return sum.value();
}

TANJI_INLINE Result<GasMasses> try_split_biogenic(GasMasses const& masses, double biogenic) {
    if (!(biogenic >= 0 && biogenic <= 1)) return detail::shares_problem("a biogenic share of " + number_text(biogenic));
    if (masses.contains(gas::co2_biogenic)) return detail::shares_problem("biogenic CO2 in the masses already");
    GasMasses split;
    for (auto const& [gas, mass] : masses) {
        if (gas != gas::co2_fossil) {
            split.add(gas, mass);
            continue;
        }
        split.add(gas::co2_fossil, mass * (1 - biogenic));
        split.add(gas::co2_biogenic, mass * biogenic);
    }
    return split;
}

TANJI_INLINE Result<Factor> try_mix(Factor const& first, Factor const& second, double share, std::string key) {
    if (!(share >= 0 && share <= 1)) return detail::shares_problem("a share of " + number_text(share));
    if (!(first.per == second.per)) {
        return Problem{.id = "factor.per", .what = "the factors of a mixture are per different amounts", .where = {.object = second.key}, .expected = first.per.symbol(), .got = second.per.symbol()};
    }
    for (auto const* part : {&first, &second}) {
        if (part->co2e) {
            return Problem{.id = "factor.gases", .what = "a part of a mixture was published only as CO2e", .where = {.object = part->key}, .expected = "masses of gases", .got = "CO2e by " + to_text(part->co2e_set)};
        }
    }
    Factor mixed = first;
    mixed.key = std::move(key);
    mixed.gases = {};
    auto const add = [&](GasMasses const& from, GasMasses const& other, double weight) {
        for (auto const& [gas, mass] : from) {
            // CO2 of the other origin is none, by the nature of the fuel; any other gas that is not stated stays unknown.
            bool const carbon = gas == gas::co2_fossil || gas == gas::co2_biogenic;
            if (carbon || other.contains(gas)) mixed.gases.add(gas, mass * weight);
            else if (std::find(mixed.not_estimated.begin(), mixed.not_estimated.end(), gas) == mixed.not_estimated.end()) mixed.not_estimated.push_back(gas);
        }
    };
    add(first.gases, second.gases, 1 - share);
    add(second.gases, first.gases, share);
    mixed.provenance.confidence = (std::max)({first.provenance.confidence, second.provenance.confidence, Confidence::derived});
    mixed.assumptions.push_back("mixture: " + number_text(1 - share) + " of " + first.key + ", " + number_text(share) + " of " + second.key);
    return mixed;
}

}  // namespace tanji
