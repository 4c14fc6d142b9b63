// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "tanji/accounting/fuel.hpp"
#include "tanji/accounting/mass_balance.hpp"
#include "tanji/factors/impl/factor_documents.ipp"
#include "tanji/io/factor_tables_cn.hpp"
#include "tanji/io/impl/factor_tables.ipp"
#include "tanji/places/place.hpp"

/// \file
/// What these tables share: units that name the gas ("tCO2/TJ"), and heat that is net without saying so.
namespace tanji {
namespace detail {

/// "tCO2/TJ" taken apart.
struct EmissionUnit {
    Unit above{};
    Unit per{};
    bool of(Kind kind) const { return above.terms() == std::vector<UnitTerm>{{kind, 1}}; }
};

/// "10^4Nm3" as "10^4 Nm3": standards print the power and the unit without a blank.
[[nodiscard]] inline std::string spaced_power(std::string_view text) {
    std::string spaced(trim(text));
    auto at = spaced.find("10^");
    if (at == std::string::npos) return spaced;
    for (at += 3; at < spaced.size() && spaced[at] >= '0' && spaced[at] <= '9';) ++at;
    if (at < spaced.size() && spaced[at] != ' ') spaced.insert(at, " ");
    return spaced;
}

/// Per plain energy where `heat` does not say which: "TJ" of fuel is net or gross, and a factor 1.1 apart.
[[nodiscard]] inline std::optional<EmissionUnit> emission_unit(std::string_view text, std::string const& heat) {
    auto const slash = text.find('/');
    if (slash == std::string_view::npos) return {};
    auto above = try_unit(trim(text.substr(0, slash)));
    auto below = try_unit(spaced_power(text.substr(slash + 1)));
    if (!above || !below) return {};
    EmissionUnit unit{*above, *below};
    if (!heat.empty() && unit.per.terms() == std::vector<UnitTerm>{{Kind::energy, 1}}) unit.per = tanji::unit(std::string(trim(text.substr(slash + 1))) + " " + heat);
    return unit;
}

/// The years in "2018-2020" or "2021 average"; nothing where there is none or more than one.
[[nodiscard]] inline std::optional<int> one_year(std::string_view text) {
    std::optional<int> year;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (auto const number = parse_integer(text.substr(i, end - i)); end - i == 4 && number && *number > 1900 && *number < 2200) {
            if (year) return {};
            year = static_cast<int>(*number);
        }
        i = end + 1;
    }
    return year;
}

[[nodiscard]] inline Finding left_out_row(Where where, std::string expected, std::string got) {
    return {.severity = Severity::warning, .problem = {.id = "table.row", .what = "a row was left out", .where = std::move(where), .expected = std::move(expected), .got = std::move(got)}};
}

/// The gas that a row is about: its own word, or what its unit says. CO2 without an origin is `co2`.
[[nodiscard]] inline Result<Gas> table_gas(std::string_view word, TableOptions const& options) {
    auto gas = find_gas(word);
    if (gas || gas.problem().id != "gas.ambiguous" || !options.co2) return gas;
    return *options.co2;
}

/// The number of a row of the national database; why not, if it is none.
[[nodiscard]] inline std::string national_number(Factor& factor, NamedTable const& table, std::size_t row, TableOptions const& options) {
    std::string const unit_text(table.at(row, "unit"));
    auto const unit = emission_unit(unit_text, options.heat);
    if (!unit) return "the unit " + in_quotes(unit_text);
    factor.per = unit->per;
    bool const fuel_heat = unit->per.terms() == std::vector<UnitTerm>{{Kind::energy, 1}} && contains_ignoring_case(unit_text, "J");
    if (fuel_heat) return unit_text + ", net or gross";
    auto const value = table.number(row, "value");
    if (unit->of(Kind::co2e)) {
        if (value) factor.co2e = Co2e::of(*value * unit->above.scale(), units::kg);
        factor.co2e_set = options.gwp;
        return {};
    }
    if (!unit->of(Kind::mass) && !unit->of(Kind::co2_mass)) return "the unit " + in_quotes(unit_text);
    auto const gas = table_gas(table.at(row, "gas"), options);
    if (!gas) return in_quotes(table.at(row, "gas")) + (gas.problem().id == "gas.ambiguous" ? " of unstated origin" : ", no gas");
    if (unit->of(Kind::co2_mass) && info(*gas).formula != "CO2") return std::string(table.at(row, "gas")) + " in " + unit_text;
    if (value) factor.gases.add(*gas, Mass::of(*value * unit->above.scale(), units::kg));
    if (options.co2 && *gas == *options.co2 && !find_gas(table.at(row, "gas"))) factor.assumptions.push_back("CO2 of unstated origin taken as " + to_text(*gas) + ", as asked for");
    return {};
}

/// One fuel of a table, however its numbers were written.
struct FuelRow {
    std::size_t row = 0;
    std::string key{}, what{}, name_zh{}, origin{};
    std::map<std::string, std::pair<double, std::string>> numbers{};  ///< "ncv", "cc", "of", "ef": value and unit
    int ef_places = 0;
};

/// "fuel.gbt.natural_gas" is "natural gas": underscores stand for blanks in keys.
[[nodiscard]] inline std::string words_of_key(std::string_view key) {
    auto const dot = key.rfind('.');
    std::string words(dot == std::string_view::npos ? key : key.substr(dot + 1));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

/// Parameters gathered by fuel, in the order in which fuels first appear; keys of other things are left out.
[[nodiscard]] inline std::vector<FuelRow> fuels_of_parameters(NamedTable const& table, std::vector<Finding>& left_out) {
    std::vector<FuelRow> fuels;
    std::map<std::string, std::size_t, std::less<>> index;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        auto const key = table.at(row, "key");
        auto const dot = key.rfind('.');
        auto const last = dot == std::string_view::npos ? std::string_view() : key.substr(dot + 1);
        if (last != "ncv" && last != "cc" && last != "of" && last != "ef") {
            if (!key.empty()) left_out.push_back(left_out_row(table.where(row, std::string(key)), "a key that ends in .ncv, .cc, .of or .ef", in_quotes(key)));
            continue;
        }
        std::string const fuel(key.substr(0, dot));
        auto const [at, fresh] = index.emplace(fuel, fuels.size());
        if (fresh) {
            auto const name = table.at(row, "namezh");
            fuels.push_back({.row = row, .key = fuel, .what = words_of_key(fuel), .name_zh = std::string(name.substr(0, name.find(' '))), .origin = std::string(table.at(row, "origin"))});
        }
        auto const value = table.number(row, "value");
        if (!value) continue;
        FuelRow& of = fuels[at->second];
        if (last == "ef") of.ef_places = decimal_places(table.at(row, "value"));
        if (of.numbers.emplace(last, std::pair(*value, std::string(table.at(row, "unit")))).second) continue;
        throw Error({.id = "factor.rows", .what = "a number of a fuel is there twice", .where = table.where(row, std::string(key)), .expected = "each key once", .got = in_quotes(key)});
    }
    return fuels;
}

/// A row per fuel, as the annexes print them.
[[nodiscard]] inline std::vector<FuelRow> fuels_of_rows(NamedTable const& table) {
    std::vector<FuelRow> fuels;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        std::string const fuel(table.at(row, "fuel"));
        if (fuel.empty()) continue;
        auto& each = fuels.emplace_back(FuelRow{.row = row, .key = fuel, .what = fuel, .name_zh = std::string(table.at(row, "namezh")), .origin = std::string(table.at(row, "origin"))});
        std::replace(each.key.begin(), each.key.end(), ' ', '_');
        for (char const* name : {"ncv", "cc", "of", "ef"}) {
            if (auto const value = table.number(row, name)) each.numbers[name] = {*value, std::string(table.at(row, std::string(name) + "unit"))};
        }
        each.ef_places = decimal_places(table.at(row, "ef"));
    }
    return fuels;
}

