// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/claims/exclusivity.hpp"

using namespace tanji;

TEST_CASE("the shipped table forbids a carbon credit beside a certificate (Scope 2 Guidance, criterion 2)") {
    auto const table = ExclusivityTable::shipped();
    auto const rule = table.forbids(CertificateKind::gec, "CCER", year_period(2024));
    REQUIRE(rule);
    CHECK(rule->document.find("criterion 2") != std::string::npos);
    CHECK_FALSE(table.forbids(CertificateKind::gec, "ccer", year_period(2014)));  // before the rule
    CHECK(table.forbids(CertificateKind::gec, "ccer", Period(Date(2014, 12, 1), Date(2015, 1, 1))));  // one day inside
    CHECK(table.forbids(CertificateKind::rec, "carbon-credit", year_period(2024)));
}

TEST_CASE("a purpose that no row knows is forbidden") {
    auto const rule = ExclusivityTable::shipped().forbids(CertificateKind::gec, "moon-credit", year_period(2024));
    REQUIRE(rule);
    CHECK(rule->document.find("no row") != std::string::npos);
    CHECK(ExclusivityTable().forbids(CertificateKind::go, "ccer", year_period(2024)));
}

TEST_CASE("the nearest row holds: the kind before all kinds, the later before the earlier") {
    auto const table = ExclusivityTable::try_from_csv("certificate,purpose,rule,from,to,document,note\n"
                                                      "*,subsidy,forbidden,,,general,\n"
                                                      "GO,subsidy,allowed,,,directive,\n"
                                                      "*,quota,allowed,,,old,\n"
                                                      "*,quota,forbidden,2025-07-01,2026-06-30,new,\n").value();
    CHECK(table.forbids(CertificateKind::gec, "subsidy", year_period(2024))->document == "general");
    CHECK_FALSE(table.forbids(CertificateKind::go, "subsidy", year_period(2024)));
    CHECK_FALSE(table.forbids(CertificateKind::go, "quota", year_period(2024)));
    CHECK(table.forbids(CertificateKind::go, "quota", year_period(2025))->document == "new");
    CHECK_FALSE(table.forbids(CertificateKind::go, "quota", year_period(2027)));
}

TEST_CASE("bad tables are refused with their place") {
    auto const problem = [](std::string_view row) {
        return ExclusivityTable::try_from_csv("certificate,purpose,rule,from,to,document,note\n" + std::string(row) + "\n", "mine.csv").problem();
    };
    CHECK(problem("gold,ccer,forbidden,,,,").id == "certificate.kind");
    CHECK(problem("*,ccer,perhaps,,,,").id == "registry.exclusivity");
    CHECK(problem("*,,forbidden,,,,").id == "registry.exclusivity");
    CHECK(problem("*,ccer,forbidden,2025,,,").id == "date.invalid");
    CHECK(problem("*,ccer,forbidden,2025,,,").where.line == 2);
    CHECK(ExclusivityTable::try_from_csv("purpose\nx\n").problem().id == "csv.column");
}
