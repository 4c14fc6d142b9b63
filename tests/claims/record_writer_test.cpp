// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "claims/record_sample.hpp"
#include "support/shared.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;
using test::sample_lines;
using test::sample_record;

namespace {

template <class F>
std::string thrown(F&& f) {
    try {
        f();
    } catch (Error const& error) {
        return error.problem().id;
    }
    return {};
}

RecordLine with(RecordLine line, std::string_view entered, double amount) {
    line.entered = entered;
    line.amount = amount;
    return line;
}

std::string first_problem_of(std::string_view text) { return test::first_problem(text); }

}  // namespace

TEST_CASE("shared entries stand once, before their first use; a line is about 40 bytes") {
    auto const record = sample_record();
    auto const lines = split(record.text, '\n');
    CHECK(lines[0].substr(0, 11) == "{\"header\":{");
    CHECK(lines[1] == R"({"file":{"name":"meters.csv","sha256":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}})");
    CHECK(std::count_if(lines.begin(), lines.end(), [](auto line) { return line.substr(0, 8) == "{\"step\":"; }) == 3);
    CHECK(lines[8] == R"([0,0,2,"100.000000",100000,"INV-2"])");
    CHECK(lines.back().empty());  // every entry ends with a line end
    CHECK(record.root.lines == 12);
    CHECK(record.root.entries == 1 + 1 + 1 + 2 + 3 + 12 + 1);
    CHECK(test::first_problem(record.text, &record.root).empty());
}

// The leaf of a line by hand: canonical JSON in which references are the leaves of what they name (docs/records.md).
TEST_CASE("what is hashed can be computed without the library's writer") {
    auto const text = sample_record().text;
    auto const lines = split(text, '\n');
    auto const file = leaf_digest(lines[1]);
    auto with_leaf = std::string(lines[3]);
    with_leaf.replace(with_leaf.find("\"file\":0"), 8, "\"file\":\"" + to_hex(file) + "\"");
    auto const context = leaf_digest(with_leaf);
    auto step_text = std::string(lines[5]);
    step_text.replace(step_text.find("\"factor\":0"), 10, "\"factor\":\"" + to_hex(leaf_digest(lines[2])) + "\"");
    auto const step = leaf_digest(step_text);
    auto const line = leaf_digest("[\"" + to_hex(context) + "\",\"" + to_hex(step) + "\",2,\"100.000000\",100000,\"INV-2\"]");
    RecordReader reader(text);
    for (int i = 0; i < 8; ++i) (void)reader.next();
    CHECK(reader.next()->leaf == line);
}

// Rule C10. Each byte of the file is changed, one at a time, to several others; against the kept root none passes.
TEST_CASE("changing any byte of a record is noticed against a kept root") {
    auto const record = sample_record();
    std::mt19937 random(11);
    std::size_t quiet = 0;
    for (std::size_t i = 0; i < record.text.size(); ++i) {
        for (int flip : {1, static_cast<int>(random() % 255) + 1}) {
            std::string changed = record.text;
            changed[i] = static_cast<char>(changed[i] ^ flip);
            if (test::first_problem(changed, &record.root).empty()) ++quiet;
        }
        std::string without = record.text;
        without.erase(i, 1);
        // The very last line end may be missing: editors and mail drop it, and nothing else changes.
        if (test::first_problem(without, &record.root).empty() && i + 1 != record.text.size()) ++quiet;
    }
    CHECK(quiet == 0);
}

TEST_CASE("a record that was changed and written anew is whole by itself: only a kept root tells") {
    auto lines = sample_lines();
    auto const original = sample_record(lines);
    lines[5].mwh -= 50;
    auto const forged = sample_record(lines);
    CHECK(test::first_problem(forged.text).empty());
    CHECK(test::first_problem(forged.text, &original.root) == "not the kept root");
}

// Rule C10: order is protected in the record, and irrelevant to what it says.
TEST_CASE("the order of lines changes the sequence, not the content") {
    auto lines = sample_lines();
    auto const reference = sample_record(lines);
    std::mt19937 random(3);
    for (int i = 0; i < 10; ++i) {
        std::shuffle(lines.begin(), lines.end(), random);
        auto const other = sample_record(lines);
        CHECK(other.root.content == reference.root.content);
        CHECK(other.root.sequence != reference.root.sequence);
        CHECK(test::first_problem(other.text, &reference.root) == "not the kept root");
    }
    lines.pop_back();
    CHECK(sample_record(lines).root.content != reference.root.content);
}

