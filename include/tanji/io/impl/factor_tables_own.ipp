// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/io/factor_tables_own.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// JSON is read by way of the columns: each member becomes the field of the same name, so that one reader decides what a factor may be, and a file
/// that is refused as CSV is refused as JSON with the same words.
namespace tanji {
namespace detail {

/// Texts of a factor with their column and member. In the order in which they are written.
[[nodiscard]] inline std::array<std::pair<char const*, std::string>, 16> factor_texts(Factor const& f) {
    Provenance const& p = f.provenance;
    auto const day = [](std::optional<Date> const& date) { return date ? to_text(*date) : std::string(); };
    return {{{"name_en", f.name_en}, {"name_zh", f.name_zh}, {"technology", p.technology}, {"document", p.document}, {"edition", p.edition}, {"released", day(p.released)}, {"released_by", day(p.released_by)},
             {"valid_from", day(p.valid_from)}, {"valid_to", day(p.valid_to)}, {"source_region", p.region == f.region ? std::string() : p.region}, {"licence", p.licence}, {"attribution", p.attribution},
             {"place", p.place}, {"confidence", std::string(to_text(p.confidence))}, {"note", p.note}, {"record", f.record}}};
}

/// The unit as text, if that reads back: a number per something else would be worse than none.
[[nodiscard]] inline std::string factor_unit_text(Factor const& factor) {
    auto const again = try_unit(factor.per.symbol());
    if (again && again->terms() == factor.per.terms() && again->scale() == factor.per.scale()) return factor.per.symbol();
    throw Error({.id = "factor.unit", .what = "the unit of a factor has no text that reads back as the same unit", .where = {.object = factor.key}, .expected = "a unit that try_unit() knows", .got = in_quotes(factor.per.symbol()),
                 .hint = "an SQLite store keeps such units (io/sqlite_factors.hpp)"});
}

[[nodiscard]] inline std::string listed_gases(std::vector<Gas> const& gases) {
    std::vector<std::string> names;
    for (auto const gas : gases) names.push_back(to_text(gas));
    return join(names, " ");
}

/// Factors as rows of texts by column, from wherever they come; written as one CSV table.
class FactorRows {
public:
    using Row = std::map<std::string, std::string>;

    Row& add() { return rows_.emplace_back(); }

    /// Columns that every reader asks for, then those that any row has. Deterministic: gases by id, the rest by the list.
    [[nodiscard]] std::string csv() const {
        std::set<std::string> used;
        for (auto const& row : rows_) {
            for (auto const& [column, text] : row) {
                if (!text.empty()) used.insert(column);
            }
        }
        std::vector<std::string> columns{"key", "what", "kind", "region", "year", "data_year", "unit", "co2e", "gwp_set", "document", "confidence"};
        for (auto const& gas : all_gases()) {
            if (used.contains(gas.key)) columns.insert(columns.end() - 4, gas.key);
        }
        for (auto const* more : {"name_en", "name_zh", "technology", "uncertainty", "not_estimated", "published", "edition", "released", "released_by", "valid_from", "valid_to", "source_region", "licence", "attribution", "place", "note",
                                 "assumptions", "record"}) {
            if (used.contains(more)) columns.emplace_back(more);
        }
        CsvWriter out;
        for (auto const& column : columns) out.field(column);
        out.end_row();
        for (auto const& row : rows_) {
            for (auto const& column : columns) {
                auto const at = row.find(column);
                out.field(at == row.end() ? std::string_view() : std::string_view(at->second));
            }
            out.end_row();
        }
        return std::move(out).text();
    }

private:
    std::vector<Row> rows_;
};

// An unpublished factor may hold numbers (a gas of several was blank): the word says so, the numbers stay.
inline void add_factor_row(FactorRows& rows, FactorDatabase::Held const& held) {
    Factor const& f = *held.factor;
    auto& row = rows.add();
    row = {{"key", f.key}, {"what", f.what}, {"kind", std::string(to_text(f.kind))}, {"region", f.region}, {"year", std::to_string(f.year)}, {"unit", "kg/" + factor_unit_text(f)},
           {"data_year", f.provenance.data_year ? std::to_string(*f.provenance.data_year) : ""}, {"not_estimated", listed_gases(f.not_estimated)}, {"assumptions", join(f.assumptions, "\n")}};
    for (auto& [column, text] : factor_texts(f)) row[column] = std::move(text);
    for (auto const& [gas, mass] : f.gases) row[to_text(gas)] = number_text(mass.stored());
    if (f.co2e) {
        row["co2e"] = number_text(f.co2e->stored());
        row["gwp_set"] = to_text(f.co2e_set);
    }
    if (f.uncertainty) row["uncertainty"] = number_text(*f.uncertainty);
    if (held.unpublished && (!f.gases.empty() || f.co2e)) row["published"] = "no";
}

/// Members of one JSON factor as fields of a row.
class FactorMembers {
public:
    FactorMembers(FactorRows::Row& row, std::string file, std::size_t number) : row_(row), file_(std::move(file)), number_(number) {}

