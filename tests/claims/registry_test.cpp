// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Rule C1 of ../shared/rules.md, clause by clause. Each test fails when its check is taken out of registry.ipp or registry_views.ipp.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/claims/registry.hpp"

using namespace tanji;

namespace {

Certificate gec(std::string id, WattHours amount, std::string owner = "Acme", std::string device = "wind-7") {
    return {.id = std::move(id), .kind = CertificateKind::gec, .issuer = "NEA", .device = std::move(device), .technology = "wind", .vintage = year_period(2024), .market = "CN",
            .amount = amount, .generator = "Wind AG", .owner = std::move(owner), .kg_co2_per_kwh = 0, .evidence = "statement"};
}

Consumption meter(std::string id, WattHours amount, std::string holder = "Acme") {
    return {.id = id, .holder = std::move(holder), .site = "plant", .meter = "meter of " + id, .period = year_period(2024), .amount = amount, .market = "CN", .city = "Hefei", .province = "CN-AH"};
}

template <class T>
Problem refused(Result<T> const& result) {
    REQUIRE_FALSE(result);
    return result.problem();
}

bool mentions(Problem const& problem, std::string_view text) { return to_text(problem).find(text) != std::string::npos; }

}  // namespace

TEST_CASE("C1: a certificate is allotted once, and a refusal names holder and purpose of the first use") {
    Registry registry;
    registry.add(gec("GEC-7", mwh(600)));
    registry.add(meter("plant-2024", mwh(1000)));
    registry.add(meter("office-2024", mwh(1000)));
    registry.add(meter("beta-2024", mwh(1000), "Beta"));
    CHECK(registry.allot("GEC-7", "plant-2024").amount == mwh(600));
    registry.draw({"GEC-7", ClaimView::inventory, "Acme", mwh(600)});

    auto const second = refused(registry.try_allot("GEC-7", "office-2024"));
    CHECK(second.id == "registry.second-consumption");
    CHECK(mentions(second, "plant-2024"));
    CHECK(mentions(second, "office-2024"));
    CHECK(mentions(second, "Acme"));
    CHECK(mentions(second, "used for inventory \"Acme\": 600 MWh"));
    CHECK(mentions(second, "meter of plant-2024"));
    // To the same consumption it is a second use as well: its amount would count twice.
    CHECK(refused(registry.try_allot("GEC-7", "plant-2024")).id == "registry.second-consumption");
    CHECK(refused(registry.try_allot("GEC-7", "beta-2024")).id == "registry.second-holder");
    CHECK(refused(registry.try_sell("GEC-7", "Beta")).id == "registry.second-holder");
    CHECK(registry.claimed() == mwh(600));
}

TEST_CASE("C1: inventory, products, user, city and province draw on one allotment: no second use") {
    Registry registry;
    registry.add(gec("GEC-7", mwh(600)));
    registry.add(meter("plant-2024", mwh(1000)));
    registry.allot("GEC-7", "plant-2024");
    for (auto const& [view, subject] : {std::pair{ClaimView::inventory, "Acme"}, {ClaimView::user, "Acme"}, {ClaimView::city, "Hefei"}, {ClaimView::province, "CN-AH"}, {ClaimView::product, "ingot"}})
        CHECK(registry.draw({"GEC-7", view, subject, mwh(600)}).amount == mwh(600));
    CHECK(registry.drawn(ClaimView::city, "Hefei") == mwh(600));
    CHECK(registry.drawn(ClaimView::inventory, "Acme") == mwh(600));
    CHECK(registry.claimed() == mwh(600));  // five views, one claim
    // A view follows its consumption: another organisation, user, city or province is a second holder.
    for (auto const& [view, subject] : {std::pair{ClaimView::inventory, "Beta"}, {ClaimView::user, "Beta"}, {ClaimView::city, "Wuhu"}, {ClaimView::province, "CN-JS"}})
        CHECK(refused(registry.try_draw({"GEC-7", view, subject, 1})).id == "registry.second-holder");
    CHECK(refused(registry.try_draw({"GEC-7", ClaimView::inventory, "Acme", mwh(601)})).id == "registry.over-drawn");
    CHECK(refused(registry.try_draw({"GEC-7", ClaimView::inventory, "Acme", 0})).id == "registry.over-drawn");
    registry.add(gec("GEC-8", mwh(1)));
    CHECK(refused(registry.try_draw({"GEC-8", ClaimView::inventory, "Acme", 1})).id == "registry.not-allotted");
    CHECK(refused(registry.try_draw({"GEC-9", ClaimView::inventory, "Acme", 1})).id == "registry.unknown");
}

