// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/factors/impl/data/factors_cn_electricity_footprint.ipp"
#include "tanji/factors/impl/data/factors_cn_ets.ipp"
#include "tanji/factors/impl/data/factors_cn_grid_co2.ipp"
#include "tanji/factors/impl/data/factors_documents.ipp"
#include "tanji/factors/impl/data/factors_gb_2023.ipp"
#include "tanji/factors/impl/data/factors_us_40cfr98.ipp"
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/factors/impl/factor_documents.ipp"
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
    /// With `documents`, the column `document` holds their short names.
    FactorTableReader(std::string_view text, std::string file, FactorOptions const& options, FactorDatabase::Content& content, FactorDocuments const* documents = nullptr)
        : in_(text, std::move(file), {.limits = options.limits}), content_(content), documents_(documents) {
        for (char const* name : {"key", "what", "kind", "region", "year", "unit", "document", "confidence"}) (void)in_.column(name);
        in_.only_columns(known_columns());
        find_gas_columns();
        if (!wide()) for (char const* name : {"gas", "value"}) (void)in_.column(name);
    }

    /// Rows of one factor follow each other; a change of key closes it. Scattered rows of one key are refused as a duplicate:
    /// gathering them would need the whole file, and would hide that two factors were given the same key.
    void run() {
        while (in_.next()) {
            if (wide() || !started_ || in_["key"] != factor_.key) {
                finish();
                start();
            } else {
                require_same_factor();
            }
            if (wide()) add_columns();
            else add_number();
        }
        finish();
    }

