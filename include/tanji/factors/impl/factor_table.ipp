// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <unordered_set>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/factors/impl/data/factors_cn_electricity_footprint.ipp"
#include "tanji/factors/impl/data/factors_cn_grid_co2.ipp"
#include "tanji/factors/impl/data/factors_gb_freight.ipp"
#include "tanji/factors/impl/data/factors_gb_fuels.ipp"
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Factors from CSV, with the columns of data/factors/README.md. The same reader serves the shipped tables and those of users,
/// so every rule below is tested on our own data too. Strict (rule A6): a row is read whole or the file is refused with its
/// line and column, because a factor that is silently missing would be found by nobody.
namespace tanji {
namespace detail {

/// Reads one table of factors into a database; one object per file.
class FactorTableReader {
public:
    /// Required columns are asked for at once, so that a table of another form fails on its header and not on row one. Keys
    /// of tables read before count as used: one database never holds two factors of one key.
    FactorTableReader(std::string_view text, std::string file, FactorOptions const& options, FactorDatabase::Content& content)
        : in_(text, std::move(file), {.limits = options.limits}), content_(content) {
        for (char const* name : {"key", "what", "kind", "region", "year", "gas", "value", "unit", "document", "confidence"}) (void)in_.column(name);
        for (auto const& held : content.all) keys_.insert(held.factor->key);
    }

    /// Rows of one factor follow each other; a change of key closes it. Scattered rows of one key are refused as a duplicate:
    /// gathering them would need the whole file, and would hide that two factors were given the same key.
    void run() {
        while (in_.next()) {
            if (!started_ || in_["key"] != factor_.key) {
                finish();
                start();
            } else {
                require_same_factor();
            }
            add_number();
        }
        finish();
    }

private:
    /// Trimmed field, empty if the column is not there.
    [[nodiscard]] std::string text_of(std::string_view column) const { return in_.has_column(column) ? std::string(trim(in_[column])) : std::string(); }

    /// A refusal at a field of the present row.
    [[noreturn]] void fail(std::string id, std::string what, std::string_view column, std::string expected, std::string got) const {
        throw Error({.id = std::move(id), .what = std::move(what), .where = in_.where(in_.column(column)), .expected = std::move(expected), .got = std::move(got)});
    }

    /// The value, or its problem with the place in the file added: parsers of units, gases and dates know no files.
    template <class T>
    [[nodiscard]] T placed(Result<T> result, std::string_view column) const {
        if (result) return std::move(result).value();
        Problem problem = result.problem();
        problem.where = in_.where(in_.column(column));
        throw Error(std::move(problem));
    }

    /// What all rows of a factor share, from its first. A year outside 1900 to 2200 is a slip or a shifted column.
    void start() {
        factor_ = {};
        unpublished_ = false;
        started_ = true;
        factor_.key = text_of("key");
        if (factor_.key.empty()) fail("factor.key", "a factor has no key", "key", "a key that is never used for another number", "an empty field");
        if (!keys_.insert(factor_.key).second) fail("factor.duplicate", "this key was used before", "key", "each key once, its rows together", factor_.key);
        factor_.what = text_of("what");
        factor_.name_en = text_of("name_en");
        factor_.name_zh = text_of("name_zh");
        factor_.kind = placed(try_parse_factor_kind(trim(in_["kind"])), "kind");
        factor_.region = text_of("region");
        auto const year = parse_integer(trim(in_["year"]));
        if (!year || *year < 1900 || *year > 2200) fail("factor.year", "the year of a factor is missing or odd", "year", "a year like 2023", text_of("year"));
        factor_.year = static_cast<int>(*year);
        std::string const not_estimated = text_of("not_estimated");  // outlives the pieces that point into it
        for (auto const part : split(not_estimated, ' ')) {
            if (!part.empty()) factor_.not_estimated.push_back(placed(find_gas(part), "not_estimated"));
        }
        read_provenance();
        read_unit();
    }

    /// Where it comes from. Document and confidence are required: a number without them is hearsay.
    void read_provenance() {
        Provenance& p = factor_.provenance;
        p.document = text_of("document");
        if (p.document.empty()) fail("factor.document", "a factor does not say where it comes from", "document", "title and number of the source", "an empty field");
        p.edition = text_of("edition");
        if (auto const released = text_of("released"); !released.empty()) p.released = placed(try_parse_date(released), "released");
        p.data_year = factor_.year;
        p.region = factor_.region;
        p.technology = text_of("technology");
        p.licence = text_of("licence");
        p.confidence = placed(try_parse_confidence(trim(in_["confidence"])), "confidence");
        p.note = text_of("note");
    }

    /// "kg/kWh net": a mass per the unit of the activity. Read apart, because kg/kg must not cancel: kg of gas per kg of fuel
    /// is a factor and no plain number. The first stroke divides; whatever follows is the activity's unit, "t*km" included.
    void read_unit() {
        std::string const text = text_of("unit");
        auto const slash = text.find('/');
        if (slash == std::string::npos) fail("factor.unit", "the unit of a factor is a mass per something", "unit", "a unit like kg/kWh", "\"" + text + "\"");
        numerator_ = placed(try_unit(std::string_view(text).substr(0, slash)), "unit");
        factor_.per = placed(try_unit(std::string_view(text).substr(slash + 1)), "unit");
        unit_text_ = text;
    }

