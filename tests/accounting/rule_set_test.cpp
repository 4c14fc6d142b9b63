// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tanji/accounting/rule_set.hpp"

using namespace tanji;

// Rule C11; GB/T 32150-2025 replaces the edition of 2015 on 2026-07-01 (facts/china.md, "Things newer").
TEST_CASE("an older edition is refused where a newer one is in force, and both are named") {
    CHECK(RuleSet::get("gbt-32150", year_period(2024)).edition == "2015");
    auto const refused = RuleSet::find("gbt-32150", year_period(2027), {.edition = "2015"});
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "rules.newer-edition");
    CHECK(refused.problem().expected.find("GB/T 32150-2025") != std::string::npos);
    CHECK(refused.problem().got.find("GB/T 32150-2015") != std::string::npos);
    // A period that the newer edition only touches is one in which it is in force.
    CHECK(RuleSet::find("gbt-32150", year_period(2026), {.edition = "2015"}).problem().id == "rules.newer-edition");
    CHECK(RuleSet::find("gbt-32150", quarter_period(2026, 2), {.edition = "2015"}).has_value());
    // Known, not held: not to be passed over silently.
    CHECK(RuleSet::find("gbt-32150", year_period(2027)).problem().id == "rules.newer-edition");
}

TEST_CASE("with permission the result carries the warning") {
    auto const rules = RuleSet::get("gbt-32150", year_period(2027), {.allow_other_edition = true, .edition = "2015"});
    REQUIRE(rules.warnings.size() == 1);
    CHECK(rules.warnings.front().find("2015") != std::string::npos);
    CHECK(rules.warnings.front().find("2025") != std::string::npos);
    CHECK(RuleSet::get("gbt-32150", year_period(2024)).warnings.empty());
}

// Rule C3: a draft is never a default, and says so.
TEST_CASE("drafts are taken only when asked for") {
    std::string const sets =
        "id,edition,held,name_en,name_zh,document,released,valid_from,valid_to,status,gwp_set,view,fall_backs,round_decimals,round_unit,round_mode,confidence\n"
        "x,1,yes,X,,X 1,2020-01-01,2020-01-01,,in-force,AR5-100,ghg-protocol,neighbour-year:2,1,t,half-up,derived\n"
        "x,2,yes,X,,X 2,2024-01-01,2024-01-01,,draft,AR6-100,ghg-protocol,,0,t,half-even,derived\n";
    auto const all = try_read_rule_sets(sets, "rule_set,edition,name,value,clause,confidence\nx,1,electricity.unproven,residual-mix,clause 4,derived\n", "x.csv").value();
    REQUIRE(all.size() == 2);
    CHECK(find_rule_set(all, "x", year_period(2025))->edition == "1");
    CHECK(find_rule_set(all, "x", year_period(2025), {.edition = "2"}).problem().id == "rules.draft");
    auto const draft = find_rule_set(all, "x", year_period(2025), {.allow_draft = true, .edition = "2"});
    REQUIRE(draft);
    REQUIRE(draft->warnings.size() == 1);
    CHECK(draft->warnings.front().starts_with("draft"));
    CHECK(find_rule_set(all, "x", year_period(2019)).problem().id == "rules.not-in-force");
    CHECK(find_rule_set(all, "x", year_period(2025), {.edition = "3"}).problem().id == "rules.edition");
    CHECK(find_rule_set(all, "y", year_period(2025)).problem().id == "rules.unknown");
    CHECK(all[0].setting("electricity.unproven")->value == "residual-mix");
    CHECK(all[0].setting("electricity.proven").problem().id == "rules.setting");
    REQUIRE(all[0].fall_backs.size() == 1);
    CHECK(all[0].fall_backs[0] == AllowedFallBack{"neighbour-year", 2});
    CHECK(all[0].rounding == Rounding{1, "t", RoundingMode::half_up});
}

