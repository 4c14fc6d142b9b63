// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <utility>
#include <vector>

#include "golden/account_case.hpp"
#include "golden/electricity_kinds.hpp"
#include "golden/verification_kinds.hpp"
#include "support/shared.hpp"
#include "tanji/accounting/fuel.hpp"
#include "tanji/accounting/mass_balance.hpp"
#include "tanji/accounting/rule_set.hpp"
#include "tanji/accounting/steam.hpp"
#include "tanji/base/file.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/base/exact_sum.hpp"

/// \file
/// One function for each kind of case of china.json that this issue computes; it gives nothing if the case is of another kind. The letters of the
/// inputs are those of the standards.
namespace golden {

/// A number of an object of inputs.
inline std::optional<double> in(JsonValue object, std::string_view key) { return object.find(key).number(); }

inline bool has(JsonValue object, std::initializer_list<std::string_view> keys) {
    for (auto const key : keys) {
        if (!in(object, key)) return false;
    }
    return true;
}

inline tanji::MaterialFlow flow(JsonValue object, std::string_view amount, std::string_view share) {
    return {std::string(amount), tanji::Mass::of(in(object, amount).value_or(0), tanji::units::t), in(object, share).value_or(0)};
}
inline tanji::MaterialFlow carbon_flow(JsonValue object, std::string_view amount) { return {std::string(amount), tanji::Mass::of(in(object, amount).value_or(0), tanji::units::t), 1}; }

inline double tonnes(tanji::Co2Mass co2) { return co2.in(tanji::units::t); }

/// NCV, CC and OF of a fuel: its CO2 factor, t per unit of the fuel.
inline std::optional<double> fuel_factor(JsonValue fuel) {
    if (!has(fuel, {"NCV", "CC", "OF"})) return {};
    tanji::FuelCarbon const carbon{.heat = {*in(fuel, "NCV"), tanji::unit("GJ net/t")}, .carbon = {*in(fuel, "CC"), tanji::unit("t C/GJ net")}, .oxidation = *in(fuel, "OF")};
    return tonnes(tanji::fuel_co2({1, tanji::unit("t")}, carbon));
}

/// CO2 of one part of a plant, by the letters of GB/T 32151.34: fuels by volume or mass, desulphurisation, electricity, heat, indirect emissions.
inline std::optional<double> plant_part(JsonValue part) {
    for (auto const& [amount, carbon] : {std::pair("AFV", "FCV"), std::pair("AFm", "FCm"), std::pair("AD", "FC")}) {
        if (!has(part, {amount, carbon, "OF"})) continue;
        tanji::FuelCarbon const fuel{.carbon = {*in(part, carbon), tanji::unit("t C/t")}, .oxidation = *in(part, "OF")};
        return tonnes(tanji::fuel_co2({*in(part, amount), tanji::unit("t")}, fuel));
    }
    if (has(part, {"CAL", "I", "EF"})) {
        return tonnes(tanji::try_carbonate_co2(tanji::Mass::of(*in(part, "CAL"), tanji::units::t), *in(part, "I"), *in(part, "EF"), in(part, "TR").value_or(1)).value());
    }
    if (has(part, {"MWh", "EF"})) return tonnes_of(tanji::emission({*in(part, "MWh"), tanji::unit("MWh")}, tanji::electricity_factor("case", *in(part, "EF"), "case")));
    if (has(part, {"kg", "h_kJkg", "EF"})) {
        return tanji::try_steam_heat(tanji::Mass::stored(*in(part, "kg")), *in(part, "h_kJkg"), in(part, "h_feed").value_or(0)).value().in(tanji::units::GJ) * *in(part, "EF");
    }
    if (has(part, {"GJ", "EF"})) return *in(part, "GJ") * *in(part, "EF");
    if (has(part, {"in_e", "in_h", "out_e", "out_h"})) {
        tanji::ExactSum sum;
        for (auto const& [key, sign] : {std::pair("in_e", 1), std::pair("in_h", 1), std::pair("out_e", -1), std::pair("out_h", -1)}) sum.add(sign * *in(part, key));
        return sum.value();
    }
    return {};
}

/// A map of fuels.
inline std::optional<Answer> fuel_table_kind(JsonValue test_case) {
    Answer answer;
    for (auto const [key, fuel] : test_case.find("inputs").members()) {
        auto const factor = fuel_factor(fuel);
        if (!factor) return {};
        answer.numbers[std::string(key)] = *factor;
    }
    if (answer.numbers.empty()) return {};
    return answer;
}

/// Named parts of a plant, each by its own letters, and the sum of direct and indirect emissions.
inline std::optional<Answer> plant_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    Answer answer;
    for (auto const [key, part] : inputs.members()) {
        if (auto const co2 = plant_part(part)) answer.numbers[std::string(key)] = *co2;
    }
    if (auto const alone = plant_part(inputs)) answer.numbers["tCO2"] = *alone;  // one part without a name
    if (answer.numbers.empty()) return {};
    if (auto const direct = in(inputs, "direct"); direct && answer.numbers.contains("indirect")) answer.numbers["total"] = *direct + answer.numbers["indirect"];
    return answer;
}