    /// A later row that says something else about the factor would be lost in silence.
    void require_same_factor() const {
        bool const same = text_of("what") == factor_.what && trim(in_["kind"]) == to_text(factor_.kind) && text_of("region") == factor_.region &&
                          trim(in_["year"]) == std::to_string(factor_.year) && text_of("unit") == unit_text_ &&
                          trim(in_["confidence"]) == to_text(factor_.provenance.confidence);
        if (!same) fail("factor.rows", "the rows of a factor differ in what they describe", "key", "the same what, kind, region, year, unit and confidence", factor_.key);
    }

    /// One number: a gas, or the CO2e of a source that gives no gases. An empty value marks the factor as not published.
    /// A CO2e without a set is read, as `unstated`: sources do that, and try_co2e() refuses it with every set unless
    /// it is kept as published (rule C4).
    void add_number() {
        if (factor_.co2e) fail("factor.rows", "a factor holds gases or one CO2e, not both", "gas", "one row for a CO2e", factor_.key);
        auto const value = in_.number_or_nothing(in_.column("value"));
        if (!value) {
            unpublished_ = true;
            return;
        }
        bool const mass = numerator_.terms() == std::vector<UnitTerm>{{Kind::mass, 1}};
        bool const co2e = numerator_.terms() == std::vector<UnitTerm>{{Kind::co2e, 1}};
        double const amount = *value * numerator_.scale();  // kg
        std::string const set_text = text_of("gwp_set");
        if (lower(trim(in_["gas"])) == "co2e") {
            if (!mass && !co2e) fail("factor.unit", "the unit of a CO2e is a mass", "unit", "kg/... or kg CO2e/...", unit_text_);
            if (!factor_.gases.empty()) fail("factor.rows", "a factor holds gases or one CO2e, not both", "gas", "gases only", factor_.key);
            factor_.co2e = Co2e::of(amount, units::kg);
            factor_.co2e_set = set_text.empty() ? GwpSet() : placed(try_parse_gwp_set(set_text), "gwp_set");
            return;
        }
        add_gas(placed(find_gas(in_["gas"]), "gas"), amount, mass, set_text);
    }

    /// `amount` in kg per unit. The UK tables print CH4 and N2O as CO2e of that gas; dividing by the GWP they were multiplied
    /// with gives the mass back, and the assumption says so. The divisor has to be confirmed like any other GWP: set.find
    /// refuses the row otherwise.
    void add_gas(Gas gas, double amount, bool mass, std::string const& set_text) {
        bool const carbon_dioxide = info(gas).formula == "CO2" && numerator_.terms() == std::vector<UnitTerm>{{Kind::co2_mass, 1}};
        if (!mass && !carbon_dioxide) fail("factor.unit", "the unit of a gas is a mass", "unit", "kg/...", unit_text_);
        if (factor_.gases.contains(gas)) fail("factor.rows", "a gas is there twice", "gas", "one row per gas", to_text(gas));
        if (!set_text.empty()) {  // published as the CO2e of this gas: the publication's own GWP turns it back, exactly
            GwpSet const set = placed(try_parse_gwp_set(set_text), "gwp_set");
            GwpValue const gwp = placed(set.find(gas), "gas");
            factor_.assumptions.push_back(to_text(gas) + " published as CO2e by " + set_text + ", divided by " + number_text(gwp.value));
            amount /= gwp.value;
        }
        factor_.gases.add(gas, Mass::of(amount, units::kg));
    }

    /// Stores the factor, also one that is held back: a look-up must be able to say so.
    void finish() {
        if (!started_) return;
        FactorDatabase::Held held{std::make_shared<Factor const>(std::move(factor_)), unpublished_};
        if (!unpublished_ && held.factor->provenance.confidence <= content_.least) content_.usable.push_back(held.factor);
        content_.all.push_back(std::move(held));
        started_ = false;
    }

    CsvReader in_;
    FactorDatabase::Content& content_;
    std::unordered_set<std::string> keys_;
    Factor factor_;
    Unit numerator_;
    std::string unit_text_;
    bool unpublished_ = false;
    bool started_ = false;
};

}  // namespace detail

TANJI_INLINE FactorDatabase FactorDatabase::from_csv(std::string_view text, std::string file, FactorOptions options) {
    auto content = std::make_shared<Content>();
    content->least = options.least;
    detail::FactorTableReader(text, std::move(file), options, *content).run();
    return FactorDatabase(std::move(content));
}

TANJI_INLINE Result<FactorDatabase> FactorDatabase::try_from_csv(std::string_view text, std::string file, FactorOptions options) {
    try {
        return from_csv(text, std::move(file), options);
    } catch (Error const& error) {
        return error.problem();
    }
}

// Read anew at each call, not kept in a static: options differ between callers, and one handle serves a whole program.
// The order of the tables is the order of factors().
TANJI_INLINE FactorDatabase FactorDatabase::shipped(FactorOptions options) {
    auto content = std::make_shared<Content>();
    content->least = options.least;
    auto const read = [&](std::string const& text, char const* file) { detail::FactorTableReader(text, file, options, *content).run(); };
    read(detail::data_factors_cn_grid_co2(), "data/factors/cn-grid-co2.csv");
    read(detail::data_factors_cn_electricity_footprint(), "data/factors/cn-electricity-footprint.csv");
    read(detail::data_factors_gb_fuels(), "data/factors/gb-fuels.csv");
    read(detail::data_factors_gb_freight(), "data/factors/gb-freight.csv");
    return FactorDatabase(std::move(content));
}

}  // namespace tanji
