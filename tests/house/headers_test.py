#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Every header compiles alone. A header that its own test includes first is proven by the build of that test in compiled
mode, so only the others are compiled here; `headers_test.py --all` compiles every one in both modes (scripts/check-headers)."""
import concurrent.futures
import os
import re
import subprocess
import sys

import tree

CXX = os.environ.get("TANJI_CXX", "c++")
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]


def proven_by_test(path):
    inside = os.path.relpath(path, os.path.join(tree.SOURCE, "include"))
    test = os.path.join(tree.SOURCE, "tests", os.path.relpath(path, tree.INCLUDE).removesuffix(".hpp") + "_test.cpp")
    if not os.path.exists(test):
        return False
    first = re.search(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', tree.read(test), re.MULTILINE)
    return first is not None and first.group(1) == inside


def compile_alone(path, mode):
    flags = [f.replace("-I", "-isystem", 1) for f in
             subprocess.run(["pkg-config", "--cflags", "eigen3"], capture_output=True, text=True).stdout.split()]
    extra = ["-DTANJI_COMPILED"] if mode == "compiled" else []
    inside = os.path.relpath(path, os.path.join(tree.SOURCE, "include"))
    # Twice: a second inclusion must change nothing.
    text = f'#include "{inside}"\n#include "{inside}"\n'
    command = [CXX, "-std=c++20", "-fsyntax-only", *WARNINGS, *extra, "-I" + os.path.join(tree.SOURCE, "include"), *flags, "-x", "c++", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return None if done.returncode == 0 else f"{inside} does not compile alone ({mode}):\n" + "\n".join(done.stderr.splitlines()[:12])


def main():
    headers = [path for path in tree.public_headers() if "--all" in sys.argv or not proven_by_test(path)]
    components = os.environ.get("TANJI_COMPONENTS", "openlca,sqlite").split(",")
    for component, pattern in (("openlca", r"/io/(openlca|archive|json_parse)"), ("sqlite", r"/io/sqlite_")):
        if component not in components:
            headers = [path for path in headers if not re.search(pattern, path)]
    # Header-only costs four times as much; the tests and consumers of that mode stand in for it when time is short.
    modes = ("compiled", "headers") if "--all" in sys.argv else ("compiled",)
    jobs = [(path, mode) for path in headers for mode in modes]
    if "--all" in sys.argv:
        # Bodies meet in one translation unit in any order, so each includes what it uses.
        jobs += [(path, "compiled") for path in tree.files("include/tanji", ".ipp")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [problem for problem in pool.map(lambda job: compile_alone(*job), jobs) if problem]
    print(f"{len(headers)} headers compiled alone, modes: {', '.join(modes)}")
    tree.report("headers", problems)


main()
