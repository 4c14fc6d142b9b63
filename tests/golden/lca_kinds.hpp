// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "golden/lca_allocation.hpp"
#include "golden/lca_static.hpp"

/// \file
/// One function for each kind of case. It gives nothing if the case is of another kind.
namespace golden {

/// Normalisation and weighting, in the two spellings of the cases: {normalisation_factor, weighting_factor, expected}.
inline void check_normalisation(Comparison& compare, JsonValue test_case) {
    auto const nw = test_case.find("nw");
    MatrixSystem const system(case_model(test_case));
    auto method = system.import().methods.at(0);
    double const normalisation = nw.find("normalisation_factor").number().value(), weighting = nw.find("weighting_factor").number().value();
    method.normalisation = {{.id = "set", .name = "set", .values = {{.category = 0, .normalisation = normalisation, .weighting = weighting}}}};
    auto const characterisation = tanji::try_characterise(system.system(), method, {.normalisation_set = "set"}).value();
    auto const footprint = tanji::try_footprint(system.system(), {{system.column(0), numbers(test_case.find("demand").find("vector")).at(0)}}, characterisation).value();
    auto const& row = footprint.characterisation().rows.at(0);
    double const score = footprint.scores()[0].amount;
    auto const expected = nw.find("expected");
    compare.equal("normalised", score / row.normalisation.value(), expected.find("normalised").number().value());
    compare.equal("weighted", score * row.weighting.value(), expected.find("weighted").number().value());
    compare.equal("normalised and weighted", score / row.normalisation.value() * row.weighting.value(), expected.find("normalised_and_weighted").number().value());
}

/// Scores through factors that hold in impact regions which overlap the places of processes: the factor of a place is the
/// mean over its regions, by area of the intersection.
inline void check_two_scales(Comparison& compare, JsonValue test_case) {
    MatrixSystem const plain(case_model(test_case));
    auto content = plain.import().database.content();
    auto const places = test_case.find("locations");
    tanji::ImpactMethod method{.id = "regional", .name = "regional", .categories = {{.id = "regional", .name = "regional", .unit = "unit", .direction = tanji::Direction::output}}};
    for (auto& process : content.processes) {
        auto const place = std::string(places.find(process.name).text().value());
        auto found = std::find_if(content.locations.begin(), content.locations.end(), [&](auto const& location) { return location.id == place; });
        if (found == content.locations.end()) found = content.locations.insert(found, {.id = place, .code = place, .name = place});
        process.location = static_cast<tanji::Index>(found - content.locations.begin());
    }
    for (tanji::Index place = 0; place < content.locations.size(); ++place) {
        for (tanji::Index flow = 0; flow < content.flows.size(); ++flow) {
            double area = 0, weighted = 0;
            for (auto const entry : test_case.find("intersection_areas").items()) {
                auto it = entry.items().begin();
                auto const from = (*it).text().value();
                auto const region = (*++it).text().value();
                double const overlap = (*++it).number().value();
                auto const factor = test_case.find("factors").find(region).find(content.flows[flow].name).number();
                if (from != content.locations[place].id || !factor) continue;
                area += overlap;
                weighted += overlap * *factor;
            }
            if (area > 0) method.categories[0].factors.push_back({.flow = flow, .location = place, .value = weighted / area});
        }
    }
    auto const database = tanji::Database::make(content);
    auto const system = tanji::link(database, {.regional = true});
    auto const characterisation = tanji::try_characterise(system, method).value();
    std::vector<tanji::Demand> demand;
    auto const vector = numbers(test_case.find("demand").find("vector"));
    for (std::size_t j = 0; j < vector.size(); ++j) {
        if (vector[j] != 0) demand.push_back({system.find_column(static_cast<tanji::Index>(j)).value(), vector[j]});
    }
    auto const footprint = tanji::try_footprint(system, demand, characterisation).value();
    compare.equal("regional score", footprint.scores()[0].amount, test_case.find("expected").find("regional_score").number().value());
}

/// Keys beside the matrices that a static case may have, and what is done with them. Empty reason: checked elsewhere.
inline std::map<std::string, std::string> const& static_extras() {
    static std::map<std::string, std::string> const extras{
        {"id", ""}, {"title", ""}, {"features", ""}, {"source", ""}, {"conventions", ""}, {"verified", ""}, {"tolerance_abs", ""}, {"note", ""}, {"technosphere", ""},
        {"biosphere", ""}, {"characterisation", ""}, {"demand", ""}, {"expected", ""}, {"before_allocation", ""}, {"nw", ""}, {"locations", ""}, {"intersection_areas", ""}, {"factors", ""},
        {"note_on_normalisation_sum", ""}, {"observed_bw2calc_2_5_0_float32", ""},
        {"temporal", "temporal distributions"}, {"expected_flow_scores", "temporal distributions"}, {"partition", "partitioned solve"}, {"traversal", "counts of a graph traversal"},
        {"parameters", "parameters beside matrices"}, {"analytic_sensitivity", "gradients (next issue)"}, {"cost_vector", "costs"}, {"cost_rule", "costs"}, {"expected_costs", "costs"},
        {"normalisation_and_weighting", "normalisation by reference flows"},
    };
    return extras;
}

inline std::optional<Comparison> run_static(JsonValue test_case, std::vector<std::string>& pending_parts) {
    auto const expected = test_case.find("expected");
    if (!test_case.find("technosphere") || !test_case.find("demand") || expected.find("error")) return {};
    Comparison compare(test_case);
    for (auto const [key, value] : test_case.members()) {
        auto const known = static_extras().find(std::string(key));
        if (known == static_extras().end()) compare.unknown(std::string(key));
        else if (!known->second.empty()) pending_parts.push_back(std::string(key) + ": " + known->second);
    }
    MatrixSystem const system(case_model(test_case));
    auto const demand = numbers(test_case.find("demand").find("vector"));
    auto const footprint = system.footprint(demand);
    for (auto const [key, value] : expected.members()) {
        auto const check = static_checks().find(std::string(key));
        if (check != static_checks().end()) check->second(compare, {system, footprint, demand}, value);
        else if (key != "regional_score" && key != "normalisation_matrix_sum") compare.unknown("expected." + std::string(key));
    }
    if (test_case.find("before_allocation")) check_before_allocation(compare, test_case);
    if (test_case.find("nw")) check_normalisation(compare, test_case);
    if (test_case.find("intersection_areas")) check_two_scales(compare, test_case);
    return compare;
}

/// Cases that must be refused: the problem has to name what the case's text names (product, process or gain).
inline std::optional<Comparison> run_error(JsonValue test_case) {
    auto const expected = test_case.find("expected").find("error").text();
    if (!expected) return {};
    Comparison compare(test_case);
    auto model = case_model(test_case);
    auto demand = numbers(test_case.find("demand").find("vector"));
    if (test_case.find("A")) {  // bare matrices without names
        model.technosphere = matrix(test_case.find("A"));
        model.biosphere = matrix(test_case.find("B"));
        model.characterisation = matrix(test_case.find("C"));
        auto const name = [](std::vector<std::string>& names, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) names.push_back(std::to_string(i + 1));
        };
        name(model.products, model.technosphere.size());
        name(model.processes, model.technosphere.at(0).size());
        name(model.flows, model.biosphere.size());
        name(model.categories, model.characterisation.size());
        demand = numbers(test_case.find("f"));
    }
    try {
        (void)MatrixSystem(model).footprint(demand);
        compare.require("an error: " + std::string(*expected), false);
    } catch (tanji::Error const& error) {
        std::string const text = error.what();
        auto const names = [&](std::vector<std::string> const& all) {
            return std::any_of(all.begin(), all.end(), [&](auto const& name) { return text.find(name) != std::string::npos; });
        };
        compare.require("the message names a process or product: " + text, names(model.processes) || names(model.products));
        if (expected->find("not a number") != std::string_view::npos) compare.require(text, error.problem().id == "number.not-finite");
        if (expected->find("non-square") != std::string_view::npos) compare.require(text, error.problem().id == "matrix.shape");
        if (expected->find("singular") != std::string_view::npos) compare.require(text, error.problem().id == "solve.singular");
    }
    return compare;
}

