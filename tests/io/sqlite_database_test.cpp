// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_database.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>

#include "support/temporary.hpp"

using namespace tanji;

namespace {

/// The id of what `work` throws, "" if it does not.
template <class Work>
std::string id_of(Work work) {
    try {
        work();
        return {};
    } catch (Error const& error) {
        CHECK_FALSE(error.problem().what.empty());
        CHECK_FALSE(error.problem().where.file.empty());
        return error.problem().id;
    }
}

SqliteDatabase note_file(std::string const& path, SqliteOptions const& options = {}) {
    auto database = SqliteDatabase::try_open(path, options).value();
    database.execute("CREATE TABLE IF NOT EXISTS note (number INTEGER PRIMARY KEY, amount ANY, words TEXT, bytes BLOB) STRICT");
    return database;
}

/// A file of several pages.
std::string filled(test::TemporaryFolder const& folder) {
    std::string path = folder.path() + "/notes";
    auto database = note_file(path);
    database.begin();
    for (int i = 0; i < 500; ++i) database.query("INSERT INTO note (words) VALUES (?)").bind(std::string(100, 'w')).run();
    database.commit();
    return path;
}

void overwrite(std::string const& path, std::streamoff at, std::string const& bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(at);
    file << bytes;
}

}  // namespace

TEST_CASE("values come back as they went in") {
    test::TemporaryFolder const folder;
    auto database = note_file(folder.path() + "/notes");
    std::string const text("a\0b\xff", 4);
    database.query("INSERT INTO note VALUES (?,?,?,?)").bind(std::numeric_limits<std::int64_t>::min()).bind(-0.0).bind(text).bind_blob(std::string_view("\0\1", 2)).run();
    database.query("INSERT INTO note VALUES (?,?,?,?)").bind(7).bind(std::optional<double>()).bind(std::string_view()).bind_blob({}).run();
    auto rows = database.query("SELECT number, amount, words, bytes FROM note ORDER BY number");
    REQUIRE(rows.next());
    CHECK(rows.integer() == std::numeric_limits<std::int64_t>::min());
    CHECK(std::signbit(rows.real()));
    CHECK(rows.text() == text);
    CHECK(rows.blob() == std::string("\0\1", 2));
    REQUIRE(rows.next());
    CHECK(rows.small_integer() == 7);
    CHECK(rows.skip_null());
    CHECK_FALSE(rows.skip_null());  // an empty text is not NULL
    CHECK(rows.text().empty());
    CHECK(rows.blob().empty());
    CHECK_FALSE(rows.next());
    CHECK(database.number("SELECT count(*) FROM note") == 2);
}

TEST_CASE("numbers that are none are refused, other types are not converted") {
    test::TemporaryFolder const folder;
    auto database = note_file(folder.path() + "/notes");
    CHECK(id_of([&] { database.query("INSERT INTO note (amount) VALUES (?)").bind(std::nan("")); }) == "number.not-finite");
    CHECK(id_of([&] { database.query("INSERT INTO note (amount) VALUES (?)").bind(std::numeric_limits<double>::infinity()); }) == "number.not-finite");
    database.query("INSERT INTO note (number, amount) VALUES (1, '12')").run();
    auto row = database.query("SELECT amount, 5000000000 FROM note");
    REQUIRE(row.next());
    CHECK(id_of([&] { (void)row.real(); }) == "sqlite.content");
    CHECK(id_of([&] { (void)row.small_integer(); }) == "sqlite.content");
    CHECK(id_of([&] { database.query("INSERT INTO note (number) VALUES (?)").bind("seven").run(); }) == "sqlite.constraint");
    CHECK(id_of([&] { database.query("INSERT INTO note (number) VALUES (?)").bind(1).run(); }) == "sqlite.constraint");
    CHECK(id_of([&] { database.execute("SELEC 1"); }) == "sqlite.internal");
}

TEST_CASE("transactions begin once, commit once, and roll back") {
    test::TemporaryFolder const folder;
    auto database = note_file(folder.path() + "/notes");
    CHECK(id_of([&] { database.commit(); }) == "sqlite.transaction");
    CHECK_NOTHROW(database.rollback());
    {
        SqliteTransaction outer(database);
        CHECK(id_of([&] { database.begin(); }) == "sqlite.transaction");
        database.query("INSERT INTO note (number) VALUES (1)").run();
        SqliteTransaction inner(database);
        inner.commit();  // of the outer one's making: nothing is permanent yet
        CHECK(database.in_transaction());
    }
    CHECK(database.number("SELECT count(*) FROM note") == 0);
}

