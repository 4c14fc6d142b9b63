// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tanji/verification/checks.hpp"

using namespace tanji;

namespace {

struct Reading {
    std::string month{};
    std::string amount{};
    std::string unit = "MWh";
    std::string meter = "M1";
    std::string evidence{};
    SourceType type = SourceType::measured;
};

ActivityLines lines(std::vector<Reading> const& readings) {
    ActivityLinesBuilder builder;
    builder.file({.name = "year.csv"});
    std::uint64_t row = 0;
    for (auto const& reading : readings) {
        ++row;
        auto const problem = builder.try_add({.site = "A", .meter = reading.meter, .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = reading.unit},
                                             {.id = "L" + std::to_string(row), .amount = reading.amount, .period = reading.month}, {.source_type = reading.type, .evidence = reading.evidence}, row);
        REQUIRE_MESSAGE(!problem, (problem ? to_text(*problem) : ""));
    }
    return builder.finish();
}

/// A steady year: 100 to 111 MWh.
std::vector<Reading> steady() {
    std::vector<Reading> readings;
    for (int month = 1; month <= 12; ++month)
        readings.push_back({.month = (month < 10 ? "2023-0" : "2023-") + std::to_string(month), .amount = std::to_string(99 + month), .evidence = "R" + std::to_string(month)});
    return readings;
}

std::vector<Finding> of(VerificationReport const& report, std::string const& id) {
    std::vector<Finding> found;
    std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(found), [&id](auto const& finding) { return finding.problem.id == id; });
    return found;
}

}  // namespace

TEST_CASE("two readings of one meter do not count one day twice; deliveries without a meter may") {
    auto readings = steady();
    readings[1].month = "2023-01-31/2023-02-27";
    auto const report = verify(lines(readings));
    REQUIRE(report.errors == 1);
    auto const& problem = report.findings.front().problem;
    CHECK(problem.id == "verify.overlap");
    CHECK(problem.where.row == 2);
    CHECK(problem.related.front().find("row 1") != std::string::npos);
    for (auto& reading : readings) reading.meter.clear();
    CHECK(verify(lines(readings)).errors == 0);
    auto bill = steady();
    bill.push_back({.month = "2023", .amount = "1266", .evidence = "R13"});  // of the year: on each of its months, not on its first two alone
    CHECK(of(verify(lines(bill)), "verify.overlap").size() == 12);
}

TEST_CASE("a good year has no finding") {
    auto const report = verify(lines(steady()));
    CHECK_MESSAGE(report.findings.empty(), (report.findings.empty() ? "" : to_text(report.findings.front())));
    CHECK(report.ok());
    CHECK(report.lines == 12);
}

TEST_CASE("negative amounts and shares above 100 % are errors, with file and row") {
    auto const report = verify(import_activity_csv("site,category,what,place,amount,unit,period\nA,electricity,\"electricity, grid\",CN,1,MWh,2023-01\nA,electricity,\"electricity, grid\",CN,-104,MWh,2023-02\n", "year.csv"));
    auto const found = of(report, "activity.negative");  // refused when read, so that nothing computes with it
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::error);
    CHECK(found[0].problem.where.file == "year.csv");
    CHECK(found[0].problem.where.row == 2);
    CHECK_FALSE(report.ok());
    auto const shares = verify(lines({{.month = "2023-01", .amount = "98", .unit = "%"}, {.month = "2023-02", .amount = "101", .unit = "%"}}));
    CHECK(of(shares, "verify.percent").size() == 1);
    CHECK(of(shares, "verify.percent")[0].problem.where.row == 2);
}

TEST_CASE("the same reading twice; two documents are two deliveries, but not of one meter") {
    auto readings = steady();
    readings.push_back(readings[2]);
    auto report = verify(lines(readings));
    REQUIRE(of(report, "verify.duplicate").size() == 1);
    CHECK(of(report, "verify.duplicate")[0].problem.where.row == 13);
    CHECK(of(report, "verify.duplicate")[0].severity == Severity::error);
    readings.back().evidence = "R99";  // what accounting refuses (account.overlap) is no pair of deliveries
    CHECK(of(verify(lines(readings)), "verify.duplicate").size() == 1);
    auto deliveries = readings;
    for (auto& reading : deliveries) reading.meter.clear();
    CHECK(of(verify(lines(deliveries)), "verify.duplicate").empty());
    deliveries.back().evidence = "R3";
    report = verify(lines(deliveries));
    REQUIRE(of(report, "verify.duplicate").size() == 1);
    CHECK(of(report, "verify.duplicate")[0].severity == Severity::warning);
    readings.back().amount = "102000";  // the same in kWh
    readings.back().unit = "kWh";
    readings.back().evidence = "R3";
    CHECK(of(verify(lines(readings)), "verify.duplicate").size() == 1);
    readings.back() = readings[2];
    readings.back().meter = "M2";
    CHECK(of(verify(lines(readings)), "verify.evidence-reused").size() == 1);
}

