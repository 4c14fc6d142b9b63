// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Times the jobs of an LCA engine on a database in the binary layout of shared/bench/README.md:
//     tanji_bench LCI.bin [--job NAME] [--runs N] [--demand ROW] [--json]
// Jobs: load, structure, factorise (structure included), cold (first supply and score from arrays, only what it reaches),
// demand (warm supply, inventory and score), adjoint (warm unit scores of all products, one method). Every job that
// solves includes the backward error and the refinement it triggers. The error is the largest componentwise one of supply
// or unit scores against long double, entries below 1e-30 of the largest left out. --json: one object a line.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "lci_file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve.hpp"
#include "tanji/solve/generic.hpp"

namespace {

struct Options {
    std::string path, job;
    int runs = 9;
    std::int32_t demand = -1;
    bool json = false;
};

struct Times {
    double median = 0, least = 0, most = 0;
};

Times timed(int runs, std::function<void()> const& work) {
    std::vector<double> seconds;
    for (int run = 0; run < runs; ++run) {
        auto const begin = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return {seconds[seconds.size() / 2], seconds.front(), seconds.back()};
}

class Bench {
public:
    explicit Bench(Options options) : options_(std::move(options)) {}

    void run() {
        using tanji::Solver, tanji::Structure;
        job("load", [&] { database_ = bench::read_database(options_.path); }, true);
        auto const matrices = tanji::SystemMatrices::try_make(database_.a, database_.b).value();
        job("structure", [&] { structure_ = Structure::try_make(matrices).value(); }, true);
        job("factorise", [&] { solver_ = Solver::try_make(matrices).value(); }, true);
        tanji::DemandEntry const demand[] = {{options_.demand < 0 ? busiest_product() : options_.demand, 1.0}};
        tanji::Workspace workspace;
        std::span<double> supply, scores;
        job("cold", [&] {
            auto const fresh = Solver::try_make(matrices, {.products = std::vector{demand[0].row}}).value();
            tanji::Workspace own;
            std::span<double> x;
            (void)fresh.try_supply(demand, own, x).value();
            score_ = std::inner_product(x.begin(), x.end(), database_.cost.begin(), 0.0);
        });
        inventory_.resize(static_cast<std::size_t>(database_.b.rows));
        (void)solver_.try_supply(demand, workspace, supply).value();
        (void)solver_.try_adjoint(database_.cost, workspace, scores).value();
        rss_ = bench::rss_mb(); // the reference in long double is not part of the jobs
        double const error = error_of(demand[0].row, supply, scores);
        job("demand", [&] {
            (void)solver_.try_supply(demand, workspace, supply).value();
            take_inventory(supply);
            score_ = std::inner_product(supply.begin(), supply.end(), database_.cost.begin(), 0.0);
        }, false, error);
        job("adjoint", [&] { (void)solver_.try_adjoint(database_.cost, workspace, scores).value(); }, false, error);
    }

private:
    /// Jobs that later ones build on run once even if they were not asked for.
    void job(char const* name, std::function<void()> const& work, bool needed = false, double error = NAN) {
        bool const asked = options_.job.empty() || options_.job == name;
        if (!asked && !needed) return;
        Times const t = timed(asked ? options_.runs : 1, work);
        if (!asked) return;
        double const rss = rss_ > 0 ? rss_ : bench::rss_mb();
        std::string const shown = std::isnan(error) ? std::string("null") : tanji::number_text(error, 2);
        if (options_.json)
            std::printf("{\"job\":\"%s\",\"median_s\":%.9f,\"min_s\":%.9f,\"max_s\":%.9f,\"rss_mb\":%.1f,\"error\":%s,\"threads\":1,\"kernel\":\"baseline\"}\n", name, t.median,
                        t.least, t.most, rss, shown.c_str());
        else
            std::printf("%-10s median %9.3f ms  min %9.3f  max %9.3f  rss %6.1f MB  error %s\n", name, 1e3 * t.median, 1e3 * t.least, 1e3 * t.most, rss,
                        std::isnan(error) ? "-" : shown.c_str());
    }

    /// Of the first components in the order, the product that sets most of the system in motion.
    [[nodiscard]] std::int32_t busiest_product() const {
        std::size_t best = 0;
        std::int32_t found = 0;
        for (std::int32_t k = 0; k < 50 && k < structure_.component_count(); ++k) {
            std::int32_t const row = structure_.product_of(structure_.component(k).front());
            auto const reached = structure_.reach(std::span(&row, 1)).size();
            if (reached > best) {
                best = reached;
                found = row;
            }
        }
        return found;
    }

    void take_inventory(std::span<double const> supply) {
        std::fill(inventory_.begin(), inventory_.end(), 0.0);
        auto const& b = database_.b;
        for (std::size_t j = 0; j < supply.size(); ++j) {
            if (supply[j] == 0) continue;
            for (auto e = static_cast<std::size_t>(b.start[j]); e < static_cast<std::size_t>(b.start[j + 1]); ++e)
                inventory_[static_cast<std::size_t>(b.row[e])] += b.value[e] * supply[j];
        }
    }

    [[nodiscard]] double error_of(std::int32_t row, std::span<double const> supply, std::span<double const> scores) const {
        using Long = long double;
        auto const& a = database_.a;
        tanji::SparseColumns<Long> exact{a.rows, a.columns, a.start, a.row, {a.value.begin(), a.value.end()}};
        auto const solver = tanji::BasicSolver<Long>::try_make(tanji::BasicSystemMatrices<Long>::try_make(std::move(exact)).value()).value();
        tanji::BasicWorkspace<Long> workspace;
        std::span<Long> x, y;
        tanji::BasicDemandEntry<Long> const demand[] = {{row, 1}};
        (void)solver.try_supply(demand, workspace, x).value();
        std::vector<Long> const cost(database_.cost.begin(), database_.cost.end());
        (void)solver.try_adjoint(cost, workspace, y).value();
        return std::max(largest_gap(supply, x), largest_gap(scores, y));
    }

    [[nodiscard]] static double largest_gap(std::span<double const> ours, std::span<long double const> exact) {
        long double largest = 0, worst = 0;
        for (long double const value : exact) largest = std::max(largest, std::fabs(value));
        for (std::size_t k = 0; k < exact.size(); ++k)
            if (std::fabs(exact[k]) > 1e-30L * largest) worst = std::max(worst, std::fabs((ours[k] - exact[k]) / exact[k]));
        return static_cast<double>(worst);
    }

    Options options_;
    bench::Database database_{};
    tanji::Structure structure_{};
    tanji::Solver solver_{};
    std::vector<double> inventory_{};
    double score_ = 0, rss_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    Options options;
    for (int k = 1; k < argc; ++k) {
        bool const more = k + 1 < argc;
        if (std::strcmp(argv[k], "--json") == 0) options.json = true;
        else if (std::strcmp(argv[k], "--job") == 0 && more) options.job = argv[++k];
        else if (std::strcmp(argv[k], "--runs") == 0 && more) options.runs = std::max(5, std::atoi(argv[++k]));
        else if (std::strcmp(argv[k], "--demand") == 0 && more) options.demand = std::atoi(argv[++k]);
        else options.path = argv[k];
    }
    if (options.path.empty()) {
        std::fprintf(stderr, "usage: tanji_bench LCI.bin [--job NAME] [--runs N] [--demand ROW] [--json]\n");
        return 2;
    }
    try {
        Bench(options).run();
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
