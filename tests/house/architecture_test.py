#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""A header includes its own folder and lower layers only. Reads the #include lines against the table in tree.py, and
checks that docs/architecture.md, drawn from both, is up to date; `architecture_test.py --write` draws it anew."""
import os
import re
import sys

import tree

FORBIDDEN = {"iostream", "regex", "filesystem", "execution"}
PAGE = os.path.join(tree.SOURCE, "docs", "architecture.md")


def includes(path):
    text = tree.strip(tree.read(path), keep_strings=True)
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1), match.group(2)


def folder_of(include):
    """'tanji/solve/x.hpp' and the umbrella 'tanji/solve.hpp' belong to solve; exempt files to nothing."""
    parts = include.split("/")
    if len(parts) == 2:
        return None if parts[1] in tree.EXEMPT else parts[1].removesuffix(".hpp")
    return parts[1]


def check_own(path, number, include, edges):
    where = f"{tree.relative(path)}:{number}"
    mine = folder_of("tanji/" + os.path.relpath(path, tree.INCLUDE))
    theirs = folder_of(include)
    if not os.path.exists(os.path.join(tree.SOURCE, "include", include)):
        return [f"{where}: {include} does not exist"]
    if theirs is None:
        return [] if include != "tanji/tanji.hpp" else [f"{where}: tanji.hpp is for users, not for our own headers"]
    if theirs not in tree.LAYER:
        return [f"{where}: folder {theirs} is in no layer (table in tests/house/tree.py)"]
    if mine is None:
        if os.path.basename(path) == "tanji.hpp" and (tree.LAYER[theirs] > 5 or theirs == "lifecycle"):
            return [f"{where}: tanji.hpp holds base to accounting, not {theirs}"]
        return []
    if tree.is_umbrella(path) and mine != theirs:
        return [f"{where}: the umbrella of {mine} lists its own folder only, not {include}"]
    if mine == theirs:
        return []
    edges.setdefault(mine, set()).add(theirs)
    if tree.LAYER[theirs] >= tree.LAYER[mine]:
        return [f"{where}: {mine} (layer {tree.LAYER[mine]}) must not include {include} (layer {tree.LAYER[theirs]})"]
    return []


def check_foreign(path, number, include):
    where = f"{tree.relative(path)}:{number}"
    folder = folder_of("tanji/" + os.path.relpath(path, tree.INCLUDE))
    header = path.endswith(".hpp")
    if include in FORBIDDEN and (header or include == "execution"):
        return [f"{where}: <{include}> costs every client; move it into an .ipp or do without"]
    # A name without slash, dot or capital is the standard library's; anything else has to be allowed.
    if re.fullmatch(r"[a-z_0-9]+", include):
        return []
    allowed = {f: (hpp, ipp) for f, _, _, hpp, ipp in tree.LAYERS}.get(folder, ("", ""))[0 if header else 1]
    if allowed and re.fullmatch(allowed, include):
        return []
    return [f"{where}: <{include}> is not allowed in {'a header' if header else 'a body'} of {folder}"]


def check(edges):
    problems = []
    included = set()
    for path in tree.files("include/tanji", ".hpp", ".ipp"):
        folder = folder_of("tanji/" + os.path.relpath(path, tree.INCLUDE))
        if folder is not None and folder not in tree.LAYER:
            problems.append(f"{tree.relative(path)}: folder {folder} is in no layer (table in tests/house/tree.py)")
            continue
        for number, mark, include in includes(path):
            included.add(include)
            if include.startswith("tanji/"):
                problems += check_own(path, number, include, edges)
            elif mark == '"':
                problems.append(f'{tree.relative(path)}:{number}: write "tanji/..." from the root, not "{include}"')
            else:
                problems += check_foreign(path, number, include)
    for path in tree.files("include/tanji", ".ipp"):
        name = os.path.relpath(path, os.path.join(tree.SOURCE, "include"))
        # Explicit instances for the compiled mode have no place in a header.
        if name not in included and os.path.basename(path) != "instances.ipp":
            problems.append(f"{name}: no header includes this body, so header-only clients miss it")
    return problems


def page(edges):
    present = {folder for folder, *_ in tree.LAYERS if tree.files(f"include/tanji/{folder}", ".hpp")}
    lines = [
        "# Architecture {#architecture}", "",
        "<!-- Drawn by scripts/check-architecture --write from the #include lines; a test compares. Do not edit. -->", "",
        "A header includes its own folder and folders of lower layers only; folders of one layer do not include each other.",
        "Data flows the same way: each stage is a value that can be looked at, stored and tested, and no stage reaches back.",
        "The test `house.architecture` reads every `#include` line and fails on one that breaks the rule.", "",
        "| layer | folder | holds | includes today |", "|---|---|---|---|",
    ]
    for folder, layer, holds, *_ in tree.LAYERS:
        if folder in present:
            below = sorted(edges.get(folder, ()), key=lambda f: (tree.LAYER[f], f))
            lines.append(f"| {layer} | `{folder}` | {holds} | {', '.join(below) or '-'} |")
    planned = [folder for folder, *_ in tree.LAYERS if folder not in present]
    if planned:
        lines += ["", "Planned, with a place in the table already: " + ", ".join(f"`{f}`" for f in planned) + "."]
    lines += ["", "\\dot", "digraph layers {", "  rankdir=BT; node [shape=box, fontname=\"sans-serif\", fontsize=11];"]
    for level in sorted({tree.LAYER[f] for f in present}):
        same = " ".join(f for f in sorted(present) if tree.LAYER[f] == level)
        lines.append(f"  {{ rank=same; {same} }}")
    for folder in sorted(present, key=lambda f: (tree.LAYER[f], f)):
        reach = edges.get(folder, set()) & present
        # An arrow that another path already implies only clutters the picture.
        implied = {far for near in reach for far in closure(near, edges)}
        lines += [f"  {folder} -> {below};" for below in sorted(reach - implied)]
    lines += ["}", "\\enddot", "", "(Arrows that follow from others are left out.)", ""]
    return "\n".join(lines)


def closure(folder, edges):
    found = set()
    todo = list(edges.get(folder, ()))
    while todo:
        near = todo.pop()
        if near not in found:
            found.add(near)
            todo += edges.get(near, ())
    return found


def main():
    edges = {}
    problems = check(edges)
    text = page(edges)
    if "--write" in sys.argv:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(text)
    elif not os.path.exists(PAGE) or tree.read(PAGE) != text:
        problems.append("docs/architecture.md is not up to date: run scripts/check-architecture --write")
    tree.report("architecture", problems)


main()
