// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/impl/data/rules_electricity_technologies.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Choosing factors by day of release, and making one of a single rate.
namespace tanji {

namespace detail {

/// Equal for whoever takes the latest: the same numbers per the same unit.
[[nodiscard]] inline bool same_emission(Factor const& a, Factor const& b) {
    return a.per == b.per && a.co2e == b.co2e && a.co2e_set == b.co2e_set && std::equal(a.gases.begin(), a.gases.end(), b.gases.begin(), b.gases.end());
}

/// Taking one of them would let the order of a table decide a total.
[[nodiscard]] inline Problem two_latest(std::string_view what, Factor const& a, Factor const& b) {
    return {.id = "factor.ambiguous", .what = "several factors fit", .expected = "one latest factor of " + in_quotes(what) + ", " + a.region, .got = "two of one day and year that differ in number",
            .hint = "give their days of release, or leave one out", .related = {to_text(a) + ": " + a.key, to_text(b) + ": " + b.key}};
}

}  // namespace detail

TANJI_INLINE Result<std::shared_ptr<Factor const>> try_latest_factor(FactorDatabase const& factors, std::string_view what, std::string_view region, Date as_of) {
    std::shared_ptr<Factor const> latest, rival;
    std::vector<std::string> others;
    for (auto const& factor : factors.factors()) {
        if (factor->kind != FactorKind::direct || factor->what != what || factor->region != region) continue;
        auto const released = known_release(factor->provenance);
        others.push_back(factor->key + ", released " + (released ? to_text(*released) : "on an unknown day"));
        if (!released || *released > as_of) continue;
        // Two years in one announcement: the later year is the latest factor.
        auto const rank = std::pair(*released, factor->year), best = latest ? std::pair(*known_release(latest->provenance), latest->year) : rank;
        if (latest && rank == best) {
            if (!detail::same_emission(*factor, *latest)) rival = factor;
            else if (factor->key < latest->key) latest = factor;
        } else if (!latest || rank > best) {
            latest = factor;
            rival = nullptr;
        }
    }
    if (rival) return detail::two_latest(what, *latest, *rival);
    if (latest) return latest;
    return Problem{.id = "electricity.factor", .what = "no factor had been released on the day given", .where = {.object = std::string(what) + ", " + std::string(region)},
                   .expected = "one released by " + to_text(as_of), .got = others.empty() ? "none at all" : "only later or undated ones",
                   .hint = "give another as_of day, or name the year", .related = std::move(others)};
}

TANJI_INLINE Result<ElectricityFactors> try_electricity_factors(FactorDatabase const& factors, std::string_view place, std::string_view country, int year, Date as_of) {
    auto const find = [&](std::string_view what, std::string_view region) {
        if (year == 0) return try_latest_factor(factors, what, region, as_of);
        return factors.find({.what = std::string(what), .region = std::string(region), .year = year}, Kind::energy, "Energy");
    };
    auto grid = find("electricity, grid", place);
    if (!grid) return std::move(grid).problem();
    ElectricityFactors all{.grid = *grid};
    for (auto const& [what, factor] : {std::pair{"electricity, grid", &all.national}, std::pair{"electricity, grid, residual mix", &all.residual}, std::pair{"electricity, fossil power", &all.fossil}}) {
        auto found = find(what, country);
        if (found) *factor = *std::move(found);
        else if (found.problem().id == "factor.ambiguous") return std::move(found).problem();  // two are not none
    }
    return all;
}

// What else burning gives off is unknown where only CO2 is stated: not estimated, never zero (rule C4). A rate of 0 is a statement too.
TANJI_INLINE std::shared_ptr<Factor const> electricity_factor(std::string key, double kg_co2_per_kwh, std::string document) {
    Factor factor;
    factor.key = std::move(key);
    factor.what = "electricity";
    factor.name_en = factor.key;
    factor.per = try_unit("kWh").value();
    factor.gases.add(gas::co2_fossil, Mass::stored(kg_co2_per_kwh));
    factor.not_estimated = {gas::ch4, gas::n2o};
    factor.provenance.document = std::move(document);
    factor.provenance.confidence = Confidence::official_seen;  // as seen by the one who entered it
    return std::make_shared<Factor const>(std::move(factor));
}

namespace detail {

[[nodiscard]] inline std::vector<ElectricityTechnology> read_technologies() {
    auto const text = data_rules_electricity_technologies();
    CsvReader csv(text, "data/rules/electricity-technologies.csv");
    std::vector<ElectricityTechnology> table;
    while (csv.next()) {
        ElectricityTechnology row{std::string(csv["technology"]), std::string(csv["name_zh"]), csv["non_fossil"] == "yes", csv["renewable"] == "yes", std::string(csv["footprint_what"])};
        for (auto const word : split(csv["also"], ';')) row.also.emplace_back(word);
        table.push_back(std::move(row));
    }
    return table;
}

}  // namespace detail

TANJI_INLINE Result<ElectricityTechnology> find_technology(std::string_view word) {
    static std::vector<ElectricityTechnology> const table = detail::read_technologies();
    std::vector<std::string> words;
    for (auto const& row : table) {
        if (equal_ignoring_case(row.technology, trim(word)) || row.name_zh == trim(word)) return row;
        for (auto const& other : row.also) {
            if (equal_ignoring_case(other, trim(word))) return row;
            words.push_back(other);
        }
        words.push_back(row.technology);
    }
    return Problem{.id = "electricity.technology", .what = "this is no technology of electricity generation that the table knows", .expected = "a word of data/rules/electricity-technologies.csv",
                   .got = in_quotes(word), .related = nearest(word, words)};
}

}  // namespace tanji