TEST_CASE("C1: products of a site never draw more than its allotment; what one takes the others lack") {
    Registry registry;
    registry.add(gec("GEC-7", mwh(600)));
    registry.add(meter("plant-2024", mwh(1000)));
    registry.allot("GEC-7", "plant-2024");
    registry.draw({"GEC-7", ClaimView::product, "ingot", mwh(500)});
    auto const over = refused(registry.try_draw({"GEC-7", ClaimView::product, "foil", mwh(101)}));
    CHECK(over.id == "registry.over-drawn");
    CHECK(mentions(over, "at most 100 MWh"));
    CHECK(mentions(over, "\"ingot\": 500 MWh"));
    registry.draw({"GEC-7", ClaimView::product, "foil", mwh(100)});
    registry.draw({"GEC-7", ClaimView::product, "ingot", mwh(400)});  // a new amount replaces the old one
    registry.draw({"GEC-7", ClaimView::product, "foil", mwh(200)});
    CHECK(refused(registry.try_draw({"GEC-7", ClaimView::product, "wire", 1})).id == "registry.over-drawn");
    CHECK_FALSE(registry.store().draws_on("GEC-7").front().pooled);

    // Pooled: in proportion to use, recorded as such, never above the allotment.
    std::vector<ProductUse> const products{{"ingot", mwh(700)}, {"foil", mwh(200)}, {"wire", mwh(100)}};
    auto const draws = registry.try_pool("GEC-7", products).value();
    REQUIRE(draws.size() == 3);
    CHECK(draws[0] == ClaimDraw{"GEC-7", ClaimView::product, "ingot", mwh(420), true});
    CHECK(draws[1].amount == mwh(120));
    CHECK(draws[2].amount == mwh(60));
    CHECK(refused(registry.try_draw({"GEC-7", ClaimView::product, "rod", 1})).id == "registry.over-drawn");
    // Thirds do not divide 600 MWh + 1 Wh: rounding goes down, so the sum never passes the allotment.
    registry.add(gec("GEC-8", mwh(100) + 1));
    registry.allot("GEC-8", "plant-2024");
    WattHours sum = 0;
    for (auto const& draw : registry.try_pool("GEC-8", std::vector<ProductUse>{{"a", mwh(100)}, {"b", mwh(100)}, {"c", mwh(100)}}).value()) sum += draw.amount;
    CHECK(sum == mwh(100) - 1);
    // Products that used less than was allotted get no more than they used.
    CHECK(registry.try_pool("GEC-7", std::vector<ProductUse>{{"ingot", mwh(10)}}).value().front().amount == mwh(10));
}