/// Calcining: green coke in, calcined coke, under-burned coke and dust out; fixed carbon and volatiles.
inline std::optional<Answer> calcining_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    if (!has(inputs, {"GC", "WFC", "CC", "WFC_C"})) return {};
    std::vector const in_carbon{flow(inputs, "GC", "WFC")}, out_carbon{flow(inputs, "CC", "WFC_C"), flow(inputs, "UCC", "WFC_C"), flow(inputs, "DU", "WFC_C")};
    std::vector const in_volatile{flow(inputs, "GC", "WVar")}, out_volatile{flow(inputs, "CC", "WVar_C")};
    auto const fixed = tanji::try_carbon_balance(in_carbon, out_carbon);
    auto const burned = tanji::try_volatile_balance(in_volatile, out_volatile, in(inputs, "K1").value_or(0));
    return Answer{{{"fixed_carbon_part", tonnes(fixed.value())}, {"volatile_part", tonnes(burned.value())}, {"tCO2", tonnes(*fixed + *burned)}}, {}};
}

/// Baking: green parts and packing coke in, tar and baked parts out.
inline std::optional<Answer> baking_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    if (!has(inputs, {"BPM", "BG", "BP", "BPFC"})) return {};
    std::vector const in_carbon{flow(inputs, "BPM", "BPMFC"), flow(inputs, "BG", "BGFC")}, out_carbon{carbon_flow(inputs, "BWT"), flow(inputs, "BP", "BPFC")};
    std::vector const in_volatile{flow(inputs, "BPM", "BPMVar"), flow(inputs, "BG", "BGVar")};
    auto const fixed = tanji::try_carbon_balance(in_carbon, out_carbon);
    auto const burned = tanji::try_volatile_balance(in_volatile, {}, in(inputs, "K2").value_or(0));
    return Answer{{{"fixed_carbon_part", tonnes(fixed.value())}, {"volatile_part", tonnes(burned.value())}, {"tCO2", tonnes(*fixed + *burned)}}, {}};
}

/// Graphitising: baked parts and stacking material in, residues and graphite out.
inline std::optional<Answer> graphitising_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    if (!has(inputs, {"GPM", "GPMFC", "GP", "GPFC"})) return {};
    std::vector const in_carbon{flow(inputs, "GPM", "GPMFC"), flow(inputs, "GTA", "GTAFC")}, out_carbon{carbon_flow(inputs, "GWT"), flow(inputs, "GP", "GPFC")};
    std::vector const in_volatile{flow(inputs, "GPM", "GPMVar")};
    auto const fixed = tanji::try_carbon_balance(in_carbon, out_carbon);
    auto const burned = tanji::try_volatile_balance(in_volatile, {}, in(inputs, "K3").value_or(0));
    return Answer{{{"fixed_carbon_part", tonnes(fixed.value())}, {"volatile_part", tonnes(burned.value())}, {"tCO2", tonnes(*fixed + *burned)}}, {}};
}

/// The table of the standard, which does not ship: absent where ../shared is.
inline std::optional<std::string> steam_table_path(bool superheated) {
    return tanji::test::shared_path(superheated ? "facts/china/steam_superheated.csv" : "facts/china/steam_saturated.csv");
}

