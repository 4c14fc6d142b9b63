// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "io/sqlite_fault_disk.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "tanji/io/sqlite_registry.hpp"

using namespace tanji;

namespace {

constexpr int transactions = 5;

/// One transaction over four tables; the third carries pages enough for several writes to the journal.
void write_one(SqliteRegistryStore& store, int number) {
    std::string const id = std::to_string(number);
    StoreTransaction transaction(store);
    store.put(Certificate{.id = id, .device = "wind-7", .amount = number, .evidence = std::string(number == 2 ? 30'000 : 3, 'e')});
    store.put(Consumption{.id = id, .holder = "Acme", .meter = "M", .amount = number});
    auto const there = store.allot_if_free({id, id, "Acme", number});  // outside of the macro, which would catch what it throws
    REQUIRE_FALSE(there);
    store.put(ClaimDraw{id, ClaimView::inventory, "Acme", number});
    transaction.commit();
}

/// Opens, makes and fills a file; how many transactions were reported as committed before something failed, and what.
int work(faults::Disk const& disk, std::optional<Problem>& failure) {
    int committed = 0;
    failure.reset();
    try {
        SqliteRegistryStore store(SqliteStore::open("/ledger", {.vfs = disk.name()}));
        for (; committed < transactions; ++committed) write_one(store, committed);
    } catch (Error const& error) {
        failure = error.problem();
    }
    return committed;
}

/// The number of transactions in the file, or -1 where one is not whole or the file is damaged.
int whole(faults::Disk const& disk) {
    auto const opened = SqliteStore::try_open("/ledger", {.vfs = disk.name()});
    if (!opened || !opened->check().empty()) return -1;
    SqliteRegistryStore const store(*opened);
    auto const count = store.certificates().size();
    if (store.consumptions().size() != count || store.allotments().size() != count || store.draws().size() != count) return -1;
    for (std::size_t i = 0; i < count; ++i) {
        auto const found = store.certificate(std::to_string(i));
        if (!found || found->evidence.size() != (i == 2 ? 30'000u : 3u)) return -1;
    }
    return static_cast<int>(count);
}

long operations_of_all() {
    faults::Disk disk("tanji-count");
    std::optional<Problem> failure;
    disk.fail_at(faults::Fault::none, 0);
    REQUIRE(work(disk, failure) == transactions);
    return disk.operations();
}

}  // namespace

TEST_CASE("power lost at any operation: every commit that returned is there, and nothing half done") {
    long const all = operations_of_all();
    CHECK(all > 60);  // writes, truncations and syncs of five transactions and of making the file
    long trials = 0;
    for (long at = 1; at <= all; ++at) {
        for (unsigned seed = 0; seed < 5; ++seed) {
            faults::Disk disk("tanji-power");
            disk.fail_at(faults::Fault::power_loss, at);
            std::optional<Problem> failure;
            int const committed = work(disk, failure);
            REQUIRE(failure);
            disk.power_on(seed == 0 ? faults::Loss::all : faults::Loss::some, seed);
            int const there = whole(disk);
            INFO("operation ", at, " of ", all, ", seed ", seed, ", committed ", committed, ", failure ", to_text(*failure));
            CHECK(there >= committed);
            CHECK(there <= committed + 1);  // the power may have gone between the commit and its return
            ++trials;
        }
    }
    MESSAGE(all, " operations, ", trials, " power losses");
}

TEST_CASE("power lost at any operation of an upgrade: the file is of the old schema or of the new one, with all that was in it") {
    long at = 1, upgraded = 0;
    for (bool done = false; !done; ++at) {
        for (unsigned seed = 0; seed < 5; ++seed) {
            faults::Disk disk("tanji-upgrade");
            {
                auto old = SqliteDatabase::try_open("/ledger", {.vfs = disk.name()}).value();
                detail::upgrade_sqlite(old, detail::sqlite_schema_steps().first(1));
                old.execute("INSERT INTO allotment VALUES ('GEC-1', 'plant-2024', 'Acme', 7)");
            }
            disk.fail_at(faults::Fault::power_loss, at);
            done = SqliteStore::try_open("/ledger", {.vfs = disk.name()}).has_value();
            disk.power_on(seed == 0 ? faults::Loss::all : faults::Loss::some, seed);
            {
                auto database = SqliteDatabase::try_open("/ledger", {.vfs = disk.name()}).value();
                auto const version = database.number("PRAGMA user_version");
                bool const one_of_both = version == 1 || version == sqlite_schema_version;
                CHECK(one_of_both);
                if (done) CHECK(version == sqlite_schema_version);
                upgraded += version == sqlite_schema_version ? 1 : 0;
            }
            SqliteRegistryStore const store(SqliteStore::open("/ledger", {.vfs = disk.name()}));
            CHECK(store.allotment("GEC-1") == Allotment{"GEC-1", "plant-2024", "Acme", 7});
            CHECK(store.store().check().empty());
        }
    }
    CHECK(at > 20);
    CHECK(upgraded > 5);
}

TEST_CASE("the tests above can fail: a disk that lies about syncs loses what was committed") {
    long const all = operations_of_all();
    int lost = 0;
    for (long at = 1; at <= all; ++at) {
        faults::Disk disk("tanji-liar");
        disk.lie_about_sync(true);
        disk.fail_at(faults::Fault::power_loss, at);
        std::optional<Problem> failure;
        int const committed = work(disk, failure);
        disk.power_on(faults::Loss::all, 0);
        if (whole(disk) < committed) ++lost;
    }
    CHECK(lost > 0);
}

TEST_CASE("a full or failing disk is named, takes the transaction back, and leaves a file that works") {
    long const all = operations_of_all();
    for (auto const& [fault, id] : {std::pair{faults::Fault::full, "sqlite.full"}, std::pair{faults::Fault::failing, "sqlite.io"}}) {
        for (long at = 1; at <= all; ++at) {
            faults::Disk disk("tanji-full");
            disk.fail_at(fault, at);
            std::optional<Problem> failure;
            int const committed = work(disk, failure);
            disk.fail_at(faults::Fault::none, 0);  // room was made
            INFO("operation ", at, " of ", all);
            if (!failure) {
                CHECK(committed == transactions);  // only a truncation or sync was left
                continue;
            }
            CHECK(failure->id == id);
            CHECK(failure->where.file == "/ledger");
            int const there = whole(disk);
            CHECK(there >= committed);
            CHECK(there <= committed + 1);
            // Going on from there.
            SqliteRegistryStore store(SqliteStore::open("/ledger", {.vfs = disk.name()}));
            write_one(store, there);
            CHECK(static_cast<int>(store.certificates().size()) == there + 1);
        }
    }
}
