// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <vector>

#include "golden/account_case.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/units/amount.hpp"
#include "tanji/units/conversions.hpp"
#include "tanji/units/literals.hpp"

/// \file
/// Cases of the form amount times factors: fuels by mass and heat (IPCC, US), electricity by pounds. The keys of a case name its units, so the units decide
/// what is multiplied by what: "ncv_TJ_per_Gg" leads from a mass to heat, "CH4_lb_per_GWh" from energy to a gas.
namespace golden {

/// Abbreviations of the cases that the library refuses as ambiguous, spelled out.
inline std::string spelled_out(std::string_view token) {
    for (auto const& [from, to] : {std::pair<std::string_view, std::string_view>{"st", "short ton"}, {"gal", "US gallon"}, {"gallon", "US gallon"}, {"gallons", "US gallon"}, {"litres", "l"}, {"L", "l"},
                                   {"short", "short ton"}, {"tonne", "t"}, {"tonnes", "t"}}) {
        if (token == from) return std::string(to);
    }
    return std::string(token);
}

inline std::optional<tanji::Unit> unit_of(std::string_view token) {
    auto unit = tanji::try_unit(spelled_out(token));
    if (!unit) return {};
    return *unit;
}

/// The unit at the end of a key: "mass_t", "MWh", "short_ton".
inline std::optional<tanji::Unit> unit_at_end(std::string_view key) {
    if (key.find("short_ton") != std::string_view::npos) return unit_of("st");
    auto const last = key.rfind('_');
    return unit_of(last == std::string_view::npos ? key : key.substr(last + 1));
}

/// One input that is a ratio: of what, and per what.
struct Ratio {
    std::string gas;  ///< "CO2"; empty for heating values
    tanji::Amount amount;
};

/// "CH4_lb_per_GWh": gas, unit above and below the stroke.
inline std::optional<Ratio> ratio_of(std::string_view key, double value) {
    auto const per = key.find("_per_");
    if (per == std::string_view::npos) return {};
    auto const below = unit_of(key.substr(per + 5));
    auto const front = key.substr(0, per);
    auto const above = unit_at_end(front);
    if (!above || !below) return {};
    auto const first = front.substr(0, front.find('_'));
    bool const gas = first == "CO2" || first == "CH4" || first == "N2O";
    bool const mass = above->terms() == std::vector<tanji::UnitTerm>{{tanji::Kind::mass, 1}};
    auto const unit = tanji::try_divide(*above, *below);
    if (!unit) return {};
    return Ratio{gas ? std::string(first) : mass ? "CO2" : "", {value, *unit}};
}

inline tanji::Gas gas_named(std::string_view name) {
    if (name == "CO2") return tanji::gas::co2_fossil;
    return tanji::get_gas(name);
}

/// All of a case that multiplies.
struct Activity {
    std::optional<tanji::Amount> amount;
    std::vector<Ratio> ratios;
    tanji::GasMasses gases;
    std::optional<tanji::Amount> energy;
};

/// Reads amounts and ratios, also maps of them: "ef_kg_per_TJ": {"CO2": 56100}.
inline Activity read_activity(JsonValue inputs) {
    Activity activity;
    for (auto const [key, value] : inputs.members()) {
        if (value.is(JsonKind::object)) {
            for (auto const [gas, number] : value.members()) {
                auto ratio = ratio_of(key, number.number().value_or(0));
                if (!ratio || !number.number()) continue;
                ratio->gas = std::string(gas);
                activity.ratios.push_back(*ratio);
            }
        } else if (auto const number = value.number()) {
            if (auto ratio = ratio_of(key, *number)) activity.ratios.push_back(*ratio);
            else if (auto const unit = unit_at_end(key)) activity.amount = tanji::Amount{*number, *unit};
        }
    }
    return activity;
}

/// Heat by the ratio that fits, and a mass of each gas by the factor that fits.
inline bool run_activity(Activity& activity) {
    if (!activity.amount) return false;
    auto const is = [](tanji::Unit const& unit, char const* like) { return tanji::same_kind(unit, tanji::unit(like)); };
    if (is(activity.amount->unit, "J")) activity.energy = activity.amount;
    for (auto const& ratio : activity.ratios) {
        if (!ratio.gas.empty()) continue;
        auto const heat = tanji::try_multiply(*activity.amount, ratio.amount);
        if (heat && is(heat->unit, "J")) activity.energy = *heat;
    }
    for (auto const& ratio : activity.ratios) {
        if (ratio.gas.empty()) continue;
        for (auto const& amount : {activity.amount, activity.energy}) {
            if (!amount) continue;
            auto const mass = tanji::try_multiply(*amount, ratio.amount);
            if (!mass || !is(mass->unit, "kg")) continue;
            activity.gases.add(gas_named(ratio.gas), tanji::as<tanji::Mass>(*mass));
            break;
        }
    }
    return !activity.gases.empty();
}

/// An activity's gases as an emission of one, so that CO2e comes from the library.
inline tanji::Emission emission_of(tanji::GasMasses const& gases) {
    auto factor = std::make_shared<tanji::Factor>();
    factor->key = "case";
    factor->per = tanji::unit("kg");
    factor->gases = gases;
    return tanji::emission({1, tanji::unit("kg")}, factor);
}

/// Answers for each key that is expected: "CO2_kg", "energy_TJ", "CO2e_t".
inline std::optional<Answer> amount_times_factors(JsonValue test_case) {
    auto activity = read_activity(test_case.find("inputs"));
    if (!run_activity(activity)) return {};
    auto const set = gwp_in(text_of(test_case.find("inputs").find("gwp")));
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        std::string const key(name);
        auto const unit = unit_at_end(key);
        if (!unit) continue;
        if (key.starts_with("energy") && activity.energy) answer.numbers[key] = tanji::convert(*activity.energy, *unit).value;
        else if (key.starts_with("CO2e") && set) answer.numbers[key] = emission_of(activity.gases).co2e(*set).stored() / unit->scale();
        else if (key.find("metric") != std::string::npos) {  // what comes out if a short ton is taken for a tonne
            // 100 "tonnes" hold as many short tons more as a tonne is larger.
            answer.numbers[key] = activity.gases.begin()->second.stored() * tanji::unit("t").scale() / tanji::unit("short ton").scale() / unit->scale();
        } else {
            auto const gas = key.substr(0, key.find('_'));
            if (gas != "CO2" && gas != "CH4" && gas != "N2O") continue;
            if (auto const mass = activity.gases.find(gas_named(gas))) answer.numbers[key] = mass->stored() / unit->scale();
        }
    }
    return answer;
}

}  // namespace golden
