# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Runs the tool on bad input and says what is poor about its answer.

A refusal is good if a newcomer can act on it: the exit code that is documented, the id of the problem, the file with its row or line, what was expected,
what was found and how to mend it; and it comes at once, in little memory, without anything on stdout that could be taken for a result.
"""
import json
import os
import re
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
SECONDS = 1.0  # of processor time: the machine may be busy
MEGABYTES = 200


@dataclass
class Bad:
    """One kind of bad input. `files` are made in an empty folder, in which `arguments` are run."""
    name: str
    problem: str  # id
    arguments: list
    files: dict = field(default_factory=dict)
    at: str = ""  # a pattern that the place must match: file, line, row
    words: tuple = ()  # also in the message
    code: int = 1
    pipe: str = ""  # name of a file that never ends: "x" for ever after what files say
    shown: bool = False  # findings and verdicts are what was asked for, and stand on stdout


@dataclass
class Answer:
    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def feed(path, head, stop):
    """A line of two gigabytes, as far as somebody reads it."""
    block = b"x" * (1 << 20)
    try:
        with open(path, "wb", buffering=0) as pipe:
            pipe.write(head)
            for _ in range(2048):
                if stop.is_set():
                    return
                pipe.write(block)
    except BrokenPipeError:
        pass


def run(arguments, folder):
    with open(Path(folder, ".out"), "w+b") as out, open(Path(folder, ".err"), "w+b") as err:
        process = subprocess.Popen([TANJI, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        guard = threading.Timer(20, process.kill)  # nothing that waits for ever may stop the other kinds
        guard.start()
        _, status, used = os.wait4(process.pid, 0)
        guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return Answer(process.returncode, out.read().decode("utf-8"), err.read().decode("utf-8"), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def answer_to(bad):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in bad.files.items():
            if name == bad.pipe:
                continue
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        if not bad.pipe:
            return run(bad.arguments, folder)
        path, stop = Path(folder, bad.pipe), threading.Event()
        os.mkfifo(path)
        writer = threading.Thread(target=feed, args=(path, bad.files.get(bad.pipe, "").encode("utf-8"), stop), daemon=True)
        writer.start()
        answer = run(bad.arguments, folder)
        stop.set()
        # A tool that refused without opening the pipe leaves its writer waiting for a reader.
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        writer.join(timeout=0.2)
        os.close(reader)
        writer.join(timeout=5)
        return answer


def limits():
    """A build with sanitizers or without optimisation is slower and larger than what is shipped: then time and memory are not looked at."""
    with tempfile.TemporaryDirectory() as folder:
        usual = run(["factor", "electricity"], folder)
    return usual.megabytes < 80 and usual.seconds < SECONDS / 4


def faults(bad, answer, limited=True):
    """What is poor about an answer, in words; nothing if it is good."""
    text = answer.out + answer.err if bad.shown else answer.err
    found = []
    if answer.code != bad.code:
        found.append(f"exit code {answer.code} instead of {bad.code}")
    if answer.out and not bad.shown:
        found.append(f"something on stdout: {answer.out[:80]!r}")
    # Of several problems in one answer the one that is asked for is looked at, up to the next.
    begin = text.find(f"[{bad.problem}]")
    if begin < 0:
        return found + [f"no [{bad.problem}]"]
    begin = text.rfind("\n", 0, begin) + 1
    rest = re.search(r"\n(?=\S| *- .*\[[a-z0-9.-]+\]\n)", text[begin:])
    block = text[begin:begin + rest.start()] if rest else text[begin:]
    where = re.search(r"where: +(.*)", block)
    if bad.at and not (where and re.search(bad.at, where[1])):
        found.append(f"the place is {where[1] if where else 'not named'!r}, not {bad.at!r}")
    for part in ("expected:", "got:"):
        if part not in block:
            found.append(f"no {part[:-1]}")
    # How to mend it: a hint, candidates, or an expectation that is a list or an example.
    expected = re.search(r"expected: (.*)", block)
    example = expected and re.search(r"one of | or |like |written |^ *--|, .*, ", expected[1])
    if "hint:" not in block and not re.search(r"\n *- ", block) and not example:
        found.append("no hint, no candidate and no example")
    found += [f"no {word!r}" for word in bad.words if word not in block]
    if limited and answer.seconds > SECONDS:
        found.append(f"{answer.seconds:.2f} s")
    if limited and answer.megabytes > MEGABYTES:
        found.append(f"{answer.megabytes:.0f} MB")
    return found


def faults_of_json(bad, answer):
    """The same for programs: the problem's id stands in "findings", or in "first" of a replay, with its place."""
    try:
        data = json.loads(answer.out)
    except ValueError:
        return ["no JSON"]
    problems = [{**finding, "file": finding["where"]} for finding in data["findings"]] + ([data["first"]] if data.get("first") else [])
    named = [problem for problem in problems if problem["id"] == bad.problem]
    if not named:
        return [f"no {bad.problem} in JSON"]
    return [] if all(named[0][part] for part in ("what", "file", "expected", "got")) else ["JSON lacks a part"]


def check_all(kinds):
    """Runs all kinds; raises with every poor answer. TANJI_SHOW=1 shows each message, for reading them."""
    limited, poor = limits(), []
    assert len({bad.name for bad in kinds}) == len(kinds), "two kinds have one name"
    for bad in kinds:
        answer = answer_to(bad)
        if os.environ.get("TANJI_SHOW"):
            print(f"--- {bad.name}: {' '.join(bad.arguments)} -> {answer.code}, {answer.seconds:.2f} s, {answer.megabytes:.0f} MB\n{answer.out[:1500]}{answer.err}")
        found = faults(bad, answer, limited)
        if bad.shown and not bad.pipe:
            found += faults_of_json(bad, answer_to(replace(bad, arguments=[*bad.arguments, "--json"])))
        if found:
            poor.append(f"{bad.name}: {'; '.join(found)}\n  " + (answer.err or answer.out)[:2000].replace("\n", "\n  "))
    assert not poor, f"{len(poor)} of {len(kinds)} answers are poor:\n" + "\n".join(poor)
    print(f"{len(kinds)} kinds of bad input are refused with place and way out")
