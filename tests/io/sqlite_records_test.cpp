// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_records.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/temporary.hpp"
#include "tanji/claims/record_reader.hpp"
#include "tanji/claims/record_writer.hpp"

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

}  // namespace

TEST_CASE("a record that was written into the file is read from it, with its root") {
    test::TemporaryFolder const folder;
    SqliteRecords records(SqliteStore::open(folder.path() + "/ledger.tanji"));
    std::uint64_t at = 0;
    std::string same;
    RecordWriter writer({.subject = "inventory", .version = "0.1"}, {.sink = [&](std::string_view bytes) {
        at = records.append("2025", at, bytes);
        same += bytes;
    }});
    auto const context = writer.context({.file = writer.file({.name = "meters.csv", .sha256 = std::string(64, 'a')}), .from = "2025-01-01", .to = "2025-12-31"});
    auto const factor = writer.factor({.key = "grid", .per = "kWh", .numbers = {{"co2-fossil", 0.5, "kg"}}});
    auto const step = writer.step({.unit = "kWh", .amount_unit = "kWh", .factor = factor});
    for (std::uint64_t row = 1; row <= 3000; ++row) writer.line({.context = context, .step = step, .row = row, .entered = "7", .amount = 7});
    RecordRoot const root = writer.finish({});
    records.seal("2025", root);

    CHECK(records.get("2025") == same);
    CHECK(records.list() == std::vector<StoredRecord>{{"2025", same.size(), to_text(root)}});
    std::string const whole = records.get("2025");
    RecordReader reader(whole);
    RecordRoot computed;
    while (auto const* entry = reader.next()) {
        if (entry->kind == RecordEntryKind::root) computed = entry->computed;
    }
    CHECK(computed == root);
}

TEST_CASE("a record is only ever continued from its end") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    SqliteRecords records(store);
    std::string const long_part(600'000, 'x');  // three pieces
    CHECK(records.append("r", 0, "abc") == 3);
    CHECK(records.append("r", 3, long_part) == 600'003);
    CHECK(records.get("r") == "abc" + long_part);
    CHECK(id_of([&] { records.append("r", 0, "new"); }) == "store.record-moved");
    CHECK(id_of([&] { records.append("r", 3, "other"); }) == "store.record-moved");
    CHECK(id_of([&] { records.append("new", 3, "other"); }) == "store.record-moved");
    CHECK(id_of([&] { records.append("", 0, "a"); }) == "store.name");
    CHECK(records.get("r") == "abc" + long_part);
    CHECK(id_of([&] { (void)records.get("s"); }) == "store.missing");
    CHECK(id_of([&] { records.seal("s", {}); }) == "store.missing");
    store.database().execute("DELETE FROM record_piece WHERE start = 3");
    CHECK(id_of([&] { (void)records.get("r"); }) == "sqlite.content");
}
