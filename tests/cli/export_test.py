# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The exported matrices, read back and solved by scipy, give the scores that the tool prints.

Both forms (npz and MatrixMarket) and the Brightway datapackage, on the shipped database and on USLCI where it is there.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

try:
    import numpy as np
    import scipy.io
    import scipy.sparse as sp
    from scipy.sparse.linalg import spsolve
except ImportError:
    print("skipped: no scipy")
    sys.exit(77)

CLOSE = 1e-9
TANJI = os.environ["TANJI_CLI"]
SHARED = Path(os.environ.get("TANJI_SHARED", Path(os.environ["TANJI_SOURCE_DIR"]).parent / "shared"))


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.returncode, done.stderr)
    return json.loads(done.stdout)


def agree(what, ours, theirs):
    assert abs(ours - theirs) <= CLOSE * max(abs(theirs), 1e-12), f"{what}: scipy {ours!r}, tanji {theirs!r}"


def scores(a, b, c, f):
    return c @ (b @ spsolve(sp.csc_matrix(a), np.asarray(f.todense()).ravel()))


def brightway_matrix(package, group, rows, columns):
    """As matrix_utils builds it: data, negated where flipped, at the mapped places."""
    load = lambda kind: np.load(io.BytesIO(package.read(f"{group}.{kind}.npy")))
    index, data = load("indices"), load("data").astype(float)
    if f"{group}.flip.npy" in package.namelist():
        data = np.where(load("flip"), -data, data)
    row = [rows[i] for i in index["row"]]
    column = [columns[i] for i in index["col"]]
    return sp.csc_matrix((data, (row, column)), shape=(len(rows), len(columns)))


def check(arguments, folder):
    printed = run("footprint", *arguments)["scores"]
    run("export", *arguments, "--matrices", folder)
    folder = Path(folder)
    npz = [sp.load_npz(folder / f"{name}.npz") for name in ("technosphere", "biosphere", "characterisation", "demand")]
    market = [scipy.io.mmread(str(folder / f"{name}.mtx")).tocsc() for name in ("technosphere", "biosphere", "characterisation", "demand")]
    for ours, theirs in zip(npz, market):
        assert ours.shape == theirs.shape and abs(ours - theirs).max() == 0, "npz and MatrixMarket differ"
    columns = list(csv.DictReader(open(folder / "columns.csv", encoding="utf-8")))
    flows = list(csv.DictReader(open(folder / "flows.csv", encoding="utf-8")))
    categories = list(csv.DictReader(open(folder / "categories.csv", encoding="utf-8")))
    assert (len(columns), len(flows), len(categories)) == (npz[0].shape[0], npz[1].shape[0], npz[2].shape[0])
    solved = scores(*npz)
    assert len(printed) == len(solved) > 0
    for score, value in zip(printed, solved):
        agree(score["category"], value, score["amount"])

    nodes = {i + 1: i for i in range(len(columns))}
    flow_nodes = {len(columns) + 1 + i: i for i in range(len(flows))}
    with zipfile.ZipFile(folder / "brightway-inventory.zip") as package:
        described = {resource["path"] for resource in json.loads(package.read("datapackage.json"))["resources"]}
        assert described == set(package.namelist()) - {"datapackage.json"}
        technosphere = brightway_matrix(package, "technosphere", nodes, nodes)
        biosphere = brightway_matrix(package, "biosphere", flow_nodes, nodes)
    for k, score in enumerate(printed):
        with zipfile.ZipFile(folder / f"brightway-method-{k}.zip") as package:
            factors = brightway_matrix(package, "characterisation", flow_nodes, {0: 0})
        agree("Brightway " + score["category"], float(scores(technosphere, biosphere, factors.T, npz[3])[0]), score["amount"])
    return len(printed)


def main():
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        compared += check(["@tanji", "--process", "cn-aluminium-ingot", "--method", "ipcc-ar6-gwp100"], f"{folder}/shipped")
        uslci = SHARED / "data/jsonld/uslci_olca1_5_0_json_ld.zip"
        if uslci.exists():
            policy = ["--linking", "unique-reference", "--allocation", "ignore-coproducts"]
            compared += check([uslci, "--process", "ca1d1dfa-fd3c-35f1-bea7-a037251deb04", *policy], f"{folder}/uslci")
        else:
            print("skipped: USLCI is not here")
    print(f"{compared} scores agree with scipy within {CLOSE}, in three forms each")


main()
