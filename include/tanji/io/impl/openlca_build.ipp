// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_units.ipp"

/// \file
/// From numbers to indices, second part: processes, methods, product systems and results; then the Import.
namespace tanji::detail {

// In this file a "number" is what OlcaIds gave an id when it was first met, and an "index" a place in the final vectors.
// Resolving overwrites the one with the other in the same field, so each entry may be resolved once only.

/// Points the stage's messages at an entry that was read before.
inline void olca_look_at(OlcaStage& stage, OlcaIds const& ids, std::string_view kind, std::string const& id) {
    Index const number = ids.numbers.find(id)->second;
    stage.now = ids.place[number];
    stage.object = std::string(kind) + " " + ids.text(number);
}

/// One exchange of a flow that is known. The amount stays as the file has it; `to_reference` converts it later, so that
/// formulas and uncertainties, which are in the exchange's own unit, can still replace it. A named provider that is in
/// none of the files is remembered as missing, not dropped: linking must cut the input off (rule A3), not link it anew.
inline void olca_resolve_exchange(OlcaStage& stage, OlcaFinal const& final, Exchange& exchange, std::size_t position) {
    Index const flow = exchange.flow;
    auto const converted = olca_convert(stage, final, flow, {.property = exchange.property, .unit = exchange.unit}, [&] { return olca_exchange_text(stage, position, flow); });
    exchange.flow = final.flow[flow];
    exchange.property = converted.property;
    exchange.unit = converted.unit;
    exchange.to_reference = converted.to_reference;
    if (exchange.location != no_index) exchange.location = final.location[exchange.location];
    if (exchange.provider == no_index) return;
    Index const provider = exchange.provider;
    exchange.provider = stage.processes.defined[provider];
    exchange.provider_missing = exchange.provider == no_index;
    if (exchange.provider_missing)
        stage.note(Severity::warning, "openlca.provider-missing", "default providers are in none of the files; these inputs are cut off, not given to another process",
                   "add the file that holds them", stage.object + ", " + olca_exchange_text(stage, position, flow) + ": provider " + stage.processes.text(provider));
}

/// Method packages are published without all of their flows. A factor states the property it is per, which makes it usable
/// by id without the flow's own file: such a flow is made from what the factors' references say. Exchanges of it stay set
/// aside (rule A6), because only the flow's file tells how an exchange's other properties convert.
inline void olca_add_factor_flows(OlcaStage& stage) {
    stage.by_factor_only.assign(stage.flows.id.size(), false);
    for (auto const& [number, known] : stage.factor_flows) {
        if (stage.flows.defined[number] != no_index) continue;
        Flow flow{.id = stage.flows.id[number], .name = stage.flows.name[number], .category = known.category};
        flow.properties.push_back({.property = known.property});
        stage.flows.defined[number] = static_cast<Index>(stage.content.flows.size());
        stage.flows.place[number] = known.place;
        stage.by_factor_only[number] = true;
        stage.content.flows.push_back(std::move(flow));
        stage.flow_category.push_back(no_index);
        stage.now = known.place;
        stage.note(Severity::note, "openlca.factor-flow-by-reference", "characterisation factors name flows that are in none of the files; name, compartment and property are taken from the factors",
                   "none needed where factors are found by id or flow map", "flow " + stage.flows.text(number) + (known.category.empty() ? "" : " in " + known.category));
    }
}

/// Resolves the exchanges; those of flows in none of the files are set aside and counted. `set_aside` stays with the process,
/// so that every footprint that reaches it can say so (rule A6). Compacts in place: the order of the rest is kept.
inline void olca_resolve_exchanges(OlcaStage& stage, OlcaFinal const& final, Process& process) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < process.exchanges.size(); ++i) {
        Exchange exchange = process.exchanges[i];
        bool const known = exchange.flow != no_index && stage.flows.defined[exchange.flow] != no_index && !stage.by_factor_only[exchange.flow];
        if (!known) {
            ++process.set_aside;
            stage.note(Severity::set_aside, "openlca.flow-missing", "exchanges of flows that are in none of the files are left out; every result downstream of their processes lacks them",
                       "add the file or library that holds the flows", stage.object + ", " + olca_exchange_text(stage, i, exchange.flow));
            continue;
        }
        olca_resolve_exchange(stage, final, exchange, i);
        process.exchanges[kept++] = exchange;
    }
    process.exchanges.resize(kept);
}

