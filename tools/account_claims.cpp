// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include "account_claims.hpp"

#include <map>

#include "account_extras.hpp"
#include "tanji/accounting/contract_csv.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/claim_csv.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

/// Bought energy of one method on one basis: all its lines together.
struct BasisRow {
    std::string method, basis, factor;
    tanji::ExactSum kg;
    std::uint64_t lines = 0;
};

/// What a line of bought energy rests on; location-based ones rest on the factor of their place.
std::string basis_of(tanji::AppliedFactor const& applied) { return applied.basis.empty() ? "place" : applied.basis; }

bool is_bought(tanji::InventoryLine const& line) {
    auto const& category = tanji::all_categories()[line.category];
    return category.carrier != tanji::EnergyCarrier::none && !category.deducts && !line.internal;
}

std::vector<BasisRow> by_basis(tanji::OrganisationInventory const& inventory) {
    std::map<std::tuple<std::string, std::string, std::string>, BasisRow> rows;
    for (std::size_t i = 0; i < inventory.lines().size(); ++i) {
        auto const& line = inventory.lines()[i];
        if (!is_bought(line)) continue;
        auto const& applied = inventory.applied()[line.applied];
        std::string const method(to_text(line.method));
        auto& row = rows[{method, basis_of(applied), applied.factor->key}];
        row.method = method;
        row.basis = basis_of(applied);
        row.factor = applied.factor->key;
        row.kg.add(inventory.line_total(i).co2e.stored());
        ++row.lines;
    }
    std::vector<BasisRow> list;
    for (auto& [key, row] : rows) list.push_back(std::move(row));
    return list;
}

std::string shown(double kg) { return tanji::number_text(kg / 1000, 6); }

}  // namespace

std::vector<tanji::ClaimFile> claim_files(std::vector<std::string> const& names) {
    std::vector<tanji::ClaimFile> files;
    for (auto const& name : names) files.push_back({name, tanji::read_table_file(name)});
    return files;
}

tanji::Registry read_registry(std::vector<tanji::ClaimFile> const& files) {
    tanji::Registry registry;
    auto const import = tanji::read_claims(registry, files);
    if (import.ok()) return registry;
    if (import.refused.size() == 1) throw tanji::Error(import.refused.front());
    tanji::Problem problem{.id = "claims.refused", .what = "rows of claims were refused", .expected = "claims that can all be entered", .got = std::to_string(import.refused.size()) + " that cannot",
                           .hint = "nothing is computed from half a registry: mend them all"};
    for (auto const& each : import.refused) problem.related.push_back(to_text(each));
    throw tanji::Error(std::move(problem));
}

tanji::OrganisationInventory account_lines(AccountCommandOptions const& words, tanji::ActivityLines const& lines, tanji::Organisation const& organisation, tanji::RuleSet const& rules,
                                           tanji::FactorDatabase const& factors, tanji::AccountOptions const& options) {
    if (words.claims.empty() && words.contracts.empty() && !words.market) return tanji::account(lines, organisation, rules, factors, options);
    auto const registry = read_registry(claim_files(words.claims));
    tanji::EnergyContracts contracts;
    if (!words.contracts.empty()) contracts = tanji::try_read_contracts(tanji::read_table_file(words.contracts), words.contracts).value();
    return tanji::account_with_claims(lines, organisation, rules, factors, {.registry = &registry, .holder = words.holder, .contracts = contracts.electricity, .heat = contracts.heat}, options);
}

std::vector<Setting> claim_file_settings(AccountCommandOptions const& words) {
    std::vector<Setting> settings;
    auto names = words.claims;
    if (!words.contracts.empty()) names.push_back(words.contracts);
    for (auto const& name : names) settings.push_back({"file", name + " sha256:" + tanji::sha256_hex(tanji::read_text_file(name))});
    if (!words.holder.empty()) settings.push_back({"holder", words.holder});
    return settings;
}

std::string market_text(tanji::OrganisationInventory const& inventory, tanji::Statement const& location) {
    if (!inventory.has_market()) return {};
    auto const market = tanji::statement(inventory, location.view, tanji::EnergyMethod::market);
    tanji::TextTable totals({"t CO2e", "location-based", "market-based"});
    for (std::size_t i = 0; i < market.totals.size(); ++i) {
        auto const cell = [](tanji::StatementTotal const& total) { return total.lines == 0 ? "no lines" : shown(total.co2e.stored()); };
        totals.add_row({market.totals[i].title_en, cell(location.totals[i]), cell(market.totals[i])});
    }
    tanji::TextTable parts({"bought energy", "on the basis of", "factor", "t CO2e", "lines"});
    for (auto const& row : by_basis(inventory)) parts.add_row({row.method, row.basis, row.factor, shown(row.kg.value()), std::to_string(row.lines)});
    return "\n" + totals.text() + (parts.rows() > 0 ? "\n" + parts.text() : std::string());
}

void market_csv(tanji::CsvWriter& csv, tanji::OrganisationInventory const& inventory, tanji::Statement const& location) {
    if (!inventory.has_market()) return;
    for (auto const& total : tanji::statement(inventory, location.view, tanji::EnergyMethod::market).totals) {
        total_csv(csv, "market-total", total);
    }
    for (auto const& row : by_basis(inventory)) {
        csv.field(row.method == "both" ? "energy-part" : row.method + "-part").field(row.basis).field(row.factor).field("").field(row.kg.value() / 1000).field("");
        csv.field("").field(std::to_string(row.lines)).field("").field("").field("").end_row();
    }
}

void write_market(tanji::JsonWriter& json, tanji::OrganisationInventory const& inventory, tanji::Statement const& location) {
    json.key("market");
    if (!inventory.has_market()) {
        json.null();
        return;
    }
    auto const market = tanji::statement(inventory, location.view, tanji::EnergyMethod::market);
    json.begin_object().key("totals").begin_array();
    for (auto const& total : market.totals) total_json(json, total);
    json.end_array().key("parts").begin_array();
    for (std::size_t i = 0; i < inventory.lines().size(); ++i) {
        auto const& line = inventory.lines()[i];
        if (!is_bought(line)) continue;
        auto const& applied = inventory.applied()[line.applied];
        auto const& activity = inventory.activities()[line.activity];
        json.begin_object().member("line", activity.id).member("meter", activity.head->meter).member("period", to_text(activity.period)).member("method", to_text(line.method)).member("amount", line.amount).member("unit", applied.entered_unit);
        json.member("basis", basis_of(applied)).member("factor", applied.factor->key).member("co2e_kg", inventory.line_total(i).co2e.stored()).key("fall_backs").begin_array();
        for (auto const& step : applied.fall_backs) json.value(step);
        json.end_array().end_object();
    }
    json.end_array().end_object();
}

}  // namespace tool
