// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/impact/compartment.hpp"
#include "tanji/impact/greenhouse_gas.hpp"
#include "tanji/impact/gwp_method.hpp"
#include "tanji/impact/impl/gas_names.ipp"
#include "tanji/impact/impl/gwp_table.ipp"

/// \file
/// Rule A8 for greenhouse gases, flow by flow: is it a gas, is it an emission or an uptake, where does its carbon come from,
/// which value does the set have, and how many kg is one reference unit. Each "no" on the way is either rightly
/// silent (no gas, not to air) or said: a finding where the score may go on, a refusal where it may not.
namespace tanji {
namespace detail {

/// kg CO2 from 1 kg CO once oxidised: molar masses 44.01 and 28.01 g/mol.
inline constexpr double co2_per_co = 44.01 / 28.01;
/// kg CO2 from 1 kg NMVOC: 60 % carbon by mass (IPCC 2006 Guidelines, vol. 1, section 7.2.1.5) times 44/12.
inline constexpr double co2_per_nmvoc = 0.6 * 44.0 / 12.0;

/// One entry of the part rows: which part of the total a flow belongs to and its factor per kg.
struct GasFactor {
    ScorePart part = ScorePart::fossil;
    double per_kg = 0;
};

/// Builds the five rows of a built-in method; one object per call.
class GwpBuilder {
public:
    GwpBuilder(ProductSystem const& system, BuiltinMethod const& method, GwpTable table)
        : system_(system), database_(system.database()), options_(method.options), table_(std::move(table)) {}

    [[nodiscard]] Characterisation run() {
        prepare_rows();
        for (Index row = 0; row < system_.elementary().size(); ++row)
            if (!add(row)) result_.unmatched.push_back(row);
        for (auto const& text : assumptions_) result_.assumptions.push_back(text);
        result_.needs_coverage = false;
        result_.settings = {{"method", table_.name + " (" + table_.id + ")"},
                            {"matching", "greenhouse gases by name and CAS"},
                            {"biogenic carbon", options_.biogenic_carbon ? "uptake -1, emission +1" : "0"},
                            {"CO and NMVOC", options_.indirect_carbon ? "as the CO2 they become" : "not counted"}};
        return std::move(result_);
    }

private:
    // In the order of ScorePart, by whose value put() finds them.
    void prepare_rows() {
        static constexpr std::array parts{ScorePart::total, ScorePart::fossil, ScorePart::biogenic, ScorePart::land_use, ScorePart::removals};
        for (auto const part : parts) {
            CharacterisationRow row;
            row.method_id = table_.id;
            row.method = table_.name;
            row.part = part;
            std::string suffix(to_text(part));
            std::replace(suffix.begin(), suffix.end(), ' ', '-');
            row.category_id = part == ScorePart::total ? table_.id : table_.id + "-" + suffix;
            row.category = part == ScorePart::total ? "climate change" : "climate change, " + std::string(to_text(part));
            row.unit = "kg CO2e";
            result_.rows.push_back(std::move(row));
        }
    }

    [[nodiscard]] Flow const& flow_of(Index row) const { return database_.flows()[system_.elementary()[row].flow]; }

    [[nodiscard]] std::string described(Index row) const {
        auto const& flow = flow_of(row);
        return "flow '" + std::string(trim(flow.name)) + "' (" + flow.category + ", id " + flow.id + ")";
    }

