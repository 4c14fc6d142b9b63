# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""A binary database written by the tool gives the scores of its sources, says where they come from, and refuses what needs a model."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
SUBJECT = ("--process", "cn-aluminium-ingot", "--amount", "2 t")


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def answer(*arguments):
    code, out, err = run(*arguments, "--json")
    assert code == 0, (arguments, code, err)
    return json.loads(out)


with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "shipped.tanjidb"
    assert answer("export", "@tanji", "--format", "binary", "--matrices", path)["written"] == [str(path)]
    assert sorted(os.listdir(folder)) == [path.name]
    source, binary = answer("footprint", "@tanji", *SUBJECT), answer("footprint", path, *SUBJECT)
    assert len(source["scores"]) == len(binary["scores"]) > 0
    for ours, theirs in zip(binary["scores"], source["scores"]):
        assert ours["id"] == theirs["id"] and ours["unit"] == theirs["unit"], (ours, theirs)
        assert abs(ours["amount"] - theirs["amount"]) <= 1e-13 * abs(theirs["amount"]), (ours, theirs)
    assert [c["process"] for c in binary["contributions"][:5]] == [c["process"] for c in source["contributions"][:5]]
    assert binary["demand"]["amount"] == 2000 and binary["demand"]["unit"] == "kg"
    assert binary["settings"]["linking"] == source["settings"]["linking"]
    counts = answer("info", path)["counts"]
    assert counts["processes"] > 50 and counts["bytes"] == path.stat().st_size
    assert "all checksums are right" in run("info", path)[1]
    assert run("footprint", path, *SUBJECT, "--csv")[1].splitlines()[-1].startswith("cn-aluminium-ingot,2000,kg,")

    for arguments, words in [(("list", path, "--processes"), "request.binary"), (("check", path), "request.binary"), (("footprint", path, *SUBJECT, "--linking", "location"), "--linking"),
                             (("footprint", path, "@tanji", *SUBJECT), "io.mixture"), (("footprint", path), "request.subject"), (("footprint", path, "--process", "aluminium"), "lookup.ambiguous"),
                             (("footprint", path, *SUBJECT, "--method", "no such"), "lookup.unknown"), (("footprint", path, "--process", "cn-aluminium-ingot", "--amount", "2 kWh"), "unit."),
                             (("export", "@tanji", *SUBJECT, "--format", "binary", "--matrices", path), "request.subject")]:
        code, out, err = run(*arguments)
        assert code == 1 and out == "" and words in err, (arguments, code, out, err)

    whole = path.read_bytes()
    for change, word in [(whole[:5000], "binary.truncated"), (whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:], "binary.corrupt"), (whole[:16] + b"\x02" + whole[17:], "binary.version")]:
        path.write_bytes(change)
        code, out, err = run("info", path)
        assert code == 1 and out == "" and word in err, (word, code, err)
print("binary databases: ok")
sys.exit(0)
