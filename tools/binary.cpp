// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Binary databases (docs/binary-database.md): written by `export --format binary`, read by `info` and `footprint`. They hold matrices
// and names and no model, so that what was decided when the file was written cannot be decided again.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "command.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/binary_footprint.hpp"
#include "tanji/io/binary_writer.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/table.hpp"
#include "tanji/units/amount.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/version.hpp"

namespace tool {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

tanji::BinaryDatabase open_binary(Options const& options) {
    auto file = tanji::BinaryDatabase::try_open(options.files.front()).value();
    if (options.files.size() == 1) return file;
    throw tanji::Error({.id = "io.mixture", .what = "A binary database cannot be merged with other files", .where = {.file = options.files.front()}, .expected = "one file", .got = std::to_string(options.files.size()),
                        .hint = "merge the sources and export them again"});
}

/// Where the numbers come from: this run, then what the file says about its own making.
std::vector<Setting> binary_settings(Options const& options, tanji::BinaryDatabase const& file) {
    std::vector<Setting> all{{"tanji", TANJI_VERSION}, {"format", "tanji-db/1"}, {"file", options.files.front()}};
    for (auto const& [name, value] : file.try_settings().value()) all.push_back({name == "tanji" ? "written by tanji" : name, value});
    for (auto& one : sample_settings(options)) all.push_back(std::move(one));
    for (auto const& [name, sha] : file.try_files().value()) all.push_back({"file", "made from " + name + (sha.empty() ? "" : " sha256:" + sha)});
    return all;
}

/// Settings repeat here ("assumption"), which one JSON object cannot hold twice.
void write_binary_settings(tanji::JsonWriter& json, std::vector<Setting> used) {
    std::string assumptions;
    for (auto const& one : used)
        if (one.name == "assumption") assumptions += (assumptions.empty() ? "" : "; ") + one.value;
    std::erase_if(used, [](Setting const& one) { return one.name == "assumption"; });
    if (!assumptions.empty()) used.push_back({"assumptions", assumptions});
    write_settings(json, used);
}

/// Everything that only a model could obey.
void refuse_model_options(Options const& o) {
    std::vector<std::string> given;
    for (auto const& [name, is_given] : {std::pair{"--linking", !o.linking.empty()}, {"--allocation", o.allocation != "default"}, {"--normalise-allocation", o.normalise_allocation}, {"--parameter-set", !o.parameter_set.empty()},
                                         {"--set", !o.set.empty()}, {"--flow-map", !o.flow_map.empty()}, {"--match", !o.match.empty()}, {"--normalisation", !o.normalisation.empty()}, {"--biogenic-carbon", o.biogenic},
                                         {"--indirect-carbon", o.indirect}, {"--no-regions", o.no_regions}, {"--demand", !o.demand.empty()}, {"--tree", o.depth > 0}, {"--svg", !o.svg.empty()}})
        if (is_given) given.emplace_back(name);
    if (!given.empty())
        throw tanji::Error({.id = "request.binary", .what = "A binary database holds the matrices of a linked system and no model", .where = {.file = o.files.front()},
                            .expected = "--process, --product, --amount, --method, --top, --cutoff", .got = tanji::join(given, ", "), .hint = "give these options to tanji export, or calculate with the sources"});
    if (o.process.empty()) throw tanji::Error({.id = "request.subject", .what = "It is not clear what to calculate", .expected = "--process ID or TEXT (repeatable)", .got = "none"});
}

/// In the product's unit: as it is written in the file, else by the units of the library.
double binary_amount(std::string const& text, tanji::BinaryProduct const& product) {
    if (text.empty()) return 1;
    auto const trimmed = tanji::trim(text);
    if (!product.unit.empty() && trimmed.ends_with(product.unit))
        if (auto const number = tanji::parse_number(tanji::trim(trimmed.substr(0, trimmed.size() - product.unit.size())))) return *number;
    auto const amount = tanji::try_amount(text).value();
    return tanji::try_convert(amount, tanji::try_unit(product.unit).value()).value().value;
}

/// Categories that --method names: all, or by id, name or part of a name of a method or category.
std::vector<std::int32_t> binary_categories(Options const& options, std::vector<tanji::BinaryCategory> const& all) {
    std::vector<std::int32_t> chosen;
    auto const text = tanji::trim(options.method);
    for (int reading = 0; reading < 2 && chosen.empty(); ++reading)
        for (std::size_t k = 0; k < all.size(); ++k) {
            auto const fits = [&](std::string const& name) { return reading == 0 ? name == text : tanji::contains_ignoring_case(name, text); };
            auto const& one = all[k];
            if (text.empty() || text == "all" || fits(one.method_id) || fits(one.category_id) || fits(one.method) || fits(one.category)) chosen.push_back(static_cast<std::int32_t>(k));
        }
    if (!chosen.empty()) return chosen;
    tanji::Problem problem{.id = "lookup.unknown", .what = "There is no such method in the binary database", .where = {.file = options.files.front()}, .expected = "the id or name of a method or category of the file",
                           .got = std::string(text), .hint = "name the method when the file is written: tanji export FILE... --format binary --method ..."};
    for (auto const& one : all) problem.related.push_back(one.method + ", " + one.category);
    throw tanji::Error(std::move(problem));
}

/// One answer with the words it is told in.
struct BinaryResult {
    tanji::BinaryProcess process;
    tanji::BinaryProduct product;
    double amount = 0;
    tanji::BinaryFootprint footprint;
    std::optional<tanji::ScoreSamples> samples{};
};

std::vector<ScoreName> sample_names(tanji::ScoreSamples const& samples, std::vector<tanji::BinaryCategory> const& categories) {
    std::vector<ScoreName> names;
    for (auto const row : samples.rows) names.push_back({categories[row].method, categories[row].category, categories[row].category_id, categories[row].part, categories[row].unit});
    return names;
}

/// A share of the first score, by process.
struct BinaryPartOf {
    std::size_t column;
    double amount;
};
std::vector<BinaryPartOf> parts_of(tanji::BinaryFootprint const& footprint) {
    std::vector<BinaryPartOf> parts;
    if (footprint.scores.empty()) return parts;
    for (std::size_t j = 0; j < footprint.supply.size(); ++j) {
        double const amount = footprint.scores.front().direct[j] * footprint.supply[j];
        if (footprint.supply[j] != 0) parts.push_back({j, amount});
    }
    std::sort(parts.begin(), parts.end(), [](auto const& a, auto const& b) {
        double const x = a.amount < 0 ? -a.amount : a.amount, y = b.amount < 0 ? -b.amount : b.amount;
        return x > y || (x == y && a.column < b.column);
    });
    return parts;
}

void write_scores(tanji::JsonWriter& json, BinaryResult const& result, std::vector<tanji::BinaryCategory> const& categories) {
    json.key("scores").begin_array();
    for (auto const& score : result.footprint.scores) {
        auto const& one = categories[static_cast<std::size_t>(score.category)];
        json.begin_object().member("method", one.method).member("category", one.category).member("id", one.category_id).member("part", one.part).member("amount", score.amount).member("unit", one.unit).end_object();
    }
    json.end_array();
}

void write_result(tanji::JsonWriter& json, tanji::BinaryDatabase const& file, BinaryResult const& result, std::vector<tanji::BinaryCategory> const& categories) {
    write_subject(json, {.kind = SubjectKind::process, .id = result.process.id, .name = result.process.name, .location = result.process.place});
    json.key("demand").begin_object().member("product", result.product.name).member("amount", result.amount).member("unit", result.product.unit).end_object();
    write_scores(json, result, categories);
    if (result.samples) write_samples(json, *result.samples, sample_names(*result.samples, categories));
    double const total = result.footprint.scores.empty() ? 0 : result.footprint.scores.front().amount;
    json.key("contributions").begin_array();
    for (auto const& part : parts_of(result.footprint)) {
        auto const process = file.try_process(result.footprint.part.columns[part.column]).value();
        json.begin_object().member("process", process.id).member("name", process.name).member("location", process.place).member("amount", part.amount);
        json.key("share");
        if (total != 0) json.value(part.amount / total);
        else json.null();
        json.end_object();
    }
    json.end_array();
    tanji::write_proof(json, result.footprint.proof);
    json.key("cut_offs").begin_array();
    for (auto const& one : result.footprint.cut_offs) json.begin_object().member("process", file.try_process(one.process).value().id).member("text", one.text).end_object();
    json.end_array();
    tanji::write_findings(json, result.footprint.findings);
}

std::string scores_text(std::vector<BinaryResult> const& results, std::vector<tanji::BinaryCategory> const& categories, bool csv) {
    std::vector<std::string> const header{"process", "amount", "unit", "method", "category", "part", "score", "score_unit"};
    tanji::CsvWriter writer;
    tanji::TextTable table(header);
    auto const add = [&](std::vector<std::string> const& cells) {
        for (auto const& cell : cells) writer.field(cell);
        writer.end_row();
    };
    add(header);
    for (auto const& result : results)
        for (auto const& score : result.footprint.scores) {
            auto const& one = categories[static_cast<std::size_t>(score.category)];
            std::vector<std::string> cells{csv ? result.process.id : result.process.name, tanji::number_text(result.amount), result.product.unit, one.method, one.category, one.part,
                                           csv ? tanji::number_text(score.amount) : tanji::number_text(score.amount, 6), one.unit};
            add(cells);
            table.add_row(std::move(cells));
        }
    return csv ? std::move(writer).text() : table.text();
}

void print_text(Options const& options, tanji::BinaryDatabase const& file, BinaryResult const& result, std::vector<tanji::BinaryCategory> const& categories) {
    std::cout << result.process.name << (result.process.place.empty() ? "" : " [" + result.process.place + "]") << ": " << tanji::number_text(result.amount) << " " << result.product.unit << " " << result.product.name << "\n\n"
              << scores_text({result}, categories, false) << '\n';
    if (result.samples) std::cout << samples_text(*result.samples, sample_names(*result.samples, categories)) << '\n';
    auto const parts = parts_of(result.footprint);
    if (!parts.empty()) {
        double const total = result.footprint.scores.front().amount, least = share(options.cutoff) * (total < 0 ? -total : total);
        tanji::TextTable table({"process", "amount", "unit"});
        std::size_t shown = 0;
        for (auto const& part : parts) {
            if (shown == static_cast<std::size_t>(options.top) || part.amount == 0 || (part.amount < 0 ? -part.amount : part.amount) < least) break;
            auto const process = file.try_process(result.footprint.part.columns[part.column]).value();
            table.add_row({process.name + (process.place.empty() ? "" : " [" + process.place + "]"), tanji::number_text(part.amount, 6), categories[static_cast<std::size_t>(result.footprint.scores.front().category)].unit});
            ++shown;
        }
        double rest = 0;  // added up, because the total less the others would show their rounding
        for (std::size_t i = shown; i < parts.size(); ++i) rest += parts[i].amount;
        if (shown < parts.size()) table.add_row({counted(parts.size() - shown, "more contribution"), tanji::number_text(rest, 6), ""});
        std::cout << table.text() << '\n';
    }
    std::cout << "proof:  " << result.footprint.proof.brief() << '\n';
    if (!result.footprint.findings.empty()) std::cout << '\n' << counted(result.footprint.findings.size(), "finding") << '\n' << findings_text(result.footprint.findings, 8);
}

int binary_exit(std::vector<BinaryResult> const& results) {
    int code = ok;
    for (auto const& result : results) {
        if (result.footprint.proof.has(tanji::ProofWarning::unproductive)) return unproductive;
        if (result.footprint.proof.has(tanji::ProofWarning::not_refined)) code = not_proven;
    }
    return code;
}

void print_json(Options const& options, tanji::BinaryDatabase const& file, std::vector<BinaryResult> const& results, std::vector<tanji::BinaryCategory> const& categories) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_binary_settings(json, binary_settings(options, file));
    if (results.size() == 1) write_result(json, file, results.front(), categories);
    else {
        json.key("results").begin_array();
        for (auto const& result : results) {
            json.begin_object();
            write_result(json, file, result, categories);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    std::cout << json.text() << '\n';
}

}  // namespace

bool has_binary(Options const& options) {
    return std::any_of(options.files.begin(), options.files.end(), [](std::string const& path) { return std::filesystem::is_regular_file(path) && tanji::BinaryDatabase::is_one(path); });
}

int info_binary(Options const& options) {
    auto const file = open_binary(options);
    if (auto const damage = file.verify_all()) throw tanji::Error(*damage);  // who asks what is in a file wants to know whether it is whole
    std::vector<std::pair<std::string, std::uint64_t>> const counts{{"processes", file.processes()}, {"products", file.products()}, {"flows", file.flows()}, {"impact_categories", file.categories()}, {"entries_technosphere", file.entries_a()},
                                                                    {"entries_biosphere", file.entries_b()}, {"characterisation_factors", file.entries_c()}, {"uncertainties", file.uncertain()}, {"cut_offs", file.try_cut_offs().value().size()},
                                                                    {"bytes", file.file().bytes().size()}};
    auto const used = binary_settings(options, file);
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_binary_settings(json, used);
        json.member("format", "tanji-db/1");
        json.key("counts").begin_object();
        for (auto const& [name, number] : counts) json.member(name, number);
        json.end_object().end_object();
        std::cout << json.text() << '\n';
        return ok;
    }
    tanji::TextTable table({"what", "count"});
    for (auto const& [name, number] : counts) table.add_row({name, std::to_string(number)});
    std::cout << settings_text(used) << table.text() << "\nall checksums are right\n";
    return ok;
}