/// The basis is net by what these numbers are (low heating value, carbon per low heating value); a unit that says another one is refused.
[[nodiscard]] inline std::string with_net(std::string_view heat) {
    std::string text(trim(heat));
    return contains_ignoring_case(text, "net") || contains_ignoring_case(text, "gross") ? text : text + " net";
}

/// What try_fuel_factor() asks for, and the unit that the fuel is measured in. Throws Error "unit.*".
[[nodiscard]] inline std::pair<FuelCarbon, Unit> fuel_carbon(FuelRow const& fuel) {
    auto const& [ncv, ncv_unit] = fuel.numbers.at("ncv");
    auto const& [cc, cc_unit] = fuel.numbers.at("cc");
    auto const ncv_slash = ncv_unit.find('/'), cc_slash = cc_unit.find('/');
    std::string const below = ncv_slash == std::string::npos ? std::string() : spaced_power(ncv_unit.substr(ncv_slash + 1));
    FuelCarbon carbon;
    carbon.heat = {ncv, try_divide(unit(with_net(ncv_unit.substr(0, ncv_slash))), unit(below)).value()};
    std::string const per_heat = cc_slash == std::string::npos ? std::string() : cc_unit.substr(cc_slash + 1);
    carbon.carbon = {cc, try_divide(unit(trim(cc_unit.substr(0, cc_slash))), unit(with_net(per_heat))).value()};
    carbon.oxidation = fuel.numbers.at("of").first;
    return {carbon, unit(below)};
}

