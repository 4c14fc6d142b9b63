// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tanji/base/result.hpp"

// SQLite's own types, declared so that no client of this header needs sqlite3.h.
struct sqlite3;
struct sqlite3_stmt;

/// \file
/// SQLite in C++: the one place that calls it. Knows no schema; stores are written on top (io/sqlite_store.hpp).
///     auto database = SqliteDatabase::try_open("ledger.tanji", {}).value();
///     database.begin();
///     database.query("INSERT INTO note VALUES (?, ?)").bind(7).bind("seven").run();
///     database.commit();
namespace tanji {

enum class SqliteAccess : std::uint8_t {
    read_write,  ///< makes the file if it is not there, unless SqliteOptions::create says no
    read_only,   ///< an auditor's: nothing is written, neither to the file nor beside it
};

struct SqliteOptions {
    SqliteAccess access = SqliteAccess::read_write;
    bool create = true;
    /// How long to wait for another process that is writing before "sqlite.busy". Its transactions take milliseconds; an import of a
    /// million lines takes seconds.
    int busy_milliseconds = 10'000;
    std::string vfs{};  ///< SQLite's name of a file system layer; empty: the system's. Tests put one that fails here
};

namespace detail {
struct CloseSqlite {
    void operator()(sqlite3* connection) const noexcept;
};
struct FinalizeSqlite {
    void operator()(sqlite3_stmt* statement) const noexcept;
};
/// Prepared statements by their text. Several of one text: two runs of it at a time do not disturb each other.
using SqliteStatements = std::multimap<std::string, std::unique_ptr<sqlite3_stmt, FinalizeSqlite>, std::less<>>;
}  // namespace detail

class SqliteDatabase;

/// One run of a prepared statement. Parameters are bound and columns read from left to right; the statement goes back to its
/// database when the run ends, so a run must not outlive its database. Throws the errors of SqliteDatabase.
class SqliteQuery {
public:
    SqliteQuery(SqliteQuery&&) noexcept = default;
    SqliteQuery(SqliteQuery const&) = delete;
    SqliteQuery& operator=(SqliteQuery const&) = delete;
    ~SqliteQuery();

    /// Texts are copied; they may hold any bytes.
    SqliteQuery& bind(std::string_view text);
    SqliteQuery& bind(char const* text) { return bind(std::string_view(text)); }
    SqliteQuery& bind(std::int64_t number);
    SqliteQuery& bind(int number) { return bind(static_cast<std::int64_t>(number)); }
    SqliteQuery& bind(bool value) { return bind(static_cast<std::int64_t>(value ? 1 : 0)); }
    /// Bit by bit, -0.0 included, into columns of type ANY. Throws Error "number.not-finite": SQLite would make a NULL of NaN.
    SqliteQuery& bind(double number);
    SqliteQuery& bind_blob(std::string_view bytes);
    SqliteQuery& bind_null();
    /// NULL where there is nothing.
    template <class T>
    SqliteQuery& bind(std::optional<T> const& value) {
        return value ? bind(*value) : bind_null();
    }

    /// To the next row; false behind the last.
    [[nodiscard]] bool next();
    /// For statements without rows. May be called again after binding anew.
    void run();

    /// The next column of the row. Error "sqlite.content" if it is not of that type: someone else wrote into the file.
    [[nodiscard]] std::string text();
    [[nodiscard]] std::int64_t integer();
    /// Error "sqlite.content" outside of int.
    [[nodiscard]] int small_integer();
    [[nodiscard]] bool boolean() { return integer() != 0; }
    [[nodiscard]] double real();
    [[nodiscard]] std::string blob();
    /// Whether the next column is NULL; if so it is passed over.
    [[nodiscard]] bool skip_null();

private:
    friend class SqliteDatabase;
    using Statement = detail::SqliteStatements::node_type;
    SqliteQuery(SqliteDatabase& database, Statement statement) : database_(&database), statement_(std::move(statement)) {}
    [[nodiscard]] sqlite3_stmt* handle() const { return statement_.mapped().get(); }
    [[nodiscard]] int take(int type, char const* expected);

    SqliteDatabase* database_;
    Statement statement_;  // a node of the map it came from: going back allocates nothing, so a destructor can do it
    int bound_ = 0;
    int column_ = 0;
};

/// One connection. Movable, not copyable; for one thread at a time, and never to be used by a child after fork().
///
/// Writes are durable when commit() returns: synchronous=FULL and a rollback journal (docs/decisions/0017-sqlite.md). A process that
/// dies leaves the last commit; the next one who opens the file for writing takes back what was half done.
///
/// Errors: "sqlite.busy" (another process writes), "sqlite.full", "sqlite.read-only", "sqlite.corrupt", "sqlite.not-a-database", "sqlite.io",
/// "sqlite.constraint", "sqlite.too-big", "sqlite.transaction", "sqlite.internal", each with the file. Where SQLite itself had to take the transaction back (a full disk,
/// say), in_transaction() is false afterwards, and commit() refuses: half of a transaction is never kept.
class SqliteDatabase {
public:
    /// Problems: those above, "file.missing" (and it may not be made).
    [[nodiscard]] static Result<SqliteDatabase> try_open(std::string path, SqliteOptions const& options);

    SqliteDatabase(SqliteDatabase&&) noexcept = default;
    SqliteDatabase& operator=(SqliteDatabase&&) noexcept = default;

    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    [[nodiscard]] bool read_only() const noexcept { return read_only_; }

    /// Takes the right to write at once (BEGIN IMMEDIATE): what is read afterwards stays true until commit(), and two processes can
    /// never each wait for the other.
    void begin();
    void commit();
    /// Nothing happens if no transaction is open.
    void rollback() noexcept;
    [[nodiscard]] bool in_transaction() const noexcept;

    /// Several statements without parameters: schemas and pragmas.
    void execute(std::string const& statements);
    /// A run of one statement. Statements are prepared once and kept.
    [[nodiscard]] SqliteQuery query(std::string_view sql);
    /// The one number that a statement gives, a pragma say.
    [[nodiscard]] std::int64_t number(std::string_view sql);
    /// Rows that the last statement changed.
    [[nodiscard]] std::int64_t changes() const noexcept;

    /// What an SQLite code means, in plain words, with what the connection says of its last failure.
    [[nodiscard]] Problem problem(int code) const;

private:
    friend class SqliteQuery;
    SqliteDatabase() = default;
    void check(int code) const;

    std::string path_;
    bool read_only_ = false;
    std::unique_ptr<sqlite3, detail::CloseSqlite> connection_;
    detail::SqliteStatements idle_;  // behind the connection, so that they are finalized before it closes
};

/// A transaction from here to commit(), taken back on the way out if that was not reached. Inside another one it does nothing of its
/// own: the outer one decides.
class SqliteTransaction {
public:
    explicit SqliteTransaction(SqliteDatabase& database) : database_(database.in_transaction() ? nullptr : &database) {
        if (database_ != nullptr) database_->begin();
    }
    SqliteTransaction(SqliteTransaction const&) = delete;
    SqliteTransaction& operator=(SqliteTransaction const&) = delete;
    ~SqliteTransaction() {
        if (database_ != nullptr) database_->rollback();
    }

    void commit() {
        if (database_ != nullptr) database_->commit();
        database_ = nullptr;
    }

private:
    SqliteDatabase* database_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_database.ipp"
#endif
