// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <set>

#include "tanji/accounting/intensity.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

namespace tanji {

// The denominator's own unit is kept, because people know their number as "per tonne", not as "per kilogram".
TANJI_INLINE Result<std::vector<Intensity>> try_intensities(Co2e numerator, Period const& period, std::span<Denominator const> denominators) {
    std::vector<Intensity> list;
    std::set<std::string> names;
    auto const tonne = try_unit("t CO2e");
    if (!tonne) return tonne.problem();
    for (auto const& each : denominators) {
        Where const where{.object = each.name};
        if (each.name.empty() || !names.insert(each.name).second)
            return Problem{.id = "intensity.name", .what = "a denominator needs a name of its own", .where = where, .expected = "names that differ", .got = in_quotes(each.name)};
        if (each.period != period)
            return Problem{.id = "intensity.period", .what = "emissions and denominator are of different times", .where = where, .expected = to_text(period), .got = to_text(each.period)};
        if (!(each.amount.value > 0) || !std::isfinite(each.amount.value))
            return Problem{.id = "intensity.zero", .what = "nothing can be divided by this denominator", .where = where, .expected = "an amount above 0", .got = to_text(each.amount),
                           .hint = "leave an intensity out where there was no output"};
        auto value = try_divide(Amount{numerator.stored() / tonne->scale(), *tonne, {}}, Amount{each.amount.value, each.amount.unit, {}});
        if (!value) return std::move(value).problem();
        list.push_back({each.name, numerator, each.amount, *std::move(value)});
    }
    return list;
}

TANJI_INLINE Result<double> try_intensity_change(Intensity const& earlier, Intensity const& later) {
    if (earlier.name != later.name) return Problem{.id = "intensity.name", .what = "these intensities are per different things", .expected = earlier.name, .got = later.name};
    if (earlier.value.value == 0) return Problem{.id = "intensity.zero", .what = "a change from 0 is no share", .where = {.object = earlier.name}, .expected = "an earlier intensity other than 0", .got = "0"};
    auto const same = try_convert(later.value, earlier.value.unit);
    if (!same) return same.problem();
    return same->value / earlier.value.value - 1;
}

}  // namespace tanji
