// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>

#include "tanji/base/text.hpp"
#include "tanji/io/impl/sqlite_store.ipp"
#include "tanji/io/sqlite_records.hpp"

/// \file
/// Records in pieces, so that neither writing nor reading holds one whole.
namespace tanji {
namespace detail {

// Large enough that a page of overhead does not count, small enough to be held twice.
inline constexpr std::size_t record_piece_bytes = 256 * 1024;

/// Where a record stands: pieces are found by its number, not by its name.
struct StoredRecordRow {
    std::int64_t number = 0;
    std::int64_t bytes = 0;
};

[[nodiscard]] inline std::optional<StoredRecordRow> find_record(SqliteDatabase& database, std::string_view name) {
    auto row = std::move(database.query("SELECT number, bytes FROM record WHERE name = ?").bind(name));
    if (!row.next()) return std::nullopt;
    return StoredRecordRow{row.integer(), row.integer()};
}

/// With some of the names there are: most misses are a slip of spelling.
[[noreturn]] inline void throw_no_record(SqliteDatabase& database, std::string_view name) {
    Problem problem{.id = "store.missing", .what = "there is no such record in the file", .where = {.file = database.path()}, .expected = in_quotes(name)};
    auto names = database.query("SELECT name FROM record ORDER BY name LIMIT 20");
    while (names.next()) problem.related.push_back(names.text());
    throw Error(std::move(problem));
}

}  // namespace detail

// The length is compared within the transaction that writes: of two writers that go on from the same end, the second is told.
TANJI_INLINE std::uint64_t SqliteRecords::append(std::string_view name, std::uint64_t at, std::string_view bytes) {
    SqliteDatabase& database = store_.database();
    if (name.empty()) throw Error({.id = "store.name", .what = "a record needs a name", .where = {.file = database.path()}, .expected = "a word that is not empty"});
    SqliteTransaction transaction(database);
    auto const there = detail::find_record(database, name);
    auto const length = there ? static_cast<std::uint64_t>(there->bytes) : 0;
    if (length != at) {
        throw Error({.id = "store.record-moved", .what = "the record has another length than it is continued from", .where = {.file = database.path(), .object = std::string(name)},
                     .expected = std::to_string(at) + " bytes", .got = std::to_string(length) + " bytes", .hint = "read it again and go on from its end, or give the new record another name"});
    }
    if (!there) database.query("INSERT INTO record (name, bytes, root) VALUES (?, 0, '')").bind(name).run();
    std::int64_t const number = detail::find_record(database, name)->number;
    for (std::size_t from = 0; from < bytes.size(); from += detail::record_piece_bytes) {
        database.query("INSERT INTO record_piece (record, start, content) VALUES (?,?,?)")
            .bind(number).bind(static_cast<std::int64_t>(at + from)).bind_blob(bytes.substr(from, detail::record_piece_bytes)).run();
    }
    auto const end = at + bytes.size();
    database.query("UPDATE record SET bytes = ? WHERE number = ?").bind(static_cast<std::int64_t>(end)).bind(number).run();
    transaction.commit();
    return end;
}

// The root may be replaced: a record that goes on has a later one, and its earlier roots stand within it.
TANJI_INLINE void SqliteRecords::seal(std::string_view name, RecordRoot const& root) {
    SqliteDatabase& database = store_.database();
    SqliteTransaction transaction(database);
    database.query("UPDATE record SET root = ? WHERE name = ?").bind(to_text(root)).bind(name).run();
    if (database.changes() == 0) detail::throw_no_record(database, name);
    transaction.commit();
}

// Up to the length that was there at the beginning: what somebody appends meanwhile belongs to the next reading. Each piece must
// begin where the one before ended, so that none can be missing unseen.
TANJI_INLINE void SqliteRecords::read(std::string_view name, std::function<void(std::string_view)> const& sink) const {
    SqliteDatabase& database = store_.database();
    auto const there = detail::find_record(database, name);
    if (!there) detail::throw_no_record(database, name);
    std::int64_t at = 0;
    auto pieces = std::move(database.query("SELECT start, content FROM record_piece WHERE record = ? AND start < ? ORDER BY start").bind(there->number).bind(there->bytes));
    auto const lost = [&] {
        return Error({.id = "sqlite.content", .what = "a piece of the record is not there", .where = {.file = database.path(), .object = std::string(name)},
                      .expected = "bytes from " + std::to_string(at), .hint = "the file was changed by another program: take the last copy"});
    };
    while (pieces.next()) {
        if (pieces.integer() != at) throw lost();
        std::string const content = pieces.blob();
        at += static_cast<std::int64_t>(content.size());
        sink(content);
    }
    if (at != there->bytes) throw lost();
}

// No limit of its own: the file bounds it, and who reads records of unknown size takes read().
TANJI_INLINE Result<std::string> SqliteRecords::find(std::string_view name) const {
    try {
        std::string whole;
        read(name, [&](std::string_view bytes) { whole += bytes; });
        return whole;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::vector<StoredRecord> SqliteRecords::list() const {
    std::vector<StoredRecord> records;
    auto rows = store_.database().query("SELECT name, bytes, root FROM record ORDER BY name");
    while (rows.next()) {
        StoredRecord& each = records.emplace_back();
        each.name = rows.text();
        each.bytes = static_cast<std::uint64_t>(rows.integer());
        each.root = rows.text();
    }
    return records;
}

}  // namespace tanji
