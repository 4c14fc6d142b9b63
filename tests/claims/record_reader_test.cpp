// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "claims/record_sample.hpp"
#include "support/shared.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/record.hpp"
#include "tanji/claims/record_reader.hpp"

using namespace tanji;
using test::first_problem;
using test::sample_record;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

/// A record of the first schema as it was written by the release that introduced it (version 0.1.0).
constexpr std::string_view first_schema =
    R"~({"schema":"tanji-record/1","subject":"emission","version":"1.2.3","settings":{"gwp confidence":"transcribed-2"},"gwp_set":"AR6-100",)~"
    R"~("factors":[{"key":"k","edition":"2023","digest":"d","what":"grid","kind":"direct","region":"CN","year":2023,"per":"kWh",)~"
    R"~("numbers":[{"of":"co2-fossil","amount":0.5,"unit":"kg"}],"gwp_set":"","not_estimated":["ch4"],"document":"Notice 47","confidence":"transcribed-2"}],)~"
    R"~("steps":[{"entered":1.5,"entered_unit":"MWh","unit_path":["MWh to kWh: x 3.6e+09 / 3600000"],"amount":1500,"amount_unit":"kWh","factor":0},)~"
    R"~({"entered":3,"entered_unit":"kg","unit_path":[],"amount":3,"amount_unit":"kg","factor":null}],)~"
    R"~("results":[{"of":"co2-fossil","amount":750,"unit":"kg"}],"assumptions":[],"fall_backs":[],"not_estimated":["ch4 (k)"],"opt_ins":[]})~";

}  // namespace

// "Version-1 records must still open": kept files of version 0.1.0, made by its example of an emission and by `tanji footprint`.
TEST_CASE("records of the first schema open, and say the same in today's") {
    auto const record = parse_record(first_schema);
    CHECK(record.steps[1].factor == Record::no_factor);
    CHECK(record.steps[0].scale == 1000);
    CHECK(record.revision == 1);
    CHECK(parse_record("{\"scores\": [], \"record\": " + std::string(first_schema) + "}") == record);  // as the command line printed it
    // Several methods in one result give a setting twice; their order tells which is which.
    auto const twice = replaced(std::string(first_schema), "\"gwp confidence\":\"transcribed-2\"", "\"method\":\"a\",\"method\":\"b\"");
    CHECK(parse_record(twice).settings.size() == 2);
    CHECK(try_parse_record("{}").problem().id == "record.schema");
    CHECK(try_parse_record(replaced(std::string(first_schema), "tanji-record/1", "tanji-record/9")).problem().id == "record.schema");
    CHECK(try_parse_record(replaced(std::string(first_schema), "\"entered\":1.5", "\"entered\":\"1.5\"")).problem().id == "record.syntax");
    CHECK(try_parse_record(replaced(std::string(first_schema), "\"factor\":0", "\"factor\":1")).problem().id == "record.reference");
    CHECK(try_parse_record(first_schema.substr(0, 300)).problem().id == "json.syntax");
    CHECK_FALSE(is_record_lines(first_schema));
    CHECK(is_record_lines(sample_record().text));
    auto const emission = parse_record(read_text_file(test::source_dir() + "/tests/claims/data/record-1.json"));
    CHECK(emission.version == "0.1.0");
    CHECK(emission.steps.size() == 2);
    CHECK(parse_record(emission.lines()).results == emission.results);
    auto const footprint = parse_record(read_text_file(test::source_dir() + "/tests/claims/data/record-1-footprint.json"));
    CHECK(footprint.subject == "footprint");
    CHECK(parse_record(footprint.lines()) == footprint);
    // What the schema is checked against (record_schema_test.py) is what is written.
    CHECK(emission.lines() == read_text_file(test::source_dir() + "/tests/claims/data/record-2-emission.jsonl"));
    CHECK(footprint.lines() == read_text_file(test::source_dir() + "/tests/claims/data/record-2-footprint.jsonl"));
}

TEST_CASE("a record of one calculation comes back from lines, from an array, and from a document that holds it") {
    auto const record = parse_record(first_schema);
    CHECK(parse_record(record.lines()) == record);
    CHECK(parse_record(record.json()) == record);
    CHECK(parse_record(record.json(true)) == record);
    CHECK(parse_record("{\"scores\": [], \"record\": " + record.json(true) + "}") == record);
    CHECK(first_problem(record.lines()).empty());
    CHECK(try_parse_record(replaced(record.json(), "tanji-record/2", "tanji-record/3")).problem().id == "record.schema");
    CHECK(try_parse_record(replaced(record.json(), "\"1.5\",1500", "\"x\",1500")).problem().id == "record.syntax");
    CHECK(try_parse_record(replaced(record.lines(), "[0,0,", "[0,7,")).problem().id == "record.reference");
    CHECK(try_parse_record("[]").problem().id == "record.syntax");
}

