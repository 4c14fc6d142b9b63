// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/factor_tables.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Tables with a header somewhere in their first rows, and columns that are found by what they are called, blanks and case aside.
namespace tanji {
namespace detail {

/// "GHG Conversion Factor 2020" as "ghgconversionfactor2020": publishers change blanks and case from year to year.
[[nodiscard]] inline std::string plain_name(std::string_view name) {
    std::string plain;
    for (char const letter : lower(name)) {
        if (letter > ' ' && letter != '_' && letter != '.') plain += letter;
    }
    return plain;
}

/// A table whose columns have names.
class NamedTable {
public:
    /// The first row that has all of `required`. Throws Error "table.header".
    NamedTable(SheetTable const& table, std::vector<std::string> const& required) : table_(table) {
        for (std::size_t i = 0; i < table.rows.size() && i < 50; ++i) {
            columns_.clear();
            for (std::size_t j = 0; j < table.rows[i].size(); ++j) columns_.emplace(plain_name(table.rows[i][j]), j);
            first_ = i + 1;
            if (std::all_of(required.begin(), required.end(), [&](auto const& name) { return columns_.contains(name); })) return;
        }
        throw Error({.id = "table.header", .what = "the header of this table was not found", .where = {.file = table.file}, .expected = "a row among the first 50 with " + join(required, ", "),
                     .got = table.rows.empty() ? "an empty table" : in_quotes(join(table.rows.front(), ", "))});
    }

    /// Whether a row among the first 50 has all of these.
    [[nodiscard]] static bool has_header(SheetTable const& table, std::vector<std::string> const& names) {
        for (std::size_t i = 0; i < table.rows.size() && i < 50; ++i) {
            std::set<std::string> row;
            for (auto const& field : table.rows[i]) row.insert(plain_name(field));
            if (std::all_of(names.begin(), names.end(), [&](auto const& name) { return row.contains(name); })) return true;
        }
        return false;
    }

    [[nodiscard]] std::size_t first() const noexcept { return first_; }
    [[nodiscard]] std::size_t size() const noexcept { return table_.rows.size(); }
    [[nodiscard]] bool has(std::string const& name) const { return columns_.contains(name); }
    /// The name that begins so; empty if none does.
    [[nodiscard]] std::string beginning(std::string_view start) const {
        for (auto const& [name, column] : columns_) {
            if (name.starts_with(start)) return name;
        }
        return {};
    }
    /// Empty if the row is too short or there is no such column.
    [[nodiscard]] std::string_view at(std::size_t row, std::string const& name) const {
        auto const column = columns_.find(name);
        if (column == columns_.end() || column->second >= table_.rows[row].size()) return {};
        return trim(table_.rows[row][column->second]);
    }
    [[nodiscard]] Where where(std::size_t row, std::string object = {}) const { return {.file = table_.file, .row = row + 1, .object = std::move(object)}; }

