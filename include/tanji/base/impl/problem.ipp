// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/problem.hpp"

/// \file
/// How problems look as text. what() of every Error, the command line and the tests of messages go through here.
namespace tanji {

// "file:line:column" first and unbroken, because terminals and editors make a link of exactly that form. A column without
// a line means nothing and is left out.
TANJI_INLINE std::string to_text(Where const& where) {
    std::string text = where.file;
    if (where.line != 0) {
        text.append(":").append(std::to_string(where.line));
        if (where.column != 0) text.append(":").append(std::to_string(where.column));
    }
    auto const add = [&text](std::string_view part) {
        if (!text.empty()) text += ", ";
        text += part;
    };
    if (where.row != 0) add("row " + std::to_string(where.row));
    if (!where.object.empty()) add(where.object);
    return text;
}

// The sentence comes before the id: people read the first words, machines take the fields. Empty fields leave no line.
TANJI_INLINE std::string to_text(Problem const& problem) {
    std::string text = problem.what + " [" + problem.id + "]";
    auto const add = [&text](std::string_view label, std::string const& value) {
        if (!value.empty()) text += "\n  " + std::string(label) + value;
    };
    add("where:    ", to_text(problem.where));
    add("expected: ", problem.expected);
    add("got:      ", problem.got);
    add("hint:     ", problem.hint);
    for (auto const& item : problem.related) {
        std::string under;  // a whole problem may be listed: its lines stand under its sentence
        for (char const c : item) (under += c) += c == '\n' ? "      " : "";
        add("  - ", under);
    }
    return text;
}

}  // namespace tanji
