# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""An independent reading of USLCI (openLCA JSON-LD, schema 1) with numpy and scipy: no line of Tanji is involved.

Compares the command line's inventory and IPCC scores (through the Federal LCA Commons flow map) with what this file
computes: one column per process (its quantitative reference), an input linked if exactly one process has that flow as its
quantitative reference, co-products ignored, everything else cut off. Exit code 77 = skipped (no shared data or no scipy).
"""
import csv
import json
import os
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

PROCESSES = [  # large and small upstreams of set 2 of the reference values
    "ca1d1dfa-fd3c-35f1-bea7-a037251deb04",
    "2a9a4868-cf47-3ac8-87a7-d6291290a664",
    "a8eb9a6a-e8e6-3da6-a3ab-20dcf68e883a",
]
CLOSE = 1e-9


def read_zip(path):
    folders = defaultdict(dict)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".json") and "/" in name:
                entry = json.loads(archive.read(name))
                folders[name.split("/")[-2]][entry["@id"]] = entry
    return folders


def read_system(folders):
    """Process ids in order, A (products x processes), and per process the net and the gross amount of each flow."""
    import numpy as np
    import scipy.sparse as sp

    unit_factor = {u["@id"]: u.get("conversionFactor", 1.0) for g in folders["unit_groups"].values() for u in g["units"]}
    property_factor = {}
    for flow in folders["flows"].values():
        for entry in flow["flowProperties"]:
            property_factor[flow["@id"], entry["flowProperty"]["@id"]] = entry.get("conversionFactor", 1.0)

    def amount(exchange):
        flow = exchange["flow"]["@id"]
        return exchange["amount"] * unit_factor[exchange["unit"]["@id"]] / property_factor[flow, exchange["flowProperty"]["@id"]]

    ids = sorted(folders["processes"])
    makers = defaultdict(list)
    for j, process in enumerate(ids):
        for exchange in folders["processes"][process]["exchanges"]:
            if exchange.get("quantitativeReference"):
                makers[exchange["flow"]["@id"]].append(j)
    rows, columns, values = [], [], []
    inventory = [defaultdict(lambda: [0.0, 0.0]) for _ in ids]
    for j, process in enumerate(ids):
        for exchange in folders["processes"][process]["exchanges"]:
            flow, kind = exchange["flow"], exchange["flow"]["flowType"]
            if exchange.get("quantitativeReference"):
                rows.append(j), columns.append(j), values.append(amount(exchange))
            elif kind == "PRODUCT_FLOW" and exchange.get("input") and len(makers[flow["@id"]]) == 1:
                rows.append(makers[flow["@id"]][0]), columns.append(j), values.append(-amount(exchange))
            elif kind == "ELEMENTARY_FLOW":
                signed = -amount(exchange) if exchange.get("input") else amount(exchange)
                inventory[j][flow["@id"]][0] += signed
                inventory[j][flow["@id"]][1] += abs(signed)
    n = len(ids)
    return ids, sp.csc_matrix((values, (rows, columns)), shape=(n, n), dtype=np.float64), inventory


def read_flow_map(path):
    targets = defaultdict(list)
    with open(path, newline="", encoding="utf-8-sig") as text:
        for row in csv.DictReader(text):
            if row["TargetFlowUUID"]:
                targets[row["SourceFlowUUID"]].append((row["TargetFlowUUID"], float(row["ConversionFactor"] or 1)))
    return targets


def scores(net, flow_map, methods):
    result = {}
    for category in methods["lcia_categories"].values():
        factor = {f["flow"]["@id"]: f["value"] for f in category["impactFactors"]}
        total = 0.0
        for flow, amount in net.items():
            hits = {(t, c) for t, c in flow_map.get(flow, []) if t in factor}
            total += sum(amount * conversion * factor[target] for target, conversion in hits)
        result[category["@id"]] = total
    return result


def solve(factors, technosphere, demand):
    """splu alone leaves noise of 1e-17 in supplies of 1e-12; residuals in extended precision take it out."""
    import numpy as np

    entries = technosphere.tocoo()
    values = entries.data.astype(np.longdouble)
    supply = factors.solve(demand).astype(np.longdouble)
    for _ in range(5):
        made = np.zeros(len(demand), np.longdouble)
        np.add.at(made, entries.row, values * supply[entries.col])
        supply = supply + factors.solve((demand - made).astype(float))
    return supply.astype(float)


def run(tanji, *arguments):
    done = subprocess.run([tanji, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}\nexit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def close(what, ours, theirs, gross):
    """Relative to the value, or to rounding of the amounts that it is the difference of."""
    if abs(ours - theirs) > max(CLOSE * abs(theirs), 1e-14 * gross):
        sys.exit(f"{what}: oracle {ours!r}, tanji {theirs!r}")


def main(tanji, shared):
    database = shared / "data/jsonld/uslci_olca1_5_0_json_ld.zip"
    package = shared / "data/jsonld/flcac_ipcc_method_openlca2.zip"
    units = shared / "data/jsonld/openlca2_reference_units.zip"
    mapping = shared / "data/lcia/fedelemflowlist_mappings/USLCIv2019Q4.csv"
    if not database.exists():
        print("skipped: the shared data is not here")
        return 77
    try:
        import numpy as np
        from scipy.sparse.linalg import splu
    except ImportError:
        print("skipped: no scipy")
        return 77
    ids, technosphere, inventory = read_system(read_zip(database))
    factors = splu(technosphere)
    flow_map, methods = read_flow_map(mapping), read_zip(package)
    policy = ["--linking", "unique-reference", "--allocation", "ignore-coproducts"]
    compared = 0
    for process in PROCESSES:
        demand = np.zeros(len(ids))
        demand[ids.index(process)] = 1.0
        supply = solve(factors, technosphere, demand)
        net, gross = defaultdict(float), defaultdict(float)
        for x, flows in zip(supply, inventory):
            for flow, (signed, both) in flows.items():
                net[flow] += x * signed
                gross[flow] += abs(x) * both
        shown = run(tanji, "inventory", str(database), "--process", process, *policy, "--json")
        for flow in shown["flows"]:
            signed = -flow["amount"] if flow["direction"] == "input" else flow["amount"]
            close(flow["name"], net[flow["id"]], signed, gross[flow["id"]])
            compared += 1
        printed = run(tanji, "footprint", str(database), str(package), str(units), "--process", process, "--method", "IPCC", "--flow-map", str(mapping), *policy, "--json")
        expected = scores(net, flow_map, methods)
        assert len(printed["scores"]) == len(expected) == 8, printed["scores"]
        for score in printed["scores"]:
            close(score["category"], expected[score["id"]], score["amount"], 0.0)
            compared += 1
    print(f"{compared} numbers agree with scipy within {CLOSE}")
    return 0


if __name__ == "__main__":
    default = Path(os.environ["TANJI_SOURCE_DIR"]).parent / "shared"
    sys.exit(main(os.environ["TANJI_CLI"], Path(os.environ.get("TANJI_SHARED", default))))
