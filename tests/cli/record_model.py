# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Records of tanji-record/2 by a second hand: canonical JSON (RFC 8785), leaves, salts, both hashes and the root, written from
docs/records.md, the two RFCs (8785, 9162) and FIPS 180-4 as hashlib has it. Nothing of the library is used."""
import hashlib
import hmac
import json


def number(value):
    """ECMA-262, Number::toString."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    text = repr(float(value))
    if 1e-6 <= abs(value) < 1e-4:  # Python writes these with an exponent, ECMAScript without
        digits, exponent = text.split("e-")
        sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
        return sign + "0." + "0" * (int(exponent) - 1) + digits.replace(".", "")
    return text.replace("e-0", "e-").replace(".0e", "e")


def canonical(data):
    if isinstance(data, bool) or data is None:
        return json.dumps(data)
    if isinstance(data, (int, float)):
        return number(data)
    if isinstance(data, str):
        return json.dumps(data, ensure_ascii=False)
    if isinstance(data, list):
        return "[" + ",".join(map(canonical, data)) + "]"
    names = sorted(data, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(name) + ":" + canonical(data[name]) for name in names) + "}"


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def tree(leaves):
    """RFC 9162, section 2.1.1, as it is defined: by recursion."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return sha256(b"\1", tree(leaves[:left]), tree(leaves[left:]))


class Model:
    """The entries of a record, one text each, with what their leaves are over."""

    def __init__(self, text, secret=None):
        self.texts = text.splitlines()
        self.secret = secret
        self.resolved, self.leaves, self.roots = [], [], []
        self.kinds = []
        self.shared = {"file": [], "factor": [], "context": [], "step": []}
        self.lines = 0
        for entry_text in self.texts:
            self.take(entry_text)

    def take(self, entry_text):
        entry = json.loads(entry_text)
        assert canonical(entry) == entry_text, entry_text
        kind = "line" if isinstance(entry, list) else next(iter(entry))
        self.kinds.append(kind)
        if kind == "root":
            self.roots.append((entry["root"], self.root()))
            self.resolved.append(None)
            return
        self.lines += kind == "line"
        text = canonical(self.resolve(kind, entry)).encode()
        leaf = self.leaf(kind, text)
        self.resolved.append(text)
        self.leaves.append(leaf)
        if kind in self.shared:
            self.shared[kind].append(leaf.hex())

    def line(self, line):
        return [self.shared["context"][line[0]], self.shared["step"][line[1]], *line[2:]]

    def resolve(self, kind, entry):
        if kind == "line":
            return self.line(entry)
        inside = dict(entry[kind])
        for name, table in (("file", "file"), ("factor", "factor")):
            if kind in ("context", "step") and name in inside:
                inside[name] = self.shared[table][inside[name]]
        if kind == "correction":
            inside["was"] = self.line(inside["was"])
            inside["line"] = inside["line"] and self.line(inside["line"])
        return {kind: inside}

    def salt(self, text):
        return hmac.new(self.secret, text, hashlib.sha256).digest()[:16]

    def leaf(self, kind, text):
        if self.secret and kind not in ("header", "lock", "results"):
            return sha256(b"\2", self.salt(text), text)
        return sha256(b"\0", text)

    def root(self):
        content = sha256(b"\3", len(self.leaves).to_bytes(8, "big"), *sorted(self.leaves))
        return {"content": content.hex(), "entries": len(self.leaves), "lines": self.lines, "sequence": tree(self.leaves).hex()}

    def root_text(self):
        root = self.root()
        return f"tanji-root/1 {root['entries']} {root['lines']} {root['content']} {root['sequence']}"


def sealed(texts, secret=None):
    """The entries with roots that fit: what a forger does, and what goes on with a record."""
    out = []
    for text in texts:
        out.append(canonical({"root": Model("\n".join(out), secret).root()}) if text.startswith('{"root"') else text)
    return "\n".join(out) + "\n"


def redacted(model, withheld):
    """A copy in which the entries at the places `withheld` are their leaves, and all others that may be withheld carry their salts."""
    out, at = [], 0
    for place, (kind, text) in enumerate(zip(model.kinds, model.texts)):
        if kind == "root":
            out.append(text)
            continue
        leaf, at = model.leaves[at], at + 1
        if kind in ("header", "lock", "results"):
            out.append(text)
        elif place in withheld:
            out.append(canonical({"withheld": {"kind": kind, "leaf": leaf.hex()}}))
        else:
            out.append(canonical({"shown": {"entry": json.loads(text), "salt": model.salt(model.resolved[place]).hex()}}))
    return "\n".join(out) + "\n"