    /// Nothing for a blank. Throws Error "table.number" for a text that is none: "n/a" is for people to judge.
    [[nodiscard]] std::optional<double> number(std::size_t row, std::string const& name) const {
        auto const text = at(row, name);
        if (text.empty()) return {};
        if (auto const value = parse_number(text)) return value;
        throw Error({.id = "table.number", .what = "a field is not a number", .where = where(row, name), .expected = "a finite decimal number, or nothing if it was not published", .got = in_quotes(text)});
    }

private:
    SheetTable const& table_;
    std::map<std::string, std::size_t> columns_;
    std::size_t first_ = 0;
};

/// A factor with what all of a table share.
[[nodiscard]] inline Factor table_factor(TableOptions const& options, int year) {
    if (trim(options.document).empty()) throw Error({.id = "factor.document", .what = "a table of factors needs the title of its source", .expected = "TableOptions::document", .got = "nothing"});
    Factor factor;
    factor.year = year;
    factor.provenance = {.document = options.document, .edition = options.edition, .released = options.released, .licence = options.licence, .attribution = options.attribution, .confidence = options.confidence};
    return factor;
}

[[nodiscard]] inline std::string table_key(TableOptions const& options, std::string_view word, int year, std::string const& rest) {
    std::string key = options.key_prefix.empty() ? std::string(word) + "." + std::to_string(year) + "." : options.key_prefix;
    for (char const letter : lower(rest)) key += letter == ' ' || letter == ',' ? '-' : letter;
    return key;
}

[[nodiscard]] inline int table_year(NamedTable const& table, std::size_t row, TableOptions const& options) {
    if (options.year != 0) return options.year;
    auto const year = parse_integer(table.at(row, "year"));
    if (year && *year > 1900 && *year < 2200) return static_cast<int>(*year);
    throw Error({.id = "factor.year", .what = "the year of a factor is missing or odd", .where = table.where(row, "year"), .expected = "a year like 2023, in the table or TableOptions::year", .got = in_quotes(table.at(row, "year"))});
}

/// EPA's words for gases that the table of gases knows by formula.
[[nodiscard]] inline std::string_view epa_gas(std::string_view words) {
    for (auto const& [name, gas] : {std::pair<std::string_view, std::string_view>{"Carbon dioxide", "co2-fossil"}, {"Carbon tetrafluoride", "CF4"}, {"Hexafluoroethane", "C2F6"}, {"Perfluoropropane", "C3F8"},
                                    {"Perfluorobutane", "C4F10"}, {"Methane", "ch4"}, {"Nitrous oxide", "n2o"}, {"Perfluorohexane", "C6F14"}, {"Perfluorocyclobutane", "c-C4F8"}, {"Sulfur hexafluoride", "SF6"}, {"Nitrogen trifluoride", "NF3"}}) {
        if (words == name) return gas;
    }
    return words;
}

/// Per USD of a year, at purchaser prices: a kind of its own, so that money of another year is refused. In words that read back.
[[nodiscard]] inline Unit purchaser_usd(int year) { return unit(std::to_string(year) + " USD, purchaser price"); }

}  // namespace detail

TANJI_INLINE SheetTable table_from_csv(std::string_view text, std::string file) {
    SheetTable table{.file = file, .rows = {}};
    CsvReader in(text, std::move(file));
    table.rows.push_back(in.header());
    while (in.next()) {
        auto& row = table.rows.emplace_back();
        for (std::size_t i = 0; i < in.header().size(); ++i) row.emplace_back(in[i]);
    }
    return table;
}

TANJI_INLINE TableImport read_epa_supply_chain(SheetTable const& source, TableOptions const& options) {
    detail::NamedTable const table(source, {"2017naicscode", "2017naicstitle", "ghg", "unit", "supplychainemissionfactorswithmargins"});
    std::map<std::string, Factor> by_industry;
    std::vector<Finding> left_out;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        auto const value = table.number(row, "supplychainemissionfactorswithmargins");
        // "kg/2022 USD, purchaser price": the year of the money is part of the unit, and must not be lost.
        auto const text = table.at(row, "unit");
        auto const usd = text.find(" USD");
        auto const year = usd == std::string_view::npos || usd < 4 ? std::nullopt : parse_integer(text.substr(usd - 4, 4));
        bool const as_co2e = text.starts_with("kg CO2e/");
        auto const gas = find_gas(detail::epa_gas(table.at(row, "ghg")));
        auto const code = std::string(table.at(row, "2017naicscode")) + (as_co2e ? ".unspecified" : "");
        if (!value || !year || (!as_co2e && (!text.starts_with("kg/") || !gas))) {
            left_out.push_back({.severity = Severity::warning, .problem = {.id = "table.row", .what = "a row was left out", .where = table.where(row, code), .expected = "a gas that is known, kg per USD of a year, and a number",
                                                                       .got = std::string(table.at(row, "ghg")) + ", " + std::string(text)}});
            continue;
        }
        auto [at, fresh] = by_industry.try_emplace(code);
        if (fresh) {
            at->second = detail::table_factor(options, static_cast<int>(*year));
            at->second.key = detail::table_key(options, "us.supply-chain", at->second.year, code);
            at->second.what = std::string(table.at(row, "2017naicstitle")) + (as_co2e ? ", " + std::string(table.at(row, "ghg")) : "");
            at->second.name_en = at->second.what;
            at->second.kind = FactorKind::footprint;
            at->second.region = at->second.provenance.region = "US";
            at->second.per = detail::purchaser_usd(at->second.year);
        }
        // A mixture of unnamed gases is a CO2e and cannot stand beside masses: it is a factor of its own, added to the industry's by who needs all.
        if (as_co2e) at->second.co2e = Co2e::of(*value, units::kg);
        else at->second.gases.add(*gas, Mass::of(*value, units::kg));
        if (as_co2e) at->second.co2e_set = options.gwp;
    }
    std::vector<Factor> factors;
    for (auto& [code, factor] : by_industry) factors.push_back(std::move(factor));
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), std::move(left_out)};
}

