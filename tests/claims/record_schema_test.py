#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Records satisfy the published schema, docs/schema/tanji-record-2.json: those of past releases that are kept here, and what
they must not be does not. The C++ tests write record-2.jsonl byte by byte, so the schema is checked against the writer."""
import glob
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is not here")
    sys.exit(77)

SOURCE = os.environ.get("TANJI_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
with open(os.path.join(SOURCE, "docs", "schema", "tanji-record-2.json"), encoding="utf-8") as file:
    SCHEMA = json.load(file)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
jsonschema.Draft202012Validator.check_schema(SCHEMA)

failures = []
kinds = set()
files = sorted(glob.glob(os.path.join(SOURCE, "tests", "claims", "data", "*.jsonl")))
if not files:
    failures.append("no record to check")
for path in files:
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            entry = json.loads(line)
            kinds.add("line" if isinstance(entry, list) else next(iter(entry)))
            for error in VALIDATOR.iter_errors(entry):
                failures.append(f"{os.path.basename(path)}:{number}: {error.message[:200]}")
for kind in ("header", "file", "factor", "context", "step", "line", "correction", "lock", "results", "root", "withheld", "shown"):
    if kind not in kinds:
        failures.append(f"no entry '{kind}' in the records that are checked")

WRONG = [
    {}, [], 7, [0, 0, 1, "1"], [0, 0, 1, 1, 1], [-1, 0, 1, "1", 1], [0, 0, 1, "1", 1, "", "", "", 1, 1], {"header": {"schema": "tanji-record/2"}},
    {"header": {"schema": "tanji-record/1", "subject": "x", "version": "1", "salted": False}}, {"file": {}}, {"file": {"name": "a"}, "lock": {}},
    {"file": {"name": "a", "note": "b"}}, {"context": {"from": "2024-01-01"}}, {"root": {"entries": 1, "lines": 1, "content": "x", "sequence": "y"}},
    {"correction": {"at": "", "by": "a", "why": "b", "was": [0, 0, 1, "1", 1], "line": None}}, {"withheld": {"kind": "root", "leaf": "0" * 64}},
]
for entry in WRONG:
    if VALIDATOR.is_valid(entry):
        failures.append(f"the schema takes {json.dumps(entry)}")
print("\n".join(failures) or f"{len(files)} records satisfy the schema")
sys.exit(1 if failures else 0)
