// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "golden/account_case.hpp"
#include "tanji/verification/deviation.hpp"
#include "tanji/verification/missing_carbon.hpp"

/// \file
/// Cases of ../shared/cases/china.json on verification: a month that was not measured, and a number against its second source.
/// Recognised by what they hold, never by their id.
namespace golden {

/// Inputs FC_month, Car_month (null: not measured), NCV_month_K, CC_default, OF; expected Car_K and tCO2.
inline std::optional<Answer> missing_carbon_kind(tanji::JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const fuel = inputs.find("FC_month");
    auto const carbon = inputs.find("Car_month");
    if (!fuel.is(tanji::JsonKind::array) || !carbon.is(tanji::JsonKind::array)) return std::nullopt;
    std::vector<tanji::CarbonMonth> months;
    for (auto const item : fuel.items()) months.push_back({.fuel = item.number().value()});
    std::size_t at = 0;
    for (auto const item : carbon.items()) {
        auto& month = months.at(at++);
        month.carbon = item.number();
        month.heating_value = inputs.find("NCV_month_" + std::to_string(at)).number();
    }
    at = 0;
    for (auto const item : inputs.find("NCV_month").items()) months.at(at++).heating_value = item.number();
    auto const year = tanji::carbon_year(months, {.carbon_per_heat = inputs.find("CC_default").number().value_or(0), .default_heating_value = inputs.find("NCV_default").number(), .oxidation = inputs.find("OF").number().value_or(1)});
    Answer answer{{{"tCO2", year.co2}}, {}};
    for (std::size_t month = 0; month < year.carbon.size(); ++month) answer.numbers["Car_" + std::to_string(month + 1)] = year.carbon[month];
    return answer;
}

/// Inputs reported and verified; expected dev_pct and flag.
inline std::optional<Answer> deviation_kind(tanji::JsonValue test_case) {
    auto const reported = test_case.find("inputs").find("reported").number();
    auto const verified = test_case.find("inputs").find("verified").number();
    if (!reported || !verified) return std::nullopt;
    double const threshold = test_case.find("inputs").find("threshold_pct").number().value_or(5) / 100;
    double const deviation = tanji::deviation(*reported, *verified);
    bool const flag = tanji::check_deviation({.reported = *reported, .verified = *verified}, threshold).has_value();
    return Answer{{{"dev_pct", 100 * deviation}, {"dev", deviation}, {"flag", flag ? 1 : 0}}, {}};
}

inline std::optional<Answer> verification_kind(tanji::JsonValue test_case) {
    if (auto answer = missing_carbon_kind(test_case)) return answer;
    return deviation_kind(test_case);
}

}  // namespace golden