    /// True if the flow has a factor, be it 0. Compartment before role: a group of gases or a CO2e that goes to water
    /// must not raise a finding. Only CO2 has an uptake; another gas that is an input from the air is reported, not counted.
    bool add(Index row) {
        auto const& flow = flow_of(row);
        auto const match = recognise_gas(flow.name, flow.cas);
        if (match.role == GasRole::none) return false;
        auto const medium = compartment_of(flow.category).medium;
        bool const input = system_.elementary()[row].shown_as_input;
        bool const emission = !input && (medium == Medium::air || medium == Medium::unknown);
        bool const uptake = match.gas == "CO2" && (input || (match.into_stock && medium == Medium::soil));
        if (!emission && !uptake) {
            if (input && medium == Medium::air) report(row, "impact.gas-input", "A greenhouse gas that is an input from the air is not counted",
                                                       "an emission", "an input", "Enter a removal of CO2 as a resource, an avoided emission as a negative output");
            return false;
        }
        if (match.role != GasRole::gas) return other_role(row, match);
        // The shipped database carries totals that were published without their gases as CO2 in a compartment that says so.
        if (contains_ignoring_case(flow.category, "not split by gas")) assume("a published CO2e total that is not split by gas counts as CO2 under every set and horizon", row);
        auto const factor = uptake ? uptake_factor(match) : emission_factor(row, match);
        if (!factor) return false;
        auto const kg = unit_per_reference(database_, system_.elementary()[row].flow, "kg");
        if (!kg) return refuse(row, "impact.gas-unit", "The mass of a greenhouse gas is not known", "a flow with a mass in kg",
                               std::string(database_.reference_unit(system_.elementary()[row].flow)), "Give the flow a mass property");
        // The total holds the flow also where its factor is 0, so that it counts as known.
        put(ScorePart::total, row, factor->per_kg * *kg);
        if (factor->per_kg != 0) put(factor->part, row, factor->per_kg * *kg);
        result_.matches.push_back({row, "greenhouse gas by " + match.how, match.gas, *kg});
        return true;
    }

    // Total and parts are rows of their own, so that fossil, biogenic, land use and removals are never derived by difference.
    void put(ScorePart part, Index row, double value) {
        auto& target = result_.rows[static_cast<std::size_t>(part)];
        target.flow.push_back(row);
        target.factor.push_back(value);
    }

    /// CO2 taken from the air. Into soil or biomass stock it is land-use change and always counts; else only on demand.
    [[nodiscard]] std::optional<GasFactor> uptake_factor(GasMatch const& match) {
        // Inputs have a negative net, the flow into stock is an output: both must lower the score.
        if (match.into_stock) return GasFactor{ScorePart::land_use, -1};
        return GasFactor{ScorePart::removals, options_.biogenic_carbon ? 1.0 : 0.0};
    }

    /// Part and factor of an emission; nothing if it is not counted. Names tell an origin of CO2, CO and CH4 only;
    /// all other gases stand in the fossil part.
    [[nodiscard]] std::optional<GasFactor> emission_factor(Index row, GasMatch const& match) {
        bool const biogenic = match.origin == CarbonOrigin::biogenic;
        auto const part = biogenic ? ScorePart::biogenic : match.origin == CarbonOrigin::land_use ? ScorePart::land_use : ScorePart::fossil;
        if (match.gas == "CO2") {
            if (match.into_stock) return GasFactor{ScorePart::land_use, -1};
            if (match.origin == CarbonOrigin::unstated) assume("carbon dioxide of unstated origin counts as fossil", row);
            return GasFactor{part, biogenic && !options_.biogenic_carbon ? 0.0 : 1.0};
        }
        if (match.gas == "CO" || match.gas == "NMVOC") {
            // Off by default (A8): where the carbon of a fuel was counted as CO2 in full, CO would count it twice.
            if (!options_.indirect_carbon) return std::nullopt;
            double const carbon = match.gas == "CO" ? co2_per_co : co2_per_nmvoc;
            return GasFactor{part, biogenic && !options_.biogenic_carbon ? 0.0 : carbon};
        }
        if (match.gas == "CH4" && match.origin == CarbonOrigin::unstated) assume("methane of unstated origin takes the fossil value", row);
        auto const value = gwp_of(row, match);
        if (!value) return std::nullopt;
        return GasFactor{part, *value};
    }

    /// The set's value. Land-use methane takes the non-fossil one: its carbon was in biomass or soil. A value of low
    /// confidence is used, as leaving a gas out would be worse, and said; `confirmed_only` refuses it instead.
    [[nodiscard]] std::optional<double> gwp_of(Index row, GasMatch const& match) {
        auto const gas = gas_of(match);
        auto const value = gas ? table_.set.accepting(Confidence::unverified).find(*gas) : Result<GwpValue>(gas.problem());
        if (!value) {
            report(row, "impact.gas-without-gwp", "A greenhouse gas has no GWP in this set and is not counted", "a gas of " + table_.name, match.gas,
                   "Use another report's set, or a method from a file");
            return std::nullopt;
        }
        if (value->confidence <= default_confidence) return value->value;
        if (options_.confirmed_only) {
            refuse(row, "impact.unconfirmed-gwp", "The GWP of a gas is not confirmed", "a value that two independent copies agree on",
                   number_text(value->value) + ", " + std::string(to_text(value->confidence)), "Allow unconfirmed values, or use another set");
            return std::nullopt;
        }
        assumptions_.insert("the GWP of " + to_text(*gas) + " in " + table_.name + ", " + number_text(value->value) + ", is " + std::string(to_text(value->confidence)));
        return value->value;
    }