TEST_CASE("gaps between months, and at the ends of a period that is given") {
    auto readings = steady();
    readings.erase(readings.begin() + 5, readings.begin() + 7);
    auto const report = verify(lines(readings));
    auto const found = of(report, "verify.month-gap");
    REQUIRE(found.size() == 1);
    CHECK(found[0].problem.got == "none for 2023-06-01/2023-07-31");
    readings = steady();
    readings.pop_back();
    CHECK(of(verify(lines(readings)), "verify.month-gap").empty());
    CHECK(of(verify(lines(readings), {.period = year_period(2023)}), "verify.month-gap").size() == 1);
    CHECK(of(verify(lines({{.month = "2023", .amount = "1200"}})), "verify.month-gap").empty());
    std::vector<Reading> refill{{.month = "2023-07", .amount = "12", .meter = ""}};
    CHECK(of(verify(lines(refill), {.period = year_period(2023)}), "verify.month-gap").empty());
    refill.front().meter = "M1";
    CHECK(of(verify(lines(refill), {.period = year_period(2023)}), "verify.month-gap").size() == 2);
}

// Hampel's rule on 100..111 with one reading changed: median about 106, 1.4826 x MAD about 4.4.
TEST_CASE("outliers against the same year and against the past") {
    auto readings = steady();
    readings[6].amount = "190";
    CHECK(of(verify(lines(readings)), "verify.outlier").size() == 1);
    readings[6].amount = "150";  // beyond five spreads, but within half of the median
    CHECK(of(verify(lines(readings)), "verify.outlier").empty());
    // Three months of another level: seen only with a past.
    std::vector<Reading> const now = {{.month = "2024-01", .amount = "300"}, {.month = "2024-02", .amount = "290"}, {.month = "2024-03", .amount = "310"}};
    CHECK(of(verify(lines(now)), "verify.outlier").empty());
    CHECK(of(verify(lines(now), {.past = lines(steady())}), "verify.outlier").size() == 3);
    // A quarter among months is no outlier: amounts are compared per day.
    readings = steady();
    readings.erase(readings.begin(), readings.begin() + 3);
    readings.push_back({.month = "2023-Q1", .amount = "303"});
    CHECK(of(verify(lines(readings)), "verify.outlier").empty());
}

// facts/ghg/unit_mistakes.csv: "x1000 kWh/MWh or kg/t", seen in four programs.
TEST_CASE("a thousand times too much or too little is a slip of unit, not just an outlier") {
    auto readings = steady();
    readings[3].amount = "103000";
    auto report = verify(lines(readings));
    REQUIRE(of(report, "verify.unit-slip").size() == 1);
    CHECK(of(report, "verify.unit-slip")[0].problem.where.row == 4);
    CHECK(of(report, "verify.outlier").empty());
    readings[3].unit = "kWh";  // right after all
    CHECK(verify(lines(readings)).findings.empty());
    readings[3] = {.month = "2023-04", .amount = "0.103", .evidence = "R4"};
    CHECK(of(verify(lines(readings)), "verify.unit-slip").size() == 1);
    readings[3].amount = "0.0103";  // a hundred times less than that is no slip of a thousand
    CHECK(of(verify(lines(readings)), "verify.unit-slip").empty());
    CHECK(of(verify(lines(readings)), "verify.outlier").size() == 1);
}

TEST_CASE("calibrations must cover what was measured") {
    auto const all = lines(steady());
    std::vector<Calibration> const late = {{"M1", parse_period("2023-03-15/2024-03-14"), "C-1"}};
    auto const report = verify(all, {.calibrations = late});
    auto const found = of(report, "verify.calibration");
    REQUIRE(found.size() == 3);
    CHECK(found[2].problem.got == "\"M1\", none for 2023-03-01/2023-03-14");
    std::vector<Calibration> const other = {{"M2", year_period(2023), "C-2"}};
    CHECK(of(verify(all, {.calibrations = other}), "verify.calibration").empty());
    CHECK(of(verify(all, {.calibrations = other, .calibrations_complete = true}), "verify.calibration").size() == 12);
    auto readings = steady();
    readings[0].type = SourceType::calculated;
    CHECK(of(verify(lines(readings), {.calibrations = late}), "verify.calibration").size() == 2);
}

TEST_CASE("defaults are said, not silent; measured amounts need evidence") {
    auto readings = steady();
    readings[1].type = SourceType::standard_default;
    readings[2].evidence.clear();
    auto const report = verify(lines(readings));
    CHECK(of(report, "verify.default-used").size() == 1);
    CHECK(of(report, "verify.default-used")[0].severity == Severity::note);
    CHECK(of(report, "verify.no-evidence").size() == 1);
    CHECK(report.ok());
}

TEST_CASE("cross-checks are part of the report, the worst finding first, long lists are cut and counted") {
    std::vector<CrossCheck> const checks = {{.what = "coal", .reported = 90, .verified = 100, .unit = "t"}};
    auto readings = steady();
    readings[4].amount = "104";
    readings.push_back({.month = "2023-01", .amount = "120", .unit = "%", .meter = "M9", .evidence = "Q"});
    readings[1].type = SourceType::standard_default;
    auto const report = verify(lines(readings), {.cross_checks = checks});
    CHECK(of(report, "verify.deviation").size() == 1);
    CHECK(report.findings.front().severity == Severity::error);
    CHECK(report.findings.back().severity == Severity::note);
    std::vector<Reading> many;
    for (auto reading : steady()) reading.type = SourceType::standard_default, many.push_back(reading);
    auto const cut = of(verify(lines(many), {.most_findings = 5}), "verify.default-used");
    CHECK(cut.size() == 6);
    CHECK(cut.back().problem.what == "7 more findings of this kind are not listed");
}
