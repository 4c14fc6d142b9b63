// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/period.hpp"

/// \file
/// Energy attribute certificates and the electricity they are claimed for, as plain data. What may be done with them is in
/// registry.hpp; what they are worth in tonnes is a question of rule sets (accounting/electricity.hpp).
namespace tanji {

/// Amounts of certificates, meters and claims: whole watt-hours. Integers, because a registry compares and adds for equality ("is
/// anything left?"), and because the schemes themselves round down to whole Wh (EnergyTag) or issue per MWh (GO, REC, GEC).
/// Reaches to 9.2 million TWh.
using WattHours = std::int64_t;

/// Whole watt-hours of a number of kWh or MWh as people write it. Problem "registry.amount" for a negative, not finite or too
/// large number, and for one that is no whole number of Wh (within 1e-6 Wh, the noise of decimal fractions).
[[nodiscard]] Result<WattHours> try_watt_hours(double amount, std::string_view unit);
[[nodiscard]] inline WattHours kwh(double amount) { return try_watt_hours(amount, "kWh").value(); }
[[nodiscard]] inline WattHours mwh(double amount) { return try_watt_hours(amount, "MWh").value(); }
/// "600 MWh", "1234.567 kWh": exact.
[[nodiscard]] std::string watt_hours_text(WattHours amount);

/// The schemes whose fields and lifetimes differ; facts and sources in docs/electricity.md.
enum class CertificateKind : std::uint8_t {
    gec,   ///< Chinese green electricity certificate (lv zheng)
    go,    ///< European guarantee of origin
    rec,   ///< North American renewable energy certificate
    i_rec, ///< I-REC(E)
};
/// "GEC", "GO", "REC", "I-REC".
[[nodiscard]] std::string_view to_text(CertificateKind kind) noexcept;
/// Problem "certificate.kind".
[[nodiscard]] Result<CertificateKind> try_parse_certificate_kind(std::string_view text);

/// Where a certificate is in its life. It ends once: cancelled, expired and withdrawn are final.
enum class CertificateState : std::uint8_t {
    issued,     ///< may be traded and allotted
    cancelled,  ///< redeemed, retired: claimed for the beneficiary, for good
    expired,    ///< too old to be cancelled; its attribute went into the residual mix
    withdrawn,  ///< taken back by the issuer
};
/// "issued", "cancelled", "expired", "withdrawn".
[[nodiscard]] std::string_view to_text(CertificateState state) noexcept;
/// Also reads "retired" and "redeemed" as cancelled. Problem "certificate.state".
[[nodiscard]] Result<CertificateState> try_parse_certificate_state(std::string_view text);

/// One certificate, or one batch with a single serial number. It is allotted as a whole and once; Registry::split() makes
/// two of one where two consumptions share a batch.
struct Certificate {
    std::string id{};            ///< serial number; unique in a registry, so prefix it where two issuers count alike
    CertificateKind kind = CertificateKind::gec;
    std::string issuer{};        ///< body that issued it
    std::string device{};        ///< production device that generated
    std::string technology{};    ///< "wind", "photovoltaic", "nuclear", ...
    Period vintage{};            ///< generation period
    std::string market{};        ///< place code within which it can be claimed ("CN", "EU", "US"): quality criterion 5
    WattHours amount = 0;
    CertificateState state = CertificateState::issued;
    std::string generator{};     ///< organisation that runs the device; empty: not known
    std::string owner{};         ///< who has it now; not the generator once it was sold
    std::string beneficiary{};   ///< for whom it was cancelled
    std::optional<Date> cancelled_on{};
    std::optional<Date> valid_to{};             ///< last day on which it may be cancelled, if the scheme has one
    std::optional<double> kg_co2_per_kwh{};     ///< direct rate it conveys (criterion 1); nothing: it conveys none
    std::string evidence{};      ///< file or link of the statement; empty: no proof, so rule sets treat it as unproven

    bool operator==(Certificate const&) const = default;
};

/// How electricity came to a meter. Decides who can have a claim without a certificate (rule C1).
enum class SupplyRoute : std::uint8_t {
    grid,        ///< from the public grid
    direct_line, ///< from a named device over a line of its own
    own_use,     ///< own distributed generation behind the meter
    neighbour,   ///< bought from a neighbour's distributed generation through the local grid (wheeling)
};
/// "grid", "direct-line", "own-use", "neighbour".
[[nodiscard]] std::string_view to_text(SupplyRoute supply) noexcept;
/// Problem "consumption.supply".
[[nodiscard]] Result<SupplyRoute> try_parse_supply_route(std::string_view text);

/// Electricity that one meter counted in one period: what claims are claims on.
struct Consumption {
    std::string id{};
    std::string holder{};    ///< organisation that consumed
    std::string site{};
    std::string meter{};
    Period period{};
    WattHours amount = 0;
    std::string market{};    ///< place code, compared with that of certificates
    std::string city{};      ///< for statistics; may be empty
    std::string province{};
    SupplyRoute supply = SupplyRoute::grid;
    std::string device{};    ///< that generated, unless from the grid
    std::string technology{};  ///< of that device
    std::string evidence{};  ///< contract and settlement, or monthly meter records

    bool operator==(Consumption const&) const = default;
};

/// A certificate given to a consumption: the one claim. Everything else draws on it.
struct Allotment {
    std::string certificate{};  ///< id; also names the allotment, because there is only one per certificate
    std::string consumption{};  ///< id
    std::string holder{};       ///< of the consumption when it was allotted
    WattHours amount = 0;       ///< at most that of the certificate and what the consumption has unclaimed

    bool operator==(Allotment const&) const = default;
};

/// The nested views that draw on one allotment without using it a second time.
enum class ClaimView : std::uint8_t { inventory, product, user, city, province };
/// "inventory", "product", "user", "city", "province".
[[nodiscard]] std::string_view to_text(ClaimView view) noexcept;
/// Problem "registry.view".
[[nodiscard]] Result<ClaimView> try_parse_claim_view(std::string_view text);

/// One view's use of an allotment.
struct ClaimDraw {
    std::string certificate{};  ///< of the allotment
    ClaimView view = ClaimView::inventory;
    std::string subject{};      ///< the inventory's organisation, the product, user, city or province
    WattHours amount = 0;
    bool pooled = false;        ///< products: taken as its part of a pool over all products of the site, not assigned to it alone

    bool operator==(ClaimDraw const&) const = default;
};

/// What a device generated: bounds its certificates and its own user's claim.
struct DeviceGeneration {
    std::string device{};
    std::string generator{};
    Period period{};
    WattHours amount = 0;

    bool operator==(DeviceGeneration const&) const = default;
};

/// A claim outside this registry on the generation of a device: a carbon credit (CCER), an obligation met.
struct OutsideClaim {
    std::string device{};
    Period period{};
    std::string purpose{};  ///< a word of the exclusivity table: "ccer", "carbon-credit", ...
    std::string holder{};
    std::string evidence{};

    bool operator==(OutsideClaim const&) const = default;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/certificate.ipp"
#endif
