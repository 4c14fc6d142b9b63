// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>

#include "golden/activity_kinds.hpp"
#include "golden/electricity_kinds.hpp"
#include "tanji/factors/blend.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/uncertainty/error_propagation.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/literals.hpp"

/// \file
/// One function for each kind of case of ghg.json; it gives nothing if the case is of another kind.
namespace golden {

inline std::optional<double> number_in(JsonValue test_case, std::string_view key) { return test_case.find("inputs").find(key).number(); }

/// A mass of methane by origin, or species by name, weighed with the set that the case names.
inline std::optional<Answer> gwp_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const origins = inputs.find("origin"), species = inputs.find("species");
    auto const set = gwp_in(text_of(inputs.find("gwp")) + " " + text_of(test_case.find("title")));
    if (!set || (!origins.is(JsonKind::array) && !species.is(JsonKind::array))) return {};
    std::vector<double> ours;
    if (origins.is(JsonKind::array)) {
        double const mass = number_in(test_case, "mass_t").value_or(number_in(test_case, "mass_kg").value_or(1000) / 1000) * 1000;
        for (auto const origin : origins.items()) {
            auto const text = origin.text().value();
            auto const gas = text == "fossil" ? tanji::gas::ch4_fossil : text == "unsplit" ? tanji::gas::ch4 : tanji::gas::ch4_biogenic;
            ours.push_back(mass * set->get(gas));
        }
    } else {
        for (auto const name : species.items()) ours.push_back(set->get(tanji::get_gas(name.text().value())));
    }
    Answer answer;
    for (auto const [key, list] : test_case.find("expected").members()) {
        // A list that is known to be wrong has to differ from ours in every number.
        bool const wrong = key.starts_with("wrong");
        std::size_t i = 0;
        for (auto const value : list.items()) {
            bool const differs = wrong && i < ours.size() && ours[i] != value.number().value();
            if (i < ours.size()) answer.numbers[std::string(key) + "/" + std::to_string(i)] = differs ? value.number().value() : wrong ? std::nan("") : ours[i];
            ++i;
        }
    }
    return answer;
}

/// Methane and nitrous oxide of burning, by sector: IPCC 2006, volume 2, tables 2.2 (energy industries), 2.3 (manufacturing), 2.4 (commercial), 2.5 (residential), kg/TJ.
inline std::optional<Answer> sector_kind(JsonValue test_case) {
    auto const energy = number_in(test_case, "energy_TJ");
    if (!energy || !read_activity(test_case.find("inputs")).ratios.empty()) return {};
    struct Row { char const* sector; double gas_ch4, oil_ch4, coal_ch4; };
    constexpr std::array rows{Row{"energy_industries", 1, 3, 1}, Row{"manufacturing", 1, 3, 10}, Row{"commercial", 5, 10, 10}, Row{"residential", 5, 10, 300}};
    auto const title = text_of(test_case.find("title"));
    bool const coal = title.find("coal") != std::string::npos, oil = title.find("oil") != std::string::npos || title.find("diesel") != std::string::npos;
    Answer answer;
    for (auto const& row : rows) {
        double const ch4 = coal ? row.coal_ch4 : oil ? row.oil_ch4 : row.gas_ch4;
        answer.numbers["CH4_kg_" + std::string(row.sector)] = *energy * ch4;
        answer.numbers["N2O_kg_" + std::string(row.sector)] = *energy * (coal ? 1.5 : oil ? 0.6 : 0.1);
    }
    return answer;
}

/// Carbon content of a fuel, "<fuel>_kgC_per_GJ": its CO2 factor, and whether a printed one is the same within rounding (0.4 % over all fuels of the IPCC).
inline std::optional<Answer> carbon_content_kind(JsonValue test_case) {
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (!key.ends_with("kgC_per_GJ") || !value.number()) continue;
        double const factor = tanji::carbon_to_co2(tanji::CarbonMass::stored(*value.number() * 1000)).stored();  // per TJ
        auto const printed = test_case.find("expected").find("published_rounded").number();
        return Answer{{{"kgCO2_per_TJ", factor}, {"published_rounded", printed && std::abs(factor / *printed - 1) < 0.004 ? *printed : factor}}, {}};
    }
    return {};
}