/// One process, "in r"/"out e" amounts, factors and a direction: the sign of rule A2.
inline std::optional<Comparison> run_direction(JsonValue test_case) {
    auto const variants = test_case.find("expected").find("variants");
    bool mine = false;
    for (auto const variant : variants.items()) mine = variant.find("direction").present() && variant.find("factors").present() && variant.find("process").present();
    if (!mine) return {};
    Comparison compare(test_case);
    for (auto const variant : variants.items()) {
        CaseProcess process{.products = {{.name = "product", .amount = 1}}};
        auto content = case_database(process, 0).content();
        auto const flow_of = [&content](std::string const& name) {
            for (tanji::Index i = 0; i < content.flows.size(); ++i) {
                if (content.flows[i].id == name) return i;
            }
            tanji::Flow flow{.id = name, .name = name, .type = tanji::FlowType::elementary};
            flow.properties = {{.property = 0, .factor = 1}};
            content.flows.push_back(flow);
            return static_cast<tanji::Index>(content.flows.size() - 1);
        };
        for (auto const& [side_and_flow, amount] : amounts(variant.find("process"))) {
            bool const input = side_and_flow.starts_with("in ");
            content.processes[0].exchanges.push_back({.flow = flow_of(side_and_flow.substr(input ? 3 : 4)), .amount = amount, .property = 0, .unit = 0, .input = input});
        }
        auto const direction = variant.find("direction").text();
        tanji::ImpactCategory category{.id = "c", .name = "c", .unit = "unit", .direction = !direction ? tanji::Direction::unspecified : *direction == "INPUT" ? tanji::Direction::input : tanji::Direction::output};
        for (auto const& [flow, value] : amounts(variant.find("factors"))) category.factors.push_back({.flow = flow_of(flow), .value = value});
        auto const system = tanji::link(tanji::Database::make(content));
        auto const characterisation = tanji::try_characterise(system, tanji::ImpactMethod{.id = "m", .name = "m", .categories = {category}}).value();
        auto const footprint = tanji::try_footprint(system, {{system.find_column(0).value(), 1.0}}, characterisation).value();
        compare.equal("score", footprint.scores()[0].amount, variant.find("score").number().value());
    }
    return compare;
}

