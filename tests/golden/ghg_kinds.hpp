// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
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

/// Methane by origin, or gases by name, as one or as a list.
inline std::vector<tanji::Gas> gases_named(JsonValue inputs) {
    std::vector<tanji::Gas> gases;
    auto const add = [&](std::string const& text, bool origin) {
        if (!origin) gases.push_back(text == "CO2" ? tanji::gas::co2_fossil : tanji::get_gas(text));
        else gases.push_back(text == "fossil" ? tanji::gas::ch4_fossil : text == "unsplit" || text == "unknown" ? tanji::gas::ch4 : tanji::gas::ch4_biogenic);
    };
    for (auto const* name : {"origin", "species", "gas", "gases"}) {
        auto const value = inputs.find(name);
        if (value.text()) add(text_of(value), name == std::string_view("origin"));
        for (auto const item : value.items()) add(text_of(item), name == std::string_view("origin"));
        if (!gases.empty()) return gases;
    }
    return gases;
}

/// Gases with a mass (or 1 kg of each), weighed with the set that the expected key, the inputs or the title name.
inline std::optional<Answer> gwp_kind(JsonValue test_case) {
    auto const inputs = test_case.find("inputs");
    auto const gases = gases_named(inputs);
    if (gases.empty()) return {};
    double mass = 1;
    for (auto const [key, value] : inputs.members()) {
        if (auto const unit = Key(key).unit; unit && value.number()) mass = *value.number() * unit->scale();
    }
    auto const stated = gwp_in(text_of(inputs.find("gwp")) + " " + text_of(test_case.find("title")));
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        Key const key(name);
        auto const set = gwp_in(name) ? gwp_in(name) : stated;
        if (!set) continue;
        double const scale = key.unit ? key.unit->scale() : 1;
        if (value.number()) answer.numbers[std::string(name)] = mass * set->get(gases.front()) / scale;
        // A list that is known to be wrong has to differ from ours in every number.
        bool const wrong = key.has("wrong");
        std::size_t i = 0;
        for (auto const item : value.items()) {
            if (i >= gases.size()) break;
            double const ours = mass * set->get(gases[i]) / scale;
            answer.numbers[std::string(name) + "/" + std::to_string(i++)] = !wrong ? ours : ours != item.number().value() ? item.number().value() : std::nan("");
        }
    }
    return answer;
}

/// Methane and nitrous oxide of burning, by sector: IPCC 2006, volume 2, tables 2.2 (energy industries), 2.3 (manufacturing), 2.4 (commercial), 2.5 (residential), kg/TJ.
inline std::optional<Answer> sector_kind(JsonValue test_case) {
    auto const energy = number_in(test_case, "energy_TJ");
    if (!energy || !read_activity(test_case.find("inputs")).ratios.empty()) return {};
    struct Row { char const* sector; double gas_ch4, oil_ch4, coal_ch4, wood_ch4; };
    constexpr std::array rows{Row{"energy_industries", 1, 3, 1, 30}, Row{"manufacturing", 1, 3, 10, 30}, Row{"commercial", 5, 10, 10, 300}, Row{"residential", 5, 10, 300, 300}};
    auto const title = tanji::lower(text_of(test_case.find("title")));
    auto const of = [&](std::initializer_list<char const*> words) {
        return std::any_of(words.begin(), words.end(), [&](char const* word) { return title.find(word) != std::string::npos; });
    };
    bool const coal = of({"coal", "lignite", "anthracite"}), oil = of({"oil", "diesel", "gasoline", "kerosene"}), wood = of({"wood", "biomass"});
    Answer answer;
    for (auto const& row : rows) {
        double const ch4 = coal ? row.coal_ch4 : wood ? row.wood_ch4 : oil ? row.oil_ch4 : row.gas_ch4;
        answer.numbers["CH4_kg_" + std::string(row.sector)] = *energy * ch4;
        answer.numbers["N2O_kg_" + std::string(row.sector)] = *energy * (coal ? 1.5 : wood ? 4 : oil ? 0.6 : 0.1);
    }
    return answer;
}

/// Carbon content of a fuel, "<fuel>_kgC_per_GJ": its CO2 factor, and whether a printed one is the same within rounding (0.4 % over all fuels of the IPCC).
inline std::optional<Answer> carbon_content_kind(JsonValue test_case) {
    if (read_activity(test_case.find("inputs")).amount) return {};  // a fuel by its carbon
    for (auto const [key, value] : test_case.find("inputs").members()) {
        auto const ratio = value.number() ? ratio_of(key, *value.number()) : std::nullopt;
        if (!ratio || ratio->gas != "C") continue;
        auto const per_heat = tanji::try_convert(ratio->amount, tanji::unit("kg/TJ"));
        if (!per_heat) continue;
        double const factor = tanji::carbon_to_co2(tanji::CarbonMass::stored(per_heat->value)).stored();
        auto const printed = test_case.find("expected").find("published_rounded").number();
        return Answer{{{"kgCO2_per_TJ", factor}, {"published_rounded", printed && std::abs(factor / *printed - 1) < 0.004 ? *printed : factor}}, {}};
    }
    return {};
}

