// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tanji/analysis/site_process.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/lifecycle/kind_units.hpp"
#include "tanji/units/parse.hpp"

namespace tanji::detail {

/// Adds one process to a background, step by step. Every step returns a problem or nothing.
class SiteMaker {
public:
    SiteMaker(OrganisationInventory const& inventory, DatabaseContent background, SiteOptions const& options)
        : inventory_(inventory), options_(options), lookup_(Database::make(background)), content_(std::move(background)) {}

    [[nodiscard]] Result<SiteProcess> make() {
        process_.id = "site " + options_.site;
        process_.name = options_.name.empty() ? options_.site : options_.name;
        result_.site = options_.site;
        for (auto step : {&SiteMaker::add_outputs, &SiteMaker::collect_lines, &SiteMaker::add_inputs, &SiteMaker::add_gases}) {
            if (auto problem = (this->*step)()) return *std::move(problem);
        }
        result_.process = static_cast<Index>(content_.processes.size());
        content_.processes.push_back(std::move(process_));
        auto database = Database::try_make(std::move(content_));
        if (!database) return std::move(database).problem();
        result_.database = *std::move(database);
        return std::move(result_);
    }

private:
    /// Amounts of one kind of activity, in the unit of its flow.
    struct Group {
        Index flow = no_index;
        Unit unit{};
        bool energy = false;
        ExactSum amount{};
        ExactSum scope2{};
    };

    [[nodiscard]] Problem problem(std::string id, std::string what, std::string object, std::string expected, std::string got) const {
        return {.id = std::move(id), .what = std::move(what), .where = {.object = "site " + options_.site + (object.empty() ? "" : ", " + object)}, .expected = std::move(expected), .got = std::move(got)};
    }

    Exchange& exchange(Index flow, double amount, bool input) {
        auto const& entry = content_.flows[flow];
        Exchange line;
        line.flow = flow;
        line.amount = amount;
        line.property = entry.properties[entry.reference_property].property;
        line.unit = content_.unit_groups[content_.properties[line.property].unit_group].reference;
        line.input = input;
        process_.exchanges.push_back(line);
        return process_.exchanges.back();
    }

    /// Property and reference units per `unit`: a property of that kind that the background has already (a second one would
    /// have the same id), else a new one.
    [[nodiscard]] Result<std::pair<Index, double>> property_of(Unit const& unit) {
        for (std::size_t i = 0; i < content_.properties.size(); ++i) {
            if (content_.properties[i].id != kind_text(unit)) continue;
            auto const& group = content_.unit_groups[content_.properties[i].unit_group];
            auto const reference = try_unit(group.units[group.reference].name);
            if (reference) return std::pair(static_cast<Index>(i), unit.scale() / reference->scale());
        }
        auto const place = units_.try_place(unit, unit.symbol());
        if (!place) return place.problem();
        return std::pair(place->property, place->factor);
    }

    /// The unit of a flow, with the kind that its property is named after (models of ours), or that the caller states.
    [[nodiscard]] Result<Unit> unit_of(Index flow, std::string const& stated) const {
        auto reference = try_unit(lookup_.reference_unit(flow));
        if (!reference) return reference;
        if (stated.empty()) {
            auto const& entry = content_.flows[flow];
            auto const& property = content_.properties[entry.properties[entry.reference_property].property].id;
            // "MJ" alone is energy: only the property tells that it is heat, and which; likewise for gas volumes and masses.
            for (Kind const kind : {Kind::heat, Kind::net_heat, Kind::gross_heat, Kind::gas_0, Kind::gas_15, Kind::gas_20, Kind::co2e, Kind::co2_mass, Kind::carbon_mass, Kind::nitrogen_mass}) {
                if (property == kind_text(kind)) return Unit(reference->scale(), kind, reference->symbol());
            }
            return reference;
        }
        auto const unit = try_unit(stated);
        if (!unit) return unit.problem();
        if (unit->scale() != reference->scale()) return problem("site.unit", "the unit of a supply is not that of its flow", content_.flows[flow].name, reference->symbol(), stated);
        return unit;
    }

    [[nodiscard]] Result<Index> new_flow(std::string id, std::string name, FlowType type, Unit const& unit) {
        auto const place = property_of(unit);
        if (!place) return place.problem();
        Flow flow;
        flow.id = std::move(id);
        flow.name = std::move(name);
        flow.type = type;
        flow.properties = {{place->first, 1}};
        content_.flows.push_back(std::move(flow));
        scale_[content_.flows.size() - 1] = place->second;
        return static_cast<Index>(content_.flows.size() - 1);
    }