/// Marks factors whose product or exchange the process does not have (rule A6: set aside). Exchanges are resolved. They are
/// marked rather than removed: allocation by the stored factors must refuse such a process (rule A4), not work with a part
/// of its factors. Only causal factors name an exchange.
inline void olca_mark_dangling(OlcaStage& stage, Process& process) {
    auto const has = [&](auto const& test) { return std::any_of(process.exchanges.begin(), process.exchanges.end(), test); };
    // Only a provider flow can carry a share: a product that is made, or a waste that is treated (rule A1).
    auto const provides = [&](Exchange const& e) {
        FlowType const type = stage.content.flows[e.flow].type;
        return !e.avoided && ((type == FlowType::product && !e.input) || (type == FlowType::waste && e.input));
    };
    std::size_t dangling = 0;
    for (AllocationFactor& factor : process.allocation) {
        bool const product = factor.product != no_index && has([&](Exchange const& e) { return e.flow == factor.product && provides(e); });
        bool const named = factor.exchange_id != 0 || factor.exchange_flow != no_index;
        bool const exchange = factor.method != AllocationMethod::causal ||
                              (named && has([&](Exchange const& e) { return factor.exchange_id != 0 ? e.internal_id == factor.exchange_id : e.flow == factor.exchange_flow; }));
        factor.dangling = !product || !exchange;
        dangling += factor.dangling ? 1 : 0;
    }
    stage.counts.allocation += process.allocation.size();
    stage.counts.dangling += dangling;
    if (dangling > 0)
        stage.note(Severity::set_aside, "openlca.allocation-dangling", "processes have allocation factors that name a product or exchange they do not have",
                   "correct the allocation at the source, or choose another allocation method",
                   stage.object + ": " + std::to_string(dangling) + " of " + std::to_string(process.allocation.size()) + " factors");
}

/// Processes stay where they were read, so numbers map to indices by `defined`. Exchanges come before allocation factors,
/// which are judged by them.
inline void olca_resolve_processes(OlcaStage& stage, OlcaFinal& final) {
    final.process = stage.processes.defined;
    for (std::size_t i = 0; i < stage.content.processes.size(); ++i) {
        Process& process = stage.content.processes[i];
        olca_look_at(stage, stage.processes, "process", process.id);
        if (process.location != no_index) process.location = final.location[process.location];
        if (Index const category = stage.process_category[i]; category != no_index) process.category = olca_path(stage, category);
        olca_resolve_exchanges(stage, final, process);
        for (AllocationFactor& factor : process.allocation) {
            if (factor.product != no_index) factor.product = final.flow[factor.product];
            if (factor.exchange_flow != no_index) factor.exchange_flow = final.flow[factor.exchange_flow];
        }
        olca_mark_dangling(stage, process);
    }
}

/// Distributions of a factor follow its value to the reference unit; a geometric standard deviation has no unit.
inline void olca_scale(Uncertainty& u, double divisor) {
    u.a /= divisor;
    if (u.kind != DistributionKind::lognormal) u.b /= divisor;
    if (u.kind == DistributionKind::triangular) u.c /= divisor;
}

