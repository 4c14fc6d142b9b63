#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""README.md: at most 150 lines, quotes examples as they are, shows output that the .out files hold, links to files that exist.
A code block after `<!-- examples/010-x.cpp -->` is part of that file (blanks at line ends and common indentation aside);
after `<!-- examples/010-x.out -->` likewise."""
import os
import re
import textwrap

import tree

README = os.path.join(tree.SOURCE, "README.md")


def plain(text):
    return textwrap.dedent("\n".join(line.rstrip() for line in text.splitlines())).strip("\n")


def contains(whole, part):
    """True if the lines of `part` stand in `whole` one after the other, at whatever common indentation."""
    lines = [line.rstrip() for line in whole.splitlines()]
    wanted = plain(part).splitlines()
    for start in range(len(lines) - len(wanted) + 1):
        if plain("\n".join(lines[start:start + len(wanted)])).splitlines() == wanted:
            return True
    return False


def main():
    text = tree.read(README)
    problems = []
    if text.count("\n") > 150:
        problems.append(f"README.md has {text.count(chr(10))} lines, at most 150")
    quoted = re.findall(r"<!-- (\S+) -->\n```\w*\n(.*?)```", text, re.DOTALL)
    for name, code in quoted:
        path = os.path.join(tree.SOURCE, name)
        if not os.path.exists(path):
            problems.append(f"README.md quotes {name}, which does not exist")
        elif not contains(tree.read(path), code):
            problems.append(f"README.md: the quotation of {name} differs from the file")
    for number in ("010", "030"):
        if not any(re.match(rf"examples/{number}-.*\.cpp$", name) for name, _ in quoted):
            problems.append(f"README.md quotes no example {number}")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not os.path.exists(os.path.join(tree.SOURCE, target)):
            problems.append(f"README.md links to {target}, which does not exist")
    for script in re.findall(r"\bscripts/[\w-]+", text):
        if not os.access(os.path.join(tree.SOURCE, script), os.X_OK):
            problems.append(f"README.md names {script}, which cannot be run")
    tree.report("readme", problems)


main()
