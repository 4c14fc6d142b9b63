// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/json_writer.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor.hpp"
#include "tanji/units/constants.hpp"

/// \file
/// Factors as text and as digest. The words of FactorKind stand in files and records and never change.
namespace tanji {

TANJI_INLINE std::string_view to_text(FactorKind kind) noexcept {
    switch (kind) {
        case FactorKind::direct: return "direct";
        case FactorKind::footprint: return "footprint";
        case FactorKind::upstream: return "upstream";
        case FactorKind::deduction: return "deduction";
    }
    return "?";
}

// Through to_text, so that the two cannot drift apart. Exact: this is the word of a file format, not of a person.
TANJI_INLINE Result<FactorKind> try_parse_factor_kind(std::string_view text) {
    for (auto const kind : {FactorKind::direct, FactorKind::footprint, FactorKind::upstream, FactorKind::deduction}) {
        if (to_text(kind) == text) return kind;
    }
    return Problem{.id = "factor.kind", .what = "this is no kind of factor", .expected = "direct, footprint, upstream or deduction", .got = in_quotes(text)};
}

// Names and notes may be corrected without the number becoming another one: they are no part of it.
// The scale of the unit is, because a unit of the same symbol could be defined anew.
// Order and names of the members decide the digest: changing them makes every stored record fail its replay.
TANJI_INLINE std::string digest(Factor const& factor) {
    JsonWriter out;
    out.begin_object().member("key", factor.key).member("edition", factor.provenance.edition).member("per", factor.per.symbol()).member("per_scale", factor.per.scale());
    for (auto const& [gas, mass] : factor.gases) out.member(to_text(gas), mass.in(units::kg));
    if (factor.co2e) out.member("co2e", factor.co2e->in(units::kg)).member("gwp_set", to_text(factor.co2e_set));
    out.end_object();
    return sha256_hex(out.text());
}

// Gases stay apart on the line: a sum would need a GWP set that nobody has chosen yet.
TANJI_INLINE std::string to_text(Factor const& factor) {
    std::string numbers;
    auto const add = [&](double amount, std::string_view of) {
        numbers += (numbers.empty() ? "" : ", ") + number_text(amount, 6) + " kg " + std::string(of);
    };
    for (auto const& [gas, mass] : factor.gases) add(mass.in(units::kg), to_text(gas));
    if (factor.co2e) add(factor.co2e->in(units::kg), "CO2e (" + to_text(factor.co2e_set) + ")");
    std::string const& name = factor.name_en.empty() ? factor.what : factor.name_en;
    return name + ": " + numbers + " per " + factor.per.symbol() + " (" + factor.region + ", " + std::to_string(factor.year) + ", " + std::string(to_text(factor.kind)) + ")";
}

}  // namespace tanji
