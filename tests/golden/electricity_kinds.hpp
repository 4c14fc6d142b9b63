// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "golden/case_keys.hpp"
#include "tanji/accounting/hourly.hpp"
#include "tanji/accounting/non_fossil.hpp"
#include "tanji/accounting/product_electricity.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

/// \file
/// Cases about electricity, one function for each kind: what the library computes from a case's inputs, under the keys of its "expected". A function gives
/// nothing if the inputs are of another kind. No expected number is read here: the runner compares.
namespace golden {

inline std::optional<double> input(tanji::JsonValue test_case, std::string_view name) { return test_case.find("inputs").find(name).number(); }

inline bool has_inputs(tanji::JsonValue test_case, std::initializer_list<std::string_view> names) {
    for (auto const name : names) {
        if (!input(test_case, name)) return false;
    }
    return true;
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

/// Load, certificates, grid and residual factor: both methods, and what the market result would be if unproven kWh took the grid average. Without a residual
/// factor the rule takes that anyway, with a warning.
inline std::optional<Answer> scope2_dual(tanji::JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const load = named_in(inputs, "load", "MWh"), certified = named_in(inputs, "rec", "MWh");
    auto const grid = named_in(inputs, "grid", "t/MWh"), residual = named_in(inputs, "residual", "t/MWh");
    if (!load || !certified || !grid) return {};
    tanji::ElectricityFactors factors{.grid = tanji::electricity_factor("grid", *grid, "case"), .residual = residual ? tanji::electricity_factor("residual", *residual, "case") : nullptr};
    auto const registry = one_meter(*load, *certified);
    std::vector<tanji::EnergyContract> contracts;
    if (auto const supplied = named_in(inputs, "supplier", "MWh")) {
        contracts.push_back({.id = "supplier", .consumption = "load", .amount = tanji::mwh(*supplied), .supplier_rate = true, .kg_co2_per_kwh = named_in(inputs, "supplier", "t/MWh").value(), .attributes_included = true, .evidence = "case"});
    }
    auto const result = tanji::try_electricity(registry, "holder", rules_named("ghg-protocol", 2024), factors, contracts).value();
    factors.residual = nullptr;
    auto const without = tanji::try_electricity(registry, "holder", rules_named("ghg-protocol", 2024), factors, contracts).value();
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        Key const key(name);
        double const scale = key.unit ? key.unit->scale() / 1000 : 1;  // of tonnes
        if (key.text.starts_with("location")) answer.numbers[std::string(name)] = tonnes_of(result.location_emission()) / scale;
        if (key.text.starts_with("market")) answer.numbers[std::string(name)] = tonnes_of(result.market_emission()) / scale;
        if (name == "wrong_market_if_grid_used") answer.numbers[std::string(name)] = tonnes_of(without.market_emission());
    }
    return answer;
}

/// A list of hours under a key that starts with `name`.
inline std::vector<double> series_in(tanji::JsonValue inputs, std::string_view name) {
    std::vector<double> values;
    for (auto const [key, list] : inputs.members()) {
        if (!key.starts_with(name)) continue;
        for (auto const item : list.items()) values.push_back(item.number().value());
    }
    return values;
}

/// Hours of load and clean supply, in one unit.
inline std::optional<Answer> hourly_matching(tanji::JsonValue test_case) {
    auto const load = series_in(test_case.find("inputs"), "load_"), clean = series_in(test_case.find("inputs"), "clean_");
    if (load.empty() || clean.empty()) return {};
    auto const match = tanji::try_hourly_match(load, clean).value();
    Answer answer{{{"annual_match", match.annual_share}, {"hourly_match", match.hourly_share}}, {}};
    for (auto const [name, value] : test_case.find("expected").members()) {
        if (name.starts_with("surplus")) answer.numbers[std::string(name)] = match.surplus;
        if (name.starts_with("unmatched")) answer.numbers[std::string(name)] = match.load * (1 - match.hourly_share);
        if (name.starts_with("matched")) answer.numbers[std::string(name)] = match.load * match.hourly_share;
    }
    return answer;
}

/// Two maps EF<year> of places to factors: change from the earlier to the later in percent, one decimal.
inline std::optional<Answer> yearly_change(tanji::JsonValue test_case) {
    tanji::JsonValue earlier, later;
    std::string early_key, late_key;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (key.substr(0, 2) != "EF" || !value.is(tanji::JsonKind::object)) continue;
        std::string const name(key);
        if (early_key.empty() || name < early_key) earlier = value, early_key = name;
        if (late_key.empty() || name > late_key) later = value, late_key = name;
    }
    if (early_key.empty() || early_key == late_key) return {};
    Answer answer;
    for (auto const [place, value] : earlier.members()) {
        double const change = (later.find(place).number().value() / value.number().value() - 1) * 100;
        answer.numbers["pct/" + std::string(place)] = tanji::rounded(change, 1, tanji::RoundingMode::half_even);
    }
    return answer;
}

