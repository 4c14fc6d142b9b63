// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/activity_line.hpp"

using namespace tanji;

namespace {

ActivityHead meter(std::string site = "A") { return {.site = std::move(site), .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}; }

}  // namespace

TEST_CASE("lines from code share their heads and proofs") {
    ActivityLinesBuilder builder;
    builder.file({.name = "by hand", .sha256 = {}, .sheet = "1"});
    builder.add(meter(), {.id = "x", .amount = "1.50", .period = "2023-01"}, {.evidence = "bill 1"});
    builder.add(meter(), {.amount = "2", .period = "2023-02"}, {.evidence = "bill 1"});
    builder.add(meter("B"), {.amount = "0", .period = "2023-02"}, {.evidence = "bill 2"});
    auto const lines = builder.finish();
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].head == lines[1].head);
    CHECK(lines[0].proof == lines[1].proof);
    CHECK(lines[2].head->site == "B");
    CHECK(lines.heads().size() == 2);
    CHECK(lines.proofs().size() == 2);
    CHECK(lines.heads()[lines[2].head_number] == lines[2].head);
    CHECK(lines[0].amount_text == "1.50");
    CHECK(lines[1].id == "2");  // by its place
    CHECK(lines[2].amount == 0);  // zero is a statement, and counts
    CHECK(lines.find("x").value() == 0);
    CHECK(lines.find("y").problem().id == "activity.unknown");
    CHECK(to_text(lines.where(lines[1])) == "by hand!1, line 2");
    CHECK(ActivityLines().empty());
    CHECK(builder.finish().empty());  // the builder starts anew
}

TEST_CASE("lines outlive the table's first handle") {
    ActivityLines kept;
    {
        kept = ActivityLinesBuilder().add(meter(), {.id = std::string(300'000, 'i'), .amount = "1", .period = "2023"}).finish();
    }
    CHECK(kept[0].id.size() == 300'000);
    CHECK(kept[0].head->unit == "MWh");
}

TEST_CASE("a line that lacks something is refused") {
    ActivityLinesBuilder builder;
    auto const id_of = [&](ActivityHead head, ActivityEntry const& entry) {
        auto const problem = builder.try_add(std::move(head), entry);
        return problem ? problem->id : std::string("taken");
    };
    ActivityHead no_unit = meter();
    no_unit.unit.clear();
    ActivityHead no_what = meter();
    no_what.what.clear();
    ActivityHead bad_unit = meter();
    bad_unit.unit = "MWhh";
    CHECK(id_of(no_unit, {.amount = "1", .period = "2023"}) == "activity.required");
    CHECK(id_of(no_what, {.amount = "1", .period = "2023"}) == "activity.required");
    CHECK(id_of(bad_unit, {.amount = "1", .period = "2023"}) == "unit.unknown");
    CHECK(id_of(meter(), {.amount = "", .period = "2023"}) == "activity.amount");
    CHECK(id_of(meter(), {.amount = "-1", .period = "2023"}) == "activity.negative");
    CHECK(id_of(meter(), {.amount = "1", .period = "23"}) == "period.invalid");
    CHECK(id_of(meter(), {.id = "a", .amount = "1", .period = "2023"}) == "taken");
    CHECK(id_of(meter(), {.id = "a", .amount = "1", .period = "2023"}) == "activity.duplicate-id");
    CHECK(builder.finish().size() == 1);  // what was refused is not there
    CHECK_THROWS_AS(builder.add(no_unit, {.amount = "1", .period = "2023"}), Error);
}

TEST_CASE("ids are told apart among many") {
    ActivityLinesBuilder builder;
    for (int i = 0; i < 20'000; ++i) builder.add(meter(), {.id = "line " + std::to_string(i * 7919), .amount = "1", .period = "2023"});
    for (int i = 0; i < 20'000; i += 997) CHECK(builder.try_add(meter(), {.id = "line " + std::to_string(i * 7919), .amount = "1", .period = "2023"})->id == "activity.duplicate-id");
    CHECK(builder.finish().size() == 20'000);
}

TEST_CASE("source types are read and written") {
    for (auto const* word : {"", "measured", "calculated", "default", "official", "project", "user"}) CHECK(to_text(try_parse_source_type(word).value()) == word);
    CHECK(try_parse_source_type("estimated").problem().id == "activity.source-type");
}
