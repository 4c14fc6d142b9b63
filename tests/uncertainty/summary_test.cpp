// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/uncertainty/summary.hpp"

#include <doctest/doctest.h>

#include <vector>

// numpy 1.24: mean, std(ddof=1), quantile of [3, 1, 4, 1, 5, 9, 2, 6] are 3.875, 2.7483761439387144, 1.0 (0.025), 3.5 (0.5), 8.475 (0.975).
TEST_CASE("a summary says what numpy says") {
    std::vector<double> const samples{3, 1, 4, 1, 5, 9, 2, 6};
    auto const s = tanji::summarise(samples);
    CHECK(s.count == 8);
    CHECK(s.mean == doctest::Approx(3.875).epsilon(1e-15));
    CHECK(s.sd == doctest::Approx(2.7483761439387144).epsilon(1e-15));
    CHECK(s.standard_error == doctest::Approx(2.7483761439387144 / 2.8284271247461903).epsilon(1e-15));
    CHECK(s.quantile_025 == doctest::Approx(1.0).epsilon(1e-15));
    CHECK(s.median == doctest::Approx(3.5).epsilon(1e-15));
    CHECK(s.quantile_975 == doctest::Approx(8.475).epsilon(1e-15));
    CHECK(s.minimum == 1);
    CHECK(s.maximum == 9);
}

TEST_CASE("few or no samples leave out what they cannot say") {
    CHECK(tanji::summarise({}).count == 0);
    std::vector<double> const one{7};
    auto const s = tanji::summarise(one);
    CHECK(s.mean == 7);
    CHECK(s.sd == 0);
    CHECK(s.quantile_975 == 7);
    CHECK(tanji::quantile({}, 0.5) == 0);
    CHECK(tanji::quantile(std::vector<double>{1, 2}, 2) == 2);
}

TEST_CASE("a small spread on a large number keeps its digits") {
    std::vector<double> const samples{1e9 + 1, 1e9 + 2, 1e9 + 3};
    CHECK(tanji::summarise(samples).sd == 1);
    CHECK(tanji::summarise(samples).mean == 1e9 + 2);
}
