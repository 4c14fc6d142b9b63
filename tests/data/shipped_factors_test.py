#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The shipped factors, parameters and GWPs: well formed, sourced, adding up, equal to the facts they come from; the page about
them is up to date; and the checks do find defects.

    shipped_factors_test.py            checks; compares with ../shared/facts if it is there
    shipped_factors_test.py --write    rewrites the table in docs/shipped-factors.md
"""
import collections
import copy
import csv
import os
import re
import sys

SOURCE = os.environ.get("TANJI_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("TANJI_SHARED") or os.path.join(SOURCE, "..", "shared")
TABLES = ["cn-grid-co2", "cn-electricity-footprint", "cn-ets", "gb-2023", "us-40cfr98"]
PARAMETERS = ["cn-ets", "us-40cfr98-heat"]
PAGE = "docs/shipped-factors.md"

GASES = ["co2-fossil", "co2-biogenic", "ch4", "ch4-biogenic", "n2o", "cf4", "c2f6"]
COLUMNS = ["key", "what", "name_en", "name_zh", "kind", "region", "year", "data_year", "technology", "unit", *GASES, "co2e", "gwp_set", "gases_as",
           "not_estimated", "document", "place", "confidence", "note"]
KINDS = ["direct", "footprint", "upstream", "deduction"]
CONFIDENCE = ["official-seen", "transcribed-2", "transcribed-1", "derived", "unverified", "conflict"]
UNIT = re.compile(r"(kg|t)/(kWh( net| gross| heat)?|GJ( heat)?|mmBtu gross|t|kg|l|m3|10\^4 Nm3|km|t\*km|p\*km|item\*d|person\*h)$")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
# What the confidence marks of the facts are worth here; the UK and US tables decide row by row (see the page).
WORTH = {"confirmed": "transcribed-2", "confirmed-secondary": "transcribed-1", "derived": "derived", "own-knowledge": "unverified", "flagged": "conflict"}
UOM = {"tonne": "t", "litre": "l", "kilowatt hour": "kWh", "cubic metre": "m3", "kilometre": "km", "tonne.km": "t*km", "kilogram": "kg", "passenger.km": "p*km",
       "gigajoule": "GJ", "Room per night": "item*d", "per FTE Working Hour": "person*h"}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load():
    """Everything that ships, as one value, so that a defect can be planted in a copy."""
    data = lambda name: rows_of(os.path.join(SOURCE, "data", name))
    return {"documents": data("factors/documents.csv"), "factors": {name: data(f"factors/{name}.csv") for name in TABLES},
            "parameters": {name: data(f"parameters/{name}.csv") for name in PARAMETERS}, "gwp": data("gwp/gwp.csv"), "gases": data("gwp/gases.csv"),
            "places": data("places/places.csv")}


def facts(name):
    path = os.path.join(SHARED, "facts", name)
    return rows_of(path) if os.path.exists(path) else None


def places_behind(text):
    """Decimal places of a number as printed."""
    mantissa, _, power = text.lower().partition("e")
    return len(mantissa.partition(".")[2]) - int(power or 0)


# ---- form -------------------------------------------------------------------------------------------------------

def documents(ship):
    problems, seen = [], set()
    for row in ship["documents"]:
        name = row["document"]
        if name in seen or not name:
            problems.append(f"document {name}: used before, or empty")
        seen.add(name)
        for column in ("title", "publisher", "edition", "licence"):
            if not row[column]:
                problems.append(f"document {name}: no {column}")
        for column in ("released", "valid_from", "valid_to"):
            if row[column] and not DATE.match(row[column]):
                problems.append(f"document {name}: {column} is no date: {row[column]}")
        if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
            problems.append(f"document {name}: ends before it starts")
        if row["licence"].startswith("OGL") and row["attribution"] != OGL:
            problems.append(f"document {name}: the OGL asks for its attribution")
    used = {row["document"] for table in [*ship["factors"].values(), *ship["parameters"].values()] for row in table}
    problems += [f"document {name}: unknown" for name in used - seen] + [f"document {name}: nothing comes from it" for name in seen - used]
    return problems


def form(ship):
    problems, keys = [], set()
    regions = {row["code"] for row in ship["places"]}
    gases = {row["key"] for row in ship["gases"]}
    for table, rows in ship["factors"].items():
        unknown = set(rows[0]) - set(COLUMNS)
        if unknown:
            problems.append(f"{table}: unknown columns {unknown}")
        for row in rows:
            at = f"{table}, {row['key']}"
            if row["key"] in keys or not row["key"]:
                problems.append(f"{at}: key used before, or empty")
            keys.add(row["key"])
            for column, words in (("kind", KINDS), ("confidence", CONFIDENCE), ("region", regions)):
                if row[column] not in words:
                    problems.append(f"{at}: {column} is {row[column]!r}")
            if not row["what"] or not row["document"]:
                problems.append(f"{at}: no what or no document")
            if not UNIT.match(row["unit"]):
                problems.append(f"{at}: unit {row['unit']!r} is not one of ours")
            for column in ("year", "data_year"):
                if not re.match(r"(19|20)\d\d$", row[column]) and not (column == "data_year" and not row[column]):
                    problems.append(f"{at}: {column} is {row[column]!r}")
            problems += [f"{at}: {word} is no gas" for word in row.get("not_estimated", "").split() if word not in gases]
            problems += numbers(at, row)
    for table, rows in ship["parameters"].items():
        for row in rows:
            if row["key"] in keys or row["confidence"] not in CONFIDENCE or not row["unit"] or not re.match(r"\d", row["value"]):
                problems.append(f"parameters, {table}, {row['key']}: key, value, unit or confidence")
            keys.add(row["key"])
    return problems


def numbers(at, row):
    given = [gas for gas in GASES if row.get(gas)]
    total = row.get("co2e", "")
    problems = []
    for column in [*given, *(["co2e"] if total else [])]:
        if not re.match(r"\d+(\.\d+)?(e-?\d+)?$", row[column]):
            problems.append(f"{at}: {column} is no number: {row[column]!r}")
    if not given and not total:
        problems.append(f"{at}: no number")
    if total and not row["gwp_set"]:
        problems.append(f"{at}: a CO2e without its set")
    if total and given and row["gwp_set"] == "unstated":
        problems.append(f"{at}: gases beside a CO2e of an unstated set")
    problems += [f"{at}: {gas} is given and not estimated" for gas in given if gas in row.get("not_estimated", "").split()]
    return problems


def unique_lookups(ship):
    """What an exact look-up asks for names one factor: tonne and kilogram, or kilometre and mile, would be two answers."""
    kind_of = {"kWh": "energy", "GJ": "energy", "kWh heat": "heat", "GJ heat": "heat", "t": "mass", "kg": "mass", "l": "volume", "m3": "volume"}
    seen, problems = {}, []
    for rows in ship["factors"].values():
        for row in rows:
            per = row["unit"].split("/", 1)[1]
            query = (row["what"].lower(), row["kind"], row["region"], row["year"], kind_of.get(per, per))
            if query in seen:
                problems.append(f"{row['key']} and {seen[query]} answer the same look-up {query}")
            seen[query] = row["key"]
    return problems


# ---- sums -------------------------------------------------------------------------------------------------------

def gwp_table(ship):
    return {(row["gas"], row["report"], row["horizon"], row["feedback"]): float(row["value"]) for row in ship["gwp"]}


def sums(ship):
    """A CO2e beside gases is their sum, up to the rounding of each printed number."""
    table, problems, count = gwp_table(ship), [], 0
    for rows in ship["factors"].values():
        for row in rows:
            given = [gas for gas in GASES if row.get(gas) and gas != "co2-biogenic"]
            if not given or not row.get("co2e"):
                continue
            count += 1
            report, horizon = row["gwp_set"].split("-")
            gwp = {gas: 1 if row["gases_as"] else table[gas, report, horizon, "0"] for gas in given}
            places = max(places_behind(row["co2e"]), min(places_behind(row[gas]) for gas in given))
            rounding = 0.5 * 10 ** -places + sum(0.5 * gwp[gas] * 10 ** -max(places_behind(row[gas]), places) for gas in given)
            total = sum(gwp[gas] * float(row[gas]) for gas in given)
            if abs(total - float(row["co2e"])) > rounding * (1 + 1e-9):
                problems.append(f"{row['key']}: gases sum to {total:.7g}, CO2e says {row['co2e']}")
    if count != 810:
        problems.append(f"{count} factors have gases and a total, not 810")
    return problems


def derived(ship):
    """What says derived follows from what it says it is derived from: 44/12 of the carbon that burns."""
    values = {row["key"]: float(row["value"]) for row in ship["parameters"]["cn-ets"]}
    factors = {row["key"]: row for row in ship["factors"]["cn-ets"]}
    expected = {"al.anode.ef": values["al.anode.nc"] * (1 - values["al.anode.s"] - values["al.anode.a"]) * 44 / 12}
    for key in factors:
        fuel = re.match(r"(fuel\.ets\.\w+)\.ef$", key)
        if fuel:
            expected[key] = values[fuel[1] + ".ncv"] * values[fuel[1] + ".cc"] * values[fuel[1] + ".of"] * 44 / 12
    problems = [f"{key}: {value:.6f} from its parameters" for key, value in expected.items() if abs(float(factors[key]["co2-fossil"]) - value) > 0.6e-6]
    problems += [f"{key}: says derived" for key, row in factors.items() if (row["confidence"] == "derived") != (key in expected)]
    return problems


# ---- facts ------------------------------------------------------------------------------------------------------

def same(key, shipped, fact):
    return [] if float(shipped) == float(fact) else [f"{key}: ships {shipped}, the fact is {fact}"]


def china(ship):
    problems, seen = [], set()
    shipped = {row["key"]: (row, table) for table, rows in ship["factors"].items() for row in rows}
    shipped.update({row["key"]: (row, "parameter") for row in ship["parameters"]["cn-ets"]})
    for name in ("grid_co2_factors", "electricity_footprint_factors", "cement_factors", "steel_factors", "aluminium_factors", "fuels_ets_guidelines", "power_guideline_defaults"):
        for fact in facts(f"china/{name}.csv"):
            key, gas = fact["key"], "co2-fossil"
            if key in ("al.pfc.cf4_default", "al.pfc.c2f6_default"):  # two gases of one factor
                key, gas = "al.pfc.default", key.split(".")[2].split("_")[0]
            if key not in shipped:
                continue
            row, table = shipped[key]
            seen.add(key)
            problems += same(key, row["value"] if table == "parameter" else row["co2e"] if table == "cn-electricity-footprint" else row[gas], fact["value"])
            if row["confidence"] != WORTH[fact["confidence"]]:
                problems.append(f"{key}: {row['confidence']}, but the facts say {fact['confidence']}")
    ours = {key for key, (row, table) in shipped.items() if row["region"].startswith("CN") and table != "gb-2023"}
    return problems + [f"{key}: in no table of facts" for key in ours - seen]


def britain(ship):
    flat = collections.OrderedDict()
    for fact in facts("ghg/defra_2023_full.csv"):
        flat.setdefault(fact["id"].rsplit("_", 1)[0], {})[fact["ghg_unit"]] = fact
    column = {"kg CO2e": "co2e", "kg CO2e of CO2": "co2-fossil", "kg CO2e of CH4": "ch4", "kg CO2e of N2O": "n2o"}
    problems, shipped = [], {row["place"]: row for row in ship["factors"]["gb-2023"]}
    problems += [f"gb {name}: not in the flat file" for name in set(shipped) - set(flat)]
    for name, group in flat.items():
        fact = next(iter(group.values()))
        if name not in shipped:
            problems += left_out(name, group, fact, flat)
            continue
        row = shipped[name]
        if fact["column_text"] == "With RF":  # the printed CO2 holds the other effects of flying high: no mass of a gas
            group = {"kg CO2e": group["kg CO2e"]}
        for unit, each in group.items():
            gas = "co2-biogenic" if fact["level1"] == "Outside of scopes" else column[unit]
            problems += same(row["key"], row[gas] or "nan", each["value"])
        if sum(bool(row[gas]) for gas in [*GASES, "co2e"] if gas in row) != len(group):
            problems.append(f"{row['key']}: other numbers than the flat file's {len(group)}")
        basis = {"Net CV": " net", "Gross CV": " gross"}.get(fact["column_text"], " heat" if "heat" in fact["level1"].lower() + fact["level2"].lower() and fact["level1"] != "Homeworking" else "")
        if row["unit"] != "kg/" + UOM[fact["uom"]] + basis:
            problems.append(f"{row['key']}: per {row['unit']}, the flat file says {fact['uom']} {fact['column_text']}")
        if (row["kind"] == "upstream") != fact["level1"].startswith("WTT"):
            problems.append(f"{row['key']}: {row['kind']}, but is {fact['level1']}")
    return problems


def left_out(name, group, fact, flat):
    """Rows per mile and per million litres say again what those per km and per m3 say."""
    factor, unit = {"mile": (1.609344, "kilometre"), "million litres": (1000, "cubic metre")}.get(fact["uom"], (0, ""))
    for other, candidate in flat.items():
        if unit and other.rsplit("_", 1)[0] == name.rsplit("_", 1)[0] and next(iter(candidate.values()))["uom"] == unit:
            # Each number is rounded to five places, in one unit before and in the other after a markup.
            if all(abs(float(candidate[u]["value"]) * factor - float(group[u]["value"])) < 0.5e-5 * factor + 1e-4 * (factor < 2) for u in group):
                return []
    return [f"gb {name}: of the flat file, and neither shipped nor the same as a shipped row"]


def america(ship):
    problems, shipped = [], {row["place"].removeprefix("C-1 and C-2, "): row for row in ship["factors"]["us-40cfr98"]}
    heat = {row["place"].removeprefix("C-1, "): row for row in ship["parameters"]["us-40cfr98-heat"]}
    for fact in facts("ghg/epa_40cfr98_table_c1.csv"):
        row = shipped[fact["fuel"]]
        problems += same(row["key"], row["co2-fossil"] or row["co2-biogenic"], fact["co2_kg_per_mmBtu_HHV"])
        problems += same(row["key"] + " heat", heat[fact["fuel"]]["value"], fact["default_hhv"])
    # A second list (grams of CH4 and N2O) for what it has: coal and gaseous fuels, wood.
    second = {row["fuel"]: row for row in facts("ghg/epa_fuel_factors.csv") if row["table"].startswith("stationary")}
    for name, other in (("Anthracite", "Coal (anthracite)"), ("blast furnace gas", "Blast Furnace Gas"), ("coke oven gas", "Coke Oven Gas"), ("landfill gas", "Landfill Gas"),
                        ("wood and wood residuals, dry", "Wood"), ("peat", "Peat"), ("tires", "Scrap Tires"), ("agricultural byproducts", "Biomass"),
                        ("biodiesel", "Biodiesel (100%)"), ("Ethanol", "Ethanol (100%)"), ("Kerosene", "Kerosene"), ("Natural gas (Weighted U.S. Average)", "Renewable Natural Gas")):
        row, fact = shipped[name], second[other]
        problems += same(row["key"], row["co2-fossil"] or row["co2-biogenic"], fact["CO2_kg_per_MMBtu_or_native"])
        problems += same(row["key"] + " CH4", round(float(row["ch4"] or row["ch4-biogenic"]) * 1000, 9), fact["CH4_g_per_MMBtu_or_native"])
        problems += same(row["key"] + " N2O", round(float(row["n2o"]) * 1000, 9), fact["N2O_g_per_MMBtu_or_native"])
    return problems


def gwps(ship):
    """Against the two tables of facts, and the misprints that facts/ghg.md warns of, by the numbers that are right."""
    ours, problems, count = gwp_table(ship), [], 0
    confidence = {(row["gas"], row["report"], row["horizon"], row["feedback"]): row["confidence"] for row in ship["gwp"]}
    spelling = lambda text: re.sub(r"[-_ ]", "", text).lower()
    gases = {spelling(row["key"]): row["key"] for row in ship["gases"]}
    columns = {"AR4GWP100": ("AR4", "100", "0"), "AR5GWP100": ("AR5", "100", "0"), "AR5CCFGWP100": ("AR5", "100", "1"), "AR6GWP100": ("AR6", "100", "0"), "AR6GWP20": ("AR6", "20", "0"), "AR6GWP500": ("AR6", "500", "0")}
    for fact in facts("ghg/gwp_wide.csv"):
        for column, where in columns.items():
            at = (gases.get(spelling(fact["Species"])), *where)
            if not fact[column] or confidence.get(at) == "conflict":
                continue
            count += 1
            problems += same(f"gwp {fact['Species']} {column}", ours.get(at, "nan"), fact[column])
    if count != 490:
        problems.append(f"{count} GWPs compared, not 490")
    origin = {"CH4 (fossil)": ["ch4-fossil"], "CH4 (non-fossil)": ["ch4-biogenic"], "CH4 (unsplit)": ["ch4"], "CH4 (unsplit/non-fossil)": ["ch4", "ch4-biogenic"]}
    for fact in facts("ghg/gwp_methane_split.csv"):
        for gas in origin.get(fact["gas"], []) if fact["metric"] == "GWP" else []:
            problems += same(f"gwp {gas} {fact['assessment_report']}-{fact['horizon']}", ours[gas, fact["assessment_report"], fact["horizon"], "0"], fact["value"])
    right = {("cfc-11", "AR6"): 6230, ("cfc-12", "AR6"): 12500, ("hfc-152a", "AR6"): 164, ("hfc-134a", "AR4"): 1430, ("hfc-134a", "AR5"): 1300, ("n2o", "AR6"): 273, ("sf6", "AR6"): 25200,
             ("ch4-fossil", "AR6"): 29.8, ("ch4-biogenic", "AR6"): 27.0, ("ch4", "AR6"): 27.9}
    for (gas, report), value in right.items():
        problems += same(f"gwp {gas} {report}", ours[gas, report, "100", "0"], value)
    return problems


# ---- the page, and defects --------------------------------------------------------------------------------------

def counts(ship):
    """Rows of the page's table: per document, how many factors and parameters of each confidence."""
    found = collections.defaultdict(collections.Counter)
    for rows in ship["factors"].values():
        for row in rows:
            found[row["document"]][row["confidence"]] += 1
    parameters = collections.Counter(row["document"] for rows in ship["parameters"].values() for row in rows)
    lines = ["| document | factors | " + " | ".join(f"`{word}`" for word in CONFIDENCE[1:]) + " | parameters |", "|---|" + "---:|" * 7]
    for document in ship["documents"]:
        name = document["document"]
        lines.append(f"| {document['title']} | {sum(found[name].values())} | " + " | ".join(str(found[name][word] or "") for word in CONFIDENCE[1:]) + f" | {parameters[name] or ''} |")
    total = sum(found.values(), collections.Counter())
    lines.append(f"| all | {sum(total.values())} | " + " | ".join(str(total[word] or "") for word in CONFIDENCE[1:]) + f" | {sum(parameters.values())} |")
    return "\n".join(lines) + "\n"


