// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <utility>

#include "tanji/io/impl/sqlite_database.ipp"
#include "tanji/io/impl/sqlite_schema.ipp"
#include "tanji/io/sqlite_store.hpp"

/// \file
/// Opening a file: whose is it, how old is it, and the way up to the present schema.
namespace tanji {
namespace detail {

/// What the header says of a file.
struct SqliteIdentity {
    std::int64_t application = 0;
    std::int64_t version = 0;
    std::int64_t tables = 0;

    [[nodiscard]] bool empty() const noexcept { return application == 0 && version == 0 && tables == 0; }
};

// In one statement, so in one snapshot: between two of them another process may make the schema.
[[nodiscard]] inline SqliteIdentity sqlite_identity(SqliteDatabase& database) {
    auto query = database.query("SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id, pragma_user_version");
    SqliteIdentity identity;
    if (query.next()) identity = {query.integer(), query.integer(), query.integer()};
    return identity;
}

/// Why a file of this identity is left alone. Other programs' files are never touched, not even empty tables of theirs.
[[nodiscard]] inline std::optional<Problem> sqlite_refusal(SqliteIdentity const& identity, std::string const& path, std::int64_t newest) {
    if (identity.application != sqlite_application_id && !identity.empty()) {
        return Problem{.id = "sqlite.foreign", .what = "this SQLite file belongs to another program", .where = {.file = path},
                       .expected = "application id " + std::to_string(sqlite_application_id) + ", or an empty file", .got = "application id " + std::to_string(identity.application),
                       .hint = "name another file; nothing was changed in this one"};
    }
    if (identity.version > newest) {
        return Problem{.id = "sqlite.newer", .what = "the file was written by a later version of Tanji", .where = {.file = path},
                       .expected = "schema " + std::to_string(newest) + " or older", .got = "schema " + std::to_string(identity.version), .hint = "open it with that version or a later one"};
    }
    return {};
}

// The version is read again behind begin(): two processes may have seen the old one, and the second must find the work done.
// Nothing is seen by others before the commit, and a death in between leaves the old schema.
TANJI_INLINE void upgrade_sqlite(SqliteDatabase& database, std::span<char const* const> steps) {
    SqliteTransaction transaction(database);
    auto const identity = sqlite_identity(database);
    if (auto refusal = sqlite_refusal(identity, database.path(), static_cast<std::int64_t>(steps.size()))) throw Error(*std::move(refusal));
    if (identity.version < 0) {
        throw Error({.id = "sqlite.content", .what = "the file has no sensible schema version", .where = {.file = database.path()}, .got = std::to_string(identity.version)});
    }
    for (auto const* step : steps.subspan(static_cast<std::size_t>(identity.version))) database.execute(step);
    // Pragmas take no parameters.
    database.execute("PRAGMA application_id=" + std::to_string(sqlite_application_id) + "; PRAGMA user_version=" + std::to_string(steps.size()));
    transaction.commit();
}

}  // namespace detail

// The look before the upgrade takes no lock for writing: opening a file that is up to date disturbs nobody.
TANJI_INLINE Result<SqliteStore> SqliteStore::try_open(std::string path, SqliteOptions const& options) {
    auto opened = SqliteDatabase::try_open(std::move(path), options);
    if (!opened) return std::move(opened).problem();
    auto const database = std::make_shared<SqliteDatabase>(std::move(opened).value());
    try {
        auto const identity = detail::sqlite_identity(*database);
        if (auto refusal = detail::sqlite_refusal(identity, database->path(), sqlite_schema_version)) return *std::move(refusal);
        if (identity.version != sqlite_schema_version) {
            if (database->read_only()) {
                return Problem{.id = "sqlite.upgrade", .what = "the file has an older schema and was opened for reading only", .where = {.file = database->path()},
                               .expected = "schema " + std::to_string(sqlite_schema_version), .got = identity.empty() ? "an empty file" : "schema " + std::to_string(identity.version),
                               .hint = "open a copy of it once for writing: that upgrades it"};
            }
            detail::upgrade_sqlite(*database, detail::sqlite_schema_steps());
        }
    } catch (Error const& error) {
        return error.problem();
    }
    return SqliteStore(database);
}

// integrity_check reads trees and indices, foreign_key_check what rows name; neither includes the other.
TANJI_INLINE std::vector<Finding> SqliteStore::check() const {
    std::vector<Finding> findings;
    auto const damaged = [&](std::string got) {
        findings.push_back({Severity::error, {.id = "sqlite.damaged", .what = "the file is damaged", .where = {.file = path()}, .expected = "pages, indices and references that agree",
                                              .got = std::move(got), .hint = "take the last copy; what can still be read comes out with the command sqlite3 FILE .recover"}});
    };
    try {
        auto pages = database_->query("PRAGMA integrity_check");
        while (pages.next()) {
            if (auto said = pages.text(); said != "ok") damaged(std::move(said));
        }
        auto references = database_->query("SELECT \"table\", parent FROM pragma_foreign_key_check");
        while (references.next()) {
            std::string const table = references.text();
            damaged("a row of " + table + " names a row of " + references.text() + " that is not there");
        }
    } catch (Error const& error) {
        // Damage may also end the reading.
        damaged(error.problem().what + ": " + error.problem().got);
    }
    return findings;
}

// VACUUM INTO writes a compact file from one snapshot, without stopping other readers; it refuses a file that is there.
TANJI_INLINE void SqliteStore::copy_to(std::string const& path) const {
    if (database_->in_transaction()) throw Error(detail::sqlite_transaction_problem(this->path(), true));
    database_->query("VACUUM INTO ?").bind(detail::sqlite_path(path)).run();
}

}  // namespace tanji
