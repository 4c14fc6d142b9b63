#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Bits of an inventory are equal whoever compiles it: g++ -O0, g++ -O3 -march=x86-64-v3 and clang++ -O2 -march=x86-64-v3 from the headers
alone, with the flags that compilers take by themselves (both then fuse a x b + c), and g++ -O2 against the compiled library."""
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("TANJI_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CXX = os.environ.get("TANJI_CXX", "g++")
LIBRARY = os.path.join(os.environ.get("TANJI_BINARY_DIR", ""), "libtanji.a")
PROGRAM = os.path.join(SOURCE, "tests", "house", "bits", "inventory.cpp")
CLANG = next((name for name in ("clang++-19", "clang++-20", "clang++-21") if shutil.which(name)), None)

with open("/proc/cpuinfo", encoding="utf-8") as file:
    flags = file.read()
if " fma " not in flags or " avx2 " not in flags:
    print("skipped: this machine cannot run x86-64-v3")
    sys.exit(77)

WAYS = {"headers, -O0": [CXX, "-O0"], "headers, -O3 -march=x86-64-v3": [CXX, "-O3", "-march=x86-64-v3"]}
if CLANG:
    WAYS["headers, clang, -O2 -march=x86-64-v3"] = [CLANG, "-O2", "-march=x86-64-v3"]
if os.path.exists(LIBRARY):
    WAYS["compiled, -O2 -march=x86-64-v3"] = [CXX, "-O2", "-march=x86-64-v3", "-DTANJI_COMPILED"]
CACHE = [shutil.which("ccache")] if shutil.which("ccache") else []


def printed(way, folder):
    command = WAYS[way]
    name = os.path.join(folder, str(list(WAYS).index(way)))
    library = [LIBRARY] if "-DTANJI_COMPILED" in command else []
    for step in ([*CACHE, *command, "-std=c++20", "-w", "-I" + os.path.join(SOURCE, "include"), "-c", PROGRAM, "-o", name + ".o"], [command[0], name + ".o", *library, "-o", name], [name]):
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{way}: {' '.join(step)}\nended with {done.returncode}:\n{done.stderr[:4000]}{done.stdout[-2000:]}")
    return done.stdout.splitlines()


with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    results = dict(zip(WAYS, pool.map(lambda way: printed(way, folder), WAYS)))
first, *others = WAYS
failures = []
if len(results[first]) < 200 or "replay the same bits" not in results[first]:
    failures.append(f"{first}: the program printed too little, or its record did not replay: {results[first][-3:]}")
for way in others:
    different = [(a, b) for a, b in zip(results[first], results[way]) if a != b]
    if different or len(results[way]) != len(results[first]):
        failures.append(f"{way}: {len(different)} lines differ from {first}, the first: {different[:1]}")
print("\n".join(failures) or f"{len(results[first])} lines are equal: {'; '.join(WAYS)}")
sys.exit(1 if failures else 0)
