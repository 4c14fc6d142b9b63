# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""What the tests of the house share: the files of the checkout, the layers, and C++ text without comments and strings."""
import os
import re

SOURCE = os.environ.get("TANJI_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INCLUDE = os.path.join(SOURCE, "include", "tanji")

# Folder, layer, what it holds, third parties allowed in .hpp, further ones allowed in .ipp (regular expressions of include names).
EIGEN = r"Eigen/.*|unsupported/Eigen/.*"
LAYERS = [
    ("base", 0, "problems and results, findings, limits, text, CSV, JSON writer, SHA-256", "", ""),
    ("units", 1, "typed quantities, run-time units and their parser", r"boost/units/.*", r"boost/units/.*"),
    ("places", 1, "region codes and their hierarchy", "", ""),
    ("uncertainty", 2, "distributions, pedigree, sampling, error propagation", "", r"boost/math/.*"),
    ("factors", 3, "gases, GWP sets, emission factors, provenance, factor database", "", ""),
    ("claims", 4, "certificates, registry, the record and its digest", "", ""),
    ("accounting", 5, "activity lines, scopes and views, organisation inventories", "", ""),
    ("lifecycle", 5, "flows, processes, parameters, allocation, linking, methods as plain data", "", ""),
    ("solve", 6, "matrices, structure, solver, adjoint, proof, diagnosis", EIGEN, EIGEN),
    ("impact", 7, "characterisation, flow matching, built-in methods", EIGEN, EIGEN),
    ("analysis", 8, "footprint in one call, contributions, trees, comparison", EIGEN, EIGEN),
    ("sectors", 9, "power, steel, cement, aluminium", EIGEN, EIGEN),
    ("territory", 10, "national and provincial inventories, parks", EIGEN, EIGEN),
    ("verification", 11, "data-quality plans, checks, corrections", EIGEN, EIGEN),
    ("io", 12, "readers and writers, each third party behind one interface", EIGEN, r".*"),
    ("report", 12, "tables, pictures, documents", EIGEN, EIGEN),
    ("backends", 12, "other solvers behind the abstract backend", EIGEN, r".*"),
    ("run", 13, "shards, MPI, PETSc", EIGEN, r".*"),
]
LAYER = {folder: layer for folder, layer, *_ in LAYERS}
EXEMPT = {"tanji.hpp", "fwd.hpp", "version.hpp", "config.hpp"}


def files(top, *endings):
    """Paths under `top` (relative to the checkout) with one of the endings, sorted, build trees left out."""
    found = []
    for folder, subfolders, names in os.walk(os.path.join(SOURCE, top)):
        subfolders[:] = sorted(s for s in subfolders if s not in ("build", ".git", "__pycache__"))
        found += [os.path.join(folder, name) for name in sorted(names) if name.endswith(endings or ("",))]
    return found


def relative(path):
    return os.path.relpath(path, SOURCE)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_umbrella(path):
    """include/tanji/solve.hpp and its like, which only list what a folder holds."""
    return os.path.dirname(path) == INCLUDE


def public_headers():
    return [path for path in files("include/tanji", ".hpp") if not re.search(r"/(impl|detail)/", path)]


_TOKEN = re.compile(r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>\bu?8?R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)")
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<character>(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+')
""", re.VERBOSE | re.DOTALL)


def strip(text, keep_strings=False):
    """C++ text with comments (and the content of strings) blanked; line numbers stay as they are."""
    def blank(match):
        if match.lastgroup != "comment" and match.group("comment") is None and keep_strings:
            return match.group(0)
        filler = "\"\"" if match.group("comment") is None else " "
        return filler + "\n" * match.group(0).count("\n")
    return _TOKEN.sub(blank, text)


def report(name, problems):
    """Prints the problems and ends the script: 1 when there are any."""
    for problem in problems:
        print(problem)
    print(f"{name}: {len(problems)} problem(s)" if problems else f"{name}: fine")
    raise SystemExit(1 if problems else 0)
