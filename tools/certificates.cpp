// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// tanji certificates: who claims which electricity, and, with a rule set, what both scope 2 methods make of it.

#include <algorithm>
#include <iostream>

#include "account_claims.hpp"
#include "command.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/claim_csv.hpp"
#include "tanji/report/table.hpp"
#include "tanji/version.hpp"

namespace tool {
namespace {

double kilowatt_hours(tanji::WattHours amount) { return static_cast<double>(amount) / 1000.0; }

tanji::Date day_of(std::string const& text) {
    if (!text.empty()) return tanji::parse_date(text);
    throw tanji::Error({.id = "request.as-of", .what = "the latest factor is the latest on some day", .expected = "--as-of DAY, or --factors-year YEAR", .got = "neither",
                        .hint = "the tool asks no clock, so that the same command gives the same numbers next year"});
}

/// Rules, factors and result of a run with --rules.
struct Accounted {
    tanji::ElectricityResult result;
    tanji::ElectricityFactors factors;
};

Accounted account(Options const& options, tanji::Registry const& registry) {
    auto const& asked = options.claims;
    if (asked.year == 0) {
        throw tanji::Error({.id = "request.year", .what = "a rule set has editions", .expected = "--year, the year reported on", .got = "none", .hint = "its edition for that year decides the numbers"});
    }
    auto const set = tanji::RuleSet::get(asked.rules, tanji::year_period(asked.year), {.allow_other_edition = asked.other_edition, .allow_draft = asked.draft, .edition = asked.edition});
    auto const rules = tanji::ElectricityRules::from(set);
    auto const day = asked.factors_year != 0 ? tanji::Date(9999, 12, 31) : day_of(asked.as_of);
    auto factors = tanji::try_electricity_factors(tanji::FactorDatabase::shipped(), asked.place, asked.country, asked.factors_year, day).value();
    return {tanji::try_electricity(registry, asked.holder, rules, factors).value(), std::move(factors)};
}

double kg_co2(tanji::Emission const& emission) {
    auto const mass = emission.gases().find(tanji::gas::co2_fossil);
    return mass ? mass->stored() : 0;
}

std::vector<Setting> claim_settings(Options const& options, std::vector<tanji::ClaimFile> const& files, Accounted const* accounted) {
    std::vector<Setting> out{{"tanji", TANJI_VERSION}};
    for (auto const& file : files) out.push_back({"file", file.name + " sha256:" + tanji::sha256_hex(file.text)});
    if (!options.claims.holder.empty()) out.push_back({"holder", options.claims.holder});
    if (accounted == nullptr) return out;
    out.push_back({"rules", accounted->result.rule_set});
    if (accounted->result.draft) out.push_back({"draft", "yes: the rule set is not in force"});
    auto const factor = [&](char const* name, std::shared_ptr<tanji::Factor const> const& used) { out.push_back({name, used ? tanji::to_text(*used) : "none published"}); };
    factor("grid factor", accounted->factors.grid);
    factor("national factor", accounted->factors.national);
    factor("residual factor", accounted->factors.residual);
    return out;
}

/// A holder of nothing is a slip of the pen: its balance would be an empty table, which reads like "all is well".
void check_holder(std::string const& holder, tanji::Registry const& registry) {
    std::vector<std::string> known;
    for (auto const& consumption : registry.store().consumptions()) {
        if (holder.empty() || consumption.holder == holder) return;
        known.push_back(consumption.holder);
    }
    if (holder.empty()) return;
    throw tanji::Error({.id = "request.holder", .what = "nobody of this name consumes anything", .expected = "a holder of the consumptions", .got = tanji::in_quotes(holder),
                        .hint = "names are compared letter for letter", .related = tanji::nearest(holder, known)});
}

struct Row {
    tanji::Consumption consumption;
    tanji::ClaimBalance balance;
};

std::vector<Row> balances(Options const& options, tanji::Registry const& registry) {
    std::vector<Row> rows;
    for (auto const& consumption : registry.store().consumptions()) {
        if (options.claims.holder.empty() || consumption.holder == options.claims.holder) rows.push_back({consumption, registry.balance(consumption.id)});
    }
    return rows;
}

void print_text(std::vector<Row> const& rows, tanji::Registry const& registry, Accounted const* accounted) {
    tanji::TextTable table({"consumption", "holder", "meter", "period", "kWh", "certified", "own", "unclaimed"});
    for (auto const& [consumption, balance] : rows) {
        table.add_row({consumption.id, consumption.holder, consumption.meter, to_text(consumption.period), tanji::number_text(kilowatt_hours(balance.consumed), 12),
                       tanji::number_text(kilowatt_hours(balance.certified), 12), tanji::number_text(kilowatt_hours(balance.own), 12), tanji::number_text(kilowatt_hours(balance.unclaimed), 12)});
    }
    std::cout << table.text();
    tanji::TextTable claims({"certificate", "consumption", "used for", "kWh"});
    for (auto const& allotment : registry.store().allotments()) {
        claims.add_row({allotment.certificate, allotment.consumption, "allotment", tanji::number_text(kilowatt_hours(allotment.amount), 12)});
        for (auto const& draw : registry.store().draws_on(allotment.certificate)) {
            claims.add_row({"", "", std::string(to_text(draw.view)) + " " + draw.subject + (draw.pooled ? " (pooled)" : ""), tanji::number_text(kilowatt_hours(draw.amount), 12)});
        }
    }
    if (claims.rows() > 0) std::cout << '\n' << claims.text();
    if (accounted == nullptr) return;
    std::cout << "\nscope 2, location-based: " << tanji::to_text(accounted->result.location_emission()) << "\nscope 2, market-based:   " << tanji::to_text(accounted->result.market_emission()) << '\n';
    std::cout << findings_text(accounted->result.findings, 20);
}

void print_csv(std::vector<Row> const& rows) {
    tanji::CsvWriter csv({.guard_formulas = true});
    for (auto const* name : {"consumption", "holder", "meter", "period", "consumed_kwh", "certified_kwh", "own_kwh", "unclaimed_kwh"}) csv.field(name);
    csv.end_row();
    for (auto const& [consumption, balance] : rows) {
        csv.field(consumption.id).field(consumption.holder).field(consumption.meter).field(to_text(consumption.period));
        for (auto const amount : {balance.consumed, balance.certified, balance.own, balance.unclaimed}) csv.field(kilowatt_hours(amount));
        csv.end_row();
    }
    std::cout << csv.text();
}

void write_parts(tanji::JsonWriter& json, char const* name, std::vector<tanji::ElectricityPart> const& parts, tanji::Emission const& emission) {
    json.key(name).begin_object().member("kg_co2", kg_co2(emission)).key("parts").begin_array();
    for (auto const& part : parts) {
        json.begin_object().member("consumption", part.consumption).member("kwh", kilowatt_hours(part.amount)).member("basis", to_text(part.basis)).member("source", part.source);
        json.member("factor", part.factor->key).key("criteria").begin_array();
        for (auto const& check : part.criteria) json.begin_object().member("number", check.number).member("met", check.met).member("why", check.why).end_object();
        json.end_array().end_object();
    }
    json.end_array().end_object();
}

void print_json(std::vector<Setting> const& settings, std::vector<Row> const& rows, tanji::Registry const& registry, Accounted const* accounted) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object().member("schema", "tanji-certificates/1");
    write_settings(json, settings);
    json.key("consumptions").begin_array();
    for (auto const& [consumption, balance] : rows) {
        json.begin_object().member("consumption", consumption.id).member("holder", consumption.holder).member("meter", consumption.meter).member("period", to_text(consumption.period));
        json.member("consumed_kwh", kilowatt_hours(balance.consumed)).member("certified_kwh", kilowatt_hours(balance.certified)).member("own_kwh", kilowatt_hours(balance.own));
        json.member("unclaimed_kwh", kilowatt_hours(balance.unclaimed)).end_object();
    }
    json.end_array().key("allotments").begin_array();
    for (auto const& allotment : registry.store().allotments()) {
        json.begin_object().member("certificate", allotment.certificate).member("consumption", allotment.consumption).member("holder", allotment.holder);
        json.member("kwh", kilowatt_hours(allotment.amount)).key("draws").begin_array();
        for (auto const& draw : registry.store().draws_on(allotment.certificate)) {
            json.begin_object().member("view", to_text(draw.view)).member("subject", draw.subject).member("kwh", kilowatt_hours(draw.amount)).member("pooled", draw.pooled).end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
    if (accounted != nullptr) {
        json.key("scope_2").begin_object().member("rules", accounted->result.rule_set).member("draft", accounted->result.draft);
        write_parts(json, "location", accounted->result.location, accounted->result.location_emission());
        write_parts(json, "market", accounted->result.market, accounted->result.market_emission());
        json.key("findings").begin_array();
        for (auto const& finding : accounted->result.findings) json.value(to_text(finding));
        json.end_array().end_object();
    }
    std::cout << std::move(json.end_object()).text() << '\n';
}

}  // namespace

int certificates(Options const& options) {
    auto const files = claim_files(options.files);
    tanji::Registry registry;
    auto const import = tanji::read_claims(registry, files);
    constexpr std::size_t most = 1000;  // as for activities: nobody reads more
    for (std::size_t i = 0; i < (std::min)(import.refused.size(), most); ++i) std::cerr << "error: " << to_text(import.refused[i]) << '\n';
    if (import.refused.size() > most) std::cerr << "and " << import.refused.size() - most << " more\n";
    if (!import.ok()) return failed;
    check_holder(options.claims.holder, registry);
    std::optional<Accounted> accounted;
    if (!options.claims.rules.empty()) accounted = account(options, registry);
    auto const* shown = accounted ? &*accounted : nullptr;
    auto const rows = balances(options, registry);
    auto const settings = claim_settings(options, files, shown);
    if (options.format() == Format::json) {
        print_json(settings, rows, registry, shown);
        return ok;
    }
    std::cout << settings_text(settings);
    if (options.format() == Format::csv) print_csv(rows);
    else print_text(rows, registry, shown);
    return ok;
}

}  // namespace tool