TEST_CASE("C1: nobody claims more than was consumed, and a surplus is lost, never negative") {
    Registry registry;
    registry.add(gec("GEC-1", mwh(600)));
    registry.add(gec("GEC-2", mwh(600)));
    registry.add(gec("GEC-3", mwh(600)));
    registry.add(meter("plant-2024", mwh(1000)));
    CHECK(registry.allot("GEC-1", "plant-2024").amount == mwh(600));
    CHECK(registry.allot("GEC-2", "plant-2024").amount == mwh(400));
    auto const over = refused(registry.try_allot("GEC-3", "plant-2024"));
    CHECK(over.id == "registry.over-consumption");
    CHECK(mentions(over, "GEC-1"));
    CHECK(registry.balance("plant-2024").certified == mwh(1000));
    CHECK(registry.balance("plant-2024").unclaimed == 0);
    // One meter, one reading per day: a second entry for it would make room for a second claim.
    auto twice = meter("again", mwh(1000));
    twice.meter = "meter of plant-2024";
    twice.period = parse_period("2024-12");
    CHECK(refused(registry.try_add(twice)).id == "registry.meter-twice");
    twice.period = parse_period("2025-01");
    CHECK(registry.try_add(twice).value());
}

TEST_CASE("C1: a second holder is refused: the owner, or after cancellation the beneficiary, claims") {
    Registry registry;
    registry.add(gec("GEC-7", mwh(600), "Wind AG"));
    registry.add(meter("plant-2024", mwh(1000)));
    registry.add(meter("beta-2024", mwh(1000), "Beta"));
    CHECK(refused(registry.try_allot("GEC-7", "plant-2024")).id == "registry.second-holder");
    CHECK(registry.try_sell("GEC-7", "Acme").value().owner == "Acme");
    CHECK(refused(registry.try_cancel("GEC-7", "Beta", Date(2025, 1, 5))).id == "registry.second-holder");
    CHECK(registry.try_cancel("GEC-7", "Acme", Date(2025, 1, 5)).value().state == CertificateState::cancelled);
    CHECK(refused(registry.try_allot("GEC-7", "beta-2024")).id == "registry.second-holder");
    CHECK(refused(registry.try_sell("GEC-7", "Beta")).id == "registry.state");
    registry.allot("GEC-7", "plant-2024");
    CHECK(refused(registry.try_release("GEC-7")).id == "registry.state");  // cancellation is final
    auto late = gec("GEC-8", mwh(1));
    late.valid_to = Date(2025, 12, 31);
    registry.add(late);
    CHECK(refused(registry.try_cancel("GEC-8", "Acme", Date(2026, 1, 1))).id == "registry.state");
    for (auto const state : {CertificateState::expired, CertificateState::withdrawn}) {
        auto gone = gec("gone " + std::string(to_text(state)), mwh(1));
        gone.state = state;
        registry.add(gone);
        CHECK(refused(registry.try_allot(gone.id, "plant-2024")).id == "registry.state");
    }
}

TEST_CASE("C1: a purpose that the dated exclusivity table forbids is refused, whichever claim comes first") {
    auto const build = [] {
        Registry registry;
        registry.add(gec("GEC-7", mwh(600)));
        registry.add(meter("plant-2024", mwh(1000)));
        return registry;
    };
    OutsideClaim const credit{"wind-7", parse_period("2024-06"), "ccer", "Credit Ltd", "project 9"};
    auto after = build();
    after.allot("GEC-7", "plant-2024");
    after.draw({"GEC-7", ClaimView::inventory, "Acme", mwh(600)});
    auto const refusal = refused(after.try_claim_outside(credit));
    CHECK(refusal.id == "registry.excluded");
    for (auto const* word : {"Credit Ltd", "ccer", "plant-2024", "inventory \"Acme\"", "GEC-7"}) CHECK(mentions(refusal, word));
    CHECK(after.store().outside_claims().empty());

    auto before = build();
    CHECK(before.try_claim_outside(credit).value());
    CHECK_FALSE(before.try_claim_outside(credit).value());  // the same again changes nothing
    CHECK(refused(before.try_allot("GEC-7", "plant-2024")).id == "registry.excluded");

    // Another device or other generation does not matter, nor does a purpose that the table allows.
    auto free = build();
    CHECK(free.try_claim_outside({"wind-8", year_period(2024), "ccer", "Credit Ltd", ""}).value());
    CHECK(free.try_claim_outside({"wind-7", year_period(2023), "ccer", "Credit Ltd", ""}).value());
    free.allot("GEC-7", "plant-2024");
    Registry lenient(memory_registry_store(), ExclusivityTable({{.purpose = "ccer", .forbidden = false}}));
    lenient.add(gec("GEC-7", mwh(600)));
    lenient.add(meter("plant-2024", mwh(1000)));
    CHECK(lenient.try_claim_outside(credit).value());
    CHECK(lenient.try_allot("GEC-7", "plant-2024").has_value());
}