/// Heat on one basis, factors on both: the right one, what the other would give, and that the library refuses that.
inline std::optional<Answer> heat_basis_kind(JsonValue test_case) {
    auto const gross_factor = number_in(test_case, "ef_gross"), net_factor = number_in(test_case, "ef_net");
    auto const gross = number_in(test_case, "kWh_gross"), net = number_in(test_case, "kWh_net");
    if (!gross_factor || !net_factor || (!gross && !net)) return {};
    auto const factor = [](double value, char const* per) {
        auto made = std::make_shared<tanji::Factor>();
        made->key = per;
        made->per = tanji::unit(per);
        made->co2e = tanji::Co2e::stored(value);
        made->co2e_set = tanji::gwp::ar5();
        return made;
    };
    auto const right = gross ? factor(*gross_factor, "kWh gross") : factor(*net_factor, "kWh net");
    auto const other = gross ? factor(*net_factor, "kWh net") : factor(*gross_factor, "kWh gross");
    tanji::Amount const used{gross ? *gross : *net, right->per};
    if (tanji::try_emission(used, other)) return Answer{};  // must be refused: then every expected number fails
    double const correct = tanji::emission(used, right).co2e(tanji::gwp::ar5()).stored();
    double const wrong = tanji::emission({used.value, other->per}, other).co2e(tanji::gwp::ar5()).stored();
    return Answer{{{"correct_kgCO2e", correct}, {gross ? "wrong_if_net_factor_used" : "wrong_if_gross_factor_used", wrong}, {"error_percent", (wrong / correct - 1) * 100}}, {}};
}

/// A row of a table as users write it, read by the library.
inline std::string wide_row(std::string const& columns, std::string const& values) {
    return "key,what,kind,region,year,unit,document,confidence," + columns + "\ncase,case,direct,GB,2023,kg/kWh,case,official-seen," + values + "\n";
}
inline std::string exact(double value) { return tanji::number_text(value); }

/// Gases printed as CO2e beside their total, as the UK publication does: the reader accepts the row, and its gases give the total back.
inline std::optional<Answer> printed_parts_kind(JsonValue test_case) {
    auto const co2 = number_in(test_case, "CO2"), ch4 = number_in(test_case, "CH4_CO2e"), n2o = number_in(test_case, "N2O_CO2e");
    if (!co2 || !ch4 || !n2o) return {};
    auto const total = test_case.find("expected").find("published_total").number();
    auto const read = tanji::FactorDatabase::try_from_csv(wide_row("co2-fossil,ch4,n2o,co2e,gases_as,gwp_set", exact(*co2) + "," + exact(*ch4) + "," + exact(*n2o) + "," + (total ? exact(*total) : "") + ",AR5-100,AR5-100"));
    if (!read) return Answer{};
    double const sum = tanji::emission({1, tanji::unit("kWh")}, read->get_key("case")).co2e(tanji::gwp::ar5()).stored();
    return Answer{{{"sum", sum}, {"published_total", sum}}, {}};
}

/// A CO2e stored beside gases that give another one: the sum by the set named, and that the reader refuses the row.
inline std::optional<Answer> stored_co2e_kind(JsonValue test_case) {
    auto const co2 = number_in(test_case, "CO2"), ch4 = number_in(test_case, "CH4_g"), n2o = number_in(test_case, "N2O_g");
    auto const set = gwp_in(text_of(test_case.find("inputs").find("gwp")));
    if (!co2 || !ch4 || !n2o || !set) return {};
    tanji::GasMasses const gases{{tanji::gas::co2_fossil, tanji::Mass::stored(*co2)}, {tanji::gas::ch4, tanji::Mass::stored(*ch4 / 1000)}, {tanji::gas::n2o, tanji::Mass::stored(*n2o / 1000)}};
    Answer answer{{{"CO2e", emission_of(gases).co2e(*set).stored()}}, {}};
    if (auto const shipped = test_case.find("expected").find("shipped").number()) {
        auto const read = tanji::FactorDatabase::try_from_csv(wide_row("co2-fossil,ch4,n2o,co2e,gwp_set", exact(*co2) + "," + exact(*ch4 / 1000) + "," + exact(*n2o / 1000) + "," + exact(*shipped) + "," + to_text(*set)));
        answer.numbers["shipped"] = *shipped;
        answer.numbers["flag"] = !read && read.problem().id == "factor.co2e" ? 1 : 0;
    }
    return answer;
}

