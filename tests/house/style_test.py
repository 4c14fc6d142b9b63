#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Rules of writing that a script can see: licence lines, ASCII headers, no globals' relatives, no printing, a test per header."""
import os
import re

import tree

LICENSED = (".hpp", ".ipp", ".cpp", ".py", ".cmake", "CMakeLists.txt", ".in")
# What -> why. Tried on text without comments and strings.
NOT_IN_INCLUDE = [
    (r"\bnamespace\s*\{", "no anonymous namespace: bodies of several files meet in one translation unit"),
    (r"\busing\s+namespace\b", "no using namespace in a header"),
    (r"\bstd::(cout|cerr|clog|printf|puts)\b|\bf?printf\s*\(", "a library does not print"),
    (r"\bstd::(abort|exit|terminate|quick_exit)\b|\b(abort|exit)\s*\(", "a library does not end its host"),
    (r"\bassert\s*\(", "no assert: it aborts, and NDEBUG would change what is checked; return a Problem"),
    (r"(?<!\()\bstd::(min|max)\s*\(", "write (std::min)(a, b): <windows.h> defines min and max as macros"),
    (r"\b(std::)?(sto[dfil]|stold|stoul?l?|strto[dfl]|strtold|ato[fil]|sscanf)\s*\(", "numbers are read through base/text.hpp or <charconv>"),
    (r"\bstd::[io]?stringstream\b", "streams follow the locale; use base/text.hpp"),
    (r"__attribute__|__builtin_|__int128|\btypeof\b", "no GNU extension outside config.hpp"),
    (r"\bstd::(time|rand|srand|random_device|getenv|setlocale)\b|system_clock", "no clock, no environment, no hidden seed"),
    (r"\b(thread_local)\b", "no globals"),
]


def licensed(path):
    head = tree.read(path).split("\n", 4)[:4]
    return any("SPDX-License-Identifier: MIT" in line for line in head) and any("SPDX-FileCopyrightText: 2026 The Tanji developers" in line for line in head)


def check_licences():
    problems = []
    for top in ("include", "tests", "examples", "tools", "bench", "docs", "scripts", ".ci", "data"):
        for path in tree.files(top):
            text_file = path.endswith(LICENSED) or (top in ("scripts", ".ci") and "." not in os.path.basename(path))
            if text_file and "/corpus/" not in path and not licensed(path):
                problems.append(f"{tree.relative(path)}: the first lines lack the two SPDX lines")
    return problems


def check_include(path):
    name = tree.relative(path)
    with open(path, "rb") as file:
        raw = file.read()
    problems = [f"{name}:{number}: not ASCII; escape as \\u or \\x" for number, line in enumerate(raw.split(b"\n"), 1) if not line.isascii()]
    if b"\r" in raw or b"\t" in raw:
        problems.append(f"{name}: carriage returns or tabs")
    if not raw.endswith(b"\n"):
        problems.append(f"{name}: no line end at the end")
    text = tree.strip(raw.decode("utf-8", "replace"))
    if not re.search(r"^\s*#\s*pragma\s+once", text, re.MULTILINE):
        problems.append(f"{name}: no #pragma once")
    for number, line in enumerate(text.splitlines(), 1):
        if name.endswith("config.hpp"):
            break
        for pattern, why in NOT_IN_INCLUDE:
            if re.search(pattern, line):
                problems.append(f"{name}:{number}: {why}")
        macro = re.match(r"\s*#\s*define\s+(\w+)", line)
        if macro and not macro.group(1).startswith("TANJI_"):
            problems.append(f"{name}:{number}: macro {macro.group(1)} lacks the prefix TANJI_")
    return problems


def check_bodies():
    """A header with an impl of the same name includes it when, and only when, nothing is compiled."""
    problems = []
    for path in tree.files("include/tanji", ".ipp"):
        folder, name = os.path.split(path)
        header = os.path.join(os.path.dirname(folder), name.replace(".ipp", ".hpp"))
        if os.path.basename(folder) == "impl" and os.path.exists(header):
            text = tree.read(header)
            if not re.search(r'#ifndef TANJI_COMPILED\n(#include .*\n)*#include ".*impl/' + re.escape(name) + '"', text):
                # A body of templates is included in both modes; then nothing in it may need TANJI_INLINE.
                if "TANJI_INLINE" in tree.read(path) or f"impl/{name}" not in text:
                    problems.append(f"{tree.relative(header)}: does not end with #ifndef TANJI_COMPILED and its body {name}")
    return problems


def check_tests():
    problems = []
    for path in tree.public_headers():
        if tree.is_umbrella(path):
            continue
        inside = os.path.relpath(path, tree.INCLUDE)
        test = os.path.join("tests", inside.removesuffix(".hpp") + "_test.cpp")
        if not os.path.exists(os.path.join(tree.SOURCE, test)):
            problems.append(f"include/tanji/{inside}: no test {test}")
        elif not re.search(r"\b(TEST_CASE|SCENARIO|static_assert)\b", tree.read(os.path.join(tree.SOURCE, test))):
            problems.append(f"{test}: holds no test")
    return problems


def main():
    problems = check_licences() + check_bodies() + check_tests()
    for path in tree.files("include/tanji", ".hpp", ".ipp"):
        problems += check_include(path)
    tree.report("style", problems)


main()
