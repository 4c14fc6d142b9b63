// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// All kinds of sums of an inventory, to the last bit: totals, parts, consolidation, fuels by volume and heat, published CO2e,
// change, error propagation, Monte Carlo, record. bits_test.py builds it in several ways and compares what it prints. Numbers are
// made up, and odd on purpose: products of round ones need no rounding, and would hide a fused multiply-add.

#include <bit>
#include <cinttypes>
#include <cstdio>
#include <string>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/change.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/replay.hpp"
#include "tanji/accounting/uncertainty.hpp"
#include "tanji/base/text.hpp"
#include "tanji/uncertainty/error_propagation.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

void show(char const* what, double number) { std::printf("%s %016" PRIx64 " %.17g\n", what, std::bit_cast<std::uint64_t>(number), number); }
void show(char const* what, std::string const& text) { std::printf("%s %s\n", what, text.c_str()); }

/// Digits that fill a double, the same everywhere.
double odd(std::uint64_t& state) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1p-53;
}

OrganisationInventory year(int which) {
    std::string csv = "site,source,category,what,place,amount,unit,period,conversion,uncertainty\n";
    std::uint64_t state = static_cast<std::uint64_t>(which);
    for (int month = 1; month <= 12; ++month) {
        std::string const period = std::to_string(which) + (month < 10 ? "-0" : "-") + std::to_string(month);
        auto const line = [&](std::string const& front, double scale, std::string const& back) { csv += front + "," + number_text(scale * odd(state)) + "," + back + "\n"; };
        for (char const* site : {"A", "B", "C"}) {
            std::string const at(site);
            line(at + ",meter,electricity,\"electricity, grid\",CN", 1e6 / 3, "kWh," + period + ",,0.03");
            line(at + ",boiler,stationary-combustion,diesel,CN", 7e3 / 11, "l," + period + ",0.8437 kg/l; 42.652 GJ net/t,0.07");
            line(at + ",kiln,stationary-combustion,biogas mix,CN", 5e5 / 13, "GJ net," + period + ",,");
            line(at + ",trucks,upstream-transport,freight,CN", 9e4 / 17, "tkm," + period + ",,0.2");
        }
    }
    auto const factors = FactorDatabase::from_csv("key,what,region,year,kind,gas,value,unit,gwp_set,edition,document,confidence\n"
                                                  "grid,\"electricity, grid\",CN,2023,direct,co2-fossil,0.5366123,kg/kWh,,1,made up,official-seen\n"
                                                  "diesel,diesel,CN,2023,direct,co2-fossil,74.1037,kg/GJ net,,1,made up,official-seen\n"
                                                  "diesel,diesel,CN,2023,direct,ch4-fossil,0.0030019,kg/GJ net,,1,made up,official-seen\n"
                                                  "diesel,diesel,CN,2023,direct,n2o,0.00060007,kg/GJ net,,1,made up,official-seen\n"
                                                  "mix,biogas mix,CN,2023,direct,co2-biogenic,54.6113,kg/GJ net,,1,made up,official-seen\n"
                                                  "mix,biogas mix,CN,2023,direct,ch4-biogenic,0.0050021,kg/GJ net,,1,made up,official-seen\n"
                                                  "freight,freight,CN,2023,direct,co2e,0.1073377,kg/tkm,AR6-100,1,made up,official-seen\n", "factors.csv");
    return account(read_activity_csv(csv, "year.csv"), {}, RuleSet::get("ghg-protocol", year_period(which)), factors, {.allow_fall_backs = true});
}

void totals(OrganisationInventory const& inventory) {
    for (int scope = 0; scope <= 3; ++scope) {
        auto const total = inventory.total({.scope = scope});
        show("co2e", total.co2e.stored());
        show("biogenic", total.biogenic_co2.stored());
        for (auto const& [gas, mass] : total.gases) show(to_text(gas).c_str(), mass.stored());
    }
    for (auto const by : {PartBy::site, PartBy::month, PartBy::source, PartBy::factor})
        for (auto const& part : inventory.by(by)) show(part.key.c_str(), part.total.co2e.stored());
    for (std::size_t i = 0; i < inventory.lines().size(); i += 5) show("line", inventory.line_total(i).co2e.stored());
    show("digest", inventory.digest());
}

void uncertain(OrganisationInventory const& inventory) {
    std::uint64_t state = 7;
    std::vector<UncertainValue> terms;
    std::vector<double> percents;
    for (int i = 0; i < 40; ++i) {
        terms.push_back({1e4 * odd(state), 30 * odd(state)});
        percents.push_back(20 * odd(state));
    }
    show("sum", try_sum_uncertainty(terms).value());
    show("product", try_product_uncertainty(percents).value());
    auto const result = uncertainty_of(inventory, {.factors = {{.key = "grid", .multiplier = relative(0.05)}}, .other_factors = relative(0.4, DistributionKind::lognormal)}, {.seed = 11, .samples = 300, .keep_samples = true});
    for (double const number : {result.nominal, result.mean, result.sd, result.half_width(), result.summary.mean, result.summary.sd, result.summary.quantile_025, result.summary.quantile_975}) show("uncertain", number);
    for (auto const& each : result.contributions) show(each.name.c_str(), each.variance);
    for (std::size_t i = 0; i < result.samples.size(); i += 7) show("sample", result.samples[i]);
}

}  // namespace

int main() {
    auto const before = year(2023), after = year(2024);
    totals(before);
    totals(after);
    auto const change = change_between(before, after);
    for (auto const effect : {ChangeEffect::activity, ChangeEffect::factor, ChangeEffect::gwp, ChangeEffect::method, ChangeEffect::boundary}) show(std::string(to_text(effect)).c_str(), change.effects.of(effect).stored());
    uncertain(after);
    std::string text;
    show("root", to_text(write_record(after, {.writer = {.sink = [&text](std::string_view bytes) { text += bytes; }}})));
    auto const replay = replay_record(text, {.bound_ulp = 0});
    show("replay", replay.first ? to_text(replay.first->problem) : std::string("the same bits"));
    Emission const emission = after.lines().size() > 0 ? tanji::emission({12.3456789 / 7, unit("MWh"), {}}, after.applied()[0].factor) + tanji::emission({98.7654321 / 3, unit("kWh"), {}}, after.applied()[0].factor) : Emission();
    show("emission", emission.record(gwp::ar6(100)).digest());
}
