// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>

#include "tanji/claims/registry_store.hpp"
#include "tanji/io/sqlite_store.hpp"

/// \file
/// A registry of certificates that several processes share and that outlives them.
///     Registry registry(std::make_shared<SqliteRegistryStore>(SqliteStore::open("ledger.tanji")));
///     registry.allot("GEC-7", "plant-2024");  // durable when it returns; no other process can allot GEC-7 again
namespace tanji {

/// RegistryStore on a Tanji file. What RegistryStore promises holds here too; further:
/// - what was committed survives the death of the process and of the machine (docs/sqlite.md says on what that rests);
/// - begin() waits for other writers up to SqliteOptions::busy_milliseconds, then throws Error "registry.busy"; commit() likewise for readers, and the
///   transaction stays open: commit again, or roll back;
/// - where the disk fails within a transaction (Errors "sqlite.full", "sqlite.io"), SQLite may take back the whole transaction. in_transaction() then says
///   false, and further writes throw "registry.transaction".
/// Shares the connection of `store`, so one thread at a time for all that share it.
class SqliteRegistryStore final : public RegistryStore {
public:
    explicit SqliteRegistryStore(SqliteStore store) : store_(std::move(store)) {}

    void begin() override;
    void commit() override;
    void rollback() noexcept override { store_.rollback(); }
    [[nodiscard]] bool in_transaction() const noexcept override { return store_.database().in_transaction(); }

    void put(Certificate const& certificate) override;
    void put(Consumption const& consumption) override;
    void add(DeviceGeneration const& generation) override;
    void add(OutsideClaim const& claim) override;
    void put(ClaimDraw const& draw) override;
    bool remove_draw(std::string_view certificate, ClaimView view, std::string_view subject) override;
    [[nodiscard]] std::optional<Allotment> allot_if_free(Allotment const& allotment) override;
    bool remove_allotment(std::string_view certificate) override;

    [[nodiscard]] std::optional<Certificate> certificate(std::string_view id) const override;
    [[nodiscard]] std::optional<Consumption> consumption(std::string_view id) const override;
    [[nodiscard]] std::optional<Allotment> allotment(std::string_view certificate) const override;

    [[nodiscard]] std::vector<Certificate> certificates() const override;
    [[nodiscard]] std::vector<Certificate> certificates_of(std::string_view device) const override;
    [[nodiscard]] std::vector<Consumption> consumptions() const override;
    [[nodiscard]] std::vector<Consumption> consumptions_of(std::string_view meter) const override;
    [[nodiscard]] std::vector<Allotment> allotments() const override;
    [[nodiscard]] std::vector<Allotment> allotments_to(std::string_view consumption) const override;
    [[nodiscard]] std::vector<ClaimDraw> draws() const override;
    [[nodiscard]] std::vector<ClaimDraw> draws_on(std::string_view certificate) const override;
    [[nodiscard]] std::vector<DeviceGeneration> generation() const override;
    [[nodiscard]] std::vector<DeviceGeneration> generation_of(std::string_view device) const override;
    [[nodiscard]] std::vector<OutsideClaim> outside_claims() const override;
    [[nodiscard]] std::vector<OutsideClaim> outside_claims_on(std::string_view device) const override;

    [[nodiscard]] SqliteStore const& store() const noexcept { return store_; }

private:
    /// A statement that changes something: only within a transaction.
    [[nodiscard]] SqliteQuery change(std::string_view sql);

    SqliteStore store_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/sqlite_registry.ipp"
#endif