/// A printed factor beside the three numbers it is made of has to be their product, rounded as printed.
inline void check_fuel_factor(FuelRow const& fuel, Factor const& factor, Where where) {
    auto const at = fuel.numbers.find("ef");
    if (at == fuel.numbers.end()) return;
    auto const unit = emission_unit(at->second.second, "");
    double const printed = unit ? at->second.first * unit->above.scale() / unit->per.scale() * factor.per.scale() : 0;
    double const computed = factor.gases.begin()->second.stored();
    double const last_digit = unit ? std::pow(10.0, -fuel.ef_places) * unit->above.scale() / unit->per.scale() * factor.per.scale() : 0;
    if (unit && same_kind(unit->per, factor.per) && std::abs(printed - computed) <= 0.51 * last_digit) return;
    throw Error({.id = "factor.fuel", .what = "the printed factor of a fuel is not heating value x carbon x oxidation x 44/12", .where = std::move(where), .expected = number_text(computed, 8) + " kg CO2 per " + factor.per.symbol(),
                 .got = number_text(at->second.first) + " " + at->second.second});
}

/// Origin of a fuel's carbon, as the table or the caller says it; nothing is guessed from its name.
[[nodiscard]] inline std::optional<Gas> fuel_origin(FuelRow const& fuel, TableOptions const& options, Where where) {
    if (fuel.origin.empty()) return options.co2;
    if (equal_ignoring_case(fuel.origin, "fossil")) return gas::co2_fossil;
    if (equal_ignoring_case(fuel.origin, "biogenic")) return gas::co2_biogenic;
    throw Error({.id = "factor.fuel", .what = "this is no origin of carbon", .where = std::move(where), .expected = "fossil or biogenic", .got = in_quotes(fuel.origin)});
}

