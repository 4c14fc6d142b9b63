// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/analysis/footprint_replay.hpp"
#include "tanji/claims/record_reader.hpp"
#include "tanji/lifecycle/matrix_model.hpp"

using namespace tanji;

namespace {

/// Power and an ingot that needs it, with a loop; one method of the file.
Import model(double power = -13.4) {
    MatrixModel matrix{.name = "case", .products = {"power", "ingot"}, .processes = {"plant", "smelter"}, .flows = {"co2"}, .categories = {"k"}};
    MatrixModel::append_dense(matrix.technosphere, {{1, power}, {-0.001, 1}});
    MatrixModel::append_dense(matrix.biosphere, {{0.6, 1.5}});
    MatrixModel::append_dense(matrix.characterisation, {{2}});
    return matrix_model(matrix);
}

Record made(Import const& import) {
    auto const system = link(import.database);
    auto const demand = demand_of(system, system.find_column(1).value(), 3.0);
    return record_of(footprint(system, {demand}, characterise(system, import.methods.front())), {{"model.zip", "00ff"}});
}

}  // namespace

TEST_CASE("a footprint is recomputed from its record and its files, bit by bit") {
    auto const import = model();
    auto const record = parse_record(made(import).json());
    auto const replay = try_replay_footprint(record, import, {.files = {{"elsewhere/model.zip", "00ff"}}, .bound_ulp = 0});
    REQUIRE_MESSAGE(replay, (replay ? "" : to_text(replay.problem())));
    CHECK_MESSAGE(!replay->first, (replay->first ? to_text(*replay->first) : ""));
    CHECK(replay->largest_ulp == 0);
    // x = A^-1 f by hand: ingot 3 / (1 - 0.0134), power 13.4 x that; score 2 x (0.6 power + 1.5 ingot).
    double const ingot = 3 / (1 - 0.0134);
    CHECK(replay->record.results.front().amount == doctest::Approx(2 * (0.6 * 13.4 + 1.5) * ingot).epsilon(1e-12));
}

TEST_CASE("another file, another number and another subject are each named") {
    auto const record = made(model());
    CHECK(try_replay_footprint(record, model(), {.files = {{"model.zip", "00fe"}}}).problem().id == "record.file");
    CHECK(try_replay_footprint(record, model(), {}).problem().id == "record.file");
    auto const changed = try_replay_footprint(record, model(-13.5), {.files = {{"model.zip", "00ff"}}});
    REQUIRE(changed);
    REQUIRE(changed->first);
    CHECK(changed->first->id == "record.differs");
    auto forged = record;
    forged.results.front().amount *= 0.9;
    CHECK(try_replay_footprint(forged, model(), {.files = {{"model.zip", "00ff"}}})->first->id == "record.differs");
    auto other = record;
    other.subject = "emission";
    CHECK(try_replay_footprint(other, model(), {.files = {{"model.zip", "00ff"}}}).problem().id == "record.subject");
    other = record;
    for (auto& [name, value] : other.settings)
        if (name == "method") value = "nobody's (none)";
    CHECK(try_replay_footprint(other, model(), {.files = {{"model.zip", "00ff"}}}).problem().id == "record.setting");
}

// Rule C10: "replaying an old record says 'method revised by', not 'tampered'".
TEST_CASE("a footprint of an older revision of the method is said to be revised") {
    constexpr MethodRevision later[] = {{"footprint", 2, "0.9.0", "losses are added"}};
    auto const same = try_replay_footprint(made(model()), model(), {.files = {{"model.zip", "00ff"}}, .methods = later});
    CHECK(same->revised);
    CHECK_FALSE(same->first);  // where the numbers are the same, nothing is to say
    auto old = made(model());
    old.results.front().amount *= 0.97;
    auto const replay = try_replay_footprint(parse_record(old.lines()), model(), {.files = {{"model.zip", "00ff"}}, .methods = later});
    REQUIRE(replay->first);
    CHECK(replay->revised);
    CHECK(to_text(*replay->first).find("method revised by 0.9.0") != std::string::npos);
    CHECK_FALSE(try_replay_footprint(old, model(), {.files = {{"model.zip", "00ff"}}})->revised);
}
