// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Runs every case of TANJI_CASES/ghg.json (default ../shared/cases). A case of a kind that nobody knows fails, and so does an expected number
// that nobody computes; kinds of later work are pending with their reason. Needs the JSON reader of a component.

#include <doctest/doctest.h>

#include "golden/account_runner.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/ghg_kinds.hpp"

TEST_CASE("worked cases of greenhouse-gas accounting") {
    golden::run_cases(golden::cases_path("ghg.json"), golden::pending_ghg, golden::run_ghg, 20);
}

TEST_CASE("a wrong number fails every case of greenhouse-gas accounting") {
    golden::check_mutations(golden::cases_path("ghg.json"), golden::run_ghg);
}

TEST_CASE("made-up cases of greenhouse-gas accounting") {
    golden::run_cases(golden::variants_path("ghg.json"), golden::pending_ghg, golden::run_ghg, 100);
    golden::check_mutations(golden::variants_path("ghg.json"), golden::run_ghg);
}
#else
TEST_CASE("worked cases of greenhouse-gas accounting") { MESSAGE("skipped: this build has no component that reads JSON"); }
#endif