TEST_CASE("shared entries in another order have other numbers, and the same content") {
    auto const write = [](bool swapped) {
        RecordWriter writer(test::sample_header(), {});
        auto const factor = writer.factor(test::sample_factor());
        auto const file = writer.file({.name = "m.csv"});
        auto const context = writer.context(test::sample_context(file, 1));
        std::size_t first = 0;
        std::size_t second = 0;
        if (swapped) second = writer.step(test::sample_step("B", factor));
        first = writer.step(test::sample_step("A", factor));
        if (!swapped) second = writer.step(test::sample_step("B", factor));
        CHECK(writer.step(test::sample_step("A", factor)) == first);  // known
        writer.line({.context = context, .step = first, .row = 1, .entered = "1", .amount = 1000});
        writer.line({.context = context, .step = second, .row = 2, .entered = "2", .amount = 2000});
        return writer.finish({});
    };
    CHECK(write(false).content == write(true).content);
    CHECK(write(false).sequence != write(true).sequence);
}

TEST_CASE("texts of lines may hold anything that is UTF-8") {
    std::string text;
    RecordWriter writer(test::sample_header(), {.sink = [&text](std::string_view bytes) { text += bytes; }});
    auto const context = writer.context({});
    auto const step = writer.step({.unit = "t", .amount_unit = "t", .method = "m"});
    writer.line({.context = context, .step = step, .row = 1, .entered = "1,234.5\t\"\\", .amount = -0.1, .evidence = "\u53d1\u7968-1", .id = "a/\u00e9", .part = 1e-7});
    CHECK(thrown([&] { writer.line({.context = context, .step = step, .entered = "\xff"}); }) == "json.syntax");
    CHECK(thrown([&] { writer.line({.context = context, .step = step, .amount = 1 / 0.0}); }) == "json.not-finite");
    auto const root = writer.finish({});
    CHECK(root.lines == 1);
    CHECK(test::first_problem(text, &root).empty());
    RecordReader reader(text);
    (void)reader.next(), (void)reader.next(), (void)reader.next();
    auto const& line = reader.next()->line;
    CHECK(line.entered == "1,234.5\t\"\\");
    CHECK(line.evidence == "\u53d1\u7968-1");
    CHECK(line.id == "a/\u00e9");
    CHECK(line.part == 1e-7);
    CHECK(line.amount == -0.1);
}

TEST_CASE("corrections are appended: what was, what is, who, when and why") {
    std::string text;
    RecordWriter writer(test::sample_header(), {.sink = [&text](std::string_view bytes) { text += bytes; }});
    auto const context = writer.context(test::sample_context(writer.file({.name = "m.csv"}), 1));
    auto const step = writer.step(test::sample_step("A", writer.factor(test::sample_factor())));
    RecordLine const typo{.context = context, .step = step, .row = 1, .entered = "12000", .amount = 12e6};
    auto const right = with(typo, "1200", 1.2e6);
    writer.line(typo);
    RecordCorrection const who{.by = "J. Li", .at = "2024-03-01", .why = "a zero too many"};
    CHECK(thrown([&] { writer.correct(who, right, typo); }) == "record.correction");  // does not stand there
    CHECK(thrown([&] { writer.correct({.by = "J. Li", .at = "2024-03-01"}, typo, right); }) == "record.correction");
    CHECK(thrown([&] { writer.correct({.at = "2024-03-01", .why = "x"}, typo, right); }) == "record.correction");
    writer.correct(who, typo, right);
    CHECK(thrown([&] { writer.correct(who, typo, right); }) == "record.correction");  // replaced already
    writer.withdraw({.by = "J. Li", .at = "2024-03-02", .why = "not our meter"}, right);
    CHECK(thrown([&] { writer.withdraw(who, right); }) == "record.correction");
    auto const root = writer.finish({});
    CHECK(root.lines == 1);
    CHECK(test::first_problem(text, &root).empty());
    CHECK(contains_ignoring_case(text, R"({"correction":{"at":"2024-03-01","by":"J. Li","line":[0,0,1,"1200",1200000],"was":[0,0,1,"12000",12000000],"why":"a zero too many"}})"));
}

