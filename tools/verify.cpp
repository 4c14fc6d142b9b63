// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <iostream>

#include "command.hpp"
#include "tables.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/verification/checks.hpp"

namespace tool {
namespace {

std::vector<tanji::Calibration> calibrations(std::string const& path) {
    std::vector<tanji::Calibration> list;
    auto const text = tanji::read_table_file(path);
    tanji::CsvReader csv(text, path);
    csv.only_columns({"meter", "period", "certificate"});
    while (csv.next()) {
        auto const period = tanji::try_parse_period(csv["period"]);
        if (!period) {
            auto problem = period.problem();
            problem.where = csv.where(csv.column("period"));
            throw tanji::Error(std::move(problem));
        }
        list.push_back({std::string(csv["meter"]), *period, csv.has_column("certificate") ? std::string(csv["certificate"]) : std::string()});
    }
    return list;
}

std::vector<tanji::CrossCheck> cross_checks(std::string const& path) {
    std::vector<tanji::CrossCheck> list;
    auto const text = tanji::read_table_file(path);
    tanji::CsvReader csv(text, path);
    csv.only_columns({"what", "reported", "verified", "unit", "explanation"});
    while (csv.next()) {
        tanji::CrossCheck check{.what = std::string(csv["what"]), .reported = csv.number("reported"), .verified = csv.number("verified"), .unit = std::string(csv["unit"]), .where = csv.where()};
        if (csv.has_column("explanation")) check.explanation = std::string(csv["explanation"]);
        check.where.object = check.what;
        list.push_back(std::move(check));
    }
    return list;
}

void print(tanji::VerificationReport const& report, Options const& options) {
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object().member("file", options.files.front()).member("lines", report.lines).member("errors", report.errors).member("warnings", report.warnings);
        tanji::write_findings(json, report.findings);
        json.end_object();
        std::cout << json.text() << '\n';
    } else if (options.format() == Format::csv) {
        tanji::CsvWriter csv;
        for (auto const* name : {"severity", "id", "file", "row", "object", "what", "expected", "got", "hint"}) csv.field(name);
        csv.end_row();
        for (auto const& [severity, problem] : report.findings) {
            csv.field(to_text(severity)).field(problem.id).field(problem.where.file).field(problem.where.row == 0 ? std::string() : std::to_string(problem.where.row)).field(problem.where.object);
            csv.field(problem.what).field(problem.expected).field(problem.got).field(problem.hint).end_row();
        }
        std::cout << csv.text();
    } else {
        std::cout << findings_text(report.findings, 100) << counted(report.lines, "line") << ", " << counted(report.findings.size(), "finding") << ": " << report.errors << " errors, " << report.warnings << " warnings\n";
    }
}

}  // namespace

int verify(Options const& options) {
    if (options.files.size() != 1) {
        throw tanji::Error({.id = "request.files", .what = "one table of activities is looked over", .expected = "one CSV file", .got = std::to_string(options.files.size()) + " files", .hint = "earlier years go to --past"});
    }
    tanji::VerificationOptions how;
    if (!options.audit.past.empty()) how.past = read_activities(options.audit.past, "");
    if (!options.audit.period.empty()) how.period = tanji::parse_period(options.audit.period);
    auto const tested = options.audit.calibrations.empty() ? std::vector<tanji::Calibration>() : calibrations(options.audit.calibrations);
    how.calibrations = tested;
    how.calibrations_complete = !options.audit.calibrations.empty();
    auto const checked = options.audit.cross_checks.empty() ? std::vector<tanji::CrossCheck>() : cross_checks(options.audit.cross_checks);
    how.cross_checks = checked;
    auto const report = tanji::verify(import_activities(options.files.front(), options.audit.sheet), how);
    print(report, options);
    return report.ok() ? ok : failed;
}

}  // namespace tool
