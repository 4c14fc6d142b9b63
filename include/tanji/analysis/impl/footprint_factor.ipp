// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <optional>

#include "tanji/analysis/footprint_factor.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/impact/greenhouse_gas.hpp"
#include "tanji/impact/impl/gwp_table.ipp"
#include "tanji/units/parse.hpp"

namespace tanji::detail {

/// The gas of an elementary row that a built-in method has weighed, or nothing for uptake and carbon that goes into stock.
[[nodiscard]] inline std::optional<Gas> weighed_gas(ProductSystem const& system, Index elementary) {
    auto const& flow = system.database().flows()[system.elementary()[elementary].flow];
    auto const match = recognise_gas(flow.name, flow.cas);
    if (match.role != GasRole::gas || match.into_stock || system.elementary()[elementary].shown_as_input) return {};
    if (match.gas == "CO2") return match.origin == CarbonOrigin::biogenic ? gas::co2_biogenic : match.origin == CarbonOrigin::land_use ? gas::co2_land_use : gas::co2_fossil;
    auto const found = gas_of(match);
    return found ? std::optional<Gas>(*found) : std::nullopt;
}

/// Gases of the inventory per unit of the demand, if by `set` they are the score; else nothing.
[[nodiscard]] inline std::optional<GasMasses> gases_of(Footprint const& footprint, GwpSet const& set, double score, double demand) {
    GasMasses gases;
    ExactSum sum;
    double gross = 0;
    for (auto const& match : footprint.characterisation().matches) {
        double const net = footprint.inventory()[match.elementary];
        if (net == 0) continue;
        auto const gas = weighed_gas(footprint.system(), match.elementary);
        if (!gas) continue;  // weighed 0, or the comparison below finds that it is missing
        double const kg = net * match.conversion;
        gases.add(*gas, Mass::stored(kg / demand));
        if (*gas == gas::co2_biogenic) continue;  // beside CO2e (rule C8)
        auto const gwp = set.accepting(Confidence::unverified).find(*gas);
        if (!gwp) return {};
        sum += kg * gwp->value;
        gross += std::fabs(kg * gwp->value);
    }
    if (!(std::fabs(sum.value() - score) <= 1e-11 * gross)) return {};
    return gases;
}

/// What the footprint does not cover, in words that results repeat.
[[nodiscard]] inline std::vector<std::string> factor_assumptions(Footprint const& footprint, Record const& record) {
    auto list = record.assumptions;
    for (auto const& missing : record.not_estimated) list.push_back("left out: " + missing);
    auto const& c = footprint.characterisation();
    if (!c.rows.empty()) list.push_back("footprint by " + c.rows.front().method);
    return list;
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<Factor> try_factor_of(Footprint const& footprint, FootprintFactorOptions const& options) {
    if (options.key.empty()) return Problem{.id = "factor.key", .what = "a factor needs a key", .expected = "a key that no other factor has", .got = "nothing"};
    if (footprint.demand().size() != 1 || footprint.demand()[0].amount == 0)
        return Problem{.id = "footprint.demand", .what = "a factor is per unit of one product", .expected = "a demand of one product", .got = std::to_string(footprint.demand().size()) + " products"};
    auto const score = footprint.find_score(options.row);
    if (!score) return score.problem();
    auto const& demand = footprint.demand()[0];
    auto const& column = footprint.system().columns()[demand.column];
    auto const& database = footprint.system().database();
    auto per = try_unit(database.reference_unit(column.flow));
    if (!per) return std::move(per).problem();
    auto const& process = database.processes()[column.process];
    Record const record = record_of(footprint, options.files);
    Factor factor{.key = options.key, .what = options.what.empty() ? database.flows()[column.flow].name : options.what, .kind = FactorKind::footprint, .year = options.year, .per = *std::move(per)};
    factor.name_en = database.flows()[column.flow].name;
    factor.region = options.region.empty() ? std::string(database.location_code(process.location)) : options.region;
    auto const builtin = detail::gwp_table(footprint.characterisation().rows[options.row].method_id);
    // Waste treatment is asked for as a negative amount (rule A1); the factor is per unit treated.
    double const amount = std::fabs(demand.amount);
    auto gases = builtin ? detail::gases_of(footprint, builtin->set, *score, amount) : std::nullopt;
    if (gases) factor.gases = *std::move(gases);
    else {
        factor.co2e = Co2e::stored(*score / amount);
        factor.co2e_set = builtin ? builtin->set : options.co2e_set;
    }
    factor.assumptions = detail::factor_assumptions(footprint, record);
    factor.record = record.json();
    factor.provenance = {.document = options.document.empty() ? "footprint by tanji " + record.version : options.document, .edition = "record " + record.digest().substr(0, 16), .region = factor.region,
                         .technology = process.name, .place = process.id, .confidence = Confidence::derived};
    return factor;
}

}  // namespace tanji