TEST_CASE("C1: generation whose certificate was sold loses the claim for its own user") {
    Registry registry;
    auto roof = meter("roof-2024", mwh(600));
    roof.supply = SupplyRoute::own_use;
    roof.device = "pv-1";
    registry.add(roof);
    CHECK(registry.balance("roof-2024").own == mwh(600));
    auto certificate = gec("GEC-PV", mwh(500), "Acme", "pv-1");
    certificate.generator = "Acme";
    registry.add(certificate);
    CHECK(registry.balance("roof-2024").own == mwh(600));  // still in the drawer
    CHECK(registry.try_sell("GEC-PV", "Beta").has_value());
    // Without a meter at the device nothing says that anything was fed into the grid.
    CHECK(registry.balance("roof-2024").own == mwh(100));
    CHECK(registry.balance("roof-2024").unclaimed == mwh(500));
    // With 1,000 MWh metered, 400 went into the grid: certificates are taken from those first, 100 from the roof's user.
    registry.add(DeviceGeneration{"pv-1", "Acme", year_period(2024), mwh(1000)});
    CHECK(registry.balance("roof-2024").own == mwh(500));
    // Used by its owner for another meter, it is gone from the roof as well.
    registry.add(meter("office-2024", mwh(1000)));
    auto second = gec("GEC-PV2", mwh(200), "Acme", "pv-1");
    registry.add(second);
    CHECK(registry.balance("roof-2024").own == mwh(500));
    registry.allot("GEC-PV2", "office-2024");
    CHECK(registry.balance("roof-2024").own == mwh(300));
    // Allotted to the roof itself it counts once, as certificate.
    CHECK(registry.try_move("GEC-PV2", "roof-2024").has_value());
    auto const balance = registry.balance("roof-2024");
    CHECK(balance.certified == mwh(200));
    CHECK(balance.own == mwh(300));
    CHECK(balance.certified + balance.own + mwh(500) <= mwh(1000));
}

TEST_CASE("own use by several users and in months: together never more than was generated") {
    Registry registry;
    for (int month = 1; month <= 12; ++month) {
        auto roof = meter("roof-" + std::to_string(month), kwh(1000 + month));
        roof.meter = "M" + std::to_string(month % 2);
        roof.holder = month % 2 == 0 ? "Acme" : "Neighbour";
        roof.supply = month % 2 == 0 ? SupplyRoute::own_use : SupplyRoute::neighbour;
        roof.device = "pv-1";
        roof.period = month_period(2024, month);
        registry.add(roof);
    }
    registry.add(gec("GEC-PV", kwh(5000), "Beta", "pv-1"));
    WattHours own = 0, consumed = 0;
    for (auto const& consumption : registry.store().consumptions()) {
        own += registry.balance(consumption.id).own;
        consumed += consumption.amount;
    }
    CHECK(consumed == kwh(12078));
    CHECK(own <= kwh(7078));
    CHECK(own >= kwh(7078) - 12);  // rounded down by less than a watt-hour each
    // A reading for part of the year bounds nothing; one for the whole year does.
    registry.add(DeviceGeneration{"pv-1", "Acme", parse_period("2024-01"), kwh(90000)});
    CHECK(registry.balance("roof-1").own < kwh(1001));
    registry.add(DeviceGeneration{"pv-1", "Acme", parse_period("2024-02-01/2024-12-31"), kwh(90000)});
    CHECK(registry.balance("roof-1").own == kwh(1001));
}