    /// The digest that the text claims; empty: none.
    [[nodiscard]] std::string read(JsonData const& factor) {
        if (factor.object() == nullptr) refuse("", "an object");
        for (auto const& [name, value] : *factor.object()) {
            if (value.is_null()) continue;
            if (name == "kg") read_gases(value);
            else if (name == "co2e") read_co2e(value);
            else if (name == "digest") digest_ = text(name, value);
            else if (name == "per") row_["unit"] = "kg/" + text(name, value);
            else if (name == "published") row_["published"] = truth(name, value) ? "" : "no";
            else if (name == "year" || name == "data_year" || name == "uncertainty") row_[name] = number(name, value);
            else if (name == "not_estimated") row_[name] = list(name, value, " ");
            else if (name == "assumptions") row_[name] = list(name, value, "\n");
            else if (is_text(name)) row_[name] = text(name, value);
            else refuse(name, "a member that docs/factors.md lists");
        }
        return digest_;
    }

private:
    [[nodiscard]] static bool is_text(std::string_view name) {
        static Factor const none;
        if (name == "key" || name == "what" || name == "kind" || name == "region") return true;
        auto const texts = factor_texts(none);
        return std::any_of(texts.begin(), texts.end(), [&](auto const& each) { return each.first == name; });
    }
    [[noreturn]] void refuse(std::string const& member, std::string expected) const {
        throw Error({.id = "factor.json", .what = "a factor is not in the form of this format", .where = {.file = file_, .row = number_, .object = member}, .expected = std::move(expected), .got = "something else"});
    }
    [[nodiscard]] std::string text(std::string const& name, JsonData const& value) const {
        if (value.text() == nullptr) refuse(name, "a text");
        return *value.text();
    }
    [[nodiscard]] bool truth(std::string const& name, JsonData const& value) const {
        if (value.truth() == nullptr) refuse(name, "true or false");
        return *value.truth();
    }
    [[nodiscard]] std::string number(std::string const& name, JsonData const& value) const {
        if (value.number() == nullptr) refuse(name, "a number");
        return number_text(*value.number());
    }
    [[nodiscard]] std::string list(std::string const& name, JsonData const& value, std::string_view between) const {
        if (value.array() == nullptr) refuse(name, "a list of texts");
        std::vector<std::string> parts;
        for (auto const& part : *value.array()) parts.push_back(text(name, part));
        return join(parts, between);
    }
    // Only keys of gases: a name would have to be looked up, and "CO2" has three meanings.
    void read_gases(JsonData const& value) {
        if (value.object() == nullptr) refuse("kg", "an object of gases and numbers");
        for (auto const& [gas, mass] : *value.object()) {
            auto const known = find_gas(gas);
            if (!known || to_text(*known) != gas) refuse("kg." + gas, "the key of a gas (data/gwp/gases.csv)");
            row_[gas] = number("kg." + gas, mass);
        }
    }
    void read_co2e(JsonData const& value) {
        auto const* kg = value.find("kg");
        auto const* set = value.find("gwp_set");
        if (kg == nullptr || value.object()->size() != (set == nullptr ? 1u : 2u)) refuse("co2e", "{\"kg\": number, \"gwp_set\": text}");
        row_["co2e"] = number("co2e", *kg);
        if (set != nullptr) row_["gwp_set"] = text("co2e", *set);
    }