TEST_CASE("durability is switched on, and kept on a file that another program made otherwise") {
    test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/notes";
    { note_file(path).execute("PRAGMA journal_mode=WAL"); }
    auto database = SqliteDatabase::try_open(path, {}).value();
    CHECK(database.number("PRAGMA synchronous") == 2);  // FULL
    CHECK(database.number("PRAGMA foreign_keys") == 1);
    auto mode = database.query("PRAGMA journal_mode");
    REQUIRE(mode.next());
    CHECK(mode.text() == "truncate");
}

TEST_CASE("what is wrong with a file is said in plain words") {
    test::TemporaryFolder const folder;
    auto const opening = [](std::string const& path, SqliteOptions const& options = {}) {
        auto const opened = SqliteDatabase::try_open(path, options);
        return opened ? std::string() : opened.problem().id;
    };
    CHECK(opening("") == "file.missing");
    CHECK(opening(folder.path() + "/no/such/folder") == "file.missing");
    CHECK(opening(folder.path() + "/absent", {.create = false}) == "file.missing");
    CHECK(opening(folder.path() + "/absent", {.access = SqliteAccess::read_only}) == "file.missing");
    CHECK(opening(folder.path()) == "file.missing");  // a folder
    CHECK(opening(folder.write("text", std::string(2000, 'x'))) == "sqlite.not-a-database");
    std::string const path = filled(folder);
    {
        auto reader = SqliteDatabase::try_open(path, {.access = SqliteAccess::read_only}).value();
        CHECK(reader.number("SELECT count(*) FROM note") == 500);
        CHECK(id_of([&] { reader.execute("DELETE FROM note"); }) == "sqlite.read-only");
        CHECK(id_of([&] { reader.begin(); reader.execute("DELETE FROM note"); }) == "sqlite.read-only");
    }
    overwrite(path, 2 * 4096, std::string(6000, '\x5a'));  // pages 3 and 4 of the table
    auto damaged = SqliteDatabase::try_open(path, {}).value();
    CHECK(id_of([&] { (void)damaged.number("SELECT sum(length(words)) FROM note"); }) == "sqlite.corrupt");
}

TEST_CASE("names that SQLite takes for something else are files") {
    test::TemporaryFolder const folder;
    // The present folder may be anything in a test, so only what leads there is shown.
    CHECK(SqliteDatabase::try_open("file::memory:?cache=shared/x", {.create = false}).problem().id == "file.missing");
    CHECK(SqliteDatabase::try_open(":memory:", {.create = false}).problem().id == "file.missing");
}

TEST_CASE("a locked file is waited for, then named") {
    test::TemporaryFolder const folder;
    std::string const path = filled(folder);
    auto first = note_file(path);
    auto second = note_file(path, {.busy_milliseconds = 10});
    first.begin();
    CHECK(id_of([&] { second.begin(); }) == "sqlite.busy");
    first.rollback();
    CHECK(id_of([&] { second.begin(); }).empty());
    second.execute("DELETE FROM note WHERE number = 1");
    // A reader in the midst of its rows keeps the commit waiting; the transaction stays open and can be committed later.
    {
        auto reading = first.query("SELECT number FROM note");
        REQUIRE(reading.next());
        CHECK(id_of([&] { second.commit(); }) == "sqlite.busy");
        CHECK(second.in_transaction());
    }
    CHECK(id_of([&] { second.commit(); }).empty());
    CHECK(first.number("SELECT count(*) FROM note") == 499);
}

TEST_CASE("two runs of one statement do not disturb each other") {
    test::TemporaryFolder const folder;
    auto database = note_file(folder.path() + "/notes");
    for (int i = 0; i < 3; ++i) database.query("INSERT INTO note (number) VALUES (?)").bind(i).run();
    int pairs = 0;
    auto outer = database.query("SELECT number FROM note");
    while (outer.next()) {
        auto inner = database.query("SELECT number FROM note");
        while (inner.next()) ++pairs;
    }
    CHECK(pairs == 9);
}
