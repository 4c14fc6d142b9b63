// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Finding a factor that is not quite there: what may stand in is said by the caller, and what did stand in is part of the answer.
#include <iostream>

#include <tanji/factors.hpp>

int main() {
    using namespace tanji;
    auto const factors = FactorDatabase::shipped();

    // Tibet, 2024: no factor of its own, and none for that year. Nothing is put in its place unasked.
    FactorRequest request{.what = "electricity, grid", .region = "CN-XZ", .year = 2024};
    auto const missing = find_factor(factors, request);
    std::cout << missing.problem().what << ": " << missing.problem().got << "\n\n";

    // A rule that allows the larger place and a year's distance gets an answer that says so.
    request.fall_backs = {.parent_region = true, .max_years = 1};
    auto const match = get_factor(factors, request);
    std::cout << to_text(*match.factor) << "\n";
    for (auto const& step : match.fall_backs) std::cout << "  " << to_text(step) << "\n";
    std::cout << "  penalty " << match.penalty << "\n\n";

    // "The latest" means: the latest released by a day that you name. A report of 2024 keeps its number when a newer one comes out.
    for (Date const day : {Date(2024, 12, 31), Date(2026, 1, 31)}) {
        auto const latest = get_factor(factors, {.what = "electricity, grid", .region = "CN", .as_of = day});
        std::cout << to_text(day) << ": " << latest.factor->key << "\n";
    }

    // The CO2 factor of a grid is no footprint factor.
    auto const other = find_factor(factors, {.what = "electricity, grid, residual mix", .region = "CN", .year = 2023, .kind = FactorKind::footprint});
    std::cout << "\n" << other.problem().what << "\n";
}
