// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "tanji/analysis/demand.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// Units of demands (rule A5). The file's units come first and by its own factors, right or wrong, because the exchanges
/// were written with them; our table only helps where the file has no such name.
namespace tanji {
namespace detail {

/// A unit of the file in which a flow can be measured: 1 reference unit of the flow is `per_reference` of it.
struct UsableUnit {
    FileUnit const* unit = nullptr;
    FlowProperty const* property = nullptr;
    double per_reference = 1;
    bool of_reference_property = false;
};

/// Units of the reference property first, in the order of the file: look-ups take the first that fits, and lists for people
/// start with the unit in which amounts are kept.
[[nodiscard]] inline std::vector<UsableUnit> all_usable_units(Database const& database, Index flow_index) {
    auto const& content = database.content();
    auto const& flow = content.flows[flow_index];
    std::vector<UsableUnit> units;
    for (bool const reference : {true, false}) {
        for (Index i = 0; i < flow.properties.size(); ++i) {
            if ((i == flow.reference_property) != reference || flow.properties[i].property >= content.properties.size()) continue;
            auto const& property = content.properties[flow.properties[i].property];
            if (property.unit_group >= content.unit_groups.size()) continue;
            for (auto const& unit : content.unit_groups[property.unit_group].units)
                if (unit.factor != 0) units.push_back({&unit, &property, flow.properties[i].factor / unit.factor, reference});
        }
    }
    return units;
}

// Case matters: "Mg" is a tonne and "mg" a billionth of it.
[[nodiscard]] inline bool unit_is_named(FileUnit const& unit, std::string_view text) {
    return unit.name == text || std::find(unit.synonyms.begin(), unit.synonyms.end(), text) != unit.synonyms.end();
}

/// The common part of all refusals: which product, and the units it can be asked for in.
[[nodiscard]] inline Problem demand_problem(ProductSystem const& system, Index column, std::string id, std::string what, std::string got) {
    Problem problem{std::move(id), std::move(what)};
    problem.got = std::move(got);
    if (column >= system.columns().size()) return problem;
    auto const& at = system.columns()[column];
    auto const& flow = system.database().flows()[at.flow];
    problem.where.object = "product '" + std::string(trim(flow.name)) + "' of process '" + std::string(trim(system.database().processes()[at.process].name)) + "'";
    problem.expected = "a unit of a property the product has";
    problem.related = usable_units(system.database(), at.flow);
    return problem;
}

/// The unit as our own table understands it, converted to a unit of the file that it understands too (rule A5: the
/// table only parses what users type; between the file's units the file's factors hold).
[[nodiscard]] inline std::optional<double> unit_by_own_table(Database const& database, Index flow, std::string_view text) {
    auto const wanted = try_unit(text);
    if (!wanted || wanted->offset() != 0) return std::nullopt;
    for (auto const& usable : all_usable_units(database, flow)) {
        auto const known = try_unit(usable.unit->name);
        if (known && same_kind(*known, *wanted) && known->offset() == 0) return usable.per_reference * known->scale() / wanted->scale();
    }
    return std::nullopt;
}

/// 1 reference unit in the named unit; the reference property wins, other properties must agree.
[[nodiscard]] inline Result<double> demand_unit(ProductSystem const& system, Index column, std::string_view text) {
    auto const flow = system.columns()[column].flow;
    std::optional<UsableUnit> found;
    for (auto const& usable : all_usable_units(system.database(), flow)) {
        if (!unit_is_named(*usable.unit, text)) continue;
        if (usable.of_reference_property) return usable.per_reference;
        if (found && found->per_reference != usable.per_reference) {
            auto problem = demand_problem(system, column, "demand.ambiguous-unit", "Two properties of the product give different amounts for this unit", std::string(text));
            problem.hint = "Ask in a unit that only one of its properties has: " + found->property->name + " or " + usable.property->name;
            return problem;
        }
        found = usable;
    }
    if (found) return found->per_reference;
    if (auto const own = unit_by_own_table(system.database(), flow, text)) return *own;
    auto problem = demand_problem(system, column, "demand.unit", "The product cannot be measured in this unit", std::string(text));
    problem.hint = "Use one of the units below";
    return problem;
}

}  // namespace detail

// The one place where a demand gets its sign (rule A1): all other ways to ask come through here. A column whose flow
// is a waste treats it, and treating 1 t is the demand -1 t.
TANJI_INLINE Result<Demand> try_demand_of(ProductSystem const& system, Index column, double amount) {
    if (column >= system.columns().size()) {
        return Problem{"demand.column", "The demand names a column that the system does not have", {}, "an index below " + std::to_string(system.columns().size()),
                       column == no_index ? "none" : std::to_string(column), "Take columns from ProductSystem::find_column"};
    }
    if (!std::isfinite(amount)) return detail::demand_problem(system, column, "number.not-finite", "The demand is not a finite number", number_text(amount));
    auto const& flow = system.database().flows()[system.columns()[column].flow];
    return Demand{column, flow.type == FlowType::waste ? -amount : amount};
}

TANJI_INLINE Result<Demand> try_demand_of(ProductSystem const& system, Index column, double amount, std::string_view unit) {
    auto demand = try_demand_of(system, column, amount);
    if (!demand) return demand;
    auto const per_reference = detail::demand_unit(system, column, trim(unit));
    if (!per_reference) return per_reference.problem();
    demand->amount /= *per_reference;
    return demand;
}

// Where the number ends cannot be seen from the characters alone ("2e3t", but "2eggs"), so fronts are tried from the longest
// to the shortest. Few characters, hence few tries.
TANJI_INLINE Result<Demand> try_demand_of(ProductSystem const& system, Index column, std::string_view text) {
    auto const clean = trim(text);
    auto const blank = clean.find_first_not_of("0123456789.+-eE");
    // "1e3 t", "2kWh" and "3 eggs": the longest front that is a number is the amount.
    for (auto end = blank == std::string_view::npos ? clean.size() : blank + 1; end > 0; --end) {
        auto const amount = parse_number(trim(clean.substr(0, end)));
        auto const unit = trim(clean.substr(end));
        if (!amount || unit.empty()) continue;
        auto demand = try_demand_of(system, column, *amount, unit);
        // "1,5 t" and "1e999 t": the number was cut where it stopped being one, so that the unit is not what is wrong.
        if (!demand && std::string_view("0123456789,.'+-").find(unit.front()) != std::string_view::npos) break;
        return demand;
    }
    auto problem = detail::demand_problem(system, column, "demand.text", "The amount is not a number with a unit", std::string(text));
    problem.expected = "a number and a unit, as in \"1.5 t\"";
    problem.hint = "Write the number with a point and without separators, and the unit behind it";
    return problem;
}

TANJI_INLINE Result<Demand> try_demand_of(ProductSystem const& system, TypedDemand const& demand) {
    auto const column = try_column(system, demand);
    if (!column) return column.problem();
    return try_demand_of(system, *column, demand.amount);
}

TANJI_INLINE Demand demand_of(ProductSystem const& system, TypedDemand const& demand) { return try_demand_of(system, demand).value(); }
TANJI_INLINE Demand demand_of(ProductSystem const& system, Index column, double amount) { return try_demand_of(system, column, amount).value(); }
TANJI_INLINE Demand demand_of(ProductSystem const& system, Index column, double amount, std::string_view unit) { return try_demand_of(system, column, amount, unit).value(); }
TANJI_INLINE Demand demand_of(ProductSystem const& system, Index column, std::string_view text) { return try_demand_of(system, column, text).value(); }

TANJI_INLINE std::vector<std::string> usable_units(Database const& database, Index flow) {
    std::vector<std::string> names;
    std::string const reference(database.reference_unit(flow));
    names.push_back(reference);
    for (auto const& usable : detail::all_usable_units(database, flow)) {
        auto name = usable.unit->name + (usable.of_reference_property ? "" : " (" + usable.property->name + ")");
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace tanji
