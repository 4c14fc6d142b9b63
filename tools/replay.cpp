// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "command.hpp"
#include "tables.hpp"
#include "tanji/accounting/replay.hpp"
#include "tanji/analysis/footprint_replay.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/impact/flow_map.hpp"
#include "tanji/report/footprint_json.hpp"

namespace tool {
namespace {

/// A file piece by piece: a record of ten million lines is not held.
struct FileSource {
    std::shared_ptr<std::ifstream> file;
    std::shared_ptr<std::string> piece = std::make_shared<std::string>(1 << 20, '\0');

    std::string_view operator()() const {
        file->read(piece->data(), static_cast<std::streamsize>(piece->size()));
        return std::string_view(piece->data(), static_cast<std::size_t>(file->gcount()));
    }
};

FileSource open(std::string const& path) {
    if (std::filesystem::is_directory(path)) (void)tanji::read_text_file(path);  // refuses with its reason
    FileSource source{std::make_shared<std::ifstream>(path, std::ios::binary)};
    if (!*source.file) (void)tanji::read_text_file(path);
    return source;
}

/// The rest of a file whose beginning was looked at: a pipe can be opened only once.
struct BegunSource {
    FileSource rest;
    std::shared_ptr<std::string> begun;
    std::shared_ptr<bool> given = std::make_shared<bool>(false);

