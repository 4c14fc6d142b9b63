// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/io/json_parse.hpp"
#include "tanji/verification/deviation.hpp"
#include "tanji/verification/missing_carbon.hpp"

/// \file
/// Cases of ../shared/cases/china.json on verification: a month that was not measured, and a number against its second source.
/// Recognised by what they hold, never by their id.
namespace golden {

/// Name of each expected number and ours; a flag is 1 or 0. A name that nobody computes is NaN, which equals nothing.
using NamedNumbers = std::vector<std::pair<std::string, double>>;

/// Inputs FC_month, Car_month (null: not measured), NCV_month_K, CC_default, OF; expected Car_K and tCO2.
inline std::optional<NamedNumbers> missing_carbon_kind(tanji::JsonValue test_case) {
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
    auto const year = tanji::carbon_year(months, {.carbon_per_heat = inputs.find("CC_default").number().value_or(0), .default_heating_value = inputs.find("NCV_default").number(), .oxidation = inputs.find("OF").number().value_or(1)});
    NamedNumbers numbers;
    for (auto const [name, value] : test_case.find("expected").members()) {
        double ours = std::nan("");
        if (name == "tCO2") ours = year.co2;
        if (name.substr(0, 4) == "Car_") ours = year.carbon.at(std::stoul(std::string(name.substr(4))) - 1);
        numbers.emplace_back(name, ours);
    }
    return numbers;
}

/// Inputs reported and verified; expected dev_pct and flag.
inline std::optional<NamedNumbers> deviation_kind(tanji::JsonValue test_case) {
    auto const reported = test_case.find("inputs").find("reported").number();
    auto const verified = test_case.find("inputs").find("verified").number();
    if (!reported || !verified) return std::nullopt;
    NamedNumbers numbers;
    for (auto const [name, value] : test_case.find("expected").members()) {
        double ours = std::nan("");
        if (name == "dev_pct") ours = 100 * tanji::deviation(*reported, *verified);
        if (name == "flag") ours = tanji::check_deviation({.reported = *reported, .verified = *verified}) ? 1 : 0;
        numbers.emplace_back(name, ours);
    }
    return numbers;
}

inline std::optional<NamedNumbers> verification_kind(tanji::JsonValue test_case) {
    if (auto numbers = missing_carbon_kind(test_case)) return numbers;
    return deviation_kind(test_case);
}

}  // namespace golden
