// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "tanji/accounting/account.hpp"
#include "tanji/analysis/site_process.hpp"
#include "tanji/lifecycle/model_builder.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

// A works that burns gas, buys power and waste treatment, and makes two goods and some steam. All factors are given here, so that
// everything can be computed by hand: gas 0.2 kg CO2 and 0.01 g CH4 per kWh net; grid power 0.5 kg CO2 per kWh in the account, 0.58 kg
// CO2 and 1 g CH4 per kWh in the background; gas supply 0.01 kg CO2 per MJ; waste treatment 0.1 kg CO2 per kg.

namespace {

[[nodiscard]] OrganisationInventory works(bool with_travel = false) {
    auto const factors = FactorDatabase::from_csv(
        "key,what,kind,region,year,unit,co2-fossil,ch4-fossil,document,confidence\n"
        "gas,gas burned,direct,CN,2023,kg/kWh net,0.2,1e-5,test,official-seen\n"
        "grid,\"electricity, grid\",direct,CN,2023,kg/kWh,0.5,,test,official-seen\n"
        "flight,flight,direct,CN,2023,kg/km,0.1,,test,official-seen\n");
    ActivityLinesBuilder lines;
    lines.add({.site = "works", .category = "stationary-combustion", .what = "gas burned", .place = "CN", .unit = "MWh net"}, {.amount = "10000", .period = "2023"});
    lines.add({.site = "works", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}, {.amount = "3000", .period = "2023-01"});
    lines.add({.site = "works", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "GJ"}, {.amount = "3600", .period = "2023-02"});
    lines.add({.site = "other", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}, {.amount = "77", .period = "2023"});
    lines.add({.site = "other", .category = "stationary-combustion", .what = "gas burned", .place = "CN", .unit = "MWh net"}, {.amount = "5", .period = "2023"});
    if (with_travel) lines.add({.site = "works", .category = "business-travel", .what = "flight", .place = "CN", .unit = "km"}, {.amount = "1000", .period = "2023"});
    return account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2023)), factors);
}

[[nodiscard]] DatabaseContent background() {
    ModelBuilder m("background");
    auto power = m.product<Energy>("power", "CN");
    auto fuel = m.product<NetHeat>("natural gas, supplied", "CN");
    auto rubbish = m.waste<Mass>("rubbish");
    m.process("grid", "CN").makes(1_kWh, power).emits(0.58_kg, gas::co2_fossil).emits(1_g, gas::ch4_fossil);
    m.process("supply", "CN").makes(1_MJ_net, fuel).emits(10_g, gas::co2_fossil);
    m.process("tip").treats(1_kg, rubbish).emits(0.1_kg, gas::co2_fossil);
    return m.finish().content();
}

[[nodiscard]] SiteOptions options() {
    SiteOptions site{.site = "works"};
    site.outputs = {{.name = "sheet", .amount = amount("900 t"), .stock_change = amount("100 t"), .share = 0.7},
                    {.name = "foil", .amount = amount("200 t"), .share = 0.25},
                    {.name = "steam", .kind = SiteOutputKind::energy_sold, .amount = amount("5000 GJ"), .share = 0.05},
                    {.name = "swarf", .kind = SiteOutputKind::waste, .amount = amount("50 t"), .flow = "rubbish"}};
    site.supplies = {{.category = "electricity", .flow = "power [CN]"}, {.category = "stationary-combustion", .what = "gas burned", .flow = "natural gas, supplied [CN]"}};
    return site;
}

}  // namespace

TEST_CASE("a site becomes a process of its activities and gases") {
    auto const inventory = works();
    auto const site = site_process(inventory, background(), options());
    REQUIRE(site.inputs.size() == 2);
    CHECK(site.inputs[0].category == "electricity");
    CHECK(site.inputs[0].amount == 4'000'000.0);  // 3,000 MWh and 3,600 GJ, in kWh
    CHECK(site.inputs[0].unit == "kWh");
    CHECK(site.inputs[1].amount == doctest::Approx(36e6));  // 10,000 MWh net in MJ
    CHECK(site.inputs[1].unit == "MJ");
    auto const direct = inventory.total({.scope = 1, .site = "works"}).gases;
    for (auto const& [gas, mass] : direct) CHECK(site.direct.find(gas) == mass);
    CHECK(site.findings.empty());
}

TEST_CASE("over its products: gases sum to scope 1, kWh and MJ to what was bought") {
    auto const inventory = works();
    auto const site = site_process(inventory, background(), options());
    auto const system = link(site.database);
    auto const [first, last] = system.columns_of(site.process);
    REQUIRE(last - first == 3);  // sheet, foil, steam
    std::map<std::string, double> emitted, taken;
    auto const& exchanges = site.database.processes()[site.process].exchanges;
    for (auto const& entry : system.biosphere())
        if (entry.column >= first && entry.column < last) emitted[site.database.flows()[system.elementary()[entry.row].flow].id] += entry.value;
    for (auto const& entry : system.technosphere())
        if (entry.column >= first && entry.column < last && entry.row != entry.column) taken[site.database.flows()[exchanges[entry.exchange].flow].name] += entry.value;
    // By hand: 10,000 MWh x 0.2 = 2,000 t CO2, x 0.01 g = 100 kg CH4.
    CHECK(emitted["gas co2-fossil"] == doctest::Approx(2e6).epsilon(1e-12));
    CHECK(emitted["gas ch4-fossil"] == doctest::Approx(100).epsilon(1e-12));
    CHECK(taken["power"] == doctest::Approx(-4e6).epsilon(1e-12));
    CHECK(taken["natural gas, supplied"] == doctest::Approx(-36e6).epsilon(1e-12));
    // Stock counts: the process makes 1,000 t of sheet, of which 900 were sold.
    CHECK(exchanges[0].amount == 1'000'000.0);
}

