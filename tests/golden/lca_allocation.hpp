// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "golden/lca_case.hpp"

/// \file
/// Cases that describe a process before its allocation: built as a database, allocated by the library, and compared.
namespace golden {

struct CaseProduct {
    std::string name;
    double amount = 0;
    bool waste = false;
    std::optional<double> price{}, mass{};  ///< per unit of the product
    std::string unit{};                     ///< products in different units have no property of amounts in common
};

struct CaseFactor {
    tanji::AllocationMethod method;
    std::string product;
    double value;
};

/// A process with several products, what it emits and avoids, and its stored factors.
struct CaseProcess {
    std::vector<CaseProduct> products{};
    std::vector<std::pair<std::string, double>> avoided{};
    std::vector<std::pair<std::string, double>> emissions{};
    std::vector<CaseFactor> factors{};
};

inline std::vector<std::pair<std::string, double>> amounts(JsonValue json) {
    std::vector<std::pair<std::string, double>> list;
    for (auto const [name, value] : json.members()) list.emplace_back(std::string(name), value.number().value());
    return list;
}

/// "p1 1 kg": name, amount, unit.
inline CaseProduct product_text(std::string_view text) {
    auto const words = tanji::split(text, ' ');
    return {.name = std::string(words.at(0)), .amount = tanji::parse_number(words.at(1)).value()};
}

inline CaseProcess case_process(JsonValue json) {
    CaseProcess process;
    for (auto const [name, value] : json.find("outputs").members()) {
        if (auto const number = value.number()) process.products.push_back({.name = std::string(name), .amount = *number});
        else process.products.push_back({std::string(name), value.find("amount").number().value(), false, value.find("price").number(), value.find("mass").number(), std::string(value.find("unit").text().value_or(""))});
    }
    for (auto const* key : {"reference", "co_product"}) {
        if (auto const text = json.find(key).text()) process.products.push_back(product_text(*text));
    }
    for (auto const& [name, amount] : amounts(json.find("waste_in"))) process.products.push_back({.name = name, .amount = amount, .waste = true});
    process.avoided = amounts(json.find("avoided_input"));
    process.emissions = amounts(json.find("emissions"));
    for (auto const* key : {"physical_factors", "factors"}) {
        for (auto const [name, value] : json.find(key).members()) {
            if (auto const number = value.number()) process.factors.push_back({tanji::AllocationMethod::physical, std::string(name), *number});
        }
    }
    return process;
}

/// The database of one such process; avoided products are made by processes of their own that emit `avoided_emission` of
/// the first emission a unit.
inline tanji::Database case_database(CaseProcess const& described, double avoided_emission) {
    tanji::DatabaseContent content{.name = "case"};
    content.unit_groups = {{.id = "units", .name = "units", .units = {{.id = "unit", .name = "unit"}}, .default_property = 0},
                           {.id = "money", .name = "money", .units = {{.id = "EUR", .name = "EUR"}}, .default_property = 1},
                           {.id = "masses", .name = "masses", .units = {{.id = "kg", .name = "kg"}}, .default_property = 2}};
    content.properties = {{.id = "amount", .name = "amount", .unit_group = 0}, {.id = "price", .name = "price", .unit_group = 1, .economic = true}, {.id = "mass", .name = "mass", .unit_group = 2}};
    tanji::Process process{.id = "P", .name = "P"};
    auto const add = [&](std::string const& name, tanji::FlowType type, double amount, bool input, bool avoided) {
        auto const flow = static_cast<tanji::Index>(content.flows.size());
        tanji::Flow made{.id = name, .name = name, .type = type};
        made.properties = {{.property = 0, .factor = 1}};
        content.flows.push_back(made);
        process.exchanges.push_back({.flow = flow, .amount = amount, .property = 0, .unit = 0, .internal_id = static_cast<std::int32_t>(flow) + 1, .input = input, .avoided = avoided, .reference = flow == 0});
        return flow;
    };
    for (auto const& product : described.products) {
        auto const flow = add(product.name, product.waste ? tanji::FlowType::waste : tanji::FlowType::product, product.amount, product.waste, false);
        if (product.mass) {
            auto const own = static_cast<tanji::Index>(content.properties.size());
            content.properties.push_back({.id = "amount in " + product.unit, .name = "amount in " + product.unit, .unit_group = 0});
            content.flows[flow].properties[0].property = own;
            process.exchanges.back().property = own;
        }
        if (product.price) content.flows[flow].properties.push_back({.property = 1, .factor = *product.price});
        if (product.mass) content.flows[flow].properties.push_back({.property = 2, .factor = *product.mass});
    }
    std::vector<tanji::Index> avoided;
    for (auto const& [name, amount] : described.avoided) avoided.push_back(add(name, tanji::FlowType::product, amount, true, true));
    tanji::Index emission = tanji::no_index;
    for (auto const& [name, amount] : described.emissions) emission = add(name, tanji::FlowType::elementary, amount, false, false);
    for (auto const& factor : described.factors) {
        tanji::AllocationFactor stored{.method = factor.method, .value = factor.value};
        for (tanji::Index i = 0; i < content.flows.size(); ++i) {
            if (content.flows[i].id == factor.product) stored.product = i;
        }
        if (factor.method == tanji::AllocationMethod::causal) stored.exchange_id = static_cast<std::int32_t>(emission) + 1;
        process.allocation.push_back(stored);
    }
    content.processes = {process};
    for (auto const flow : avoided) {
        tanji::Process maker{.id = "makes " + content.flows[flow].id, .name = "maker"};
        maker.exchanges.push_back({.flow = flow, .amount = 1, .property = 0, .unit = 0, .input = false, .reference = true});
        maker.exchanges.push_back({.flow = emission, .amount = avoided_emission, .property = 0, .unit = 0, .input = false});
        content.processes.push_back(maker);
    }
    return tanji::Database::make(content);
}

/// Emissions for one unit of a product (for one unit of waste treated) under a method.
inline double allocated_emission(tanji::Database const& database, std::string const& product, tanji::Allocation method) {
    auto const system = tanji::link(database, {.policy = tanji::Linking::unique_producer, .allocation = method});
    auto const flow = database.flow_index(product);
    auto const column = system.find_column(database.process_index("P"), flow).value();
    bool const waste = database.flows()[flow].type == tanji::FlowType::waste;
    auto const footprint = tanji::try_footprint(system, {{column, waste ? -1.0 : 1.0}}, {}).value();
    double sum = 0;
    for (double const net : footprint.inventory()) sum += net;
    return sum;
}

/// `before_allocation` of a case whose matrices are those after it.
inline void check_before_allocation(Comparison& compare, JsonValue test_case) {
    auto const before = test_case.find("before_allocation");
    auto const process = case_process(before);
    auto const expected = test_case.find("expected");
    auto const inventory = numbers(expected.find("inventory") ? expected.find("inventory") : expected.find("derived_inventory"));
    double const demand = numbers(test_case.find("demand").find("vector")).at(0);
    auto const biosphere = matrix(test_case.find("biosphere").find("matrix"));
    auto const database = case_database(process, biosphere.at(0).size() > 1 ? biosphere[0][1] : 0);
    bool const by_price = process.products.at(0).price.has_value();
    auto const method = by_price ? tanji::Allocation::economic : tanji::Allocation::physical;
    compare.equal("inventory allocated by the library", demand * allocated_emission(database, process.products[0].name, method), inventory.at(0));
    auto const shares = before.find("factors");
    for (auto const& [key, kind] : {std::pair{"price", tanji::Allocation::economic}, std::pair{"mass", tanji::Allocation::physical}}) {
        auto const wanted = numbers(shares.find(key));
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            double const each = allocated_emission(database, process.products[i].name, kind);
            compare.equal(std::string("share by ") + key, each * process.products[i].amount / process.emissions.at(0).second, wanted[i]);
        }
    }
}

