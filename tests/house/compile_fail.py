#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""A program that must not compile, and whose message a person can read.

compile_fail.py COMPILER FILE: the file compiles as it stands (so that its good half cannot rot), does not compile with
-DTANJI_BAD, and what the compiler then says matches the regular expression in a first-lines comment `// expect: REGEX`
in fewer than ten lines. Several `// expect:` lines must all match.
"""
import os
import re
import subprocess
import sys

MOST_LINES = 9


def run(compiler, source, *extra):
    include = os.path.join(os.environ["TANJI_SOURCE_DIR"], "include")
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-DTANJI_COMPILED", "-I" + include, *extra, source]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    return done.returncode, done.stderr + done.stdout


def main():
    compiler, source = sys.argv[1:3]
    text = open(source, encoding="utf-8").read()
    expected = re.findall(r"^// expect: (.+)$", text, re.MULTILINE)
    if not expected:
        sys.exit(f"{source}: no line '// expect: REGEX'")
    if "TANJI_BAD" not in text:
        sys.exit(f"{source}: no #ifdef TANJI_BAD")
    status, output = run(compiler, source)
    if status != 0:
        sys.exit(f"{source}: the good half does not compile with {compiler}:\n{output}")
    status, output = run(compiler, source, "-DTANJI_BAD")
    if status == 0:
        sys.exit(f"{source}: compiles with -DTANJI_BAD, but must not ({compiler})")
    for pattern in expected:
        if not re.search(pattern, output):
            sys.exit(f"{source}: the message of {compiler} does not match '{pattern}':\n{output}")
    lines = len(output.splitlines())
    if lines > MOST_LINES:
        sys.exit(f"{source}: the message of {compiler} has {lines} lines, at most {MOST_LINES} are allowed:\n{output}")
    print(f"{lines} lines, {len(output)} characters:\n{output}")


main()
