// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/claims/record_redaction.hpp"
#include "tanji/claims/record_writer.hpp"

/// \file
/// A small record of three meters and two months that the tests of records share. Factors and people are made up.
namespace tanji::test {

inline RecordFactor sample_factor(double kg = 0.5) {
    return {.key = "grid.test", .edition = "2023", .digest = std::string(64, 'a'), .what = "electricity, grid", .kind = "direct", .region = "CN", .year = 2023, .per = "kWh",
            .numbers = {{"co2-fossil", kg, "kg"}}, .not_estimated = {"ch4", "n2o"}, .document = "Notice 1", .confidence = "transcribed-2"};
}

struct SampleLine {
    int site = 0;
    int month = 1;
    int row = 0;
    double mwh = 0;
};

inline std::vector<SampleLine> sample_lines() {
    std::vector<SampleLine> lines;
    for (int i = 0; i < 12; ++i) lines.push_back({i % 3, 1 + i / 6, i + 2, 100.0 + 0.25 * i});
    return lines;
}

/// What a test needs to go on: the file, its root, and how to write the same line again.
struct SampleRecord {
    std::string text{};
    RecordRoot root{};
};

inline RecordMethodStep sample_step(std::string site, std::size_t factor) {
    return {.labels = {{"site", std::move(site)}, {"category", "electricity"}}, .unit = "MWh", .unit_path = {"MWh to kWh: x 3600000000 / 3600000"}, .amount_unit = "kWh", .scale = 1000,
            .basis = "consumption", .source_type = "measured", .factor = factor, .method = "amount-times-factor", .revision = 1};
}
inline RecordContext sample_context(std::size_t file, int month) {
    return {.file = file, .entered_by = "L. Wang", .entered_at = "2024-02-01T09:00:00+08:00", .reviewed_by = "J. Li", .reviewed_at = "2024-02-02", .from = month == 1 ? "2024-01-01" : "2024-02-01",
            .to = month == 1 ? "2024-01-31" : "2024-02-29"};
}
inline RecordHeader sample_header() {
    return {.subject = "inventory", .version = "0.0.1", .gwp_set = "AR6-100", .rule_set = "test-rules 2024", .rule_set_sha256 = std::string(64, 'b'), .settings = {{"consolidation", "operational-control"}}};
}

inline Digest write_line(RecordWriter& writer, std::vector<std::size_t> const& contexts, std::vector<std::size_t> const& steps, SampleLine const& line) {
    std::string const entered = std::to_string(line.mwh);
    std::string const evidence = "INV-" + std::to_string(line.row);
    return writer.line({.context = contexts[static_cast<std::size_t>(line.month - 1)], .step = steps[static_cast<std::size_t>(line.site)], .row = static_cast<std::uint64_t>(line.row),
                        .entered = entered, .amount = 1000 * line.mwh, .evidence = evidence});
}

inline SampleRecord sample_record(std::vector<SampleLine> const& lines = sample_lines(), std::string const& secret = {}) {
    SampleRecord record;
    RecordWriter writer(sample_header(), {.sink = [&record](std::string_view bytes) { record.text += bytes; }, .secret = secret});
    auto const file = writer.file({.name = "meters.csv", .sha256 = std::string(64, 'c')});
    auto const factor = writer.factor(sample_factor());
    std::vector<std::size_t> const contexts = {writer.context(sample_context(file, 1)), writer.context(sample_context(file, 2))};
    std::vector<std::size_t> const steps = {writer.step(sample_step("A", factor)), writer.step(sample_step("B", factor)), writer.step(sample_step("C", factor))};
    double kwh = 0;
    for (auto const& line : lines) {
        write_line(writer, contexts, steps, line);
        kwh += 1000 * line.mwh;
    }
    record.root = writer.finish({.numbers = {{"co2-fossil", 0.5 * kwh, "kg"}}, .not_estimated = {"ch4 (grid.test)", "n2o (grid.test)"}});
    return record;
}

/// The id of the first problem that reading gives; "root" if a root does not hold; empty if all is well.
inline std::string first_problem(std::string_view text, RecordRoot const* kept = nullptr, RecordReaderOptions options = {}) {
    RecordReader reader(text, std::move(options));
    std::optional<RecordRoot> last;
    while (true) {
        auto const entry = reader.try_next();
        if (!entry) return entry.problem().id;
        if (*entry == nullptr) break;
        if ((*entry)->kind != RecordEntryKind::root) {
            last.reset();
            continue;
        }
        if ((*entry)->stated != (*entry)->computed) return "root";
        last = (*entry)->computed;
    }
    if (!last) return "no root";
    if (kept != nullptr && *last != *kept) return "not the kept root";
    return {};
}

/// One of each kind of entry: what the kept file tests/claims/data/record-2.jsonl holds.
inline std::string kept_record(std::string const& secret = {}) {
    std::string text;
    RecordWriter writer(sample_header(), {.sink = [&text](std::string_view bytes) { text += bytes; }, .secret = secret,
                                          .hooks = {.sign = [](std::string_view) { return std::string("a signature"); }, .time_stamp = [](std::string_view) { return std::string("a token"); }}});
    auto const file = writer.file({.name = "meters.xlsx", .sheet = "2024", .sha256 = std::string(64, 'c')});
    auto const factor = writer.factor(sample_factor());
    auto const january = writer.context(sample_context(file, 1));
    auto const february = writer.context(sample_context(file, 2));
    auto step_a = sample_step("A", factor);
    step_a.fall_backs = {"parent region: CN-AH to CN"};
    auto const a = writer.step(step_a);
    auto const b = writer.step(sample_step("B", factor));
    RecordLine const typo{.context = february, .step = a, .row = 3, .entered = "12000", .amount = 12e6, .evidence = "INV-3", .evidence_sha256 = std::string_view("dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd")};
    RecordLine right = typo;
    right.entered = "1200";
    right.amount = 1.2e6;
    writer.line({.context = january, .step = a, .row = 2, .entered = "100.5", .amount = 100500, .evidence = "INV-2"});
    writer.line(typo);
    writer.line({.context = january, .step = b, .row = 4, .entered = "70", .amount = 35000, .id = "meter B", .part = 35});
    writer.line({.context = january, .step = b, .row = 5, .entered = "1", .amount = 1000});
    writer.lock({.from = "2024-01-01", .to = "2024-01-31", .by = "J. Li", .at = "2024-02-10"});
    writer.correct({.by = "J. Li", .at = "2024-03-01", .why = "a zero too many"}, typo, right);
    writer.finish({.numbers = {{"co2-fossil", 668250, "kg"}}, .assumptions = {"made up"}, .not_estimated = {"ch4 (grid.test)"}, .opt_ins = {"transcribed-1 (grid.test)"}});
    return text;
}

/// The same with salts, the lines of site B withheld: record-2-redacted.jsonl.
inline std::string kept_redacted() {
    std::string const secret(32, 's');
    std::string out;
    redact(kept_record(secret), {.secret = secret, .withhold = [](RecordEntry const& entry, RecordReader const& reader) { return reader.steps()[entry.line.step].labels.front().second == "B"; },
                                 .sink = [&out](std::string_view bytes) { out += bytes; }});
    return out;
}

}  // namespace tanji::test