TEST_CASE("more certificates than generation are refused, so one certificate under two ids is found out") {
    Registry registry;
    registry.add(DeviceGeneration{"wind-7", "Wind AG", year_period(2024), mwh(1000)});
    registry.add(gec("GEC-1", mwh(600)));
    auto const over = refused(registry.try_add(gec("NEA/GEC-1", mwh(600))));
    CHECK(over.id == "registry.over-issued");
    CHECK(mentions(over, "GEC-1: 600 MWh"));
    CHECK_FALSE(registry.store().certificate("NEA/GEC-1"));
    CHECK(refused(registry.try_add(DeviceGeneration{"wind-7", "Wind AG", parse_period("2024-05"), mwh(1)})).id == "registry.meter-twice");
}

TEST_CASE("split before use: two consumptions share a batch, the sum stays") {
    Registry registry;
    registry.add(gec("GEC-1", mwh(600)));
    registry.add(meter("plant-2024", mwh(100)));
    registry.add(meter("office-2024", mwh(1000)));
    CHECK(registry.try_split("GEC-1", "GEC-1b", mwh(500)).value().amount == mwh(500));
    CHECK(registry.allot("GEC-1", "plant-2024").amount == mwh(100));
    CHECK(registry.allot("GEC-1b", "office-2024").amount == mwh(500));
    CHECK(refused(registry.try_split("GEC-1b", "GEC-1c", mwh(1))).id == "registry.second-consumption");
    registry.add(gec("GEC-2", mwh(600)));
    CHECK(refused(registry.try_split("GEC-2", "GEC-2b", mwh(600))).id == "registry.over-certificate");
    CHECK(refused(registry.try_split("GEC-2", "GEC-2b", 0)).id == "registry.over-certificate");
    CHECK(refused(registry.try_split("GEC-2", "GEC-1", 1)).id == "registry.duplicate");
}

TEST_CASE("release and move: free before a result draws, refused after") {
    Registry registry;
    registry.add(gec("GEC-1", mwh(600)));
    registry.add(meter("plant-2024", mwh(1000)));
    registry.add(meter("beta-2024", mwh(1000), "Beta"));
    registry.add(meter("small-2024", mwh(1)));
    registry.allot("GEC-1", "plant-2024");
    CHECK(refused(registry.try_move("GEC-1", "small-2024")).id == "registry.over-consumption");
    CHECK(registry.store().allotment("GEC-1")->consumption == "plant-2024");  // both or neither
    CHECK(registry.try_move("GEC-1", "beta-2024").value().holder == "Beta");
    CHECK(registry.store().certificate("GEC-1")->owner == "Beta");
    registry.draw({"GEC-1", ClaimView::user, "Beta", mwh(1)});
    auto const drawn = refused(registry.try_move("GEC-1", "plant-2024"));
    CHECK(drawn.id == "registry.drawn");
    CHECK(mentions(drawn, "user \"Beta\""));
    CHECK(registry.try_undraw("GEC-1", ClaimView::user, "Beta").value());
    CHECK(registry.try_release("GEC-1").value().amount == mwh(600));
    CHECK(refused(registry.try_release("GEC-1")).id == "registry.not-allotted");
    CHECK(registry.claimed() == 0);
}

