// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Changes that must not change a result: other units by powers of 2, another order of everything, the adjoint instead of
// the forward solve, a subsystem replaced by its own inventory. On random models with loops, wastes and avoided products.

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

#include "tanji/analysis.hpp"
#include "tanji/lifecycle.hpp"

namespace {

using namespace tanji;

constexpr int models = 30;

Flow unit_flow(std::string id, FlowType type) {
    Flow flow{.id = id, .name = id, .type = type};
    flow.properties = {{.property = 0}};
    return flow;
}

std::string numbered(char const* word, std::size_t number) { return word + std::to_string(1000 + number); }

/// Processes that each make one product and take several others, at most 90 % in all so that loops stay productive;
/// every fifth one treats a waste instead, every seventh avoids something.
DatabaseContent random_content(std::uint64_t seed, std::size_t size) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> share(0.01, 0.3), size_of(0.1, 10);
    auto const any = [&](std::size_t count) { return static_cast<Index>(random() % count); };
    DatabaseContent content{.name = "random"};
    content.unit_groups = {{.id = "u", .name = "units", .units = {{.id = "unit", .name = "unit"}}, .default_property = 0}};
    content.properties = {{.id = "amount", .name = "amount", .unit_group = 0}};
    for (std::size_t i = 0; i < size; ++i) content.flows.push_back(unit_flow(numbered("p", i), i % 5 == 4 ? FlowType::waste : FlowType::product));
    for (std::size_t i = 0; i < 6; ++i) content.flows.push_back(unit_flow(numbered("e", i), FlowType::elementary));
    for (std::size_t j = 0; j < size; ++j) {
        Process process{.id = numbered("q", j), .name = numbered("q", j)};
        auto const add = [&](Index flow, double amount, bool input, bool avoided, bool reference) {
            process.exchanges.push_back({.flow = flow, .amount = amount, .property = 0, .unit = 0, .input = input, .avoided = avoided, .reference = reference});
        };
        bool const treats = content.flows[j].type == FlowType::waste;
        add(static_cast<Index>(j), size_of(random), treats, false, true);
        for (int k = 0; k < 3; ++k) {
            auto const other = any(size);
            bool const waste = content.flows[other].type == FlowType::waste;
            if (other != j) add(other, share(random) * process.exchanges[0].amount, !waste, j % 7 == 6 && k == 2, false);
        }
        for (int k = 0; k < 3; ++k) add(static_cast<Index>(size) + any(6), size_of(random), any(4) == 0, false, false);
        content.processes.push_back(std::move(process));
    }
    return content;
}

ImpactMethod some_method(std::size_t first_flow) {
    ImpactCategory category{.id = "c", .name = "c", .unit = "point", .direction = Direction::output};
    for (Index i = 0; i < 6; ++i) category.factors.push_back({.flow = static_cast<Index>(first_flow) + i, .value = 1.0 + 0.37 * i});
    return {.id = "m", .name = "m", .categories = {category}};
}

struct Answer {
    Footprint result;
    double score;
};

Answer assess(DatabaseContent content, ImpactMethod const& method, std::string const& process, double amount) {
    auto const database = Database::make(std::move(content));
    auto const system = link(database, {.policy = Linking::unique_producer});
    auto result = footprint(system, demand_of(system, system.find_column(database.process_index(process)).value(), amount), method);
    double const score = result.find_score(0).value();
    return {std::move(result), score};
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

}  // namespace

TEST_CASE("other units of products and processes, by powers of 2, leave scores bit-equal") {
    for (std::uint64_t seed = 1; seed <= models; ++seed) {
        CAPTURE(seed);
        std::size_t const size = 12 + seed;
        auto const content = random_content(seed, size);
        auto const method = some_method(size);
        auto const plain = assess(content, method, numbered("q", 0), 1);
        std::mt19937_64 random(seed);
        auto const power = [&random] { return std::ldexp(1.0, static_cast<int>(random() % 21) - 10); };
        std::vector<double> of_product(size), of_process(size);
        for (auto& factor : of_product) factor = power();
        for (auto& factor : of_process) factor = power();
        auto scaled = content;
        for (std::size_t j = 0; j < size; ++j) {
            for (auto& exchange : scaled.processes[j].exchanges) {
                exchange.amount *= of_process[j] * (exchange.flow < size ? of_product[exchange.flow] : 1.0);
            }
        }
        auto const other = assess(scaled, method, numbered("q", 0), of_product[0]);
        CHECK(bits(other.score) == bits(plain.score));
        CHECK(other.result.proof().backward_error == plain.result.proof().backward_error);
    }
}

TEST_CASE("the order of files, processes and exchanges changes no bit") {
    for (std::uint64_t seed = 1; seed <= models; ++seed) {
        CAPTURE(seed);
        std::size_t const size = 12 + seed;
        auto const content = random_content(seed, size);
        auto const method = some_method(size);
        auto const plain = assess(content, method, numbered("q", 3), 2.5);
        std::mt19937_64 random(seed);
        auto shuffled = content;
        for (auto& process : shuffled.processes) std::shuffle(process.exchanges.begin(), process.exchanges.end(), random);
        std::shuffle(shuffled.processes.begin(), shuffled.processes.end(), random);
        std::vector<Index> place(content.flows.size());  // of the old flow in the new order
        for (Index i = 0; i < place.size(); ++i) place[i] = i;
        std::shuffle(place.begin(), place.end(), random);
        for (Index i = 0; i < place.size(); ++i) shuffled.flows[place[i]] = content.flows[i];
        for (auto& process : shuffled.processes) {
            for (auto& exchange : process.exchanges) exchange.flow = place[exchange.flow];
        }
        auto moved = method;
        for (auto& factor : moved.categories[0].factors) factor.flow = place[factor.flow];
        CHECK(bits(assess(shuffled, moved, numbered("q", 3), 2.5).score) == bits(plain.score));
    }
}

