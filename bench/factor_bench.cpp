// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What a look-up of a factor costs, against finding its key in a hash map of strings in the same run: the least that any look-up by words can cost. Every shipped
// factor is asked for by its words, place, year, kind and unit; then again with fall-backs that are not needed, a hundred misses, and reading the database.
// Usage: factor_bench. Times are processor times, best of seven.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "tanji/factors/lookup.hpp"

namespace {

using namespace tanji;

template <class Work>
double best(Work&& work) {
    double least = 1e300;
    for (int run = 0; run < 7; ++run) {
        std::clock_t const begin = std::clock();
        work();
        least = (std::min)(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return least;
}

std::size_t found = 0;  // printed, so that nothing is optimised away

}  // namespace

int main() {
    auto const factors = FactorDatabase::shipped({.least = Confidence::conflict});
    std::unordered_map<std::string, std::shared_ptr<Factor const>> by_key;
    std::vector<std::string> keys;
    std::vector<FactorRequest> requests, with_fall_backs, misses;
    for (auto const& factor : factors.factors()) {
        FactorRequest request{.what = factor->what, .region = factor->region, .year = factor->year, .kind = factor->kind, .technology = factor->provenance.technology, .per = factor->per};
        if (!find_factor(factors, request)) continue;  // the same words twice in one unit's kind: a question for the caller
        by_key.emplace(factor->key, factor);
        keys.push_back(factor->key);
        requests.push_back(request);
        request.fall_backs = {.parent_region = true, .max_years = 2, .proxies = {}};
        with_fall_backs.push_back(request);
        if (misses.size() < 100) misses.push_back({.what = factor->what, .region = factor->region, .year = 1999});
    }
    int constexpr rounds = 20;
    auto const run = [&](std::vector<FactorRequest> const& asked, int times) {
        return best([&] { for (int i = 0; i < times; ++i) for (auto const& request : asked) found += find_factor(factors, request).has_value() ? 1 : 0; }) / (static_cast<double>(asked.size()) * times) * 1e9;
    };
    double const hash = best([&] { for (int i = 0; i < rounds; ++i) for (auto const& key : keys) found += by_key.find(key) != by_key.end() ? 1 : 0; }) / (static_cast<double>(keys.size()) * rounds) * 1e9;
    double const pinned = best([&] { for (int i = 0; i < rounds; ++i) for (auto const& key : keys) found += factors.find_key(key).has_value() ? 1 : 0; }) / (static_cast<double>(keys.size()) * rounds) * 1e9;
    double const exact = run(requests, rounds), allowed = run(with_fall_backs, rounds), miss = run(misses, 1);
    double const read = best([&] { found += FactorDatabase::shipped().factors().size(); }) * 1e3;
    std::printf("%zu factors, %zu of them asked for\n", factors.factors().size(), requests.size());
    std::printf("%-44s %9.0f ns\n", "key in a hash map of strings", hash);
    std::printf("%-44s %9.0f ns %8.1f x\n", "find_key", pinned, pinned / hash);
    std::printf("%-44s %9.0f ns %8.1f x\n", "find_factor by words, place, year, unit", exact, exact / hash);
    std::printf("%-44s %9.0f ns %8.1f x\n", "the same, with fall-backs not needed", allowed, allowed / hash);
    std::printf("%-44s %9.0f ns\n", "a miss with what is near", miss);
    std::printf("%-44s %9.2f ms\n", "reading the shipped database", read);
    return found == 0 ? 1 : 0;
}