private:
    /// Trimmed field, empty if the column is not there.
    [[nodiscard]] std::string text_of(std::string_view column) const { return in_.has_column(column) ? std::string(in_.text(column)) : std::string(); }

    /// A table with a column per gas: one row is one factor. Without such a column there is a row per gas.
    [[nodiscard]] bool wide() const noexcept { return !gas_columns_.empty() || co2e_column_.has_value(); }

    /// A misspelt gas would be left out without a word, and its factor would be too small.
    [[nodiscard]] static std::vector<std::string> known_columns() {
        std::vector<std::string> names{"key", "what", "name_en", "name_zh", "kind", "region", "year", "data_year", "technology", "unit", "gas", "value", "co2e", "gwp_set", "gases_as", "not_estimated",
                                       "document", "edition", "released", "released_by", "valid_from", "valid_to", "licence", "attribution", "place", "confidence", "note", "uncertainty", "assumptions",
                                       "record", "source_region", "published"};
        for (auto const& gas : all_gases()) names.push_back(gas.key);
        return names;
    }

    /// Only the keys of gases name such columns, letter for letter: a looser match could take a remark for an emission.
    void find_gas_columns() {
        if (in_.has_column("gas")) return;
        for (std::size_t i = 0; i < in_.header().size(); ++i) {
            std::string const& name = in_.header()[i];
            if (name == "co2e") co2e_column_ = i;
            for (std::size_t id = 0; id < all_gases().size(); ++id) {
                if (all_gases()[id].key == name) gas_columns_.emplace_back(i, Gas(static_cast<std::uint16_t>(id)));
            }
        }
    }

    /// Place of a field of the present row; of its key if the table has no such column.
    [[nodiscard]] Where place_of(std::string_view column) const { return in_.where(in_.column(in_.has_column(column) ? column : "key")); }

    /// A refusal at a field of the present row.
    [[noreturn]] void fail(std::string id, std::string what, std::string_view column, std::string expected, std::string got, std::string hint = {}) const {
        throw Error({.id = std::move(id), .what = std::move(what), .where = place_of(column), .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)});
    }

    /// The value, or its problem with the place in the file added: parsers of units, gases and dates know no files.
    template <class T>
    [[nodiscard]] T placed(Result<T> result, std::string_view column) const {
        if (result) return std::move(result).value();
        Problem problem = result.problem();
        problem.where = place_of(column);
        throw Error(std::move(problem));
    }

    /// What all rows of a factor share, from its first.
    void start() {
        factor_ = {};
        unpublished_ = false;
        started_ = true;
        first_row_ = in_.row();
        factor_.key = text_of("key");
        if (factor_.key.empty()) fail("factor.key", "a factor has no key", "key", "a key that is never used for another number", "an empty field");
        if (content_.by_key.contains(factor_.key)) fail("factor.duplicate", "this key was used before", "key", "each key once, its rows together", factor_.key, first_use());
        factor_.what = text_of("what");
        factor_.name_en = text_of("name_en");
        factor_.name_zh = text_of("name_zh");
        factor_.kind = placed(try_parse_factor_kind(trim(in_["kind"])), "kind");
        factor_.region = text_of("region");
        factor_.year = read_year("year");
        std::string const not_estimated = text_of("not_estimated");  // outlives the pieces that point into it
        for (auto const part : split(not_estimated, ' ')) {
            if (!part.empty()) factor_.not_estimated.push_back(placed(find_gas(part), "not_estimated"));
        }
        read_provenance();
        read_unit();
        read_words();
    }

    /// What a calculation left behind: uncertainty, assumptions (one a line) and the record it was made by. Most tables have none of these columns.
    void read_words() {
        if (in_.has_column("uncertainty")) {
            factor_.uncertainty = in_.number_or_nothing(in_.column("uncertainty"));
            if (factor_.uncertainty && *factor_.uncertainty < 0) fail("factor.uncertainty", "an uncertainty is a half-width", "uncertainty", "0 or more, 0.05 for 5 %", text_of("uncertainty"));
        }
        std::string const assumptions = text_of("assumptions");
        for (auto const line : split(assumptions, '\n')) {
            if (!trim(line).empty()) factor_.assumptions.emplace_back(trim(line));
        }
        factor_.record = text_of("record");
    }

    [[nodiscard]] std::string first_use() const {
        auto const first = rows_.find(factor_.key);
        return (first == rows_.end() ? std::string("another table has it") : "first in row " + std::to_string(first->second)) + ": give one of the two another key, or remove it";
    }

    /// Where it comes from. Document and confidence are required: a number without them is hearsay.
    void read_provenance() {
        Provenance& p = factor_.provenance;
        std::string const document = text_of("document");
        if (document.empty()) fail("factor.document", "a factor does not say where it comes from", "document", "title and number of the source", "an empty field", "a number without a source is hearsay: name the document, or leave the row out");
        if (documents_ == nullptr) {
            p.document = document;
        } else if (auto const known = documents_->find(document); known != documents_->end()) {
            p = known->second;
        } else {
            fail("factor.document", "the source of a factor is not in the list of documents", "document", "a short name of documents.csv", document);
        }
        read_source_columns(p);
        p.region = factor_.region;
        p.technology = text_of("technology");
        p.place = text_of("place");
        p.confidence = placed(try_parse_confidence(trim(in_["confidence"])), "confidence");
        p.note = text_of("note");
        if (auto own = text_of("source_region"); !own.empty()) p.region = std::move(own);
    }

    /// What a row says of its source itself goes before what the list of documents says. A table without the column data_year
    /// means the year of the factor; an empty field means that the source does not tell.
    void read_source_columns(Provenance& p) const {
        for (auto const& [column, text] : {std::pair{"edition", &p.edition}, std::pair{"licence", &p.licence}, std::pair{"attribution", &p.attribution}}) {
            if (auto own = text_of(column); !own.empty()) *text = std::move(own);
        }
        for (auto const& [column, date] : {std::pair{"released", &p.released}, std::pair{"released_by", &p.released_by}, std::pair{"valid_from", &p.valid_from}, std::pair{"valid_to", &p.valid_to}}) {
            if (auto const own = text_of(column); !own.empty()) *date = placed(try_parse_date(own), column);
        }
        if (!in_.has_column("data_year")) p.data_year = factor_.year;
        else if (auto const own = text_of("data_year"); !own.empty()) p.data_year = read_year("data_year");
    }

    /// A year outside 1900 to 2200 is a slip or a shifted column.
    [[nodiscard]] int read_year(std::string_view column) const {
        auto const year = parse_integer(trim(in_[column]));
        if (!year || *year < 1900 || *year > 2200) fail("factor.year", "the year of a factor is missing or odd", column, "a year like 2023", text_of(column));
        return static_cast<int>(*year);
    }

    /// "kg/kWh net": a mass per the unit of the activity. Read apart, because kg/kg must not cancel: kg of gas per kg of fuel
    /// is a factor and no plain number. The first stroke divides; whatever follows is the activity's unit, "t*km" included.
    /// A table has thousands of rows and a dozen units, so each text is parsed once.
    void read_unit() {
        unit_text_ = text_of("unit");
        auto known = units_.find(unit_text_);
        if (known == units_.end()) {
            std::string_view const text = unit_text_;
            auto const slash = text.find('/');
            if (slash == std::string_view::npos) fail("factor.unit", "the unit of a factor is a mass per something", "unit", "a unit like kg/kWh", in_quotes(text));
            auto above = placed(try_unit(text.substr(0, slash)), "unit");
            auto below = placed(try_unit(text.substr(slash + 1)), "unit");
            known = units_.emplace(unit_text_, std::pair(std::move(above), std::move(below))).first;
        }
        std::tie(numerator_, factor_.per) = known->second;
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
        if (lower(trim(in_["gas"])) == "co2e") {
            if (!factor_.gases.empty()) fail("factor.rows", "a factor holds gases or one CO2e, not both", "gas", "gases only", factor_.key);
            set_co2e(*value);
            return;
        }
        add_gas(placed(find_gas(in_["gas"]), "gas"), *value, text_of("gwp_set"), "gwp_set");
    }

    [[nodiscard]] bool numerator_is(Kind kind) const { return numerator_.terms() == std::vector<UnitTerm>{{kind, 1}}; }

    /// `value` as printed.
    void set_co2e(double value) {
        if (!numerator_is(Kind::mass) && !numerator_is(Kind::co2e)) fail("factor.unit", "the unit of a CO2e is a mass", "unit", "kg/... or kg CO2e/...", unit_text_);
        std::string const set_text = text_of("gwp_set");
        factor_.co2e = Co2e::of(value * numerator_.scale(), units::kg);
        factor_.co2e_set = set_text.empty() ? GwpSet() : placed(try_parse_gwp_set(set_text), "gwp_set");
    }

    /// All numbers of a wide row. An empty gas was not stated; a row without any number is a factor that was not published.
    /// CO2 is never divided: by every set, a kilogram of it is a kilogram of CO2e.
    void add_columns() {
        std::string const set_text = text_of("gases_as");
        for (auto const& [column, gas] : gas_columns_) {
            if (auto const value = in_.number_or_nothing(column)) add_gas(gas, *value, info(gas).formula == "CO2" ? std::string() : set_text, "gases_as");
        }
        bool stated = false;
        double total = 0;
        if (co2e_column_) {
            if (auto const value = in_.number_or_nothing(*co2e_column_)) {
                stated = true;
                total = *value;
            }
        }
        if (stated && factor_.gases.empty()) set_co2e(total);
        else if (stated) check_total(total);
        unpublished_ = (factor_.gases.empty() && !stated) || text_of("published") == "no";
    }

    /// A CO2e printed beside its gases has to be their sum, up to the rounding of the numbers as they are printed (tools in the
    /// field store totals that are not). It is only compared: the gases are the factor, and any set can be applied to them.
    /// Printed zeros at the end are often lost, so no number counts as rounded further than the total.
    void check_total(double total) const {
        bool const converted = !text_of("gases_as").empty();
        GwpSet const set = placed(try_parse_gwp_set(text_of("gwp_set")), "gwp_set");
        int places = 99;
        for (auto const& [column, gas] : gas_columns_) {
            if (!trim(in_[column]).empty()) places = (std::min)(places, decimal_places(trim(in_[column])));
        }
        places = (std::max)(places, decimal_places(trim(in_[*co2e_column_])));
        double sum = 0;
        double rounding = 0.5 * std::pow(10.0, -places);
        for (auto const& [column, gas] : gas_columns_) {
            auto const value = in_.number_or_nothing(column);
            if (!value || gas == gas::co2_biogenic) continue;  // a line of its own, in no CO2e (rule C8)
            double const gwp = converted ? 1.0 : placed(set.find(gas), "gwp_set").value;
            sum += *value * gwp;
            rounding += 0.5 * gwp * std::pow(10.0, -(std::max)(decimal_places(trim(in_[column])), places));
        }
        if (std::abs(sum - total) <= rounding * (1 + 1e-9)) return;
        fail("factor.co2e", "the CO2e of a factor is not the sum of its gases", "co2e", number_text(sum) + " by " + to_text(set), std::string(in_[*co2e_column_]),
             "correct the gases, the CO2e or gwp_set; or leave the CO2e out: it is computed from the gases");
    }

    /// `value` as printed. The UK tables print CH4 and N2O as CO2e of that gas; dividing by the GWP they were multiplied
    /// with gives the mass back, and the assumption says so. The divisor has to be confirmed like any other GWP: set.find
    /// refuses the row otherwise.
    void add_gas(Gas gas, double value, std::string const& set_text, std::string_view set_column) {
        double amount = value * numerator_.scale();  // kg
        bool const carbon_dioxide = info(gas).formula == "CO2" && numerator_is(Kind::co2_mass);
        if (!numerator_is(Kind::mass) && !carbon_dioxide) fail("factor.unit", "the unit of a gas is a mass", "unit", "kg/...", unit_text_);
        if (factor_.gases.contains(gas)) fail("factor.rows", "a gas is there twice", "gas", "one row per gas", to_text(gas));
        if (!set_text.empty()) {  // published as the CO2e of this gas: the publication's own GWP turns it back, exactly
            GwpSet const set = placed(try_parse_gwp_set(set_text), set_column);
            GwpValue const gwp = placed(set.find(gas), "gas");
            factor_.assumptions.push_back(to_text(gas) + " published as CO2e by " + set_text + ", divided by " + number_text(gwp.value));
            amount /= gwp.value;
        }
        factor_.gases.add(gas, Mass::of(amount, units::kg));
    }

    /// Stores the factor, also one that is held back: a look-up must be able to say so.
    void finish() {
        if (!started_) return;
        rows_.emplace(factor_.key, first_row_);
        (void)content_.add({std::make_shared<Factor const>(std::move(factor_)), unpublished_});  // the key was looked up in start()
        started_ = false;
    }

    CsvReader in_;
    FactorDatabase::Content& content_;
    FactorDocuments const* documents_;
    std::vector<std::pair<std::size_t, Gas>> gas_columns_;
    std::optional<std::size_t> co2e_column_;
    std::unordered_map<std::string, std::pair<Unit, Unit>> units_;
    std::unordered_map<std::string, std::uint64_t> rows_;  // of each key, where it was first seen
    std::uint64_t first_row_ = 0;
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
    auto const documents = detail::read_factor_documents(detail::data_factors_documents(), "data/factors/documents.csv");
    auto const read = [&](std::string const& text, char const* file) { detail::FactorTableReader(text, file, options, *content, &documents).run(); };
    read(detail::data_factors_cn_grid_co2(), "data/factors/cn-grid-co2.csv");
    read(detail::data_factors_cn_electricity_footprint(), "data/factors/cn-electricity-footprint.csv");
    read(detail::data_factors_cn_ets(), "data/factors/cn-ets.csv");
    read(detail::data_factors_gb_2023(), "data/factors/gb-2023.csv");
    read(detail::data_factors_us_40cfr98(), "data/factors/us-40cfr98.csv");
    return FactorDatabase(std::move(content));
}

}  // namespace tanji