int footprint_binary(Options const& options) {
    refuse_model_options(options);
    auto const file = open_binary(options);
    std::vector<tanji::BinaryCategory> categories;
    for (std::int32_t k = 0; k < file.categories(); ++k) categories.push_back(file.try_category(k).value());
    auto const chosen = binary_categories(options, categories);
    std::vector<BinaryResult> results;
    for (auto const& text : options.process) {
        auto const row = file.find_product(text, options.product).value();
        BinaryResult result{file.try_process(file.try_producer(row).value()).value(), file.try_product(row).value(), 0, {}};
        result.amount = binary_amount(options.amount, result.product);
        tanji::DemandEntry const demand[] = {{row, result.amount}};
        result.footprint = tanji::try_binary_footprint(file, demand, {.categories = chosen, .verify = options.proof == "verified"}).value();
        if (options.samples > 0) {
            result.samples = draw_samples(options, [&](auto const& draws, auto const& control) { return tanji::try_binary_samples(file, demand, result.footprint, options.samples, draws, control); });
            auto& findings = result.footprint.findings;
            findings.insert(findings.end(), result.samples->findings.begin(), result.samples->findings.end());
        }
        results.push_back(std::move(result));
    }
    if (options.format() == Format::json) print_json(options, file, results, categories);
    else {
        std::cout << settings_text(binary_settings(options, file));
        if (options.format() == Format::csv) {
            std::cout << scores_text(results, categories, true);
            for (auto const& result : results)
                if (result.samples) std::cout << "# samples of " << result.process.id << "\n" << samples_csv(*result.samples, sample_names(*result.samples, categories));
        } else
            for (auto const& result : results) print_text(options, file, result, categories);
    }
    return binary_exit(results);
}

