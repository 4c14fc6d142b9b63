#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Every problem id in the sources has a row in docs/errors.md, and the page lists none that is gone.
`errors_test.py --list` prints the ids with the files that use them."""
import os
import re
import sys

import tree

PAGE = os.path.join(tree.SOURCE, "docs", "errors.md")
# A string literal that looks like an id. Names of files and members of file formats look alike and are no ids.
ID = re.compile(r'"([a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)+)"')
NOT_IDS = re.compile(r"\.(csv|json|jsonl|zip|npz|npy|mtx|svg|html|txt|hpp|cpp|xml|xlsx|md|zolca|spold)$")


def ids():
    found = {}
    for path in tree.files("include/tanji", ".hpp", ".ipp") + tree.files("tools", ".hpp", ".cpp"):
        # Texts of units look like ids ("sq.in").
        if "/impl/data/" in path or "unit_table" in path:
            continue
        for line in tree.strip(tree.read(path), keep_strings=True).splitlines():
            for match in ID.finditer(line):
                if not NOT_IDS.search(match.group(1)):
                    found.setdefault(match.group(1), set()).add(tree.relative(path))
    return found


def main():
    used = ids()
    if "--list" in sys.argv:
        for name in sorted(used):
            print(name, " ".join(sorted(used[name])))
        return
    text = tree.read(PAGE)
    first_cells = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    listed = [name for cell in first_cells for name in re.findall(r"`([a-z][a-z0-9._-]*)`", cell)]
    ignored = set(re.findall(r"<!-- not an id: (\S+) -->", text))
    problems = [f"{name} ({', '.join(sorted(used[name]))}): no row in docs/errors.md" for name in sorted(set(used) - set(listed) - ignored)]
    # "cancelled" has no dot and is found by name only.
    sources = "".join(tree.read(path) for path in tree.files("include/tanji", ".hpp", ".ipp"))
    problems += [f"docs/errors.md: {name} is in no source" for name in listed if name not in used and f'"{name}"' not in sources]
    problems += [f"{name} ({', '.join(sorted(used[name]))}): ids are written with hyphens" for name in sorted(used) if "_" in name]
    problems += [f"docs/errors.md: {name} is listed twice" for name in sorted(set(listed)) if listed.count(name) > 1]
    tree.report("errors", problems)


main()