    // Shares are stored as physical factors: linking then allocates and checks them as it does those of any database (rule A4).
    [[nodiscard]] std::optional<Problem> add_outputs() {
        double shares = 0;
        std::size_t makes = 0;
        for (auto const& output : options_.outputs) {
            if (auto failed = output.kind == SiteOutputKind::waste ? add_waste(output) : add_product(output)) return failed;
            if (output.kind == SiteOutputKind::waste) continue;
            shares += output.share;
            ++makes;
        }
        if (makes > 0 && std::fabs(shares - 1) <= 1e-6) return {};
        return problem("site.outputs", "the products of a site share everything it takes and gives", "", "at least one product, and shares that sum to 1", std::to_string(makes) + " with shares that sum to " + number_text(shares));
    }

    [[nodiscard]] std::optional<Problem> add_product(SiteOutput const& output) {
        auto const flow = new_flow(process_.id + ": " + output.name, output.name, FlowType::product, output.amount.unit);
        if (!flow) return flow.problem();
        double made = output.amount.value;
        if (output.stock_change) {
            auto const stock = try_convert(*output.stock_change, output.amount.unit);
            if (!stock) return stock.problem();
            made += stock->value;
        }
        if (!(made > 0) || !std::isfinite(made)) return problem("site.amount", "nothing was made of this product", output.name, "amount and stock change that sum to more than 0", number_text(made));
        exchange(*flow, made * scale_[*flow], false).reference = result_.products.empty();
        result_.products.push_back(content_.flows[*flow].id);
        AllocationFactor factor;
        factor.product = *flow;
        factor.value = output.share;
        process_.allocation.push_back(std::move(factor));
        process_.default_allocation = AllocationMethod::physical;
        process_.has_default_allocation = true;
        return {};
    }

    [[nodiscard]] std::optional<Problem> add_waste(SiteOutput const& output) {
        Result<Index> const flow = output.flow.empty() ? new_flow(process_.id + ": " + output.name, output.name, FlowType::waste, output.amount.unit) : lookup_.find_flow(output.flow);
        if (!flow) return flow.problem();
        double amount = output.amount.value;
        if (output.flow.empty()) amount *= scale_[*flow];
        else {
            auto const unit = try_unit(lookup_.reference_unit(*flow));
            if (!unit) return unit.problem();
            auto const converted = try_convert(output.amount, *unit);
            if (!converted) return converted.problem();
            amount = converted->value;
        }
        exchange(*flow, amount, false);
        return {};
    }

    [[nodiscard]] SiteSupply const* supply_of(std::string const& category, std::string const& what) const {
        for (auto const& supply : options_.supplies) {
            if (supply.category == category && (supply.what.empty() || equal_ignoring_case(supply.what, what))) return &supply;
        }
        return nullptr;
    }

    [[nodiscard]] std::optional<Problem> collect_lines() {
        auto const lines = inventory_.selected({.site = options_.site});
        if (lines.empty()) return problem("site.unknown", "no line of the inventory belongs to this site", "", "a site that lines name", options_.site);
        std::map<std::string, std::size_t> left_out;
        for (auto const index : lines) {
            auto const& line = inventory_.lines()[index];
            auto const& category = all_categories()[line.category];
            auto const& head = *inventory_.activities()[line.activity].head;
            if (inventory_.applied()[line.applied].share != 1) return problem("site.share", "lines of this site count in part only", head.what, "an inventory in which the whole site counts", "a share of " + number_text(inventory_.applied()[line.applied].share));
            auto const* supply = supply_of(category.key, head.what);
            if (category.scope == 2 || supply) {
                if (auto failed = add_line(line, index, category, head, supply)) return failed;
            } else if (category.scope == 3) ++left_out[category.key];
        }
        for (auto const& [key, count] : left_out)
            result_.findings.push_back({Severity::note, problem("site.left-out", "activities of this category are no inputs of the process", key, "a supply that says which product they are", std::to_string(count) + " lines")});
        return {};
    }

