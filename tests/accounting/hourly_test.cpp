// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tanji/accounting/hourly.hpp"

using namespace tanji;

namespace {

ElectricityRules draft() { return ElectricityRules::from(RuleSet::get("scope2-hourly", year_period(2026), {.allow_draft = true, .edition = "draft-2025"})); }

std::vector<double> const load{10, 10, 10, 10};

}  // namespace

TEST_CASE("annual against hourly matching (case hourly-matching of ../shared/cases/ghg.json)") {
    auto const match = try_hourly_match(load, std::vector<double>{0, 30, 10, 0}).value();
    CHECK(match.annual_share == 1.0);
    CHECK(match.hourly_share == 0.5);
    CHECK(match.surplus == 20);
    CHECK(match.matched == std::vector<double>{0, 10, 10, 0});
}

TEST_CASE("hourly location-based: differs from the average where load and factor go together") {
    // By hand: 1 x 0.2 + 3 x 0.6 = 2.0; average factor 0.4 would give 1.6.
    CHECK(try_hourly_location(std::vector<double>{1, 3}, std::vector<double>{0.2, 0.6}).value() == doctest::Approx(2.0).epsilon(1e-15));
    CHECK(try_hourly_location(std::vector<double>{1, 3}, std::vector<double>{0.2}).problem().id == "electricity.hours");
}

TEST_CASE("flat profile: 8,760 hours, 8,784 in leap years") {
    CHECK(flat_profile(8760, 2023).size() == 8760);
    CHECK(flat_profile(8760, 2023).front() == 1);
    CHECK(flat_profile(1, 2024).size() == 8784);
}

TEST_CASE("drafted market-based result: unmatched hours take the hourly residual mix, else fossil power, never the average") {
    std::vector<HourlyClaim> const claims{{.certificate = "a", .hour = 1, .kwh = 30}, {.certificate = "b", .hour = 2, .kwh = 10}};
    auto const with_residual = try_hourly_electricity(load, claims, {.residual = {0.5, 9, 9, 0.7}}, draft()).value();
    CHECK(with_residual.market_kg_co2 == doctest::Approx(10 * 0.5 + 10 * 0.7).epsilon(1e-15));
    CHECK(with_residual.unmatched_kwh == 20);
    CHECK(with_residual.draft);
    REQUIRE_FALSE(with_residual.findings.empty());
    CHECK(with_residual.findings.front().problem.id == "electricity.draft");
    CHECK(with_residual.findings.back().problem.id == "electricity.surplus");
    auto const fossil = try_hourly_electricity(load, claims, {.fossil = electricity_factor("fossil", 0.8, "case")}, draft()).value();
    CHECK(fossil.market_kg_co2 == doctest::Approx(16).epsilon(1e-15));
    CHECK(try_hourly_electricity(load, claims, {}, draft()).problem().id == "electricity.factor");
}

TEST_CASE("what cannot be delivered does not count; standard supply is capped at its share") {
    std::vector<HourlyClaim> claims{{.certificate = "far", .hour = 0, .kwh = 10, .deliverable = false}};
    HourlyFallBack const fall_back{.residual = {1, 1, 1, 1}, .standard_supply_share = 0.25};
    auto const far = try_hourly_electricity(load, claims, fall_back, draft()).value();
    CHECK(far.market_kg_co2 == 40);
    CHECK(far.findings.at(1).problem.id == "electricity.not-deliverable");
    claims = {{.certificate = "s1", .hour = 0, .kwh = 2, .standard_supply = true}, {.certificate = "s2", .hour = 0, .kwh = 2, .standard_supply = true}};
    auto const capped = try_hourly_electricity(load, claims, fall_back, draft()).value();
    CHECK(capped.market_kg_co2 == doctest::Approx(40 - 2.5).epsilon(1e-15));
    CHECK(capped.findings.at(1).problem.id == "electricity.supply-cap");
}

TEST_CASE("the order of claims changes no bit; the lowest rate serves an hour first") {
    std::vector<HourlyClaim> claims{{.certificate = "gas", .hour = 0, .kwh = 8, .kg_co2_per_kwh = 0.4}, {.certificate = "wind", .hour = 0, .kwh = 6}, {.certificate = "sun", .hour = 3, .kwh = 0.1}};
    HourlyFallBack const fall_back{.residual = {0.3, 0.3, 0.3, 0.3}};
    auto const first = try_hourly_electricity(load, claims, fall_back, draft()).value();
    CHECK(first.market_kg_co2 == doctest::Approx(4 * 0.4 + 29.9 * 0.3).epsilon(1e-14));
    std::reverse(claims.begin(), claims.end());
    CHECK(try_hourly_electricity(load, claims, fall_back, draft()).value().market_kg_co2 == first.market_kg_co2);
}

TEST_CASE("refusals") {
    auto const annual = ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2024)));
    CHECK(try_hourly_electricity(load, {}, {.residual = load}, annual).problem().id == "electricity.hourly");
    CHECK(try_hourly_match({}, {}).problem().id == "electricity.hours");
    CHECK(try_hourly_match(load, std::vector<double>{1, 2}).problem().id == "electricity.hours");
    CHECK(try_hourly_match(std::vector<double>{-1}, std::vector<double>{0}).problem().id == "electricity.hours");
    CHECK(try_hourly_match(std::vector<double>{std::nan("")}, std::vector<double>{0}).problem().id == "electricity.hours");
    CHECK(try_hourly_match(std::vector<double>{0}, std::vector<double>{1}).problem().id == "electricity.hours");
    CHECK(try_hourly_electricity(load, std::vector<HourlyClaim>{{.certificate = "x", .hour = 4, .kwh = 1}}, {.residual = load}, draft()).problem().id == "electricity.hours");
}
