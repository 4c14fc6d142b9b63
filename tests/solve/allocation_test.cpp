// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Warm solves allocate nothing. operator new of this program counts; so do malloc, calloc and realloc where glibc lets a
// program put its own before them (not under the sanitizers, which do that themselves).
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "solve/random_system.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TANJI_TEST_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TANJI_TEST_SANITIZED
#endif

namespace {
std::atomic<long> allocations{0};

void* counted(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

#if defined(__GLIBC__) && !defined(TANJI_TEST_SANITIZED)
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* malloc(std::size_t size) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return __libc_realloc(memory, size);
}
}
#endif

using namespace tanji;
using tanji::test::Random;

TEST_CASE("the counters count") {
    long const before = allocations;
    int* volatile const number = new int(1); // volatile: compilers may leave out a pair of new and delete
    delete number;
    CHECK(allocations > before);
    long const between = allocations;
    void* volatile memory = std::malloc(16);
    std::free(memory);
#if defined(__GLIBC__) && !defined(TANJI_TEST_SANITIZED)
    CHECK(allocations > between);
#else
    CHECK(allocations == between);
#endif
}

TEST_CASE("warm supplies and unit scores allocate nothing") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        int const n = 60 * static_cast<int>(seed);
        // Productive and not: both ways of scaling, with refinement steps in the second.
        auto const a = seed % 2 == 0 ? tanji::test::random_productive(random, n) : tanji::test::random_ring(random, n);
        auto const solver = Solver::try_make(tanji::test::system_of(a)).value();
        Workspace workspace;
        std::span<double> supply, scores;
        std::vector<double> const cost(static_cast<std::size_t>(n), 1.0);
        DemandEntry const first[] = {{0, 1.0}}, second[] = {{n / 2, 3.0}, {1, 2.0}};
        REQUIRE(solver.try_supply(first, workspace, supply));
        REQUIRE(solver.try_adjoint(cost, workspace, scores));
        std::span<double> many;
        std::vector<double> const costs(static_cast<std::size_t>(11 * n), 0.5);
        std::vector<std::vector<DemandEntry>> const demands(9, {{n / 2, 3.0}, {1, 2.0}});
        REQUIRE(solver.try_supply_many(demands, workspace, many));
        REQUIRE(solver.try_adjoint_many(costs, 11, workspace, many));
        long const before = allocations;
        auto const forward = solver.try_supply(second, workspace, supply);
        auto const backward = solver.try_adjoint(cost, workspace, scores);
        auto const supplies = solver.try_supply_many(demands, workspace, many);
        auto const adjoints = solver.try_adjoint_many(costs, 11, workspace, many);
        long const after = allocations;
        CHECK(after - before == 0);
        CHECK(supplies.has_value());
        CHECK(adjoints.has_value());
        CHECK(forward.has_value());
        CHECK(backward.has_value());
    }
}