TEST_CASE("what is read is what was written, piece by piece of any size") {
    auto const record = sample_record();
    for (std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{100}, std::size_t{100000}}) {
        std::size_t at = 0;
        RecordReader reader([&]() -> std::string_view {
            auto const piece = std::string_view(record.text).substr(at, size);
            at += piece.size();
            return piece;
        });
        std::vector<double> amounts;
        while (auto const* entry = reader.next()) {
            if (entry->kind != RecordEntryKind::line) continue;
            amounts.push_back(entry->line.amount);
            CHECK(parse_number(entry->line.entered).value() * 1000 == entry->line.amount);
            CHECK(entry->line.evidence == "INV-" + std::to_string(entry->line.row));
        }
        CHECK(amounts.size() == 12);
        CHECK(reader.header() == [] { auto header = test::sample_header(); return header; }());
        CHECK(reader.factors().front() == test::sample_factor());
        CHECK(reader.contexts().back() == test::sample_context(0, 2));
        CHECK(reader.steps().back() == test::sample_step("C", 0));
        CHECK(reader.files().front().name == "meters.csv");
    }
}

TEST_CASE("each mistake has its own name, with file and line") {
    auto const text = sample_record().text;
    CHECK(first_problem("") == "record.syntax");
    CHECK(first_problem("{}\n") == "record.schema");
    CHECK(first_problem(replaced(text, "tanji-record/2", "tanji-record/3")) == "record.schema");
    CHECK(first_problem(replaced(text, "[0,0,2,", "[0, 0,2,")) == "record.canonical");
    CHECK(first_problem(replaced(text, ",100000,\"INV-2\"]", ",1e5,\"INV-2\"]")) == "record.canonical");
    CHECK(first_problem(replaced(text, "[0,0,2,", "[00,0,2,")) == "record.syntax");
    CHECK(first_problem(replaced(text, "[0,0,2,", "[9,0,2,")) == "record.reference");
    CHECK(first_problem(replaced(text, "[0,0,2,", "[0,9,2,")) == "record.reference");
    CHECK(first_problem(replaced(text, "\"INV-2\"]", "\"INV-2\",\"\"]")) == "record.syntax");
    CHECK(first_problem(replaced(text, "\"INV-2\"]", "\"INV-2\",\"\",\"\",1,2]")) == "record.syntax");
    CHECK(first_problem(replaced(text, "{\"file\":", "{\"fire\":")) == "record.syntax");
    CHECK(first_problem(replaced(text, "\"name\":\"meters.csv\"", "\"name\":\"meters.csv\",\"a\":\"x\"")) == "record.canonical");
    CHECK(first_problem(replaced(text, "\"name\":\"meters.csv\",\"sha", "\"name\":\"meters.csv\",\"other\":\"x\",\"sha")) == "record.syntax");
    CHECK(first_problem(replaced(text, "\"name\":\"meters.csv\"", "\"name\":7")) == "record.syntax");
    CHECK(first_problem(replaced(text, "2024-01-31", "2024-01-32")) == "date.invalid");
    CHECK(first_problem(replaced(text, "\"revision\":1", "\"revision\":1.5")) == "record.syntax");
    CHECK(first_problem("{\"header\":{\"salted\":false,\"schema\":\"tanji-record/2\",\"subject\":\"x\",\"version\":\"1\"}}\n{\"withheld\":{\"kind\":\"line\",\"leaf\":\"" + std::string(64, 'a') + "\"}}\n") == "record.syntax");
    auto const blank = replaced(text, "[0,0,2,", "[0, 0,2,");
    RecordReader reader(blank, {.name = "a.jsonl"});
    Result<RecordEntry const*> entry = reader.try_next();
    while (entry) entry = reader.try_next();
    CHECK(entry.problem().where.file == "a.jsonl");
    CHECK(entry.problem().where.line == 9);
}

TEST_CASE("a line without end is refused before it is held") {
    std::string const piece(1000, 'x');
    std::size_t given = 0;
    RecordReader reader([&]() -> std::string_view { return ++given, std::string_view(piece); }, {.entry_bytes = 10000});
    CHECK(reader.try_next().problem().id == "limit.record-entry");
    CHECK(given < 20);
}

TEST_CASE("digests that are stated wrongly are reported, not believed") {
    auto const record = sample_record();
    CHECK(first_problem(replaced(record.text, to_hex(record.root.content), std::string(64, '0'))) == "root");
    CHECK(first_problem(replaced(record.text, to_hex(record.root.sequence), std::string(64, '0'))) == "root");
    CHECK(first_problem(std::string_view(record.text).substr(0, record.text.rfind("{\"root\""))) == "no root");
}