/// Heat on one basis, factors on both: the right one, what the other would give, and that the library refuses that.
inline std::optional<Answer> heat_basis_kind(JsonValue test_case) {
    auto const gross_factor = number_in(test_case, "ef_gross"), net_factor = number_in(test_case, "ef_net");
    std::optional<tanji::Amount> used;
    bool gross = true;
    for (auto const [name, value] : test_case.find("inputs").members()) {
        Key const key(name);
        if (!key.unit || !value.number()) continue;
        gross = key.has("gross");
        if (gross || key.has("net")) used = tanji::Amount{*value.number(), tanji::unit(key.unit->symbol() + (gross ? " gross" : " net"))};
    }
    if (!gross_factor || !net_factor || !used) return {};
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
    if (tanji::try_emission(*used, other)) return Answer{};  // must be refused: then every expected number fails
    double const correct = tanji::emission(*used, right).co2e(tanji::gwp::ar5()).stored();
    double const kwh = tanji::convert(*used, right->per).value;
    double const wrong = tanji::emission({kwh, other->per}, other).co2e(tanji::gwp::ar5()).stored();
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
    std::map<std::string, double> kg;
    for (auto const [name, value] : test_case.find("inputs").members()) {
        Key const key(name);
        if (value.number() && !key.gas.empty()) kg[key.gas] = *value.number() * (key.unit ? key.unit->scale() : 1);
    }
    auto const set = gwp_in(text_of(test_case.find("inputs").find("gwp")));
    if (kg.size() < 2 || !kg.contains("CO2") || kg.contains("CO2e") || !set || !read_activity(test_case.find("inputs")).ratios.empty()) return {};
    tanji::GasMasses const gases{{tanji::gas::co2_fossil, tanji::Mass::stored(kg["CO2"])}, {tanji::gas::ch4, tanji::Mass::stored(kg["CH4"])}, {tanji::gas::n2o, tanji::Mass::stored(kg["N2O"])}};
    Answer answer{{{"CO2e", emission_of(gases).co2e(*set).stored()}}, {}};
    auto const expected = test_case.find("expected").find("shipped").number();
    if (auto const shipped = expected ? expected : number_in(test_case, "shipped")) {
        auto const read = tanji::FactorDatabase::try_from_csv(wide_row("co2-fossil,ch4,n2o,co2e,gwp_set", exact(kg["CO2"]) + "," + exact(kg["CH4"]) + "," + exact(kg["N2O"]) + "," + exact(*shipped) + "," + to_text(*set)));
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
    auto nitrogen = named_in(test_case.find("inputs"), "N", "kg");
    auto const emitted = named_in(test_case.find("inputs"), "N2O_N", "kg");
    double rate = emitted ? 1 : 0;
    if (emitted) nitrogen = emitted;
    if (!nitrogen) return {};
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

/// A gas as the trade calls it: "R32", "R-32" and "HFC32" are HFC-32.
inline tanji::Gas refrigerant(std::string_view name) {
    if (auto const known = tanji::find_gas(name)) return *known;
    auto const digits = name.find_first_of("0123456789");
    return tanji::get_gas("HFC-" + std::string(digits == std::string_view::npos ? name : name.substr(digits)));
}

/// A refrigerant by composition (shares or percent): CO2e by each set that is expected, of 1 kg or of the charge that the inputs name.
inline std::optional<Answer> blend_kind(JsonValue test_case) {
    auto const composition = test_case.find("inputs").find("composition");
    if (!composition.is(JsonKind::object)) return {};
    std::vector<tanji::BlendPart> parts;
    double sum = 0;
    for (auto const [name, share] : composition.members()) {
        parts.push_back({refrigerant(name), share.number().value()});
        sum += parts.back().share;
    }
    if (sum > 50) {
        for (auto& part : parts) part.share /= 100;
    }
    double kg = 1;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        if (auto const unit = Key(key).unit; value.number() && unit) kg = *value.number() * unit->scale();
    }
    auto const emission = emission_of(tanji::blend_masses(parts, tanji::Mass::stored(kg)));
    Answer answer;
    for (auto const [name, value] : test_case.find("expected").members()) {
        Key const key(name);
        if (auto const set = gwp_in(name)) answer.numbers[std::string(name)] = emission.co2e(*set).stored() / (key.unit ? key.unit->scale() : 1);
    }
    return answer;
}

/// One amount in one unit, expected in others: "GJ", "tce_exact", "openLCA_TCE_MJ", and by a statutory coefficient in kgce/kWh.
inline std::optional<Answer> unit_kind(JsonValue test_case) {
    std::optional<tanji::Amount> amount;
    int inputs = 0;
    for (auto const [key, value] : test_case.find("inputs").members()) {
        ++inputs;
        if (!value.number()) continue;
        std::string name(key);
        std::replace(name.begin(), name.end(), '_', ' ');  // short_ton
        if (auto const unit = unit_of(name)) amount = tanji::Amount{*value.number(), *unit};
        else if (tanji::try_unit(name).problem().id == "unit.ambiguous" && inputs == 1) (void)tanji::unit(name);  // throws: the case is about the refusal
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
    Answer answer;
    for (auto const [name, value] : test_case.find("inputs").members()) {
        Key const key(name);
        if (key.gas != "C" || !key.unit || !value.number() || name.find("_per_") != std::string_view::npos) continue;
        double const kg = tanji::carbon_to_co2(tanji::CarbonMass::stored(*value.number() * key.unit->scale())).stored();
        for (auto const [asked, wanted] : test_case.find("expected").members()) {
            Key const of(asked);
            if (of.gas == "CO2" && of.unit) answer.numbers[std::string(asked)] = kg / of.unit->scale();
        }
        return answer;
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
    if (auto answer = electricity_kind(test_case)) return answer;
    for (auto const kind : {gwp_kind, heat_basis_kind, printed_parts_kind, stored_co2e_kind, missing_kind, nitrogen_kind, propagation_kind, blend_kind, carbon_content_kind, carbon_mass_kind, sector_kind,
                            unit_kind, amount_times_factors}) {
        if (auto answer = kind(test_case)) return answer;
    }
    return {};
}

}  // namespace golden
