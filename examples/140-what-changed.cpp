// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What changed since last year: two inventories of a works, explained by five effects that add up exactly.
#include <iostream>

#include <tanji/accounting/account.hpp>
#include <tanji/accounting/base_year.hpp>
#include <tanji/accounting/change.hpp>
#include <tanji/accounting/intensity.hpp>
#include <tanji/accounting/uncertainty.hpp>
#include <tanji/base/text.hpp>

int main() {
    using namespace tanji;
    auto const year = [](std::string const& period, std::string const& power, std::string const& second) {
        ActivityLinesBuilder lines;
        lines.add({.site = "hall 1", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .uncertainty = 0.01}, {.amount = power, .period = period});
        lines.add({.site = second, .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .uncertainty = 0.01}, {.amount = "500", .period = period});
        return account(lines.finish(), {}, RuleSet::get("ghg-protocol", parse_period(period)), FactorDatabase::shipped());
    };
    auto const before = year("2022", "1000", "hall 2"), after = year("2023", "1200", "hall 3");

    // Hall 2 became hall 3: one line under another name. Without the entry the library refuses, because a missing line may be a gap in the data.
    std::string const tail = "|||electricity|electricity, grid";
    auto const change = change_between(before, after, {.map = {{"|hall 2" + tail, "|hall 3" + tail, LineLink::same}}});
    std::cout << to_text(change) << "effects add up: " << (change.effects.sum() == change.change ? "exactly" : "no") << '\n';

    auto const per = intensities(after.total().co2e, after.period(), {{"sheet", amount("800 t"), after.period()}});
    std::cout << "intensity: " << number_text(per[0].value.value, 5) << " " << per[0].value.unit.symbol() << '\n';

    auto const range = uncertainty_of(after, {.factors = {{"grid.co2.national.avg.2023", {}, relative(0.05)}}}, {.seed = 1, .samples = 2000});
    std::cout << "standard deviation " << number_text(100 * range.sd / range.nominal, 3) << " %, most of it from " << range.contributions[0].name << '\n';

    auto base = BaseYear(base_version(before).value(), {.threshold = 0.05});
    base = base.with({.id = "sale of hall 1b", .trigger = BaseYearTrigger::structure, .day = Date(2023, 7, 1), .effect = Co2e::stored(-60e3)});
    std::cout << to_text(base);
}
