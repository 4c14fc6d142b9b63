// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/io/sqlite_database.hpp"

/// \file
/// A Tanji file: SQLite with our schema, for factor editions, inventories, records and the registry (docs/sqlite.md).
///     auto const store = SqliteStore::open("ledger.tanji");
///     Registry registry(std::make_shared<SqliteRegistryStore>(store));
///     SqliteFactors(store).put("ours", "2026", factors);
/// CSV stays the default, which needs none of this.
namespace tanji {

/// What stands in the header of every Tanji file (SQLite's application_id): "Tanj" as a big-endian number.
inline constexpr std::int64_t sqlite_application_id = 0x54616e6a;

/// The schema that this version writes (SQLite's user_version). It reads all before it, by upgrading them.
inline constexpr int sqlite_schema_version = 3;

/// One connection to one file. A handle: copies share the connection and its transaction, so all of them belong to one thread at a
/// time; another thread or process opens the file again. Must not be used by a child after fork().
class SqliteStore {
public:
    /// Opens the file, makes it if it is not there, and upgrades an older schema in one transaction: it is done whole or not at all, also
    /// when several processes try at once. Problems: those of SqliteDatabase, "sqlite.newer" (written by a later version), "sqlite.foreign"
    /// (an SQLite file of another program), "sqlite.upgrade" (older, but opened read-only).
    [[nodiscard]] static Result<SqliteStore> try_open(std::string path, SqliteOptions const& options = {});
    [[nodiscard]] static SqliteStore open(std::string path, SqliteOptions const& options = {}) { return try_open(std::move(path), options).value(); }

    [[nodiscard]] std::string const& path() const noexcept { return database_->path(); }
    [[nodiscard]] SqliteDatabase& database() const noexcept { return *database_; }

    /// One transaction over everything that shares this connection: a certificate allotted and the inventory that draws on it, say.
    /// Errors "sqlite.transaction", "sqlite.busy", ...
    void begin() const { database_->begin(); }
    void commit() const { database_->commit(); }
    void rollback() const noexcept { database_->rollback(); }

    /// Reads every page and index: findings "sqlite.damaged", none for an intact file. Linear in the file.
    [[nodiscard]] std::vector<Finding> check() const;

    /// A copy of the last committed state in a new file, while others go on working. Errors: "sqlite.transaction" within one, "sqlite.internal" if
    /// the file is there already, "sqlite.full".
    void copy_to(std::string const& path) const;

private:
    explicit SqliteStore(std::shared_ptr<SqliteDatabase> database) : database_(std::move(database)) {}

    std::shared_ptr<SqliteDatabase> database_;
};

namespace detail {

/// The statements that lead from schema i to i + 1, in order. A published step is never edited: files were made with it.
[[nodiscard]] std::span<char const* const> sqlite_schema_steps() noexcept;

/// Takes a database to the last of these steps: what try_open() does, with other steps for tests.
void upgrade_sqlite(SqliteDatabase& database, std::span<char const* const> steps);

}  // namespace detail

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_store.ipp"
#endif
