#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Size budgets: lines of a file and of a function, share of comments, and what a header costs a client in preprocessed
lines (deterministic, unlike seconds). Data bodies, umbrellas and fwd.hpp are exempt from the first."""
import concurrent.futures
import os
import re
import statistics
import subprocess

import tree

FILE_CAP = 500
FILE_MEDIAN = 120
FUNCTION_CAP = 80
FUNCTION_P99 = 40
COMMENTS = (0.15, 0.30)


def functions(text):
    """(first line, lines, name) of every function body at namespace or class scope."""
    text = tree.strip(text)
    # Preprocessor lines hold no statements; a brace in a macro would unbalance the count.
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.MULTILINE)
    stack = []
    statement = 0
    line = 1
    for match in re.finditer(r"[{};]|\n", text):
        token = match.group(0)
        at = match.start()
        if token == "\n":
            line += 1
            continue
        inside_function = any(kind == "function" for kind, *_ in stack)
        if token == "{":
            before = text[statement:at]
            head = before.strip()
            kind = "other"
            if not inside_function:
                if re.match(r"(inline\s+)?namespace\b|extern\b", head) or re.search(r"\b(class|struct|union|enum)\b[^()]*$", head):
                    kind = "container"
                elif "(" in head and not head.endswith(("=", "(", ",")) and not initialises(head, before):
                    kind = "function"
            first = line - (before.count("\n") - before[:len(before) - len(before.lstrip())].count("\n"))
            name = re.search(r"([~\w:]+|operator\s*\S+)\s*\(", head)
            stack.append((kind, first, name.group(1) if name else "?"))
            if kind == "container":
                statement = at + 1
        elif token == "}":
            if stack:
                kind, first, name = stack.pop()
                if kind == "function":
                    yield first, line - first + 1, name
                if kind == "other":
                    continue
            statement = at + 1
        elif not inside_function and not any(kind == "other" for kind, *_ in stack):
            statement = at + 1


def initialises(head, before):
    """The brace of a member in a constructor's list, `: name_{value}`, is not the body of the constructor."""
    return re.search(r"\)\s*(noexcept\s*)?:[^:]", head) is not None and re.search(r"[\w>]$", before) is not None


def comment_share(paths):
    """Comment lines among non-blank lines. A comment behind code counts as half a line: it says as much in less room."""
    comments = lines = 0.0
    for path in paths:
        for line in tree.read(path).splitlines():
            text = line.strip()
            if not text or "SPDX-" in text:
                continue
            lines += 1
            if text.startswith(("//", "/*", "*")):
                comments += 1
            elif "//" in text:
                comments += 0.5
    return comments / lines if lines else 0.0


def budget(path):
    if os.path.basename(path) == "tanji.hpp":
        return 95000
    folder = os.path.relpath(path, tree.INCLUDE).split(os.sep)[0].removesuffix(".hpp")
    return 130000 if tree.LAYER.get(folder, 0) >= 6 else 80000


def preprocessed_lines(path):
    include = os.path.join(tree.SOURCE, "include")
    flags = subprocess.run(["pkg-config", "--cflags", "eigen3"], capture_output=True, text=True).stdout.split()
    command = [os.environ.get("TANJI_CXX", "c++"), "-std=c++20", "-x", "c++", "-E", "-P", "-DTANJI_COMPILED", "-I" + include, *flags, path]
    done = subprocess.run(command, capture_output=True)
    return done.stdout.count(b"\n") if done.returncode == 0 else None


def check_files(problems):
    ours = [p for top in ("include", "tools", "examples", "bench") for p in tree.files(top, ".hpp", ".ipp", ".cpp")]
    ours = [p for p in ours if "/impl/data/" not in p and not tree.is_umbrella(p)]
    lengths = []
    function_lengths = []
    for path in ours + tree.files("tests", "_test.cpp", ".hpp"):
        text = tree.read(path)
        length = text.count("\n")
        if length > FILE_CAP:
            problems.append(f"{tree.relative(path)}: {length} lines, at most {FILE_CAP}")
        if path not in ours:
            continue
        lengths.append(length)
        for first, size, name in functions(text):
            function_lengths.append(size)
            if size > FUNCTION_CAP:
                problems.append(f"{tree.relative(path)}:{first}: {name} has {size} lines, at most {FUNCTION_CAP}")
    function_lengths.sort()
    p99 = function_lengths[int(0.99 * (len(function_lengths) - 1))]
    share = comment_share([p for p in ours if "/include/" in p])
    median = statistics.median(lengths)
    print(f"files {len(lengths)}, median {median:.0f}, longest {max(lengths)} lines")
    print(f"functions {len(function_lengths)}, median {statistics.median(function_lengths):.0f}, p99 {p99}, longest {function_lengths[-1]} lines")
    print(f"comments in include/: {100 * share:.1f} % of non-blank lines")
    if median > FILE_MEDIAN:
        problems.append(f"the median file has {median:.0f} lines, at most {FILE_MEDIAN}")
    if p99 > FUNCTION_P99:
        problems.append(f"one function in a hundred is longer than {p99} lines, at most {FUNCTION_P99}")
    if not COMMENTS[0] <= share <= COMMENTS[1]:
        problems.append(f"comments are {100 * share:.1f} % of include/, wanted {COMMENTS[0]:.0%} to {COMMENTS[1]:.0%}")


def check_headers(problems):
    headers = tree.public_headers()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = list(pool.map(preprocessed_lines, headers))
    for path, lines in zip(headers, counts):
        if lines is None:
            problems.append(f"{tree.relative(path)}: does not preprocess")
        elif lines > budget(path):
            problems.append(f"{tree.relative(path)}: {lines} preprocessed lines, at most {budget(path)}")
    dearest = sorted(((lines or 0, tree.relative(path)) for path, lines in zip(headers, counts)), reverse=True)[:5]
    print("dearest headers: " + ", ".join(f"{name} {lines}" for lines, name in dearest))


def main():
    problems = []
    check_files(problems)
    check_headers(problems)
    tree.report("budgets", problems)


main()
