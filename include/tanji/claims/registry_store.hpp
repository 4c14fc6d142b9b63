// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/certificate.hpp"

/// \file
/// Where a registry keeps its objects. The rules of claims are in Registry; a store only keeps things, all or nothing, and
/// guarantees by itself the one rule that concurrent writers could break between them: one allotment per certificate.
namespace tanji {

/// Implemented in memory here and on SQLite in io/sqlite. Every implementation passes the suite in
/// tests/claims/registry_store_conformance.hpp.
///
/// - All writing functions need an open transaction: else Error "registry.transaction".
/// - `begin` takes the right to write (SQLite: BEGIN IMMEDIATE), so that what is read after it stays true until `commit`.
/// - Reading works with and without a transaction, and sees the transaction's own writes.
/// - Lists are ordered by id (bytewise), draws by (certificate, view, subject), generation and outside claims as added.
/// - A failed write changes nothing and leaves the transaction open. One thread per store object.
class RegistryStore {
public:
    RegistryStore() = default;
    RegistryStore(RegistryStore const&) = delete;
    RegistryStore& operator=(RegistryStore const&) = delete;
    virtual ~RegistryStore() = default;

    /// Throws Error "registry.transaction" if one is open, "registry.busy" if another process keeps the right to write.
    virtual void begin() = 0;
    /// Makes everything since `begin` permanent. Throws Error "registry.transaction" if none is open.
    virtual void commit() = 0;
    /// Undoes everything since `begin`; nothing happens if no transaction is open.
    virtual void rollback() noexcept = 0;
    /// True between begin and the commit or rollback that ends it.
    [[nodiscard]] virtual bool in_transaction() const noexcept = 0;

    /// Writes the object under its id, replacing one that is there (whether that is allowed is Registry's business).
    virtual void put(Certificate const& certificate) = 0;
    /// The same for a consumption, by its id.
    virtual void put(Consumption const& consumption) = 0;
    /// Appends a reading of a generator. Overlapping readings are refused by Registry, not here.
    virtual void add(DeviceGeneration const& generation) = 0;
    /// Appends a claim on a device's generation that is made outside of the registry, for the test of exclusivity.
    virtual void add(OutsideClaim const& claim) = 0;
    /// Under (certificate, view, subject), replacing.
    virtual void put(ClaimDraw const& draw) = 0;
    /// False if there is none.
    virtual bool remove_draw(std::string_view certificate, ClaimView view, std::string_view subject) = 0;

    /// Writes the allotment if its certificate has none yet. Nothing if it was written, else the allotment that is there.
    [[nodiscard]] virtual std::optional<Allotment> allot_if_free(Allotment const& allotment) = 0;
    /// False if there is none.
    virtual bool remove_allotment(std::string_view certificate) = 0;

    /// Nothing where there is none: whether that is an error is for the caller to say.
    [[nodiscard]] virtual std::optional<Certificate> certificate(std::string_view id) const = 0;
    [[nodiscard]] virtual std::optional<Consumption> consumption(std::string_view id) const = 0;
    [[nodiscard]] virtual std::optional<Allotment> allotment(std::string_view certificate) const = 0;

    /// Lists are copies: what is done to the store later does not change them.
    [[nodiscard]] virtual std::vector<Certificate> certificates() const = 0;
    [[nodiscard]] virtual std::vector<Certificate> certificates_of(std::string_view device) const = 0;
    [[nodiscard]] virtual std::vector<Consumption> consumptions() const = 0;
    [[nodiscard]] virtual std::vector<Consumption> consumptions_of(std::string_view meter) const = 0;
    [[nodiscard]] virtual std::vector<Allotment> allotments() const = 0;
    [[nodiscard]] virtual std::vector<Allotment> allotments_to(std::string_view consumption) const = 0;
    [[nodiscard]] virtual std::vector<ClaimDraw> draws() const = 0;
    [[nodiscard]] virtual std::vector<ClaimDraw> draws_on(std::string_view certificate) const = 0;
    [[nodiscard]] virtual std::vector<DeviceGeneration> generation() const = 0;
    [[nodiscard]] virtual std::vector<DeviceGeneration> generation_of(std::string_view device) const = 0;
    [[nodiscard]] virtual std::vector<OutsideClaim> outside_claims() const = 0;
    [[nodiscard]] virtual std::vector<OutsideClaim> outside_claims_on(std::string_view device) const = 0;
};

/// Keeps everything in memory: the default, needs nothing. Lost with the process.
[[nodiscard]] std::unique_ptr<RegistryStore> memory_registry_store();

/// Begins on construction; rolls back on destruction unless `commit()` was called.
class StoreTransaction {
public:
    explicit StoreTransaction(RegistryStore& store) : store_(&store) { store.begin(); }
    StoreTransaction(StoreTransaction const&) = delete;
    StoreTransaction& operator=(StoreTransaction const&) = delete;
    ~StoreTransaction() {
        if (store_ != nullptr) store_->rollback();
    }

    void commit() {
        store_->commit();
        store_ = nullptr;
    }

private:
    RegistryStore* store_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/registry_store.ipp"
#endif
