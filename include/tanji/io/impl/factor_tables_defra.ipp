// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/base/csv.hpp"
#include "tanji/factors/impl/data/factors_uk_groups.ipp"
#include "tanji/factors/impl/factor_documents.ipp"
#include "tanji/io/impl/factor_tables.ipp"
#include "tanji/places/place.hpp"

/// \file
/// The UK flat file: a row per number, four to an activity. Rows of one activity need not follow each other.
namespace tanji {
namespace detail {

/// The publication's words for units, in ours. Empty: not known, and nothing is guessed.
[[nodiscard]] inline std::string defra_unit(std::string_view words, std::string_view column_text) {
    static std::map<std::string, std::string> const known{
        {"kwh(grosscv)", "kWh gross"}, {"kwh(netcv)", "kWh net"}, {"kwh", "kWh"}, {"gj", "GJ"}, {"tonnes", "t"}, {"tonne", "t"}, {"kg", "kg"}, {"litres", "l"}, {"litre", "l"}, {"cubicmetres", "m3"}, {"cubicmetre", "m3"},
        {"millionlitres", "Ml"}, {"km", "km"}, {"miles", "mi"}, {"passengerkm", "person*km"}, {"tonnekm", "t*km"}, {"passengermiles", "person*mi"}, {"kilowatthour", "kWh"}, {"gigajoule", "GJ"},
        {"kilogram", "kg"}, {"kilometre", "km"}, {"mile", "mi"}, {"roompernight", "item*d"}, {"perfteworkinghour", "person*h"}};
    auto const at = known.find(plain_name(words));
    if (at == known.end()) return {};
    bool const heat = at->second == "kWh" || at->second == "GJ";  // the basis may stand beside the unit
    if (heat && contains_ignoring_case(column_text, "gross CV")) return at->second + " gross";
    if (heat && contains_ignoring_case(column_text, "net CV")) return at->second + " net";
    return at->second;
}

/// What a group of the file covers: data/factors/uk-groups.csv, since its headings do not say. Nothing for a heading that is not there: waste and
/// materials are no direct emissions, and the next new heading would silently become one.
[[nodiscard]] inline std::optional<FactorKind> defra_kind(std::string_view level1) {
    static std::map<std::string, FactorKind> const known = [] {
        std::string const text = data_factors_uk_groups();
        CsvReader in(text, "data/factors/uk-groups.csv");
        std::map<std::string, FactorKind> kinds;
        while (in.next()) kinds.emplace(plain_name(in["level1"]), try_parse_factor_kind(in["kind"]).value());
        return kinds;
    }();
    auto const name = plain_name(level1);
    if (name.starts_with("wtt-")) return FactorKind::upstream;
    auto const at = known.find(name);
    return at == known.end() ? std::nullopt : std::optional(at->second);
}

/// "Electricity: Norway" is of Norway, everything else of the United Kingdom.
[[nodiscard]] inline std::string defra_region(std::string_view word) {
    constexpr std::string_view start = "Electricity: ";
    if (!word.starts_with(start) || word == "Electricity: UK") return "GB";
    auto const name = word.substr(start.size());
    auto const place = find_place(name);
    return place ? place->code : std::string(name);
}

/// All rows of one activity.
struct DefraGroup {
    std::size_t row = 0;  ///< of its first number
    std::string what, unit_words, column_text, id;
    std::string region = "GB";
    std::optional<FactorKind> kind{};
    std::string odd{};    ///< a text in the place of a number: "< 1"
    bool biogenic = false, other_effects = false;
    std::map<std::string, std::pair<std::optional<double>, int>> numbers{};  ///< by "CO2e", "CO2", "CH4", "N2O": value and decimals
};

/// "kg CO2e of CH4 per unit", "kg CH4": which number of an activity a row is.
[[nodiscard]] inline std::string defra_gas(std::string_view words) {
    for (char const* gas : {"CH4", "N2O"}) {
        if (words.find(gas) != std::string_view::npos) return gas;
    }
    if (words.find("of CO2") != std::string_view::npos) return "CO2";
    if (words.find("CO2e") != std::string_view::npos) return "CO2e";
    return words.find("CO2") != std::string_view::npos ? "CO2" : "";
}

/// Sums what is printed, and holds it against the total, each number with half of its last digit.
inline void check_defra_sum(DefraGroup const& group, Where where) {
    double sum = 0, rounding = 0;
    int places = 0;
    for (auto const& [gas, number] : group.numbers) places = (std::max)(places, (std::min)(number.second, 5));
    for (auto const& [gas, number] : group.numbers) {
        rounding += 0.5 * std::pow(10.0, -places);
        if (gas != "CO2e") sum += *number.first;
    }
    double const total = *group.numbers.at("CO2e").first;
    if (std::abs(sum - total) <= rounding + 1e-9 * std::abs(total)) return;
    throw Error({.id = "factor.co2e", .what = "the CO2e of a factor is not the sum of its gases", .where = std::move(where), .expected = number_text(sum), .got = number_text(total)});
}

/// The numbers of a group as a factor's gases or CO2e; a blank total leaves it without any: not published.
inline void defra_numbers(Factor& factor, DefraGroup const& group, NamedTable const& table, TableOptions const& options) {
    auto const value = [&](char const* gas) {
        auto const at = group.numbers.find(gas);
        return at == group.numbers.end() ? std::nullopt : at->second.first;
    };
    bool const all = value("CO2e") && value("CO2") && value("CH4") && value("N2O");
    if (group.biogenic && value("CO2e")) {
        factor.gases.add(gas::co2_biogenic, Mass::of(*value("CO2e"), units::kg));
    } else if (all && !group.other_effects) {
        check_defra_sum(group, table.where(group.row, group.what));
        factor.gases.add(gas::co2_fossil, Mass::of(*value("CO2"), units::kg));
        for (auto const& [gas, name] : {std::pair(gas::ch4, "CH4"), std::pair(gas::n2o, "N2O")}) {
            double const gwp = options.gwp.get(gas);
            factor.gases.add(gas, Mass::of(*value(name) / gwp, units::kg));
            factor.assumptions.push_back(to_text(gas) + " published as CO2e by " + to_text(options.gwp) + ", divided by " + number_text(gwp));
        }
    } else if (value("CO2e")) {
        factor.co2e = Co2e::of(*value("CO2e"), units::kg);
        factor.co2e_set = options.gwp;
    }
}

/// Rows gathered by activity, in the order in which activities first appear.
[[nodiscard]] inline std::vector<DefraGroup> defra_groups(NamedTable const& table, std::string const& gas_column, std::string const& value_column) {
    std::vector<DefraGroup> groups;
    std::map<std::string, std::size_t> index;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        auto const scope = std::string(table.at(row, "scope"));
        auto const gas = defra_gas(table.at(row, gas_column));
        if (scope.empty() || gas.empty()) continue;  // headings between the blocks
        std::vector<std::string> words;
        std::string region = "GB";
        for (char const* level : {"level1", "level2", "level3", "level4", "columntext"}) {
            auto const word = table.at(row, level);
            if (!word.empty()) words.emplace_back(word);
            if (auto place = defra_region(word); place != "GB") region = std::move(place);
        }
        std::string const identity = scope + "\x1f" + join(words, "\x1f") + "\x1f" + std::string(table.at(row, "uom"));
        auto const [at, fresh] = index.emplace(identity, groups.size());
        if (fresh) {
            std::string const column(table.at(row, "columntext"));
            groups.push_back({.row = row, .what = join(words, "; "), .unit_words = std::string(table.at(row, "uom")), .column_text = column, .id = std::string(table.at(row, "id")), .region = std::move(region),
                              .kind = defra_kind(table.at(row, "level1")), .biogenic = contains_ignoring_case(scope, "outside"), .other_effects = contains_ignoring_case(column, "with RF")});
        }
        auto const text = table.at(row, value_column);
        auto const value = parse_number(text);
        if (!value && !text.empty()) groups[at->second].odd = in_quotes(text);
        // Spreadsheets store 2528.18 as 2528.1799999999998: the digits that were meant are the first twelve.
        bool const first = groups[at->second].numbers.emplace(gas, std::pair(value, value ? decimal_places(number_text(*value, 12)) : 0)).second;
        if (first) continue;
        throw Error({.id = "factor.rows", .what = "an activity has two numbers of one gas", .where = table.where(row, groups[at->second].what), .expected = "one " + gas, .got = "another one"});
    }
    return groups;
}

}  // namespace detail