/// Steam between two rows that the case brings, or by the table of the standard; superheated where the case names a temperature.
inline std::optional<Answer> steam_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const pressure = in(inputs, "P"), temperature = in(inputs, "T");
    if (!pressure) return {};
    std::vector<tanji::SaturatedSteam> saturated;
    std::vector<tanji::SuperheatedSteam> superheated;
    for (auto const* name : {"lo", "hi"}) {
        auto const row = inputs.find(name);
        if (!in(row, "h")) continue;
        if (temperature) superheated.push_back({in(row, "P").value_or(*pressure), in(row, "T").value(), in(row, "h").value()});
        else saturated.push_back({in(row, "P").value(), in(row, "T").value_or(0), in(row, "h").value()});
    }
    tanji::SteamTable table;
    if (!saturated.empty() || !superheated.empty()) table = tanji::SteamTable(std::move(saturated), std::move(superheated));
    else if (auto const path = steam_table_path(temperature.has_value())) table = tanji::SteamTable::from_csv(tanji::read_text_file(*path), *path);
    else return {};
    if (temperature) return Answer{{{"h", table.superheated(*pressure, *temperature).value().enthalpy}}, {}};
    auto const steam = table.saturated(*pressure).value();
    return Answer{{{"T", steam.temperature}, {"h", steam.enthalpy}}, {}};
}

/// Molar masses of carbonates. Table C.2 prints three decimals, and so does a case that is held against it.
inline std::optional<Answer> carbonate_kind(JsonValue test_case) {
    auto const masses = test_case.find("inputs").find("M");
    if (!masses.is(JsonKind::object)) return {};
    Answer answer;
    for (auto const [formula, mass] : masses.members()) {
        double const factor = tanji::try_carbonate_factor(formula, mass.number().value()).value();
        auto const expected = test_case.find("expected").find(formula).number();
        bool const printed = expected && tanji::rounded(*expected, 3, tanji::RoundingMode::half_up) == *expected;
        answer.numbers[std::string(formula)] = printed ? tanji::rounded(factor, 3, tanji::RoundingMode::half_up) : factor;
    }
    return answer;
}

/// Coal or gas by measured carbon, or by heat and default carbon: the plant's formula, whatever the unit of the fuel is called.
inline std::optional<Answer> unit_fuel_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    std::optional<double> fuel;
    for (auto const [key, value] : inputs.members()) {
        if (key.starts_with("FC_") && value.number()) fuel = value.number();
    }
    if (!fuel || !in(inputs, "OF") || (!in(inputs, "Car") && !has(inputs, {"NCV", "CC"}))) return {};
    tanji::FuelCarbon const carbon = in(inputs, "Car") ? tanji::FuelCarbon{.carbon = {*in(inputs, "Car"), tanji::unit("t C/t")}, .oxidation = *in(inputs, "OF")}
                                                       : tanji::FuelCarbon{.heat = {*in(inputs, "NCV"), tanji::unit("GJ net/t")}, .carbon = {*in(inputs, "CC"), tanji::unit("t C/GJ net")}, .oxidation = *in(inputs, "OF")};
    return Answer{{{"Car", tanji::try_carbon_content(carbon).value().value}, {"tCO2", tonnes(tanji::fuel_co2({*fuel, tanji::unit("t")}, carbon))}}, {}};
}

/// Kinds of later work, by the head (chapter) that a case names.
inline std::optional<Pending> pending_china(JsonValue test_case) {
    switch (test_case.find("head").integer().value_or(0)) {
        case 2: return Pending{"power plants", "the methods of the carbon market are modules of a later issue"};
        case 3: return Pending{"steel, cement, aluminium", "the methods of the carbon market are modules of a later issue"};
        case 5: return Pending{"product footprints", "product rules come with their exchange formats"};
        case 6: return Pending{"regional inventories", "inventories of provinces and cities are a later issue"};
        case 7: return Pending{"parks", "indicators of parks are a later issue"};
        case 8: return Pending{"targets and drivers", "decomposition and targets are a later issue"};
        default: break;
    }
    bool const steam = in(test_case.find("inputs"), "P").has_value();
    if (steam && !steam_table_path(false)) return Pending{"steam by the table of the standard", "skipped: ../shared/facts is not here"};
    return {};
}

/// What the library makes of a case; nothing if no kind knows it.
inline std::optional<Answer> run_china(JsonValue test_case) {
    if (auto answer = electricity_kind(test_case)) return answer;
    if (auto answer = verification_kind(test_case)) return answer;
    for (auto const kind : {calcining_kind, baking_kind, graphitising_kind, carbonate_kind, steam_kind, unit_fuel_kind, fuel_table_kind, plant_kind}) {
        if (auto answer = kind(test_case)) return answer;
    }
    return {};
}

}  // namespace golden
