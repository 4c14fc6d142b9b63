// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/base/executor.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

TEST_CASE("every piece runs once, workers are within the width and never shared at one time") {
    tanji::SerialExecutor serial;
    tanji::ThreadExecutor one(1), three(3), none(-4);
    CHECK(serial.width() == 1);
    CHECK(three.width() == 3);
    CHECK(none.width() == 1);
    for (tanji::Executor* const executor : {static_cast<tanji::Executor*>(&serial), static_cast<tanji::Executor*>(&one), static_cast<tanji::Executor*>(&three)}) {
        for (std::size_t const count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
            std::vector<std::atomic<int>> runs(count);
            std::vector<std::atomic<int>> busy(static_cast<std::size_t>(executor->width()));
            std::atomic<int> clashes{0};
            executor->run(count, [&](std::size_t piece, int worker) {
                auto& mine = busy.at(static_cast<std::size_t>(worker));
                if (mine.fetch_add(1) != 0) ++clashes;
                ++runs[piece];
                mine.fetch_sub(1);
            });
            for (auto const& count_of_piece : runs) CHECK(count_of_piece == 1);
            CHECK(clashes == 0);
        }
    }
}

TEST_CASE("threads really run at the same time") {
    tanji::ThreadExecutor two(2);
    std::atomic<int> arrived{0};
    bool met[2] = {false, false};
    two.run(2, [&](std::size_t piece, int) {
        ++arrived;
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (arrived < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        met[piece] = arrived == 2;  // in series the first would wait in vain
    });
    CHECK(met[0]);
    CHECK(met[1]);
}

TEST_CASE("an exception of a piece arrives on the caller's thread and no further pieces are started") {
    tanji::ThreadExecutor three(3);
    std::atomic<int> ran{0};
    CHECK_THROWS_WITH_AS(three.run(100000, [&](std::size_t piece, int) {
        if (piece == 5) throw std::runtime_error("piece 5");
        ++ran;
    }), "piece 5", std::runtime_error);
    CHECK(ran < 100000 - 1);
}

TEST_CASE("progress is told on the caller's thread only and ends with the total") {
    tanji::ThreadExecutor three(3);
    auto const caller = std::this_thread::get_id();
    std::vector<std::size_t> told;
    bool elsewhere = false;
    tanji::WorkControl const control{.executor = &three, .on_progress = [&](std::size_t done, std::size_t total) {
        elsewhere = elsewhere || std::this_thread::get_id() != caller;
        CHECK(total == 200);
        told.push_back(done);
    }};
    CHECK_FALSE(tanji::run_pieces(control, 200, [](std::size_t, int) {}));
    CHECK_FALSE(elsewhere);
    REQUIRE_FALSE(told.empty());
    CHECK(told.back() == 200);
    for (std::size_t k = 1; k < told.size(); ++k) CHECK(told[k - 1] < told[k]);
    CHECK(tanji::width_of(control) == 3);
    CHECK(tanji::width_of({}) == 1);
}

TEST_CASE("a stop is noticed between pieces and says how far the work came") {
    std::stop_source source;
    std::size_t ran = 0;
    auto const problem = tanji::run_pieces({.stop = source.get_token()}, 10, [&](std::size_t piece, int) {
        ++ran;
        if (piece == 3) source.request_stop();
    });
    REQUIRE(problem);
    CHECK(problem->id == "work.stopped");
    CHECK(ran == 4);
    CHECK(problem->got == "4 done when the stop token was set");
    // Set when nothing is left to do, it stops nothing.
    CHECK_FALSE(tanji::run_pieces({.stop = source.get_token()}, 0, [](std::size_t, int) {}));
}
