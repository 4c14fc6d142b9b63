// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Reads a file of worked cases and holds each against what the library computes.

#ifdef TANJI_HAS_OPENLCA
#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "golden/account_case.hpp"
#include "support/shared.hpp"
#include "tanji/base/file.hpp"

namespace golden {

using PendingOf = std::optional<Pending> (*)(JsonValue);
using AnswerOf = std::optional<Answer> (*)(JsonValue);

inline std::optional<std::string> cases_path(std::string const& name) {
    auto const* named = std::getenv("TANJI_CASES");
    return named != nullptr ? std::optional(std::string(named) + "/" + name) : tanji::test::shared_path("cases/" + name);
}

/// Calls `each` with every case of a file. False if there is no such file.
template <class Each>
bool for_each_case(std::string const& name, Each const& each) {
    auto const path = cases_path(name);
    if (!path) {
        MESSAGE("skipped: no cases (TANJI_CASES is not set and ../shared/cases is not here)");
        return false;
    }
    auto const text = tanji::read_text_file(*path);
    tanji::JsonReader reader;
    auto const root = reader.try_parse(text, *path).value();
    auto const list = root.find("cases") ? root.find("cases") : root;
    for (auto const test_case : list.items()) each(test_case);
    return true;
}

/// All cases; at least `least` of them have to be run, not pending.
inline void run_cases(std::string const& name, PendingOf pending, AnswerOf run, int least) {
    int ran = 0;
    bool const there = for_each_case(name, [&](JsonValue test_case) {
        std::string const id = text_of(test_case.find("id"));
        CAPTURE(id);
        try {
            if (auto const answer = run(test_case)) {
                int compared = 0;
                CHECK(first_difference(*answer, test_case.find("expected"), tolerance_of(test_case), compared) == "");
                CHECK(compared > 0);
                ++ran;
            } else if (auto const reason = pending(test_case)) {
                MESSAGE("pending, " << reason->kind << ": " << reason->reason);
            } else {
                FAIL_CHECK("a kind of case that the runner does not know");
            }
        } catch (std::exception const& error) {
            FAIL_CHECK(error.what());
        }
    });
    if (there && std::getenv("TANJI_CASES") == nullptr) CHECK(ran >= least);
}

/// A comparison that lets everything through would pass every case. So each of our numbers is changed once, and every case must notice at least one.
inline void check_mutations(std::string const& name, AnswerOf run) {
    for_each_case(name, [&](JsonValue test_case) {
        auto const answer = run(test_case);
        if (!answer) return;
        CAPTURE(text_of(test_case.find("id")));
        int caught = 0;
        for (auto const& [key, ours] : answer->numbers) {
            auto changed = *answer;
            changed.numbers[key] = ours == 0 ? 1 : ours * 1.2;
            int compared = 0;
            caught += first_difference(changed, test_case.find("expected"), tolerance_of(test_case), compared).empty() ? 0 : 1;
        }
        CHECK(caught > 0);
    });
}

}  // namespace golden
#endif
