#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The generator writes the same bytes everywhere, and every job of tanji_bench runs on small sets, gives JSON with the agreed
fields and results that agree with the exact reference. Where benchmarks are not built (TANJI_BUILD_BENCH) this is skipped."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

BENCH = os.environ.get("TANJI_BENCH")
MAKE = os.environ.get("TANJI_MAKE_LCI")
FIELDS = ["job", "median_s", "min_s", "max_s", "rss_mb", "error", "threads", "kernel"]
JOBS = ["load", "cold", "factorise", "demand", "batch", "all", "all_cold", "gradient", "montecarlo", "whatif", "proof", "check"]
WITHOUT_ERROR = {"load", "check", "read"}
# Of the bytes of `tanji_make_lci --n 600 --seed 7`; they hold on every compiler and machine because the generator uses no
# function of the mathematical library that may round differently.
SMALL_DIGEST = "d9ee59f49ebab608413456397d4e358ef315ec6d6f6bb038a1fc02d0fbab5594"


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(map(str, words))} gave {done.returncode}: {done.stderr}"
    return done.stdout


def results(*words):
    return [json.loads(line) for line in run(BENCH, *words, "--json").splitlines()]


def check_line(line, names):
    assert list(line)[:len(FIELDS)] == FIELDS, f"fields {list(line)}"
    assert line["job"] in names, line["job"]
    assert 0 <= line["min_s"] <= line["median_s"] <= line["max_s"], line
    assert 0 < line["rss_mb"] < 100, line
    if line["job"] in WITHOUT_ERROR:
        assert line["error"] is None, line
    else:
        assert 0 <= line["error"] <= 1e-9, line


def test_generator(folder):
    first, second = os.path.join(folder, "a.bin"), os.path.join(folder, "b.bin")
    said = run(MAKE, first, "--n", 600, "--seed", 7)
    run(MAKE, second, "--n", 600, "--seed", 7)
    with open(first, "rb") as a, open(second, "rb") as b:
        data = a.read()
        assert data == b.read(), "two runs gave different bytes"
    digest = hashlib.sha256(data).hexdigest()
    assert digest == SMALL_DIGEST, f"bytes changed: {digest}; if that is meant, write it down and measure anew"
    assert "spectral radius 0.7" in said, said
    other = os.path.join(folder, "c.bin")
    run(MAKE, other, "--n", 600, "--seed", 8)
    with open(other, "rb") as file:
        assert file.read() != data, "the seed does not matter"
    return first


def test_jobs(small):
    found = results(small, "--runs", 5, "--samples", 40)
    for line in found:
        check_line(line, [*JOBS, "montecarlo32", "solve", "adjoint", "read"])
    missing = set(JOBS) - {line["job"] for line in found}
    assert not missing, f"no line for {missing}"
    proof = next(line for line in found if line["job"] == "proof")
    assert proof["bounds_exceeded"] == 0, proof
    two = results(small, "--job", "montecarlo", "--threads", 2, "--samples", 40)
    assert two[0]["threads"] == 2, two


def test_hard(folder, small):
    """Loop gain above 1, mixed signs, and a dense system."""
    for name, words in (("rho", ["--from", small, "--gain", 1.4]), ("neg", ["--from", small, "--gain", 1.8, "--flip", 0.3]), ("io", ["--io", 60])):
        path = os.path.join(folder, name + ".bin")
        run(MAKE, path, *words)
        for job in ("demand", "cold", "all"):
            lines = results(path, "--job", job)
            assert len(lines) == 1, (name, job, lines)
            check_line(lines[0], [job])


def test_rival(small):
    lines = results(small, "--rival", "sparselu")
    assert {"factorise", "solve", "demand", "batch", "all"} <= {line["job"] for line in lines}, lines
    for line in lines:
        assert line["rival"] == "sparselu" and line["ratio"] > 0, line


def test_refusals(small):
    for words in ([BENCH], [BENCH, small, "--job", "nonsense"], [BENCH, small, "--runs", "many"], [BENCH, small + ".absent"], [MAKE, small + ".x", "--seeed", "1"]):
        done = subprocess.run(words, capture_output=True, text=True)
        assert done.returncode in (1, 2) and done.stderr, words


def main():
    if not BENCH or not MAKE:
        print("skipped: the benchmarks are not built here (TANJI_BUILD_BENCH)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        small = test_generator(folder)
        test_refusals(small)
        test_jobs(small)
        test_hard(folder, small)
        test_rival(small)
    print("the generator and every job work on small sets")


main()