TANJI_INLINE TableImport read_egrid(SheetTable const& source, TableOptions const& options) {
    detail::NamedTable const table(source, {"subregion", "co2lbpermwh", "ch4lbpergwh", "n2olbpergwh"});
    std::vector<Factor> factors;
    Unit const mwh = unit("MWh");
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        Factor factor = detail::table_factor(options, detail::table_year(table, row, options));
        factor.region = factor.provenance.region = "US " + std::string(table.at(row, "subregion"));
        factor.what = "electricity, grid";
        factor.key = detail::table_key(options, "us.egrid", factor.year, std::string(table.at(row, "subregion")));
        factor.per = mwh;
        auto const add = [&](Gas gas, char const* column, double per_mwh) {
            if (auto const value = table.number(row, column)) factor.gases.add(gas, Mass::of(*value * per_mwh, units::lb));
            else factor.not_estimated.push_back(gas);
        };
        add(gas::co2_fossil, "co2lbpermwh", 1);
        add(gas::ch4, "ch4lbpergwh", 0.001);
        add(gas::n2o, "n2olbpergwh", 0.001);
        factors.push_back(std::move(factor));
    }
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), {}};
}

TANJI_INLINE TableImport read_ember(SheetTable const& source, TableOptions const& options) {
    detail::NamedTable const table(source, {"year"});
    std::string const place = table.has("countrycode") ? "countrycode" : table.has("iso3code") ? "iso3code" : table.has("entity") ? "entity" : table.has("area") ? "area" : "countryorregion";
    std::string column = table.beginning("emissionsintensity");
    bool const long_form = column.empty() && table.has("variable") && table.has("value");
    if (long_form) column = "value";
    if (!table.has(place) || column.empty()) {
        throw Error({.id = "table.header", .what = "this is no table of Ember", .where = {.file = source.file}, .expected = "a column of places (country code, area, entity), and emissions intensity or variable and value",
                     .got = in_quotes(source.rows.empty() ? std::string() : join(source.rows.front(), ", "))});
    }
    std::vector<Factor> factors;
    for (std::size_t row = table.first(); row < table.size(); ++row) {
        if (long_form && !equal_ignoring_case(table.at(row, "variable"), "CO2 intensity")) continue;
        auto region = std::string(table.at(row, place));
        if (region.empty()) region = std::string(table.at(row, table.has("area") ? "area" : table.has("entity") ? "entity" : "countryorregion"));
        Factor factor = detail::table_factor(options, detail::table_year(table, row, options));
        factor.what = "electricity, grid";
        factor.kind = FactorKind::footprint;
        factor.region = factor.provenance.region = region;
        factor.key = detail::table_key(options, "ember", factor.year, region);
        factor.per = unit("kWh");
        if (auto const grams = table.number(row, column)) factor.co2e = Co2e::of(*grams, units::g);
        factor.co2e_set = options.gwp;
        factors.push_back(std::move(factor));
    }
    return {FactorDatabase::of(std::move(factors), {.least = options.confidence}), {}};
}

}  // namespace tanji
