# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""`tanji check` on broken models: exit code, the guilty process and exchange in the text, a way to mend it, no innocent.

Models are written here as CSV folders: processes as {"output": (amount, unit), inputs...}. Cases of ../shared come as
matrices and are written the same way.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
SHARED = Path(os.environ.get("TANJI_SHARED", Path(os.environ["TANJI_SOURCE_DIR"]).parent / "shared"))


def write(folder, processes, units=None, extra=()):
    """processes: {name: {product: amount or "amount unit", ...}}; > 0 is made, < 0 used; the first product is the reference."""
    folder.mkdir()
    units = units or {}
    products = list(dict.fromkeys(product for cells in processes.values() for product in cells))
    flows = ["id,name,type,unit,category"] + [f"{p},{p},product,{units.get(p, 'kg')}," for p in products] + ["co2,Carbon dioxide,elementary,kg,air/unspecified"]
    rows = ["process,flow,direction,amount,unit,reference"]
    for name, cells in processes.items():
        for k, (product, amount) in enumerate(cells.items()):
            number, _, unit = str(amount).partition(" ")
            way = "input" if number.startswith("-") else "output"
            rows.append(f"{name},{product},{way},{number.lstrip('-')},{unit or units.get(product, 'kg')},{'yes' if k == 0 else ''}")
        rows.append(f"{name},co2,output,1,kg,")
    rows += extra
    (folder / "flows.csv").write_text("\n".join(flows) + "\n", encoding="utf-8")
    (folder / "processes.csv").write_text("\n".join(["id,name,location"] + [f"{name},{name},CN" for name in processes]) + "\n", encoding="utf-8")
    (folder / "exchanges.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def check(folder, code, says, silent=()):
    done = subprocess.run([TANJI, "check", str(folder)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    text = done.stdout + done.stderr
    assert done.returncode == code, (folder.name, done.returncode, text)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for words in says:
        assert words in body, (folder.name, words, body)
    for words in silent:
        assert words not in body, (folder.name, words, body)
    return body


def matrix(case):
    """A case of ../shared with a technosphere: process j makes product j, or its first output."""
    t = case["technosphere"]
    processes = {}
    for j, process in enumerate(t["processes"]):
        cells = {t["products"][i]: t["matrix"][i][j] for i in range(len(t["products"])) if t["matrix"][i][j] != 0}
        own = [p for p, value in cells.items() if value > 0]
        processes[process] = {p: cells[p] for p in own + [p for p in cells if p not in own]}
    return processes


def shared_cases(room):
    folder = SHARED / "cases" / "lca"
    if not folder.is_dir():
        print("skipped the cases of ../shared: not there")
        return
    load = lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    check(write(room / "olca-singular", matrix(load("olca-singular"))), 1,
          ["2 processes form a closed loop with gain exactly 1", "process 'P1' in CN (id P1): 2", "process 'P2' in CN (id P2): 1", "hint:"])
    check(write(room / "olca-nonsquare", matrix(load("olca-nonsquare"))), 0, ["no process makes it", "c in P"], ["b in", "Q", "solve."])
    check(write(room / "unproductive-loop", matrix(load("unproductive-loop"))), 3, ["loop gain 2 >= 1", "'P1'", "'P2'", "would have to be below"])
    case = load("nan-exchange")
    cells = [[str(value) for value in row] for row in case["A"]]
    model = {f"P{j + 1}": {f"p{j + 1}": cells[j][j], **{f"p{i + 1}": cells[i][j] for i in range(2) if i != j and cells[i][j] != "0"}} for j in range(2)}
    check(write(room / "nan-exchange", model), 1, ["got:      NaN", "exchanges.csv:3", "not a finite number"])


def chain(n, **changed):
    """A sound industry: each process takes a little of five others."""
    model = {}
    for j in range(n):
        cells = {f"p{j}": 1}
        for k, share in ((1, 0.2), (3, 0.05), (5, 0.1), (8, 0.02), (n - 1, 0.05)):
            cells[f"p{(j + k) % n}"] = -share
        model[f"P{j}"] = cells
    for name, cells in changed.items():
        model[name].update(cells)
    return model


def own_models(room):
    check(write(room / "sound", chain(20)), 0, ["0 errors", "0 warnings"], ["solve.", "P7"])
    text = check(write(room / "slip", chain(20, P7={"p8": "-200 kg"}), ), 3,
                 ["most likely wrong: process 'P7' in CN (id P7) takes 200 kg of product 'p8'", "looks 1,000 times too large", "0.2 kg would give loop gain"], ["P4'", "P17'"])
    assert text.count("solve.unproductive") == 1, text
    # The unit of the file is the unit of the message: 0.2 t where 0.2 kg was meant.
    check(write(room / "tonnes", chain(20, P7={"p8": "-0.2 t"})), 3, ["takes 0.2 t of product 'p8'", "0.0002 t would give loop gain"])
    check(write(room / "output", chain(20, P7={"p7": "0.001 kg"})), 3, ["process 'P7' in CN (id P7) makes 0.001 kg", "looks 1,000 times too small; 1 kg would give"])
    text = check(write(room / "two", chain(40, P3={"p4": -200}, P23={"p24": -200})), 3, ["'P3' in CN (id P3) takes 200 kg of product 'p4'", "'P23' in CN (id P23) takes 200 kg of product 'p24'"])
    assert text.count("most likely wrong") == 2, text
    check(write(room / "eats itself", {"Mill": {"flour": 1, "grain": -1}, "Farm": {"grain": 1}}, extra=["Farm,grain,input,1.2,kg,"]), 3,
          ["a process uses more of its own product than it makes", "process 'Farm'", "loop gain 1.2 >= 1"], ["'Mill'"])
    check(write(room / "nothing left", {"Mill": {"flour": 1, "grain": -1}, "Farm": {"grain": 1}}, extra=["Farm,grain,input,1,kg,"]), 1, ["solve.structure", "process 'Farm'"], ["'Mill'"])
    both = {"A": {"a": 1, "b": -1}, "B": {"b": 1, "a": -1}, "C": {"c": 1, "d": -3}, "D": {"d": 1, "c": -1}, "E": {"e": 1, "a": -1}}
    text = check(write(room / "singular and unproductive", both), 1, ["solve.singular", "solve.unproductive", "'A'", "'B'", "'C'", "'D'"], ["'E'"])
    check(write(room / "twins", {"A": {"a": 1}, "A2": {"a": 1}, "B": {"b": 1, "a": -1}}), 0, ["2 processes make it", "flow 'a' (id a)", "made by process 'A'", "made by process 'A2'", "a in B", "name the provider"], ["b in", "made by process 'B'"])
    # One flow under two names: what is lacking, and what was meant.
    check(write(room / "two names", {"Grid": {"power at grid": 1}, "Mine": {"coal": 1, "power": -1}, "Works": {"steel": 1, "lime": -1}}), 0,
          ["1 input is cut off: no process makes it", "flow 'power' (id power)", "if 'power at grid' is meant", "power in Mine", "lime in Works", "0 errors, 2 warnings"], ["if 'coal'", "if 'steel'"])
    # In two processes nothing stands out: amounts that would mend it, the output that is 1,000 times too small among them.
    check(write(room / "small output", {"Grid": {"power": 0.001, "coal": -0.4}, "Mine": {"coal": 1, "power": -0.05}}), 3,
          ["no amount stands out", "makes 0.001 kg of product 'power'", "which would have to be above", "0 errors, 1 warning,"])
    check(write(room / "nearly", {"A": {"a": 1, "b": -1}, "B": {"b": 1, "a": -0.999999999999}, "C": {"c": 1, "a": -1}}), 0, ["solve.nearly-singular", "'A'", "'B'"], ["'C'"])


with tempfile.TemporaryDirectory() as name:
    own_models(Path(name))
    shared_cases(Path(name))
print("broken models are explained")
sys.exit(0)
