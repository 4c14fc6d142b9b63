// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// From a site's account to the footprints of its products, why the two differ, and from a footprint to a factor for the buyer.
#include <iostream>

#include <tanji/accounting/account.hpp>
#include <tanji/accounting/emission.hpp>
#include <tanji/analysis/footprint_factor.hpp>
#include <tanji/analysis/site_process.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/units.hpp>

int main() {
    using namespace tanji;
    ActivityLinesBuilder lines;
    lines.add({.site = "mill", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}, {.amount = "4000", .period = "2023"});
    auto const inventory = account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());

    // The background has power by its life cycle, not by the CO2 factor of an account.
    ModelBuilder m("background");
    auto power = m.product<Energy>("power", "CN");
    m.process("grid", "CN").makes(1_kWh, power).emits(0.58_kg, gas::co2_fossil).emits(1_g, gas::ch4_fossil);

    auto const site = site_process(inventory, m.finish().content(),
                                   {.site = "mill",
                                    .outputs = {{.name = "sheet", .amount = amount("900 t"), .stock_change = amount("100 t"), .share = 0.8}, {.name = "foil", .amount = amount("200 t"), .share = 0.2}},
                                    .supplies = {{.category = "electricity", .flow = "power [CN]"}}});
    auto const why = reconcile_site(inventory, site, method::ipcc_ar6_gwp100());
    std::cout << "scopes 1 and 2: " << to_text(why.inventory) << ", products: " << to_text(why.products) << '\n'
              << "  power by its life cycle: " << to_text(why.factor_kind) << ", upstream: " << to_text(why.upstream) << ", GWP set: " << to_text(why.gwp) << '\n';
    for (auto const& [name, co2e] : why.by_product) std::cout << "  " << name << ": " << to_text(co2e) << '\n';

    auto const system = link(site.database);
    auto const foil = system.find_column(site.process, site.database.flow_index(site.products[1])).value();
    auto const factor = factor_of(footprint(system, demand_of(system, foil, "1 t"), method::ipcc_ar6_gwp100()), {.key = "mill.foil.2023", .region = "CN", .year = 2023});
    std::cout << to_text(factor) << '\n' << "20 t bought: " << to_text(emission(amount("20 t"), std::make_shared<Factor const>(factor)).co2e(gwp::ar6(100))) << '\n';
}
