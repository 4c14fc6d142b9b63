// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/lifecycle/link.hpp"

/// \file
/// A database written down in a few lines, for tests that want to look at raw exchanges and triplets.
namespace tanji::test {

class SmallModel {
public:
    SmallModel() {
        content.unit_groups = {{"g", "mass units", {{"kg", "kg", 1, {}}}, 0, no_index}};
        content.properties = {{"mass", "Mass", 0, false}};
    }

    Index place(std::string const& code, Index parent = no_index) {
        content.locations.push_back({code, code, code, parent});
        return static_cast<Index>(content.locations.size() - 1);
    }

    Index flow(std::string const& id, FlowType type, std::string const& category = {}) {
        Flow entry;
        entry.id = entry.name = id;
        entry.type = type;
        entry.category = category;
        entry.properties = {{0, 1}};
        content.flows.push_back(std::move(entry));
        return static_cast<Index>(content.flows.size() - 1);
    }
    Index product(std::string const& id) { return flow(id, FlowType::product); }
    Index waste(std::string const& id) { return flow(id, FlowType::waste); }
    Index elementary(std::string const& id, std::string const& category = "air/unspecified") { return flow(id, FlowType::elementary, category); }

    Index process(std::string const& id, Index location = no_index) {
        Process entry;
        entry.id = entry.name = id;
        entry.location = location;
        content.processes.push_back(std::move(entry));
        return static_cast<Index>(content.processes.size() - 1);
    }

    Exchange& exchange(Index process, Index flow, double amount, bool input) {
        Exchange entry;
        entry.flow = flow;
        entry.amount = amount;
        entry.input = input;
        auto& list = content.processes[process].exchanges;
        list.push_back(entry);
        return list.back();
    }
    Exchange& input(Index process, Index flow, double amount) { return exchange(process, flow, amount, true); }
    Exchange& output(Index process, Index flow, double amount) { return exchange(process, flow, amount, false); }
    Exchange& reference(Index process, Index flow, double amount) {
        auto& entry = exchange(process, flow, amount, content.flows[flow].type == FlowType::waste);
        entry.reference = true;
        return entry;
    }

    void factor(Index process, AllocationMethod method, Index product, double value, Index exchange_flow = no_index) {
        AllocationFactor entry;
        entry.method = method;
        entry.product = product;
        entry.value = value;
        entry.exchange_flow = exchange_flow;
        content.processes[process].allocation.push_back(entry);
    }

    [[nodiscard]] Database database() const { return Database::make(content); }
    [[nodiscard]] ProductSystem linked(LinkOptions options = {}) const { return link(database(), std::move(options)); }

    DatabaseContent content{};
};

/// Matrices of a system by names "process/flow": what a reader can compare with a hand calculation.
struct NamedMatrices {
    std::map<std::pair<std::string, std::string>, double> a{};  ///< (row, column)
    std::map<std::pair<std::string, std::string>, double> b{};  ///< (flow, column)

    explicit NamedMatrices(ProductSystem const& system) {
        auto const& content = system.database().content();
        auto const column = [&](Index i) { return content.processes[system.columns()[i].process].id + "/" + content.flows[system.columns()[i].flow].id; };
        for (auto const& entry : system.technosphere()) a[{column(entry.row), column(entry.column)}] += entry.value;
        for (auto const& entry : system.biosphere()) {
            auto const& row = system.elementary()[entry.row];
            auto name = content.flows[row.flow].id;
            if (row.location != no_index) name += "@" + content.locations[row.location].code;
            b[{name, column(entry.column)}] += entry.value;
        }
    }
};

}  // namespace tanji::test
