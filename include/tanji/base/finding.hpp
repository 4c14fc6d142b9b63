// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string_view>

#include "tanji/base/problem.hpp"

/// \file
/// What was noticed without stopping: the three levels of strictness of rule A6 as values. Findings are collected in lists
/// that results carry along; nothing is printed and nothing is dropped.
namespace tanji {

/// How much a finding matters. Nothing that makes a number wrong is only a note.
enum class Severity : std::uint8_t {
    note,      ///< worth knowing: an assumption, a match that was made by name
    set_aside, ///< a datum that could not be used and was left out; results downstream say so
    warning,   ///< probably a mistake in the data; the number stands but should be looked at
    error,     ///< whatever depends on it is refused
};

/// The one message type of import, linking, diagnosis and verification.
struct Finding {
    Severity severity = Severity::note;
    Problem problem{};

    bool operator==(Finding const&) const = default;
};

[[nodiscard]] constexpr std::string_view to_text(Severity severity) noexcept {
    switch (severity) {
        case Severity::note: return "note";
        case Severity::set_aside: return "set aside";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "?";
}

/// "warning: " and the problem's text.
[[nodiscard]] inline std::string to_text(Finding const& finding) {
    return std::string(to_text(finding.severity)) + ": " + to_text(finding.problem);
}

}  // namespace tanji