TEST_CASE("entering: ids once, needed fields there, unknown ids explained") {
    Registry registry;
    CHECK(registry.try_add(gec("GEC-1", mwh(600))).value());
    CHECK_FALSE(registry.try_add(gec("GEC-1", mwh(600))).value());
    CHECK(refused(registry.try_add(gec("GEC-1", mwh(601)))).id == "registry.duplicate");
    registry.add(meter("plant-2024", mwh(1)));
    CHECK(refused(registry.try_add(meter("plant-2024", mwh(2)))).id == "registry.duplicate");
    auto const without = [&](auto change) {
        auto certificate = gec("X", 1);
        change(certificate);
        return refused(registry.try_add(certificate)).id;
    };
    CHECK(without([](Certificate& c) { c.device.clear(); }) == "registry.field");
    CHECK(without([](Certificate& c) { c.owner = " "; }) == "registry.field");
    CHECK(without([](Certificate& c) { c.amount = 0; }) == "registry.amount");
    CHECK(without([](Certificate& c) { c.state = CertificateState::cancelled; }) == "registry.field");
    auto own = meter("own", 1);
    own.supply = SupplyRoute::own_use;
    CHECK(refused(registry.try_add(own)).id == "registry.field");
    auto negative = meter("negative", -1);
    CHECK(refused(registry.try_add(negative)).id == "registry.amount");
    auto const unknown = refused(registry.try_allot("GEC-11", "plant-2024"));
    CHECK(unknown.id == "registry.unknown");
    CHECK(unknown.related == std::vector<std::string>{"GEC-1"});
    CHECK(refused(registry.try_balance("nowhere")).id == "registry.unknown");
}

TEST_CASE("property: moving certificates never changes the MWh claimed over all holders") {
    int moved = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        std::mt19937 random(seed);
        auto const pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
        Registry registry;
        std::vector<std::string> consumptions, certificates;
        for (std::size_t i = 0; i < 6; ++i) {
            consumptions.push_back("c" + std::to_string(i));
            registry.add(meter(consumptions.back(), static_cast<WattHours>(1 + pick(3000)), "holder " + std::to_string(i % 3)));
        }
        for (std::size_t i = 0; i < 12; ++i) {
            certificates.push_back("g" + std::to_string(i));
            registry.add(gec(certificates.back(), static_cast<WattHours>(1 + pick(800)), "holder " + std::to_string(pick(3))));
            (void)registry.try_allot(certificates.back(), consumptions[pick(6)]);
        }
        auto const before = registry.claimed();
        for (int step = 0; step < 100; ++step) {
            if (registry.try_move(certificates[pick(12)], consumptions[pick(6)])) ++moved;
            REQUIRE(registry.claimed() == before);
            WattHours over_holders = 0;
            for (auto const& id : consumptions) {
                auto const balance = registry.balance(id);
                REQUIRE(balance.unclaimed >= 0);
                over_holders += balance.certified;
            }
            REQUIRE(over_holders == before);
        }
    }
    CHECK(moved > 300);  // or the property was not tried
}

TEST_CASE("C1: a certificate that was cancelled for somebody is theirs, whoever is still entered as its owner") {
    Registry registry;
    auto bought = gec("GEC-1", mwh(1), "Trader");
    bought.state = CertificateState::cancelled;
    bought.beneficiary = "Acme";
    registry.add(bought);
    registry.add(meter("plant-2024", mwh(10)));
    registry.add(meter("trader-2024", mwh(10), "Trader"));
    CHECK(refused(registry.try_allot("GEC-1", "trader-2024")).id == "registry.second-holder");
    CHECK(registry.try_allot("GEC-1", "plant-2024").has_value());
}

TEST_CASE("C1: the own user's claim ends with an expired certificate, whose attribute is in the residual mix, and comes back with a withdrawn one") {
    Registry registry;
    auto roof = meter("roof-2024", mwh(600));
    roof.supply = SupplyRoute::own_use;
    roof.device = "pv-1";
    registry.add(roof);
    auto expired = gec("GEC-1", mwh(200), "Acme", "pv-1");
    expired.state = CertificateState::expired;
    registry.add(expired);
    CHECK(registry.balance("roof-2024").own == mwh(400));
    auto withdrawn = gec("GEC-2", mwh(100), "Beta", "pv-1");
    withdrawn.state = CertificateState::withdrawn;
    registry.add(withdrawn);
    CHECK(registry.balance("roof-2024").own == mwh(400));
}
