// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <limits>
#include <utility>

#include <sqlite3.h>

#include "tanji/base/text.hpp"
#include "tanji/io/sqlite_database.hpp"

/// \file
/// The calls into SQLite. Every code it returns is looked at; none is shown to the user without words.
namespace tanji {
namespace detail {

// close_v2 also succeeds while a statement is left over, which only a moved-from database can have.
TANJI_INLINE void CloseSqlite::operator()(sqlite3* connection) const noexcept { sqlite3_close_v2(connection); }
TANJI_INLINE void FinalizeSqlite::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

/// What the primary codes that a user can do something about mean. The rest is "sqlite.internal".
struct SqliteWords {
    int code;
    char const* id;
    char const* what;
    char const* expected;
    char const* hint;
};

inline constexpr SqliteWords sqlite_words[] = {
    {SQLITE_BUSY, "sqlite.busy", "the file is locked: another process is using it", "the right to write within the time allowed",
     "try again, close the other program, or raise SqliteOptions::busy_milliseconds"},
    {SQLITE_LOCKED, "sqlite.busy", "a table is locked by another statement of this program", "no running query on what is changed", "end the other query first"},
    {SQLITE_FULL, "sqlite.full", "the disk is full", "room for the file and for its journal of about the same size", "free some room; what was not committed is taken back"},
    {SQLITE_READONLY, "sqlite.read-only", "the file cannot be written", "a file and a folder with the right to write",
     "check the permissions of both (the journal lies beside the file), or open with SqliteAccess::read_only"},
    {SQLITE_PERM, "sqlite.read-only", "the system does not permit this access", "the right to read and write the file", "check the permissions"},
    {SQLITE_CORRUPT, "sqlite.corrupt", "the file is damaged", "an intact SQLite file", "take the last copy; what can still be read comes out with the command sqlite3 FILE .recover"},
    {SQLITE_NOTADB, "sqlite.not-a-database", "this is no SQLite file", "a file that starts with \"SQLite format 3\"", "check the path; an encrypted file looks like this too"},
    {SQLITE_IOERR, "sqlite.io", "the disk or the file system failed", "reads and writes that succeed", "check the disk; network folders are not safe places for this file"},
    {SQLITE_CANTOPEN, "file.missing", "the file cannot be opened", "a path to a file whose folder exists", "check the path and the permissions of its folder"},
    {SQLITE_TOOBIG, "sqlite.too-big", "a text is too long for one field", "at most 1 GB", "split it"},
    {SQLITE_CONSTRAINT, "sqlite.constraint", "the change contradicts what is in the file", "an entry that is not there yet and names only what is there", ""},
    {SQLITE_MISMATCH, "sqlite.constraint", "a value is of another type than its column", "a value of the column's type", ""},
    {SQLITE_NOMEM, "sqlite.memory", "there is not enough memory", "", "close other programs, or work in smaller transactions"},
};

/// Names that SQLite would not take for files: ":memory:" and "file:...". A ledger must never land in memory by its name.
[[nodiscard]] inline std::string sqlite_path(std::string_view path) {
    return path.starts_with(':') || path.starts_with("file:") ? "./" + std::string(path) : std::string(path);
}

/// Begin within begin, or commit without it: a mistake of the caller, or a transaction that a failure took back.
[[nodiscard]] inline Problem sqlite_transaction_problem(std::string const& path, bool open) {
    return {.id = "sqlite.transaction", .what = open ? "a transaction is open already" : "no transaction is open", .where = {.file = path},
            .expected = open ? "commit() or rollback() before the next begin()" : "begin() before it, and no failure in between that took the transaction back"};
}

}  // namespace detail

// ---- one run ------------------------------------------------------------------------------------------------

TANJI_INLINE SqliteQuery::~SqliteQuery() {
    if (statement_.empty()) return;
    sqlite3_reset(handle());
    // Bound texts may be long and are of no use to the next run.
    sqlite3_clear_bindings(handle());
    database_->idle_.insert(std::move(statement_));
}

// A null pointer would be taken for NULL even with length 0, so an empty view gets a pointer of its own.
TANJI_INLINE SqliteQuery& SqliteQuery::bind(std::string_view text) {
    database_->check(sqlite3_bind_text64(handle(), ++bound_, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

// Copied (TRANSIENT) like texts: the caller's bytes may be gone when the statement runs.
TANJI_INLINE SqliteQuery& SqliteQuery::bind_blob(std::string_view bytes) {
    database_->check(sqlite3_bind_blob64(handle(), ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

TANJI_INLINE SqliteQuery& SqliteQuery::bind(std::int64_t number) {
    database_->check(sqlite3_bind_int64(handle(), ++bound_, number));
    return *this;
}

// SQLite stores NaN as NULL without a word; infinity it would keep, but no number of ours may be it.
TANJI_INLINE SqliteQuery& SqliteQuery::bind(double number) {
    if (!std::isfinite(number)) {
        throw Error({.id = "number.not-finite", .what = "a number to be stored is not finite", .where = {.file = database_->path()}, .expected = "a finite number", .got = number_text(number)});
    }
    database_->check(sqlite3_bind_double(handle(), ++bound_, number));
    return *this;
}

TANJI_INLINE SqliteQuery& SqliteQuery::bind_null() {
    database_->check(sqlite3_bind_null(handle(), ++bound_));
    return *this;
}

TANJI_INLINE bool SqliteQuery::next() {
    column_ = 0;
    int const code = sqlite3_step(handle());
    if (code == SQLITE_ROW) return true;
    // Back to the start at once: a read that is over must not keep its lock until the run is destroyed.
    Problem problem{};
    if (code != SQLITE_DONE) problem = database_->problem(code);
    sqlite3_reset(handle());
    bound_ = 0;
    if (code != SQLITE_DONE) throw Error(std::move(problem));
    return false;
}

TANJI_INLINE void SqliteQuery::run() {
    while (next()) {
    }
}

// SQLite converts between types on request, silently. A text where a number belongs is damage, not a zero.
TANJI_INLINE int SqliteQuery::take(int type, char const* expected) {
    int const column = column_++;
    int const found = sqlite3_column_type(handle(), column);
    if (found == type) return column;
    char const* const name = sqlite3_column_name(handle(), column);
    char const* const types[] = {"", "an integer", "a real number", "a text", "bytes", "nothing"};
    throw Error({.id = "sqlite.content", .what = "a field does not hold what belongs there", .where = {.file = database_->path(), .object = name != nullptr ? name : ""},
                 .expected = expected, .got = types[found], .hint = "the file was changed by another program"});
}

// By length, not up to the first zero byte.
TANJI_INLINE std::string SqliteQuery::text() {
    int const column = take(SQLITE_TEXT, "a text");
    auto const* const bytes = reinterpret_cast<char const*>(sqlite3_column_text(handle(), column));
    if (bytes == nullptr) throw Error(database_->problem(SQLITE_NOMEM));
    return std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column)));
}

TANJI_INLINE std::string SqliteQuery::blob() {
    int const column = take(SQLITE_BLOB, "bytes");
    auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(handle(), column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(handle(), column));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

// 64 bits both ways: nothing passes through a double, which ends at 2^53.
TANJI_INLINE std::int64_t SqliteQuery::integer() {
    int const column = take(SQLITE_INTEGER, "an integer");
    return sqlite3_column_int64(handle(), column);
}

TANJI_INLINE int SqliteQuery::small_integer() {
    std::int64_t const number = integer();
    if (number < (std::numeric_limits<int>::min)() || number > (std::numeric_limits<int>::max)()) {
        throw Error({.id = "sqlite.content", .what = "a number is far outside of what belongs there", .where = {.file = database_->path()}, .got = std::to_string(number)});
    }
    return static_cast<int>(number);
}

TANJI_INLINE double SqliteQuery::real() {
    int const column = take(SQLITE_FLOAT, "a real number");
    return sqlite3_column_double(handle(), column);
}

// Looks without taking: a column that holds something is read by the next call.
TANJI_INLINE bool SqliteQuery::skip_null() {
    if (sqlite3_column_type(handle(), column_) != SQLITE_NULL) return false;
    ++column_;
    return true;
}

// ---- the connection -----------------------------------------------------------------------------------------

TANJI_INLINE Result<SqliteDatabase> SqliteDatabase::try_open(std::string path, SqliteOptions const& options) {
    SqliteDatabase database;
    database.path_ = std::move(path);
    database.read_only_ = options.access == SqliteAccess::read_only;
    // An empty name would be a temporary file that vanishes with the connection.
    if (database.path_.empty()) return Problem{.id = "file.missing", .what = "no file was named", .expected = "a path"};
    int const flags = database.read_only_ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    sqlite3* raw = nullptr;
    // NOMUTEX: one thread at a time is the rule here, so SQLite need not lock for it.
    int const code = sqlite3_open_v2(detail::sqlite_path(database.path_).c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, options.vfs.empty() ? nullptr : options.vfs.c_str());
    database.connection_.reset(raw);
    if (code != SQLITE_OK) return database.problem(code);
    // SQLite opens a file that it may not write all the same, and fails at the first change: say so now.
    if (!database.read_only_ && sqlite3_db_readonly(raw, "main") == 1) return database.problem(SQLITE_READONLY);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, options.busy_milliseconds);
    // A file from a stranger may carry triggers and views: they must not call functions, nor reach SQLite's own tables.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    try {
        // fullfsync: on Apple's systems fsync alone leaves data in the drive's cache; elsewhere it changes nothing.
        database.execute("PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;");
        if (!database.read_only_) database.execute("PRAGMA journal_mode=TRUNCATE;");
        // The first look into the file: what is no database fails here, not at the first question.
        (void)database.number("PRAGMA schema_version");
    } catch (Error const& error) {
        return error.problem();
    }
    return database;
}

// SQLite would refuse as well, with a message about its own grammar.
TANJI_INLINE void SqliteDatabase::begin() {
    if (in_transaction()) throw Error(detail::sqlite_transaction_problem(path_, true));
    query("BEGIN IMMEDIATE").run();
}

TANJI_INLINE void SqliteDatabase::commit() {
    if (!in_transaction()) throw Error(detail::sqlite_transaction_problem(path_, false));
    query("COMMIT").run();
}

// By sqlite3_exec, not by a kept statement: it must work when memory is short, and its failure means that SQLite has rolled back already.
TANJI_INLINE void SqliteDatabase::rollback() noexcept {
    if (in_transaction()) sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

TANJI_INLINE bool SqliteDatabase::in_transaction() const noexcept { return connection_ && sqlite3_get_autocommit(connection_.get()) == 0; }

TANJI_INLINE void SqliteDatabase::execute(std::string const& statements) { check(sqlite3_exec(connection_.get(), statements.c_str(), nullptr, nullptr, nullptr)); }

// A statement that is running is not among the idle ones, so a second run of the same text gets a statement of its own.
TANJI_INLINE SqliteQuery SqliteDatabase::query(std::string_view sql) {
    auto found = idle_.find(sql);
    if (found == idle_.end()) {
        sqlite3_stmt* raw = nullptr;
        check(sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr));
        std::unique_ptr<sqlite3_stmt, detail::FinalizeSqlite> statement(raw);
        found = idle_.emplace(std::string(sql), std::move(statement));
    }
    return SqliteQuery(*this, idle_.extract(found));
}

TANJI_INLINE std::int64_t SqliteDatabase::number(std::string_view sql) {
    auto run = query(sql);
    return run.next() ? run.integer() : 0;
}

TANJI_INLINE std::int64_t SqliteDatabase::changes() const noexcept { return sqlite3_changes(connection_.get()); }

// The low byte is the primary code; the rest says more about it and stands in the number shown.
TANJI_INLINE Problem SqliteDatabase::problem(int code) const {
    Problem problem{.id = "sqlite.internal", .what = "SQLite refused what it was asked", .where = {.file = path_}, .hint = "this is a mistake in Tanji or in the file's schema"};
    for (auto const& words : detail::sqlite_words) {
        if (words.code == (code & 0xff)) problem = {.id = words.id, .what = words.what, .where = {.file = path_}, .expected = words.expected, .hint = words.hint};
    }
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) {
        problem.what = "a writer died, and what it left half done must be taken back first";
        problem.hint = "open the file once for writing, or take a copy together with its -journal and open that";
    }
    // Its own sentence and number, for those who look further. They may belong to an earlier call only where there is no connection.
    problem.got = connection_ ? std::string(sqlite3_errmsg(connection_.get())) + " (SQLite " + std::to_string(code) + ")" : std::string(sqlite3_errstr(code));
    return problem;
}

TANJI_INLINE void SqliteDatabase::check(int code) const {
    if (code != SQLITE_OK) throw Error(problem(code));
}

}  // namespace tanji
