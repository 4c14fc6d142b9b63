// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The command line of Tanji: the library's own first client. Reads options, calls one command, and turns every
// tanji::Error into the form of the error tree on stderr.

#include <CLI/CLI.hpp>

#include <exception>
#include <functional>
#include <iostream>

#include "command.hpp"
#include "tanji/base/text.hpp"
#include "tanji/version.hpp"

namespace {

/// --amount "$X" with X unset must not quietly become the default.
CLI::Validator not_blank() {
    return CLI::Validator([](std::string& text) { return tanji::trim(text).empty() ? std::string("a text is needed, not an empty one") : std::string(); }, "", "not blank");
}

void add_files(CLI::App& app, tool::Options& o) {
    app.add_option("FILE", o.files, "openLCA zips or folders (merged, the first wins), one folder of Tanji's CSV format, or @tanji for the shipped database")->required();
    app.add_flag("--json", o.json, "print one JSON object");
}

void add_csv(CLI::App& app, tool::Options& o) {
    app.add_flag("--csv", o.csv, "print CSV")->excludes("--json");
}

CLI::Option* add_many(CLI::App& app, std::string const& name, std::vector<std::string>& target, std::string const& help) {
    return app.add_option(name, target, help)->allow_extra_args(false)->take_all()->check(not_blank());
}

void add_model(CLI::App& app, tool::Options& o) {
    app.add_option("--linking", o.linking, "defaults-only, defaults-then-unique, unique-producer, unique-reference, location, system; default: system for a product system, else defaults-then-unique")->check(not_blank());
    app.add_option("--allocation", o.allocation, "default, physical, economic, causal, none, ignore-coproducts, refuse")->capture_default_str();
    app.add_flag("--normalise-allocation", o.normalise_allocation, "scale allocation factors that do not sum to 1 instead of refusing them");
    app.add_option("--parameter-set", o.parameter_set, "name of a parameter set of the product system")->check(not_blank());
    add_many(app, "--set", o.set, "NAME=VALUE or PROCESS_ID.NAME=VALUE: give a parameter another value (repeatable)");
}

void add_subject(CLI::App& app, tool::Options& o) {
    add_many(app, "--process", o.process, "id or text of a process, product system or stored result (repeatable)");
    app.add_option("--product", o.product, "id or text of one of the process' products; default: its quantitative reference")->check(not_blank());
    app.add_option("--amount", o.amount, "for example \"1 t\"; default: one reference unit")->check(not_blank());
    app.add_option("--demand", o.demand, "CSV with columns process, product, amount, unit: one demand of several products")->check(not_blank());
}

void add_method(CLI::App& app, tool::Options& o) {
    app.add_option("--method", o.method, "id or text of a method of the files, a built-in such as ipcc-ar6-gwp100 (the default), or all")->check(not_blank());
    app.add_option("--flow-map", o.flow_map, "CSV that maps the files' flows to the method's, with conversion factors")->check(not_blank());
    app.add_option("--match", o.match, "name: match factors also by name, CAS, direction and compartment; each match is listed")->check(CLI::IsMember({"id", "name"}));
    app.add_option("--normalisation", o.normalisation, "name or id of a normalisation and weighting set of the method")->check(not_blank());
    app.add_flag("--biogenic-carbon", o.biogenic, "count uptake as -1 and biogenic CO2 as +1 (ISO 14067) instead of 0");
    app.add_flag("--indirect-carbon", o.indirect, "count CO and NMVOC as the CO2 they become");
    app.add_flag("--no-regions", o.no_regions, "ignore factors that hold for one place only");
}

void add_view(CLI::App& app, tool::Options& o) {
    app.add_option("--top", o.top, "contributions to show; the rest is one line")->capture_default_str()->check(CLI::Range(1, 100000));
    app.add_option("--cutoff", o.cutoff, "leave out contributions below this share (\"1%\"); they are in the rest line")->capture_default_str();
    add_csv(app, o);
    app.add_option("--svg", o.svg, "write a picture to this file")->check(not_blank());
}

void add_claims(CLI::App& app, tool::Options& o) {
    app.add_option("--rules", o.claims.rules, "also account scope 2 by both methods under this rule set: ghg-protocol, gbt-32151.34, ...")->check(not_blank());
    app.add_option("--year", o.claims.year, "year reported on (with --rules)");
    app.add_option("--edition", o.claims.edition, "edition of the rule set; default: the one in force")->check(not_blank());
    app.add_option("--place", o.claims.place, "place of the grid factor")->capture_default_str()->check(not_blank());
    app.add_option("--country", o.claims.country, "place of national and residual factors")->capture_default_str()->check(not_blank());
    app.add_option("--factors-year", o.claims.factors_year, "year of the factors; default: the latest released on --as-of");
    app.add_option("--as-of", o.claims.as_of, "day on which \"latest\" is meant, 2026-01-31")->check(not_blank());
    app.add_option("--holder", o.claims.holder, "only consumptions of this organisation")->check(not_blank());
    app.add_flag("--draft", o.claims.draft, "let a draft rule set be used; the output says draft");
    app.add_flag("--other-edition", o.claims.other_edition, "let an edition be used although a newer one is in force; the output says so");
}

using Command = std::function<int(tool::Options const&)>;

CLI::App* add_command(CLI::App& app, std::string const& name, std::string const& help, tool::Options& o, Command& chosen, int (*run)(tool::Options const&)) {
    auto* command = app.add_subcommand(name, help);
    command->callback([&chosen, run] { chosen = run; });
    add_files(*command, o);
    return command;
}

/// How a table of activities is accounted: the same words for account, change and base-year.
void add_accounting(CLI::App& app, tool::Options& o) {
    app.add_option("--rules", o.account.rules, "rule set: ghg-protocol, iso-14064-1, gbt-32150, ...")->required()->check(not_blank());
    app.add_option("--edition", o.account.edition, "edition of the rule set; default: the one in force")->check(not_blank());
    app.add_option("--organisation", o.account.organisation, "CSV of members, sites, sources and dated shares")->check(not_blank());
    app.add_option("--consolidation", o.account.consolidation, "operational-control, financial-control, equity-share")->capture_default_str()->check(not_blank());
    add_many(app, "--factors", o.account.factors, "own factors in place of the shipped ones, CSV or JSON (docs/factors.md); repeatable: --factors own.csv --factors shipped takes both");
    app.add_option("--sheet", o.account.sheet, "of a spreadsheet; default: the only one that looks like activity data")->check(not_blank());
    app.add_option("--least", o.account.least, "confidence to accept: transcribed-2 (default), transcribed-1, ...")->check(not_blank());
    app.add_option("--gwp", o.account.gwp, "another GWP set; the output says that it is outside the rule")->check(not_blank());
    app.add_option("--as-of", o.account.as_of, "only factors released by this day, 2026-01-31")->check(not_blank());
    app.add_flag("--fall-backs", o.account.fall_backs, "take what the rule set allows in place of a missing factor; each is listed");
    app.add_flag("--keep-published", o.account.keep_published, "keep CO2e published with another GWP set; each is listed");
    app.add_flag("--every-month", o.account.every_month, "refuse meters that miss a part of the period");
    app.add_flag("--draft", o.account.draft, "let a draft rule set be used; the output says draft");
    app.add_flag("--other-edition", o.account.other_edition, "let an edition be used although a newer one is in force; the output says so");
    app.add_flag("--json", o.json, "print one JSON object");
    add_csv(app, o);
}

void describe_account(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* account = app.add_subcommand("account", "an organisation's inventory from a table of activities (docs/accounting.md)");
    account->callback([&chosen] { chosen = tool::account; });
    account->add_option("FILE", o.files, "CSV or xlsx of activities, with English or Chinese headers")->required();
    add_accounting(*account, o);
    account->add_option("--period", o.account.period, "2023, 2023-Q2, 2023-01-01/2023-03-31; default: that of the lines")->check(not_blank());
    account->add_option("--view", o.account.view, "statement to show: ghg-protocol, iso-14064-1, cn-enterprise; default: that of the rule set")->check(not_blank());
    account->add_option("--by", o.account.by, "also divide the total by scope, scope3, category, organisation, site, source, month, year, place, factor")->check(not_blank());
    add_many(*account, "--claims,--certificates,--consumptions,--allotments", o.account.claims, "CSV table of claims on electricity, recognised by its columns as in `tanji certificates`: scope 2 also market-based (repeatable; docs/electricity.md)");
    account->add_option("--contracts", o.account.contracts, "CSV of energy contracts and suppliers' rates (docs/electricity.md)")->check(not_blank());
    account->add_option("--holder", o.account.holder, "who the lines are of in the tables of claims, where they name no organisation; other holders' consumptions are left out")->check(not_blank());
    account->add_flag("--market", o.account.market, "scope 2 also market-based where nothing is claimed");
    auto* record = account->add_option("--record", o.account.record, "write the record to this new file; its root is printed: keep that elsewhere (docs/records.md)")->check(not_blank());
    account->add_option("--secret", o.account.secret, "file with at least 32 random bytes: the record is salted, so that lines can be withheld later")->check(not_blank())->needs(record);
    add_many(*account, "--per", o.account.per, "NAME=AMOUNT: also emissions per this, for example \"sheet=800 t\" (repeatable)");
    auto* uncertain = account->add_flag("--uncertainty", o.account.uncertainty, "how far the total may be off: Monte Carlo in which one factor is one random variable (docs/change.md)");
    add_many(*account, "--factor-uncertainty", o.account.factor_uncertainty, "KEY=7%, or other=7%: half of the 95 % interval of a factor; \"KEY=150% lognormal\" (repeatable)")->needs(uncertain);
    account->add_option("--samples", o.account.samples, "of --uncertainty")->capture_default_str()->check(CLI::Range(2, 10'000'000))->needs(uncertain);
    account->add_option("--seed", o.account.seed, "of --uncertainty: the same seed gives the same numbers")->capture_default_str()->needs(uncertain);
}

void describe_change(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* change = app.add_subcommand("change", "why an inventory differs from that of another year: effects that add up exactly (docs/change.md)");
    change->callback([&chosen] { chosen = tool::change; });
    change->add_option("FILE", o.files, "CSV of activities of the earlier year, then of the later one")->required()->expected(2);
    add_accounting(*change, o);
    change->add_option("--map", o.change.map, "CSV with before, after, link (same, moved): what became of lines that only one year has")->check(not_blank());
    change->add_flag("--unmatched", o.change.unmatched, "take lines that only one year has, and the map does not name, as opened or closed; they are listed");
    change->add_option("--old-rules", o.change.old_rules, "rule set of the earlier year, where another")->check(not_blank());
    change->add_option("--old-gwp", o.change.old_gwp, "GWP set of the earlier year, where another")->check(not_blank());
    change->add_option("--order", o.change.order, "a fixed order instead of the Shapley mean: activity,factor,gwp,method,boundary")->check(not_blank());
    add_many(*change, "--per", o.change.per, "NAME=OLD,NEW: also the change of emissions per this, for example \"sheet=800 t,900 t\" (repeatable)");
    change->add_option("--top", o.top, "lines to show as text")->capture_default_str()->check(CLI::Range(1, 100000));

    auto* base = app.add_subcommand("base-year", "the base year, what has happened to it, and whether it must be computed again (docs/change.md)");
    base->callback([&chosen] { chosen = tool::base_year; });
    base->add_option("FILE", o.files, "CSV of activities of the base year")->required()->expected(1);
    add_accounting(*base, o);
    base->add_option("--threshold", o.base_year.threshold, "cumulative effect from which the base is computed again, 5%: the organisation's policy, without a default")->check(not_blank());
    base->add_option("--events", o.base_year.events, "CSV with id, trigger, day, effect, ...: what makes the base no longer comparable")->check(not_blank());
    base->add_flag("--gross", o.base_year.gross, "add up events without their signs: a sale and a purchase do not cancel");
    add_many(*base, "--recalculated", o.base_year.recalculated, "DAY=FILE: the base computed again on this day, after the events until then (repeatable)");
    base->add_option("--now", o.base_year.now, "CSV of activities of a later year: change since the base")->check(not_blank());
}

void describe_certificates(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* certificates = app.add_subcommand("certificates", "who claims which electricity; a second use is refused with both places");
    certificates->callback([&chosen] { chosen = tool::certificates; });
    certificates->add_option("FILE", o.files, "CSV tables of certificates, consumptions, generation, claims, allotments, draws, in any order (docs/electricity.md)")->required();
    certificates->add_flag("--json", o.json, "print one JSON object");
    add_csv(*certificates, o);
    add_claims(*certificates, o);
}

void describe_factor(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* factor = app.add_subcommand("factor", "emission factors: a search by words; with --region and --year (or --as-of) the one factor, with its source");
    factor->callback([&chosen] { chosen = tool::factor; });
    factor->add_option("FIND", o.factor.find, "words, English or Chinese: electricity, grid");
    factor->add_option("--region", o.factor.region, "code or name of a place: CN-AH, Anhui, GB")->check(not_blank());
    factor->add_option("--year", o.factor.year, "for which it was published; 0: the latest released on --as-of");
    factor->add_option("--kind", o.factor.kind, "direct (default), upstream, footprint, deduction")->check(not_blank());
    factor->add_option("--unit", o.factor.unit, "per an amount of this unit's kind: kWh net")->check(not_blank());
    factor->add_option("--technology", o.factor.technology)->check(not_blank());
    factor->add_option("--edition", o.factor.edition, "of the document, and no other")->check(not_blank());
    factor->add_option("--document", o.factor.document, "title of the document, and no other")->check(not_blank());
    factor->add_option("--as-of", o.factor.as_of, "only what was released by this day, 2026-01-31")->check(not_blank());
    factor->add_flag("--parent-region", o.factor.parent_region, "allow the factor of a larger place");
    factor->add_option("--years", o.factor.years, "allow a year so many away")->check(CLI::Range(0, 50));
    add_many(*factor, "--proxy", o.factor.proxies, "WANTED=INSTEAD: allow another factor to stand in (repeatable)");
    add_many(*factor, "--around", o.factor.around, "place around a region of your own, smallest first (repeatable)");
    add_many(*factor, "--gas", o.factor.gases, "the factor has to state this gas: ch4 (repeatable)");
    add_many(*factor, "--file", o.files, "own factors beside those that ship, CSV or JSON (docs/factors.md; repeatable)");
    factor->add_option("--least", o.factor.least, "confidence to accept: transcribed-2 (default), transcribed-1, derived, unverified, conflict")->check(not_blank());
    factor->add_option("--diff", o.factor.diff, "OLDER NEWER: what changed; each a CSV or JSON of factors, shipped, or @WORDS for the one shipped document with these words in its title")->expected(2);
    factor->add_option("--top", o.top, "hits of a search to show")->capture_default_str()->check(CLI::Range(1, 100000));
    factor->add_flag("--json", o.json, "print one JSON object");
    add_csv(*factor, o);
}

void describe_factor_table(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* table = app.add_subcommand("factor-table", "a publisher's table of factors in our own form, for --file and --factors (docs/factors.md)");
    table->callback([&chosen] { chosen = tool::factor_table; });
    table->add_option("FILE", o.files, "CSV or xlsx, as the publisher wrote it")->required()->expected(1);
    table->add_option("--form", o.table.form, "defra, epa-supply-chain, egrid, ember, national, fuels, carbonates")->required()->check(CLI::IsMember({"defra", "epa-supply-chain", "egrid", "ember", "national", "fuels", "carbonates"}));
    table->add_option("--document", o.table.document, "title of the source, repeated by results")->required()->check(not_blank());
    table->add_option("--sheet", o.table.sheet, "of a spreadsheet; default: the largest")->check(not_blank());
    table->add_option("--edition", o.table.edition, "of the document")->check(not_blank());
    table->add_option("--year", o.table.year, "for which it is published, where the table does not say it");
    table->add_option("--released", o.table.released, "day on which it came out, 2025-01-31")->check(not_blank());
    table->add_option("--gwp", o.table.gwp, "GWP set of its CO2e: AR5-100")->check(not_blank());
    table->add_option("--heat", o.table.heat, "net or gross, where units of heat do not say it")->check(CLI::IsMember({"net", "gross"}));
    table->add_option("--co2", o.table.co2, "fossil or biogenic: the CO2 whose origin the table does not say")->check(CLI::IsMember({"fossil", "biogenic"}));
    table->add_option("--kind", o.table.kind, "of all rows: direct, upstream, footprint")->check(not_blank());
    table->add_option("--region", o.table.region, "where the table has no column of places")->check(not_blank());
    table->add_option("--confidence", o.table.confidence, "transcribed-2 (default), official-seen, transcribed-1, ...")->check(not_blank());
    table->add_option("--licence", o.table.licence)->check(not_blank());
    table->add_option("--attribution", o.table.attribution, "words that the licence asks to be repeated")->check(not_blank());
    table->add_option("--prefix", o.table.prefix, "before every key; default: a word of the form and the year")->check(not_blank());
    table->add_option("--save", o.table.save, "file to write, .csv or .json; default: print")->check(not_blank());
    table->add_flag("--json", o.json, "JSON instead of CSV");
}

void describe_audit(CLI::App& app, tool::Options& o, Command& chosen) {
    auto* replay = app.add_subcommand("replay", "recompute a record; the first difference and its cause");
    replay->callback([&chosen] { chosen = tool::replay; });
    replay->add_option("RECORD", o.audit.record, "a record: JSON Lines of an inventory, or JSON of an emission or footprint")->required()->check(not_blank());
    replay->add_option("FILE", o.files, "files that it was made from: databases of a footprint, activity data of an inventory");
    replay->add_option("--root", o.audit.root, "the root that was kept outside, or a file that holds it: without it only accident is detected")->check(not_blank());
    replay->add_option("--original", o.audit.original, "a copy that is known to be good: names the first entry that is not its")->check(not_blank());
    replay->add_option("--secret", o.audit.secret, "file with the secret of a salted record")->check(not_blank());
    replay->add_option("--factors", o.audit.factors, "CSV or JSON of factors, or shipped: which factors have changed since")->check(not_blank());
    replay->add_option("--flow-map", o.flow_map, "CSV that a footprint was matched by")->check(not_blank());
    replay->add_flag("--json", o.json, "print one JSON object");
    add_csv(*replay, o);

    auto* verify = app.add_subcommand("verify", "look activity data over: duplicates, gaps, outliers, slips of unit, calibration");
    verify->callback([&chosen] { chosen = tool::verify; });
    verify->add_option("FILE", o.files, "CSV or xlsx of activity data (docs/verification.md)")->required();
    verify->add_option("--sheet", o.audit.sheet, "of a spreadsheet; default: the only one that looks like activity data")->check(not_blank());
    verify->add_option("--past", o.audit.past, "CSV of earlier years, for outliers")->check(not_blank());
    verify->add_option("--period", o.audit.period, "months that must be there, 2023; default: from the first to the last line")->check(not_blank());
    verify->add_option("--calibrations", o.audit.calibrations, "CSV with meter, period, certificate")->check(not_blank());
    verify->add_option("--cross-checks", o.audit.cross_checks, "CSV with what, reported, verified, unit, explanation")->check(not_blank());
    verify->add_flag("--json", o.json, "print one JSON object");
    add_csv(*verify, o);
}

void describe(CLI::App& app, tool::Options& o, Command& chosen) {
    app.set_version_flag("--version", "tanji " TANJI_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 data or request refused, 2 command line, 3 unproductive system, 4 proof missed its target, 5 record intact but revised.");

    auto* info = add_command(app, "info", "what is in the files, and the import report", o, chosen, tool::info);
    add_csv(*info, o);

    auto* list = add_command(app, "list", "processes, flows, methods or units", o, chosen, tool::list);
    list->add_flag("--processes", o.list_processes);
    list->add_flag("--flows", o.list_flows);
    list->add_flag("--methods", o.list_methods);
    list->add_flag("--units", o.list_units);
    list->add_option("--match", o.text_filter, "only entries whose name, id or category holds this text");
    add_csv(*list, o);

    auto* footprint = add_command(app, "footprint", "scores, contributions, proof and record of a product", o, chosen, tool::footprint);
    add_subject(*footprint, o);
    add_method(*footprint, o);
    add_model(*footprint, o);
    add_view(*footprint, o);
    footprint->add_option("--samples", o.samples, "draw all uncertain exchanges this many times: median, mean, deviation and percentiles of every score (docs/monte-carlo.md)")->check(CLI::Range(2, 10000000));
    footprint->add_option("--seed", o.seed, "of the samples: the same seed draws the same numbers")->capture_default_str()->needs("--samples");
    footprint->add_option("--lognormal", o.lognormal, "median: the stored amount is the median of a lognormal; mean: its mean, as openLCA draws")->capture_default_str()->check(CLI::IsMember({"median", "mean"}))->needs("--samples");
    footprint->add_flag("--progress", o.progress, "show on stderr how many samples are done")->needs("--samples");
    footprint->add_option("--proof", o.proof, "verified: bounds of the errors of supplies and scores (default for models); backward: the backward error only, quicker (default for binary databases)")->check(CLI::IsMember({"verified", "backward"}));
    footprint->add_option("--tree", o.depth, "also show the supply chain to this depth")->check(CLI::Range(0, 20));

    auto* inventory = add_command(app, "inventory", "elementary flows of a product over its whole supply chain", o, chosen, tool::inventory);
    auto* supply = add_command(app, "supply", "how much of each process a product needs", o, chosen, tool::supply);
    for (auto* command : {inventory, supply}) {
        add_subject(*command, o);
        add_model(*command, o);
        add_csv(*command, o);
    }

    auto* compare = add_command(app, "compare", "compare [FILE...] A B: two products under the same settings (files: default @tanji)", o, chosen, tool::compare);
    add_subject(*compare, o);
    add_method(*compare, o);
    add_model(*compare, o);
    add_view(*compare, o);

    auto* check = add_command(app, "check", "look a database over: units, links, allocation, formulas, loops", o, chosen, tool::check);
    add_model(*check, o);

    auto* matrices = add_command(app, "export", "the matrices of a solved product for scipy, MATLAB or Brightway", o, chosen, tool::export_matrices);
    add_subject(*matrices, o);
    add_method(*matrices, o);
    add_model(*matrices, o);
    matrices->add_option("--matrices", o.matrices, "folder to write to; with --format binary the file")->required();
    matrices->add_option("--format", o.export_as, "matrices: files for other software; binary: the whole system as one binary database, without a demand")->check(CLI::IsMember({"matrices", "binary"}))->capture_default_str();
    describe_audit(app, o, chosen);

    describe_factor(app, o, chosen);
    describe_factor_table(app, o, chosen);

    describe_account(app, o, chosen);
    describe_change(app, o, chosen);
    describe_certificates(app, o, chosen);
}

int report(tanji::Problem const& problem) {
    std::cerr << "error: " << tanji::to_text(problem) << '\n';
    return tool::failed;
}

/// A mistake in the command line itself, in the same form as every other error.
int refuse_line(CLI::App const& app, int argc, char** argv, CLI::ParseError const& error) {
    tanji::Problem problem;
    problem.id = "request.command-line";
    problem.what = error.what();
    problem.expected = "a command line as --help shows it";
    for (int i = 1; i < argc; ++i) (problem.got += i > 1 ? " " : "") += argv[i];
    problem.hint = "tanji --help";
    auto const chosen = app.get_subcommands();
    if (!chosen.empty()) problem.hint = "tanji " + chosen.front()->get_name() + " --help";
    else {
        std::vector<std::string> names;
        for (auto const* command : app.get_subcommands({})) names.push_back(command->get_name());
        problem.what = argc > 1 ? "There is no such command" : "A command is missing";
        problem.expected = "one of " + tanji::join(names, ", ");
        if (argc > 1) problem.got = argv[1];
    }
    (void)report(problem);
    return tool::usage;
}

}  // namespace

int main(int argc, char** argv) {
    tool::Options options;
    Command command;
    CLI::App app{"Tanji: life-cycle footprints with their proof and record"};
    describe(app, options, command);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return error.get_exit_code() == 0 ? app.exit(error) : refuse_line(app, argc, argv, error);
    }
    try {
        tool::check_words(options);
        return command(options);
    } catch (tanji::Error const& error) {
        return report(error.problem());
    } catch (std::exception const& error) {
        std::cerr << "internal error: " << error.what() << "\nThis is a mistake of the tool, not of your data: please report it with the command line.\n";
        return tool::internal;
    }
}
