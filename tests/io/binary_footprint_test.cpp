// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "io/binary_sample.hpp"
#include "lifecycle/small_model.hpp"
#include "tanji/analysis/footprint.hpp"
#include "tanji/io/binary_footprint.hpp"
#include "tanji/lifecycle/matrix_model.hpp"
#include "tanji/lifecycle/shipped.hpp"

namespace {

bool same_bits(double x, double y) { return std::memcmp(&x, &y, sizeof x) == 0; }

tanji::BinaryDatabase opened(tanji::BinaryContent const& content) { return tanji::BinaryDatabase::try_from_bytes(tanji::try_binary_bytes(content).value()).value(); }

}  // namespace

// Heijungs and Suh 2002, chapter 2: 1000 kWh electricity need 100 runs and 2 of fuel; 120 kg CO2, 100 l of crude oil.
TEST_CASE("a file gives the textbook's result") {
    tanji::BinaryContent content;
    content.matrices = tanji::SystemMatrices::try_make({2, 2, {0, 2, 3}, {0, 1, 1}, {10, -2, 100}}, {2, 2, {0, 1, 3}, {0, 0, 1}, {1, 10, -50}}).value();
    content.characterisation = {2, 1, {0, 1}, {0}, {1}};
    content.categories = {{.category = "climate"}};
    auto const file = opened(content);
    tanji::DemandEntry const demand[] = {{0, 1000.0}};
    auto const result = tanji::try_binary_footprint(file, demand).value();
    CHECK(result.supply[0] == doctest::Approx(100).epsilon(1e-14));
    CHECK(result.supply[1] == doctest::Approx(2).epsilon(1e-14));
    CHECK(result.inventory[1] == doctest::Approx(-100).epsilon(1e-14));
    CHECK(result.scores.at(0).amount == doctest::Approx(120).epsilon(1e-14));
    CHECK(result.scores[0].direct[1] * result.supply[1] == doctest::Approx(20).epsilon(1e-14));
    CHECK(result.proof.backward_error <= 1e-14);
    CHECK(tanji::try_binary_footprint(file, {}).problem().id == "demand.empty");
}

TEST_CASE("a file gives the bits of the system that it was made from") {
    auto const import = tanji::shipped_import();
    auto const system = tanji::link(import.database);
    auto const method = tanji::characterise(system, tanji::method::ipcc_ar6_gwp100());
    auto const file = opened(tanji::try_binary_content(system, method).value());
    std::size_t compared = 0;
    for (tanji::Index column = 0; column < system.columns().size(); ++column) {
        auto const in_memory = tanji::try_footprint(system, {{column, 2.5}}, method);
        tanji::DemandEntry const demand[] = {{static_cast<std::int32_t>(column), 2.5}};
        auto const from_file = tanji::try_binary_footprint(file, demand);
        auto const whole = tanji::try_binary_footprint(file, demand, {.whole = true});
        REQUIRE(in_memory.has_value() == from_file.has_value());
        REQUIRE(in_memory.has_value() == whole.has_value());
        if (!in_memory) continue;
        std::vector<double> supply(system.columns().size(), 0.0);
        bool near = true;
        for (std::size_t j = 0; j < whole->supply.size(); ++j) {
            supply[static_cast<std::size_t>(whole->part.columns[j])] = whole->supply[j];
            near = near && std::abs(whole->supply[j] - from_file->supply[j]) <= 1e-13 * std::abs(whole->supply[j]);  // iterated
        }
        CHECK(near);
        bool same = true;
        for (std::size_t j = 0; j < supply.size(); ++j) same = same && same_bits(supply[j], in_memory->supply()[j]);
        CHECK(same);
        REQUIRE(from_file->scores.size() == in_memory->scores().size());
        for (std::size_t k = 0; k < from_file->scores.size(); ++k) {
            CHECK(from_file->scores[k].amount == doctest::Approx(in_memory->scores()[k].amount).epsilon(1e-13));
            CHECK(from_file->scores[k].category == static_cast<std::int32_t>(in_memory->scores()[k].row));
        }
        CHECK(from_file->cut_offs.empty() == in_memory->unlinked().empty());
        ++compared;
    }
    CHECK(compared > 20);
}

TEST_CASE("a file's result is proved on request, and processes that run backwards are explained") {
    // Column 0 avoids 0.5 of product 1, by a loop of 1 and 2.
    tanji::BinaryContent content;
    content.matrices = tanji::SystemMatrices::try_make({3, 3, {0, 2, 4, 6}, {0, 1, 1, 2, 1, 2}, {1, 0.5, 1, -0.2, -0.3, 1}}, {1, 3, {0, 1, 2, 3}, {0, 0, 0}, {1, 2, 3}}).value();
    content.diagonal = true;
    content.characterisation = {1, 1, {0, 1}, {0}, {1}};
    content.categories = {{.category = "climate"}};
    auto const file = opened(content);
    tanji::DemandEntry const demand[] = {{0, 1.0}};
    auto const plain = tanji::try_binary_footprint(file, demand).value(), proved = tanji::try_binary_footprint(file, demand, {.verify = true}).value();
    auto const whole = tanji::try_binary_footprint(file, demand, {.whole = true, .verify = true}).value();
    CHECK(plain.proof.level == tanji::ProofLevel::backward_only);
    for (auto const* one : {&proved, &whole}) {
        CHECK(one->proof.level == tanji::ProofLevel::verified);
        CHECK(one->proof.score_error < 1e-13);
    }
    // x = (1, -0.5 / 0.94, -0.1 / 0.94), h = 1 - 1.3 / 0.94.
    for (auto const* one : {&plain, &proved, &whole}) {
        CHECK(one->scores.at(0).amount == doctest::Approx(1 - 1.3 / 0.94).epsilon(1e-14));
        REQUIRE(one->findings.size() == 1);
        CHECK(one->findings[0].problem.id == "solve.avoided");
    }
}

