// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Runs every case of TANJI_CASES/lca (default ../shared/cases/lca). A case of a kind that nobody knows fails, and so does a
// part of a case that nobody reads; kinds of later issues are pending with their reason. Needs the JSON reader of a component.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "support/shared.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/lca_kinds.hpp"
#include "tanji/base/file.hpp"

namespace {

std::vector<std::string> case_files() {
    std::vector<std::string> files;
    auto const* named = std::getenv("TANJI_CASES");
    auto const folder = named != nullptr ? std::optional<std::string>(std::string(named) + "/lca") : tanji::test::shared_path("cases/lca");
    if (!folder || !std::filesystem::is_directory(*folder)) return files;
    for (auto const& entry : std::filesystem::directory_iterator(*folder)) {
        if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void run(std::string const& file) {
    CAPTURE(file);
    auto const text = tanji::read_text_file(file);
    tanji::JsonReader reader;
    auto const test_case = reader.try_parse(text, file).value();
    if (auto const reason = golden::pending_reason(test_case)) {
        MESSAGE("pending: " << *reason);
        return;
    }
    std::vector<std::string> pending_parts;
    std::optional<golden::Comparison> outcome = golden::run_error(test_case);
    if (!outcome) outcome = golden::run_static(test_case, pending_parts);
    if (!outcome) outcome = golden::run_allocation_kinds(test_case);
    if (!outcome) outcome = golden::run_direction(test_case);
    if (!outcome) outcome = golden::run_input_output(test_case);
    for (auto const& part : pending_parts) MESSAGE("pending part: " << part);
    REQUIRE_MESSAGE(outcome.has_value(), "a kind of case that the runner does not know");
    CHECK(outcome->first_difference() == "");
    CHECK(outcome->compared() > 0);
}

}  // namespace

TEST_CASE("worked cases of life-cycle models") {
    auto const files = case_files();
    if (files.empty()) {
        MESSAGE("skipped: there are no cases (TANJI_CASES is not set and ../shared/cases is not here)");
        return;
    }
    for (auto const& file : files) {
        try {
            run(file);
        } catch (std::exception const& error) {
            FAIL_CHECK(file << ": " << error.what());
        }
    }
}

#else

TEST_CASE("worked cases of life-cycle models") { MESSAGE("skipped: this build has no component that reads JSON"); }

#endif
