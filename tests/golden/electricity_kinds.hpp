// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/accounting/hourly.hpp"
#include "tanji/accounting/non_fossil.hpp"
#include "tanji/accounting/product_electricity.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

/// \file
/// Cases about electricity, one function for each kind: what the library computes from a case's inputs, under the keys of its "expected". A function gives
/// nothing if the inputs are of another kind. No expected number is read here: the runner compares.
namespace golden {

using ElectricityNumbers = std::vector<std::pair<std::string, double>>;  ///< key, with "/" between levels, and our number

inline std::optional<double> input(tanji::JsonValue test_case, std::string_view name) { return test_case.find("inputs").find(name).number(); }

inline bool has_inputs(tanji::JsonValue test_case, std::initializer_list<std::string_view> names) {
    for (auto const name : names) {
        if (!input(test_case, name)) return false;
    }
    return true;
}

inline std::vector<double> input_series(tanji::JsonValue test_case, std::string_view name) {
    std::vector<double> values;
    for (auto const item : test_case.find("inputs").find(name).items()) values.push_back(item.number().value());
    return values;
}

/// One holder, one meter, and certificates of the best kind for part of it, by the way users take.
inline tanji::Registry one_meter(double load_mwh, double certified_mwh) {
    tanji::Registry registry;
    registry.add(tanji::Consumption{.id = "load", .holder = "holder", .meter = "meter", .period = tanji::year_period(2024), .amount = tanji::mwh(load_mwh), .market = "market"});
    if (certified_mwh <= 0) return registry;
    registry.add(tanji::Certificate{.id = "certificates", .issuer = "registry", .device = "device", .technology = "wind", .vintage = tanji::year_period(2024), .market = "market",
                                    .amount = tanji::mwh(certified_mwh), .state = tanji::CertificateState::cancelled, .owner = "holder", .beneficiary = "holder", .kg_co2_per_kwh = 0, .evidence = "case"});
    registry.allot("certificates", "load");
    return registry;
}

inline double tonnes_of(tanji::Emission const& emission) { return emission.gases().find(tanji::gas::co2_fossil).value().in(tanji::units::t); }

inline tanji::ElectricityRules rules_named(std::string_view id, int year) {
    return tanji::ElectricityRules::from(tanji::RuleSet::get(id, tanji::year_period(year), {.allow_other_edition = true}));
}

/// Load, certificates, grid and residual factor (t/MWh): both methods, and what the market result would be if unproven kWh took the grid average.
inline std::optional<ElectricityNumbers> scope2_dual(tanji::JsonValue test_case) {
    if (!has_inputs(test_case, {"load_MWh", "rec_MWh", "grid_t_per_MWh", "residual_t_per_MWh"})) return {};
    double const load = *input(test_case, "load_MWh"), certified = *input(test_case, "rec_MWh");
    tanji::ElectricityFactors factors{.grid = tanji::electricity_factor("grid", *input(test_case, "grid_t_per_MWh"), "case"),
                                      .residual = tanji::electricity_factor("residual", *input(test_case, "residual_t_per_MWh"), "case")};
    auto const registry = one_meter(load, certified);
    auto const result = tanji::try_electricity(registry, "holder", rules_named("ghg-protocol", 2024), factors).value();
    factors.residual = nullptr;  // the rule then takes the grid average, with a warning
    auto const without = tanji::try_electricity(registry, "holder", rules_named("ghg-protocol", 2024), factors).value();
    return ElectricityNumbers{{"location_t", tonnes_of(result.location_emission())}, {"market_t", tonnes_of(result.market_emission())},
                              {"wrong_market_if_grid_used", tonnes_of(without.market_emission())}};
}

/// Hours of load and clean supply.
inline std::optional<ElectricityNumbers> hourly_matching(tanji::JsonValue test_case) {
    auto const load = input_series(test_case, "load_MWh"), clean = input_series(test_case, "clean_MWh");
    if (load.empty() || clean.empty()) return {};
    auto const match = tanji::try_hourly_match(load, clean).value();
    return ElectricityNumbers{{"annual_match", match.annual_share}, {"hourly_match", match.hourly_share}, {"surplus_MWh", match.surplus}};
}

/// Two maps EF<year> of places to factors: change from the earlier to the later in percent, one decimal.
inline std::optional<ElectricityNumbers> yearly_change(tanji::JsonValue test_case) {
    tanji::JsonValue earlier, later;
    std::string early_key, late_key;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (key.substr(0, 2) != "EF" || !value.is(tanji::JsonKind::object)) continue;
        std::string const name(key);
        if (early_key.empty() || name < early_key) earlier = value, early_key = name;
        if (late_key.empty() || name > late_key) later = value, late_key = name;
    }
    if (early_key.empty() || early_key == late_key) return {};
    ElectricityNumbers numbers;
    for (auto const [place, value] : earlier.members()) {
        double const change = (later.find(place).number().value() / value.number().value() - 1) * 100;
        numbers.emplace_back("pct/" + std::string(place), tanji::rounded(change, 1, tanji::RoundingMode::half_even));
    }
    return numbers;
}