TEST_CASE("broken tables of rules are refused with their place") {
    std::string const head = "id,edition,held,name_en,name_zh,document,released,valid_from,valid_to,status,gwp_set,view,fall_backs,round_decimals,round_unit,round_mode,confidence\n";
    auto const id_of = [&](std::string const& row, std::string const& settings = "") {
        auto const read = try_read_rule_sets(head + row, settings, "x.csv");
        return read ? std::string("read") : read.problem().id;
    };
    CHECK(id_of("x,1,yes,X,,X,,2020-01-01,,in-force,AR5-100,v,,0,t,half-up,derived\n") == "read");
    CHECK(id_of("x,1,yes,X,,X,,2020-01-01,,in force,AR5-100,v,,0,t,half-up,derived\n") == "rules.table");
    CHECK(id_of("x,1,yes,X,,X,,2020-01-01,,in-force,,v,,0,t,half-up,derived\n") == "rules.table");
    CHECK(id_of("x,1,yes,X,,X,,2020-01-01,,in-force,AR9-100,v,,0,t,half-up,derived\n") == "gwp.unknown");
    CHECK(id_of("x,1,yes,X,,X,,2020-01-41,,in-force,AR5-100,v,,0,t,half-up,derived\n") == "date.invalid");
    CHECK(id_of("x,1,yes,X,,X,,2020-01-01,,in-force,AR5-100,v,,0,t,half-up,derived\n", "rule_set,edition,name,value,clause,confidence\nz,1,a,b,c,derived\n") == "rules.table");
}

// Rule C4.
TEST_CASE("another GWP set is labelled as outside the rule") {
    auto const rules = RuleSet::get("ghg-protocol", year_period(2023));
    CHECK_FALSE(rules.with_gwp(rules.gwp).gwp_overridden);
    auto const other = rules.with_gwp(gwp::ar4());
    CHECK(other.gwp == gwp::ar4());
    CHECK(other.gwp_overridden);
    REQUIRE(other.warnings.size() == 1);
    CHECK(other.warnings.front().find("outside the rule") != std::string::npos);
}

// Rule C9. Half-even and half-up as IEEE 754-2019 4.3.1 and GB/T 8170 name them, on decimal digits; Python's decimal module gave the rows.
TEST_CASE("rounding is done once, in decimal, as the rule set says") {
    struct Row {
        double value;
        int decimals;
        double even, up;
    };
    for (auto const& row : {Row{2.5, 0, 2, 3}, Row{3.5, 0, 4, 4}, Row{-2.5, 0, -2, -3}, Row{0.5, 0, 0, 1}, Row{2.675, 2, 2.68, 2.68}, Row{2.665, 2, 2.66, 2.67}, Row{2.6651, 2, 2.67, 2.67},
                            Row{9.5, 0, 10, 10}, Row{8.5, 0, 8, 9}, Row{1250, -2, 1200, 1300}, Row{49, -2, 0, 0}, Row{50, -2, 0, 100}, Row{0.04, 1, 0, 0}, Row{1e300, 2, 1e300, 1e300}, Row{1e-300, 2, 0, 0},
                            Row{123456.789, 3, 123456.789, 123456.789}, Row{99.995, 2, 100, 100}, Row{0, 2, 0, 0}}) {
        CAPTURE(row.value);
        CHECK(rounded(row.value, row.decimals, RoundingMode::half_even) == row.even);
        CHECK(rounded(row.value, row.decimals, RoundingMode::half_up) == row.up);
    }
}

TEST_CASE("the shipped rule sets are whole") {
    std::set<std::string> seen;
    for (auto const& rules : all_rule_sets()) {
        CAPTURE(rules.id);
        CHECK(seen.insert(rules.id + " " + rules.edition).second);
        CHECK(rules.valid_from.has_value());
        CHECK(rules.file_hash.size() == 64);
        if (!rules.held) continue;
        CHECK_FALSE(rules.view.empty());
        CHECK(rules.setting("electricity.unproven").has_value());
    }
    CHECK(to_text(RuleSet::get("iso-14064-1", year_period(2023))).starts_with("iso-14064-1 2018"));
}