/// expected.factor_for_CO2: for each method, the share that each product gets. The factors are stored in the process.
inline std::optional<Comparison> run_allocation_kinds(JsonValue test_case) {
    auto const expected = test_case.find("expected").find("factor_for_CO2");
    if (!expected) return {};
    Comparison compare(test_case);
    auto process = case_process(test_case.find("process"));
    for (auto const& [key, method] : {std::pair{"economic", tanji::AllocationMethod::economic}, std::pair{"physical", tanji::AllocationMethod::physical}, std::pair{"causal", tanji::AllocationMethod::causal}}) {
        for (auto const& [product, value] : amounts(expected.find(key))) process.factors.push_back({method, product, value});
    }
    auto const database = case_database(process, 0);
    double const all = process.emissions.at(0).second;
    for (auto const [key, shares] : expected.members()) {
        bool const by_default = key.starts_with("use_default");
        auto const name = by_default ? std::string("default") : std::string(key);
        auto subject = database;
        if (by_default) {  // "use_default (causal)"
            auto content = database.content();
            content.processes[0].has_default_allocation = true;
            content.processes[0].default_allocation = key.find("causal") != std::string_view::npos ? tanji::AllocationMethod::causal : tanji::AllocationMethod::physical;
            subject = tanji::Database::make(content);
        }
        if (name == "none") {  // openLCA's "no allocation" gives each product everything; ours refuses several products (A4)
            auto const system = tanji::link(subject, {.allocation = tanji::Allocation::none});
            compare.require("allocation none refuses several products", !system.refusals().empty());
            continue;
        }
        for (auto const& [product, share] : amounts(shares)) compare.equal(name + " " + product, allocated_emission(subject, product, tanji::try_allocation(name).value()) / all, share);
    }
    return compare;
}

}  // namespace golden
