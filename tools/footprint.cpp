// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <filesystem>
#include <iostream>

#include "command.hpp"
#include "tanji/analysis/footprint_record.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/footprint_text.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

/// The findings that matter for one result: its own, and what the import set aside upstream of it.
std::vector<tanji::Finding> findings_of(Loaded const& loaded, Solved const& result) {
    std::vector<tanji::Finding> all(result.footprint.findings().begin(), result.footprint.findings().end());
    auto const upstream = tanji::concerning(result.footprint, loaded.import.findings);
    all.insert(all.end(), upstream.begin(), upstream.end());
    if (result.samples) all.insert(all.end(), result.samples->findings.begin(), result.samples->findings.end());
    return all;
}

std::vector<ScoreName> sample_names(Solved const& result) {
    std::vector<ScoreName> names;
    for (auto const row : result.samples->rows) {
        auto const& c = result.footprint.characterisation().rows[row];
        names.push_back({c.method, c.category, c.category_id, std::string(to_text(c.part)), c.unit});
    }
    return names;
}

tanji::Record record(Loaded const& loaded, Solved const& result) {
    std::vector<tanji::SourceFile> files;
    for (auto const& file : loaded.files) files.push_back({std::filesystem::path(file.path).filename().string(), file.sha256});  // the same record wherever the file lies
    return tanji::record_of(result.footprint, files);
}

/// One or two lines: scores and findings stand in the output already, and --json has the whole record.
std::string record_text(tanji::Record const& record) {
    std::vector<std::string> notes;
    auto const note = [&notes](std::vector<std::string> const& list, char const* noun, char const* after) {
        if (!list.empty()) notes.push_back(counted(list.size(), noun) + after);
    };
    note(record.fall_backs, "flow", " matched otherwise than by id");
    note(record.assumptions, "assumption", "");
    note(record.not_estimated, "gap", "");
    note(record.opt_ins, "option", " chosen");
    return record.digest().substr(0, 12) + (notes.empty() ? "" : "; " + tanji::join(notes, ", ")) + " (complete with --json)";
}

tanji::ContributionOptions contribution_options(Options const& options) {
    return {.row = 0, .top = static_cast<std::size_t>(options.top), .cutoff = share(options.cutoff)};
}

/// A stored impact beside ours, matched by the category's id, else by its name.
struct ComparedImpact {
    std::string id, category, unit;
    double stored = 0;
    std::optional<double> ours;
};

std::vector<ComparedImpact> compared_impacts(Solved const& result) {
    std::vector<ComparedImpact> list;
    auto const& rows = result.footprint.characterisation().rows;
    for (auto const& impact : result.stored->impacts) {
        ComparedImpact line{impact.category_id, impact.category_name, {}, impact.amount, {}};
        for (tanji::Index row = 0; row < rows.size(); ++row) {
            bool const same = impact.category_id.empty() ? rows[row].category == impact.category_name : rows[row].category_id == impact.category_id;
            if (!same) continue;
            line.category = rows[row].category;
            line.unit = rows[row].unit;
            if (auto const score = result.footprint.find_score(row)) line.ours = *score;
        }
        list.push_back(std::move(line));
    }
    return list;
}

void write_stored(tanji::JsonWriter& json, Solved const& result) {
    json.key("stored").begin_array();
    for (auto const& line : compared_impacts(result)) {
        json.begin_object().member("id", line.id).member("category", line.category).member("unit", line.unit).member("stored", line.stored);
        json.key("amount");
        if (line.ours) json.value(*line.ours).member("difference", *line.ours - line.stored);
        else json.null();
        json.end_object();
    }
    json.end_array();
}

void write_result(tanji::JsonWriter& json, Options const& options, Loaded const& loaded, Solved const& result) {
    write_subject(json, result.subject);
    tanji::write_demand(json, result.footprint);
    tanji::write_scores(json, result.footprint);
    if (result.samples) write_samples(json, *result.samples, sample_names(result));
    tanji::write_contributions(json, result.footprint);
    if (options.depth > 0) tanji::write_tree(json, tanji::tree(result.footprint, {.depth = static_cast<std::size_t>(options.depth), .share = share(options.cutoff)}), result.footprint);
    if (result.stored) write_stored(json, result);
    tanji::write_proof(json, result.footprint.proof());
    json.key("record").json(record(loaded, result).json());
    tanji::write_unlinked(json, result.footprint);
    tanji::write_unmatched(json, result.footprint);
    tanji::write_findings(json, findings_of(loaded, result));
}

