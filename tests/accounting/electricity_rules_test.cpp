// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/electricity_rules.hpp"

using namespace tanji;

TEST_CASE("C3: each rule set says what unproven electricity is worth") {
    auto const guidance = ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2024)));
    CHECK(guidance.unproven == EnergyFallBack::residual_mix);
    CHECK(guidance.no_residual == EnergyFallBack::grid_average);
    CHECK_FALSE(guidance.proof_or_error);
    CHECK_FALSE(guidance.hourly);
    CHECK_FALSE(guidance.draft);
    auto const chinese = ElectricityRules::from(RuleSet::get("gbt-32151.34", year_period(2025), {.allow_other_edition = true}));
    CHECK(chinese.unproven == EnergyFallBack::national_average);
    CHECK(chinese.proof_or_error);
    CHECK(chinese.zero_only);
}

TEST_CASE("C3: a draft is never a default") {
    auto const year = year_period(2026);
    CHECK_FALSE(RuleSet::find("scope2-hourly", year));
    auto const by_name = RuleSet::find("scope2-hourly", year, {.edition = "draft-2025"});
    REQUIRE_FALSE(by_name);
    CHECK(by_name.problem().id == "rules.draft");
    auto const allowed = RuleSet::get("scope2-hourly", year, {.allow_draft = true, .edition = "draft-2025"});
    auto const rules = ElectricityRules::from(allowed);
    CHECK(rules.draft);
    CHECK(rules.hourly);
    CHECK(rules.no_residual == EnergyFallBack::fossil_only);  // never the grid average (proposed criterion 8)
    CHECK(rules.rule_set.find("draft") != std::string::npos);
    // No rule set in force matches by hour.
    for (auto const& each : all_rule_sets()) {
        if (!each.held || each.status == RuleStatus::draft || !each.setting("electricity.matching")) continue;
        CHECK_FALSE(ElectricityRules::from(each).hourly);
    }
}

TEST_CASE("a missing or unknown setting is refused: nothing has a default") {
    auto rules = RuleSet::get("ghg-protocol", year_period(2024));
    for (auto& setting : rules.settings) {
        if (setting.name == "electricity.unproven") setting.value = "guess";
    }
    auto const unknown = ElectricityRules::find(rules);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.problem().id == "rules.setting");
    CHECK(unknown.problem().got == "\"guess\"");
    for (auto const* name : {"electricity.matching", "electricity.missing-proof", "electricity.vintage-months-after"}) {
        auto other = RuleSet::get("ghg-protocol", year_period(2024));
        for (auto& setting : other.settings) {
            if (setting.name == name) setting.value = "-1";
        }
        CHECK(ElectricityRules::find(other).problem().id == "rules.setting");
    }
    auto const none = ElectricityRules::find(RuleSet{});
    REQUIRE_FALSE(none);
    CHECK(none.problem().id == "rules.setting");
}

TEST_CASE("words of fall-backs") {
    CHECK(to_text(EnergyFallBack::residual_mix) == "residual-mix");
    CHECK(to_text(EnergyFallBack::refuse) == "refuse");
}