TEST_CASE("closed periods are locked, for lines and corrections, also for whoever edits the file") {
    std::string text;
    RecordWriter writer(test::sample_header(), {.sink = [&text](std::string_view bytes) { text += bytes; }});
    auto const file = writer.file({.name = "m.csv"});
    auto const january = writer.context(test::sample_context(file, 1));
    auto const february = writer.context(test::sample_context(file, 2));
    auto const step = writer.step(test::sample_step("A", writer.factor(test::sample_factor())));
    RecordLine const first{.context = january, .step = step, .row = 1, .entered = "1", .amount = 1000};
    writer.line(first);
    writer.lock({.from = "2024-01-01", .to = "2024-01-31", .by = "J. Li", .at = "2024-02-10"});
    CHECK(thrown([&] { writer.line({.context = january, .step = step, .row = 2, .entered = "2", .amount = 2000}); }) == "record.locked");
    CHECK(thrown([&] { writer.withdraw({.by = "x", .at = "y", .why = "z"}, first); }) == "record.locked");
    auto const late = writer.context({.from = "2024-01-31", .to = "2024-02-03"});  // touches the closed days
    CHECK(thrown([&] { writer.line({.context = late, .step = step, .row = 2, .entered = "2", .amount = 2000}); }) == "record.locked");
    writer.line({.context = february, .step = step, .row = 3, .entered = "3", .amount = 3000});
    CHECK(thrown([&] { writer.lock({.from = "2024-02-01", .to = "2024-01-01"}); }) == "period.order");
    auto const root = writer.finish({});
    CHECK(test::first_problem(text, &root).empty());
    auto edited = text;
    edited.replace(edited.find("[1,0,3,"), 7, "[0,0,3,");
    CHECK(test::first_problem(edited) == "record.locked");
}

TEST_CASE("a record can be gone on with, and its earlier root still holds") {
    auto const before = sample_record();
    RecordReader reader(before.text);
    while (reader.next() != nullptr) {}
    std::string more;
    auto writer = RecordWriter::resume(std::move(reader), {.sink = [&more](std::string_view bytes) { more += bytes; }});
    auto const factor = writer.factor(test::sample_factor());  // known: not written again
    auto const step = writer.step(test::sample_step("A", factor));
    CHECK(step == 0);
    auto const march = writer.context({.from = "2024-03-01", .to = "2024-03-31"});
    writer.line({.context = march, .step = step, .row = 14, .entered = "7", .amount = 7000});
    auto const after = writer.finish({});
    CHECK(test::first_problem(before.text + more, &after).empty());
    CHECK(after.lines == 13);
    RecordReader again(before.text + more);
    bool seen = false;
    while (auto const* entry = again.next()) seen = seen || (entry->kind == RecordEntryKind::root && entry->computed == before.root);
    CHECK(seen);
    RecordReader unfinished(std::string_view(before.text).substr(0, before.text.rfind("{\"root\"")));
    while (unfinished.next() != nullptr) {}
    CHECK(thrown([&] { (void)RecordWriter::resume(std::move(unfinished), {}); }) == "record.order");
}

TEST_CASE("references to what is not there are refused") {
    RecordWriter writer(test::sample_header(), {});
    CHECK(thrown([&] { (void)writer.context({.file = 0}); }) == "record.reference");
    CHECK(thrown([&] { (void)writer.step({.factor = 0}); }) == "record.reference");
    CHECK(thrown([&] { writer.line({}); }) == "record.reference");
    CHECK(thrown([&] { (void)writer.context({.from = "2024-01-01"}); }) == "date.invalid");
    CHECK(thrown([&] { (void)writer.context({.from = "2024-02-01", .to = "2024-01-01"}); }) == "period.order");
}

TEST_CASE("hooks sign and time-stamp the root; what they give stands beside it") {
    std::string text;
    RootHooks const hooks{.sign = [](std::string_view root) { return "signed:" + std::to_string(root.size()); }, .time_stamp = [](std::string_view) { return std::string("token"); }};
    RecordWriter writer(test::sample_header(), {.sink = [&text](std::string_view bytes) { text += bytes; }, .hooks = hooks});
    auto const root = writer.finish({});
    RecordReader reader(text);
    std::string signature;
    std::string token;
    while (auto const* entry = reader.next()) signature = entry->signature, token = entry->time_stamp;
    CHECK(signature == "signed:" + std::to_string(to_text(root).size()));
    CHECK(token == "token");
}

// Files of past releases stay as they are and open in all later ones; today's writer still gives the same bytes. The schema is
// checked against the same files (record_schema_test.py).
TEST_CASE("kept records open, and are what the writer writes") {
    auto const folder = test::source_dir() + "/tests/claims/data/";
    auto const plain = read_text_file(folder + "record-2.jsonl");
    auto const redacted = read_text_file(folder + "record-2-redacted.jsonl");
    CHECK(test::kept_record() == plain);
    CHECK(test::kept_redacted() == redacted);
    CHECK(first_problem_of(plain).empty());
    CHECK(first_problem_of(redacted).empty());
}
