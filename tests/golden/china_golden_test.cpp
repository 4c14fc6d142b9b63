// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Runs every case of TANJI_CASES/china.json (default ../shared/cases) on electricity, general enterprise methods and verification; those of
// later chapters are pending by name. Needs the JSON reader of a component.

#include <doctest/doctest.h>

#include "golden/account_runner.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/china_kinds.hpp"

TEST_CASE("worked cases of Chinese methods") { golden::run_cases(golden::cases_path("china.json"), golden::pending_china, golden::run_china, 13); }

TEST_CASE("a wrong number fails every case of Chinese methods") { golden::check_mutations(golden::cases_path("china.json"), golden::run_china); }

TEST_CASE("made-up cases of Chinese methods") {
    golden::run_cases(golden::variants_path("china.json"), golden::pending_china, golden::run_china, 40);
    golden::check_mutations(golden::variants_path("china.json"), golden::run_china);
}
#else
TEST_CASE("worked cases of Chinese methods") { MESSAGE("skipped: this build has no component that reads JSON"); }
#endif
