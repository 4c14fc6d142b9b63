# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji account --record and tanji replay, as a newcomer meets them: a record replays; whatever is changed in it is named, with its
cause and exit code. Hashes, totals, corrections and redacted copies are made here by a second hand (record_model.py)."""
import csv
import io
import json
import os
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

from record_model import Model, canonical, redacted, sealed

TANJI = os.environ["TANJI_CLI"]
SOURCE = Path(__file__).resolve().parent.parent.parent
# Numbers are checked against these: Anhui 2023 0.6553 kg CO2/kWh (announcement 2025 no. 47); made up: petrol of the own table.
FACTORS = """key,what,region,year,kind,gas,value,unit,edition,document,confidence
grid.anhui,"electricity, grid",CN-AH,2023,direct,co2-fossil,0.6553,kg/kWh,2025-47,announcement 2025 no. 47,official-seen
petrol,petrol,CN,2023,direct,co2-fossil,2.25,kg/l,1,made up,official-seen
petrol,petrol,CN,2023,direct,ch4-fossil,0.0002,kg/l,1,made up,official-seen
"""
ROWS = """site,category,what,place,amount,unit,period,source_type,evidence,operator,entered_at
A,electricity,"electricity, grid",CN-AH,10,MWh,2023-01,measured,INV-1,L. Wang,2024-01-10
A,electricity,"electricity, grid",CN-AH,12.5,MWh,2023-02,measured,INV-2,L. Wang,2024-01-10
B,electricity,"electricity, grid",CN-AH,7300.1,kWh,2023-02,measured,INV-3,L. Wang,2024-01-10
B,stationary-combustion,petrol,CN,100.3,l,2023-02,measured,厂-4,L. Wang,2024-01-10
"""
CO2 = Fraction("0.6553") * (10000 + 12500 + Fraction("7300.1")) + Fraction("2.25") * Fraction("100.3")
CO2E = CO2 + Fraction("0.0002") * Fraction("100.3") * Fraction("29.8")  # AR6 GWP100 of fossil methane


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def near(number, exact):
    return abs(Fraction(number) - exact) <= abs(exact) * Fraction(1, 10**14)


with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)
    (place / "year.csv").write_text(ROWS, encoding="utf-8")
    (place / "factors.csv").write_text(FACTORS, encoding="utf-8")
    (place / "secret").write_bytes(b"thirty-two bytes of a secret, no less")
    record = place / "record.jsonl"

    def account(*more, rows="year.csv", to=record):
        return run("account", place / rows, "--rules", "ghg-protocol", "--factors", place / "factors.csv", "--record", to, *more)

    code, out, err = account("--json")
    assert code == 0, err
    kept = json.loads(out)["settings"]["root"]
    text = record.read_text(encoding="utf-8")
    model = Model(text)
    assert kept == model.root_text(), (kept, model.root_text())
    assert model.roots == [(json.loads(model.texts[-1])["root"], model.root())] and model.lines == 4
    assert account()[0] == 1 and "request.record" in account()[2], "a record is never overwritten"

    def replay(content, *more):
        path = place / "copy.jsonl"
        path.write_text(content if isinstance(content, str) else "\n".join(content) + "\n", encoding="utf-8")
        code, out, err = run("replay", path, "--json", *more)
        answer = json.loads(out) if out else {}
        return code, answer, err

    def first(content, code, verdict, words, *more):
        """The first difference: exit code, cause, and words that must be in it."""
        got, answer, err = replay(content, *more)
        problem = json.dumps(answer.get("first"), ensure_ascii=False)
        assert got == code and answer["verdict"] == verdict, (got, answer, err)
        for word in words:
            assert word in problem, (word, problem)
        return answer

    # ---- it replays, in all three forms ---------------------------------------------------------------------------------------
    code, answer, err = replay(text, "--root", kept)
    assert code == 0 and answer["verdict"] == "replays to the same bits" and answer["findings"] == [], (answer, err)
    assert answer["root"] == kept and answer["lines"] == 4 and answer["largest_ulp"] == 0 and answer["first"] is None
    totals = {number["of"]: number["amount"] for number in answer["results"]}
    assert near(totals["co2-fossil location-based"], CO2) and near(totals["co2e location-based"], CO2E), totals
    code, out, _ = run("replay", record, "--csv", "--root", kept)
    rows = {row["of"]: row["amount"] for row in csv.DictReader(io.StringIO("".join(line for line in out.splitlines(keepends=True) if not line.startswith("#"))))}
    assert out.startswith("# verdict: replays to the same bits\n") and code == 0 and float(rows["co2e location-based"]) == totals["co2e location-based"], out
    (place / "root.txt").write_text(kept + "\n", encoding="utf-8")
    code, out, _ = run("replay", record, place / "year.csv", "--root", place / "root.txt")
    assert code == 0 and "4 lines: replays to the same bits" in out and kept in out and "first difference" not in out, out
    assert "only accidental changes" in run("replay", record)[1]
    code, out, _ = run("replay", record, place / "factors.csv")
    assert code == 1 and "none of those that the record was made from" in out, out

    # ---- what is changed is named -----------------------------------------------------------------------------------------------
    texts = text.splitlines()
    january, february = (next(i for i, line in enumerate(texts) if f'"{name}"' in line) for name in ("INV-1", "INV-2"))
    lines = [i for i, kind in enumerate(model.kinds) if kind == "line"]
    first(text.replace('"10",10000', '"11",10000'), 1, "tampered", ["does not follow from what was entered", "11000 kWh (11 MWh x 1000)", f'"line": {january + 1}', '"row": 1'])
    first(text.replace('"10",10000', '"11",11000'), 1, "tampered", ["record.root-differs"])
    code, out, _ = run("replay", place / "copy.jsonl", "--csv")
    assert code == 1 and "# first difference: " in out and "record.root-differs" in out.splitlines()[1], out
    code, out, _ = run("replay", place / "copy.jsonl")
    assert code == 1 and "4 lines: tampered" in out and "first difference: the entries of this record are not those it was finished with" in out, out
    first(text.replace("0.6553", "0.6453"), 1, "tampered", ["record.factor", "grid.anhui"])
    first(text.replace("L. Wang", "M. Wang"), 1, "tampered", ["not those it was finished with"])
    first(text.replace('"INV-3"', '"INV-8"'), 1, "tampered", ["record.root-differs"])
    first(text.replace("AR6-100", "AR5-100"), 1, "tampered", ["record.root-differs"])
    others = [line for i, line in enumerate(texts) if i not in lines]  # all lines behind what they name, in their order or turned round
    moved, turned = (others[:-2] + [texts[i] for i in order] + others[-2:] for order in (lines, lines[::-1]))
    first(moved, 1, "order changed", ["another order"])
    first(turned, 1, "order changed", ["another order"])
    first(sealed(turned), 1, "order changed", ["in another order"], "--root", kept)
    first(texts[:january] + texts[january + 1:], 1, "tampered", ["record.root-differs"])
    first(texts[:-1], 1, "tampered", ["cut off"])
    first(texts[:3], 1, "tampered", ["cut off"])
    first(text.replace("[0,0,", "[0, 0,", 1), 1, "tampered", ["record.canonical"])
    for start in range(0, len(text), 97):  # one byte, anywhere
        byte = text[start]
        if byte not in "\n\x7f":
            code, answer, err = replay(text[:start] + ("7" if byte != "7" else "8") + text[start + 1:], "--root", kept)
            assert code == 1 and (answer.get("first") or err), (start, byte, answer)

    # A forger who writes everything anew is found by the kept root only, and the original names the place.
    forged = sealed([line.replace('"10",10000', '"9",9000') for line in texts])
    assert replay(forged)[1]["verdict"] == "differs"  # the results were forgotten
    honest_root = Model(forged).root_text()
    smaller = place / "smaller.csv"
    smaller.write_text(ROWS.replace(",10,MWh", ",9,MWh"), encoding="utf-8")
    assert account(rows="smaller.csv", to=place / "smaller.jsonl")[0] == 0
    whole = (place / "smaller.jsonl").read_text(encoding="utf-8")
    assert replay(whole)[0] == 0 and honest_root != kept
    first(whole, 1, "not the record that was kept", ["record.not-kept"], "--root", kept)
    first(whole, 1, "not the record that was kept", ["record.other-line", "smaller.csv", "year.csv"], "--root", kept, "--original", record)
    first(forged, 1, "not the record that was kept", ["record.other-line", '\\"9\\",9000', '\\"10\\",10000', f'"line": {january + 1}'], "--root", kept, "--original", record)

    # ---- a correction and a withdrawal are appended, and both roots hold ---------------------------------------------------------------
    was = json.loads(texts[february])
    right = [*was[:3], "12.25", 12250, *was[5:]]
    results = json.loads(texts[-2])
    for number in results["results"]["numbers"]:
        if number["of"] in ("co2e scope 2 location-based", "co2e location-based", "co2-fossil location-based"):
            lower = {"co2e scope 2 location-based": Fraction("0.6553") * (10000 + 12250 + Fraction("7300.1")), "co2e location-based": CO2E - 250 * Fraction("0.6553"), "co2-fossil location-based": CO2 - 250 * Fraction("0.6553")}
            number["amount"] = float(lower[number["of"]])
    correction = canonical({"correction": {"at": "2024-03-01", "by": "J. Li", "line": right, "was": was, "why": "read a day late"}})
    corrected = sealed([*texts, correction, canonical(results), '{"root":{}}'])
    code, answer, err = replay(corrected, "--root", Model(corrected).root_text())
    assert code == 0 and answer["corrections"] == 1, (answer, err)
    assert near({number["of"]: number["amount"] for number in answer["results"]}["co2e scope 2 location-based"], lower["co2e scope 2 location-based"])
    assert replay(corrected, "--root", kept)[0] == 0
    first(sealed([*texts, correction, correction, canonical(results), '{"root":{}}']), 1, "tampered", ["record.correction"])
    first(sealed([*texts, correction.replace('"J. Li"', '""'), canonical(results), '{"root":{}}']), 1, "tampered", ["record.correction"])
    lock = canonical({"lock": {"at": "2024-02-10", "by": "J. Li", "from": "2023-02-01", "to": "2023-02-28"}})
    first(sealed([*texts, lock, correction, canonical(results), '{"root":{}}']), 1, "tampered", ["record.locked"])

    # ---- an older revision of the method, a newer factor: both intact, exit code 5 -------------------------------------------------------
    older = [line.replace('"revision":1', '"revision":0') for line in texts]
    assert replay(sealed(older))[0] == 0  # the same numbers: nothing to say
    numbers = json.loads(older[-2])
    for number in numbers["results"]["numbers"]:
        number["amount"] *= 0.97
    answer = first(sealed([*older[:-2], canonical(numbers), older[-1]]), 5, "method revised", ["method revised by"])
    assert answer["intact"] and not answer["same"]
    first(sealed([*texts[:-2], canonical(numbers), texts[-1]]), 1, "differs", ["gives other results"])
    (place / "newer.csv").write_text(FACTORS.replace("0.6553", "0.6453").replace("2025-47", "2026-12"), encoding="utf-8")
    first(text, 5, "factor edition changed", ["2025-47", "2026-12", "0.6553", "0.6453"], "--root", kept, "--factors", place / "newer.csv")
    assert replay(text, "--root", kept, "--factors", place / "factors.csv")[0] == 0

    # ---- a withheld line --------------------------------------------------------------------------------------------------------------------
    salted_path = place / "salted.jsonl"
    code, out, err = account("--json", "--secret", place / "secret", to=salted_path)
    assert code == 0, err
    salted_root = json.loads(out)["settings"]["root"]
    salted = Model(salted_path.read_text(encoding="utf-8"), (place / "secret").read_bytes())
    assert salted_root == salted.root_text() != kept
    copy = redacted(salted, {salted.texts.index(next(line for line in salted.texts if "INV-3" in line))})
    assert "INV-3" not in copy and "7300.1" not in copy
    code, answer, err = replay(copy, "--root", salted_root)
    assert code == 0 and answer["withheld"] == 1 and answer["lines"] == 3, (answer, err)
    first(copy.replace('"10",10000', '"11",11000'), 1, "tampered", ["record.root-differs"], "--root", salted_root)
    code, answer, err = replay(salted_path.read_text(encoding="utf-8"))
    assert code == 1 and "record.secret" in err and "--secret" in err and "tampered" not in json.dumps(answer) + err  # without it nothing is known
    assert replay(salted_path.read_text(encoding="utf-8"), "--secret", place / "secret", "--root", salted_root)[0] == 0
    (place / "short").write_bytes(b"short")
    assert "record.secret" in account("--secret", place / "short", to=place / "x.jsonl")[2] and not (place / "x.jsonl").exists()

    # ---- records of one calculation, and of the first schema -----------------------------------------------------------------------------------
    code, out, err = run("footprint", "@tanji", "--process", "cn-aluminium-ingot", "--amount", "1 t", "--json")
    assert code == 0, err
    entries = json.loads(out)["record"]
    single = Model("\n".join(map(canonical, entries)))
    assert single.roots[0][0] == single.root()
    (place / "footprint.json").write_text(out, encoding="utf-8")
    code, text_out, _ = run("replay", place / "footprint.json", "@tanji", "--root", single.root_text())
    assert code == 0 and "replays to the same bits" in text_out, text_out
    code, text_out, _ = run("replay", place / "footprint.json")
    assert code == 1 and "its files are needed" in text_out and "tanji replay RECORD FILE" in text_out, text_out
    first("\n".join(map(canonical, entries)).replace('"1000"', '"2000"') + "\n", 1, "tampered", ["2000"], "@tanji")
    for name, files in (("record-1.json", []), ("record-1-footprint.json", ["@tanji"])):
        code, text_out, err = run("replay", SOURCE / "tests" / "claims" / "data" / name, *files)
        assert code == 0 and "replays to the same bits" in text_out, (text_out, err)

    # ---- what is no record ------------------------------------------------------------------------------------------------------------------------
    for content in ("{}\n", "", "7\n", "no record\n", '{"header":{}}\n'):
        code, answer, err = replay(content)
        assert code == 1 and answer == {} and "record.schema" in err and "copy.jsonl" in err, (content, answer, err)
    code, out, err = run("replay", place / "nothing.jsonl")
    assert code == 1 and out == "" and "nothing.jsonl" in err, (code, out, err)
    code, out, err = run("replay", place)
    assert code == 1 and out == "", (code, out, err)
    code, out, err = run("replay", record, "--root", "tanji-root/1 1 1 x y")
    assert code == 1 and "record.root" in err, err
    assert run("replay")[0] == 2