/// Factors of one category, brought to one reference unit of their flow: a factor per MJ of a flow kept in kg is another
/// number per kg. Factors of unknown flows cannot meet an inventory and are set aside.
inline void olca_resolve_impact(OlcaStage& stage, OlcaFinal const& final, OlcaImpact& impact) {
    olca_look_at(stage, stage.impacts, "impact category", impact.data.id);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < impact.data.factors.size(); ++i) {
        ImpactFactor factor = std::move(impact.data.factors[i]);
        bool const known = factor.flow != no_index && stage.flows.defined[factor.flow] != no_index;
        if (!known) {
            stage.note(Severity::set_aside, "openlca.factor-flow-missing", "characterisation factors of flows that are in none of the files are left out",
                       "add the file that holds the flows", stage.object + ", flow " + stage.flows.text(factor.flow));
            continue;
        }
        Index const flow = factor.flow;
        auto const converted = olca_convert(stage, final, flow, impact.measures[i], [&] { return "factor of flow " + stage.flows.text(flow); });
        factor.flow = final.flow[flow];
        if (factor.location != no_index) factor.location = final.location[factor.location];
        factor.to_reference = converted.to_reference;
        factor.value /= converted.to_reference;
        olca_scale(factor.uncertainty, converted.to_reference);
        impact.data.factors[kept++] = std::move(factor);
    }
    impact.data.factors.resize(kept);
}

/// Copies a category into a method: several methods may share one, and each method of an Import stands for itself.
inline void olca_add_category(OlcaStage& stage, OlcaMethod& method, Index number) {
    Index const at = stage.impacts.defined[number];
    if (at == no_index) {
        stage.note(Severity::set_aside, "openlca.category-missing", "impact categories are in none of the files; their methods lack them", "add the file that holds them",
                   "method '" + method.data.name + "', category " + stage.impacts.text(number));
        return;
    }
    stage.impact[at].used = true;
    ImpactCategory category = stage.impact[at].data;
    // Schema 1 keeps parameters in the method; they belong to each of its categories (rule A7).
    category.parameters.insert(category.parameters.end(), method.parameters.begin(), method.parameters.end());
    method.data.categories.push_back(std::move(category));
}

/// Normalisation and weighting of a method. Values refer to categories by number and end up as positions inside the method;
/// those of categories that the method does not have say nothing about it and are dropped.
inline void olca_add_set(OlcaStage& stage, OlcaMethod& method, Index number) {
    Index const at = stage.sets.defined[number];
    if (at == no_index) {
        stage.note(Severity::set_aside, "openlca.set-missing", "normalisation and weighting sets are in none of the files", "add the file that holds them", "method '" + method.data.name + "', set " + stage.sets.text(number));
        return;
    }
    NormalisationSet set = stage.set[at];
    // By id, since the method's categories are copies by now and their numbers are gone.
    std::erase_if(set.values, [&](NormalisationWeight& value) {
        std::string const& id = stage.impacts.id[value.category];
        auto const found = std::find_if(method.data.categories.begin(), method.data.categories.end(), [&](ImpactCategory const& c) { return c.id == id; });
        value.category = static_cast<Index>(found - method.data.categories.begin());
        return found == method.data.categories.end();
    });
    method.data.normalisation.push_back(std::move(set));
}

/// Categories first, each once, since methods copy them; then methods with their categories and, by these, their sets.
inline void olca_resolve_methods(OlcaStage& stage, OlcaFinal const& final, Import& out) {
    for (OlcaImpact& impact : stage.impact) olca_resolve_impact(stage, final, impact);
    for (std::size_t i = 0; i < stage.method.size(); ++i) {
        OlcaMethod& method = stage.method[i];
        olca_look_at(stage, stage.methods, "method", method.data.id);
        for (Index const category : method.categories) olca_add_category(stage, method, category);
        for (Index const set : method.sets) olca_add_set(stage, method, set);
        if (Index const category = stage.method_category[i]; category != no_index) method.data.category = olca_path(stage, category);
        out.methods.push_back(std::move(method.data));
    }
    // Schema 2 allows categories outside of any method: each is a method of its own, so that it can be asked for.
    for (OlcaImpact& impact : stage.impact) {
        if (impact.used) continue;
        ImpactMethod alone{.id = impact.data.id, .name = impact.data.name};
        alone.categories.push_back(std::move(impact.data));
        out.methods.push_back(std::move(alone));
    }
}

