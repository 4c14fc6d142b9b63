// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/io/sqlite_store.hpp"

/// \file
/// Inventories by name and edition, in a Tanji file: activity lines as entered, factors as used, results line by line.
///     SqliteInventories inventories(store);
///     inventories.put("Acme 2025", "as reported", inventory);
///     inventories.get("Acme 2025", "as reported").digest();  // that of `inventory`
/// What must stay true: what was reported stays as it was. A correction is another edition.
namespace tanji {

struct StoredInventory {
    std::string name{};
    std::string edition{};
    std::string sha256{};      ///< over everything that is stored, more than OrganisationInventory::digest()
    std::size_t activities = 0;
    std::size_t lines = 0;

    bool operator==(StoredInventory const&) const = default;
};

/// Inventories of organisations. Shares the connection of its store: one thread at a time. Each call is a transaction of its own, or
/// part of the one that is open on the store.
class SqliteInventories {
public:
    explicit SqliteInventories(SqliteStore store) : store_(std::move(store)) {}

    /// Writes it whole. The same again is no error and writes nothing. Errors: "store.edition-taken" (it is there with another digest), "store.name",
    /// "json.syntax" (a text of organisation, rules or findings is not UTF-8), those of SqliteDatabase. Cost: some 10 microseconds and 90 bytes a line (half of
    /// that time to read it), and the time of digest().
    void put(std::string_view name, std::string_view edition, OrganisationInventory const& inventory);

    /// The inventory, with the same digest and totals; nothing is looked up or calculated anew. Problems: "store.missing", "sqlite.content"
    /// (what is there does not have the digest it was stored with).
    [[nodiscard]] Result<OrganisationInventory> find(std::string_view name, std::string_view edition) const;
    [[nodiscard]] OrganisationInventory get(std::string_view name, std::string_view edition) const { return find(name, edition).value(); }

    /// By name, then edition, in the order of bytes.
    [[nodiscard]] std::vector<StoredInventory> list() const;

private:
    SqliteStore store_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_inventories.ipp"
#endif
