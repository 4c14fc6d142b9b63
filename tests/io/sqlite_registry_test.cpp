// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_registry.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "claims/registry_store_conformance.hpp"
#include "support/temporary.hpp"

TEST_CASE("the SQLite store conforms") {
    tanji::test::TemporaryFolder const folder;
    int number = 0;
    conformance::check_store([&] { return std::make_unique<tanji::SqliteRegistryStore>(tanji::SqliteStore::open(folder.path() + "/" + std::to_string(number++) + ".tanji")); });
}

TEST_CASE("what was committed is there after the file was closed and opened again") {
    tanji::test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/ledger.tanji";
    {
        tanji::SqliteRegistryStore store(tanji::SqliteStore::open(path));
        tanji::StoreTransaction transaction(store);
        store.put(conformance::full_certificate());
        store.put(conformance::full_consumption());
        CHECK_FALSE(store.allot_if_free({"GEC-1", "plant-2024", "Acme", 7}));
        transaction.commit();
        store.begin();
        store.put(conformance::full_certificate("never committed"));
    }
    tanji::SqliteRegistryStore const store(tanji::SqliteStore::open(path, {.access = tanji::SqliteAccess::read_only}));
    CHECK(store.certificates() == std::vector{conformance::full_certificate()});
    CHECK(store.consumption("plant-2024") == conformance::full_consumption());
    CHECK(store.allotment("GEC-1") == tanji::Allotment{"GEC-1", "plant-2024", "Acme", 7});
}

TEST_CASE("texts keep every byte, amounts and rates every bit") {
    tanji::test::TemporaryFolder const folder;
    tanji::SqliteRegistryStore store(tanji::SqliteStore::open(folder.path() + "/ledger.tanji"));
    auto odd = conformance::full_certificate(std::string("zero\0byte", 9));
    odd.evidence = "'); DROP TABLE certificate; --";
    odd.owner = "\xff not UTF-8";
    odd.amount = (std::numeric_limits<std::int64_t>::max)();
    for (double const rate : {-0.0, 1.0, 0.1, 5e-324, 1.7976931348623157e308}) {
        odd.kg_co2_per_kwh = rate;
        store.begin();
        store.put(odd);
        store.commit();
        auto const back = store.certificate(odd.id);
        REQUIRE(back);
        CHECK(*back == odd);
        CHECK(std::signbit(*back->kg_co2_per_kwh) == std::signbit(rate));  // == takes -0.0 for 0.0
    }
    CHECK(store.certificates().size() == 1);
}

TEST_CASE("a second writer waits its time and is then told") {
    tanji::test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/ledger.tanji";
    tanji::SqliteRegistryStore first(tanji::SqliteStore::open(path));
    tanji::SqliteRegistryStore second(tanji::SqliteStore::open(path, {.busy_milliseconds = 20}));
    first.begin();
    first.put(conformance::full_certificate());
    CHECK(second.certificates().empty());  // readers see the last commit
    try {
        second.begin();
        FAIL("two writers at once");
    } catch (tanji::Error const& error) {
        CHECK(error.problem().id == "registry.busy");
        CHECK(error.problem().where.file == path);
    }
    CHECK_FALSE(second.in_transaction());
    first.commit();
    second.begin();
    CHECK(second.certificates().size() == 1);
    second.commit();
}
