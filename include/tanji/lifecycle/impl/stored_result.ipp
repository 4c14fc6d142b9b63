// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/lifecycle/stored_result.hpp"

namespace tanji {
namespace detail {

/// Adds a unit group with the one unit "item", its property, and a product flow measured in it. Returns the flow.
/// A group of its own: the database may have no unit for items, or one under any name. The prefix keeps the ids apart from
/// those of files.
[[nodiscard]] inline Index add_item_product(DatabaseContent& content, StoredResult const& result) {
    std::string const prefix = "tanji:result:" + result.id;
    auto const group = static_cast<Index>(content.unit_groups.size());
    auto const property = static_cast<Index>(content.properties.size());
    content.unit_groups.push_back({.id = prefix + ":units", .name = "items", .units = {{.id = prefix + ":item", .name = "item"}}, .default_property = property});
    content.properties.push_back({.id = prefix + ":items", .name = "number of items", .unit_group = group});
    content.flows.push_back({.id = prefix + ":product", .name = result.name, .type = FlowType::product, .properties = {{.property = property}}});
    return static_cast<Index>(content.flows.size() - 1);
}

}  // namespace detail

// The content is copied because a Database never changes. Directions and places of the result are kept, so that rules A2
// and A9 treat its flows as those of any process; amounts are in reference units already. Indices of the result are those of
// `database`: a result of another one would name other flows, which nothing here can notice.
TANJI_INLINE Result<ResultProcess> try_result_process(Database const& database, StoredResult const& result) {
    DatabaseContent content = database.content();
    ResultProcess made;
    made.flow = detail::add_item_product(content, result);
    Process process{.id = "tanji:result:" + result.id, .name = result.name};
    process.aggregated = true;
    auto const& product = content.flows[made.flow];
    process.exchanges.push_back({.flow = made.flow, .amount = 1, .property = product.properties[0].property, .unit = 0, .input = false, .reference = true});
    for (auto const& item : result.flows) {
        auto const& flow = content.flows[item.flow];
        auto const property = flow.properties[flow.reference_property].property;
        auto const unit = content.unit_groups[content.properties[property].unit_group].reference;
        process.exchanges.push_back({.flow = item.flow, .amount = item.amount, .property = property, .unit = unit, .location = item.location, .input = item.input});
    }
    made.process = static_cast<Index>(content.processes.size());
    content.processes.push_back(std::move(process));
    auto complete = Database::try_make(std::move(content));
    if (!complete) return std::move(complete).problem();
    made.database = *std::move(complete);
    return made;
}

TANJI_INLINE ResultProcess result_process(Database const& database, StoredResult const& result) { return try_result_process(database, result).value(); }

}  // namespace tanji
