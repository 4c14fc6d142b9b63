// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/claims/record_lines.hpp"
#include "tanji/io/sqlite_store.hpp"

/// \file
/// Records ("tanji-record/2") by name, in a Tanji file.
///     SqliteRecords records(store);
///     std::uint64_t at = 0;
///     RecordWriter writer(header, {.sink = [&](std::string_view bytes) { at = records.append("2025", at, bytes); }});
///     ...
///     records.seal("2025", writer.finish(results));
/// What must stay true: what is there is never rewritten, only continued, as the record itself (rule C10).
namespace tanji {

struct StoredRecord {
    std::string name{};
    std::uint64_t bytes = 0;
    std::string root{};  ///< as last given to seal(); empty before

    bool operator==(StoredRecord const&) const = default;
};

/// Records as bytes: what they say is read by RecordReader. The root kept here protects against accident only; keep it outside as well.
/// Shares the connection of its store: one thread at a time. Each call is a transaction of its own, or part of the one open on the store.
class SqliteRecords {
public:
    explicit SqliteRecords(SqliteStore store) : store_(std::move(store)) {}

    /// Adds bytes behind the `at` that are there, and makes the record if `at` is 0; returns the new length. Errors: "store.name" (empty),
    /// "store.record-moved" (it has another length: somebody else has written), those of SqliteDatabase.
    std::uint64_t append(std::string_view name, std::uint64_t at, std::string_view bytes);

    /// Notes the root of what is there now. Errors "store.missing".
    void seal(std::string_view name, RecordRoot const& root);

    /// Hands the bytes on in pieces of at most 256 kB, in order. Errors "store.missing", "sqlite.content" (a piece is not there).
    void read(std::string_view name, std::function<void(std::string_view)> const& sink) const;
    /// All of them as one text: for records that fit in memory.
    [[nodiscard]] Result<std::string> find(std::string_view name) const;
    [[nodiscard]] std::string get(std::string_view name) const { return find(name).value(); }

    /// By name, in the order of bytes.
    [[nodiscard]] std::vector<StoredRecord> list() const;

private:
    SqliteStore store_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_records.ipp"
#endif