TEST_CASE("the adjoint gives the forward score: y f = h") {
    for (std::uint64_t seed = 1; seed <= models; ++seed) {
        CAPTURE(seed);
        std::size_t const size = 12 + seed;
        for (std::size_t j = 0; j < size; ++j) {
            auto const answer = assess(random_content(seed, size), some_method(size), numbered("q", j), 3.0);
            auto const demand = answer.result.demand()[0];
            double const adjoint = answer.result.unit_scores(0)[demand.column] * demand.amount;
            double scale = 0;  // of what adds up, since credits and burdens cancel
            for (std::size_t i = 0; i < answer.result.supply().size(); ++i) scale += std::abs(answer.result.direct_scores(0)[i] * answer.result.supply()[i]);
            CHECK(std::abs(adjoint - answer.score) <= 1e-13 * scale);
        }
    }
}

TEST_CASE("a process replaced by its own life-cycle inventory gives the same score") {
    for (std::uint64_t seed = 1; seed <= models; ++seed) {
        CAPTURE(seed);
        std::size_t const size = 12 + seed;
        auto const content = random_content(seed, size);
        auto const method = some_method(size);
        auto const whole = assess(content, method, numbered("q", 1), 1);
        // Process 0 becomes a system process: its product with all flows of its supply chain, and no input.
        auto replaced = content;
        auto& process = replaced.processes[0];
        double const made = process.exchanges[0].amount;
        auto const inventory = assess(content, method, process.id, made);
        process.exchanges.resize(1);
        process.aggregated = true;
        for (auto const& flow : sum_by_flow(inventory.result.system(), inventory.result.inventory())) {
            process.exchanges.push_back({.flow = flow.flow, .amount = flow.net, .property = 0, .unit = 0, .input = false});
        }
        CHECK(assess(replaced, method, numbered("q", 1), 1).score == doctest::Approx(whole.score).epsilon(1e-12));
    }
}

TEST_CASE("allocated inventories of all co-products sum to the unallocated one") {
    for (std::uint64_t seed = 1; seed <= models; ++seed) {
        CAPTURE(seed);
        std::size_t const size = 12 + seed;
        auto content = random_content(seed, size);
        std::mt19937_64 random(seed);
        std::uniform_real_distribution<double> part(0.1, 1);
        // A process that nobody uses: two products and a waste it treats, made from a product, a waste, an avoided product and an emission.
        Process top{.id = "top", .name = "top"};
        auto const add = [&](Index flow, double amount, bool input, bool avoided = false) {
            auto const number = static_cast<std::int32_t>(top.exchanges.size() + 1);
            top.exchanges.push_back({.flow = flow, .amount = amount, .property = 0, .unit = 0, .internal_id = number, .input = input, .avoided = avoided, .reference = number == 1});
        };
        auto const own = static_cast<Index>(content.flows.size());
        for (auto const type : {FlowType::product, FlowType::product, FlowType::waste}) content.flows.push_back(unit_flow(numbered("own", content.flows.size()), type));
        for (Index i = 0; i < 3; ++i) add(own + i, part(random), i == 2);
        add(0, part(random), true);
        add(4, part(random), false);
        add(1, part(random), true, true);
        add(static_cast<Index>(size), part(random), false);
        for (auto const method : {AllocationMethod::physical, AllocationMethod::causal}) {
            for (std::int32_t exchange = method == AllocationMethod::causal ? 4 : 7; exchange <= 7; ++exchange) {
                double const a = part(random) / 2, b = part(random) / 2;
                double const shares[] = {a, b, 1 - a - b};
                for (Index i = 0; i < 3; ++i) {
                    top.allocation.push_back({.method = method, .product = own + i, .value = shares[i], .exchange_id = method == AllocationMethod::causal ? exchange : 0});
                }
            }
        }
        content.processes.push_back(top);
        auto const database = Database::make(content);
        auto const inventory = [&](Allocation allocation) {
            auto const system = link(database, {.policy = Linking::unique_producer, .allocation = allocation});
            auto const process = database.process_index("top");
            std::vector<Demand> demand;  // one run of the process
            for (Index i = 0; i < 3; ++i)
                if (auto const column = system.find_column(process, own + i)) demand.push_back(demand_of(system, *column, top.exchanges[i].amount));
            CHECK(demand.size() == (allocation == Allocation::ignore_coproducts ? 1 : 3));
            auto const result = footprint(system, demand, Characterisation{});
            return std::vector<double>(result.inventory().begin(), result.inventory().end());
        };
        auto const whole = inventory(Allocation::ignore_coproducts);
        for (auto const allocation : {Allocation::physical, Allocation::causal}) {
            auto const sum = inventory(allocation);
            REQUIRE(sum.size() == whole.size());
            for (std::size_t i = 0; i < sum.size(); ++i) CHECK(sum[i] == doctest::Approx(whole[i]).epsilon(1e-11));
        }
    }
}
