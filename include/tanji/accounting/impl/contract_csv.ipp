// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <set>
#include <utility>

#include "tanji/accounting/contract_csv.hpp"
#include "tanji/accounting/impl/data/rules_contract_columns.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Names of columns are data. A rate of 0 is a statement and has to be written; an empty field is none.
namespace tanji {
namespace detail {

/// The fields of one row by the names of data/rules/contract-columns.csv.
class ContractTable {
public:
    /// Finds the columns; those that are needed and missing are named together. Throws "contract.columns" and what CsvReader throws.
    ContractTable(std::string_view text, std::string file) : csv_(text, std::move(file)) {
        std::string const known = data_rules_contract_columns();
        CsvReader columns(known, "data/rules/contract-columns.csv");
        std::vector<std::string> lacking;
        while (columns.next()) {
            std::string const name(columns["column"]);
            auto const place = place_of(name, columns["names"]);
            if (place < csv_.header().size()) places_.emplace(name, place);
            else if (columns["required"] == "yes") lacking.push_back(name);
        }
        if (lacking.empty()) return;
        throw Error({.id = "contract.columns", .what = "a table of contracts lacks columns", .where = csv_.where(), .expected = join(lacking, ", "), .got = join(csv_.header(), ", "), .hint = "docs/electricity.md lists them"});
    }

    [[nodiscard]] bool next() { return csv_.next(); }
    [[nodiscard]] Where where() const { return csv_.where(); }
    /// Trimmed; empty for a column that is not there.
    [[nodiscard]] std::string operator[](std::string_view name) const {
        auto const at = places_.find(name);
        return at == places_.end() ? std::string() : std::string(trim(csv_[at->second]));
    }
    /// Throws "contract.field" with the place of the field.
    [[noreturn]] void refuse(std::string_view name, std::string expected) const {
        auto const at = places_.find(name);
        throw Error({.id = "contract.field", .what = "a field of a contract is not usable", .where = at == places_.end() ? csv_.where() : csv_.where(at->second), .expected = std::string(name) + ": " + std::move(expected), .got = in_quotes((*this)[name])});
    }
    /// Amounts and rates are zero or more; an empty field is neither.
    [[nodiscard]] double number(std::string_view name) const {
        auto const value = parse_number((*this)[name]);
        if (!value || *value < 0) refuse(name, "a number from 0");
        return *value;
    }
    /// Whether attributes come with a contract is never guessed: `needed` fields have to say so, in English or Chinese.
    [[nodiscard]] bool yes(std::string_view name, bool needed) const {
        auto const word = (*this)[name];
        if (equal_ignoring_case(word, "yes") || word == "\xE6\x98\xAF") return true;
        if (equal_ignoring_case(word, "no") || word == "\xE5\x90\xA6" || (!needed && word.empty())) return false;
        refuse(name, "yes or no");
    }

private:
    /// Index of the column by its name or one of its other names, case aside.
    [[nodiscard]] std::size_t place_of(std::string const& name, std::string_view names) const {
        for (std::size_t place = 0; place < csv_.header().size(); ++place) {
            auto const head = trim(csv_.header()[place]);
            if (equal_ignoring_case(head, name)) return place;
            for (auto const other : split(names, ';')) {
                if (equal_ignoring_case(head, other)) return place;
            }
        }
        return csv_.header().size();
    }

    CsvReader csv_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

/// A rate as a factor per the unit of the contract; what else is given off is not estimated, never zero (rule C4).
[[nodiscard]] inline std::shared_ptr<Factor const> contract_factor(std::string const& key, EnergyCarrier carrier, double kg_co2, Unit const& per, std::string const& document) {
    auto factor = std::make_shared<Factor>(*electricity_factor(key, kg_co2, document));
    factor->what = std::string(to_text(carrier));
    factor->per = per;
    return factor;
}

/// One row. Electricity is counted in whole watt-hours like everything a registry compares; heat keeps its unit, which its line must share.
inline void add_contract(EnergyContracts& out, ContractTable const& row) {
    auto const id = row["contract"], of = row["for"];
    if (id.empty()) row.refuse("contract", "an id");
    if (of.empty()) row.refuse("for", "the id of a consumption or line");
    double const amount = row.number("amount"), rate = row.number("kg_co2_per_unit");
    bool const attributes = row.yes("attributes_included", true), supplier = row.yes("supplier_rate", false);
    auto const carrier_word = row["carrier"];
    if (carrier_word.empty() || equal_ignoring_case(carrier_word, to_text(EnergyCarrier::electricity))) {
        auto const watt_hours = try_watt_hours(amount, row["unit"]);
        auto const one = try_watt_hours(1, row["unit"]);
        if (!watt_hours || !one) row.refuse(watt_hours ? "unit" : "amount", watt_hours ? one.problem().expected : watt_hours.problem().expected);
        double const kwh_per_unit = static_cast<double>(*one) / 1000;
        out.electricity.push_back({.id = id, .consumption = of, .amount = *watt_hours, .supplier_rate = supplier, .kg_co2_per_kwh = rate / kwh_per_unit, .technology = row["technology"], .attributes_included = attributes, .evidence = row["evidence"]});
        return;
    }
    HeatPurchase purchase{.id = of, .carrier = EnergyCarrier::none, .attributes_included = attributes, .evidence = row["evidence"]};
    for (auto const carrier : {EnergyCarrier::heat, EnergyCarrier::steam, EnergyCarrier::cooling}) {
        if (equal_ignoring_case(carrier_word, to_text(carrier))) purchase.carrier = carrier;
    }
    if (purchase.carrier == EnergyCarrier::none) row.refuse("carrier", "electricity, heat, steam or cooling");
    auto const unit = try_unit(row["unit"]);
    if (!unit) row.refuse("unit", unit.problem().expected.empty() ? "a unit of heat, like GJ heat" : unit.problem().expected);
    purchase.amount = {amount, *unit};
    purchase.supplier = contract_factor(id, purchase.carrier, rate, *unit, row["evidence"]);
    out.heat.push_back(std::move(purchase));
}

}  // namespace detail

TANJI_INLINE Result<EnergyContracts> try_read_contracts(std::string_view text, std::string file) {
    EnergyContracts out;
    std::vector<std::string> refused;
    try {
        detail::ContractTable table(text, std::move(file));
        std::set<std::pair<std::string, std::string>> seen;
        while (table.next()) {
            try {
                // A row pasted twice would serve the consumption twice.
                if (!seen.emplace(table["contract"], table["for"]).second) table.refuse("contract", "one row for a contract and what it is for: add the amounts up, or give each part an id of its own");
                detail::add_contract(out, table);
            } catch (Error const& error) {
                refused.push_back(to_text(error.problem()));
            }
        }
    } catch (Error const& error) {
        if (refused.empty()) return error.problem();
        refused.push_back(to_text(error.problem()));
    }
    if (refused.empty()) return out;
    return Problem{.id = "contract.refused", .what = "a table of contracts cannot be used", .expected = "rows as docs/electricity.md describes them", .got = std::to_string(refused.size()) + " that are not", .related = std::move(refused)};
}

}  // namespace tanji
