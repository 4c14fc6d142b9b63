// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "tanji/lifecycle/impl/csv_sheet.ipp"
#include "tanji/lifecycle/kind_units.hpp"

/// \file
/// How the unit column of a CSV model becomes property, unit and factor. Used by csv_read.ipp alone.
namespace tanji::detail {

/// Units of a CSV model: either the parser's, one property per kind, or the model's own (units.csv).
/// Never both: with units.csv the parser is not asked even for "kg", because the file's own factors hold (A5) and a unit the
/// file forgot must be an error instead of a guess.
class CsvUnits {
public:
    explicit CsvUnits(DatabaseContent& content) : content_(content), kinds_(content) {}

    /// A group without a row marked as reference keeps no_index there, which Database::make reports. Two rows of one
    /// group need not stand together.
    void read_own(CsvSheet units, CsvSheet properties) {
        own_ = true;
        std::unordered_map<std::string, Index> groups;
        while (units.next()) {
            auto const id = units.needed("group");
            auto const [at, fresh] = groups.emplace(id, static_cast<Index>(content_.unit_groups.size()));
            if (fresh) content_.unit_groups.push_back({id, units.text("group_name").empty() ? id : units.string("group_name"), {}, no_index, no_index});
            auto& group = content_.unit_groups[at->second];
            if (units.yes("reference")) {
                if (group.reference != no_index) units.fail("reference", "csv.word", "A group has two reference units", "one");
                group.reference = static_cast<Index>(group.units.size());
            }
            auto const name = units.needed("unit");
            FileUnit unit{units.text("id").empty() ? name : units.string("id"), name, units.number("factor"), {}};
            add_synonyms(units.text("synonyms"), unit.synonyms);
            group.units.push_back(std::move(unit));
        }
        while (properties.next()) {
            auto const id = properties.needed("id");
            property_ids_.emplace(id, static_cast<Index>(content_.properties.size()));
            content_.properties.push_back({id, properties.needed("name"), properties.needed_reference("group", groups, "unit group"), properties.yes("economic")});
        }
    }

    /// Registers the texts in the order of the alphabet, so that the file's order fixes no reference unit.
    void announce(std::set<std::string> const& texts) {
        for (auto const& text : texts)
            if (!own_) (void)kinds_.try_place(text);  // a unit that cannot be read is reported with its cell later
    }

    static void add_synonyms(std::string_view cell, std::vector<std::string>& out) {
        for (auto const part : split(cell, ';'))
            if (auto const name = trim(part); !name.empty()) out.emplace_back(name);
    }

    /// Unit of a flow's row in flows.csv: fixes the reference property.
    [[nodiscard]] UnitPlace reference(CsvSheet const& sheet) {
        if (!own_) return parsed(sheet);
        Index const property = sheet.needed_reference("property", property_ids_, "flow property");
        return in_property(sheet, property);
    }

    /// Unit and property of a row of properties.csv. With parsed units the name of a property is free ("net heat", "price")
    /// and shares the group of its unit's kind; one name means one kind throughout, since shares compare flows across it (A4).
    [[nodiscard]] UnitPlace measured(CsvSheet const& sheet) {
        if (own_) return in_property(sheet, sheet.needed_reference("property", property_ids_, "flow property"));
        auto place = parsed(sheet);
        auto const name = sheet.needed("property");
        if (name == content_.properties[place.property].id) return place;
        auto const [at, fresh] = property_ids_.emplace(name, static_cast<Index>(content_.properties.size()));
        if (fresh) content_.properties.push_back({name, name, place.group, sheet.yes("economic")});
        if (content_.properties[at->second].unit_group != place.group) sheet.fail("unit", "unit.kind", "Another row gives this property a unit of another kind", content_.unit_groups[content_.properties[at->second].unit_group].name);
        place.property = at->second;
        return place;
    }

    /// Unit of an amount of `flow`: of a property the flow has; `property` of the row decides between several.
    /// The second is Exchange::to_reference: unit factor / property factor, so that amount times it is in the flow's reference
    /// unit. A flow has two or three properties; a search from the front is all it takes.
    [[nodiscard]] std::pair<UnitPlace, double> of_flow(CsvSheet const& sheet, Flow const& flow) {
        UnitPlace place;
        if (!own_) place = parsed(sheet);
        auto const wanted = sheet.text("property");
        PropertyFactor const* found = nullptr;
        for (Index i = 0; i < flow.properties.size(); ++i) {
            auto const& entry = flow.properties[i];
            auto const& property = content_.properties[entry.property];
            if (!wanted.empty() ? property.id != wanted : own_ ? find_unit(property.unit_group, sheet.text("unit")) == no_index : property.unit_group != place.group) continue;
            if (found != nullptr && i != flow.reference_property) continue;  // the reference property wins
            found = &entry;
        }
        if (found == nullptr) {
            std::vector<std::string> usable;
            for (auto const& entry : flow.properties) usable.push_back(content_.unit_groups[content_.properties[entry.property].unit_group].name);
            sheet.fail("unit", "unit.kind", "The flow '" + flow.name + "' is not measured in this unit", "a unit of " + join(usable, ", "));
        }
        if (own_ || content_.properties[found->property].unit_group != place.group) place = in_property(sheet, found->property);
        place.property = found->property;
        return {place, place.factor / found->factor};
    }

private:
    // The parser knows nothing of tables: its problem gets the place of the cell.
    [[nodiscard]] UnitPlace parsed(CsvSheet const& sheet) {
        auto place = kinds_.try_place(sheet.needed("unit"));
        if (!place) sheet.fail("unit", place.problem());
        return *place;
    }

    // By name with its case: "Mg" and "mg" are nine orders of magnitude apart. Synonyms are for demands, not for files.
    [[nodiscard]] Index find_unit(Index group, std::string_view name) const {
        auto const& units = content_.unit_groups[group].units;
        for (Index i = 0; i < units.size(); ++i)
            if (units[i].name == name) return i;
        return no_index;
    }

    [[nodiscard]] UnitPlace in_property(CsvSheet const& sheet, Index property) const {
        Index const group = content_.properties[property].unit_group;
        Index const unit = find_unit(group, sheet.needed("unit"));
        if (unit == no_index) {
            std::vector<std::string> names;
            for (auto const& entry : content_.unit_groups[group].units) names.push_back(entry.name);
            sheet.fail("unit", "unit.unknown", "The property '" + content_.properties[property].name + "' has no such unit", "a unit of its group", std::move(names));
        }
        return {property, group, unit, content_.unit_groups[group].units[unit].factor};
    }

    DatabaseContent& content_;
    KindUnits kinds_;
    bool own_ = false;
    std::unordered_map<std::string, Index> property_ids_{};
};

}  // namespace tanji::detail