    [[nodiscard]] std::optional<Problem> add_line(InventoryLine const& line, std::size_t index, Category const& category, ActivityHead const& head, SiteSupply const* supply) {
        auto const [at, fresh] = groups_.try_emplace({category.key, head.what});
        auto& group = at->second;
        if (fresh) {
            group.energy = category.scope == 2;
            if (supply) {
                auto const flow = lookup_.find_flow(supply->flow);
                if (!flow) return flow.problem();
                auto unit = unit_of(*flow, supply->unit);
                if (!unit) return std::move(unit).problem();
                group.flow = *flow;
                group.unit = *std::move(unit);
            } else group.unit = head.parsed_unit;
        }
        // As entered if that is the flow's kind, else as it met its factor: both are in the record of the line.
        auto const& applied = inventory_.applied()[line.applied];
        if (same_kind(head.parsed_unit, group.unit)) group.amount += line.amount * (head.parsed_unit.scale() / group.unit.scale());
        else if (same_kind(applied.factor->per, group.unit)) group.amount += line.amount * (applied.per_entered * applied.factor->per.scale() / group.unit.scale());
        else return problem("site.unit", "an activity is stated in other terms than the product it shall be", head.what, kind_text(group.unit), kind_text(head.parsed_unit));
        if (group.energy) group.scope2 += inventory_.line_total(index).co2e.stored();
        return {};
    }

    [[nodiscard]] std::optional<Problem> add_inputs() {
        for (auto& [key, group] : groups_) {
            SiteInput input{.category = key.first, .what = key.second, .amount = group.amount.value(), .energy = group.energy, .supplied = group.flow != no_index, .scope2 = Co2e::stored(group.scope2.value())};
            if (!input.supplied) {
                auto const flow = new_flow(process_.id + " takes " + key.first + ": " + key.second, key.second, FlowType::product, group.unit);
                if (!flow) return flow.problem();
                group.flow = *flow;
                input.amount *= scale_[*flow];
                result_.findings.push_back({Severity::warning, problem("site.no-supply", "nothing in the background supplies this input: products do not carry it", key.second, "a supply for " + key.first, "none")});
            }
            auto const& flow = content_.flows[group.flow];
            auto const& group_of = content_.unit_groups[content_.properties[flow.properties[flow.reference_property].property].unit_group];
            input.flow = flow.id;
            input.unit = group_of.units[group_of.reference].name;
            input.exchange = static_cast<Index>(process_.exchanges.size());
            exchange(group.flow, input.amount, true);
            result_.inputs.push_back(std::move(input));
        }
        return {};
    }

    [[nodiscard]] std::optional<Problem> add_gases() {
        auto total = inventory_.try_total({.scope = 1, .site = options_.site});
        if (!total) return std::move(total).problem();
        if (!total->published.empty()) return problem("site.gases", "scope 1 of this site rests on factors that give only CO2e", "", "factors that state their gases", "CO2e by " + total->published.front().first);
        for (auto const& [gas, mass] : total->gases) {
            auto const flow = gas_flow(gas);
            if (!flow) return flow.problem();
            exchange(*flow, mass.stored(), false);
        }
        result_.direct = total->gases;
        return {};
    }

    // Named as ModelBuilder names them, so that a background built in C++ and the site emit into the same flow.
    [[nodiscard]] Result<Index> gas_flow(Gas gas) {
        auto const& names = info(gas);
        std::string const id = "gas " + names.key;
        if (Index const known = lookup_.flow_index(id); known != no_index) return known;
        auto const flow = new_flow(id, names.name_en, FlowType::elementary, unit("kg"));
        if (!flow) return flow;
        auto& entry = content_.flows[*flow];
        entry.category = "air/unspecified";
        entry.cas = names.cas;
        entry.formula = names.formula;
        return flow;
    }

    OrganisationInventory const& inventory_;
    SiteOptions const& options_;
    Database lookup_;
    DatabaseContent content_;
    KindUnits units_{content_};
    Process process_{};
    SiteProcess result_{};
    std::map<std::size_t, double> scale_{};
    std::map<std::pair<std::string, std::string>, Group> groups_{};
};

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<SiteProcess> try_site_process(OrganisationInventory const& inventory, DatabaseContent background, SiteOptions const& options) {
    try {
        return detail::SiteMaker(inventory, std::move(background), options).make();
    } catch (Error const& error) {  // a background that is no database, a sum above the largest double
        return error.problem();
    }
}

}  // namespace tanji
