// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/claims/impl/registry_detail.ipp"
#include "tanji/claims/registry.hpp"

/// \file
/// Rule C1: entering, allotting, moving. What views take and what is left are in registry_views.ipp.
namespace tanji {

namespace detail {

[[noreturn]] inline void refuse_duplicate(std::string_view object, std::string_view id) {
    throw Error({.id = "registry.duplicate", .what = "this id is taken by another " + std::string(object), .where = {.object = std::string(object) + " " + std::string(id)},
                 .expected = "a new id, or the same content as before", .got = "other content under the same id",
                 .hint = "put the issuer's name before serial numbers if two issuers count alike"});
}

/// Throws if certificates for more than a device generated exist. Certificates count where their vintage lies in the metered period;
/// nothing is assumed about those that only overlap it, because generation is not known by day.
inline void check_issued(RegistryStore const& store, std::string const& device) {
    for (auto const& metered : store.generation_of(device)) {
        WattHours issued = 0;
        std::vector<std::string> names;
        for (auto const& certificate : store.certificates_of(device)) {
            if (!metered.period.contains(certificate.vintage) || certificate.state == CertificateState::withdrawn) continue;
            issued += certificate.amount;
            names.push_back(certificate.id + ": " + watt_hours_text(certificate.amount));
        }
        if (issued <= metered.amount) continue;
        throw Error({.id = "registry.over-issued", .what = "more certificates than the device generated", .where = {.object = "device " + device + ", " + to_text(metered.period)},
                     .expected = "at most " + watt_hours_text(metered.amount), .got = watt_hours_text(issued), .hint = "look for one certificate entered twice under two ids",
                     .related = std::move(names)});
    }
}

/// Throws if an outside claim on the generation of this certificate rules it out.
inline void check_exclusive(Certificate const& certificate, OutsideClaim const& claim, ExclusivityTable const& table, std::vector<std::string> uses) {
    if (certificate.device != claim.device || !certificate.vintage.overlaps(claim.period)) return;
    auto const rule = table.forbids(certificate.kind, claim.purpose, certificate.vintage);
    if (!rule) return;
    uses.insert(uses.begin(), claim.holder + " claims " + to_text(claim.period) + " of device " + claim.device + " as " + claim.purpose);
    throw Error({.id = "registry.excluded", .what = "two claims that exclude each other on one generation", .where = {.object = "certificate " + certificate.id},
                 .expected = "one claim: " + rule->document, .got = "a certificate and " + in_quotes(claim.purpose) + " of " + claim.holder,
                 .hint = "withdraw one of the two claims", .related = std::move(uses)});
}

/// Runs a change in a transaction of its own. Whatever fails leaves the store as it was.
template <class Work>
[[nodiscard]] auto claim_transaction(RegistryStore& store, Work work) -> Result<decltype(work())> {
    try {
        StoreTransaction transaction(store);
        auto value = work();
        transaction.commit();
        return value;
    } catch (Error const& error) {
        return error.problem();
    }
}

/// Amount of a consumption that no allotment covers.
[[nodiscard]] inline WattHours unallotted(RegistryStore const& store, Consumption const& consumption) {
    WattHours rest = consumption.amount;
    for (auto const& allotment : store.allotments_to(consumption.id)) rest -= allotment.amount;
    return rest;
}

[[noreturn]] inline void refuse_second_use(RegistryStore const& store, Allotment const& there, std::string_view wanted, std::string_view holder) {
    bool const same_holder = there.holder == holder;
    throw Error({.id = same_holder ? "registry.second-consumption" : "registry.second-holder",
                 .what = "this certificate is used already", .where = {.object = "certificate " + there.certificate},
                 .expected = "a certificate without allotment", .got = "a second use: " + std::string(wanted) + " (" + std::string(holder) + ")",
                 .hint = "views of the same consumption draw on the one allotment; another consumption needs another certificate, or a split before the first use",
                 .related = allotment_uses(store, there)});
}

/// The certificate must be usable by this holder.
inline void check_usable(Certificate const& certificate, Consumption const& consumption) {
    Where const where{.object = "certificate " + certificate.id};
    if (certificate.state == CertificateState::expired || certificate.state == CertificateState::withdrawn) {
        throw Error({.id = "registry.state", .what = "this certificate can no longer be claimed", .where = where, .expected = "issued or cancelled",
                     .got = std::string(to_text(certificate.state)), .hint = "its attribute is in the residual mix, or was taken back"});
    }
    auto const& whose = certificate.state == CertificateState::cancelled ? certificate.beneficiary : certificate.owner;
    if (whose == consumption.holder) return;
    throw Error({.id = "registry.second-holder", .what = certificate.state == CertificateState::cancelled ? "this certificate was cancelled for someone else" : "this certificate belongs to someone else",
                 .where = where, .expected = "a certificate of " + in_quotes(consumption.holder), .got = in_quotes(whose),
                 .hint = certificate.state == CertificateState::cancelled ? "a cancellation is final" : "enter the sale first", .related = {"wanted for " + consumption.id + " of " + consumption.holder}});
}

/// Inside an open transaction.
inline Allotment allot_now(RegistryStore& store, ExclusivityTable const& table, std::string_view certificate_id, std::string_view consumption_id) {
    auto const certificate = known_certificate(store, certificate_id);
    auto const consumption = known_consumption(store, consumption_id);
    if (auto const there = store.allotment(certificate.id)) refuse_second_use(store, *there, consumption.id, consumption.holder);
    check_usable(certificate, consumption);
    for (auto const& claim : store.outside_claims_on(certificate.device)) check_exclusive(certificate, claim, table, {});
    WattHours const room = unallotted(store, consumption);
    if (room <= 0) {
        std::vector<std::string> related;
        for (auto const& other : store.allotments_to(consumption.id)) related.push_back(allotment_place(store, other));
        throw Error({.id = "registry.over-consumption", .what = "this consumption is claimed in full already", .where = {.object = "consumption " + consumption.id},
                     .expected = "unclaimed electricity", .got = watt_hours_text(consumption.amount) + " consumed, all of it claimed",
                     .hint = "a claim beyond what was consumed is worth nothing: keep the certificate for another period", .related = std::move(related)});
    }
    Allotment const allotment{certificate.id, consumption.id, consumption.holder, (std::min)(room, certificate.amount)};
    // The store checks once more by itself: the last word between processes.
    if (auto const there = store.allot_if_free(allotment)) refuse_second_use(store, *there, consumption.id, consumption.holder);
    return allotment;
}

/// Inside an open transaction.
inline Allotment release_now(RegistryStore& store, std::string_view id) {
    auto const certificate = known_certificate(store, id);
    auto const there = store.allotment(id);
    Where const where{.object = "certificate " + certificate.id};
    if (!there) {
        throw Error({.id = "registry.not-allotted", .what = "this certificate has no allotment", .where = where, .expected = "an allotted certificate", .got = "none"});
    }
    if (certificate.state == CertificateState::cancelled) {
        throw Error({.id = "registry.state", .what = "a cancelled certificate stays where it is", .where = where, .expected = "an issued certificate", .got = "cancelled",
                     .hint = "cancellation names beneficiary and period for good", .related = allotment_uses(store, *there)});
    }
    if (!store.draws_on(id).empty()) {
        throw Error({.id = "registry.drawn", .what = "a result draws on this allotment", .where = where, .expected = "an allotment that nothing uses", .got = "uses, listed below",
                     .hint = "correct those results first, then undraw", .related = allotment_uses(store, *there)});
    }
    (void)store.remove_allotment(id);
    return *there;
}

}  // namespace detail

TANJI_INLINE Result<bool> Registry::try_add(Certificate const& certificate) {
    return detail::claim_transaction(*store_, [&] {
        for (auto const& [name, value] : {std::pair<std::string_view, std::string_view>{"id", certificate.id}, {"issuer", certificate.issuer}, {"device", certificate.device},
                                          {"technology", certificate.technology}, {"market", certificate.market}, {"owner", certificate.owner}}) {
            detail::need_field("certificate", certificate.id, name, value);
        }
        if (certificate.state == CertificateState::cancelled) detail::need_field("certificate", certificate.id, "beneficiary", certificate.beneficiary);
        if (certificate.amount <= 0) {
            throw Error({.id = "registry.amount", .what = "a certificate over nothing", .where = {.object = "certificate " + certificate.id}, .expected = "more than 0 Wh",
                         .got = watt_hours_text(certificate.amount), .hint = "leave it out, or correct amount and unit"});
        }
        if (auto const there = store_->certificate(certificate.id)) {
            if (*there == certificate) return false;
            detail::refuse_duplicate("certificate", certificate.id);
        }
        store_->put(certificate);
        detail::check_issued(*store_, certificate.device);
        return true;
    });
}

// Two readings of one meter for one day would make room for two claims on the same electricity.
TANJI_INLINE Result<bool> Registry::try_add(Consumption const& consumption) {
    return detail::claim_transaction(*store_, [&] {
        for (auto const& [name, value] : {std::pair<std::string_view, std::string_view>{"id", consumption.id}, {"holder", consumption.holder}, {"meter", consumption.meter},
                                          {"market", consumption.market}}) {
            detail::need_field("consumption", consumption.id, name, value);
        }
        if (consumption.supply != SupplyRoute::grid) detail::need_field("consumption", consumption.id, "device", consumption.device);
        if (consumption.amount < 0) {
            throw Error({.id = "registry.amount", .what = "a consumption below zero", .where = {.object = "consumption " + consumption.id}, .expected = "0 or more",
                         .got = watt_hours_text(consumption.amount), .hint = "electricity given away is the consumption of its receiver"});
        }
        if (auto const there = store_->consumption(consumption.id)) {
            if (*there == consumption) return false;
            detail::refuse_duplicate("consumption", consumption.id);
        }
        for (auto const& other : store_->consumptions_of(consumption.meter)) {
            if (!other.period.overlaps(consumption.period)) continue;
            throw Error({.id = "registry.meter-twice", .what = "two consumptions of one meter overlap in time", .where = {.object = "consumption " + consumption.id},
                         .expected = "periods of a meter that do not overlap", .got = to_text(consumption.period) + " and " + to_text(other.period), .hint = "enter each reading once",
                         .related = {"meter " + other.meter + " in " + other.id + " of " + other.holder}});
        }
        store_->put(consumption);
        return true;
    });
}

TANJI_INLINE Result<bool> Registry::try_add(DeviceGeneration const& generation) {
    return detail::claim_transaction(*store_, [&] {
        detail::need_field("generation", generation.device, "device", generation.device);
        for (auto const& other : store_->generation_of(generation.device)) {
            if (other == generation) return false;
            if (other.period.overlaps(generation.period)) {
                throw Error({.id = "registry.meter-twice", .what = "two generation readings of one device overlap in time", .where = {.object = "device " + generation.device},
                             .expected = "periods of a device that do not overlap", .got = to_text(generation.period) + " and " + to_text(other.period), .hint = "enter each reading once"});
            }
        }
        store_->add(generation);
        detail::check_issued(*store_, generation.device);
        return true;
    });
}

TANJI_INLINE Result<Allotment> Registry::try_allot(std::string_view certificate, std::string_view consumption) {
    return detail::claim_transaction(*store_, [&] { return detail::allot_now(*store_, exclusivity_, certificate, consumption); });
}

TANJI_INLINE Result<Allotment> Registry::try_release(std::string_view certificate) {
    return detail::claim_transaction(*store_, [&] { return detail::release_now(*store_, certificate); });
}

// The certificate goes with the claim: where the new consumption is another holder's, it becomes that holder's, in the same transaction.
TANJI_INLINE Result<Allotment> Registry::try_move(std::string_view certificate, std::string_view consumption) {
    return detail::claim_transaction(*store_, [&] {
        auto const before = detail::release_now(*store_, certificate);
        auto moved = detail::known_certificate(*store_, certificate);
        moved.owner = detail::known_consumption(*store_, consumption).holder;
        store_->put(moved);
        auto const after = detail::allot_now(*store_, exclusivity_, certificate, consumption);
        if (after.amount == before.amount) return after;
        // Less room at the new place would make claimed electricity vanish (or more of it appear): a move keeps the total.
        throw Error({.id = "registry.over-consumption", .what = "the new consumption cannot take the same amount", .where = {.object = "consumption " + after.consumption},
                     .expected = watt_hours_text(before.amount), .got = watt_hours_text(after.amount), .hint = "split the certificate first, or release it and allot it anew"});
    });
}

TANJI_INLINE Result<Certificate> Registry::try_sell(std::string_view certificate, std::string_view buyer) {
    return detail::claim_transaction(*store_, [&] {
        auto sold = detail::known_certificate(*store_, certificate);
        detail::need_field("sale", certificate, "buyer", buyer);
        if (auto const there = store_->allotment(certificate)) detail::refuse_second_use(*store_, *there, "sale", buyer);
        if (sold.state != CertificateState::issued) {
            throw Error({.id = "registry.state", .what = "only an issued certificate can be sold", .where = {.object = "certificate " + sold.id}, .expected = "issued",
                         .got = std::string(to_text(sold.state))});
        }
        sold.owner = buyer;
        store_->put(sold);
        return sold;
    });
}

TANJI_INLINE Result<Certificate> Registry::try_cancel(std::string_view certificate, std::string_view beneficiary, Date on) {
    return detail::claim_transaction(*store_, [&] {
        auto cancelled = detail::known_certificate(*store_, certificate);
        auto const there = store_->allotment(certificate);
        std::string const holder = there ? there->holder : cancelled.owner;
        Where const where{.object = "certificate " + cancelled.id};
        if (holder != beneficiary) {
            throw Error({.id = "registry.second-holder", .what = "a certificate is cancelled for the one who claims it", .where = where, .expected = in_quotes(holder),
                         .got = in_quotes(beneficiary), .hint = "enter the sale first", .related = there ? detail::allotment_uses(*store_, *there) : std::vector<std::string>{}});
        }
        if (cancelled.state != CertificateState::issued || (cancelled.valid_to && *cancelled.valid_to < on)) {
            throw Error({.id = "registry.state", .what = "this certificate cannot be cancelled", .where = where, .expected = "an issued certificate within its validity",
                         .got = std::string(to_text(cancelled.state)) + (cancelled.valid_to ? ", valid to " + to_text(*cancelled.valid_to) : "")});
        }
        cancelled.state = CertificateState::cancelled;
        cancelled.beneficiary = beneficiary;
        cancelled.cancelled_on = on;
        store_->put(cancelled);
        return cancelled;
    });
}

TANJI_INLINE Result<Certificate> Registry::try_split(std::string_view certificate, std::string id, WattHours amount) {
    return detail::claim_transaction(*store_, [&] {
        auto rest = detail::known_certificate(*store_, certificate);
        detail::need_field("split", certificate, "new id", id);
        if (auto const there = store_->allotment(certificate)) detail::refuse_second_use(*store_, *there, id, rest.owner);
        if (amount <= 0 || amount >= rest.amount) {
            throw Error({.id = "registry.over-certificate", .what = "a split leaves something on both sides", .where = {.object = "certificate " + rest.id},
                         .expected = "more than 0 and less than " + watt_hours_text(rest.amount), .got = watt_hours_text(amount)});
        }
        if (store_->certificate(id)) detail::refuse_duplicate("certificate", id);
        auto part = rest;
        part.id = std::move(id);
        part.amount = amount;
        rest.amount -= amount;
        store_->put(rest);
        store_->put(part);
        return part;
    });
}

}  // namespace tanji
