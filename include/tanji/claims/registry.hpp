// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/exclusivity.hpp"
#include "tanji/claims/registry_store.hpp"

/// \file
/// Who may claim which electricity (rule C1).
///     Registry registry;
///     registry.add(Certificate{...});  registry.add(Consumption{...});
///     registry.allot("GEC-7", "plant-2024");                      // the one claim
///     registry.draw({"GEC-7", ClaimView::inventory, "Acme", mwh(600)});  // nested views of it: no second use
///     registry.draw({"GEC-7", ClaimView::product, "ingot", mwh(200)});
///     registry.allot("GEC-7", "office-2024");                     // Error "registry.second-consumption": where, whose, what for
namespace tanji {

/// The MWh behind a consumption, by what proves them.
struct ClaimBalance {
    WattHours consumed = 0;
    WattHours certified = 0;  ///< allotted certificates
    WattHours own = 0;        ///< generation of its own device that nobody else has the certificate of
    WattHours unclaimed = 0;  ///< the rest: what rule sets value at the residual mix or an average
};

/// How much electricity a product of a site took: the key by which an allotment is pooled.
struct ProductUse {
    std::string product{};
    WattHours amount = 0;
};

/// A set of certificates, consumptions and claims under rule C1. All changes go through a transaction of the store: they happen
/// whole or not at all, also when several processes share a store. A handle to a store; one thread per object.
class Registry {
public:
    /// In memory, with the shipped exclusivity table.
    Registry() : Registry(memory_registry_store()) {}
    explicit Registry(std::shared_ptr<RegistryStore> store, ExclusivityTable exclusivity = ExclusivityTable::shipped())
        : store_(std::move(store)), exclusivity_(std::move(exclusivity)) {}

    /// Problems: "registry.duplicate" (the id is taken by something else; the same again is not an error), "registry.field" (a needed
    /// field is empty), "registry.over-issued" (more certificates than the device generated, where that is known).
    void add(Certificate const& certificate) { (void)try_add(certificate).value(); }
    void add(Consumption const& consumption) { (void)try_add(consumption).value(); }
    void add(DeviceGeneration const& generation) { (void)try_add(generation).value(); }
    [[nodiscard]] Result<bool> try_add(Certificate const& certificate);
    [[nodiscard]] Result<bool> try_add(Consumption const& consumption);
    [[nodiscard]] Result<bool> try_add(DeviceGeneration const& generation);

    /// Gives a certificate to a consumption, as much of it as the consumption has unclaimed (the rest of the certificate is lost: no
    /// consumption falls below zero). Problems: "registry.second-consumption", "registry.second-holder", "registry.over-consumption"
    /// (nothing unclaimed), "registry.state", "registry.excluded" (the exclusivity table), "registry.unknown".
    Allotment allot(std::string_view certificate, std::string_view consumption) { return try_allot(certificate, consumption).value(); }
    [[nodiscard]] Result<Allotment> try_allot(std::string_view certificate, std::string_view consumption);

    /// Takes an allotment back. Refused ("registry.drawn") while a view draws on it, and after cancellation for good ("registry.state").
    [[nodiscard]] Result<Allotment> try_release(std::string_view certificate);
    /// Releases and allots elsewhere, both or neither; the new consumption may be another holder's, who becomes the owner.
    [[nodiscard]] Result<Allotment> try_move(std::string_view certificate, std::string_view consumption);

    /// Another owner. Problems: "registry.state" (only issued certificates), "registry.second-consumption" (it is allotted).
    [[nodiscard]] Result<Certificate> try_sell(std::string_view certificate, std::string_view buyer);
    /// Redeems for the holder of its allotment, or for `beneficiary` where it has none yet. Final.
    [[nodiscard]] Result<Certificate> try_cancel(std::string_view certificate, std::string_view beneficiary, Date on);
    /// Takes `amount` off into a new certificate `id`; the sum stays. Problems: "registry.over-certificate", "registry.second-consumption".
    [[nodiscard]] Result<Certificate> try_split(std::string_view certificate, std::string id, WattHours amount);

    /// A view takes part of an allotment. Views do not compete with each other; within a view the parts do: products of a site never take
    /// more than its allotment, a second organisation, user, city or province is a second holder. Replaces what the same subject drew.
    /// Problems: "registry.over-drawn" (with what the others took), "registry.second-holder", "registry.not-allotted".
    ClaimDraw draw(ClaimDraw const& draw) { return try_draw(draw).value(); }
    [[nodiscard]] Result<ClaimDraw> try_draw(ClaimDraw const& draw);
    /// Spreads an allotment over all products of its site in proportion to their use, instead of what products drew before; recorded as pooled.
    /// A product never gets more than it used.
    [[nodiscard]] Result<std::vector<ClaimDraw>> try_pool(std::string_view certificate, std::span<ProductUse const> products);
    [[nodiscard]] Result<bool> try_undraw(std::string_view certificate, ClaimView view, std::string_view subject);

    /// A claim outside on a device's generation, for instance a CCER credit. Refused ("registry.excluded") if a certificate of
    /// the same generation is allotted and the table forbids both.
    [[nodiscard]] Result<bool> try_claim_outside(OutsideClaim const& claim);

    /// What a consumption can claim. A certificate that was sold, or allotted elsewhere, is lost for the own user of the generation.
    [[nodiscard]] Result<ClaimBalance> try_balance(std::string_view consumption) const;
    [[nodiscard]] ClaimBalance balance(std::string_view consumption) const { return try_balance(consumption).value(); }

    /// What a subject drew in a view ("what does this city count?"), over all allotments.
    [[nodiscard]] WattHours drawn(ClaimView view, std::string_view subject) const;
    /// Allotted over all holders: never changes when a certificate moves.
    [[nodiscard]] WattHours claimed() const;

    [[nodiscard]] RegistryStore const& store() const noexcept { return *store_; }
    [[nodiscard]] ExclusivityTable const& exclusivity() const noexcept { return exclusivity_; }

private:
    std::shared_ptr<RegistryStore> store_;
    ExclusivityTable exclusivity_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/registry.ipp"
#include "tanji/claims/impl/registry_views.ipp"
#endif
