// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/analysis/footprint.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// From an account to products: a site as a unit process of a life-cycle model, and why its products' footprints are not its scopes 1 and 2 (rule C5).
/// The process takes the site's activities (kWh, GJ, t) and gives the masses of its gases. It never takes CO2e: that would carry the grid factor
/// and GWP set of an organisation's rules into a product, where electricity has its footprint factor and the method its own set.
namespace tanji {

enum class SiteOutputKind : std::uint8_t {
    product,
    energy_sold,  ///< electricity or heat: a product among the others, or its fuel would burden the goods
    waste,        ///< handed over for treatment; carries no share of the site
};

/// What left the site or went to its stock.
struct SiteOutput {
    std::string name{};
    SiteOutputKind kind = SiteOutputKind::product;
    Amount amount{};                       ///< sold, or handed over
    std::optional<Amount> stock_change{};  ///< made but not sold (+), sold from stock (-): emissions belong to what was made
    double share = 1;                      ///< of everything the site takes and gives; those of all but waste sum to 1
    std::string flow{};                    ///< waste: id or name of the background's waste flow; empty: nobody treats it, listed as such
};

/// Which product of the background a purchased activity is.
struct SiteSupply {
    std::string category{};  ///< of the activity lines: "electricity"
    std::string what{};      ///< of the activity lines; empty: all of the category
    std::string flow{};      ///< id or name of a product flow in the background
    std::string unit{};      ///< "MJ net", where the activity is net heat and the background only says that the flow is in MJ
};

struct SiteOptions {
    std::string site{};      ///< as lines name it
    std::string name{};      ///< of the process; empty: that of the site
    std::vector<SiteOutput> outputs{};
    std::vector<SiteSupply> supplies{};
};

/// One input of the process, with what the inventory says of it.
struct SiteInput {
    std::string category{};
    std::string what{};
    std::string flow{};      ///< id
    double amount = 0;       ///< in `unit`, the exact sum of the lines
    std::string unit{};      ///< reference unit of the flow
    bool energy = false;     ///< bought energy: it has a scope 2 emission to compare with
    bool supplied = false;   ///< the background has it; else the input stays open and is listed by results
    Co2e scope2 = Co2e::stored(0);  ///< location-based, in the inventory
    Index exchange = no_index;      ///< of the process
};

/// The background with the site as one more process.
struct SiteProcess {
    Database database{};
    std::string site{};
    Index process = no_index;
    std::vector<SiteInput> inputs{};
    GasMasses direct{};      ///< scope 1 of the site by gas: what the process emits
    std::vector<std::string> products{};  ///< ids of the flows it makes
    std::vector<Finding> findings{};
};

/// Energy bought (scope 2) and what the supplies name (fuels of scope 1, purchased goods) become inputs, scope 1 by gas becomes emissions. Activities that are neither are
/// listed in findings ("site.left-out"): travel, for example, and the upstream of fuel and energy, which the background computes anew.
/// Problems: "site.unknown" (no line names it), "site.outputs" (no product, or shares that do not sum to 1), "site.amount" (nothing was made), "site.unit" (an activity in
/// other terms than the flow), "site.gases" (scope 1 with factors that give only CO2e), "site.share" (lines that count in part: account by operational control),
/// "lookup.*", and those of try_total() and Database::try_make().
[[nodiscard]] Result<SiteProcess> try_site_process(OrganisationInventory const& inventory, DatabaseContent background, SiteOptions const& options);
[[nodiscard]] inline SiteProcess site_process(OrganisationInventory const& inventory, DatabaseContent background, SiteOptions const& options) {
    return try_site_process(inventory, std::move(background), options).value();
}

/// From scopes 1 and 2 of the site to the footprints of all it made: products - inventory = upstream + factor_kind + gwp + coverage, exactly.
struct SiteReconciliation {
    Co2e inventory = Co2e::stored(0);    ///< scopes 1 and 2, location-based, by the inventory's GWP set
    Co2e products = Co2e::stored(0);     ///< all that was made, energy sold and stock included, by the method
    Co2e upstream = Co2e::stored(0);     ///< fuels, materials and waste treatment, which scopes 1 and 2 leave out
    Co2e factor_kind = Co2e::stored(0);  ///< bought energy by the background's life cycle instead of the scope 2 factor
    Co2e gwp = Co2e::stored(0);          ///< the site's own gases by the method's set instead of the inventory's
    Co2e coverage = Co2e::stored(0);     ///< own gases that the method weighs otherwise, and bought energy that the background does not have
    std::vector<std::pair<std::string, Co2e>> rows{};      ///< each input's part, as "electricity: electricity, grid"
    std::vector<std::pair<std::string, Co2e>> by_product{};  ///< footprint of all that was made of each
    std::vector<std::string> open_inputs{};                ///< without a supply
};

/// Links, solves and compares. Problems: those of try_link(), try_characterise(), try_footprint(); "split.differs" if the parts do not explain the difference.
[[nodiscard]] Result<SiteReconciliation> try_reconcile_site(OrganisationInventory const& inventory, SiteProcess const& site, BuiltinMethod const& method, LinkOptions const& link = {});
[[nodiscard]] inline SiteReconciliation reconcile_site(OrganisationInventory const& inventory, SiteProcess const& site, BuiltinMethod const& method, LinkOptions const& link = {}) {
    return try_reconcile_site(inventory, site, method, link).value();
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/site_process.ipp"
#include "tanji/analysis/impl/site_reconciliation.ipp"
#endif