void print_json(Options const& options, Loaded const& loaded, std::vector<Solved> const& results) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_settings(json, settings(options, loaded, results));
    if (results.size() == 1) write_result(json, options, loaded, results.front());
    else {
        json.key("results").begin_array();
        for (auto const& result : results) {
            json.begin_object();
            write_result(json, options, loaded, result);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    std::cout << json.text() << '\n';
}

void print_csv(Options const& options, Loaded const& loaded, std::vector<Solved> const& results) {
    std::cout << settings_text(settings(options, loaded, results));
    for (auto const& result : results) {
        std::cout << "# subject: " << tanji::demand_text(result.footprint) << '\n' << tanji::scores_csv(result.footprint);
        if (result.samples) std::cout << "# samples\n" << samples_csv(*result.samples, sample_names(result));
        if (auto const split = tanji::try_contributions(result.footprint, contribution_options(options))) std::cout << "# contributions\n" << tanji::to_csv(*split);
    }
}

void print_stored(Solved const& result) {
    tanji::TextTable table({"category", "ours", "stored", "difference", "unit"});
    for (auto const& line : compared_impacts(result)) {
        table.add_row({line.category, line.ours ? tanji::number_text(*line.ours, 6) : "no such category", tanji::number_text(line.stored, 6), line.ours ? tanji::number_text(*line.ours - line.stored, 3) : "", line.unit});
    }
    std::cout << "stored impacts, and the stored inventory characterised again\n" << table.text() << '\n';
}

void print_one(Options const& options, Loaded const& loaded, Solved const& result) {
    std::cout << tanji::to_text(result.footprint) << '\n';
    if (result.samples) std::cout << samples_text(*result.samples, sample_names(result)) << '\n';
    auto const split = tanji::try_contributions(result.footprint, contribution_options(options));
    if (split && split->gross != 0) std::cout << tanji::to_text(*split) << '\n';
    else if (split) std::cout << "No process contributes to " << split->category << ".\n\n";
    if (options.depth > 0) {
        auto const tree = tanji::tree(result.footprint, {.depth = static_cast<std::size_t>(options.depth), .share = share(options.cutoff)});
        std::cout << tanji::to_text(tree, result.footprint) << '\n';
    }
    if (result.stored) print_stored(result);
    std::cout << "proof:  " << result.footprint.proof().brief() << "\nrecord: " << record_text(record(loaded, result)) << '\n';
    auto const findings = findings_of(loaded, result);
    if (!findings.empty()) std::cout << '\n' << counted(findings.size(), "finding") << '\n'  << findings_text(findings, 8);
}

/// Several subjects: one table, a line a subject and score.
void print_table(std::vector<Solved> const& results) {
    tanji::TextTable table({"product", "category", "part", "amount", "unit"}, 0);  // names differ at their end
    for (auto const& result : results) {
        auto const& rows = result.footprint.characterisation().rows;
        for (tanji::Index row = 0; row < rows.size(); ++row) {
            auto const score = result.footprint.find_score(row);
            table.add_row({tanji::demand_text(result.footprint), rows[row].category, std::string(to_text(rows[row].part)), score ? tanji::number_text(*score, 6) : "refused", rows[row].unit});
        }
    }
    std::cout << table.text();
    for (auto const& result : results)
        if (result.samples) std::cout << tanji::trim(result.subject.name) << ", " << samples_text(*result.samples, sample_names(result));
    for (auto const& result : results) std::cout << "proof of " << tanji::trim(result.subject.name) << ": " << result.footprint.proof().brief() << '\n';
}

/// "out.svg" for one subject, "out-1.svg", "out-2.svg", ... for several.
std::string picture_path(std::string const& path, std::size_t index, std::size_t count) {
    if (count == 1) return path;
    auto const dot = path.ends_with(".svg") ? path.size() - 4 : path.size();
    return path.substr(0, dot) + "-" + std::to_string(index + 1) + path.substr(dot);
}

/// Writes a picture of each result. Returns the paths.
std::vector<std::string> draw(Options const& options, std::vector<Solved> const& results) {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < results.size() && !options.svg.empty(); ++i) {
        paths.push_back(picture_path(options.svg, i, results.size()));
        auto const& footprint = results[i].footprint;
        write_file(paths.back(), tanji::contribution_bars(tanji::contributions(footprint, contribution_options(options)), {.subtitle = tanji::demand_text(footprint)}));
    }
    return paths;
}

}  // namespace

int footprint(Options const& options) {
    if (has_binary(options)) return footprint_binary(options);
    auto const loaded = load(options.files);
    auto results = solve(options, loaded);
    for (auto& result : results)
        if (options.samples > 0)
            result.samples = draw_samples(options, [&](auto const& draws, auto const& control) { return tanji::try_score_samples(result.footprint, options.samples, draws, control); });
    auto const pictures = draw(options, results);  // before anything is printed: a place that cannot be written is no result
    if (options.format() == Format::json) print_json(options, loaded, results);
    else if (options.format() == Format::csv) print_csv(options, loaded, results);
    else {
        std::cout << settings_text(settings(options, loaded, results)) << '\n';
        if (results.size() == 1) print_one(options, loaded, results.front());
        else print_table(results);
        for (auto const& path : pictures) std::cout << "picture: " << path << '\n';
    }
    return exit_code(results);
}

}  // namespace tool