TANJI_INLINE TableImport read_defra(SheetTable const& source, TableOptions const& options) {
    detail::NamedTable const table(source, {"scope", "level1", "columntext", "uom"});
    std::string const gas_column = table.has("ghg") ? "ghg" : table.has("ghg/unit") ? "ghg/unit" : "ghgunit";
    std::string const value_column = table.has("value") ? "value" : table.beginning("ghgconversionfactor");
    auto const printed = parse_integer(value_column.size() > 4 ? value_column.substr(value_column.size() - 4) : value_column);
    int const year = options.year != 0 ? options.year : static_cast<int>(printed.value_or(0));
    if (year == 0 || !table.has(gas_column) || value_column.empty()) {
        throw Error({.id = "table.header", .what = "this is no flat file of the UK conversion factors", .where = {.file = source.file}, .expected = "columns GHG or GHG/Unit, and GHG Conversion Factor with a year (or TableOptions::year)",
                     .got = value_column.empty() ? "no column of factors" : value_column});
    }
    std::vector<Factor> factors;
    std::vector<Finding> left_out;
    std::size_t number = 0;
    for (auto const& group : detail::defra_groups(table, gas_column, value_column)) {
        ++number;
        std::string const unit_text = detail::defra_unit(group.unit_words, group.column_text);
        auto const kind = options.kind ? options.kind : group.kind;
        if (unit_text.empty() || !group.odd.empty() || !kind) {
            std::string const expected = !group.odd.empty() ? "a number, or nothing if it was not published" : !kind ? "a heading of data/factors/uk-groups.csv, or TableOptions::kind" : "a unit of heat, mass, volume, distance or transport";
            left_out.push_back({.severity = Severity::warning, .problem = {.id = "table.row", .what = "an activity was left out", .where = table.where(group.row, group.what), .expected = expected,
                                                                       .got = !group.odd.empty() ? group.odd : !kind ? in_quotes(group.what) : group.unit_words}});
            continue;
        }
        Factor factor = detail::table_factor(options, year);
        factor.key = detail::table_key(options, "gb.flat", year, group.id.empty() ? std::to_string(number) : group.id);
        factor.what = group.what + (group.biogenic ? ", biogenic CO2" : "");
        factor.name_en = group.what;
        factor.kind = *kind;
        factor.region = factor.provenance.region = group.region;
        factor.per = unit(unit_text);
        factor.provenance.place = "row " + std::to_string(group.row + 1);
        detail::defra_numbers(factor, group, table, options);
        factors.push_back(std::move(factor));
    }
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), std::move(left_out)};
}

}  // namespace tanji