    /// A mixture is left out with a warning, since its mass alone says nothing. CO2e of an unknown set and contradicting
    /// identifiers refuse the score: they would enter it as a number that looks right.
    bool other_role(Index row, GasMatch const& match) {
        if (match.role == GasRole::mixture) {
            report(row, "impact.gas-mixture", "A group of greenhouse gases has no factor and is not counted", "single substances", "a group",
                   "Split the flow into its gases, or use a method from a file");
            return false;
        }
        if (match.role == GasRole::co2_equivalent)
            return refuse(row, "impact.co2-equivalent", "A flow is CO2e already, of an unknown GWP set", "masses of single gases", "CO2e",
                          "Replace it by the gases it was computed from");
        return refuse(row, "impact.gas-conflict", "Name and CAS number are those of different gases", match.gas + " by its " + match.how,
                      "CAS " + flow_of(row).cas, "Correct the name or the CAS number");
    }

    void report(Index row, std::string id, std::string what, std::string expected, std::string got, std::string hint) {
        Problem problem{std::move(id), std::move(what), {}, std::move(expected), std::move(got), std::move(hint), {}};
        problem.where.object = described(row);
        result_.findings.push_back({Severity::warning, std::move(problem)});
    }

    // In all five rows, so that a total is never shown whose parts are refused, or the other way round.
    bool refuse(Index row, std::string id, std::string what, std::string expected, std::string got, std::string hint) {
        report(row, std::move(id), std::move(what), std::move(expected), std::move(got), std::move(hint));
        result_.findings.back().severity = Severity::error;
        for (auto& target : result_.rows) target.refused.push_back({row, result_.findings.back().problem});
        return false;
    }

    // A set, so that the list is in a fixed order and each assumption stands once.
    void assume(std::string const& text, Index row) { assumptions_.insert(text + ": " + described(row)); }

    ProductSystem const& system_;
    Database const& database_;
    GwpOptions options_;
    GwpTable table_;
    std::set<std::string> assumptions_;
    Characterisation result_;
};

}  // namespace detail

namespace method {
TANJI_INLINE std::vector<std::string> builtin_ids() {
    std::vector<std::string> ids;
    for (auto const& set : all_gwp_sets()) ids.push_back(detail::gwp_method_id(set));
    return ids;
}
TANJI_INLINE BuiltinMethod ipcc_ar4_gwp20() { return {"ipcc-ar4-gwp20", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar4_gwp100() { return {"ipcc-ar4-gwp100", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar5_gwp20() { return {"ipcc-ar5-gwp20", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar5_gwp100() { return {"ipcc-ar5-gwp100", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar6_gwp20() { return {"ipcc-ar6-gwp20", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar6_gwp100() { return {"ipcc-ar6-gwp100", {}}; }
TANJI_INLINE BuiltinMethod ipcc_ar6_gwp500() { return {"ipcc-ar6-gwp500", {}}; }

TANJI_INLINE bool is_builtin(std::string_view id) {
    auto const ids = builtin_ids();
    return std::any_of(ids.begin(), ids.end(), [id](auto const& known) { return equal_ignoring_case(known, id); });
}
}  // namespace method

TANJI_INLINE Result<Characterisation> try_characterise(ProductSystem const& system, BuiltinMethod const& method, MatchOptions const&) {
    auto table = detail::gwp_table(method.id);
    if (!table) return table.problem();
    return detail::GwpBuilder(system, method, std::move(table).value()).run();
}

TANJI_INLINE Characterisation characterise(ProductSystem const& system, BuiltinMethod const& method, MatchOptions const& options) {
    return try_characterise(system, method, options).value();
}

}  // namespace tanji
