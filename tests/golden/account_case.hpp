// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tanji/base/text.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/io/json_parse.hpp"

/// \file
/// A worked case of ../shared/cases/ghg.json or china.json as their runners see it: what the library makes of the inputs, under the keys of
/// "expected". A case is recognised by what it holds, never by its id; the runner compares, and a key that nobody computes fails the case.
namespace golden {

using tanji::JsonKind;
using tanji::JsonValue;

/// Our side of a case, by key; "a/b" is key b of object a, "a/0" the first item of list a. Flags are 0 and 1.
struct Answer {
    std::map<std::string, double> numbers;
    std::map<std::string, std::string> texts;
};

/// Kinds of case that are known and not run, with the reason.
struct Pending {
    std::string kind;
    std::string reason;
};

inline std::string text_of(JsonValue value) { return std::string(value.text().value_or("")); }

/// First difference between an answer and all that the case expects, empty if there is none. `compared` counts.
inline std::string first_difference(Answer const& answer, JsonValue expected, double tolerance, int& compared, std::string const& at = {}) {
    auto const child = [&](std::string const& key, JsonValue value) { return first_difference(answer, value, tolerance, compared, at.empty() ? key : at + "/" + key); };
    if (expected.is(JsonKind::object)) {
        for (auto const [key, value] : expected.members()) {
            if (auto difference = child(std::string(key), value); !difference.empty()) return difference;
        }
        return {};
    }
    if (expected.is(JsonKind::array)) {
        int index = 0;
        for (auto const value : expected.items()) {
            if (auto difference = child(std::to_string(index++), value); !difference.empty()) return difference;
        }
        return {};
    }
    ++compared;
    if (auto const text = expected.text()) {
        auto const ours = answer.texts.find(at);
        return ours != answer.texts.end() && ours->second == *text ? "" : at + ": expected \"" + std::string(*text) + "\", got " + (ours == answer.texts.end() ? "nothing" : ours->second);
    }
    double const wanted = expected.boolean() ? (*expected.boolean() ? 1 : 0) : expected.number().value();
    auto const ours = answer.numbers.find(at);
    if (ours == answer.numbers.end()) return at + ": nobody computes this";
    // Relative to the expected number. An expected 0 is met by rounding errors only.
    if (std::abs(ours->second - wanted) <= tolerance * std::abs(wanted) + 1e-12) return {};
    return at + ": expected " + tanji::number_text(wanted) + ", got " + tanji::number_text(ours->second);
}

inline double tolerance_of(JsonValue test_case) {
    return test_case.find("relative_tolerance").number().value_or(test_case.find("tolerance_rel").number().value_or(1e-9));
}

/// "AR5", "AR6 100", "AR4 25/298", "CO2e_AR6": report and horizon that a text names; 100 years unless it says 20 or 500 behind "GWP" or the report.
inline std::optional<tanji::GwpSet> gwp_in(std::string_view text) {
    for (auto const& [word, report] : {std::pair("AR4", tanji::GwpReport::ar4), std::pair("AR5", tanji::GwpReport::ar5), std::pair("AR6", tanji::GwpReport::ar6)}) {
        if (text.find(word) == std::string_view::npos) continue;
        for (int const horizon : {20, 500}) {
            auto const years = std::to_string(horizon);
            for (auto const& spelled : {"GWP" + years, "GWP-" + years, std::string(word) + " " + years, std::string(word) + "-" + years}) {
                auto const found = text.find(spelled);
                if (found == std::string_view::npos) continue;
                auto const end = found + spelled.size();
                if (end == text.size() || text[end] < '0' || text[end] > '9') return tanji::GwpSet(report, horizon);
            }
        }
        return tanji::GwpSet(report, 100);
    }
    return {};
}

}  // namespace golden
