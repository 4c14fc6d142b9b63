#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""example_output.py PROGRAM OUT: the program ends with 0 and prints exactly what the file OUT holds."""
import difflib
import subprocess
import sys

program, out = sys.argv[1:3]
done = subprocess.run([program], capture_output=True, text=True, encoding="utf-8")
if done.returncode != 0:
    sys.exit(f"{program} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
try:
    expected = open(out, encoding="utf-8").read()
except FileNotFoundError:
    sys.exit(f"{out} is missing. The program printed:\n{done.stdout}")
if done.stdout != expected:
    difference = difflib.unified_diff(expected.splitlines(True), done.stdout.splitlines(True), out, "printed now")
    sys.exit("the output changed:\n" + "".join(difference))