/// Bought power with a proven part under three rules, keys EF_national_<year> and EF_excl_<year>. Also tries the claim without proof: GB/T 32151 must refuse it.
inline std::optional<Answer> purchase_by_methods(tanji::JsonValue test_case) {
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
    bool const right = *input(test_case, "AD_green_MWh") == 0 || (!refused && refused.problem().id == "electricity.proof");
    return Answer{{{"location_tCO2", tonnes_of(annual.location_emission())}, {"market_gbt32151_tCO2", right ? tonnes_of(national_rule.market_emission()) : wrong},
                   {"market_residual_tCO2", tonnes_of(annual.market_emission())}}, {}};
}

/// Electricity of a product, footprint factors cfp<year> and direct factors co2_<year>, which a footprint must refuse.
inline std::optional<Answer> product_electricity(tanji::JsonValue test_case) {
    std::optional<double> used, direct, footprint;
    Answer answer;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (auto const unit = unit_of(key); unit && value.number() && tanji::same_kind(*unit, tanji::unit("kWh"))) used = *value.number() * unit->scale() / tanji::unit("kWh").scale();
        if (key.starts_with("co2_")) direct = value.number();
    }
    if (!used || !direct) return {};
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (!key.starts_with("cfp")) continue;
        auto factor = *tanji::electricity_factor(std::string(key), 0, "case");
        factor.kind = tanji::FactorKind::footprint;
        factor.gases = {};
        factor.co2e = tanji::Co2e::stored(value.number().value());
        auto const emission = tanji::try_footprint_emission(tanji::kwh(*used), std::make_shared<tanji::Factor const>(factor)).value();
        double const kg = emission.co2e(tanji::gwp::ar5(100), {.keep_published = true}).stored();
        answer.numbers[std::string(key) + "_kg"] = kg;
        if (!footprint) footprint = kg;
    }
    if (!footprint) return {};
    bool const refused = !tanji::try_footprint_emission(tanji::kwh(*used), tanji::electricity_factor("direct", *direct, "case"));
    double const wrong = refused ? *used * *direct : -1;
    answer.numbers["wrong_kg"] = wrong;
    answer.numbers["understatement_pct"] = (*footprint - wrong) / *footprint * 100;
    return answer;
}

/// A user's (or city's) non-fossil electricity.
inline std::optional<Answer> non_fossil_user(tanji::JsonValue test_case) {
    if (!has_inputs(test_case, {"physical_MWh", "green_trade_MWh", "gec_MWh", "grid_offtake_MWh", "intra_province_coef"})) return {};
    auto const result = tanji::try_non_fossil({*input(test_case, "physical_MWh"), *input(test_case, "green_trade_MWh"), input(test_case, "nuclear_trade_MWh").value_or(0), *input(test_case, "gec_MWh"),
                                               *input(test_case, "grid_offtake_MWh"), *input(test_case, "intra_province_coef")}).value();
    return Answer{{{"allocated_MWh", result.allotted}, {"total_MWh", result.total}, {"indirect_fossil_MWh", result.other}}, {}};
}

/// A province's coefficient.
inline std::optional<Answer> province_coefficient(tanji::JsonValue test_case) {
    if (!has_inputs(test_case, {"Q_prov", "phys", "trade", "gec", "gen_nonfossil", "grid_fossil", "net_in"})) return {};
    double const k = tanji::try_province_coefficient({*input(test_case, "Q_prov"), *input(test_case, "phys"), *input(test_case, "trade"), *input(test_case, "gec"),
                                                      *input(test_case, "gen_nonfossil"), *input(test_case, "grid_fossil"), *input(test_case, "net_in")}).value();
    return Answer{{{"k", k}}, {}};
}