    FactorRows::Row& row_;
    std::string file_;
    std::size_t number_;
    std::string digest_;
};

/// Rows of a parsed text, and the digests that they claim.
[[nodiscard]] inline FactorRows factor_rows(JsonData const& data, std::string const& file, std::vector<std::string>& digests) {
    auto const* format = data.find("format");
    auto const* list = data.find("factors");
    if (format == nullptr || format->text() == nullptr || *format->text() != "tanji-factors/1" || list == nullptr || list->array() == nullptr) {
        throw Error({.id = "factor.json", .what = "this JSON holds no factors", .where = {.file = file}, .expected = "{\"format\": \"tanji-factors/1\", \"factors\": [...]}",
                     .got = format != nullptr && format->text() != nullptr ? "format " + in_quotes(*format->text()) : "no format"});
    }
    FactorRows rows;
    for (auto const& factor : *list->array()) digests.push_back(FactorMembers(rows.add(), file, digests.size() + 1).read(factor));
    return rows;
}

}  // namespace detail

TANJI_INLINE std::string factors_to_csv(FactorDatabase const& factors) {
    detail::FactorRows rows;
    for (auto const& held : factors.held()) detail::add_factor_row(rows, held);
    return rows.csv();
}

TANJI_INLINE void write_factor(JsonWriter& json, FactorDatabase::Held const& held) {
    Factor const& f = *held.factor;
    json.begin_object().member("key", f.key).member("what", f.what).member("kind", to_text(f.kind)).member("region", f.region).member("year", f.year);
    json.member("per", f.per.symbol()).key("kg").begin_object();
    for (auto const& [gas, mass] : f.gases) json.member(to_text(gas), mass.stored());
    json.end_object().key("co2e");
    if (f.co2e) json.begin_object().member("kg", f.co2e->stored()).member("gwp_set", to_text(f.co2e_set)).end_object();
    else json.null();
    if (held.unpublished) json.member("published", false);
    json.key("uncertainty");
    if (f.uncertainty) json.value(*f.uncertainty);
    else json.null();
    json.key("data_year");
    if (f.provenance.data_year) json.value(*f.provenance.data_year);
    else json.null();
    json.key("not_estimated").begin_array();
    for (auto const gas : f.not_estimated) json.value(to_text(gas));
    json.end_array().key("assumptions").begin_array();
    for (auto const& words : f.assumptions) json.value(words);
    json.end_array();
    for (auto const& [member, text] : detail::factor_texts(f)) json.member(member, text);
    json.member("digest", digest(f)).end_object();
}

TANJI_INLINE std::string factors_to_json(FactorDatabase const& factors) {
    JsonWriter json({.pretty = true});
    json.begin_object().member("format", "tanji-factors/1").key("factors").begin_array();
    for (auto const& held : factors.held()) {
        (void)detail::factor_unit_text(*held.factor);
        write_factor(json, held);
    }
    json.end_array().end_object();
    return std::move(json).text();
}

// Lines and columns of the table in between mean nothing to the reader of a message: the number of the factor and the member do.
TANJI_INLINE Result<FactorDatabase> try_factors_from_json(std::string_view text, std::string file, FactorOptions const& options) {
    auto data = try_parse_json(text, {.bytes = options.limits.entry_bytes});
    if (!data) {
        Problem problem = data.problem();
        problem.where.file = file;
        return problem;
    }
    std::vector<std::string> digests;
    try {
        auto const rows = detail::factor_rows(*data, file, digests);
        auto factors = FactorDatabase::from_csv(rows.csv(), file, options);
        for (std::size_t i = 0; i < digests.size(); ++i) {
            Factor const& factor = *factors.held()[i].factor;
            if (digests[i].empty() || digests[i] == digest(factor)) continue;
            return Problem{.id = "factor.changed", .what = "the factor is not the one that its digest names", .where = {.file = file, .row = i + 1, .object = factor.key}, .expected = "digest " + digests[i],
                           .got = "digest " + digest(factor), .hint = "a number was changed after the file was written; leave the digest out if it is meant"};
        }
        return factors;
    } catch (Error const& error) {
        Problem problem = error.problem();
        problem.where.line = 0;
        problem.where.column = 0;
        return problem;
    }
}

}  // namespace tanji