/// Both factors of a fuel.
inline void add_fuel(std::vector<Factor>& factors, FuelRow const& fuel, Gas co2, NamedTable const& table, TableOptions const& options) {
    auto const where = table.where(fuel.row, fuel.key);
    auto const placed = [&](auto result) {
        if (result) return std::move(*result);
        Problem problem = result.problem();
        problem.where = where;
        throw Error(std::move(problem));
    };
    auto const [carbon, per] = placed([&]() -> Result<std::pair<FuelCarbon, Unit>> {
        try {
            return fuel_carbon(fuel);
        } catch (Error const& error) {
            return error.problem();
        }
    }());
    FuelCarbon by_heat = carbon;
    by_heat.heat = {};
    Factor const shared = table_factor(options, table_year(table, fuel.row, options));
    std::string const key = table_key(options, "cn.fuel", shared.year, fuel.key);
    for (bool const heat : {false, true}) {
        Factor factor = placed(try_fuel_factor(key + (heat ? ".heat" : ""), fuel.what + " burned", heat ? by_heat : carbon, heat ? unit("GJ net") : per, co2));
        if (!heat) check_fuel_factor(fuel, factor, where);
        auto const confidence = (std::max)(Confidence::derived, options.confidence);
        factor.year = shared.year;
        factor.provenance = shared.provenance;
        factor.provenance.confidence = confidence;
        factor.provenance.place = "row " + std::to_string(fuel.row + 1);
        factor.region = factor.provenance.region = options.region.empty() ? "CN" : options.region;
        factor.name_zh = fuel.name_zh;
        factors.push_back(std::move(factor));
    }
}

}  // namespace detail

TANJI_INLINE TableImport read_national_factors(SheetTable const& source, TableOptions const& options) {
    detail::NamedTable const table(source, {"code", "name", "value", "unit", "region", "gas"});
    std::vector<Factor> factors;
    std::vector<Finding> left_out;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        std::string const code(table.at(row, "code"));
        if (code.empty() && table.at(row, "name").empty()) continue;
        TableOptions of_row = options;
        auto const edition = table.at(row, "libraryyear");
        if (of_row.edition.empty()) of_row.edition = edition;
        if (of_row.year == 0) of_row.year = detail::one_year(edition).value_or(0);
        if (of_row.year == 0) {
            throw Error({.id = "factor.year", .what = "the year of a factor is missing or odd", .where = table.where(row, "library_year"), .expected = "a year like 2023, in library_year or TableOptions::year", .got = in_quotes(edition)});
        }
        Factor factor = detail::table_factor(of_row, of_row.year);
        if (auto reason = detail::national_number(factor, table, row, options); !reason.empty()) {
            left_out.push_back(detail::left_out_row(table.where(row, code), "a mass of a gas whose origin is known, or CO2e, per activity; of fuels, per net or gross heat", std::move(reason)));
            continue;
        }
        auto const place = find_place(table.at(row, "region"));
        factor.region = factor.provenance.region = place ? place->code : std::string(table.at(row, "region"));
        factor.what = factor.name_zh = table.at(row, "name");
        factor.key = detail::table_key(of_row, "cn.national", factor.year, code);
        factor.kind = options.kind.value_or(FactorKind::direct);
        factor.provenance.data_year = detail::one_year(table.at(row, "timerepresentativeness"));
        factor.provenance.technology = table.at(row, "categorypath");
        factor.provenance.place = table.at(row, "sourcerecordid");
        std::vector<std::string> notes;
        for (char const* column : {"factorname", "provider", "sourcedescription", "timerepresentativeness"}) {
            if (auto const text = table.at(row, column); !text.empty()) notes.emplace_back(text);
        }
        factor.provenance.note = join(notes, "; ");
        factors.push_back(std::move(factor));
    }
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), std::move(left_out)};
}