/// A redefinition for a method holds for each of its categories (schema 1). Scopes become ids again, the only name that holds
/// for other files as well; one of a method in none of the files has nothing to change and is passed over.
inline void olca_add_redefinition(OlcaStage const& stage, OlcaRedefinition const& from, ParameterSet& set) {
    Redefinition to = from.data;
    if (from.process != no_index) to.process = stage.processes.id[from.process];
    if (from.impact != no_index) to.category = stage.impacts.id[from.impact];
    if (from.method == no_index) { set.values.push_back(std::move(to)); return; }
    Index const method = stage.methods.defined[from.method];
    if (method == no_index) return;
    for (Index const category : stage.method[method].categories) {
        to.category = stage.impacts.id[category];
        set.values.push_back(to);
    }
}

/// Index of the reference flow: by internal id, by the named flow, else the process' quantitative reference.
inline Index olca_system_flow(OlcaStage const& stage, OlcaFinal const& final, OlcaSystem const& system, Process const& process) {
    for (Exchange const& exchange : process.exchanges)
        if (system.exchange != 0 && exchange.internal_id == system.exchange) return exchange.flow;
    if (system.data.flow != no_index && stage.flows.defined[system.data.flow] != no_index) return final.flow[system.data.flow];
    // It names an exchange that is not there: the process' own reference may be another product, so it must not stand in.
    if (system.exchange != 0) return no_index;
    for (Exchange const& exchange : process.exchanges)
        if (exchange.reference) return exchange.flow;
    return no_index;
}

/// Links of the policy `system` (rule A3). A link of which one end is missing is set aside: its input stays unlinked and is
/// reported by linking, which is right, since the stored system meant a process that is not here.
inline void olca_resolve_links(OlcaStage& stage, OlcaFinal const& final, StoredSystem& system) {
    std::erase_if(system.processes, [&](Index& process) { return (process = stage.processes.defined[process]) == no_index; });
    auto const process = [&](Index number) { return number == no_index ? no_index : stage.processes.defined[number]; };
    for (StoredLink& link : system.links) {
        StoredLink const read = link;
        link.consumer = process(read.consumer);
        link.provider = process(read.provider);
        link.flow = read.flow == no_index ? no_index : final.flow[read.flow];
        if (link.consumer != no_index && link.provider != no_index && link.flow != no_index) continue;
        link.consumer = no_index;
        stage.note(Severity::set_aside, "openlca.link-missing", "links of product systems name processes or flows that are in none of the files", "add the file that holds them",
                   stage.object + ": flow " + stage.flows.text(read.flow) + " from " + stage.processes.text(read.provider));
    }
    std::erase_if(system.links, [](StoredLink const& link) { return link.consumer == no_index; });
}

/// Resolves one product system; false if it cannot be used at all: without process, flow or amount it asks for nothing. That
/// is set aside and no error, because the database can be used without its stored systems.
inline bool olca_resolve_system(OlcaStage& stage, OlcaFinal const& final, OlcaSystem& system) {
    olca_look_at(stage, stage.systems, "product system", system.data.id);
    auto const set_aside = [&](std::string const& why) {
        stage.note(Severity::set_aside, "openlca.system-unusable", "product systems cannot be used", "add the file with their processes, or export them again", stage.object + ": " + why);
        return false;
    };
    Index const process = system.data.process == no_index ? no_index : stage.processes.defined[system.data.process];
    if (process == no_index) return set_aside("its reference process is in none of the files");
    system.data.flow = olca_system_flow(stage, final, system, stage.content.processes[process]);
    if (system.data.flow == no_index) return set_aside("its reference flow cannot be found");
    if (!system.has_amount) return set_aside("it has no target amount");
    system.data.process = process;
    Index const flow = stage.flows.numbers.find(stage.content.flows[system.data.flow].id)->second;
    auto const converted = olca_convert(stage, final, flow, {.property = system.data.property, .unit = system.data.unit}, [] { return std::string("target amount"); });
    system.data.property = converted.property;
    system.data.unit = converted.unit;
    system.data.to_reference = converted.to_reference;
    olca_resolve_links(stage, final, system.data);
    for (OlcaParameterSet& set : system.sets) {
        for (OlcaRedefinition const& value : set.values) olca_add_redefinition(stage, value, set.data);
        system.data.parameter_sets.push_back(std::move(set.data));
    }
    return true;
}

