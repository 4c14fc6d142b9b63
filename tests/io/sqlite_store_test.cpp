// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_store.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "claims/registry_store_conformance.hpp"
#include "support/temporary.hpp"
#include "tanji/io/sqlite_registry.hpp"

using namespace tanji;

namespace {

std::string opening(std::string const& path, SqliteOptions const& options = {}) {
    auto const opened = SqliteStore::try_open(path, options);
    return opened ? std::string() : opened.problem().id;
}

std::string bytes_of(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A file as the first schema made it, with something in it.
std::string old_file(test::TemporaryFolder const& folder) {
    std::string path = folder.path() + "/old.tanji";
    auto database = SqliteDatabase::try_open(path, {}).value();
    detail::upgrade_sqlite(database, detail::sqlite_schema_steps().first(1));
    database.execute("INSERT INTO allotment VALUES ('GEC-1', 'plant-2024', 'Acme', 7)");
    CHECK(database.number("PRAGMA user_version") == 1);
    return path;
}

}  // namespace

TEST_CASE("a new file has our mark and the present schema") {
    test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/new.tanji";
    { (void)SqliteStore::open(path); }
    auto database = SqliteDatabase::try_open(path, {}).value();
    CHECK(database.number("PRAGMA application_id") == sqlite_application_id);
    CHECK(database.number("PRAGMA user_version") == sqlite_schema_version);
    // SQLite's file format, 1.3: the application id stands at offset 68, big-endian.
    CHECK(bytes_of(path).substr(68, 4) == "Tanj");
    CHECK(opening(path).empty());
}

TEST_CASE("a file of an older schema is upgraded, once and with its content") {
    test::TemporaryFolder const folder;
    std::string const path = old_file(folder);
    CHECK(opening(path, {.access = SqliteAccess::read_only}) == "sqlite.upgrade");
    {
        SqliteRegistryStore const store(SqliteStore::open(path));
        CHECK(store.allotment("GEC-1") == Allotment{"GEC-1", "plant-2024", "Acme", 7});
        CHECK(store.store().database().number("SELECT count(*) FROM factor_set") == 0);  // a table of the later schema
        CHECK(store.store().database().number("PRAGMA user_version") == sqlite_schema_version);
    }
    CHECK(opening(path, {.access = SqliteAccess::read_only}).empty());
}

TEST_CASE("an upgrade that fails leaves the old file") {
    test::TemporaryFolder const folder;
    std::string const path = old_file(folder);
    std::string const before = bytes_of(path);
    char const* const steps[] = {"never used", "CREATE TABLE extra (a INTEGER); INSERT INTO nowhere VALUES (1);"};
    {
        auto database = SqliteDatabase::try_open(path, {}).value();
        CHECK_THROWS_AS(detail::upgrade_sqlite(database, steps), Error);
        CHECK(database.number("PRAGMA user_version") == 1);
        CHECK(database.number("SELECT count(*) FROM sqlite_master WHERE name = 'extra'") == 0);
    }
    CHECK(bytes_of(path) == before);
    CHECK(opening(path).empty());
}

TEST_CASE("files of later versions and of other programs are left alone") {
    test::TemporaryFolder const folder;
    std::string const newer = folder.path() + "/newer.tanji";
    { SqliteStore::open(newer).database().execute("PRAGMA user_version=99"); }
    std::string const foreign = folder.path() + "/foreign";
    { SqliteDatabase::try_open(foreign, {}).value().execute("CREATE TABLE theirs (a)"); }
    std::string const marked = folder.path() + "/marked";
    { SqliteDatabase::try_open(marked, {}).value().execute("PRAGMA application_id=1196444487"); }  // a GeoPackage
    for (auto const& [path, id] : {std::pair{newer, "sqlite.newer"}, std::pair{foreign, "sqlite.foreign"}, std::pair{marked, "sqlite.foreign"}}) {
        std::string const before = bytes_of(path);
        CHECK(opening(path) == id);
        CHECK(opening(path, {.access = SqliteAccess::read_only}) == id);
        CHECK(bytes_of(path) == before);
    }
    // An empty file is nobody's, and becomes ours.
    CHECK(opening(folder.write("empty.tanji", "")).empty());
    CHECK(opening(folder.write("empty-too.tanji", ""), {.access = SqliteAccess::read_only}) == "sqlite.upgrade");
}

TEST_CASE("check() is silent on an intact file and finds damage") {
    test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/ledger.tanji";
    {
        SqliteRegistryStore store(SqliteStore::open(path));
        StoreTransaction transaction(store);
        for (int i = 0; i < 2000; ++i) store.put(conformance::full_certificate("GEC-" + std::to_string(i)));
        transaction.commit();
        CHECK(store.store().check().empty());
    }
    // A page of the certificates' own tree, found by content so that the test does not depend on the order of pages.
    std::string const bytes = bytes_of(path);
    auto const page = bytes.find("GEC-1500") / 4096 * 4096;
    REQUIRE(page > 4096);
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out).seekp(static_cast<std::streamoff>(page)) << std::string(200, '\x7e');
    auto const findings = SqliteStore::open(path).check();
    REQUIRE_FALSE(findings.empty());
    CHECK(findings[0].problem.id == "sqlite.damaged");
    CHECK(findings[0].severity == Severity::error);
}

TEST_CASE("references that lead nowhere are damage too") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    store.database().execute("PRAGMA foreign_keys=OFF; INSERT INTO factor_edition VALUES ('a', 'b', 77); PRAGMA foreign_keys=ON;");
    REQUIRE(store.check().size() == 1);
    CHECK(store.check()[0].problem.got.find("factor_edition") != std::string::npos);
}

TEST_CASE("a copy is whole and opens as the original does") {
    test::TemporaryFolder const folder;
    SqliteRegistryStore store(SqliteStore::open(folder.path() + "/ledger.tanji"));
    store.begin();
    store.put(conformance::full_certificate());
    CHECK_THROWS_AS(store.store().copy_to(folder.path() + "/copy.tanji"), Error);  // it would hold what is not committed
    store.commit();
    store.store().copy_to(folder.path() + "/copy.tanji");
    CHECK_THROWS_AS(store.store().copy_to(folder.path() + "/copy.tanji"), Error);  // nothing is overwritten
    SqliteRegistryStore const copy(SqliteStore::open(folder.path() + "/copy.tanji", {.access = SqliteAccess::read_only}));
    CHECK(copy.certificates() == std::vector{conformance::full_certificate()});
}