/// Bought power with a proven part under three rules, keys EF_national_<year> and EF_excl_<year>. Also tries the claim without proof: GB/T 32151 must refuse it.
inline std::optional<ElectricityNumbers> purchase_by_methods(tanji::JsonValue test_case) {
    std::optional<double> national, residual;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (key.substr(0, 11) == "EF_national") national = value.number();
        if (key.substr(0, 7) == "EF_excl") residual = value.number();
    }
    if (!has_inputs(test_case, {"AD_MWh", "AD_green_MWh"}) || !national || !residual) return {};
    auto const average = tanji::electricity_factor("national", *national, "case");
    tanji::ElectricityFactors const factors{.grid = average, .national = average, .residual = tanji::electricity_factor("residual", *residual, "case")};
    auto const registry = one_meter(*input(test_case, "AD_MWh"), *input(test_case, "AD_green_MWh"));
    auto const chinese = rules_named("gbt-32151.34", 2025);
    auto const annual = tanji::try_electricity(registry, "holder", rules_named("ghg-protocol", 2024), factors).value();
    auto const national_rule = tanji::try_electricity(registry, "holder", chinese, factors).value();
    auto const unproven = one_meter(*input(test_case, "AD_MWh"), 0);
    std::vector<tanji::EnergyContract> const contract{{.id = "no proof", .consumption = "load", .amount = tanji::mwh(*input(test_case, "AD_green_MWh")), .technology = "wind", .attributes_included = true}};
    auto const refused = tanji::try_electricity(unproven, "holder", chinese, factors, contract);
    double const wrong = -1;  // equal to no expected number
    bool const right = !refused && refused.problem().id == "electricity.proof";
    return ElectricityNumbers{{"location_tCO2", tonnes_of(annual.location_emission())}, {"market_gbt32151_tCO2", right ? tonnes_of(national_rule.market_emission()) : wrong},
                              {"market_residual_tCO2", tonnes_of(annual.market_emission())}};
}

/// kWh of a product, footprint factors cfp<year> and the direct factor co2_<year>, which a footprint must refuse.
inline std::optional<ElectricityNumbers> product_electricity(tanji::JsonValue test_case) {
    auto const used = input(test_case, "kWh");
    if (!used) return {};
    ElectricityNumbers numbers;
    std::optional<double> direct, footprint;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (key.substr(0, 4) == "co2_") direct = value.number();
        if (key.substr(0, 3) != "cfp") continue;
        auto factor = *tanji::electricity_factor(std::string(key), 0, "case");
        factor.kind = tanji::FactorKind::footprint;
        factor.gases = {};
        factor.co2e = tanji::Co2e::stored(value.number().value());
        auto const emission = tanji::try_footprint_emission(tanji::kwh(*used), std::make_shared<tanji::Factor const>(factor)).value();
        numbers.emplace_back(std::string(key) + "_kg", emission.co2e(tanji::gwp::ar5(100), {.keep_published = true}).stored());
        if (!footprint) footprint = numbers.back().second;
    }
    if (!direct || !footprint) return {};
    auto const factor = tanji::electricity_factor("direct", *direct, "case");
    bool const refused = !tanji::try_footprint_emission(tanji::kwh(*used), factor);
    double const wrong = refused ? *used * *direct : -1;
    numbers.emplace_back("wrong_kg", wrong);
    numbers.emplace_back("understatement_pct", (*footprint - wrong) / *footprint * 100);
    return numbers;
}

/// A user's (or city's) non-fossil electricity.
inline std::optional<ElectricityNumbers> non_fossil_user(tanji::JsonValue test_case) {
    if (!has_inputs(test_case, {"physical_MWh", "green_trade_MWh", "gec_MWh", "grid_offtake_MWh", "intra_province_coef"})) return {};
    auto const result = tanji::try_non_fossil({*input(test_case, "physical_MWh"), *input(test_case, "green_trade_MWh"), input(test_case, "nuclear_trade_MWh").value_or(0), *input(test_case, "gec_MWh"),
                                               *input(test_case, "grid_offtake_MWh"), *input(test_case, "intra_province_coef")}).value();
    return ElectricityNumbers{{"allocated_MWh", result.allotted}, {"total_MWh", result.total}, {"indirect_fossil_MWh", result.other}};
}

/// A province's coefficient.
inline std::optional<ElectricityNumbers> province_coefficient(tanji::JsonValue test_case) {
    if (!has_inputs(test_case, {"Q_prov", "phys", "trade", "gec", "gen_nonfossil", "grid_fossil", "net_in"})) return {};
    return ElectricityNumbers{{"k", tanji::try_province_coefficient({*input(test_case, "Q_prov"), *input(test_case, "phys"), *input(test_case, "trade"), *input(test_case, "gec"),
                                                                    *input(test_case, "gen_nonfossil"), *input(test_case, "grid_fossil"), *input(test_case, "net_in")}).value()}};
}

/// Whichever kind it is.
inline std::optional<ElectricityNumbers> electricity_kind(tanji::JsonValue test_case) {
    for (auto const kind : {&scope2_dual, &hourly_matching, &yearly_change, &purchase_by_methods, &product_electricity, &non_fossil_user, &province_coefficient}) {
        if (auto numbers = kind(test_case)) return numbers;
    }
    return {};
}

}  // namespace golden
