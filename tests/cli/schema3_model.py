# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""A small openLCA database in schema 3, written as openLCA 2 writes it, and its footprints computed here without Tanji.

The field names are those of GreenDelta's olca-schema and of openLCA's exporter: isInput, isQuantitativeReference,
isAvoidedProduct, defaultProvider, refProcess, refExchange, targetAmount, processLinks, parameterSets, nwSets,
flowResults (isRefFlow), impactResults (indicator). The model has what a real release has and a toy lacks: several
makers of one flow, units other than the reference unit, a self-loop, co-products with three sets of factors, waste, an
avoided product, formulas, redefinitions and factors of places.
"""
import json
import zipfile

UNITS = {"kg": ("mass", 1.0), "t": ("mass", 1000.0), "g": ("mass", 0.001), "MJ": ("energy", 1.0), "kWh": ("energy", 3.6), "Item(s)": ("items", 1.0)}
REFERENCE = {"mass": "kg", "energy": "MJ", "items": "Item(s)"}
FLOWS = {  # id: (name, type, property, category, {other property: factor})
    "f-el": ("Electricity, medium voltage", "PRODUCT_FLOW", "energy", "Products", {}),
    "f-heat": ("Heat, district", "PRODUCT_FLOW", "energy", "Products", {}),
    "f-steel": ("Steel, crude", "PRODUCT_FLOW", "mass", "Products", {}),
    "f-widget": ("Widget", "PRODUCT_FLOW", "items", "Products", {"mass": 2.5}),
    "f-slag": ("Slag, to treatment", "WASTE_FLOW", "mass", "Wastes", {}),
    "e-co2": ("Carbon dioxide", "ELEMENTARY_FLOW", "mass", "Elementary flows/emission/air", {}),
    "e-ch4": ("Methane", "ELEMENTARY_FLOW", "mass", "Elementary flows/emission/air", {}),
    "e-so2": ("Sulfur dioxide", "ELEMENTARY_FLOW", "mass", "Elementary flows/emission/air", {}),
    "e-water": ("Water, river", "ELEMENTARY_FLOW", "mass", "Elementary flows/resource/water", {}),
}


def x(number, flow, amount, unit, side="out", provider=None, ref=False, avoided=False, formula=None, place=None):
    return dict(number=number, flow=flow, amount=amount, unit=unit, input=side == "in", provider=provider, ref=ref, avoided=avoided, formula=formula, place=place)


GLOBAL = {"carbon": 1.2}
PROCESSES = {  # id: (name, location, exchanges, local parameters, default allocation, factors {method: {product: factor or {exchange: factor}}})
    "p-coal": ("Electricity, from coal", "US", [x(1, "f-el", 1, "kWh", ref=True), x(2, "e-co2", 0.9, "kg"), x(3, "e-so2", 5, "g"), x(4, "e-water", 2, "kg", "in")], {}, None, {}),
    "p-hydro": ("Electricity, from water power", "CN", [x(1, "f-el", 1, "MJ", ref=True), x(2, "e-ch4", 1, "g"), x(3, "e-water", 10, "kg", "in")], {}, None, {}),
    "p-chp": ("Combined heat and power", "US", [
        x(1, "f-el", 10, "MJ", ref=True), x(2, "f-heat", 15, "MJ"), x(3, "e-co2", 3, "kg"), x(4, "e-so2", 20, "g"), x(5, "f-slag", 0.5, "kg", provider="p-landfill")],
        {}, "ECONOMIC_ALLOCATION", {"PHYSICAL": {"f-el": 0.4, "f-heat": 0.6}, "ECONOMIC": {"f-el": 0.7, "f-heat": 0.3},
                                    "CAUSAL": {"f-el": {3: 0.5, 4: 0.2, 5: 0.9}, "f-heat": {3: 0.5, 4: 0.8, 5: 0.1}}}),
    "p-landfill": ("Landfill of slag", "US", [x(1, "f-slag", 1, "t", "in", ref=True), x(2, "f-el", 20, "kWh", "in", "p-coal"), x(3, "e-ch4", 30, "kg")], {}, None, {}),
    "p-steel": ("Steel making", "US", [
        x(1, "f-steel", 1, "t", ref=True), x(2, "f-el", 550, "kWh", "in", "p-hydro", formula="500 * loss"), x(3, "f-heat", 800, "MJ", "in", "p-chp"),
        x(4, "f-slag", 200, "kg", provider="p-landfill"), x(5, "e-co2", 1800, "kg", formula="1500 * carbon"), x(6, "f-steel", 50, "kg", "in", "p-steel")], {"loss": 1.1}, None, {}),
    "p-widget": ("Widget assembly", "CN", [
        x(1, "f-widget", 1, "Item(s)", ref=True), x(2, "f-steel", 2.4, "kg", "in", "p-steel"), x(3, "f-el", 3, "kWh", "in", "p-coal"),
        x(4, "f-steel", 0.4, "kg", "in", "p-steel", avoided=True), x(5, "e-so2", 1, "g", place="US"), x(6, "e-water", 5, "kg", "in")], {}, None, {}),
}
FORMULAS = {"500 * loss": lambda p: 500 * p["loss"], "1500 * carbon": lambda p: 1500 * p["carbon"]}
METHODS = {  # id: (name, {category id: (name, unit, direction, [(flow, value, unit, location)])})
    "m-traci": ("TRACI 2.1", {
        "c-gw": ("Global warming", "kg CO2 eq", "OUTPUT", [("e-co2", 1, "kg", None), ("e-ch4", 25000, "t", None)]),
        "c-ac": ("Acidification", "kg SO2 eq", "OUTPUT", [("e-so2", 0.001, "g", None), ("e-so2", 1.5, "kg", "US"), ("e-so2", 0.8, "kg", "CN")]),
        "c-wu": ("Water use", "m3", "INPUT", [("e-water", 0.001, "kg", None)]),
        "c-sm": ("Smog formation", "kg O3 eq", None, [("e-so2", 0.1, "kg", None), ("e-ch4", 0.2, "kg", None)]),
    }),
    "m-other": ("Other method", {"c-other": ("Global warming, other", "kg CO2 eq", "OUTPUT", [("e-ch4", 80, "kg", None)])}),
}
NORMALISATION = {"c-gw": (24000.0, 0.3), "c-ac": (90.0, 0.7)}
SYSTEM = dict(id="s-widget", name="Widget system, hydro power", amount=12.0, process="p-widget", links={("p-widget", 3): "p-hydro"},
              sets={"baseline": {"carbon": 1.0}, "old plant": {"carbon": 1.4, "p-steel.loss": 1.5}})


# ---- the same, computed --------------------------------------------------------------------------------------
def reference(amount, unit):
    return amount * UNITS[unit][1]


def is_provider(e):
    kind = FLOWS[e["flow"]][1]
    return not e["avoided"] and ((kind == "PRODUCT_FLOW" and not e["input"]) or (kind == "WASTE_FLOW" and e["input"]))


def solve_dense(a, f):
    n = len(f)
    rows = [list(a[i]) + [f[i]] for i in range(n)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(n):
            if i != k and rows[i][k] != 0:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [u - factor * v for u, v in zip(rows[i], rows[k])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def value(process, e, redefined):
    if e["formula"] is None:
        return reference(e["amount"], e["unit"])
    scope = {**GLOBAL, **{k: v for k, v in redefined.items() if "." not in k}, **PROCESSES[process][3]}
    scope.update({k.split(".")[1]: v for k, v in redefined.items() if k.startswith(process + ".")})
    return reference(FORMULAS[e["formula"]](scope), e["unit"])


def share(process, product, e, method):
    factors = PROCESSES[process][5]
    if not factors:
        return 1.0
    chosen = factors[method or PROCESSES[process][4].split("_")[0]][product]
    return chosen[e["number"]] if isinstance(chosen, dict) else chosen


def inventory(process, product, amount, links=None, redefined=None, allocation=None):
    """{(flow, place): net} of `amount` reference units of a product; place is None for a process without one."""
    columns = [(p, e["flow"]) for p, data in PROCESSES.items() for e in data[2] if is_provider(e)]
    index = {c: i for i, c in enumerate(columns)}
    n = len(columns)
    a = [[0.0] * n for _ in range(n)]
    b = {}
    for j, (p, made) in enumerate(columns):
        for e in PROCESSES[p][2]:
            v = value(p, e, redefined or {})
            kind = FLOWS[e["flow"]][1]
            if is_provider(e):
                if e["flow"] == made:
                    a[j][j] += v if kind == "PRODUCT_FLOW" else -v
            elif kind == "ELEMENTARY_FLOW":
                key = (e["flow"], e["place"] or PROCESSES[p][1])
                b.setdefault(key, [0.0] * n)[j] += share(p, made, e, allocation) * (-v if e["input"] else v)
            else:
                provider = (links or {}).get((p, e["number"]), e["provider"])
                sign = 1 if (kind == "WASTE_FLOW") != e["avoided"] else -1
                if e["avoided"]:
                    sign = 1 if kind == "PRODUCT_FLOW" else -1
                a[index[provider, e["flow"]]][j] += sign * v * share(p, made, e, allocation)
    f = [0.0] * n
    f[index[process, product]] = -amount if FLOWS[product][1] == "WASTE_FLOW" else amount
    run = solve_dense(a, f)
    return {key: sum(u * v for u, v in zip(row, run)) for key, row in b.items()}


def scores(net, method, regions=True):
    result = {}
    for category, (_, _, direction, factors) in METHODS[method][1].items():
        total = 0.0
        for (flow, place), amount in net.items():
            usable = {where: value / UNITS[unit][1] for f, value, unit, where in factors if f == flow and (where is None or (regions and where == place))}
            if usable:
                total += (-1 if direction == "INPUT" else 1) * usable.get(place, usable.get(None, 0.0)) * amount
        result[category] = total
    return result


# ---- the files -----------------------------------------------------------------------------------------------
def ref(kind, identity, name=""):
    return {"@type": kind, "@id": identity, "name": name or identity}


def measure(unit):
    return {"unit": ref("Unit", "u-" + unit, unit), "flowProperty": ref("FlowProperty", "fp-" + UNITS[unit][0])}


def write_exchange(e):
    json_ = {"@type": "Exchange", "internalId": e["number"], "amount": e["amount"], "flow": ref("Flow", e["flow"], FLOWS[e["flow"]][0]), "isInput": e["input"],
             "isAvoidedProduct": e["avoided"], "isQuantitativeReference": e["ref"], **measure(e["unit"])}
    if e["provider"]:
        json_["defaultProvider"] = ref("Process", e["provider"])
    if e["formula"]:
        json_["amountFormula"] = e["formula"]
    if e["place"]:
        json_["location"] = ref("Location", "l-" + e["place"])
    return json_


def write_process(identity):
    name, place, exchanges, local, default, factors = PROCESSES[identity]
    allocation = []
    for method, products in factors.items():
        for product, shares in products.items():
            for number, share_ in shares.items() if isinstance(shares, dict) else [(None, shares)]:
                allocation.append({"@type": "AllocationFactor", "allocationType": method + "_ALLOCATION", "product": ref("Flow", product), "value": share_,
                                   **({"exchange": {"internalId": number}} if number else {})})
    return {"@type": "Process", "@id": identity, "name": name, "processType": "UNIT_PROCESS", "version": "00.00.001", "location": ref("Location", "l-" + place),
            "exchanges": [write_exchange(e) for e in exchanges], "lastInternalId": 10, "allocationFactors": allocation, **({"defaultAllocationMethod": default} if default else {}),
            "parameters": [{"@type": "Parameter", "@id": "q-" + k, "name": k, "isInputParameter": True, "parameterScope": "PROCESS_SCOPE", "value": v} for k, v in local.items()]}


def write_system():
    links = []
    for identity, data in PROCESSES.items():
        for e in data[2]:
            provider = SYSTEM["links"].get((identity, e["number"]), e["provider"])
            if provider:
                links.append({"exchange": {"internalId": e["number"]}, "flow": ref("Flow", e["flow"]), "process": ref("Process", identity), "provider": ref("Process", provider)})
    sets = [{"name": name, "isBaseline": name == "baseline", "parameters": [
        {"name": key.split(".")[-1], "value": v, **({"context": ref("Process", key.split(".")[0])} if "." in key else {})} for key, v in values.items()]} for name, values in SYSTEM["sets"].items()]
    return {"@type": "ProductSystem", "@id": SYSTEM["id"], "name": SYSTEM["name"], "refProcess": ref("Process", SYSTEM["process"]), "refExchange": {"internalId": 1},
            "targetAmount": SYSTEM["amount"], "targetUnit": ref("Unit", "u-Item(s)"), "targetFlowProperty": ref("FlowProperty", "fp-items"),
            "processes": [ref("Process", p) for p in PROCESSES], "processLinks": links, "parameterSets": sets}


def write_result(net, stored):
    """As exported: flow results with places, the reference product among them, impacts by indicator."""
    flows = [{"flow": ref("Flow", flow, FLOWS[flow][0]), "location": ref("Location", "l-" + place), "isInput": flow == "e-water", "amount": -v if flow == "e-water" else v, **measure("kg")}
             for (flow, place), v in net.items()]
    flows.append({"flow": ref("Flow", "f-widget"), "isInput": False, "isRefFlow": True, "amount": SYSTEM["amount"], **measure("Item(s)")})
    return {"@type": "Result", "@id": "r-widget", "name": "Stored widget result", "productSystem": ref("ProductSystem", SYSTEM["id"]), "impactMethod": ref("ImpactMethod", "m-traci"),
            "flowResults": flows, "impactResults": [{"indicator": ref("ImpactCategory", c, METHODS["m-traci"][1][c][0]), "amount": v} for c, v in stored.items()]}


def entries(stored_net, stored_impacts):
    yield "openlca.json", {"schemaVersion": 3}
    for group, unit in REFERENCE.items():
        yield f"unit_groups/ug-{group}.json", {"@type": "UnitGroup", "@id": "ug-" + group, "name": "Units of " + group, "defaultFlowProperty": ref("FlowProperty", "fp-" + group), "units": [
            {"@type": "Unit", "@id": "u-" + name, "name": name, "conversionFactor": factor, "isRefUnit": name == unit} for name, (g, factor) in UNITS.items() if g == group]}
        yield f"flow_properties/fp-{group}.json", {"@type": "FlowProperty", "@id": "fp-" + group, "name": group, "flowPropertyType": "PHYSICAL_QUANTITY", "unitGroup": ref("UnitGroup", "ug-" + group)}
    for place in ("US", "CN"):
        yield f"locations/l-{place}.json", {"@type": "Location", "@id": "l-" + place, "name": place, "code": place}
    for identity, (name, kind, group, category, others) in FLOWS.items():
        factors = [{"isRefFlowProperty": p == group, "conversionFactor": f, "flowProperty": ref("FlowProperty", "fp-" + p)} for p, f in [(group, 1.0), *others.items()]]
        yield f"flows/{identity}.json", {"@type": "Flow", "@id": identity, "name": name, "category": category, "flowType": kind, "flowProperties": factors}
    for name, v in GLOBAL.items():
        yield f"parameters/g-{name}.json", {"@type": "Parameter", "@id": "g-" + name, "name": name, "isInputParameter": True, "parameterScope": "GLOBAL_SCOPE", "value": v}
    for identity in PROCESSES:
        yield f"processes/{identity}.json", write_process(identity)
    for identity, (name, categories) in METHODS.items():
        sets = [{"@type": "NwSet", "@id": "n-us", "name": "US 2008", "weightedScoreUnit": "points", "factors": [
            {"impactCategory": ref("ImpactCategory", c), "normalisationFactor": n, "weightingFactor": w} for c, (n, w) in NORMALISATION.items()]}] if identity == "m-traci" else []
        yield f"lcia_methods/{identity}.json", {"@type": "ImpactMethod", "@id": identity, "name": name, "impactCategories": [ref("ImpactCategory", c) for c in categories], "nwSets": sets}
        for c, (title, unit, direction, factors) in categories.items():
            yield f"lcia_categories/{c}.json", {"@type": "ImpactCategory", "@id": c, "name": title, "refUnit": unit, **({"direction": direction} if direction else {}), "impactFactors": [
                {"@type": "ImpactFactor", "flow": ref("Flow", flow), "value": v, **measure(u), **({"location": ref("Location", "l-" + place)} if place else {})} for flow, v, u, place in factors]}
    yield f"product_systems/{SYSTEM['id']}.json", write_system()
    yield "results/r-widget.json", write_result(stored_net, stored_impacts)


def write(path, stored_net, stored_impacts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries(stored_net, stored_impacts):
            archive.writestr(name, json.dumps(content))
