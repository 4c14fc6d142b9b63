// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <iterator>
#include <map>

#include "command.hpp"
#include "tanji/analysis/demand.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/lifecycle/stored_result.hpp"

namespace tool {
namespace {

using tanji::Index;

/// "name=value" or "process id.name=value"; the id is cut at the last point before '='.
tanji::Redefinition redefinition(std::string const& text, tanji::Database const& database) {
    auto result = parameter_value(text);
    if (auto const dot = result.name.rfind('.'); dot != std::string::npos) {
        auto const scope = result.name.substr(0, dot);
        if (database.process_index(scope) == tanji::no_index) {
            throw tanji::Error({.id = "lookup.unknown", .what = "--set names a process that is not there", .expected = "the id of a process before the point", .got = scope});
        }
        result.process = scope;
        result.name.erase(0, dot + 1);
    }
    return result;
}

std::vector<tanji::ParameterSet const*> parameter_sets(Loaded const& loaded, Subject const* subject) {
    std::vector<tanji::ParameterSet const*> sets;
    for (Index i = 0; i < loaded.import.systems.size(); ++i) {
        bool const other = subject != nullptr && subject->kind == SubjectKind::system && subject->index != i;
        if (other) continue;
        for (auto const& set : loaded.import.systems[i].parameter_sets) sets.push_back(&set);
    }
    return sets;
}

/// The set that is asked for, or a product system's baseline; its values come before those of --set, which win.
std::vector<tanji::Redefinition> chosen_parameters(Options const& options, Loaded const& loaded, Subject const* subject) {
    std::vector<tanji::Redefinition> values;
    auto const sets = parameter_sets(loaded, subject);
    bool const is_system = subject != nullptr && subject->kind == SubjectKind::system;
    auto const wanted = std::find_if(sets.begin(), sets.end(), [&](auto const* set) { return options.parameter_set.empty() ? is_system && set->baseline : set->name == options.parameter_set; });
    if (!options.parameter_set.empty() && std::count_if(sets.begin(), sets.end(), [&](auto const* set) { return set->name == options.parameter_set; }) > 1) {
        throw tanji::Error({.id = "lookup.ambiguous", .what = "Several product systems have a parameter set of this name", .expected = "a name that one of them has", .got = options.parameter_set,
                            .hint = "name the product system with --process, and its own set is taken"});
    }
    if (wanted != sets.end()) values = (*wanted)->values;
    else if (!options.parameter_set.empty()) {
        tanji::Problem problem{.id = "lookup.unknown", .what = "There is no such parameter set", .expected = "the name of a parameter set", .got = options.parameter_set};
        for (auto const* set : sets) problem.related.push_back(set->name);
        throw tanji::Error(std::move(problem));
    }
    for (auto const& text : options.set) values.push_back(redefinition(text, loaded.import.database));
    return values;
}

/// The product of the process that is asked for: --product, the system's reference flow, or the process' own reference.
Index chosen_product(Options const& options, tanji::Database const& database, Index process, Index fallback) {
    if (options.product.empty()) return fallback;
    std::vector<std::string> names;
    Index found = tanji::no_index;
    std::size_t hits = 0;
    for (bool const exact : {true, false}) {
        for (auto const& exchange : database.processes()[process].exchanges) {
            auto const& flow = database.flows()[exchange.flow];
            bool const provider = !exchange.avoided && ((flow.type == tanji::FlowType::product && !exchange.input) || (flow.type == tanji::FlowType::waste && exchange.input));
            if (!provider) continue;
            if (exact) names.push_back(std::string(tanji::trim(flow.name)) + " (" + flow.id + ")");
            bool const hit = exact ? flow.id == options.product || tanji::trim(flow.name) == tanji::trim(options.product) : tanji::contains_ignoring_case(flow.name, options.product);
            if (hit && exchange.flow != found) {
                found = exchange.flow;
                ++hits;
            }
        }
        if (hits != 0) break;
    }
    if (hits == 1) return found;
    throw tanji::Error({.id = hits == 0 ? "lookup.unknown" : "lookup.ambiguous", .what = "--product does not name one product of the process",
                        .where = {.object = database.process_name(process).name}, .expected = "the id or a part of the name of one of its products", .got = options.product, .related = names});
}

tanji::Demand demand_line(Options const& options, tanji::ProductSystem const& system, Subject const& subject, Loaded const& loaded, Index process) {
    auto const* stored = subject.kind == SubjectKind::system ? &loaded.import.systems[subject.index] : nullptr;
    auto const flow = chosen_product(options, system.database(), process, stored != nullptr ? stored->flow : tanji::no_index);
    auto const column = system.find_column(process, flow).value();
    if (!options.amount.empty()) return tanji::demand_of(system, column, options.amount);
    if (stored != nullptr && options.product.empty()) return tanji::demand_of(system, column, stored->amount * stored->to_reference);
    return tanji::demand_of(system, column, 1.0);
}

tanji::Demand demand_row(tanji::CsvReader const& csv, tanji::ProductSystem const& system, Loaded const& loaded) {
    auto const subject = find_subject(loaded.import, std::string(csv["process"]));
    if (subject.kind != SubjectKind::process) {
        throw tanji::Error({.id = "request.demand", .what = "A line of the demand does not name a process", .expected = "processes only", .got = subject.name});
    }
    Options line;
    if (csv.has_column("product")) line.product = std::string(csv["product"]);
    line.amount = std::string(csv["amount"]) + " " + std::string(csv["unit"]);
    return demand_line(line, system, subject, loaded, subject.index);
}

/// --demand CSV: process, product, amount, unit; every line is part of one demand.
std::vector<tanji::Demand> demand_table(std::string const& path, tanji::ProductSystem const& system, Loaded const& loaded) {
    auto const text = tanji::read_text_file(path);
    tanji::CsvReader csv(text, path);
    std::vector<tanji::Demand> demand;
    while (csv.next()) {
        try {
            demand.push_back(demand_row(csv, system, loaded));
        } catch (tanji::Error const& error) {  // what is wrong is known below, where it stands only here
            auto problem = error.problem();
            auto const object = problem.where.object;
            problem.where = csv.where();
            if (!object.empty()) problem.where.object = object;
            throw tanji::Error(std::move(problem));
        }
    }
    if (demand.empty()) throw tanji::Error({.id = "request.demand", .what = "The demand has no line", .where = {.file = path}, .expected = "at least one product", .got = "none"});
    return demand;
}

std::string chosen_method(Options const& options, Loaded const& loaded, Subject const& subject) {
    if (!options.method.empty()) return options.method;
    if (subject.kind == SubjectKind::result) {
        auto const& wanted = loaded.import.results[subject.index].method_id;
        for (auto const& method : loaded.import.methods) {
            if (method.id == wanted) return wanted;
        }
    }
    return "ipcc-ar6-gwp100";
}

/// A stored result cannot be asked for in another amount or with other parameters: what is stored is one inventory.
void refuse_changes(Options const& options, Subject const& subject) {
    std::vector<std::string> given;
    for (auto const& [name, is_given] : {std::pair{"--amount", !options.amount.empty()}, std::pair{"--product", !options.product.empty()}, std::pair{"--set", !options.set.empty()},
                                         std::pair{"--parameter-set", !options.parameter_set.empty()}}) {
        if (is_given) given.emplace_back(name);
    }
    if (given.empty()) return;
    throw tanji::Error({.id = "request.stored-result", .what = "A stored result is what it is", .where = {.object = "stored result '" + subject.name + "'"},
                        .expected = "none of --amount, --product, --set, --parameter-set", .got = tanji::join(given, ", "), .hint = "ask for its product system or process instead"});
}

tanji::FootprintOptions proof_options(Options const& options) { return {.verify = options.proof != "backward"}; }

Solved solve_result(Options const& options, Loaded const& loaded, Subject const& subject) {
    refuse_changes(options, subject);
    auto const& stored = loaded.import.results[subject.index];
    auto const made = tanji::result_process(loaded.import.database, stored);
    auto const system = tanji::link(made.database, {.policy = tanji::Linking::defaults_only, .allocation = tanji::Allocation::ignore_coproducts});
    auto const method = chosen_method(options, loaded, subject);
    auto demand = tanji::demand_of(system, system.find_column(made.process, made.flow).value(), 1.0);
    auto const assessed = characterise(options, loaded, system, method);
    return {subject, tanji::footprint(system, {demand}, assessed.factors, proof_options(options)), assessed.label, stored};
}

}  // namespace

tanji::Redefinition parameter_value(std::string const& text) {
    auto const equals = (std::min)(text.find('='), text.size());
    auto const name = tanji::trim(std::string_view(text).substr(0, equals));
    auto const value = equals == text.size() ? std::nullopt : tanji::parse_number(tanji::trim(std::string_view(text).substr(equals + 1)));
    if (!value || name.empty()) {
        throw tanji::Error({.id = "request.set", .what = "A parameter cannot be set", .expected = "--set name=number or --set process-id.name=number", .got = text,
                            .hint = "write numbers with a point: --set distance=12.5"});
    }
    return {.name = std::string(name), .value = *value};
}

tanji::LinkOptions link_options(Options const& options, Loaded const& loaded, Subject const* subject) {
    bool const is_system = subject != nullptr && subject->kind == SubjectKind::system;
    tanji::LinkOptions link;
    if (options.linking.empty()) link.policy = is_system ? tanji::Linking::system : tanji::Linking::defaults_then_unique;
    else link.policy = tanji::try_linking(options.linking).value();
    link.allocation = tanji::try_allocation(options.allocation).value();
    link.normalise_allocation = options.normalise_allocation;
    link.parameters = chosen_parameters(options, loaded, subject);
    link.regional = !options.matrices.empty() && !options.no_regions;  // an exported C has one factor a row
    if (is_system) link.system = loaded.import.systems[subject->index];
    return link;
}

std::vector<Solved> solve(Options const& options, Loaded const& loaded) {
    if (options.process.empty() == options.demand.empty()) {
        throw tanji::Error({.id = "request.subject", .what = "It is not clear what to calculate", .expected = "--process ID or TEXT (repeatable), or --demand CSV", .got = options.process.empty() ? "neither" : "both"});
    }
    std::vector<Solved> results;
    std::optional<tanji::ProductSystem> plain;  // linked once for all processes
    auto const linked = [&](Subject const* subject) {
        if (subject != nullptr && subject->kind == SubjectKind::system) return tanji::link(loaded.import.database, link_options(options, loaded, subject));
        if (!plain) plain = tanji::link(loaded.import.database, link_options(options, loaded, subject));
        return *plain;
    };
    std::map<std::string, Assessment> known;
    auto const characterised = [&](tanji::ProductSystem const& system, std::string const& method, bool reuse) {
        if (!reuse) return characterise(options, loaded, system, method);
        if (!known.contains(method)) known[method] = characterise(options, loaded, system, method);
        return known[method];
    };
    if (!options.demand.empty()) {
        auto const system = linked(nullptr);
        Subject const subject{.kind = SubjectKind::process, .id = options.demand, .name = "demand of " + options.demand, .location = {}};
        auto const assessed = characterised(system, chosen_method(options, loaded, subject), true);
        results.push_back({subject, tanji::footprint(system, demand_table(options.demand, system, loaded), assessed.factors, proof_options(options)), assessed.label, {}});
    }
    for (auto const& text : options.process) {
        auto const subject = find_subject(loaded.import, text);
        if (subject.kind == SubjectKind::result) {
            results.push_back(solve_result(options, loaded, subject));
            continue;
        }
        auto const system = linked(&subject);
        auto const process = subject.kind == SubjectKind::system ? loaded.import.systems[subject.index].process : subject.index;
        auto const demand = demand_line(options, system, subject, loaded, process);
        auto const assessed = characterised(system, chosen_method(options, loaded, subject), subject.kind == SubjectKind::process);
        results.push_back({subject, tanji::footprint(system, {demand}, assessed.factors, proof_options(options)), assessed.label, {}});
    }
    return results;
}

int exit_code(std::vector<Solved> const& results) {
    int code = ok;
    for (auto const& result : results) {
        if (result.footprint.proof().has(tanji::ProofWarning::unproductive)) return unproductive;
        if (result.footprint.proof().has(tanji::ProofWarning::not_refined)) code = not_proven;
    }
    return code;
}

}  // namespace tool
