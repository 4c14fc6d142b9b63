// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// One process that makes 1 kg of a product and exchanges elementary flows, for tests of characterisation.
namespace tanji::test {

struct SmallExchange {
    std::string name;
    std::string category;
    double amount = 1;
    bool input = false;
    std::string cas{};
    Index location = no_index;
    Index property = 0;  // 0 mass (kg), 1 volume (m3)
};

struct SmallSystem {
    DatabaseContent content{.name = "small"};
    std::vector<std::string> method_flows{};  // further flows, which only the method knows

    explicit SmallSystem(std::vector<SmallExchange> const& exchanges, Index place = no_index) {
        content.unit_groups = {{"gm", "mass", {{"kg", "kg", 1}, {"g", "g", 0.001}}, 0, 0}, {"gv", "volume", {{"m3", "m3", 1}}, 0, 1}};
        content.properties = {{"mass", "Mass", 0}, {"volume", "Volume", 1}};
        content.locations = {{"cn", "CN", "China"}, {"cn-ah", "CN-AH", "Anhui", 0}, {"us", "US", "United States"}};
        content.flows = {{.id = "p", .name = "product", .type = FlowType::product, .properties = {{0, 1}}}};
        Process process{.id = "P", .name = "maker", .location = place};
        process.exchanges.push_back({.flow = 0, .amount = 1, .property = 0, .unit = 0, .input = false, .reference = true});
        for (auto const& e : exchanges) {
            Index const flow = flow_of(e);
            process.exchanges.push_back({.flow = flow, .amount = e.amount, .property = e.property, .unit = 0, .location = e.location, .input = e.input});
        }
        content.processes.push_back(std::move(process));
    }

    /// Index of a flow that is there, by name and category, or of a new one.
    Index flow_of(SmallExchange const& e) {
        for (Index i = 0; i < content.flows.size(); ++i)
            if (content.flows[i].name == e.name && content.flows[i].category == e.category) return i;
        content.flows.push_back({.id = std::string("f").append(std::to_string(content.flows.size())), .name = e.name, .category = e.category, .cas = e.cas, .properties = {{e.property, 1}}});
        return static_cast<Index>(content.flows.size() - 1);
    }

    [[nodiscard]] ProductSystem linked(LinkOptions options = {}) const { return link(Database::make(content), std::move(options)); }

    [[nodiscard]] static Footprint solve(ProductSystem const& system, Characterisation c, double amount = 1) {
        return footprint(system, {demand_of(system, system.find_column(0).value(), amount)}, std::move(c));
    }
};

}  // namespace tanji::test
