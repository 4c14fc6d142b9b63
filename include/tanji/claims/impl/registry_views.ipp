// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/claims/registry.hpp"
#include "tanji/claims/impl/registry.ipp"

/// \file
/// Rule C1: what views take of an allotment, what is claimed outside, and what a consumption is left with.
namespace tanji {

namespace detail {

/// The one subject that may draw in this view, empty for products, of which there may be many.
[[nodiscard]] inline std::string rightful_subject(RegistryStore const& store, Allotment const& allotment, ClaimView view) {
    auto const consumption = known_consumption(store, allotment.consumption);
    switch (view) {
        case ClaimView::inventory:
        case ClaimView::user: return allotment.holder;
        case ClaimView::city: need_field("consumption", consumption.id, "city", consumption.city); return consumption.city;
        case ClaimView::province: need_field("consumption", consumption.id, "province", consumption.province); return consumption.province;
        case ClaimView::product: return {};
    }
    return {};
}

/// Inside an open transaction.
inline ClaimDraw draw_now(RegistryStore& store, ClaimDraw const& draw) {
    Where const where{.object = "certificate " + draw.certificate};
    (void)known_certificate(store, draw.certificate);
    auto const there = store.allotment(draw.certificate);
    if (!there) {
        throw Error({.id = "registry.not-allotted", .what = "this certificate has no allotment to draw on", .where = where, .expected = "a certificate allotted to a consumption",
                     .got = "none", .hint = "allot it first: a result without a consumption behind it claims electricity that nobody used"});
    }
    need_field("draw", draw.certificate, "subject", draw.subject);
    auto const rightful = rightful_subject(store, *there, draw.view);
    if (!rightful.empty() && rightful != draw.subject) {
        throw Error({.id = "registry.second-holder", .what = "this claim belongs to another " + std::string(to_text(draw.view)), .where = where, .expected = in_quotes(rightful),
                     .got = in_quotes(draw.subject), .hint = "views follow the consumption that the certificate is allotted to", .related = allotment_uses(store, *there)});
    }
    WattHours room = there->amount;
    for (auto const& other : store.draws_on(draw.certificate)) {
        if (other.view == draw.view && other.subject != draw.subject) room -= other.amount;
    }
    if (draw.amount <= 0 || draw.amount > room) {
        throw Error({.id = "registry.over-drawn", .what = "more is drawn than the allotment has left in this view", .where = where,
                     .expected = "more than 0 and at most " + watt_hours_text(room), .got = watt_hours_text(draw.amount) + " for " + in_quotes(draw.subject),
                     .hint = "what one product takes the others lack", .related = allotment_uses(store, *there)});
    }
    store.put(draw);
    return draw;
}

/// All that a device made and where it went, in a stretch of time that no reading or certificate crosses.
struct DeviceBalance {
    WattHours used = 0;       ///< by its own users (behind the meter, direct line, neighbours), without what certificates cover
    WattHours generated = 0;  ///< as metered, or what the users consumed where nothing was metered
    WattHours given = 0;      ///< certificates that were sold, used elsewhere or expired
};

/// Readings, certificates and meters have different periods. Days are not known, so the window grows until none of them crosses its ends:
/// only over such a window do sums mean the same electricity.
[[nodiscard]] inline Period device_window(RegistryStore const& store, Consumption const& consumption) {
    Period window = consumption.period;
    auto const certificates = store.certificates_of(consumption.device);
    auto const readings = store.generation_of(consumption.device);
    auto const grow = [&](Period const& other) {
        if (!window.overlaps(other) || window.contains(other)) return false;
        window = Period((std::min)(window.first(), other.first()), (std::max)(window.last(), other.last()));
        return true;
    };
    for (bool grown = true; grown;) {
        grown = false;
        for (auto const& certificate : certificates) grown = grow(certificate.vintage) || grown;
        for (auto const& reading : readings) grown = grow(reading.period) || grown;
    }
    return window;
}

/// True while the generator's side still has the attribute: nobody else owns, used or used up the certificate.
[[nodiscard]] inline bool still_at_home(RegistryStore const& store, Certificate const& certificate, std::string_view holder) {
    if (certificate.state == CertificateState::withdrawn) return true;
    if (certificate.state == CertificateState::expired || store.allotment(certificate.id)) return false;
    return (certificate.state == CertificateState::cancelled ? certificate.beneficiary : certificate.owner) == holder;
}

[[nodiscard]] inline DeviceBalance device_balance(RegistryStore const& store, Consumption const& consumption) {
    auto const window = device_window(store, consumption);
    DeviceBalance balance;
    WattHours consumed = 0;
    for (auto const& other : store.consumptions()) {
        if (other.device != consumption.device || other.supply == SupplyRoute::grid || !other.period.overlaps(window)) continue;
        consumed += other.amount;
        balance.used += unallotted(store, other);
    }
    for (auto const& certificate : store.certificates_of(consumption.device)) {
        if (certificate.vintage.overlaps(window) && !still_at_home(store, certificate, consumption.holder)) balance.given += certificate.amount;
    }
    std::vector<Period> metered;
    for (auto const& reading : store.generation_of(consumption.device)) {
        if (!reading.period.overlaps(window)) continue;
        metered.push_back(reading.period);
        balance.generated += reading.amount;
    }
    // A reading that covers only part of the time bounds nothing.
    if (!gaps(window, metered).empty()) balance.generated = consumed;
    return balance;
}

/// What of a consumption its own device covers without a certificate. Certificates that went elsewhere are taken from what was fed
/// into the grid first, and only then from the users, in proportion: together nobody claims more than was generated.
[[nodiscard]] inline WattHours own_claim(RegistryStore const& store, Consumption const& consumption, WattHours open) {
    if (consumption.supply == SupplyRoute::grid || open <= 0) return 0;
    auto const device = device_balance(store, consumption);
    WattHours const lost = (std::max)(WattHours{0}, device.used + device.given - device.generated);
    return share_down(open, (std::max)(WattHours{0}, device.used - lost), device.used);
}

}  // namespace detail

TANJI_INLINE Result<ClaimDraw> Registry::try_draw(ClaimDraw const& draw) {
    return detail::claim_transaction(*store_, [&] { return detail::draw_now(*store_, draw); });
}

TANJI_INLINE Result<bool> Registry::try_undraw(std::string_view certificate, ClaimView view, std::string_view subject) {
    return detail::claim_transaction(*store_, [&] { return store_->remove_draw(certificate, view, subject); });
}

// Rounding down leaves less than one watt-hour per product undrawn; rounding up could draw more than there is.
TANJI_INLINE Result<std::vector<ClaimDraw>> Registry::try_pool(std::string_view certificate, std::span<ProductUse const> products) {
    return detail::claim_transaction(*store_, [&] {
        auto const there = store_->allotment(certificate);
        WattHours total = 0;
        for (auto const& product : products) total += product.amount;
        std::vector<ClaimDraw> draws;
        for (auto const& draw : store_->draws_on(certificate)) {
            if (draw.view == ClaimView::product) (void)store_->remove_draw(certificate, draw.view, draw.subject);
        }
        for (auto const& product : products) {
            auto const part = detail::share_down(product.amount, (std::min)(there ? there->amount : 0, total), total);
            draws.push_back(detail::draw_now(*store_, {std::string(certificate), ClaimView::product, product.product, part, true}));
        }
        return draws;
    });
}

TANJI_INLINE Result<bool> Registry::try_claim_outside(OutsideClaim const& claim) {
    return detail::claim_transaction(*store_, [&] {
        for (auto const& [name, value] : {std::pair<std::string_view, std::string_view>{"device", claim.device}, {"purpose", claim.purpose}, {"holder", claim.holder}}) {
            detail::need_field("claim outside", claim.device, name, value);
        }
        for (auto const& other : store_->outside_claims_on(claim.device)) {
            if (other == claim) return false;
        }
        for (auto const& certificate : store_->certificates_of(claim.device)) {
            if (auto const there = store_->allotment(certificate.id)) detail::check_exclusive(certificate, claim, exclusivity_, detail::allotment_uses(*store_, *there));
        }
        store_->add(claim);
        return true;
    });
}

TANJI_INLINE Result<ClaimBalance> Registry::try_balance(std::string_view id) const {
    try {
        auto const consumption = detail::known_consumption(*store_, id);
        ClaimBalance balance{.consumed = consumption.amount};
        for (auto const& allotment : store_->allotments_to(id)) balance.certified += allotment.amount;
        balance.own = detail::own_claim(*store_, consumption, consumption.amount - balance.certified);
        balance.unclaimed = balance.consumed - balance.certified - balance.own;
        return balance;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE WattHours Registry::drawn(ClaimView view, std::string_view subject) const {
    WattHours sum = 0;
    for (auto const& draw : store_->draws()) {
        if (draw.view == view && draw.subject == subject) sum += draw.amount;
    }
    return sum;
}

TANJI_INLINE WattHours Registry::claimed() const {
    WattHours sum = 0;
    for (auto const& allotment : store_->allotments()) sum += allotment.amount;
    return sum;
}

}  // namespace tanji
