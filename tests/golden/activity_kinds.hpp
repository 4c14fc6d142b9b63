// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <vector>

#include "golden/case_keys.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/factors/blend.hpp"
#include "tanji/units/conversions.hpp"
#include "tanji/units/literals.hpp"

/// \file
/// Cases of the form amount times factors: fuels by mass, volume and heat (IPCC, US), with a biogenic share or without, electricity by pounds. The keys of
/// a case name its units, so the units decide what is multiplied by what: "ncv_TJ_per_Gg" leads from a mass to heat, "CH4_lb_per_GWh" from energy to a gas.
namespace golden {

/// An activity's gases as an emission of one, so that CO2e comes from the library.
inline tanji::Emission emission_of(tanji::GasMasses const& gases) {
    auto factor = std::make_shared<tanji::Factor>();
    factor->key = "case";
    factor->per = tanji::unit("kg");
    factor->gases = gases;
    return tanji::emission({1, tanji::unit("kg")}, factor);
}

/// All of a case that multiplies.
struct Activity {
    std::optional<tanji::Amount> amount;
    std::vector<Ratio> ratios;
    double oxidation = 1;
    std::optional<double> share;          // biogenic
    std::vector<tanji::Amount> reached;   // the amount in every kind that the conversions lead to
};

/// A share of a biofuel: "bio_share", "ethanol_fraction", "blend_percent".
inline bool is_share(Key const& key) {
    for (auto const* word : {"share", "fraction", "percent", "pct", "blend", "ratio"}) {
        if (key.has(word)) return true;
    }
    return false;
}

/// Reads amounts and ratios, also maps of them: "ef_kg_per_TJ": {"CO2": 56100}, "CO2_kg_per_l": {"fossil": 2.7}.
inline Activity read_activity(JsonValue inputs) {
    Activity activity;
    for (auto const [name, value] : inputs.members()) {
        Key const key(name);
        if (value.is(JsonKind::object)) {
            for (auto const [inner, number] : value.members()) {
                auto ratio = ratio_of(name, number.number().value_or(0));
                if (!ratio || !number.number()) continue;
                Key const named(inner);
                if (!named.gas.empty()) ratio->gas = named.gas;
                if (!named.origin.empty()) ratio->origin = named.origin;
                activity.ratios.push_back(*ratio);
            }
        } else if (auto const number = value.number()) {
            if (auto const ratio = ratio_of(name, *number)) activity.ratios.push_back(*ratio);
            else if (key.has("oxidation") || name == "OF") activity.oxidation = *number;
            else if (is_share(key)) activity.share = *number > 1 || key.has("percent") || key.has("pct") ? *number / 100 : *number;
            else if (key.unit && !activity.amount) activity.amount = tanji::Amount{*number, *key.unit};
        }
    }
    return activity;
}

/// The amount as mass, volume and heat, by the ratios that are no gases.
inline void convert_amount(Activity& activity) {
    activity.reached = {*activity.amount};
    for (std::size_t i = 0; i < activity.reached.size() && activity.reached.size() < 8; ++i) {
        for (auto const& ratio : activity.ratios) {
            if (!ratio.gas.empty()) continue;
            auto const next = tanji::try_multiply(activity.reached[i], ratio.amount);
            if (!next || next->unit.terms().size() != 1 || next->unit.terms()[0].power != 1) continue;
            bool known = false;
            for (auto const& there : activity.reached) known = known || tanji::same_kind(there.unit, next->unit);
            if (!known) activity.reached.push_back(*next);
        }
    }
}

/// Gases of the whole amount, if it were all fossil or all biogenic: ratios without an origin serve for both. CO2 without a word on oxidation is all of it.
inline tanji::GasMasses gases_of(Activity const& activity, std::string_view origin) {
    tanji::GasMasses gases;
    for (auto const& ratio : activity.ratios) {
        if (ratio.gas.empty() || (!ratio.origin.empty() && ratio.origin != origin)) continue;
        for (auto const& amount : activity.reached) {
            auto const mass = tanji::try_multiply(amount, ratio.amount);
            if (!mass || !tanji::same_kind(mass->unit, tanji::unit("kg"))) continue;
            auto const kg = tanji::as<tanji::Mass>(*mass);
            if (ratio.gas == "CH4" || ratio.gas == "N2O") gases.add(tanji::get_gas(ratio.gas), kg);
            else {
                double const carbon_dioxide = ratio.gas == "C" ? tanji::carbon_to_co2(tanji::CarbonMass::stored(kg.stored())).stored() : kg.stored();
                gases.add(origin == "bio" ? tanji::gas::co2_biogenic : tanji::gas::co2_fossil, tanji::Mass::stored(carbon_dioxide * activity.oxidation));
            }
            break;
        }
    }
    return gases;
}

/// What is burned: the fossil fuel, or its mixture with the biofuel by the library's try_mix.
inline tanji::GasMasses burned(Activity const& activity) {
    auto fossil = gases_of(activity, "fossil");
    if (!activity.share) return fossil;
    auto const fuel = [](char const* key, tanji::GasMasses gases) {
        tanji::Factor made;
        made.key = key;
        made.per = tanji::unit("l");
        made.gases = std::move(gases);
        return made;
    };
    auto const mixed = tanji::try_mix(fuel("fossil", std::move(fossil)), fuel("bio", gases_of(activity, "bio")), *activity.share, "mixed").value();
    return tanji::emission({1, tanji::unit("l")}, std::make_shared<tanji::Factor>(mixed)).gases();
}

/// One expected key: "CO2_kg", "energy_TJ", "CO2e_t", "biogenic_CO2_kg", "outside_scopes_CO2_kg", or what comes out if tonnes are taken for short tons.
inline std::optional<double> asked_of(Activity const& activity, tanji::GasMasses const& gases, Key const& key, std::optional<tanji::GwpSet> const& set) {
    auto const mass = [&](tanji::Gas gas) -> std::optional<double> {
        auto const found = gases.find(gas);
        return found ? std::optional(found->stored()) : std::nullopt;
    };
    if (!key.unit) return {};
    if (key.has("metric")) return gases.begin()->second.stored() * tanji::unit("t").scale() / tanji::unit("short ton").scale() / key.unit->scale();  // as many more as a tonne is larger
    if (key.has("energy") || key.gas.empty()) {
        for (auto const& amount : activity.reached) {
            if (tanji::same_kind(amount.unit, *key.unit)) return tanji::convert(amount, *key.unit).value;
        }
    }
    std::optional<double> kg;
    if (key.gas == "CO2e") {
        if (!set) return {};
        kg = emission_of(gases).co2e(*set).stored();
    } else if (key.gas == "CH4" || key.gas == "N2O") kg = mass(tanji::get_gas(key.gas));
    else if (key.gas == "CO2") kg = mass(key.origin == "bio" ? tanji::gas::co2_biogenic : tanji::gas::co2_fossil);
    if (!kg) return {};
    return *kg / key.unit->scale();
}

inline std::optional<Answer> amount_times_factors(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto activity = read_activity(inputs);
    if (!activity.amount || activity.ratios.empty()) return {};
    convert_amount(activity);
    auto const gases = burned(activity);
    if (gases.empty()) return {};
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        auto const own = gwp_in(name);
        auto const number = asked_of(activity, gases, Key(name), own ? own : gwp_in(text_of(inputs.find("gwp"))));
        if (number) answer.numbers[std::string(name)] = *number;
    }
    return answer;
}

}  // namespace golden
