// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>

#include "tanji/claims/local_supply.hpp"

using namespace tanji;

TEST_CASE("storage: what comes out was counted going in; the store consumes its losses") {
    CHECK(try_storage({mwh(100), mwh(85), mwh(5)}).value().loss() == mwh(10));
    CHECK(try_storage({mwh(100), mwh(105), -mwh(5)}).value().loss() == 0);
    CHECK(try_storage({mwh(100), mwh(101), 0}).problem().id == "storage.balance");
    CHECK(try_storage({-1, 0, -1}).problem().id == "storage.balance");
}

TEST_CASE("losses reduce what a store can release (EnergyTag, facts/ghg/certificate_fields.csv)") {
    Certificate const charged{.id = "G", .vintage = parse_period("2024-06-01"), .amount = mwh(60)};
    auto const released = try_release_from_storage(charged, {mwh(100), mwh(85), mwh(5)}, "G/out", parse_period("2024-06-02")).value();
    CHECK(released.amount == mwh(51));  // 60 x 85 / 100 by hand
    CHECK(released.id == "G/out");
    CHECK(released.vintage == parse_period("2024-06-02"));
    // Whole watt-hours, rounded down: 1 x 2 / 3.
    CHECK(try_release_from_storage({.id = "G", .amount = 1}, {3, 2, 0}, "x", parse_period("2024")).value().amount == 0);
    CHECK(try_release_from_storage(charged, {mwh(50), mwh(40), 0}, "x", parse_period("2024-06-02")).problem().id == "storage.balance");
    CHECK(try_release_from_storage(charged, {mwh(100), mwh(40), 0}, "x", parse_period("2024-05-02")).problem().id == "storage.balance");
}

TEST_CASE("own generation adds up to the watt-hour") {
    CHECK(try_local_generation({.generated = 10, .own_use = 4, .neighbours = 3, .fed_in = 2, .losses = 1}).has_value());
    CHECK(try_local_generation({.generated = 10, .own_use = 4, .neighbours = 3, .fed_in = 2}).problem().id == "local.balance");
    CHECK(try_local_generation({.generated = 0, .own_use = 1, .losses = -1}).problem().id == "local.balance");
}

TEST_CASE("direct lines: 60 % own use, 30 % and from 2030 35 % of total use (facts/china.md 1.5)") {
    CHECK(try_direct_line(mwh(60), mwh(100), mwh(200), 2026).value().empty());
    CHECK(try_direct_line(mwh(59), mwh(100), mwh(100), 2026).value().at(0).problem.where.object == "own-use-of-generation");
    CHECK(try_direct_line(mwh(60), mwh(100), mwh(201), 2026).value().at(0).problem.where.object == "share-of-total-use");
    CHECK(try_direct_line(mwh(68), mwh(100), mwh(200), 2029).value().empty());
    CHECK(try_direct_line(mwh(68), mwh(100), mwh(200), 2030).value().size() == 1);
    CHECK(try_direct_line(mwh(101), mwh(100), mwh(200), 2030).problem().id == "local.balance");
    CHECK(try_direct_line(0, 0, 0, 2030).problem().id == "local.balance");
}

TEST_CASE("sale to neighbours: size, voltage and wheeling fee (facts/china.md 1.5)") {
    CHECK(try_neighbour_sale(20, 35).value().empty());
    CHECK(try_neighbour_sale(20, 110).value().size() == 1);
    CHECK(try_neighbour_sale(50, 110).value().empty());
    CHECK(try_neighbour_sale(51, 110).value().front().problem.id == "local.neighbour-sale");
    CHECK(try_neighbour_sale(std::nan(""), 10).problem().id == "local.balance");
    CHECK(try_wheeling_fee(0.20, 0.125, false).value() == doctest::Approx(0.075).epsilon(1e-14));
    CHECK(try_wheeling_fee(0.20, 0.125, true).value() == 0);
    CHECK(try_wheeling_fee(0.1, 0.2, false).problem().id == "local.wheeling");
    CHECK(try_wheeling_fee(-0.1, -0.2, false).problem().id == "local.wheeling");
}
