// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_inventories.hpp"
#include "tanji/units/parse.hpp"

#include <doctest/doctest.h>

#include <string>

#include "accounting/sample_inventory.hpp"
#include "support/temporary.hpp"

using namespace tanji;

namespace {

std::string id_of(auto work) {
    try {
        work();
        return {};
    } catch (Error const& error) {
        return error.problem().id;
    }
}

/// More than the digest covers: every field.
void check_same(OrganisationInventory const& a, OrganisationInventory const& b) {
    CHECK(a.digest() == b.digest());
    CHECK(a.organisation() == b.organisation());
    CHECK(a.rules() == b.rules());
    CHECK(a.rules().gwp.least() == b.rules().gwp.least());
    CHECK(a.period() == b.period());
    CHECK(a.consolidation() == b.consolidation());
    CHECK(a.has_market() == b.has_market());
    CHECK(a.lookups() == b.lookups());
    CHECK(std::vector(a.findings().begin(), a.findings().end()) == std::vector(b.findings().begin(), b.findings().end()));
    REQUIRE(a.activities().size() == b.activities().size());
    CHECK(std::vector(a.activities().files().begin(), a.activities().files().end()) == std::vector(b.activities().files().begin(), b.activities().files().end()));
    for (std::size_t i = 0; i < a.activities().size(); ++i) {
        ActivityLine const &x = a.activities()[i], &y = b.activities()[i];
        CHECK(*x.head == *y.head);
        CHECK(*x.proof == *y.proof);
        CHECK(x.id == y.id);
        CHECK(x.amount_text == y.amount_text);
        CHECK(x.amount == y.amount);
        CHECK(x.period == y.period);
        CHECK(x.file == y.file);
        CHECK(x.head_number == y.head_number);
        CHECK(x.row == y.row);
    }
    REQUIRE(a.applied().size() == b.applied().size());
    for (std::size_t i = 0; i < a.applied().size(); ++i) {
        AppliedFactor const &x = a.applied()[i], &y = b.applied()[i];
        CHECK(digest(*x.factor) == digest(*y.factor));
        CHECK(x.factor->provenance == y.factor->provenance);
        CHECK(x.per_entered == y.per_entered);
        CHECK(x.share == y.share);
        CHECK(x.entered_unit == y.entered_unit);
        CHECK(x.unit_path == y.unit_path);
        CHECK(x.fall_backs == y.fall_backs);
        CHECK(x.penalty == y.penalty);
        CHECK(x.basis == y.basis);
    }
    REQUIRE(a.lines().size() == b.lines().size());
    for (std::size_t i = 0; i < a.lines().size(); ++i) {
        InventoryLine const &x = a.lines()[i], &y = b.lines()[i];
        CHECK(x.activity == y.activity);
        CHECK(x.applied == y.applied);
        CHECK(x.category == y.category);
        CHECK(x.method == y.method);
        CHECK(x.internal == y.internal);
        CHECK(x.amount == y.amount);
    }
    CHECK(a.total().co2e.stored() == b.total().co2e.stored());
    if (a.has_market()) CHECK(a.total({.energy = EnergyMethod::market}).co2e.stored() == b.total({.energy = EnergyMethod::market}).co2e.stored());
}

}  // namespace

TEST_CASE("an inventory comes back whole, in another process's connection") {
    test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/ledger.tanji";
    auto const inventory = sample::inventory();
    { SqliteInventories(SqliteStore::open(path)).put("Acme 2023", "as reported", inventory); }
    SqliteStore const store = SqliteStore::open(path, {.access = SqliteAccess::read_only});
    CHECK(store.check().empty());
    SqliteInventories const stored(store);
    check_same(inventory, stored.get("Acme 2023", "as reported"));
    auto const list = stored.list();
    REQUIRE(list.size() == 1);
    CHECK(list[0] == StoredInventory{"Acme 2023", "as reported", list[0].sha256, inventory.activities().size(), inventory.lines().size()});
}

TEST_CASE("conversions and prices come back with their bits") {
    test::TemporaryFolder const folder;
    ActivityHead coal{.site = "plant A", .source = "boiler", .category = "stationary-combustion", .what = "natural gas", .place = "CN", .unit = "t", .price_ratio = 0.1, .exchange_rate = 7.3};
    coal.conversions = {{20.908, try_unit("GJ net/t").value(), "20.908 GJ net/t"}};
    auto const lines = ActivityLinesBuilder().add(coal, {.id = "C-1", .amount = "12", .period = "2023-03"}).finish();
    auto const made = try_account(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), sample::factors());
    REQUIRE_MESSAGE(made, made.problem().what);
    SqliteInventories stored(SqliteStore::open(folder.path() + "/ledger.tanji"));
    stored.put("coal", "1", *made);
    check_same(*made, stored.get("coal", "1"));
}

TEST_CASE("what was reported stays") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    SqliteInventories stored(store);
    auto const first = sample::inventory();
    stored.put("Acme", "1", first);
    CHECK_NOTHROW(stored.put("Acme", "1", first));
    CHECK(store.database().number("SELECT count(*) FROM inventory") == 1);
    auto const other = account(sample::lines(), {}, RuleSet::get("ghg-protocol", year_period(2023)), sample::factors());
    CHECK(id_of([&] { stored.put("Acme", "1", other); }) == "store.edition-taken");
    CHECK(store.database().number("SELECT count(*) FROM factor_set") == 1);  // nothing of the refused one is left
    CHECK(id_of([&] { stored.put("", "1", other); }) == "store.name");
    stored.put("Acme", "2", other);
    check_same(first, stored.get("Acme", "1"));
    check_same(other, stored.get("Acme", "2"));
    auto const missing = stored.find("Acme", "3");
    REQUIRE_FALSE(missing);
    CHECK(missing.problem().id == "store.missing");
    CHECK(missing.problem().related.size() == 2);
}

TEST_CASE("a changed number is found, an impossible one too") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    SqliteInventories stored(store);
    stored.put("Acme", "1", sample::inventory());
    for (auto const* change : {"UPDATE inventory_line SET amount = amount + 1.0 WHERE number = 0", "UPDATE inventory_line SET applied = 99 WHERE number = 0", "UPDATE inventory_line SET activity = -1 WHERE number = 0",
                               "UPDATE inventory_line SET category = 'gardening'", "UPDATE activity_line SET head = 99", "UPDATE activity_line SET file = 7 WHERE number = 0", "UPDATE applied_factor SET factor = -1",
                               "UPDATE factor_gas SET kg = 1.5", "UPDATE inventory SET head_data = '{}'", "UPDATE activity_proof SET reviewer = 'nobody' WHERE number = 0", "UPDATE applied_factor SET penalty = 9.5 WHERE number = 0", "UPDATE activity_line SET amount = '1201' WHERE number = 0"}) {
        store.begin();
        store.database().execute(change);
        auto const found = stored.find("Acme", "1");
        INFO(std::string(change));
        REQUIRE_FALSE(found);
        bool const named = found.problem().id == "sqlite.content" || found.problem().id == "inventory.parts";
        CHECK_MESSAGE(named, found.problem().id);
        store.rollback();
    }
    CHECK(stored.find("Acme", "1"));
}