    std::string_view operator()() const { return std::exchange(*given, true) ? rest() : std::string_view(*begun); }
};

constexpr std::size_t document_bytes = 64'000'000;  ///< of a record that is one JSON text; lines have no bound

/// A record as one text. What does not begin like JSON is not read to its end.
std::string document(BegunSource const& source, std::string const& path) {
    std::string text;
    auto const start = tanji::trim(*source.begun);
    for (auto piece = source(); !piece.empty(); piece = source()) {
        text += piece;
        if (start.empty() || (start.front() != '{' && start.front() != '[')) break;
        if (text.size() <= document_bytes) continue;
        throw tanji::Error({.id = "limit.file-bytes", .what = "the file is larger than a record in one text may be", .where = {.file = path}, .expected = "at most " + std::to_string(document_bytes) + " bytes", .got = "more",
                            .hint = "large records are lines, as `tanji account --record` writes them"});
    }
    return text;
}

/// --root: the text itself, or a file that holds it.
tanji::RecordRoot kept_root(std::string const& text) {
    bool const is_file = text.substr(0, 11) != "tanji-root/" && std::filesystem::is_regular_file(text);
    return tanji::try_parse_record_root(is_file ? tanji::read_text_file(text) : text).value();
}

tanji::ReplayOptions replay_options(Options const& options, std::string& original) {
    tanji::ReplayOptions replay;
    replay.reader.name = options.audit.record;
    if (!options.audit.root.empty()) replay.kept = kept_root(options.audit.root);
    if (!options.audit.original.empty()) {
        original = tanji::read_text_file(options.audit.original);
        replay.original = original;
    }
    if (!options.audit.secret.empty()) replay.reader.secret = tanji::read_text_file(options.audit.secret);
    if (!options.audit.factors.empty()) replay.factors = read_factors(options.audit.factors, {});
    return replay;
}

/// Files that an inventory was read from: each must be one of the record's, by digest.
void compare_files(tanji::RecordReplay& replay, Options const& options) {
    if (options.files.empty()) return;
    tanji::RecordReader reader(open(options.audit.record), {.secret = options.audit.secret.empty() ? std::string() : tanji::read_text_file(options.audit.secret)});
    for (auto entry = reader.try_next(); entry && *entry != nullptr; entry = reader.try_next()) {}
    for (auto const& path : options.files) {
        auto const digest = tanji::sha256_hex(tanji::read_text_file(path));
        if (std::any_of(reader.files().begin(), reader.files().end(), [&](auto const& file) { return file.sha256 == digest; })) continue;
        tanji::Problem problem{.id = "record.file", .what = "this file is none of those that the record was made from", .where = {.file = path}, .expected = "one of the record's digests", .got = "sha256 " + digest};
        for (auto const& file : reader.files()) problem.related.push_back(file.name + (file.sha256.empty() ? " (not hashed)" : " sha256 " + file.sha256));
        if (replay.first) replay.findings.push_back({tanji::Severity::warning, std::move(problem)});
        else replay.first = tanji::ReplayDifference{tanji::ReplayCause::tampered, std::move(problem)};
    }
}

/// A footprint is solved again from its files, after its entries have shown to be whole.
void replay_footprint(tanji::RecordReplay& out, tanji::Record const& record, Options const& options) {
    auto const loaded = load(options.files);
    tanji::FootprintReplayOptions how;
    for (auto const& file : loaded.files) how.files.push_back({file.path, file.sha256});
    if (!options.flow_map.empty()) how.flow_map = tanji::read_flow_map(tanji::read_text_file(options.flow_map), options.flow_map);
    auto const replay = tanji::try_replay_footprint(record, loaded.import, how);
    out.first.reset();
    if (!replay) {
        out.first = tanji::ReplayDifference{tanji::ReplayCause::differs, replay.problem()};
        return;
    }
    out.recomputed = replay->record.results;
    out.largest_ulp = replay->largest_ulp;
    if (replay->first) out.first = tanji::ReplayDifference{replay->revised ? tanji::ReplayCause::method_revised : tanji::ReplayCause::differs, *replay->first};
}

/// What could not be read at all has no verdict: most often it is another file than was meant.
[[noreturn]] void refuse_unread(tanji::Problem problem, std::string const& file) {
    problem.where.file = file;
    throw tanji::Error({.id = "record.schema", .what = "this is no record that can be read", .where = {.file = file, .line = problem.where.line}, .expected = "a record: lines as `tanji account --record` writes them, or the JSON of a footprint or an emission",
                        .got = problem.got.empty() ? problem.what : problem.got.substr(0, 80), .hint = "name the record first, and the files that it was made from behind it", .related = {to_text(problem)}});
}

/// A salted record without its secret says nothing about whether it was changed, so it gets no verdict either.
[[noreturn]] void refuse_salted(tanji::Problem problem, std::string const& file) {
    problem.where.file = file;
    problem.hint = "--secret names the file that `tanji account --record` was given; who must not have it gets a redacted copy (docs/records.md)";
    throw tanji::Error(std::move(problem));
}

tanji::RecordReplay run(Options const& options) {
    std::string original;
    auto const how = replay_options(options, original);
    auto const file = open(options.audit.record);
    BegunSource const source{file, std::make_shared<std::string>(file())};
    bool const lines = source.begun->substr(0, 11) == "{\"header\":{";
    std::string const text = lines ? std::string() : document(source, options.audit.record);
    auto replay = lines ? tanji::replay_record(source, how) : tanji::replay_record(text, how);
    if (replay.first && replay.first->problem.id == "record.secret") refuse_salted(replay.first->problem, options.audit.record);
    if (replay.header.subject.empty() && replay.first) refuse_unread(replay.first->problem, options.audit.record);
    if (replay.header.subject == "inventory") {
        compare_files(replay, options);
    } else if (!options.files.empty() && replay.first && replay.first->problem.id == "record.subject") {
        replay_footprint(replay, tanji::parse_record(lines ? tanji::read_text_file(options.audit.record) : text), options);
    }
    if (!replay.intact()) replay.recomputed.clear();  // numbers of a record that was changed are nobody's result
    return replay;
}

std::string verdict(tanji::RecordReplay const& replay) {
    if (!replay.first) return replay.largest_ulp == 0 ? "replays to the same bits" : "replays within " + tanji::number_text(replay.largest_ulp, 3) + " ulp";
    if (replay.first->problem.id == "record.subject") return "whole, but not recomputed: its files are needed";
    return std::string(to_text(replay.first->cause));
}

void print_json(tanji::RecordReplay const& replay, Options const& options) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object().member("record", options.audit.record).member("subject", replay.header.subject).member("version", replay.header.version).member("verdict", verdict(replay));
    json.member("intact", replay.intact()).member("same", replay.same()).member("lines", replay.lines).member("corrections", replay.corrections).member("withheld", replay.withheld);
    json.member("largest_ulp", std::isfinite(replay.largest_ulp) ? replay.largest_ulp : -1.0);
    json.key("root");
    if (replay.root) json.value(to_text(*replay.root));
    else json.null();
    json.key("results").begin_array();
    for (auto const& number : replay.recomputed) json.begin_object().member("of", number.of).member("amount", number.amount).member("unit", number.unit).end_object();
    json.end_array().key("first");
    if (replay.first) {
        auto const& problem = replay.first->problem;
        json.begin_object().member("cause", to_text(replay.first->cause)).member("id", problem.id).member("what", problem.what).member("file", problem.where.file).member("line", problem.where.line);
        json.member("row", problem.where.row).member("object", problem.where.object).member("expected", problem.expected).member("got", problem.got).member("hint", problem.hint).end_object();
    } else {
        json.null();
    }
    tanji::write_findings(json, replay.findings);
    json.end_object();
    std::cout << json.text() << '\n';
}

void print_csv(tanji::RecordReplay const& replay) {
    std::cout << "# verdict: " << verdict(replay) << '\n';
    if (replay.first) {
        std::string words = tanji::to_text(replay.first->problem);
        std::replace(words.begin(), words.end(), '\n', ' ');
        std::cout << "# first difference: " << words << '\n';
    }
    tanji::CsvWriter csv({.guard_formulas = true});
    csv.field("of").field("amount").field("unit").end_row();
    for (auto const& number : replay.recomputed) csv.field(number.of).field(tanji::number_text(number.amount)).field(number.unit).end_row();
    std::cout << csv.text();
}

void print_text(tanji::RecordReplay const& replay, Options const& options) {
    std::cout << options.audit.record << ": " << replay.header.subject << " by tanji " << replay.header.version;
    if (!replay.header.rule_set.empty()) std::cout << ", " << replay.header.rule_set;
    std::cout << "\n" << counted(replay.lines, "line");
    if (replay.corrections > 0) std::cout << ", " << counted(replay.corrections, "correction");
    if (replay.withheld > 0) std::cout << ", " << replay.withheld << " withheld";
    std::cout << ": " << verdict(replay) << '\n';
    if (replay.root) std::cout << to_text(*replay.root) << '\n';
    for (auto const& number : replay.recomputed) std::cout << "  " << number.of << ": " << tanji::number_text(number.amount, 10) << ' ' << number.unit << '\n';
    if (replay.first) std::cout << "first difference: " << tanji::to_text(replay.first->problem) << '\n';
    std::cout << findings_text(replay.findings, 20);
}

}  // namespace

int replay(Options const& options) {
    auto const result = run(options);
    if (options.format() == Format::json) print_json(result, options);
    else if (options.format() == Format::csv) print_csv(result);
    else print_text(result, options);
    if (!result.first) return ok;
    return result.intact() ? revised : failed;
}

}  // namespace tool
