// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <filesystem>
#include <iostream>

#include "command.hpp"
#include "tanji/analysis/comparison.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/footprint_text.hpp"
#include "tanji/report/bars.hpp"

namespace tool {
namespace {

/// compare [FILE...] A B: what exists on disk or looks like a file is one, the rest are subjects; without a file, @tanji.
Options with_subjects(Options options) {
    std::vector<std::string> files;
    for (auto const& text : options.files) {
        bool const file = text.starts_with('@') || std::filesystem::exists(text) || text.ends_with(".zip");
        (file ? files : options.process).push_back(text);
    }
    if (files.empty()) files.push_back("@tanji");
    options.files = std::move(files);
    if (options.process.size() != 2 || !options.demand.empty()) {
        tanji::Problem problem;  // member by member: g++ 12 warns of the short form
        problem.id = "request.subject";
        problem.what = "A comparison needs two products";
        problem.expected = "tanji compare [FILE...] A B";
        problem.got = std::to_string(options.process.size()).append(" of them");
        throw tanji::Error(std::move(problem));
    }
    return options;
}

/// Names of products make columns too wide to read: letters instead, explained above the tables.
std::string in_letters(tanji::Comparison comparison) {
    comparison.first_name.assign(1, 'A');  // g++ 12 warns of a literal of one character
    comparison.second_name.assign(1, 'B');
    return tanji::to_text(comparison);
}

std::string name_of(Subject const& subject) { return subject.name + (subject.location.empty() ? "" : ", " + subject.location); }

}  // namespace

int compare(Options const& given) {
    auto const options = with_subjects(given);
    auto const loaded = load(options.files);
    auto const results = solve(options, loaded);
    auto const& first = results[0];
    auto const& second = results[1];
    tanji::ComparisonOptions wanted{.top = static_cast<std::size_t>(options.top), .first = name_of(first.subject), .second = name_of(second.subject)};
    auto const by_process = tanji::compare(first.footprint, second.footprint, wanted);
    wanted.by = tanji::By::flow;
    auto const by_flow = tanji::compare(first.footprint, second.footprint, wanted);
    auto const used = settings(options, loaded, results);
    if (!options.svg.empty()) write_file(options.svg, tanji::comparison_bars(by_process));
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.key("products").begin_array();
        for (auto const& result : results) {
            json.begin_object();
            write_subject(json, result.subject);
            tanji::write_demand(json, result.footprint);
            tanji::write_scores(json, result.footprint);
            tanji::write_proof(json, result.footprint.proof());
            tanji::write_record(json, result.footprint);
            tanji::write_findings(json, result.footprint.findings());
            json.end_object();
        }
        json.end_array();
        wanted.top = 0;  // JSON is complete
        for (auto const& [key, by] : {std::pair{"by_process", tanji::By::process}, std::pair{"by_flow", tanji::By::flow}}) {
            wanted.by = by;
            json.key(key).begin_object();
            tanji::write_comparison(json, tanji::compare(first.footprint, second.footprint, wanted));
            json.end_object();
        }
        json.end_object();
        std::cout << json.text() << '\n';
    } else if (options.format() == Format::csv) {
        std::cout << settings_text(used) << tanji::to_csv(by_process) << "# by flow\n" << tanji::to_csv(by_flow);
    } else {
        std::cout << settings_text(used) << "\nA: " << tanji::demand_text(first.footprint) << "\nB: " << tanji::demand_text(second.footprint) << "\n\n";
        std::cout << in_letters(by_process) << '\n' << in_letters(by_flow) << '\n';
        for (auto const& result : results) std::cout << "proof of " << name_of(result.subject) << ": " << result.footprint.proof().brief() << '\n';
    }
    if (!options.svg.empty() && options.format() == Format::text) std::cout << "picture: " << options.svg << '\n';
    return exit_code(results);
}

}  // namespace tool