TEST_CASE("refused flows, cut-offs and unusable processes are not passed over") {
    auto const file = opened(tanji::test::small_content());
    tanji::DemandEntry const steel[] = {{2, 1.0}};
    auto const result = tanji::try_binary_footprint(file, steel).value();
    REQUIRE(result.scores.size() == 1);  // crude oil has two factors that differ
    CHECK(result.scores[0].category == 0);
    CHECK(result.findings.front().problem.id == "footprint.refused-score");
    REQUIRE(result.cut_offs.size() == 1);
    CHECK(result.findings.back().problem.id == "link.cut-off");
    CHECK(result.findings.back().problem.related == std::vector<std::string>{result.cut_offs[0].text});
    tanji::DemandEntry const fuel[] = {{1, 1.0}};
    CHECK(tanji::try_binary_footprint(file, fuel).value().cut_offs.empty());
    tanji::DemandEntry const waste[] = {{3, -1.0}};
    CHECK(tanji::try_binary_footprint(file, waste).problem().id == "link.refused");
    // One category: only its factors are read.
    CHECK(tanji::try_binary_footprint(file, steel, {.categories = std::vector<std::int32_t>{0}}).value().findings.size() == 1);
    CHECK(tanji::try_binary_footprint(file, steel, {.categories = std::vector<std::int32_t>{2}}).problem().id == "binary.index");
    CHECK(same_bits(result.scores[0].amount, tanji::try_binary_footprint(file, steel, {.categories = std::vector<std::int32_t>{0}}).value().scores[0].amount));
}

// The same draws from the file as from the model: items go with the spreads, also where allocation divides an exchange.
TEST_CASE("samples from a file are those of the system that it was made from") {
    tanji::test::SmallModel model;
    auto const a = model.product("a"), b = model.product("b"), co2 = model.elementary("co2"), joint = model.process("joint"), user = model.process("user"), end = model.product("end");
    auto const uncertain = [&](tanji::Index process, tanji::Exchange& exchange, tanji::Uncertainty const& spread) {
        auto& list = model.content.processes[process].uncertainties;
        exchange.uncertainty = static_cast<tanji::Index>(list.size());
        list.push_back(spread);
    };
    using enum tanji::DistributionKind;
    model.reference(joint, a, 1);
    model.output(joint, b, 2);
    uncertain(joint, model.output(joint, co2, 10), {lognormal, 10, 1.4});
    model.content.processes[joint].formulas = {"3"};
    auto& by_formula = model.output(joint, co2, 3);
    by_formula.formula = 0;
    uncertain(joint, by_formula, {normal, 3, 0.1});
    model.factor(joint, tanji::AllocationMethod::physical, a, 0.4);
    model.factor(joint, tanji::AllocationMethod::physical, b, 0.6);
    model.reference(user, end, 1);
    uncertain(user, model.input(user, a, 2), {triangular, 1, 2, 4});
    uncertain(user, model.input(user, b, 3), {lognormal, 3, 1.1});
    auto const system = model.linked({.allocation = tanji::Allocation::physical});
    tanji::Characterisation c;
    c.rows.push_back({.category = "climate", .unit = "kg", .flow = {0}, .factor = {2}});
    auto const column = system.find_column(user).value();
    auto const result = tanji::footprint(system, {tanji::Demand{column, 1.5}}, c);
    auto const source = tanji::score_samples(result, 60, {.seed = 9});
    auto const file = opened(tanji::try_binary_content(system, c).value());
    tanji::DemandEntry const demand[] = {{static_cast<std::int32_t>(column), 1.5}};
    auto const samples = tanji::try_binary_samples(file, demand, tanji::try_binary_footprint(file, demand).value(), 60, {.seed = 9}).value();
    CHECK(samples.exchanges == 3);
    CHECK(samples.exchanges == source.exchanges);
    CHECK(samples.left_out.formulas == 1);
    REQUIRE(samples.findings.size() == 1);
    CHECK(samples.findings[0].problem.id == "samples.left-out");
    CHECK(samples.result.scores == source.result.scores);
    CHECK(samples.result.summary(0).sd > 1);
    CHECK(tanji::try_binary_samples(file, demand, {}, 1).problem().id == "samples.number");
}