TEST_CASE("the rest is explained and sums exactly") {
    auto const inventory = works();
    auto const site = site_process(inventory, background(), options());
    auto const result = reconcile_site(inventory, site, method::ipcc_ar5_gwp100());
    // Scope 1 by AR6: 2,000 t + 100 kg x 29.8; scope 2: 4 GWh x 0.5. AR5 has 30 for fossil methane.
    CHECK(result.inventory.stored() == doctest::Approx(2'002'980.0 + 2e6).epsilon(1e-13));
    CHECK(result.gwp.stored() == doctest::Approx(100 * 0.2).epsilon(1e-9));
    CHECK(result.upstream.stored() == doctest::Approx(360'000 + 5'000).epsilon(1e-12));  // 36e6 MJ x 0.01 and 50 t of rubbish
    CHECK(result.factor_kind.stored() == doctest::Approx(4e6 * (0.58 + 0.001 * 30 - 0.5)).epsilon(1e-12));
    CHECK(std::fabs(result.coverage.stored()) < 1e-6);
    CHECK(result.products.stored() == doctest::Approx(4'808'000).epsilon(1e-12));
    CHECK(result.upstream + result.factor_kind + result.gwp + result.coverage == result.products - result.inventory);
    CHECK(result.open_inputs.empty());
    REQUIRE(result.by_product.size() == 3);
    Co2e sum = Co2e::stored(0);
    for (auto const& [name, co2e] : result.by_product) {
        sum += co2e;
        if (name == "foil") CHECK(co2e.stored() == doctest::Approx(0.25 * 4'808'000).epsilon(1e-12));
    }
    CHECK(sum.stored() == doctest::Approx(result.products.stored()).epsilon(1e-14));
}

TEST_CASE("what nobody supplies stays visible") {
    auto const inventory = works(true);
    auto wanted = options();
    wanted.supplies.erase(wanted.supplies.begin());  // no power in the background
    auto const site = site_process(inventory, background(), wanted);
    REQUIRE(site.findings.size() == 2);
    CHECK(site.findings[0].problem.id == "site.left-out");  // the flight
    CHECK(site.findings[1].problem.id == "site.no-supply");
    auto const result = reconcile_site(inventory, site, method::ipcc_ar6_gwp100());
    CHECK(result.open_inputs == std::vector<std::string>{"electricity: electricity, grid"});
    CHECK(result.coverage.stored() == doctest::Approx(-2e6));
    CHECK(result.factor_kind.stored() == 0.0);
    CHECK(result.upstream + result.factor_kind + result.gwp + result.coverage == result.products - result.inventory);
}

TEST_CASE("refused") {
    auto const inventory = works();
    auto const problem = [&](SiteOptions const& wanted) { return try_site_process(inventory, background(), wanted).problem().id; };
    auto wanted = options();
    wanted.site = "elsewhere";
    CHECK(problem(wanted) == "site.unknown");
    wanted = options();
    wanted.outputs[0].share = 0.8;
    CHECK(problem(wanted) == "site.outputs");
    wanted = options();
    wanted.outputs[0].stock_change = amount("-900 t");
    CHECK(problem(wanted) == "site.amount");
    wanted = options();
    wanted.supplies[0].flow = "natural gas, supplied [CN]";
    CHECK(problem(wanted) == "site.unit");  // electricity is no net heat
    wanted = options();
    wanted.supplies[0].flow = "moonshine";
    CHECK(problem(wanted) == "lookup.unknown");
    // Of a site that counts in part nobody knows which part the products carry.
    Organisation group;
    group.members = {{"M", "", ""}};
    group.sites = {{"works", "", "M", "CN"}, {"other", "", "M", "CN"}};
    group.shares = {{"M", year_period(2023), 0.6}};
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\ngas,gas burned,direct,CN,2023,kg/kWh net,0.2,test,official-seen\ngrid,\"electricity, grid\",direct,CN,2023,kg/kWh,0.5,test,official-seen\n");
    auto const part = account(inventory.activities(), group, RuleSet::get("ghg-protocol", year_period(2023)), factors, {.consolidation = Consolidation::equity_share});
    CHECK(try_site_process(part, background(), options()).problem().id == "site.share");
    // Scope 1 that is known only as CO2e has no gases to give.
    auto const published = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2e,gwp_set,document,confidence\ngas,gas burned,direct,CN,2023,kg/kWh net,0.2,AR6-100,test,official-seen\n");
    ActivityLinesBuilder lines;
    lines.add({.site = "works", .category = "stationary-combustion", .what = "gas burned", .place = "CN", .unit = "MWh net"}, {.amount = "10000", .period = "2023"});
    auto const bare = account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2023)), published);
    CHECK(try_site_process(bare, background(), options()).problem().id == "site.gases");
}
