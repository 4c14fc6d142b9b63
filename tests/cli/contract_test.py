# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""What scripts may rely on (docs/command-line.md): settings first, JSON keys, exit codes, the form of errors.

Every wrong file and wrong word that came to mind, made here; each must end in a second and 200 MB with an error that
says what was expected and what was found, and never print a number before it.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
SHARED = Path(os.environ.get("TANJI_SHARED", Path(os.environ["TANJI_SOURCE_DIR"]).parent / "shared"))
INGOT = ("@tanji", "--process", "cn-aluminium-ingot")
runs = 0


def run(*arguments):
    """(exit code, stdout, stderr); checks time and memory of every call."""
    global runs
    runs += 1
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        process = subprocess.Popen([TANJI, *map(str, arguments)], stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        out.seek(0)
        err.seek(0)
        text, errors = out.read().decode("utf-8"), err.read().decode("utf-8")
    cpu = usage.ru_utime + usage.ru_stime  # the machine may be busy with other tests
    assert min(seconds, cpu) < 1 and usage.ru_maxrss < 200 * 1024, (arguments, seconds, cpu, usage.ru_maxrss)
    return process.returncode, text, errors


def refused(identity, *arguments, code=1, says=()):
    got, out, err = run(*arguments)
    assert got == code, (arguments, got, out[:300], err)
    assert out == "", ("nothing may be printed before an error", arguments, out[:300])
    first = err.splitlines()[0]
    assert first.startswith("error: ") and first.endswith(f"[{identity}]"), (arguments, err)
    for word in ("terminate", "std::", "Traceback", "core dumped"):
        assert word not in err, (arguments, err)
    for word in says:
        assert word in err, (arguments, word, err)
    return err


def answer(*arguments, code=0):
    got, out, err = run(*arguments, "--json")
    assert got == code, (arguments, got, err)
    document = json.loads(out)
    assert next(iter(document)) == "settings", (arguments, list(document))
    for name in ("tanji", "format", "files"):
        assert name in document["settings"], document["settings"]
    return document


def keys(entry, *wanted):
    assert not (set(wanted) - set(entry)), (wanted, list(entry))


# ---- what is promised -----------------------------------------------------------------------------------------
def footprint_keys():
    document = answer("footprint", *INGOT, "--amount", "1 t", "--top", "2", "--cutoff", "20%")
    keys(document, "settings", "process", "demand", "scores", "contributions", "proof", "record", "unlinked", "unmatched", "findings")
    keys(document["settings"], "linking", "allocation", "method")
    assert document["demand"] == {"amount": 1000, "unit": "kg"}
    for score in document["scores"]:
        keys(score, "method", "category", "id", "amount", "unit")
    for line in document["contributions"]:
        assert list(line) == ["process", "name", "location", "amount", "share"], line
    total = document["scores"][0]["amount"]
    assert abs(sum(line["amount"] for line in document["contributions"]) - total) < 1e-9 * total, "JSON is complete whatever --top says"
    assert document["proof"]["backward_error"] <= document["proof"]["target"]
    assert [entry["results"]["numbers"] for entry in document["record"] if "results" in entry][0]
    several = answer("footprint", *INGOT, "--process", "steel-scrap")
    assert list(several) == ["settings", "results"] and len(several["results"]) == 2
    keys(several["results"][1], "process", "demand", "scores", "contributions", "proof", "record", "unlinked", "unmatched", "findings")


def other_keys(folder):
    document = answer("inventory", *INGOT)
    keys(document, "flows", "proof")
    for flow in document["flows"]:
        keys(flow, "id", "name", "category", "direction", "amount", "unit")
        assert flow["direction"] in ("input", "output")
    assert answer("supply", *INGOT)["supply"]
    assert len(answer("inventory", *INGOT, "--process", "steel-scrap")["results"]) == 2
    assert answer("info", "@tanji")["counts"]["processes"] >= 40
    for what in ("processes", "flows", "methods", "units"):
        assert answer("list", "@tanji", "--" + what)[what], what
    assert {row["id"] for row in answer("list", "@tanji", "--processes", "--match", "Ingot")["processes"]} >= {"cn-aluminium-ingot"}
    keys(answer("compare", "cn-aluminium-ingot", "world-aluminium-ingot"), "products", "by_process", "by_flow")
    keys(answer("check", "@tanji"), "errors", "warnings", "findings")
    assert answer("export", *INGOT, "--matrices", folder / "matrices")["written"]


def settings_first(folder):
    picture = folder / "picture.svg"
    for arguments in (("footprint", *INGOT), ("footprint", *INGOT, "--csv"), ("footprint", *INGOT, "--method", "all"), ("footprint", *INGOT, "--process", "steel-scrap"),
                      ("inventory", *INGOT), ("inventory", *INGOT, "--csv"), ("supply", *INGOT), ("compare", "cn-aluminium-ingot", "world-aluminium-ingot"),
                      ("compare", "cn-aluminium-ingot", "world-aluminium-ingot", "--csv"), ("info", "@tanji"), ("list", "@tanji", "--flows"), ("list", "@tanji", "--flows", "--csv"),
                      ("check", "@tanji"), ("footprint", *INGOT, "--svg", picture)):
        code, out, err = run(*arguments)
        assert code == 0 and err == "" and out.startswith("# tanji: "), (arguments, code, err, out[:100])
    assert picture.read_text(encoding="utf-8").rstrip().endswith("</svg>")
    assert run("--version")[0] == 0 and run("--help")[0] == 0 and run("footprint", "--help")[0] == 0


# ---- wrong words ----------------------------------------------------------------------------------------------
def wrong_words(folder):
    for arguments in ((), ("nonsense",), ("footprint",), ("footprint", *INGOT, "--bogus"), ("footprint", *INGOT, "--json", "--csv"), ("footprint", *INGOT, "--match", "x"),
                      ("footprint", *INGOT, "--top", "0"), ("footprint", *INGOT, "--amount", ""), ("footprint", *INGOT, "--method", " "), ("export", *INGOT)):
        refused("request.command-line", *arguments, code=2, says=("--help",))
    refused("request.subject", "footprint", "@tanji", says=("--process",))
    refused("request.list", "list", "@tanji")
    refused("request.subject", "compare", "@tanji", "cn-aluminium-ingot")
    refused("lookup.unknown", "footprint", "@tanji", "--process", "cn-aluminum-ingot")
    refused("lookup.ambiguous", "footprint", "@tanji", "--process", "aluminium", says=("process cn-aluminium-ingot ",))
    refused("lookup.unknown", "footprint", *INGOT, "--product", "gold", says=("cn-aluminium-ingot",))
    for amount in ("5", "kg", "NaN kg", "inf t", "1,5 t", "1e400 t", "1 000 kg", "t 1"):
        refused("demand.text", "footprint", *INGOT, "--amount", amount, says=("- kg", "- t", f"got:      {amount}"))
    for amount in ("1 kWh", "1 MJ", "1 tonn", "3 m3"):
        refused("demand.unit", "footprint", *INGOT, "--amount", amount, says=("- kg",))
    refused("lookup.unknown", "footprint", *INGOT, "--method", "nope", says=("ipcc-ar6-gwp100",))
    refused("lookup.ambiguous", "footprint", *INGOT, "--method", "IPCC", says=("ipcc-ar6-gwp100", "ipcc-ar4-gwp20"))
    for cutoff in ("x", "-1%", "100%", "NaN", "2"):
        refused("request.cutoff", "footprint", *INGOT, "--cutoff", cutoff)
    for text in ("x", "x=", "x=NaN", "x=1=2", "=1"):
        refused("request.set", "footprint", *INGOT, "--set", text)
    refused("parameter.redefinition", "footprint", *INGOT, "--set", "x=1")
    refused("lookup.unknown", "footprint", *INGOT, "--set", "no-process.x=1")
    refused("link.unknown-policy", "footprint", *INGOT, "--linking", "sytem", says=("system",))
    refused("link.no-system", "footprint", *INGOT, "--linking", "system")
    refused("allocation.unknown", "footprint", *INGOT, "--allocation", "foo", says=("economic",))
    refused("lookup.unknown", "footprint", *INGOT, "--parameter-set", "foo")
    refused("lookup.unknown", "footprint", *INGOT, "--normalisation", "foo")
    refused("io.write", "footprint", *INGOT, "--svg", folder / "none" / "x.svg")
    refused("io.write", "footprint", *INGOT, "--svg", folder)
    refused("file.missing", "footprint", *INGOT, "--flow-map", folder / "none.csv")
    refused("io.mixture", "footprint", "@tanji", folder, "--process", "x")


def wrong_demand(folder):
    file = folder / "demand.csv"
    for identity, text, says in (
            ("lookup.unknown", "process,amount,unit\ncn-aluminium-ingot,1,t\nnope,1,kg\n", "demand.csv:3"), ("demand.text", "process,amount,unit\ncn-aluminium-ingot,x,t\n", "demand.csv:2"),
            ("demand.unit", "process,amount,unit\ncn-aluminium-ingot,1,kWh\n", "demand.csv:2"), ("csv.column", "proc,amount,unit\ncn-aluminium-ingot,1,kg\n", "process"),
            ("request.demand", "process,amount,unit\n", "demand.csv"), ("csv.fields", "process,amount,unit\ncn-aluminium-ingot,1\n", "demand.csv:2"),
            ("demand.text", "process,amount,unit\ncn-aluminium-ingot,1,\n", "demand.csv:2"), ("lookup.ambiguous", "process,amount,unit\naluminium,1,kg\n", "demand.csv:2")):
        file.write_text(text, encoding="utf-8")
        refused(identity, "footprint", "@tanji", "--demand", file, says=(says,))
    refused("request.subject", "footprint", *INGOT, "--demand", file)
    refused("file.missing", "footprint", "@tanji", "--demand", folder / "none.csv")
    file.write_text("process,amount,unit\ncn-aluminium-ingot,1,t\ncn-aluminium-ingot,500,kg\n", encoding="utf-8")
    both = answer("footprint", "@tanji", "--demand", file)
    one = answer("footprint", *INGOT, "--amount", "1500 kg")
    assert abs(both["scores"][0]["amount"] / one["scores"][0]["amount"] - 1) < 1e-12
    assert [line["amount"] for line in both["demand"]] == [1000, 500]


# ---- wrong files ----------------------------------------------------------------------------------------------
def zipped(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/") + ".json", content)
    return path


def wrong_files(folder):
    good = zipped(folder / "good.zip", processes__a=json.dumps({"@type": "Process", "@id": "a", "name": "a", "description": os.urandom(4000).hex()})).read_bytes()
    (folder / "truncated.zip").write_bytes(good[:len(good) // 2])
    damaged = bytearray(good)
    damaged[len(good) // 3] ^= 0xFF
    (folder / "damaged.zip").write_bytes(damaged)
    (folder / "text.zip").write_text("<html>not found</html>", encoding="utf-8")
    (folder / "none.zip").write_bytes(b"")
    (folder / "noise.zip").write_bytes(b"PK\x03\x04" + os.urandom(5000))
    (folder / "end.zip").write_bytes(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9999, 9999, 0xFFFFFFF0, 0xFFFFFFF0, 0))
    (folder / "empty").mkdir()
    exchange = '{"@type":"Process","@id":"a","name":"a","exchanges":[{"amount":%s}]}'
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("processes/a.json", "w") as entry:
        entry.write(b'{"@type":"Process","@id":"a","name":"')
        for _ in range(300):  # piece by piece: what this process ever held would count as the child's memory
            entry.write(b"0" * (1 << 20))
        entry.write(b'"}')
    zipped(folder / "deep.zip", processes__a="[" * 10000 + "]" * 10000)
    zipped(folder / "deeper.zip", processes__a='{"x":' * 10000 + "1" + "}" * 10000)
    zipped(folder / "cut.zip", processes__a=exchange[:40])
    for name, amount in (("nan", "NaN"), ("infinite", "1e999"), ("word", '"12"'), ("null", "null")):
        zipped(folder / (name + ".zip"), processes__a=exchange % amount)
    with zipfile.ZipFile(folder / "escape.zip", "w") as archive:
        archive.writestr("../../processes/a.json", "{}")
    with zipfile.ZipFile(folder / "nothing.zip", "w"):
        pass
    with zipfile.ZipFile(folder / "book.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with zipfile.ZipFile(folder / "spold.zip", "w") as archive:
        archive.writestr("a.spold", '<?xml version="1.0"?><ecoSpold xmlns="http://www.EcoInvent.org/EcoSpold02"/>')
    for name, identity in (("missing.zip", "file.missing"), ("empty", "file.empty"), ("none.zip", "file.empty"), ("text.zip", "archive.not-zip"), ("truncated.zip", "archive.truncated"),
                           ("bomb.zip", "limit.expansion"), ("deep.zip", "limit.depth"), ("deeper.zip", "limit.depth"), ("nan.zip", "json.not-finite"), ("infinite.zip", "json.not-finite"),
                           ("word.zip", "openlca.field"), ("null.zip", "openlca.amount"), ("escape.zip", "archive.unsafe-name"), ("nothing.zip", "openlca.format"), ("book.xlsx", "openlca.format"),
                           ("spold.zip", "openlca.format")):
        for command in (("info",), ("footprint", "--process", "a"), ("check",)):
            refused(identity, command[0], folder / name, *command[1:], says=(name,))
    for name in ("damaged.zip", "noise.zip", "end.zip", "cut.zip"):
        code, out, err = run("info", folder / name)
        assert code == 1 and out == "" and err.startswith("error: ") and name in err, (name, code, out[:200], err)


def wrong_shared_files():
    for name, says in (("hestia", "Hestia"), ("ecospold1/uslci_fy20_q3_01_olca1_10_3_ecospold.zip", "EcoSpold 1"), ("ecospold2/uslci_fy18_q1_half.zip", "EcoSpold 2"), ("ilcd/tiangong_part_a.zip", "ILCD")):
        if (SHARED / "data" / name).exists():
            refused("openlca.format", "info", SHARED / "data" / name, says=(says,))
    uslci = SHARED / "data/jsonld/uslci_olca1_5_0_json_ld.zip"
    if not uslci.exists():
        print("skipped: USLCI is not here")
        return
    counts = answer("info", uslci)["counts"]  # figures of shared/data/README.md; it counts 258 formulas, the zip has one more
    wanted = {"processes": 766, "flows": 4601, "exchanges": 32526, "parameters": 537, "unit_groups": 27, "flow_properties": 33, "multi_output_processes": 132, "uncertainties": 5539, "amount_formulas": 259}
    assert {key: counts[key] for key in wanted} == wanted and counts["uncertainties_used"] < counts["uncertainties"], counts


# ---- wrong models ---------------------------------------------------------------------------------------------
def model(folder, exchanges):
    folder.mkdir(exist_ok=True)
    (folder / "flows.csv").write_text("id,name,type,unit,category\na,a,product,kg,\nb,b,product,kg,\nco2,Carbon dioxide,elementary,kg,air/unspecified\n", encoding="utf-8")
    (folder / "processes.csv").write_text("id,name\npa,make a\npb,make b\n", encoding="utf-8")
    (folder / "exchanges.csv").write_text("process,flow,direction,amount,unit,reference\n" + exchanges, encoding="utf-8")
    return folder


def wrong_models(folder):
    base = "pa,a,output,1,kg,yes\npb,b,output,1,kg,yes\npa,co2,output,2,kg,\n"
    fine = model(folder / "fine", base + "pa,b,input,0.5,kg,\npb,a,input,0.5,kg,\n")
    # x = 1 + 0.25 x: 4/3 runs of 2 kg.
    assert abs(answer("footprint", fine, "--process", "pa")["scores"][0]["amount"] - 8 / 3) < 1e-12
    # Rule A5: without --amount it is one reference unit, not the 4 kg that the process is stored with.
    four = answer("footprint", model(folder / "four", "pa,a,output,4,kg,yes\npa,co2,output,2,kg,\npb,b,output,1,kg,yes\n"), "--process", "pa")
    assert four["demand"] == {"amount": 1, "unit": "kg"} and four["scores"][0]["amount"] == 0.5, four["demand"]
    loop = model(folder / "loop", base + "pa,b,input,2,kg,\npb,a,input,1,kg,\n")
    document = answer("footprint", loop, "--process", "pa", code=3)
    assert "unproductive" in document["proof"]["warnings"]
    singular = model(folder / "singular", base + "pa,b,input,1,kg,\npb,a,input,1,kg,\n")
    code, out, err = run("footprint", singular, "--process", "pa")
    assert code == 1 and out == "" and "make a" in err and "[solve." in err, (code, out, err)
    for identity, row in (("number.not-finite", "pa,b,input,NaN,kg,\n"), (None, "pa,b,input,,kg,\n"), (None, "pa,b,input,1,lightyears,\n"), (None, "pa,zz,input,1,kg,\n"), (None, "pa,b,sideways,1,kg,\n"), (None, "pa,b\n")):
        wrong = model(folder / "wrong", base + row)
        code, out, err = run("info", wrong)
        assert code == 1 and out == "" and err.startswith("error: ") and "exchanges.csv:5" in err and "expected:" in err, (row, code, out, err)
    (folder / "wrong" / "exchanges.csv").unlink()
    assert run("info", folder / "wrong")[0] == 1


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        footprint_keys()
        other_keys(folder)
        settings_first(folder)
        wrong_words(folder)
        wrong_demand(folder)
        wrong_files(folder)
        wrong_models(folder)
    wrong_shared_files()
    print(f"{runs} calls kept the contract")


if sys.platform != "linux":
    print("skipped: memory is measured with wait4")
    sys.exit(77)
main()
