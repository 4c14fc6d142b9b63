// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "analysis/matrix_footprint.hpp"
#include "tanji/analysis/footprint_record.hpp"

using namespace tanji;

TEST_CASE("a record names settings, files, demand and scores, and is the same each time") {
    test::MatrixCase const system({.products = {"a"}, .processes = {"a"}, .technosphere = {{1}}, .flows = {"e"}, .biosphere = {{2}}, .categories = {"k"}, .characterisation = {{3}}});
    auto const f = system.solve({5});
    auto const record = record_of(f, {{"model.zip", "00ff"}});
    auto const has = [&](std::string const& name, std::string const& value) { return std::find(record.settings.begin(), record.settings.end(), std::pair(name, value)) != record.settings.end(); };
    CHECK(record.subject == "footprint");
    CHECK(has("file model.zip", "sha256 00ff"));
    CHECK(has("linking", "defaults-then-unique"));
    CHECK(has("proof", f.proof().claim()));
    CHECK(f.proof().claim().starts_with("verified: every supply is within 1e-"));
    REQUIRE(record.steps.size() == 1);
    CHECK(record.steps[0].entered == 5);
    CHECK(record.steps[0].factor == Record::no_factor);
    REQUIRE(record.results.size() == 1);
    CHECK(record.results[0].amount == 30);
    CHECK(record.digest() == record_of(system.solve({5}), {{"model.zip", "00ff"}}).digest());
}
