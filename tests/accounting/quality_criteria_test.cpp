// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Criteria of ../shared/facts/ghg/scope2_quality_criteria.csv (Scope 2 Guidance, Table 7.1).
#include <doctest/doctest.h>

#include "tanji/accounting/quality_criteria.hpp"

using namespace tanji;

namespace {

Certificate good() {
    return {.id = "G", .kind = CertificateKind::gec, .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = parse_period("2024-03"), .market = "CN", .amount = mwh(1),
            .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme", .kg_co2_per_kwh = 0, .evidence = "statement"};
}

Consumption use() { return {.id = "C", .holder = "Acme", .meter = "M", .period = parse_period("2024-06"), .amount = mwh(1), .market = "CN-AH", .technology = "wind", .evidence = "records"}; }

ElectricityRules guidance() { return {.rule_set = "guidance", .months_before = 6, .months_after = 3}; }

std::string failed(Certificate const& certificate, Consumption const& consumption, ElectricityRules const& rules = guidance(), Registry const& registry = {}) {
    std::string numbers;
    for (auto const& check : check_criteria(registry, certificate, consumption, rules)) {
        if (!check.met) numbers += std::to_string(check.number);
        CHECK_FALSE(check.why.empty());
    }
    return numbers;
}

template <class Change>
std::string failed_after(Change change) {
    auto certificate = good();
    auto consumption = use();
    change(certificate, consumption);
    return failed(certificate, consumption);
}

}  // namespace

TEST_CASE("a good claim meets all; each flaw fails its own criterion and no other") {
    CHECK(failed(good(), use()).empty());
    CHECK(failed_after([](Certificate& c, Consumption&) { c.kg_co2_per_kwh = {}; }) == "1");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.state = CertificateState::issued; }) == "3");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.beneficiary = "Beta"; }) == "3");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.evidence.clear(); }) == "3");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.vintage = parse_period("2023-06"); }) == "4");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.vintage = parse_period("2023-07"); }).empty());
    CHECK(failed_after([](Certificate& c, Consumption&) { c.vintage = parse_period("2025-03"); }).empty());
    CHECK(failed_after([](Certificate& c, Consumption&) { c.vintage = parse_period("2025-04"); }) == "4");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.vintage = parse_period("2023-06-30/2024-01-31"); }) == "4");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.market = "US"; }) == "5");
    CHECK(failed_after([](Certificate& c, Consumption&) { c.market = "GLO"; }) == "5");
    // A certificate for one province is none for another, nor for the whole country.
    CHECK(failed_after([](Certificate& c, Consumption&) { c.market = "CN-JS"; }) == "5");
    CHECK(failed_after([](Certificate& c, Consumption& u) { c.market = "CN-AH"; u.market = "CN"; }) == "5");
    CHECK(failed_after([](Certificate& c, Consumption& u) { c.market = u.market = "zone of our own"; }).empty());
}

TEST_CASE("criterion 2 sees claims outside that came in under a more lenient table") {
    Registry registry;
    (void)registry.try_claim_outside({"wind-7", year_period(2024), "ccer", "Credit Ltd", ""}).value();
    CHECK(failed(good(), use(), guidance(), registry) == "2");
}

TEST_CASE("where only zero exists, criterion 1 asks for non-fossil power, not for a rate") {
    auto rules = guidance();
    rules.zero_only = true;
    auto certificate = good();
    certificate.kg_co2_per_kwh = {};
    CHECK(failed(certificate, use(), rules).empty());
    certificate.technology = "coal";
    CHECK(failed(certificate, use(), rules) == "1");
    certificate.technology = "perpetual motion";
    CHECK(failed(certificate, use(), rules) == "1");
}

TEST_CASE("electricity without certificate: technology and records") {
    CHECK(all_met(check_own_criteria(use())));
    auto consumption = use();
    consumption.evidence.clear();
    CHECK(failures_text(check_own_criteria(consumption)) == "criterion 7: no contract, settlement or monthly records");
    consumption.technology = "gas";
    CHECK(failures_text(check_own_criteria(consumption)).find("criterion 1") == 0);
}
