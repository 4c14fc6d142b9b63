// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include "account_extras.hpp"

#include <algorithm>

#include "tanji/base/text.hpp"
#include "tanji/factors/gas.hpp"
#include "tanji/report/table.hpp"
#include "tanji/units/amount.hpp"

namespace tool {
namespace {

using tanji::InventoryUncertainty;
using tanji::OrganisationInventory;

std::string tonnes(double kg) { return tanji::number_text(kg / 1000); }
std::string shown(double kg) { return tanji::number_text(kg / 1000, 6); }
std::string percent(double share) { return tanji::number_text(100 * share, 4); }

std::vector<GasRow> gas_rows(OrganisationInventory const& inventory) {
    std::vector<GasRow> rows;
    auto const total = inventory.total();
    for (auto const& [gas, mass] : total.gases) {
        auto const& names = tanji::info(gas);
        GasRow row{names.key, names.name_en, names.name_zh, mass.stored(), {}};
        if (gas != tanji::gas::co2_biogenic) row.co2e = mass.stored() * inventory.rules().gwp.find(gas).value().value;
        rows.push_back(std::move(row));
    }
    for (auto const& [set, co2e] : total.published) rows.push_back({"co2e " + set, "CO2e without gases", "", {}, co2e.stored()});
    return rows;
}

/// "sheet=800 t" as what the emissions of the inventory's period are divided by.
tanji::Denominator denominator(std::string const& text, tanji::Period const& period) {
    auto const at = text.find('=');
    if (at != std::string::npos) return {text.substr(0, at), per_amount(text.substr(at + 1)), period};
    throw tanji::Error({.id = "request.per", .what = "this is nothing to divide by", .expected = "NAME=AMOUNT, for example \"sheet=800 t\"", .got = text});
}

/// "7%", "0.07" or "150% lognormal".
tanji::Distribution width(std::string text) {
    auto shape = tanji::DistributionKind::normal;
    auto const end = text.find("lognormal");
    if (end != std::string::npos) {
        shape = tanji::DistributionKind::lognormal;
        text.erase(end);
    }
    auto number = tanji::trim(text);
    bool const is_percent = number.ends_with('%');
    if (is_percent) number.remove_suffix(1);
    auto const value = tanji::parse_number(tanji::trim(number));
    if (!value) throw tanji::Error({.id = "uncertainty.unusable", .what = "this is no half-width", .expected = "for example 7%, 0.07 or 150% lognormal", .got = text});
    return tanji::relative(*value / (is_percent ? 100 : 1), shape);
}

tanji::UncertaintyOptions uncertainty_options(AccountCommandOptions const& words) {
    tanji::UncertaintyOptions options;
    for (auto const& text : words.factor_uncertainty) {
        auto const at = text.rfind('=');
        if (at == std::string::npos) throw tanji::Error({.id = "uncertainty.factor", .what = "this states no uncertainty of a factor", .expected = "KEY=7%, or other=7% for all others", .got = text});
        auto const key = text.substr(0, at);
        if (key == "other") options.other_factors = width(text.substr(at + 1));
        else options.factors.push_back({key, {}, width(text.substr(at + 1))});
    }
    return options;
}

/// Whether anybody said how far any number may be off; 0 % is said, too.
bool states_uncertainty(tanji::UncertaintyOptions const& stated, OrganisationInventory const& inventory) {
    if (stated.other_factors || !stated.factors.empty()) return true;
    auto const heads = inventory.activities().heads();
    auto const applied = inventory.applied();
    return std::any_of(heads.begin(), heads.end(), [](auto const* head) { return head->uncertainty.has_value(); }) ||
           std::any_of(applied.begin(), applied.end(), [](auto const& each) { return each.factor->uncertainty.has_value(); });
}

/// The total, and each scope that has lines. A factor that is named need not be in every scope.
std::vector<std::pair<std::string, InventoryUncertainty>> uncertainties(AccountCommandOptions const& words, OrganisationInventory const& inventory) {
    std::vector<std::pair<std::string, InventoryUncertainty>> list;
    auto const stated = uncertainty_options(words);
    if (!states_uncertainty(stated, inventory)) {
        throw tanji::Error({.id = "uncertainty.none", .what = "no number of this inventory states an uncertainty", .expected = "half of a 95 % interval of a line, or of a factor", .got = "none: the total would look certain",
                            .hint = "for lines the column uncertainty of the table of activities (0.05 for 5 %); for factors --factor-uncertainty KEY=7% or other=7%, or the column uncertainty of a table of factors"});
    }
    tanji::SampleSettings const settings{.seed = words.seed, .samples = static_cast<std::size_t>(words.samples)};
    list.emplace_back("all", tanji::uncertainty_of(inventory, stated, settings));
    for (int const scope : {1, 2, 3}) {
        auto own = stated;
        own.filter.scope = scope;
        auto const lines = inventory.selected(own.filter);
        if (lines.empty()) continue;
        std::erase_if(own.factors, [&](auto const& factor) {
            return std::none_of(lines.begin(), lines.end(), [&](std::size_t i) { return inventory.applied()[inventory.lines()[i].applied].factor->key == factor.key; });
        });
        list.emplace_back("scope " + std::to_string(scope), tanji::uncertainty_of(inventory, own, settings));
    }
    return list;
}

void uncertainty_text(std::string& text, AccountExtras const& extras, int top) {
    tanji::TextTable table({"", "t CO2e", "2.5 %", "97.5 %", "+- %", "sd %, exact"});
    for (auto const& [name, each] : extras.uncertainties) {
        table.add_row({name, shown(each.nominal), shown(each.summary.quantile_025), shown(each.summary.quantile_975), percent(each.half_width()), each.nominal == 0 ? "" : percent(each.sd / each.nominal)});
    }
    auto const& whole = extras.uncertainties.front().second;
    text += "\nuncertainty (location-based), " + std::to_string(whole.summary.count) + " samples, seed " + std::to_string(whole.seed) + (whole.failed == 0 ? "" : ", " + std::to_string(whole.failed) + " failed") + "\n" + table.text();
    for (std::size_t i = 0; i < whole.contributions.size() && i < static_cast<std::size_t>(top); ++i) {
        auto const& part = whole.contributions[i];
        text += "  " + percent(part.share) + " % of the variance: " + (part.factor ? "factor " : "activity ") + part.name + "\n";
    }
    if (whole.certain.empty()) return;
    text += "taken as certain, which is a claim: " + std::to_string(whole.certain.size()) + " numbers, such as " + whole.certain.front() + "\n";
}

}  // namespace

tanji::Amount per_amount(std::string const& text) { return tanji::amount(tanji::parse_number(tanji::trim(text)) ? text + " 1" : text); }

void total_json(tanji::JsonWriter& json, tanji::StatementTotal const& total) {
    json.begin_object().member("key", total.key).member("title_en", total.title_en).member("title_zh", total.title_zh).member("lines", total.lines);
    json.member("co2e_kg", if_lines(total, total.co2e.stored())).member("reported", if_lines(total, total.reported)).end_object();
}

void total_csv(tanji::CsvWriter& csv, std::string_view kind, tanji::StatementTotal const& total) {
    csv.field(kind).field(total.key).field(total.title_en).field(total.title_zh).field(if_lines(total, total.co2e.stored() / 1000)).field(if_lines(total, total.reported)).field("");
    csv.field(std::to_string(total.lines)).field("").field("").field("").end_row();
}

AccountExtras account_extras(AccountCommandOptions const& words, OrganisationInventory const& inventory, tanji::Statement const& statement) {
    AccountExtras extras{.gases = gas_rows(inventory), .intensities = {}, .uncertainties = {}};
    std::vector<tanji::Denominator> denominators;
    for (auto const& text : words.per) denominators.push_back(denominator(text, inventory.period()));
    if (!denominators.empty()) {
        for (auto const& total : statement.totals) {
            if (total.lines > 0) extras.intensities.emplace_back(total.key, tanji::intensities(total.co2e, inventory.period(), denominators));
        }
    }
    if (words.uncertainty) extras.uncertainties = uncertainties(words, inventory);
    return extras;
}

std::string extras_text(AccountExtras const& extras, int top) {
    tanji::TextTable gases({"gas", "t", "t CO2e"});
    for (auto const& row : extras.gases) gases.add_row({row.key, row.kg ? shown(*row.kg) : "", row.co2e ? shown(*row.co2e) : "beside the total"});
    std::string text = "\n" + gases.text();
    if (!extras.intensities.empty()) {
        text += "\n";
        for (auto const& [total, list] : extras.intensities) {
            for (auto const& each : list) text += total + " per " + each.name + ": " + tanji::number_text(each.value.value, 6) + " " + each.value.unit.symbol() + "\n";
        }
    }
    if (!extras.uncertainties.empty()) uncertainty_text(text, extras, top);
    return text;
}

void extras_csv(tanji::CsvWriter& csv, AccountExtras const& extras) {
    for (auto const& row : extras.gases) {
        csv.field("gas").field(row.key).field(row.name_en).field(row.name_zh).field(row.co2e ? tonnes(*row.co2e) : "").field("").field("").field("");
        csv.field(row.kg ? tonnes(*row.kg) : "").field("").field("").end_row();
    }
    for (auto const& [total, list] : extras.intensities) {
        for (auto const& each : list) {
            csv.field("intensity").field(total + " per " + each.name).field(each.value.unit.symbol()).field("").field(each.value.value);
            for (int i = 0; i < 6; ++i) csv.field("");
            csv.end_row();
        }
    }
    for (auto const& [name, each] : extras.uncertainties) {
        csv.field("uncertainty").field(name).field("95 % interval of " + std::to_string(each.summary.count) + " samples").field("").field(tonnes(each.nominal)).field("").field("").field("").field("");
        csv.field(tonnes(each.summary.quantile_025)).field(tonnes(each.summary.quantile_975)).end_row();
    }
}

void write_extras(tanji::JsonWriter& json, AccountExtras const& extras) {
    json.key("gases").begin_array();
    for (auto const& row : extras.gases) {
        json.begin_object().member("gas", row.key).member("name_en", row.name_en).member("name_zh", row.name_zh);
        if (row.kg) json.member("kg", *row.kg);
        if (row.co2e) json.member("co2e_kg", *row.co2e);
        json.end_object();
    }
    json.end_array().key("intensities").begin_array();
    for (auto const& [total, list] : extras.intensities) {
        for (auto const& each : list) json.begin_object().member("total", total).member("per", each.name).member("value", each.value.value).member("unit", each.value.unit.symbol()).end_object();
    }
    json.end_array();
    if (extras.uncertainties.empty()) return;
    json.key("uncertainty").begin_array();
    for (auto const& [name, each] : extras.uncertainties) {
        json.begin_object().member("of", name).member("nominal_kg", each.nominal).member("mean_kg", each.mean).member("sd_kg", each.sd).member("low_kg", each.summary.quantile_025).member("high_kg", each.summary.quantile_975);
        json.member("sampled_mean_kg", each.summary.mean).member("sampled_sd_kg", each.summary.sd).member("half_width", each.half_width());
        json.member("samples", each.summary.count).member("failed", each.failed).member("seed", each.seed);
        json.key("contributions").begin_array();
        for (auto const& part : each.contributions) json.begin_object().member("name", part.name).member("factor", part.factor).member("share", part.share).end_object();
        json.end_array().key("certain").begin_array();
        for (auto const& text : each.certain) json.value(text);
        json.end_array().end_object();
    }
    json.end_array();
}

}  // namespace tool