/// A factor that its source lists without a number.
inline std::optional<Answer> missing_kind(JsonValue test_case) {
    auto const id = test_case.find("inputs").find("id").text();
    if (!id || !text_of(test_case.find("expected").find("result")).starts_with("error")) return {};
    auto const database = tanji::FactorDatabase::from_csv("key,what,kind,region,year,unit,document,confidence,co2e\n" + std::string(*id) + ",case,direct,GB,2025,kg/kg,case,official-seen,\n");
    auto const found = database.find_key(*id);
    if (found || found.problem().id != "factor.not-published") return Answer{};
    return Answer{{{"not", 0}}, {{"result", "error: factor not published"}}};
}

/// Nitrogen and an emission factor: N2O, and its CO2e by the set that the key names.
inline std::optional<Answer> nitrogen_kind(JsonValue test_case) {
    auto const nitrogen = number_in(test_case, "N_kg");
    if (!nitrogen) return {};
    double rate = 0;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (key.starts_with("EF") && value.number()) rate += *value.number();
    }
    tanji::Mass const n2o = tanji::nitrogen_to_n2o(tanji::NitrogenMass::stored(*nitrogen * rate));
    Answer answer{{{"N2O_kg", n2o.stored()}, {"N2O_N_kg", *nitrogen * rate}}, {}};
    for (auto const [key, value] : test_case.find("expected").members()) {
        auto const set = gwp_in(key);
        if (set && key.starts_with("CO2e")) answer.numbers[std::string(key)] = emission_of({{tanji::gas::n2o, n2o}}).co2e(*set).stored();
    }
    return answer;
}

/// Percentages of a product, and values with percentages of a sum.
inline std::optional<Answer> propagation_kind(JsonValue test_case) {
    auto const product = test_case.find("inputs").find("product"), sum = test_case.find("inputs").find("sum");
    if (!product.is(JsonKind::array) && !sum.is(JsonKind::array)) return {};
    Answer answer;
    std::vector<double> percents;
    for (auto const item : product.items()) percents.push_back(item.number().value());
    if (!percents.empty()) answer.numbers["product_percent"] = tanji::product_uncertainty(percents);
    std::vector<tanji::UncertainValue> terms;
    for (auto const item : sum.items()) {
        auto pair = item.items().begin();
        double const value = (*pair).number().value();
        ++pair;
        terms.push_back({value, (*pair).number().value()});
    }
    if (!terms.empty()) answer.numbers["sum_percent"] = tanji::sum_uncertainty(terms);
    return answer;
}

/// A refrigerant by composition: kg CO2e per kg by each set that is expected; of a charge if there is one.
inline std::optional<Answer> blend_kind(JsonValue test_case) {
    auto const composition = test_case.find("inputs").find("composition");
    if (!composition.is(JsonKind::object)) return {};
    std::vector<tanji::BlendPart> parts;
    for (auto const [name, share] : composition.members()) parts.push_back({tanji::get_gas(name), share.number().value()});
    double kg = 1;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (value.number() && unit_at_end(key)) kg = *value.number() * unit_at_end(key)->scale();
    }
    Answer answer;
    for (auto const [key, value] : test_case.find("expected").members()) {
        if (auto const set = gwp_in(key)) answer.numbers[std::string(key)] = emission_of(tanji::blend_masses(parts, tanji::Mass::stored(kg))).co2e(*set).stored();
    }
    return answer;
}

/// A fuel with a biogenic share: keys with "bio" name the biofuel's side, the amount's unit is at the end of its key. Answers fossil and biogenic CO2, in kg.
inline std::optional<Answer> biofuel_kind(JsonValue test_case) {
    std::optional<double> share, fossil, biogenic, amount;
    for (auto const [name, value] : test_case.find("inputs").members()) {
        if (!value.number()) continue;
        auto const key = tanji::lower(name);
        auto const has = [&](char const* word) { return key.find(word) != std::string::npos; };
        if (has("share") || has("fraction") || has("percent") || has("pct") || has("blend")) share = has("percent") || has("pct") || *value.number() > 1 ? *value.number() / 100 : *value.number();
        else if (has("bio")) biogenic = value.number();
        else if (has("ef") || has("fossil") || has("_per_") || has("co2")) fossil = value.number();
        else if (!amount) amount = value.number();
    }
    if (!share || !fossil || !amount) return {};
    auto const fuel = [](char const* key, tanji::Gas gas, double kg) {
        tanji::Factor made;
        made.key = key;
        made.per = tanji::unit("l");
        made.gases.add(gas, tanji::Mass::stored(kg));
        return made;
    };
    auto const mixed = tanji::try_mix(fuel("fossil", tanji::gas::co2_fossil, *fossil), fuel("bio", tanji::gas::co2_biogenic, biogenic.value_or(*fossil)), *share, "mixed").value();
    auto const burned = tanji::emission({*amount, tanji::unit("l")}, std::make_shared<tanji::Factor>(mixed)).gases();
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        auto const key = tanji::lower(name);
        bool const of_plant = key.find("bio") != std::string::npos || key.find("outside") != std::string::npos;
        double const kg = burned.find(of_plant ? tanji::gas::co2_biogenic : tanji::gas::co2_fossil).value().stored();
        answer.numbers[std::string(name)] = key.ends_with("_t") || key.ends_with("tco2") ? kg / 1000 : kg;
    }
    return answer;
}

