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

/// Cases of the same kinds that are made up, with other fuels, gases, regions, units, sets and sizes; their numbers were computed in Python from the
/// formulas that the cases of ../shared name. A kind that only knows the shape of one case fails here.
inline std::optional<std::string> variants_path(std::string const& name) { return tanji::test::source_dir() + "/tests/golden/variants/" + name; }

/// Calls `each` with every case of a file. False if there is no such file.
template <class Each>
bool for_each_case(std::optional<std::string> const& path, Each const& each) {
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

/// What is expected of a case that the library has to refuse: a text that begins with "error", or a flag "error" or "refused". Then the problem is the answer.
inline std::optional<Answer> refusal(JsonValue expected, tanji::Problem const& problem) {
    Answer answer;
    for (auto const [name, value] : expected.members()) {
        auto const text = value.text();
        bool const named = name == "error" || name == "refused" || name == "raises";
        if (text && (text->starts_with("error") || *text == problem.id || named)) answer.texts[std::string(name)] = *text;
        else if (value.boolean() && named) answer.numbers[std::string(name)] = 1;
        else if (name == "not") answer.numbers[std::string(name)] = value.number().value_or(0);  // the number that must not come out
    }
    if (answer.texts.empty() && !answer.numbers.contains("error") && !answer.numbers.contains("refused")) return {};
    return answer;
}

/// The kind's answer, or the library's refusal where the case is about that.
inline std::optional<Answer> answer_to(JsonValue test_case, AnswerOf run) {
    try {
        return run(test_case);
    } catch (tanji::Error const& error) {
        if (auto answer = refusal(test_case.find("expected"), error.problem())) return answer;
        throw;
    }
}

/// All cases; at least `least` of them have to be run, not pending.
inline void run_cases(std::optional<std::string> const& path, PendingOf pending, AnswerOf run, int least) {
    int ran = 0;
    bool const there = for_each_case(path, [&](JsonValue test_case) {
        std::string const id = text_of(test_case.find("id"));
        CAPTURE(id);
        try {
            if (auto const answer = answer_to(test_case, run)) {
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
            FAIL_CHECK(std::string(error.what()));
        }
    });
    if (there && std::getenv("TANJI_CASES") == nullptr) CHECK(ran >= least);
}

/// A comparison that lets everything through would pass every case. So each of our numbers is changed once, and every case must notice at least one.
inline void check_mutations(std::optional<std::string> const& path, AnswerOf run) {
    for_each_case(path, [&](JsonValue test_case) {
        std::optional<Answer> answer;
        try {
            answer = answer_to(test_case, run);
        } catch (std::exception const&) {
            return;  // reported where all cases are run
        }
        if (!answer) return;
        CAPTURE(text_of(test_case.find("id")));
        int caught = 0;
        for (auto const& [key, ours] : answer->numbers) {
            auto changed = *answer;
            changed.numbers[key] = ours == 0 ? 1 : ours * 1.2;
            int compared = 0;
            caught += first_difference(changed, test_case.find("expected"), tolerance_of(test_case), compared).empty() ? 0 : 1;
        }
        for (auto const& [key, ours] : answer->texts) {
            auto changed = *answer;
            changed.texts[key] += " not";
            int compared = 0;
            caught += first_difference(changed, test_case.find("expected"), tolerance_of(test_case), compared).empty() ? 0 : 1;
        }
        CHECK(caught > 0);
    });
}

}  // namespace golden
#endif
