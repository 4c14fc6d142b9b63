# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The command line on a schema 3 database with default providers, a product system and a stored result.

Every expected number is computed by schema3_model.py: dense elimination in plain Python, no line of Tanji.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import schema3_model as model  # noqa: E402

TANJI = os.environ["TANJI_CLI"]
CLOSE = 1e-11
checked = 0


def run(*arguments, code=0):
    done = subprocess.run([TANJI, *map(str, arguments), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == code, (arguments, done.returncode, done.stderr)
    return json.loads(done.stdout) if code == 0 else done.stderr


def close(ours, theirs, what):
    global checked
    checked += 1
    assert abs(ours - theirs) <= CLOSE * max(abs(theirs), 1e-30), f"{what}: tanji {ours!r}, expected {theirs!r}"


def compare_scores(file, expected, *arguments):
    printed = run("footprint", file, *arguments)
    got = {score["id"]: score["amount"] for score in printed["scores"]}
    assert set(got) == set(expected), (arguments, got, expected)
    for category, amount in expected.items():
        close(got[category], amount, (arguments, category))
    total = printed["scores"][0]["amount"]
    close(sum(line["amount"] for line in printed["contributions"]), total, ("contributions sum", arguments))
    return printed


def processes(file):
    traci = ("--method", "TRACI 2.1")
    widget = model.inventory("p-widget", "f-widget", 1)
    printed = compare_scores(file, model.scores(widget, "m-traci"), "--process", "p-widget", *traci)
    assert printed["demand"] == {"amount": 1, "unit": "Item(s)"}, printed["demand"]
    assert not printed["unlinked"], printed["unlinked"]
    compare_scores(file, model.scores(widget, "m-traci", regions=False), "--process", "Widget assembly", *traci, "--no-regions")
    assert model.scores(widget, "m-traci", regions=False)["c-ac"] != model.scores(widget, "m-traci")["c-ac"]
    # 10 kg of a thing of 2.5 kg each are 4 of it: a property that is not the reference property.
    compare_scores(file, model.scores(model.inventory("p-widget", "f-widget", 4), "m-traci"), "--process", "p-widget", "--amount", "10 kg", *traci)
    compare_scores(file, {"c-ac": model.scores(widget, "m-traci")["c-ac"]}, "--process", "p-widget", "--method", "acidification")
    compare_scores(file, {"c-gw": model.scores(widget, "m-traci")["c-gw"]}, "--process", "p-widget", "--method", "c-gw")
    both = {**model.scores(widget, "m-traci"), **model.scores(widget, "m-other")}
    compare_scores(file, both, "--process", "p-widget", "--method", "all")


def waste_and_allocation(file):
    # Treating 1 t of waste: the demand is negative inside (rule A1), the amount treated outside.
    printed = compare_scores(file, model.scores(model.inventory("p-landfill", "f-slag", 1000), "m-traci"), "--process", "p-landfill", "--amount", "1 t", "--method", "m-traci")
    assert printed["demand"] == {"amount": 1000, "unit": "kg"} and printed["scores"][0]["amount"] > 0
    for word, method in (("default", None), ("physical", "PHYSICAL"), ("economic", "ECONOMIC"), ("causal", "CAUSAL")):
        for product in ("f-el", "f-heat"):
            expected = model.scores(model.inventory("p-chp", product, 7.2, allocation=method), "m-traci")
            compare_scores(file, expected, "--process", "p-chp", "--product", model.FLOWS[product][0], "--amount", "2 kWh", "--allocation", word, "--method", "m-traci")
    error = run("footprint", file, "--process", "p-chp", "--allocation", "none", code=1)
    assert "Combined heat and power" in error, error


def product_system(file):
    system = model.SYSTEM
    amount, links = system["amount"], system["links"]
    for text in (system["id"], system["name"], "hydro power"):
        base = model.scores(model.inventory("p-widget", "f-widget", amount, links, system["sets"]["baseline"]), "m-traci")
        printed = compare_scores(file, base, "--process", text, "--method", "m-traci")
        assert printed["process"]["kind"] == "product system" and printed["demand"]["amount"] == amount
        assert printed["settings"]["linking"] == "system", printed["settings"]
    old = model.inventory("p-widget", "f-widget", amount, links, system["sets"]["old plant"])
    compare_scores(file, model.scores(old, "m-traci"), "--process", system["id"], "--parameter-set", "old plant", "--method", "m-traci")
    # What is set wins over the set; a process' own parameter needs its name.
    both = model.inventory("p-widget", "f-widget", 1, links, {"carbon": 2.0, "p-steel.loss": 1.25})
    compare_scores(file, model.scores(both, "m-traci"), "--process", system["id"], "--parameter-set", "old plant", "--set", "carbon=2", "--set", "p-steel.loss=1.25", "--amount", "1 Item(s)", "--method", "m-traci")
    printed = run("footprint", file, "--process", system["id"], "--process", "p-steel", "--method", "m-traci")
    assert printed["settings"]["linking"] == "system (Widget system, hydro power); defaults-then-unique (Steel making)", printed["settings"]
    assert printed["settings"]["parameters"] == ["carbon=1"] and "baseline" in printed["settings"]["parameter set"], printed["settings"]
    printed = run("footprint", file, "--process", system["id"], "--parameter-set", "old plant")
    assert printed["settings"]["parameters"] == ["carbon=1.4", "p-steel.loss=1.5"], printed["settings"]
    # Linked by the default providers instead, with the same redefinitions.
    default = model.inventory("p-widget", "f-widget", amount, None, system["sets"]["baseline"])
    compare_scores(file, model.scores(default, "m-traci"), "--process", system["id"], "--linking", "defaults-only", "--method", "m-traci")
    # A plain process takes no baseline; --set alone acts on it.
    plain = model.inventory("p-steel", "f-steel", 1000, None, {"carbon": 0.5})
    compare_scores(file, model.scores(plain, "m-traci"), "--process", "p-steel", "--amount", "1 t", "--set", "carbon=0.5", "--method", "m-traci")
    error = run("footprint", file, "--process", system["id"], "--parameter-set", "none such", code=1)
    assert "old plant" in error and "baseline" in error, error
    error = run("footprint", file, "--process", "p-steel", "--set", "carbn=1", code=1)
    assert "carbn" in error, error


def stored_result(file, net, stored):
    printed = compare_scores(file, model.scores(net, "m-traci"), "--process", "Stored widget")
    assert printed["process"]["kind"] == "stored result" and "TRACI" in printed["settings"]["method"]
    lines = {line["id"]: line for line in printed["stored"]}
    assert set(lines) == set(stored), lines
    ours = model.scores(net, "m-traci")
    for category, amount in stored.items():
        close(lines[category]["stored"], amount, "stored " + category)
        close(lines[category]["amount"], ours[category], "again " + category)
    assert abs(lines["c-sm"]["difference"]) > 0.05 * abs(stored["c-sm"]), "a wrong stored impact must be seen"
    assert lines["c-gw"]["category"] == "Global warming", lines["c-gw"]
    for change in (("--amount", "2 Item(s)"), ("--set", "carbon=2"), ("--product", "Widget"), ("--parameter-set", "old plant")):
        assert "[request.stored-result]" in run("footprint", file, "--process", "r-widget", *change, code=1)
    # Characterised by another method: stored impacts have no partner, and are not dropped.
    other = run("footprint", file, "--process", "r-widget", "--method", "Other method")
    assert all(line["amount"] is None for line in other["stored"]), other["stored"]


def inventory_and_normalisation(file):
    net = model.inventory("p-widget", "f-widget", 3)
    flows = {}
    for (flow, _), amount in net.items():
        flows[flow] = flows.get(flow, 0.0) + amount
    printed = run("inventory", file, "--process", "p-widget", "--amount", "3 Item(s)")
    got = {}
    for flow in printed["flows"]:
        assert flow["unit"] == "kg" and flow["direction"] == ("input" if flow["id"] == "e-water" else "output"), flow
        got[flow["id"]] = got.get(flow["id"], 0.0) + flow["amount"]
    assert set(got) == set(flows)
    for flow, amount in flows.items():
        close(got[flow], -amount if flow == "e-water" else amount, flow)
    printed = run("footprint", file, "--process", "p-widget", "--method", "m-traci", "--normalisation", "US 2008")
    expected = model.scores(model.inventory("p-widget", "f-widget", 1), "m-traci")
    for score in printed["scores"]:
        if score["id"] in model.NORMALISATION:
            reference, weight = model.NORMALISATION[score["id"]]
            close(score["normalised"], expected[score["id"]] / reference, "normalised")
            close(score["normalised_and_weighted"], expected[score["id"]] / reference * weight, "weighted")
        else:
            assert "normalised" not in score, score
    one = run("footprint", file, "--process", "p-widget", "--method", "c-ac", "--normalisation", "US 2008")["scores"][0]
    close(one["normalised"], expected["c-ac"] / 90.0, "normalised, one category")
    counts = run("info", file)["counts"]
    wanted = {"processes": 6, "flows": 9, "methods": 2, "impact_categories": 5, "product_systems": 1, "stored_results": 1, "multi_output_processes": 1, "amount_formulas": 2}
    assert {key: counts[key] for key in wanted} == wanted, counts


def main():
    net = model.inventory("p-widget", "f-widget", model.SYSTEM["amount"], model.SYSTEM["links"], model.SYSTEM["sets"]["baseline"])
    stored = model.scores(net, "m-traci")
    stored["c-sm"] *= 1.1  # as if the database had changed since
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schema3.zip"
        model.write(file, net, stored)
        processes(file)
        waste_and_allocation(file)
        product_system(file)
        stored_result(file, net, stored)
        inventory_and_normalisation(file)
    print(f"{checked} numbers agree within {CLOSE}")


main()