int export_binary(Options const& options) {
    if (!options.demand.empty() || !options.product.empty() || !options.amount.empty() || options.process.size() > 1)
        throw tanji::Error({.id = "request.subject", .what = "A binary database holds a whole system and no demand", .expected = "at most one --process, which names a product system", .got = "a demand", .hint = "leave out --process, --product, --amount and --demand"});
    auto const loaded = load(options.files);
    std::optional<Subject> subject;
    if (!options.process.empty()) subject = find_subject(loaded.import, options.process.front());
    if (subject && subject->kind != SubjectKind::system)
        throw tanji::Error({.id = "request.subject", .what = "A binary database holds a whole system and no demand", .expected = "at most one --process, which names a product system", .got = subject->name, .hint = "leave out --process"});
    auto const system = tanji::link(loaded.import.database, link_options(options, loaded, subject ? &*subject : nullptr));
    auto const assessed = characterise(options, loaded, system, options.method.empty() ? "ipcc-ar6-gwp100" : options.method);
    Names files;
    for (auto const& file : loaded.files) files.emplace_back(std::filesystem::path(file.path).filename().string(), file.sha256);
    auto content = tanji::try_binary_content(system, assessed.factors, std::move(files)).value();
    bool const says_method = std::any_of(content.settings.begin(), content.settings.end(), [](auto const& one) { return one.first == "method"; });
    if (!says_method) content.settings.emplace_back("method", assessed.label);
    tanji::write_binary_database(options.matrices, content);
    auto used = settings(options, loaded, {});
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.key("written").begin_array().value(options.matrices).end_array().end_object();
        std::cout << json.text() << '\n';
    } else std::cout << settings_text(used) << options.matrices << '\n';
    return ok;
}

}  // namespace tool
