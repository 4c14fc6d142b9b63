// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tanji/claims/certificate.hpp"

using namespace tanji;

TEST_CASE("amounts are whole watt-hours") {
    CHECK(kwh(1234.567) == 1234567);
    CHECK(mwh(600) == 600000000);
    CHECK(mwh(0.000001) == 1);
    CHECK(kwh(0) == 0);
    CHECK(try_watt_hours(1, "GWh").value() == 1000000000);
    CHECK(try_watt_hours(9000, "TWh").value() == 9000000000000000);
    for (auto const& [amount, unit] : {std::pair<double, std::string_view>{0.0001, "kWh"}, {-1, "kWh"}, {std::nan(""), "kWh"}, {std::numeric_limits<double>::infinity(), "kWh"}, {1e20, "kWh"},
                                       {1, "kwh"}, {1, "GJ"}}) {
        auto const refused = try_watt_hours(amount, unit);
        REQUIRE_FALSE(refused);
        CHECK(refused.problem().id == "registry.amount");
        CHECK_FALSE(refused.problem().expected.empty());
    }
}

TEST_CASE("amounts as text are exact") {
    CHECK(watt_hours_text(mwh(600)) == "600 MWh");
    CHECK(watt_hours_text(kwh(1234.567)) == "1234.567 kWh");
    CHECK(watt_hours_text(kwh(1500)) == "1500 kWh");
    CHECK(watt_hours_text(50) == "0.05 kWh");
    CHECK(watt_hours_text(0) == "0 kWh");
    CHECK(watt_hours_text(-1000) == "-1 kWh");
    CHECK(watt_hours_text(9007199254740993) == "9007199254740.993 kWh");
    CHECK(watt_hours_text(std::numeric_limits<WattHours>::min()) == "-9223372036854775.808 kWh");
}

TEST_CASE("words are read as written, case aside; a miss lists them") {
    for (auto const kind : {CertificateKind::gec, CertificateKind::go, CertificateKind::rec, CertificateKind::i_rec}) CHECK(try_parse_certificate_kind(to_text(kind)).value() == kind);
    for (auto const state : {CertificateState::issued, CertificateState::cancelled, CertificateState::expired, CertificateState::withdrawn})
        CHECK(try_parse_certificate_state(to_text(state)).value() == state);
    for (auto const route : {SupplyRoute::grid, SupplyRoute::direct_line, SupplyRoute::own_use, SupplyRoute::neighbour}) CHECK(try_parse_supply_route(to_text(route)).value() == route);
    for (auto const view : {ClaimView::inventory, ClaimView::product, ClaimView::user, ClaimView::city, ClaimView::province}) CHECK(try_parse_claim_view(to_text(view)).value() == view);
    CHECK(try_parse_certificate_kind(" i-rec ").value() == CertificateKind::i_rec);
    // RECs are retired, I-RECs redeemed (facts/ghg/certificate_fields.csv): one state for the library.
    CHECK(try_parse_certificate_state("Retired").value() == CertificateState::cancelled);
    CHECK(try_parse_certificate_state("redeemed").value() == CertificateState::cancelled);
    CHECK(try_parse_certificate_kind("carbon credit").problem().id == "certificate.kind");
    CHECK(try_parse_certificate_kind("carbon credit").problem().expected == "one of GEC, GO, REC, I-REC");
    CHECK(try_parse_certificate_state("").problem().id == "certificate.state");
    CHECK(try_parse_supply_route("cable").problem().id == "consumption.supply");
    CHECK(try_parse_claim_view("nation").problem().id == "registry.view");
}
