# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""Bad input to tanji account, factor, certificates, replay and verify: each kind a clear refusal with file and row, at once and in little memory."""
import re
import tempfile
from pathlib import Path

from bad_input import Bad, check_all, run

# ---- tanji account: the table ---------------------------------------------------------------------------------

HEAD = "id,site,meter,category,what,place,amount,unit,period\n"
GOOD = '1,A,M1,electricity,"electricity, grid",CN-AH,10,MWh,2023-01\n'


def made_record():
    """A record that is whole, as the tool writes it, and its root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "t.csv").write_text(HEAD + GOOD + row(meter="M1", amount="12.5", period="2023-02") + "\n", encoding="utf-8")
        made = run(["account", "t.csv", "--rules", "ghg-protocol", "--record", "r.jsonl", "--csv"], folder)
        assert made.code == 0, made.err
        return Path(folder, "r.jsonl").read_text(encoding="utf-8"), re.search(r"# root: (.*)", made.out)[1]


def account(name, problem, rows, at=r"t\.csv.*row 2", words=(), head=HEAD, options=(), files=None, **more):
    """A good row and then what is bad; `rows` may be a whole table where `head` is empty."""
    text = rows if not head else head + GOOD + rows + "\n" if head is HEAD else head + rows + "\n"
    return Bad(name, problem, ["account", "t.csv", "--rules", "ghg-protocol", *options], {"t.csv": text, **(files or {})}, at, words, **more)


def row(meter="M2", category="electricity", what="electricity, grid", place="CN-AH", amount="10", unit="MWh", period="2023-01", line="2"):
    return f'{line},A,{meter},{category},"{what}",{place},{amount},{unit},{period}'


def wide(columns, values, what="electricity, grid", category="electricity", unit="MWh", place="CN-AH", period="2023-01"):
    """A table of one row with columns of its own."""
    return {"head": f"category,what,place,amount,unit,period,{columns}\n", "rows": f'{category},"{what}",{place},10,{unit},{period},{values}', "at": r"t\.csv.*row 1"}


UNITS = [
    account("unknown unit", "unit.unknown", row(unit="MWhh"), r"t\.csv:3:\d+, row 2, unit", ("MWh",)),
    account("unit that has two meanings", "unit.ambiguous", row(category="stationary-combustion", what="petrol", place="GB", unit="gal"), words=("gal (US liq)",)),
    account("unit in the wrong case", "unit.unknown", row(unit="mwh"), words=("MWh",)),
    account("wrong kind: electricity by mass", "activity.kind", row(unit="kg"), words=("kg",)),
    account("wrong kind: heat without its basis", "factor.per", row(category="stationary-combustion", what="natural gas", place="GB", unit="kWh")),
    account("unit that is missing", "activity.required", row(unit=""), r"row 2, unit"),
    account("amount with a unit in it", "activity.amount", row(amount="10 MWh"), r"row 2, amount", ("10 MWh",)),
    account("conversion that does not fit", "activity.conversion", **wide("conversion", "0.84 kg/l")),
    account("conversion without a unit", "unit.missing", **wide("conversion", "0.84")),
]

NUMBERS = [
    account("amount below zero", "activity.negative", row(amount="-5"), r"row 2, amount"),
    account("amount that is missing", "activity.amount", row(amount=""), r"row 2, amount", ("missing",)),
    account("amount n/a", "activity.amount", row(amount="n/a")),
    account("decimal comma", "activity.amount", row(amount='"1,5"'), words=("point",)),
    account("thousands marks", "activity.amount", row(amount='"12,500.5"')),
    account("blank in a number", "activity.amount", row(amount="12 500")),
    account("amount that is not finite", "activity.amount", row(amount="inf")),
    account("amount beyond all numbers", "activity.amount", row(amount="1e999")),
    account("full-width digits", "activity.amount", row(amount="１２")),
    account("uncertainty below zero", "activity.number", **wide("uncertainty", "-0.05")),
    account("year of a factor that is no year", "activity.year", **wide("factor_year", "23")),
]

TIME = [
    account("month 13", "period.invalid", row(period="2023-13"), r"row 2, period"),
    account("day that is not in the calendar", "date.invalid", row(period="2023-02-30")),
    account("day with two readings", "period.invalid", row(period="05/06/2023"), words=("year-month-day",)),
    account("period that ends before it starts", "period.order", row(period="2023-03-31/2023-01-01")),
    account("period that is missing", "period.invalid", row(period=""), r"row 2, period"),
    account("line outside the period", "account.period", row(period="2022-12"), options=("--period", "2023")),
    account("line over the turn of a year", "account.years", row(period="2022-12-15/2023-01-14"), options=("--period", "2022-01-01/2023-12-31")),
    account("overlapping periods of one meter", "account.overlap", row(meter="M1", period="2023-01-31/2023-02-27"), words=("row 1", "M1")),
    account("missing month of a meter", "account.gap", row(meter="M1", period="2023-03"), r"t\.csv", ("2023-02", "M1"), options=("--every-month",)),
    account("no factor for the year", "factor.missing", row(period="1995-06"), words=("1995",)),
]

WORDS = [
    account("unknown region", "place.unknown", row(place="Anhoi"), r"row 2, place", ("Anhui",)),
    account("unknown category", "category.unknown", row(category="electrcity"), r"row 2, category", ("electricity",)),
    account("unknown activity", "factor.missing", row(what="electricty, grid"), words=("electricity, grid",)),
    account("no place", "account.place", row(place="")),
    account("no activity", "activity.required", row(what=""), r"row 2, what"),
    account("formula in a name", "activity.formula", row(meter='"=HYPERLINK(""http://x"")"'), r"row 2, meter", ("=HYPERLINK",)),
    account("formula with @", "activity.formula", row(what="@SUM(A1)"), r"row 2, what"),
    account("formula behind a blank", "activity.formula", row(meter=" +1+cmd|x"), r"row 2, meter"),
    account("formula in a number", "activity.amount", row(amount="=1+2"), r"row 2, amount"),
    account("control character", "activity.text", row(meter="M\x07"), r"row 2, meter", ("7",)),
    account("name of two thousand letters", "activity.text", row(meter="M" * 2000), r"row 2, meter"),
    account("id that is there twice", "activity.duplicate-id", row(line="1"), r"row 2, id", ("row 1",)),
    account("unknown kind of factor", "factor.kind", **wide("kind", "directly")),
    account("upstream factor in scope 2", "account.stage", **wide("kind", "footprint", place="CN")),
    account("key of no factor", "factor.missing", **wide("factor_key", "grid.co2.national.avg.2032")),
    account("edition that a factor is not of", "account.edition", **wide("factor_key,factor_edition", "grid.co2.national.avg.2023,1999")),
    account("source type that is none", "activity.source-type", **wide("source_type", "guessed")),
    account("hash of evidence that is none", "activity.hash", **wide("evidence_hash", "12ab")),
    account("spend without a price year", "activity.spend", "purchased-goods,paper,GB,100,GBP,2023,2019", r"t\.csv.*row 1", ("price_year",), head="category,what,place,amount,unit,period,factor_year\n",
            options=("--factors", "f.csv"), files={"f.csv": "key,what,kind,region,year,unit,document,confidence,co2e,gwp_set\np,paper,direct,GB,2019,kg/EUR,d,official-seen,0.5,AR6-100\n"}),
]

TABLES = [
    account("unknown column", "activity.column", "category,what,place,ammount,unit,period\n", r"t\.csv:1", ("amount", "ammount"), head=""),
    account("column that is missing", "activity.columns", "category,what,place,unit,period\n", r"t\.csv:1", ("amount",), head=""),
    account("two columns for one thing", "activity.column", "category,what,place,amount,quantity,unit,period\n", r"t\.csv:1", head=""),
    account("column that is there twice", "csv.header", "category,category,what,place,amount,unit,period\n", r"t\.csv:1", head=""),
    account("column without a name", "csv.header", "category,what,,amount,unit,period\n", r"t\.csv:1", head=""),
    account("semicolons", "activity.columns", (HEAD + GOOD).replace(",", ";"), r"t\.csv:1", ("with commas",), head=""),
    account("row that is short", "csv.fields", "2,A,M2,electricity"),
    account("row with a comma too many", "csv.fields", "2,A,M2,electricity,electricity, grid,CN-AH,10,MWh,2023-01"),
    account("quote that is not closed", "csv.quote", '2,A,"M2,electricity,x,CN-AH,10,MWh,2023-01', r"t\.csv:3"),
    account("text behind a quote", "csv.quote", '2,A,"M"2,electricity,x,CN-AH,10,MWh,2023-01'),
    account("table in GBK", "csv.encoding", (HEAD + "1,合肥,M1,electricity,x,CN-AH,10,MWh,2023-01\n").encode("gbk"), r"t\.csv:2", ("UTF-8",), head=""),
    account("table in UTF-16", "csv.nul", (HEAD + GOOD).encode("utf-16"), r"t\.csv:1", ("UTF-8",), head=""),
    account("NUL byte", "csv.nul", row(meter="M\x00")),
    account("workbook called csv", "csv.nul", b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)) * 8, r"t\.csv:1", ("CSV",), head=""),
    account("empty file", "csv.empty", "", r"t\.csv", head=""),
    account("header only", "activity.empty", HEAD, r"t\.csv", head=""),
    Bad("no such file", "file.missing", ["account", "absent.csv", "--rules", "ghg-protocol"], {}, r"absent\.csv"),
    Bad("folder in place of a file", "file.unreadable", ["account", "folder", "--rules", "ghg-protocol"], {"folder/x": ""}, r"folder"),
    account("a hundred thousand wrong rows", "activity.stopped", HEAD + "".join(row(unit=f"kwh{i}", meter=f"M{i}", line=str(i)) + "\n" for i in range(100_000)), r"t\.csv:1001, row 1000", head=""),
    account("ten thousand unknown activities", "account.stopped", HEAD + "".join(row(what=f"thing {i}", meter=f"M{i}", line=str(i)) + "\n" for i in range(10_000)), r"t\.csv, row 100", head=""),
    Bad("line of two gigabytes", "limit.line-bytes", ["account", "t.csv", "--rules", "ghg-protocol"], {"t.csv": HEAD + GOOD}, r"t\.csv:3", pipe="t.csv"),
    Bad("header of two gigabytes", "limit.line-bytes", ["account", "t.csv", "--rules", "ghg-protocol"], {}, r"t\.csv:1", pipe="t.csv"),
    Bad("quote that swallows two gigabytes", "limit.line-bytes", ["account", "t.csv", "--rules", "ghg-protocol"], {"t.csv": HEAD + GOOD + '2,A,"'}, r"t\.csv:3", ("quote",), pipe="t.csv"),
]

# ---- tanji account: what stands beside the table --------------------------------------------------------------

GROUP = "record,id,name,of,place,category,monthly,period,equity,operational_control,financial_control\n"
SITE_A = "organisation,G,Group,,,,,,,,\nsite,A,Works,,CN-AH,,,,,,\n"
FACTORS = "key,what,kind,region,year,unit,document,confidence,co2-fossil,co2e,gwp_set\n"
COAL = "c,coal,direct,CN,2023,kg/kg,table of 2023,official-seen,2.1,,\n"


def group(name, problem, rows, at=r"g\.csv", words=(), table=HEAD + GOOD, **more):
    return Bad(name, problem, ["account", "t.csv", "--rules", "ghg-protocol", "--organisation", "g.csv", *more.pop("options", ())], {"t.csv": table, "g.csv": GROUP + SITE_A + rows}, at, words, **more)


def own_factors(name, problem, rows, at=r"f\.csv:2.*row 1", words=(), head=FACTORS, **more):
    return Bad(name, problem, ["account", "t.csv", "--rules", "ghg-protocol", "--factors", "f.csv"], {"t.csv": HEAD + GOOD, "f.csv": head + rows}, at, words, **more)


def asked(name, problem, *options, words=(), table=HEAD + GOOD, code=1, at="", rules=("--rules", "ghg-protocol")):
    return Bad(name, problem, ["account", "t.csv", *rules, *options], {"t.csv": table}, at, words, code)


BESIDE = [
    group("site of nobody", "organisation.site", "", r"t\.csv.*row 2", ("B",), table=HEAD + GOOD + row().replace(",A,", ",B,") + "\n"),
    group("row of an unknown sort", "organisation.record", "sites,B,Works,,CN-AH,,,,,,\n", r"g\.csv:4.*row 3"),
    group("owners in a loop", "organisation.loop", "member,X,X,Y,,,,,,,\nmember,Y,Y,X,,,,,,,\n", r"g\.csv:4.*row 3"),
    group("two shares for one day", "organisation.share", "member,X,X,G,,,,,,,\nshare,,,X,,,,2023,0.5,yes,yes\nshare,,,X,,,,2023-06,0.6,yes,yes\n", r"g\.csv:6.*row 5"),
    group("share above one", "organisation.share", "member,X,X,G,,,,,,,\nshare,,,X,,,,2023,60,yes,yes\n", r"g\.csv:5.*row 4", ("0.6",)),
    group("share that is no number", "csv.number", "member,X,X,G,,,,,,,\nshare,,,X,,,,2023,60%,yes,yes\n", r"g\.csv:5.*row 4, equity"),
    group("share of nobody", "organisation.member", "share,,,X,,,,2023,0.5,yes,yes\n", r"g\.csv:4.*row 3"),
    group("site that is there twice", "organisation.id", "site,A,Works,,CN-AH,,,,,,\n", r"g\.csv:4.*row 3"),
    group("share that changes within a line", "organisation.share-changes", "member,X,X,G,,,,,,,\nsite,B,B,X,CN-AH,,,,,,\nshare,,,X,,,,2023-01-01/2023-01-14,0.5,yes,yes\nshare,,,X,,,,2023-01-15/2023-12-31,0.6,yes,yes\n",
          r"t\.csv.*row 2", table=HEAD + GOOD + row().replace(",A,", ",B,") + "\n", options=("--consolidation", "equity-share")),
    group("missing month of a source", "account.gap", "source,boiler,,A,,electricity,yes,,,,\n", "", ("boiler",)),
    Bad("table of sites with a column missing", "csv.column", ["account", "t.csv", "--rules", "ghg-protocol", "--organisation", "g.csv"], {"t.csv": HEAD + GOOD, "g.csv": "record,id\nsite,A\n"}, r"g\.csv:1"),
    own_factors("factor that is no number", "csv.number", COAL.replace("2.1", "2,1").replace(",2,1", ',"2,1"'), r"f\.csv:2:\d+.*row 1, co2-fossil"),
    own_factors("factor without a source", "factor.document", COAL.replace("table of 2023", ""), r"row 1, document"),
    own_factors("CO2e against its own gases", "factor.co2e", COAL.replace("2.1,,", "2.1,3.1,AR6-100"), r"row 1, co2e", ("2.1",)),
    own_factors("key of two factors", "factor.duplicate", COAL + COAL, r"f\.csv:3.*row 2", ("row 1",)),
    own_factors("confidence that is none", "factor.confidence", COAL.replace("official-seen", "sure"), r"row 1, confidence"),
    own_factors("factor per nothing", "factor.unit", COAL.replace("kg/kg", "kg"), r"row 1, unit"),
    own_factors("factors without a column", "csv.column", "", r"f\.csv:1", ("document",), head=FACTORS.replace("document,", "")),
    own_factors("gas that nobody knows", "csv.unknown-column", "", r"f\.csv:1", ("co2-fosil",), head=FACTORS.replace("co2-fossil", "co2-fosil,ch4")),
    own_factors("formula in a factor", "csv.formula", COAL.replace("coal", "=cmd|' /C calc'!A0"), r"row 1, what"),
    Bad("fuels by two tables", "account.fuel-tables", ["account", "t.csv", "--rules", "ghg-protocol", "--factors", "f.csv"],
        {"t.csv": "category,what,place,amount,unit,period\nstationary-combustion,coal,CN,1,t,2023\nstationary-combustion,coke,CN,1,t,2023\n", "f.csv": FACTORS + COAL + COAL.replace("c,coal", "k,coke").replace("2023,off", "2015,off")},
        r"t\.csv.*row 2", ("table of 2023", "table of 2015")),
    Bad("CO2e by another GWP set", "gwp.rebase", ["account", "t.csv", "--rules", "ghg-protocol", "--factors", "f.csv"],
        {"t.csv": "category,what,place,amount,unit,period\nstationary-combustion,coal,CN,1,t,2023\n", "f.csv": FACTORS + COAL.replace("2.1,,", ",2.2,AR4-100")}, r"t\.csv.*row 1", ("AR4", "AR6")),
    asked("rules of nobody", "rules.unknown", rules=("--rules", "ghg-protocoll"), words=("ghg-protocol",)),
    asked("no rules", "request.command-line", rules=(), code=2, words=("--rules",)),
    Bad("two files", "request.files", ["account", "t.csv", "t.csv", "--rules", "ghg-protocol"], {"t.csv": HEAD + GOOD}),
    Bad("no file", "request.command-line", ["account", "--rules", "ghg-protocol"], code=2, words=("FILE",)),
    asked("option of nobody", "request.command-line", "--ruels", "x", code=2, words=("--ruels",)),
    asked("expired edition", "rules.newer-edition", "--period", "2027", rules=("--rules", "gbt-32150", "--edition", "2015"), words=("GB/T 32150-2025",)),
    asked("edition of nobody", "rules.edition", rules=("--rules", "ghg-protocol", "--edition", "2029"), words=("2015",)),
    asked("draft rules", "rules.draft", rules=("--rules", "scope2-hourly", "--edition", "draft-2025"), words=("--draft",)),
    asked("rules before their day", "rules.not-in-force", "--period", "1999", words=("2015",)),
    asked("view of nobody", "view.unknown", "--view", "ghg", words=("ghg-protocol",)),
    asked("division of nobody", "inventory.by", "--by", "sites", words=("site",)),
    asked("GWP set of nobody", "gwp.unknown", "--gwp", "AR7-100", words=("AR6",)),
    asked("consolidation of nobody", "organisation.consolidation", "--consolidation", "control", words=("operational-control",)),
    asked("confidence of nobody", "factor.confidence", "--least", "sure", words=("transcribed-1",)),
    asked("day of nobody", "date.invalid", "--as-of", "31.12.2024", words=("year, month, day",)),
    asked("factor before its release", "factor.unreleased", "--as-of", "2023-01-01", at=r"t\.csv.*row 1"),
]

# ---- tanji certificates ---------------------------------------------------------------------------------------

GEC = "certificate,kind,issuer,device,technology,vintage,market,amount,unit,owner,state,beneficiary\n"
GEC_1 = "GEC-1,GEC,NEA,wind-7,wind,2023-03,CN,600,MWh,Acme,cancelled,Acme\n"
USE = "consumption,holder,meter,period,amount,unit,market\n"
USE_1 = "plant,Acme,M1,2023,1000,MWh,CN\n"
ALLOT = "certificate,consumption\n"
ALLOT_1 = "GEC-1,plant\n"
DRAW = "certificate,view,subject,amount,unit\n"


def claims(name, problem, at, words=(), certificates="", uses="", allotments="", options=(), code=1, **others):
    """The good tables with rows added, and others beside them."""
    files = {"c.csv": GEC + GEC_1 + certificates, "u.csv": USE + USE_1 + uses, "a.csv": ALLOT + ALLOT_1 + allotments}
    files.update({f"{key}.csv": text for key, text in others.items()})
    return Bad(name, problem, ["certificates", *files, *options], files, at, words, code)


CLAIMS = [
    claims("certificate used twice", "registry.second-consumption", r"a\.csv:3, row 2", ("a.csv:2", "plant"), uses="office,Acme,M2,2023,10,MWh,CN\n", allotments="GEC-1,office\n"),
    claims("certificate of somebody else", "registry.second-holder", r"a\.csv:3, row 2", ("Acme",), uses="rival,Bcme,M2,2023,10,MWh,CN\n", certificates=GEC_1.replace("GEC-1", "GEC-2"), allotments="GEC-2,rival\n"),
    claims("certificate under one id twice", "registry.duplicate", r"c\.csv:3, row 2", ("c.csv:2",), certificates=GEC_1.replace("600", "500")),
    claims("certificate that has expired", "registry.state", r"a\.csv:3, row 2", ("expired",), certificates=GEC_1.replace("GEC-1", "GEC-2").replace("cancelled", "expired"), allotments="GEC-2,plant\n"),
    claims("certificates beyond the generation", "registry.over-issued", r"c\.csv:2|d\.csv:2", ("wind-7", "600"), d="device,generated,unit,period\nwind-7,500,MWh,2023\n"),
    claims("certificate and carbon credit", "registry.excluded", r"a\.csv:2, row 1", ("ccer",), d="device,purpose,period,holder\nwind-7,ccer,2023-03,Acme\n"),
    claims("more claims than electricity", "registry.over-consumption", r"a\.csv:4, row 3", ("all of it",), certificates="".join(GEC_1.replace("GEC-1", f"GEC-{i}") for i in (2, 3)), allotments="GEC-2,plant\nGEC-3,plant\n"),
    claims("allotment of no certificate", "registry.unknown", r"a\.csv:3, row 2", ("GEC-1",), allotments="GEC-l,plant\n"),
    claims("allotment to no consumption", "registry.unknown", r"a\.csv:3, row 2", ("plant",), allotments="GEC-1,plnt\n"),
    claims("two readings of a meter for a day", "registry.meter-twice", r"u\.csv:3, row 2", ("M1", "u.csv:2"), uses="again,Acme,M1,2023-12,5,MWh,CN\n"),
    claims("products that draw too much", "registry.over-drawn", r"d\.csv:3, row 2", ("400",), d=DRAW + "GEC-1,product,P,400,MWh\nGEC-1,product,Q,300,MWh\n"),
    claims("view of a claim that is none", "registry.view", r"d\.csv:2:\d+, row 1, view", ("inventory",), d=DRAW + "GEC-1,stock,P,4,MWh\n"),
    claims("certificate in kilograms", "registry.amount", r"c\.csv:3:\d+, row 2", ("MWh",), certificates=GEC_1.replace("GEC-1", "GEC-2").replace("MWh", "kg")),
    claims("certificate over nothing", "registry.amount", r"c\.csv:3", certificates=GEC_1.replace("GEC-1", "GEC-2").replace("600", "0")),
    claims("certificate with no number", "claims.number", r"c\.csv:3:\d+, row 2, amount", certificates=GEC_1.replace("GEC-1", "GEC-2").replace("600", "lots")),
    claims("consumption below zero", "registry.amount", r"u\.csv:3", uses="office,Acme,M2,2023,-10,MWh,CN\n"),
    claims("vintage that is none", "period.invalid", r"c\.csv:3:\d+, row 2, vintage", certificates=GEC_1.replace("GEC-1", "GEC-2").replace("2023-03", "March")),
    claims("sort of certificate that is none", "certificate.kind", r"c\.csv:3:\d+, row 2, kind", ("GEC",), certificates=GEC_1.replace("GEC-1,GEC", "GEC-2,GEO")),
    claims("state that is none", "certificate.state", r"c\.csv:3:\d+, row 2, state", ("cancelled",), certificates=GEC_1.replace("GEC-1", "GEC-2").replace("cancelled", "used")),
    claims("supply that is none", "consumption.supply", r"e\.csv:2:\d+, row 1, supply", ("own-use",), e=USE.replace("market", "market,supply,device") + "o,Acme,M9,2023,1,MWh,CN,roof,pv\n"),
    claims("certificate without an issuer", "registry.field", r"c\.csv:3, row 2", ("issuer",), certificates=GEC_1.replace("GEC-1", "GEC-2").replace("NEA", "")),
    claims("formula in a certificate", "csv.formula", r"c\.csv:3:\d+, row 2, technology", ("=1+1",), certificates=GEC_1.replace("GEC-1", "GEC-2").replace(",wind,", ",=1+1,")),
    claims("claims in a table of nobody", "claims.columns", r"z\.csv:1", ("allotments",), z="x,y\n1,2\n"),
    claims("rate in a column that is misspelt", "csv.unknown-column", r"z\.csv:1", ("kg_co2_per_kwh",), z=GEC.replace("beneficiary", "kg_co2_per_kWH_")),
    claims("claims in GBK", "csv.encoding", r"z\.csv:2", ("UTF-8",), z=(USE + "厂,Acme,M3,2023,1,MWh,CN\n").encode("gbk")),
    claims("rules without a year", "request.year", "", ("--year",), options=("--rules", "ghg-protocol")),
    claims("rules without a day", "request.as-of", "", ("--as-of",), options=("--rules", "ghg-protocol", "--year", "2023")),
    claims("rules for claims that are a draft", "rules.draft", "", ("--draft",), options=("--rules", "scope2-hourly", "--edition", "draft-2025", "--year", "2026", "--factors-year", "2023")),
    claims("place that is none", "factor.missing", "", ("Atlantis",), options=("--rules", "ghg-protocol", "--year", "2023", "--factors-year", "2023", "--place", "Atlantis")),
    claims("holder that is none", "request.holder", "", ("Acme",), options=("--holder", "Akme")),
    Bad("claims in a line of two gigabytes", "limit.line-bytes", ["certificates", "c.csv"], {"c.csv": GEC + GEC_1}, r"c\.csv:3", pipe="c.csv"),
]

# ---- tanji factor ---------------------------------------------------------------------------------------------


def factor(name, problem, *arguments, words=(), at="", files=None, **more):
    return Bad(name, problem, ["factor", *arguments], files or {}, at, words, **more)


GRID = ("electricity, grid", "--region", "CN", "--year", "2023")
FACTOR = [
    factor("factor of nothing", "factor.missing", "electricty, grid", "--region", "CN", "--year", "2023", words=("electricity, grid",)),
    factor("search that finds nothing", "factor.missing", "zzz", words=("zzz",)),
    factor("factor of a region of nobody", "factor.missing", "electricity, grid", "--region", "Anhoi", "--year", "2023", words=("Anhui",)),
    factor("factor of a year that is none", "factor.missing", "electricity, grid", "--region", "CN", "--year", "2031", words=("2023",)),
    factor("edition of a factor that is none", "factor.missing", *GRID, "--edition", "1999", words=("1999",)),
    factor("stage that is none", "factor.kind", *GRID, "--kind", "directly", words=("direct",)),
    factor("factor of another stage", "factor.other-kind", *GRID, "--kind", "upstream", words=("direct",)),
    factor("factor per another unit", "factor.per", *GRID, "--unit", "kg"),
    factor("unit of nobody", "unit.unknown", *GRID, "--unit", "kWhh", words=("kWh",)),
    factor("proxy without its other half", "request.proxy", *GRID, "--proxy", "steam", words=("=",)),
    factor("one edition to compare", "request.command-line", "--diff", "o.csv", files={"o.csv": FACTORS}, words=("--diff",), code=2),
    factor("table of factors with two of a key", "factor.duplicate", *GRID, "--file", "f.csv", files={"f.csv": FACTORS + COAL + COAL}, at=r"f\.csv:3"),
    factor("key that ships already", "factor.duplicate", *GRID, "--file", "f.csv", files={"f.csv": FACTORS + COAL.replace("c,coal", "grid.co2.national.avg.2023,coal")}, words=("grid.co2.national.avg.2023",)),
    factor("day that is none", "date.invalid", *GRID, "--as-of", "yesterday"),
    factor("year that is no number", "request.command-line", "electricity, grid", "--year", "last", code=2),
    Bad("factors in a line of two gigabytes", "limit.line-bytes", ["factor", *GRID, "--file", "f.csv"], {"f.csv": FACTORS + COAL}, r"f\.csv:3", pipe="f.csv"),
]

# ---- tanji replay and verify ----------------------------------------------------------------------------------


def record(name, problem, text, at=r"r\.jsonl", words=(), options=(), files=None, shown=False, **more):
    return Bad(name, problem, ["replay", "r.jsonl", *options], {"r.jsonl": text, **(files or {})}, at, words, shown=shown, **more)


RECORD, ROOT = made_record()
LINES = RECORD.splitlines(keepends=True)  # header, file, factor, context, step, line, context, line, results, root
ANOTHER = re.sub("[0-9a-f]{64}", "ab" * 32, ROOT, count=1)
REPLAY = [
    record("no record", "record.schema", "a,b\n1,2\n", words=("--record",)),
    record("empty record", "record.schema", ""),
    Bad("record that is not there", "file.missing", ["replay", "absent.jsonl"], {}, r"absent\.jsonl"),
    Bad("record that is a folder", "file.unreadable", ["replay", "folder"], {"folder/x": ""}, r"folder"),
    record("amount that was changed", "record.root-differs", RECORD.replace('"10",10000', '"11",11000'), r"r\.jsonl:10", shown=True),
    record("normalised amount that was changed", "record.differs", RECORD.replace('"10",10000', '"10",11000'), r"r\.jsonl:6", ("10000 kWh",), shown=True),
    record("factor that was changed", "record.factor", RECORD.replace('"amount":0.6553', '"amount":0.3553'), r"r\.jsonl:\d+, grid\.co2\.province\.CN-AH\.2023", shown=True),
    record("lines that were swapped", "record.root-differs", "".join(LINES[:5] + [LINES[6], LINES[7], LINES[5]] + LINES[8:]), words=("another order",), shown=True),
    record("record that was cut off", "record.order", "".join(LINES[:-1]), words=("root",), shown=True),
    record("line of a record cut in two", "record.syntax", "".join(LINES[:7]) + LINES[7][:9] + "\n", r"r\.jsonl:8", shown=True),
    record("another root", "record.not-kept", RECORD, options=("--root", ANOTHER), shown=True),
    record("root that is none", "record.root", RECORD, "", options=("--root", "12ab"), words=("tanji-root/1",)),
    record("schema of the future", "record.schema", RECORD.replace("tanji-record/2", "tanji-record/9"), words=("--record",)),
    record("member of a record twice", "record.schema", RECORD.replace('"salted":false', '"salted":false,"salted":false'), r"r\.jsonl:1"),
    record("record in deep brackets", "record.syntax", LINES[0] + "[" * 100000 + "\n", r"r\.jsonl:2", shown=True),
    record("step that nobody wrote", "record.reference", RECORD.replace("[1,0,2,", "[1,7,2,"), r"r\.jsonl:8", shown=True),
    record("file that the record is not made of", "record.file", RECORD, r"other\.csv", options=("other.csv",), files={"other.csv": "1"}, shown=True),
    Bad("secret that is too short", "record.secret", ["account", "t.csv", "--rules", "ghg-protocol", "--record", "r.jsonl", "--secret", "s"], {"t.csv": HEAD + GOOD, "s": "1234"}, words=("32",)),
    Bad("record over another", "request.record", ["account", "t.csv", "--rules", "ghg-protocol", "--record", "r.jsonl"], {"t.csv": HEAD + GOOD, "r.jsonl": "kept"}, r"r\.jsonl"),
    Bad("record in a line of two gigabytes", "limit.record-entry", ["replay", "r.jsonl"], {"r.jsonl": LINES[0]}, r"r\.jsonl", pipe="r.jsonl", shown=True),
    Bad("two gigabytes that are no record", "record.schema", ["replay", "r.jsonl"], {}, r"r\.jsonl", pipe="r.jsonl"),
]


def verify(name, problem, rows, at=r"t\.csv:3.*row 2", words=(), options=(), files=None, shown=True, **more):
    return Bad(name, problem, ["verify", "t.csv", *options], {"t.csv": HEAD + GOOD + rows, **(files or {})}, at, words, shown=shown, **more)


VERIFY = [
    verify("reading below zero", "activity.negative", row(amount="-1") + "\n"),
    verify("readings of a meter that overlap", "verify.overlap", row(meter="M1", period="2023-01-15/2023-02-14") + "\n", r"t\.csv.*row 2", ("M1",)),
    verify("share above the whole", "verify.percent", row(unit="%", amount="120", what="share of coal", category="process") + "\n", r"t\.csv.*row 2"),
    verify("readings with a column missing", "activity.columns", "", r"t\.csv:1", ("amount",), files={"t.csv": "category,what,unit,period\n"}),
    verify("past that is not there", "file.missing", "", r"past\.csv", options=("--past", "past.csv"), shown=False),
    verify("past that is broken", "unit.unknown", "", r"past\.csv:2", options=("--past", "past.csv"), files={"past.csv": HEAD + GOOD.replace("MWh", "MWhh")}, shown=False),
    verify("period to verify that is none", "period.invalid", "", "", ("2023-Q2",), options=("--period", "all"), shown=False),
    verify("calibration without a period", "period.invalid", "", r"k\.csv:2:\d+, row 1, period", options=("--calibrations", "k.csv"), files={"k.csv": "meter,period,certificate\nM1,soon,C\n"}, shown=False),
    verify("calibrations without a column", "csv.column", "", r"k\.csv:1", ("period",), options=("--calibrations", "k.csv"), files={"k.csv": "meter,certificate\nM1,C\n"}, shown=False),
    verify("second source that is no number", "csv.number", "", r"x\.csv:2:\d+, row 1, verified", options=("--cross-checks", "x.csv"), files={"x.csv": "what,reported,verified,unit\ncoal,1,\"1,5\",t\n"}, shown=False),
    verify("second source that says nothing", "csv.number", "", r"x\.csv:2:\d+, row 1, reported", ("missing",), options=("--cross-checks", "x.csv"), files={"x.csv": "what,reported,verified,unit\ncoal,,1,t\n"}, shown=False),
    Bad("readings in a line of two gigabytes", "limit.line-bytes", ["verify", "t.csv"], {"t.csv": HEAD + GOOD}, r"t\.csv:3", pipe="t.csv", shown=True),
]

check_all(UNITS + NUMBERS + TIME + WORDS + TABLES + BESIDE + CLAIMS + FACTOR + REPLAY + VERIFY)
