// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tanji/claims/registry.hpp"
#include "tanji/claims/registry_store.hpp"

/// \file
/// What every RegistryStore must do, in one place: the memory store passes it in registry_store_test.cpp, the SQLite store in its own test.
///     conformance::check_store([] { return tanji::memory_registry_store(); });
namespace conformance {

using namespace tanji;

using MakeStore = std::function<std::unique_ptr<RegistryStore>()>;

/// Every field different from its default, so that a store that forgets one is found out.
inline Certificate full_certificate(std::string id = "GEC-1", std::string device = "wind-7") {
    return {.id = std::move(id), .kind = CertificateKind::i_rec, .issuer = "NEA", .device = std::move(device), .technology = "wind", .vintage = parse_period("2024-03"), .market = "CN",
            .amount = mwh(600), .state = CertificateState::cancelled, .generator = "Wind AG", .owner = "Acme", .beneficiary = "Acme", .cancelled_on = Date(2024, 12, 1),
            .valid_to = Date(2026, 3, 31), .kg_co2_per_kwh = 0.125, .evidence = "statement 'x', \xE7\xBB\xBF\xE8\xAF\x81"};
}

inline Consumption full_consumption(std::string id = "plant-2024", std::string meter = "M1") {
    return {.id = std::move(id), .holder = "Acme", .site = "plant", .meter = std::move(meter), .period = year_period(2024), .amount = 1000000001, .market = "CN", .city = "Hefei",
            .province = "CN-AH", .supply = SupplyRoute::own_use, .device = "wind-7", .technology = "wind", .evidence = "settlement 12"};
}

/// Runs the suite; `make` gives an empty store each time.
inline void check_objects(MakeStore const& make) {
    auto const store = make();
    CHECK(store->certificates().empty());
    CHECK_FALSE(store->certificate("GEC-1"));
    {
        StoreTransaction transaction(*store);
        store->put(full_certificate("GEC-2", "wind-8"));
        store->put(full_certificate());
        // All optional fields empty: nothing must come back as something.
        store->put(Certificate{.id = "bare", .kind = CertificateKind::go, .device = "wind-7"});
        store->put(full_consumption());
        store->put(full_consumption("office-2024", "M2"));
        store->add(DeviceGeneration{"wind-7", "Wind AG", year_period(2024), mwh(900)});
        store->add(DeviceGeneration{"wind-7", "Wind AG", year_period(2023), mwh(800)});
        store->add(DeviceGeneration{"wind-8", "Wind AG", year_period(2023), mwh(700)});
        store->add(OutsideClaim{"wind-7", year_period(2024), "ccer", "Credit Ltd", "project 9"});
        transaction.commit();
    }
    CHECK(store->certificate("GEC-1") == full_certificate());
    CHECK(store->certificate("bare") == Certificate{.id = "bare", .kind = CertificateKind::go, .device = "wind-7"});
    CHECK(store->consumption("plant-2024") == full_consumption());
    auto const all = store->certificates();
    REQUIRE(all.size() == 3);
    CHECK(all[0].id == "GEC-1");  // bytewise: capitals first
    CHECK(all[2].id == "bare");
    CHECK(store->certificates_of("wind-7").size() == 2);
    CHECK(store->certificates_of("nothing").empty());
    CHECK(store->consumptions().front().id == "office-2024");
    CHECK(store->consumptions_of("M1") == std::vector{full_consumption()});
    CHECK(store->generation().size() == 3);
    CHECK(store->generation_of("wind-7") == std::vector<DeviceGeneration>{{"wind-7", "Wind AG", year_period(2024), mwh(900)}, {"wind-7", "Wind AG", year_period(2023), mwh(800)}});
    CHECK(store->outside_claims() == std::vector<OutsideClaim>{{"wind-7", year_period(2024), "ccer", "Credit Ltd", "project 9"}});
    CHECK(store->outside_claims_on("wind-8").empty());
    StoreTransaction transaction(*store);
    auto changed = full_certificate();
    changed.device = "wind-8";  // the second order follows
    store->put(changed);
    CHECK(store->certificates_of("wind-7").size() == 1);
    CHECK(store->certificates_of("wind-8").size() == 2);
    CHECK(store->certificates().size() == 3);
}

inline void check_transactions(MakeStore const& make) {
    auto const store = make();
    auto const needs_transaction = [&](auto work) {
        try {
            work();
            FAIL("a change outside of a transaction went through");
        } catch (Error const& error) {
            CHECK(error.problem().id == "registry.transaction");
        }
    };
    CHECK_FALSE(store->in_transaction());
    needs_transaction([&] { store->put(full_certificate()); });
    needs_transaction([&] { store->put(full_consumption()); });
    needs_transaction([&] { store->put(ClaimDraw{"GEC-1", ClaimView::city, "Hefei", 1}); });
    needs_transaction([&] { store->add(DeviceGeneration{}); });
    needs_transaction([&] { store->add(OutsideClaim{}); });
    needs_transaction([&] { (void)store->allot_if_free({"GEC-1", "plant-2024", "Acme", 1}); });
    needs_transaction([&] { (void)store->remove_allotment("GEC-1"); });
    needs_transaction([&] { (void)store->remove_draw("GEC-1", ClaimView::city, "Hefei"); });
    needs_transaction([&] { store->commit(); });
    CHECK_NOTHROW(store->rollback());

    store->begin();
    CHECK(store->in_transaction());
    needs_transaction([&] { store->begin(); });
    CHECK(store->in_transaction());
    store->put(full_certificate());
    store->put(full_consumption());
    CHECK_FALSE(store->allot_if_free({"GEC-1", "plant-2024", "Acme", 7}));
    store->put(ClaimDraw{"GEC-1", ClaimView::city, "Hefei", 1});
    store->add(DeviceGeneration{"wind-7", "Wind AG", year_period(2024), mwh(900)});
    store->add(OutsideClaim{"wind-7", year_period(2024), "ccer", "Credit Ltd", ""});
    CHECK(store->certificates().size() == 1);  // its own writes are seen
    store->rollback();
    CHECK_FALSE(store->in_transaction());
    CHECK(store->certificates().empty());
    CHECK(store->consumptions().empty());
    CHECK(store->certificates_of("wind-7").empty());
    CHECK(store->consumptions_of("M1").empty());
    CHECK(store->allotments().empty());
    CHECK(store->draws().empty());
    CHECK(store->generation().empty());
    CHECK(store->outside_claims().empty());
}

/// Undoing changes and removals, not only additions.
inline void check_rollback(MakeStore const& make) {
    auto const store = make();
    {
        StoreTransaction transaction(*store);
        store->put(full_certificate());
        store->put(full_consumption());
        CHECK_FALSE(store->allot_if_free({"GEC-1", "plant-2024", "Acme", 7}));
        store->put(ClaimDraw{"GEC-1", ClaimView::product, "ingot", 3, true});
        transaction.commit();
    }
    {
        StoreTransaction transaction(*store);
        auto changed = full_certificate();
        changed.owner = "Beta";
        changed.device = "wind-9";
        store->put(changed);
        changed.owner = "Gamma";
        store->put(changed);
        CHECK(store->remove_draw("GEC-1", ClaimView::product, "ingot"));
        CHECK_FALSE(store->remove_draw("GEC-1", ClaimView::product, "ingot"));
        CHECK(store->remove_allotment("GEC-1"));
        CHECK_FALSE(store->remove_allotment("GEC-1"));
        CHECK_FALSE(store->allot_if_free({"GEC-1", "office-2024", "Beta", 9}));
    }  // no commit
    CHECK(store->certificates() == std::vector{full_certificate()});
    CHECK(store->certificates_of("wind-7").size() == 1);
    CHECK(store->certificates_of("wind-9").empty());
    CHECK(store->allotment("GEC-1") == Allotment{"GEC-1", "plant-2024", "Acme", 7});
    CHECK(store->allotments_to("plant-2024").size() == 1);
    CHECK(store->allotments_to("office-2024").empty());
    CHECK(store->draws() == std::vector{ClaimDraw{"GEC-1", ClaimView::product, "ingot", 3, true}});
}

/// One allotment per certificate, whatever the caller thinks; and the order of lists.
inline void check_allotments(MakeStore const& make) {
    auto const store = make();
    StoreTransaction transaction(*store);
    store->put(full_certificate("B"));
    store->put(full_certificate("A"));
    store->put(full_consumption());
    CHECK_FALSE(store->allot_if_free({"B", "plant-2024", "Acme", 5}));
    auto const there = store->allot_if_free({"B", "office-2024", "Beta", 6});
    REQUIRE(there);
    CHECK(*there == Allotment{"B", "plant-2024", "Acme", 5});
    CHECK(store->allotment("B") == Allotment{"B", "plant-2024", "Acme", 5});
    CHECK_FALSE(store->allot_if_free({"A", "plant-2024", "Acme", 8}));
    CHECK(store->allotments() == std::vector<Allotment>{{"A", "plant-2024", "Acme", 8}, {"B", "plant-2024", "Acme", 5}});
    CHECK(store->allotments_to("plant-2024").size() == 2);
    store->put(ClaimDraw{"B", ClaimView::product, "ingot", 1});
    store->put(ClaimDraw{"B", ClaimView::product, "foil", 2, true});
    store->put(ClaimDraw{"B", ClaimView::inventory, "Acme", 5});
    store->put(ClaimDraw{"A", ClaimView::province, "CN-AH", 8});
    store->put(ClaimDraw{"B", ClaimView::product, "ingot", 3});  // replaces
    CHECK(store->draws() == std::vector<ClaimDraw>{{"A", ClaimView::province, "CN-AH", 8}, {"B", ClaimView::inventory, "Acme", 5}, {"B", ClaimView::product, "foil", 2, true},
                                                   {"B", ClaimView::product, "ingot", 3}});
    CHECK(store->draws_on("B").size() == 3);
    CHECK(store->draws_on("C").empty());
    // As much as a store must hold: 2^53 is where a store that thinks in doubles goes wrong.
    CHECK(store->remove_allotment("A"));
    CHECK_FALSE(store->allot_if_free({"A", "plant-2024", "Acme", 9007199254740993}));
    CHECK(store->allotment("A")->amount == 9007199254740993);
    transaction.commit();
    CHECK(store->allotments().size() == 2);
}

/// The rules of Registry on this store: a refused change leaves no trace.
inline void check_registry_on_store(MakeStore const& make) {
    Registry registry{std::shared_ptr<RegistryStore>(make())};
    auto certificate = full_certificate();
    certificate.state = CertificateState::issued;
    registry.add(certificate);
    auto plant = full_consumption();
    plant.supply = SupplyRoute::grid;
    registry.add(plant);
    auto office = plant;
    office.id = "office-2024";
    office.meter = "M2";
    registry.add(office);
    CHECK(registry.allot("GEC-1", "plant-2024").amount == mwh(600));
    auto const second = registry.try_allot("GEC-1", "office-2024");
    REQUIRE_FALSE(second);
    CHECK(second.problem().id == "registry.second-consumption");
    CHECK_FALSE(registry.store().in_transaction());
    CHECK(registry.claimed() == mwh(600));
    CHECK(registry.store().allotment("GEC-1")->consumption == "plant-2024");
    registry.draw({"GEC-1", ClaimView::province, "CN-AH", mwh(600)});
    CHECK(registry.drawn(ClaimView::province, "CN-AH") == mwh(600));
}

inline void check_store(MakeStore const& make) {
    SUBCASE("objects keep every field") { check_objects(make); }
    SUBCASE("transactions") { check_transactions(make); }
    SUBCASE("rollback") { check_rollback(make); }
    SUBCASE("allotments and draws") { check_allotments(make); }
    SUBCASE("the registry's rules") { check_registry_on_store(make); }
}

}  // namespace conformance