/// Stored results serve comparison with what we compute, so amounts are brought to reference units here. Categories are kept
/// as id and name: a result stays readable where its method is in none of the files.
inline void olca_resolve_result(OlcaStage& stage, OlcaFinal const& final, OlcaResult& result) {
    olca_look_at(stage, stage.results, "result", result.data.id);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < result.data.flows.size(); ++i) {
        StoredFlowResult flow = result.data.flows[i];
        Index const number = flow.flow;
        if (number == no_index || stage.flows.defined[number] == no_index) {
            stage.note(Severity::set_aside, "openlca.result-flow-missing", "flows of stored results are in none of the files and are left out", "add the file that holds the flows", stage.object + ", flow " + stage.flows.text(number));
            continue;
        }
        flow.amount *= olca_convert(stage, final, number, result.measures[i], [&] { return "flow " + stage.flows.text(number); }).to_reference;
        flow.flow = final.flow[number];
        if (flow.location != no_index) flow.location = final.location[flow.location];
        result.data.flows[kept++] = flow;
    }
    result.data.flows.resize(kept);
    for (std::size_t i = 0; i < result.impacts.size(); ++i) {
        result.data.impacts[i].category_id = stage.impacts.id[result.impacts[i]];
        result.data.impacts[i].category_name = stage.impacts.name[result.impacts[i]];
    }
    if (result.method != no_index) result.data.method_id = stage.methods.id[result.method];
}

/// Sums for the import report: how much of the stored uncertainty and allocation can be used at all.
inline void olca_report_counts(OlcaStage& stage) {
    auto const note = [&](std::string id, std::string what, std::string got) {
        stage.findings.push_back({.severity = Severity::note, .problem = {.id = std::move(id), .what = std::move(what), .got = std::move(got)}});
    };
    OlcaCounts const& n = stage.counts;
    if (n.uncertainties > 0)
        note("openlca.uncertainties", "stored uncertainties", std::to_string(n.uncertainties) + ": " + std::to_string(n.uncertainties - n.certain - n.unusable) + " used, " +
             std::to_string(n.certain) + " without spread, " + std::to_string(n.unusable) + " set aside");
    if (n.allocation > 0) note("openlca.allocation-factors", "stored allocation factors", std::to_string(n.allocation) + ": " + std::to_string(n.dangling) + " of them dangling");
}

/// Everything that was read as an Import. Uses up the stage. The order is that of need: units before flows, flows before the
/// processes and factors that convert by them, processes and methods before the systems and results that name them. Linear
/// in what was read, except that factors look for their exchange inside one process.
inline Result<Import> olca_build(OlcaStage& stage) {
    Import out;
    out.stored_uncertainties = stage.counts.uncertainties;
    OlcaFinal final;
    olca_add_factor_flows(stage);
    olca_resolve_properties(stage, final);
    olca_resolve_locations(stage, final);
    olca_resolve_flows(stage, final);
    olca_resolve_processes(stage, final);
    olca_resolve_methods(stage, final, out);
    // Systems that cannot be used leave gaps, so results find theirs by this list; one whose system is gone stays without.
    std::vector<Index> system_at(stage.system.size(), no_index);
    for (std::size_t i = 0; i < stage.system.size(); ++i) {
        if (!olca_resolve_system(stage, final, stage.system[i])) continue;
        system_at[i] = static_cast<Index>(out.systems.size());
        out.systems.push_back(std::move(stage.system[i].data));
    }
    for (OlcaResult& result : stage.result) {
        olca_resolve_result(stage, final, result);
        Index const system = result.system == no_index ? no_index : stage.systems.defined[result.system];
        result.data.system = system == no_index ? no_index : system_at[system];
        out.results.push_back(std::move(result.data));
    }
    stage.notes.flush();
    olca_report_counts(stage);
    // Checks every index and amount anew, as for a database of any origin: a mistake of this reader ends here at the latest.
    auto database = Database::try_make(std::move(stage.content));
    if (!database) return std::move(database).problem();
    out.database = std::move(*database);
    out.findings = std::move(stage.findings);
    return out;
}

}  // namespace tanji::detail