def page(ship, write=False):
    path = os.path.join(SOURCE, PAGE)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    table = re.search(r"\| document \| factors .*?\n(?!\|)", text + "\n", re.DOTALL)
    wanted = text.replace(table[0].rstrip("\n"), counts(ship).rstrip("\n")) if table else text
    if write:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(wanted)
    return [] if table and wanted == text else [f"{PAGE} is not that of the data: run this test with --write"]


CHECKS = [documents, form, unique_lookups, sums, derived]
AGAINST_FACTS = [china, britain, america, gwps]


def plant(ship, table, key, fields):
    """A copy with one row changed."""
    other = copy.deepcopy(ship)
    rows = other["factors"].get(table) or other["parameters"].get(table) or other[table]
    row = next(row for row in rows if key in row.values())
    row.update(fields)
    return other


def defects(ship, with_facts):
    """Each rule finds the defect it is for."""
    gb, grid = "gb.fuel.natural-gas.gross.2023", "grid.co2.national.avg.2023"
    cases = [(documents, ("documents", "gb-2023", {"attribution": ""})), (documents, ("documents", "mee-2025-47", {"released": "2025-13-01"})),
             (documents, ("cn-grid-co2", grid, {"document": "hearsay"})), (form, ("cn-grid-co2", grid, {"key": "grid.co2.national.avg.2022"})),
             (form, ("cn-grid-co2", grid, {"confidence": "sure"})), (form, ("cn-grid-co2", grid, {"unit": "kg/frob"})), (form, ("cn-grid-co2", grid, {"region": "XX"})),
             (form, ("cn-grid-co2", grid, {"year": "soon"})), (form, ("cn-grid-co2", grid, {"co2-fossil": ""})), (form, ("cn-grid-co2", grid, {"not_estimated": "co2-fossil"})),
             (unique_lookups, ("cn-grid-co2", grid, {"year": "2022"})), (sums, ("gb-2023", gb, {"co2e": "0.1830"})), (sums, ("gb-2023", gb, {"n2o": "0.0002"})),
             (derived, ("cn-ets", "fuel.ets.diesel.ef", {"co2-fossil": "3.1"}))]
    if with_facts:
        cases += [(china, ("cn-grid-co2", grid, {"co2-fossil": "0.5309"})), (china, ("cn-ets", "steel.ef.scrap", {"confidence": "transcribed-2"})), (britain, ("gb-2023", gb, {"ch4": "0.00029"})),
                  (britain, ("gb-2023", gb, {"unit": "kg/kWh net"})), (britain, ("gb-2023", gb, {"place": "0_0"})), (america, ("us-40cfr98", "us.40cfr98.peat.2016", {"co2-biogenic": "111.48"}))]
    problems = [f"{check.__name__} does not see {what}" for check, (table, key, what) in cases if not check(plant(ship, table, key, what))]
    if with_facts:
        swapped = copy.deepcopy(ship)
        next(row for row in swapped["gwp"] if (row["gas"], row["report"], row["horizon"]) == ("cfc-12", "AR6", "100"))["value"] = "11200"
        problems += [] if gwps(swapped) else ["gwps does not see a misprint"]
    return problems, len(cases)


def main():
    ship = load()
    if "--write" in sys.argv[1:]:
        page(ship, write=True)
    with_facts = facts("ghg/gwp_wide.csv") is not None
    problems = [problem for check in CHECKS for problem in check(ship)] + page(ship)
    if with_facts:
        problems += [problem for check in AGAINST_FACTS for problem in check(ship)]
    else:
        print("skipped: no shared facts to compare with")
    missed, planted = defects(ship, with_facts)
    problems += missed
    print("\n".join(problems[:40]) if problems else f"{sum(map(len, ship['factors'].values()))} factors in order; {planted} planted defects found")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