TANJI_INLINE TableImport read_fuel_table(SheetTable const& source, TableOptions const& options) {
    bool const by_fuel = detail::NamedTable::has_header(source, {"fuel", "ncv", "cc", "of"});
    detail::NamedTable const table(source, by_fuel ? std::vector<std::string>{"fuel", "ncv", "cc", "of"} : std::vector<std::string>{"key", "value", "unit"});
    std::vector<Factor> factors;
    std::vector<Finding> left_out;
    for (auto const& fuel : by_fuel ? detail::fuels_of_rows(table) : detail::fuels_of_parameters(table, left_out)) {
        auto const where = table.where(fuel.row, fuel.key);
        std::string missing;
        for (char const* name : {"ncv", "cc", "of"}) {
            if (!fuel.numbers.contains(name)) missing += std::string(missing.empty() ? "" : ", ") + name;
        }
        auto const co2 = detail::fuel_origin(fuel, options, where);
        if (missing.empty() && co2) detail::add_fuel(factors, fuel, *co2, table, options);
        else left_out.push_back(detail::left_out_row(where, "heating value, carbon, oxidation, and whether the carbon is fossil", missing.empty() ? "no origin of the carbon" : "no " + missing));
    }
    return {FactorDatabase::of(std::move(factors), {.least = (std::max)(Confidence::derived, options.confidence)}), std::move(left_out)};
}

TANJI_INLINE TableImport read_carbonate_table(SheetTable const& source, TableOptions const& options) {
    bool const by_formula = detail::NamedTable::has_header(source, {"formula", "value", "unit"});
    detail::NamedTable const table(source, by_formula ? std::vector<std::string>{"formula", "value", "unit"} : std::vector<std::string>{"key", "value", "unit"});
    std::vector<Factor> factors;
    std::vector<Finding> left_out;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        auto formula = table.at(row, by_formula ? "formula" : "key");
        if (formula.empty()) continue;
        bool const named = by_formula || formula.starts_with("carbonate.");
        if (!by_formula && named) formula.remove_prefix(10);
        auto const unit = detail::emission_unit(table.at(row, "unit"), "");
        auto const ideal = named ? try_carbonate_factor(formula) : Result<double>(Problem{});
        auto const value = table.number(row, "value");
        bool const mass = unit && (unit->of(Kind::co2_mass) || unit->of(Kind::mass)) && unit->per.terms() == std::vector<UnitTerm>{{Kind::mass, 1}};
        if (!ideal || !mass || !value) {
            left_out.push_back(detail::left_out_row(table.where(row, std::string(formula)), "a formula, a number, and a mass of CO2 per mass", std::string(table.at(row, "unit"))));
            continue;
        }
        double const ratio = *value * unit->above.scale() / unit->per.scale();
        if (std::abs(ratio - *ideal) > 0.02 * *ideal) {
            throw Error({.id = "factor.carbonate", .what = "a carbonate gives off another mass of CO2 than its formula says", .where = table.where(row, std::string(formula)), .expected = number_text(*ideal, 4) + " kg per kg",
                         .got = number_text(ratio, 6) + " kg per kg"});
        }
        Factor factor = detail::table_factor(options, detail::table_year(table, row, options));
        factor.key = detail::table_key(options, "cn.carbonate", factor.year, std::string(formula));
        factor.what = "carbonate " + std::string(formula);
        factor.region = factor.provenance.region = options.region.empty() ? "CN" : options.region;
        factor.per = unit->per;
        factor.gases.add(gas::co2_fossil, Mass::of(*value * unit->above.scale(), units::kg));  // mineral carbon counts as fossil (IPCC 2006, volume 3)
        factor.provenance.place = "row " + std::to_string(row + 1);
        factors.push_back(std::move(factor));
    }
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), std::move(left_out)};
}

// By way of CSV: one reader decides what a steam table is.
TANJI_INLINE SteamTable read_steam_table(SheetTable const& table) {
    CsvWriter csv;
    std::size_t const width = table.rows.empty() ? 0 : table.rows.front().size();
    for (auto const& row : table.rows) {
        if (std::all_of(row.begin(), row.end(), [](auto const& field) { return trim(field).empty(); })) continue;
        for (std::size_t i = 0; i < width; ++i) csv.field(i < row.size() ? std::string_view(row[i]) : std::string_view());
        csv.end_row();
    }
    return SteamTable::from_csv(csv.text(), table.file);
}

}  // namespace tanji