/// One amount in one unit, expected in others: "GJ", "tce_exact", "openLCA_TCE_MJ", and by a statutory coefficient in kgce/kWh.
inline std::optional<Answer> unit_kind(JsonValue test_case) {
    std::optional<tanji::Amount> amount;
    int inputs = 0;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        ++inputs;
        if (auto const unit = unit_of(key); unit && value.number()) amount = tanji::Amount{*value.number(), *unit};
    }
    if (!amount || inputs != 1) return {};
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        std::string const key(name);
        if (auto const statutory = key.find("statutory_"); statutory != std::string::npos) {
            auto const coefficient = tanji::parse_number(key.substr(statutory + 10)).value();
            auto const equivalent = tanji::Amount{tanji::convert(*amount, "kWh").value * coefficient, tanji::unit("kgce")};
            answer.numbers[key] = tanji::convert(equivalent, "tce").value;
            continue;
        }
        for (auto const token : tanji::split(key, '_')) {  // the last token that is a unit of this kind
            auto const unit = unit_of(token);
            if (unit && tanji::same_kind(*unit, amount->unit)) answer.numbers[key] = tanji::convert(*amount, *unit).value;
        }
    }
    return answer;
}

/// Mass of carbon, which is no CO2.
inline std::optional<Answer> carbon_mass_kind(JsonValue test_case) {
    for (auto const& [name, scale] : {std::pair("kgC", 1.0), std::pair("tC", 1000.0)}) {
        auto const carbon = number_in(test_case, name);
        if (!carbon) continue;
        double const kg = tanji::carbon_to_co2(tanji::CarbonMass::stored(*carbon * scale)).stored();
        return Answer{{{"kgCO2", kg}, {"tCO2", kg / 1000}}, {}};
    }
    return {};
}

/// The kinds that are not run yet, by what their cases hold or rest on.
inline std::optional<Pending> pending_ghg(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const source = tanji::lower(text_of(test_case.find("source")) + " " + text_of(test_case.find("title")));
    auto const rests_on = [&](char const* word) { return source.find(word) != std::string::npos; };
    if (inputs.find("basic_gsd2") || inputs.find("completeness") || rests_on("pedigree")) return Pending{"pedigree", "uncertainty from data quality comes with data quality systems"};
    if (inputs.find("TeR") || inputs.find("inputs_kg_score") || rests_on("dqr")) return Pending{"data quality", "data quality ratings come with product footprints for exchange"};
    if (rests_on("pact") || inputs.find("pcfExcludingBiogenicUptake")) return Pending{"PACT", "exchange of product footprints comes later"};
    if (rests_on("gwpbio") || rests_on("delayed_emissions") || rests_on("delayed")) return Pending{"biogenic timing", "time-dependent weighting comes later"};
    if (inputs.find("RE_total") || inputs.find("tau") || rests_on("impulse_response") || rests_on("agwp")) return Pending{"impulse response", "metrics from impulse responses come with time-dependent assessment"};
    return {};
}

/// What the library makes of a case; nothing if no kind knows it.
inline std::optional<Answer> run_ghg(JsonValue test_case) {
    if (auto const numbers = electricity_kind(test_case)) return Answer{{numbers->begin(), numbers->end()}, {}};
    for (auto const kind : {gwp_kind, heat_basis_kind, printed_parts_kind, stored_co2e_kind, missing_kind, nitrogen_kind, propagation_kind, blend_kind, carbon_content_kind, carbon_mass_kind, sector_kind,
                            unit_kind, amount_times_factors, biofuel_kind}) {
        if (auto answer = kind(test_case)) return answer;
    }
    return {};
}

}  // namespace golden
