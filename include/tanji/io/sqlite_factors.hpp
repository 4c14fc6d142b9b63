// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/factors/factor_database.hpp"
#include "tanji/io/sqlite_store.hpp"

/// \file
/// Factor databases by name and edition, in a Tanji file.
///     SqliteFactors factors(SqliteStore::open("ledger.tanji"));
///     factors.put("ours", "2026-03", FactorDatabase::from_csv(text));
///     FactorDatabase const pinned = factors.get("ours", "2026-03");  // the same bits, whatever came later
/// What must stay true: an edition is written once. Past results do not move, because what they were computed with cannot.
namespace tanji {

/// What the file holds of one edition.
struct StoredEdition {
    std::string name{};
    std::string edition{};
    std::size_t factors = 0;          ///< held back and not published ones included
    Confidence least = default_confidence;
    std::string sha256{};             ///< of every field of every factor, in order

    bool operator==(StoredEdition const&) const = default;
};

/// Editions of factor databases. Shares the connection of its store: one thread at a time. Each call is a transaction of its own, or
/// part of the one that is open on the store.
class SqliteFactors {
public:
    explicit SqliteFactors(SqliteStore store) : store_(std::move(store)) {}

    /// Writes all factors, those held back included. The same edition with the same content again is no error and writes nothing.
    /// Errors: "store.edition-taken" (the edition is there with another content), "store.name" (name or edition empty), those of SqliteDatabase. Cost: some 50
    /// microseconds a factor, 20 to read it.
    void put(std::string_view name, std::string_view edition, FactorDatabase const& factors);

    /// Bit by bit what put() was given. Problems: "store.missing" (related: what there is), "sqlite.content".
    [[nodiscard]] Result<FactorDatabase> find(std::string_view name, std::string_view edition) const;
    [[nodiscard]] FactorDatabase get(std::string_view name, std::string_view edition) const { return find(name, edition).value(); }

    /// All of them by name, then edition, in the order of bytes.
    [[nodiscard]] std::vector<StoredEdition> editions() const;

private:
    SqliteStore store_;
};

/// What two databases must share to be the same: SHA-256 over every field of every factor, numbers by their bits, in order.
[[nodiscard]] std::string content_digest(FactorDatabase const& factors);

namespace detail {

/// Sets of factors as rows, for editions here and for what an inventory used (io/sqlite_inventories.hpp).
[[nodiscard]] std::int64_t write_factor_set(SqliteDatabase& database, std::vector<FactorDatabase::Held> const& factors, Confidence least, std::string_view digest);
[[nodiscard]] std::vector<FactorDatabase::Held> read_factor_set(SqliteDatabase& database, std::int64_t number);

}  // namespace detail
}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_factors.ipp"
#endif