/// A table of flows between sectors: A = Z / x, the technology matrix of the solver is I - A.
inline std::optional<Comparison> run_input_output(JsonValue test_case) {
    auto const expected = test_case.find("expected");
    if (!test_case.find("Z") || !test_case.find("final_demand")) return {};
    Comparison compare(test_case);
    auto const flows = matrix(test_case.find("Z"));
    auto const final_demand = numbers(test_case.find("final_demand"));
    auto const output = numbers(expected.find("x"));
    CaseModel model{.technosphere = flows, .flows = {"labour"}, .biosphere = {numbers(test_case.find("labour_coefficients"))}};
    for (std::size_t i = 0; i < flows.size(); ++i) {
        model.products.push_back("sector " + std::to_string(i + 1));
        for (std::size_t j = 0; j < flows.size(); ++j) model.technosphere[i][j] = (i == j ? 1.0 : 0.0) - flows[i][j] / output[j];
    }
    model.processes = model.products;
    MatrixSystem const system(model);
    compare.equal("output", system.supply(system.footprint(final_demand)), output);
    auto const inverse = matrix(expected.find("L"));
    for (std::size_t j = 0; j < inverse.size(); ++j) {
        auto const column = system.supply(system.unit(j));
        for (std::size_t i = 0; i < inverse.size(); ++i) compare.equal("Leontief inverse", column[i], inverse[i][j]);
    }
    return compare;
}

/// Kinds that wait for a later issue, by what they contain.
inline std::optional<std::string> pending_reason(JsonValue test_case) {
    auto const expected = test_case.find("expected");
    if (test_case.find("foreground") && expected.find("time_explicit_score")) return "time-explicit backgrounds";
    if (test_case.find("tau") && test_case.find("alpha")) return "dynamic characterisation";
    if (expected.find("correlation_tech_bio")) return "Monte Carlo (next issue)";
    if (expected.find("weights") && expected.find("results")) return "data quality";
    if (expected.find("variants") && test_case.find("technosphere") && !test_case.find("demand")) return "linear programmes that choose technologies";
    if (test_case.find("Z") && test_case.find("F")) return "multi-regional input-output accounts";
    return {};
}

}  // namespace golden
