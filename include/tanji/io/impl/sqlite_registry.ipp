// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <tuple>

#include "tanji/io/impl/sqlite_fields.ipp"
#include "tanji/io/impl/sqlite_store.ipp"
#include "tanji/io/sqlite_registry.hpp"

/// \file
/// The registry's objects as rows: one function that reads a row of each table, and the statements around it. Orders of lists are SQLite's
/// BINARY collation, which compares bytes as std::string does.
namespace tanji {
namespace detail {

// The columns by name, never by *, so that a later schema may add some. The readers below take them in this order.
#define TANJI_SQLITE_CERTIFICATE \
    "SELECT id, kind, issuer, device, technology, vintage_first, vintage_last, market, amount, state, generator, owner, beneficiary, cancelled_on, valid_to, kg_co2_per_kwh, evidence FROM certificate "
#define TANJI_SQLITE_CONSUMPTION \
    "SELECT id, holder, site, meter, period_first, period_last, amount, market, city, province, supply, device, technology, evidence FROM consumption "
#define TANJI_SQLITE_ALLOTMENT "SELECT certificate, consumption, holder, amount FROM allotment "
#define TANJI_SQLITE_DRAW "SELECT certificate, view, subject, amount, pooled FROM claim_draw "
#define TANJI_SQLITE_GENERATION "SELECT device, generator, period_first, period_last, amount FROM generation "
#define TANJI_SQLITE_OUTSIDE "SELECT device, period_first, period_last, purpose, holder, evidence FROM outside_claim "

// Members of a braced list are evaluated from left to right, which is the order of the columns.
inline void read_row(SqliteQuery& row, Certificate& out) {
    out = {.id = row.text(), .kind = sqlite_word(try_parse_certificate_kind(row.text())), .issuer = row.text(), .device = row.text(), .technology = row.text(),
           .vintage = sqlite_period(row), .market = row.text(), .amount = row.integer(), .state = sqlite_word(try_parse_certificate_state(row.text())), .generator = row.text(),
           .owner = row.text(), .beneficiary = row.text(), .cancelled_on = sqlite_optional_date(row), .valid_to = sqlite_optional_date(row),
           .kg_co2_per_kwh = sqlite_optional_real(row), .evidence = row.text()};
}

// Words of enumerations go through the parsers that CSV uses: a word that a later version adds is refused here, not taken for the first one.
inline void read_row(SqliteQuery& row, Consumption& out) {
    out = {.id = row.text(), .holder = row.text(), .site = row.text(), .meter = row.text(), .period = sqlite_period(row), .amount = row.integer(), .market = row.text(), .city = row.text(),
           .province = row.text(), .supply = sqlite_word(try_parse_supply_route(row.text())), .device = row.text(),
           .technology = row.text(), .evidence = row.text()};
}

inline void read_row(SqliteQuery& row, Allotment& out) {
    out = {.certificate = row.text(), .consumption = row.text(), .holder = row.text(), .amount = row.integer()};
}

inline void read_row(SqliteQuery& row, ClaimDraw& out) {
    out = {.certificate = row.text(), .view = sqlite_word(try_parse_claim_view(row.text())), .subject = row.text(), .amount = row.integer(), .pooled = row.boolean()};
}

// Order of addition is the rowid, which no reader sees.
inline void read_row(SqliteQuery& row, DeviceGeneration& out) {
    out = {.device = row.text(), .generator = row.text(), .period = sqlite_period(row), .amount = row.integer()};
}

inline void read_row(SqliteQuery& row, OutsideClaim& out) {
    out = {.device = row.text(), .period = sqlite_period(row), .purpose = row.text(), .holder = row.text(), .evidence = row.text()};
}

/// All rows of a query whose parameters are bound.
template <class T>
[[nodiscard]] std::vector<T> sqlite_rows(SqliteQuery query) {
    std::vector<T> rows;
    while (query.next()) read_row(query, rows.emplace_back());
    return rows;
}

template <class T>
[[nodiscard]] std::optional<T> sqlite_row(SqliteQuery query) {
    std::optional<T> row;
    if (query.next()) read_row(query, row.emplace());
    return row;
}

// Views are stored as words but listed in the order of the enumeration.
[[nodiscard]] inline std::vector<ClaimDraw> sqlite_draws(SqliteQuery query) {
    auto draws = sqlite_rows<ClaimDraw>(std::move(query));
    std::sort(draws.begin(), draws.end(), [](ClaimDraw const& a, ClaimDraw const& b) { return std::tie(a.certificate, a.view, a.subject) < std::tie(b.certificate, b.view, b.subject); });
    return draws;
}

/// The words of RegistryStore for what the database says.
[[noreturn]] inline void throw_registry_busy(Problem problem) {
    if (problem.id == "sqlite.busy") problem.id = "registry.busy";
    throw Error(std::move(problem));
}

}  // namespace detail

// ---- transactions -------------------------------------------------------------------------------------------

// Checked here and not left to SQLite, so that the id is that of every RegistryStore.
TANJI_INLINE void SqliteRegistryStore::begin() {
    if (in_transaction()) throw Error({.id = "registry.transaction", .what = "a transaction is open already", .where = {.file = store_.path()}, .expected = "commit or rollback before the next begin"});
    try {
        store_.begin();
    } catch (Error const& error) {
        detail::throw_registry_busy(error.problem());
    }
}

// A commit that found readers in its way leaves the transaction open: what was promised to nobody can still be promised.
TANJI_INLINE void SqliteRegistryStore::commit() {
    if (!in_transaction()) throw Error({.id = "registry.transaction", .what = "there is nothing to commit", .where = {.file = store_.path()}, .expected = "begin() before it"});
    try {
        store_.commit();
    } catch (Error const& error) {
        detail::throw_registry_busy(error.problem());
    }
}

TANJI_INLINE SqliteQuery SqliteRegistryStore::change(std::string_view sql) {
    if (!in_transaction()) throw Error({.id = "registry.transaction", .what = "a change outside of a transaction", .where = {.file = store_.path()}, .expected = "begin() before it"});
    return store_.database().query(sql);
}

// ---- writing ------------------------------------------------------------------------------------------------

// Replacing is what put() promises; whether a certificate may be replaced was decided by Registry before, within the same transaction.
TANJI_INLINE void SqliteRegistryStore::put(Certificate const& c) {
    change("INSERT OR REPLACE INTO certificate (id, kind, issuer, device, technology, vintage_first, vintage_last, market, amount, state, generator, owner, beneficiary, cancelled_on, "
           "valid_to, kg_co2_per_kwh, evidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(c.id).bind(to_text(c.kind)).bind(c.issuer).bind(c.device).bind(c.technology).bind(to_text(c.vintage.first())).bind(to_text(c.vintage.last())).bind(c.market).bind(c.amount)
        .bind(to_text(c.state)).bind(c.generator).bind(c.owner).bind(c.beneficiary).bind(detail::date_text(c.cancelled_on)).bind(detail::date_text(c.valid_to)).bind(c.kg_co2_per_kwh)
        .bind(c.evidence).run();
}

TANJI_INLINE void SqliteRegistryStore::put(Consumption const& c) {
    change("INSERT OR REPLACE INTO consumption (id, holder, site, meter, period_first, period_last, amount, market, city, province, supply, device, technology, evidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(c.id).bind(c.holder).bind(c.site).bind(c.meter).bind(to_text(c.period.first())).bind(to_text(c.period.last())).bind(c.amount).bind(c.market).bind(c.city).bind(c.province)
        .bind(to_text(c.supply)).bind(c.device).bind(c.technology).bind(c.evidence).run();
}

// The next two only ever add: equal readings of a device may both be true, and telling them apart is not a store's business.
TANJI_INLINE void SqliteRegistryStore::add(DeviceGeneration const& g) {
    change("INSERT INTO generation (device, generator, period_first, period_last, amount) VALUES (?,?,?,?,?)")
        .bind(g.device).bind(g.generator).bind(to_text(g.period.first())).bind(to_text(g.period.last())).bind(g.amount).run();
}

TANJI_INLINE void SqliteRegistryStore::add(OutsideClaim const& c) {
    change("INSERT INTO outside_claim (device, period_first, period_last, purpose, holder, evidence) VALUES (?,?,?,?,?,?)")
        .bind(c.device).bind(to_text(c.period.first())).bind(to_text(c.period.last())).bind(c.purpose).bind(c.holder).bind(c.evidence).run();
}

TANJI_INLINE void SqliteRegistryStore::put(ClaimDraw const& d) {
    change("INSERT OR REPLACE INTO claim_draw (certificate, view, subject, amount, pooled) VALUES (?,?,?,?,?)")
        .bind(d.certificate).bind(to_text(d.view)).bind(d.subject).bind(d.amount).bind(d.pooled).run();
}

// changes() is of the statement just run: this connection belongs to one thread, so nothing comes in between.
TANJI_INLINE bool SqliteRegistryStore::remove_draw(std::string_view certificate, ClaimView view, std::string_view subject) {
    change("DELETE FROM claim_draw WHERE certificate = ? AND view = ? AND subject = ?").bind(certificate).bind(to_text(view)).bind(subject).run();
    return store_.database().changes() != 0;
}

// Plain INSERT with DO NOTHING: an OR REPLACE here would be the double claim that the table exists to prevent.
TANJI_INLINE std::optional<Allotment> SqliteRegistryStore::allot_if_free(Allotment const& a) {
    change("INSERT INTO allotment (certificate, consumption, holder, amount) VALUES (?,?,?,?) ON CONFLICT (certificate) DO NOTHING")
        .bind(a.certificate).bind(a.consumption).bind(a.holder).bind(a.amount).run();
    if (store_.database().changes() != 0) return std::nullopt;
    return allotment(a.certificate);
}

TANJI_INLINE bool SqliteRegistryStore::remove_allotment(std::string_view certificate) {
    change("DELETE FROM allotment WHERE certificate = ?").bind(certificate).run();
    return store_.database().changes() != 0;
}

// ---- reading ------------------------------------------------------------------------------------------------

TANJI_INLINE std::optional<Certificate> SqliteRegistryStore::certificate(std::string_view id) const {
    return detail::sqlite_row<Certificate>(std::move(store_.database().query(TANJI_SQLITE_CERTIFICATE "WHERE id = ?").bind(id)));
}
TANJI_INLINE std::optional<Consumption> SqliteRegistryStore::consumption(std::string_view id) const {
    return detail::sqlite_row<Consumption>(std::move(store_.database().query(TANJI_SQLITE_CONSUMPTION "WHERE id = ?").bind(id)));
}
TANJI_INLINE std::optional<Allotment> SqliteRegistryStore::allotment(std::string_view certificate) const {
    return detail::sqlite_row<Allotment>(std::move(store_.database().query(TANJI_SQLITE_ALLOTMENT "WHERE certificate = ?").bind(certificate)));
}

// Every list names its order: without it SQLite gives rows as its plan finds them, and a new index would change results.
TANJI_INLINE std::vector<Certificate> SqliteRegistryStore::certificates() const {
    return detail::sqlite_rows<Certificate>(store_.database().query(TANJI_SQLITE_CERTIFICATE "ORDER BY id"));
}
// By the index (device, id): linear in what is found, not in the registry.
TANJI_INLINE std::vector<Certificate> SqliteRegistryStore::certificates_of(std::string_view device) const {
    return detail::sqlite_rows<Certificate>(std::move(store_.database().query(TANJI_SQLITE_CERTIFICATE "WHERE device = ? ORDER BY id").bind(device)));
}
TANJI_INLINE std::vector<Consumption> SqliteRegistryStore::consumptions() const {
    return detail::sqlite_rows<Consumption>(store_.database().query(TANJI_SQLITE_CONSUMPTION "ORDER BY id"));
}
TANJI_INLINE std::vector<Consumption> SqliteRegistryStore::consumptions_of(std::string_view meter) const {
    return detail::sqlite_rows<Consumption>(std::move(store_.database().query(TANJI_SQLITE_CONSUMPTION "WHERE meter = ? ORDER BY id").bind(meter)));
}
TANJI_INLINE std::vector<Allotment> SqliteRegistryStore::allotments() const {
    return detail::sqlite_rows<Allotment>(store_.database().query(TANJI_SQLITE_ALLOTMENT "ORDER BY certificate"));
}
TANJI_INLINE std::vector<Allotment> SqliteRegistryStore::allotments_to(std::string_view consumption) const {
    return detail::sqlite_rows<Allotment>(std::move(store_.database().query(TANJI_SQLITE_ALLOTMENT "WHERE consumption = ? ORDER BY certificate").bind(consumption)));
}
TANJI_INLINE std::vector<ClaimDraw> SqliteRegistryStore::draws() const { return detail::sqlite_draws(store_.database().query(TANJI_SQLITE_DRAW)); }
TANJI_INLINE std::vector<ClaimDraw> SqliteRegistryStore::draws_on(std::string_view certificate) const {
    return detail::sqlite_draws(std::move(store_.database().query(TANJI_SQLITE_DRAW "WHERE certificate = ?").bind(certificate)));
}
TANJI_INLINE std::vector<DeviceGeneration> SqliteRegistryStore::generation() const {
    return detail::sqlite_rows<DeviceGeneration>(store_.database().query(TANJI_SQLITE_GENERATION "ORDER BY number"));
}
TANJI_INLINE std::vector<DeviceGeneration> SqliteRegistryStore::generation_of(std::string_view device) const {
    return detail::sqlite_rows<DeviceGeneration>(std::move(store_.database().query(TANJI_SQLITE_GENERATION "WHERE device = ? ORDER BY number").bind(device)));
}
TANJI_INLINE std::vector<OutsideClaim> SqliteRegistryStore::outside_claims() const {
    return detail::sqlite_rows<OutsideClaim>(store_.database().query(TANJI_SQLITE_OUTSIDE "ORDER BY number"));
}
TANJI_INLINE std::vector<OutsideClaim> SqliteRegistryStore::outside_claims_on(std::string_view device) const {
    return detail::sqlite_rows<OutsideClaim>(std::move(store_.database().query(TANJI_SQLITE_OUTSIDE "WHERE device = ? ORDER BY number").bind(device)));
}

#undef TANJI_SQLITE_CERTIFICATE
#undef TANJI_SQLITE_CONSUMPTION
#undef TANJI_SQLITE_ALLOTMENT
#undef TANJI_SQLITE_DRAW
#undef TANJI_SQLITE_GENERATION
#undef TANJI_SQLITE_OUTSIDE

}  // namespace tanji