/// Electricity of one technology in a footprint: its generation factor plus transmission and distribution ("td", "loss"), by kWh.
inline std::optional<Answer> technology_footprint(tanji::JsonValue test_case) {
    std::optional<double> used, generation, lines;
    for (auto const [name, value] : test_case.find("inputs").members()) {
        Key const key(name);
        if (!value.number()) continue;
        if (key.unit && tanji::same_kind(*key.unit, tanji::unit("kWh")) && !name.ends_with("per_kWh")) used = *value.number() * key.unit->scale() / tanji::unit("kWh").scale();
        else if (key.has("td") || key.has("loss") || key.has("t&d")) lines = value.number();
        else generation = value.number();
    }
    if (!used || !generation || !lines) return {};
    double kg = 0;
    for (auto const& [part, rate] : {std::pair("generation", *generation), std::pair("lines", *lines)}) {
        auto factor = *tanji::electricity_factor(part, 0, "case");
        factor.kind = tanji::FactorKind::footprint;
        factor.gases = {};
        factor.co2e = tanji::Co2e::stored(rate);
        kg += tanji::try_footprint_emission(tanji::kwh(*used), std::make_shared<tanji::Factor const>(factor)).value().co2e(tanji::gwp::ar5(100), {.keep_published = true}).stored();
    }
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        Key const key(name);
        if (value.number()) answer.numbers[std::string(name)] = key.has("per_kwh") || key.has("factor") ? kg / *used : kg / (key.unit ? key.unit->scale() : 1);
    }
    return answer;
}

/// Provinces by name or number: {"A": {"r": 100, "s": 0.4}}, [[100, 0.4]], {"A": 60}, [60].
inline std::vector<tanji::ProvinceResidual> provinces_in(tanji::JsonValue list) {
    std::vector<tanji::ProvinceResidual> provinces;
    auto const add = [&](std::string name, tanji::JsonValue value) {
        tanji::ProvinceResidual province{.province = std::move(name), .residual = value.number().value_or(0)};
        for (auto const [key, number] : value.members()) {
            if (!number.number()) continue;
            (key.starts_with("s") || Key(key).has("share") ? province.non_fossil_share : province.residual) = *number.number();
        }
        int place = 0;
        for (auto const item : value.items()) (place++ == 0 ? province.residual : province.non_fossil_share) = item.number().value();
        if (auto const own = value.find("name").text()) province.province = *own;
        provinces.push_back(std::move(province));
    };
    int number = 0;
    for (auto const [key, value] : list.members()) add(std::string(key), value);
    for (auto const item : list.items()) add(std::to_string(number++), item);
    return provinces;
}

/// Residual electricity between provinces: what buyers are given, what sellers give.
inline std::optional<Answer> province_shares(tanji::JsonValue test_case) {
    auto const sellers = provinces_in(test_case.find("inputs").find("sellers")), buyers = provinces_in(test_case.find("inputs").find("buyers"));
    if (sellers.empty() || buyers.empty()) return {};
    auto const given = tanji::try_inter_province_shares(sellers, buyers).value();
    std::map<std::string, double> of_buyer, of_seller;
    double pool = 0;
    for (std::size_t i = 0; i < buyers.size(); ++i) of_buyer[buyers[i].province] = given[i];
    for (auto const& seller : sellers) pool += of_seller[seller.province] = seller.residual * seller.non_fossil_share;
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        std::string const key(name);
        bool const selling = Key(name).has("sell") || Key(name).has("deduct");
        for (auto const& [province, amount] : selling ? of_seller : of_buyer) answer.numbers[key + "/" + province] = amount;
        if (value.number()) answer.numbers[key] = of_buyer.contains(key) ? of_buyer[key] : of_seller.contains(key) ? of_seller[key] : pool;
    }
    return answer;
}

/// Contracts without a counterparty: months of contract and settlement.
inline std::optional<Answer> settled_months(tanji::JsonValue test_case) {
    auto const contract = series_in(test_case.find("inputs"), "contract"), settlement = series_in(test_case.find("inputs"), "settle");
    if (contract.empty() || settlement.empty()) return {};
    double const settled = tanji::try_settled(contract, settlement).value();
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        if (value.number()) answer.numbers[std::string(name)] = settled;
    }
    return answer;
}

/// Whichever kind it is.
inline std::optional<Answer> electricity_kind(tanji::JsonValue test_case) {
    for (auto const kind : {&scope2_dual, &hourly_matching, &yearly_change, &purchase_by_methods, &product_electricity, &non_fossil_user, &province_coefficient, &technology_footprint, &province_shares,
                            &settled_months}) {
        if (auto answer = kind(test_case)) return answer;
    }
    return {};
}

}  // namespace golden
