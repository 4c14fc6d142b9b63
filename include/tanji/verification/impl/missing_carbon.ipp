// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/verification/missing_carbon.hpp"

namespace tanji {

// Missing is never zero: a month without a measurement takes the default, and without one the year is refused.
TANJI_INLINE Result<CarbonYear> try_carbon_year(std::span<CarbonMonth const> months, MissingCarbonRule const& rule) {
    CarbonYear year;
    ExactSum carbon;
    for (std::size_t i = 0; i < months.size(); ++i) {
        auto const& month = months[i];
        Where const where{.object = "month " + std::to_string(i + 1)};
        double const least = (std::min)({month.fuel, month.carbon.value_or(0), month.heating_value.value_or(0)});
        if (!(least >= 0)) return Problem{.id = "verify.negative", .what = "a quantity that cannot be negative is", .where = where, .expected = "0 or more", .got = number_text(least)};
        double content = month.carbon.value_or(0);
        if (!month.carbon) {
            auto const heat = month.heating_value ? month.heating_value : rule.default_heating_value;
            if (!heat || !(rule.carbon_per_heat > 0)) {
                return Problem{.id = "verify.missing", .what = "carbon content is missing, and there is no default for it", .where = where, .expected = "a measurement, or defaults of carbon per heat and heating value", .got = "neither"};
            }
            content = *heat * rule.carbon_per_heat;
            year.findings.push_back({Severity::warning, {.id = "verify.default-used", .what = "a default stands for a measurement that is missing", .where = where, .expected = "measured carbon content",
                                                         .got = number_text(*heat) + " GJ/t" + (month.heating_value ? "" : " (default)") + " x " + number_text(rule.carbon_per_heat) + " t C/GJ = " + number_text(content, 12) + " t C/t"}});
        }
        year.carbon.push_back(content);
        carbon.add(month.fuel * content);
    }
    year.co2 = carbon.value() * rule.oxidation * 44 / 12;
    return year;
}

}  // namespace tanji
