// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <iterator>

#include "tanji/io/sqlite_store.hpp"

/// \file
/// The schema, step by step. Names of fields are those of the structs; days are ISO texts, amounts of energy whole Wh. STRICT tables refuse a
/// text where a number belongs. Numbers that must keep their bits are of type ANY: a REAL column would turn -0.0 into 0.
namespace tanji::detail {

// Claims. No foreign keys: which objects may name which is a rule of Registry, not of its stores. That a certificate is allotted once is
// the primary key of `allotment`; no process, whatever it believes, gets around it.
inline constexpr char const* sqlite_schema_1 = R"sql(
CREATE TABLE certificate (
    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, issuer TEXT NOT NULL, device TEXT NOT NULL, technology TEXT NOT NULL,
    vintage_first TEXT NOT NULL, vintage_last TEXT NOT NULL, market TEXT NOT NULL, amount INTEGER NOT NULL, state TEXT NOT NULL,
    generator TEXT NOT NULL, owner TEXT NOT NULL, beneficiary TEXT NOT NULL, cancelled_on TEXT, valid_to TEXT,
    kg_co2_per_kwh ANY, evidence TEXT NOT NULL) STRICT;
CREATE INDEX certificate_by_device ON certificate (device, id);
CREATE TABLE consumption (
    id TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, site TEXT NOT NULL, meter TEXT NOT NULL,
    period_first TEXT NOT NULL, period_last TEXT NOT NULL, amount INTEGER NOT NULL, market TEXT NOT NULL, city TEXT NOT NULL,
    province TEXT NOT NULL, supply TEXT NOT NULL, device TEXT NOT NULL, technology TEXT NOT NULL, evidence TEXT NOT NULL) STRICT;
CREATE INDEX consumption_by_meter ON consumption (meter, id);
CREATE TABLE allotment (
    certificate TEXT NOT NULL PRIMARY KEY, consumption TEXT NOT NULL, holder TEXT NOT NULL, amount INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX allotment_by_consumption ON allotment (consumption, certificate);
CREATE TABLE claim_draw (
    certificate TEXT NOT NULL, view TEXT NOT NULL, subject TEXT NOT NULL, amount INTEGER NOT NULL, pooled INTEGER NOT NULL,
    PRIMARY KEY (certificate, view, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE generation (
    number INTEGER PRIMARY KEY, device TEXT NOT NULL, generator TEXT NOT NULL, period_first TEXT NOT NULL, period_last TEXT NOT NULL,
    amount INTEGER NOT NULL) STRICT;
CREATE INDEX generation_by_device ON generation (device, number);
CREATE TABLE outside_claim (
    number INTEGER PRIMARY KEY, device TEXT NOT NULL, period_first TEXT NOT NULL, period_last TEXT NOT NULL, purpose TEXT NOT NULL,
    holder TEXT NOT NULL, evidence TEXT NOT NULL) STRICT;
CREATE INDEX outside_claim_by_device ON outside_claim (device, number);
)sql";

// Factors, inventories, records. Rows hang on the number of their set or inventory, first in every key, so that one of them is read as one
// stretch of the file. head_data is JSON: parts that are read whole or not at all.
// A factor set belongs to an edition or to an inventory and is never changed after it was written.
inline constexpr char const* sqlite_schema_2 = R"sql(
CREATE TABLE unit (
    number INTEGER PRIMARY KEY, symbol TEXT NOT NULL, scale ANY NOT NULL, start ANY NOT NULL, terms TEXT NOT NULL,
    UNIQUE (symbol, scale, start, terms)) STRICT;
CREATE TABLE factor_set (number INTEGER PRIMARY KEY, least TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT;
CREATE TABLE factor (
    factor_set INTEGER NOT NULL REFERENCES factor_set (number), number INTEGER NOT NULL, key TEXT NOT NULL, unpublished INTEGER NOT NULL,
    what TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL, year INTEGER NOT NULL,
    unit INTEGER NOT NULL REFERENCES unit (number), co2e ANY, co2e_set TEXT NOT NULL, co2e_least TEXT NOT NULL,
    not_estimated TEXT NOT NULL,
    document TEXT NOT NULL, edition TEXT NOT NULL, released TEXT, valid_from TEXT, valid_to TEXT, data_year INTEGER, source_region TEXT NOT NULL,
    technology TEXT NOT NULL, licence TEXT NOT NULL, attribution TEXT NOT NULL, place TEXT NOT NULL, confidence TEXT NOT NULL, note TEXT NOT NULL,
    record TEXT NOT NULL, PRIMARY KEY (factor_set, number)) STRICT, WITHOUT ROWID;
CREATE TABLE factor_gas (
    factor_set INTEGER NOT NULL, number INTEGER NOT NULL, gas TEXT NOT NULL, kg ANY NOT NULL,
    PRIMARY KEY (factor_set, number, gas), FOREIGN KEY (factor_set, number) REFERENCES factor (factor_set, number)) STRICT, WITHOUT ROWID;
CREATE TABLE factor_assumption (
    factor_set INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (factor_set, number, position), FOREIGN KEY (factor_set, number) REFERENCES factor (factor_set, number)) STRICT, WITHOUT ROWID;
CREATE TABLE factor_edition (
    name TEXT NOT NULL, edition TEXT NOT NULL, factor_set INTEGER NOT NULL UNIQUE REFERENCES factor_set (number),
    PRIMARY KEY (name, edition)) STRICT, WITHOUT ROWID;
CREATE TABLE inventory (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, edition TEXT NOT NULL, sha256 TEXT NOT NULL,
    factor_set INTEGER NOT NULL REFERENCES factor_set (number), head_data TEXT NOT NULL, UNIQUE (name, edition)) STRICT;
CREATE TABLE activity_head (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, organisation TEXT NOT NULL, site TEXT NOT NULL, source TEXT NOT NULL,
    meter TEXT NOT NULL, category TEXT NOT NULL, what TEXT NOT NULL, technology TEXT NOT NULL, place TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL,
    factor_key TEXT NOT NULL, factor_edition TEXT NOT NULL, factor_year INTEGER NOT NULL, counterparty TEXT NOT NULL, price_year INTEGER NOT NULL,
    price_ratio ANY, exchange_rate ANY, quality TEXT NOT NULL, uncertainty ANY, PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE activity_conversion (
    inventory INTEGER NOT NULL, head INTEGER NOT NULL, position INTEGER NOT NULL, value ANY NOT NULL, unit INTEGER NOT NULL REFERENCES unit (number), words TEXT NOT NULL,
    PRIMARY KEY (inventory, head, position), FOREIGN KEY (inventory, head) REFERENCES activity_head (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE activity_proof (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, source_type TEXT NOT NULL, evidence TEXT NOT NULL, evidence_hash TEXT NOT NULL,
    operator_name TEXT NOT NULL, reviewer TEXT NOT NULL, entered_at TEXT NOT NULL, reviewed_at TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE activity_file (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, sheet TEXT NOT NULL,
    PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE activity_line (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, head INTEGER NOT NULL, proof INTEGER NOT NULL, file INTEGER NOT NULL,
    id TEXT NOT NULL, amount TEXT NOT NULL, period TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE applied_factor (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, factor INTEGER NOT NULL, per_entered ANY NOT NULL, share ANY NOT NULL,
    entered_unit TEXT NOT NULL, unit_path TEXT NOT NULL, fall_backs TEXT NOT NULL, penalty ANY NOT NULL, basis TEXT NOT NULL,
    PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE inventory_line (
    inventory INTEGER NOT NULL REFERENCES inventory (number), number INTEGER NOT NULL, activity INTEGER NOT NULL, applied INTEGER NOT NULL, category TEXT NOT NULL,
    method TEXT NOT NULL, internal INTEGER NOT NULL, amount ANY NOT NULL, PRIMARY KEY (inventory, number)) STRICT, WITHOUT ROWID;
CREATE TABLE record (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, root TEXT NOT NULL) STRICT;
CREATE TABLE record_piece (
    record INTEGER NOT NULL REFERENCES record (number), start INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (record, start)) STRICT, WITHOUT ROWID;
)sql";

// What factors have learnt to say since. Null in rows of older files: neither was known.
inline constexpr char const* sqlite_schema_3 = R"sql(
ALTER TABLE factor ADD COLUMN released_by TEXT;
ALTER TABLE factor ADD COLUMN uncertainty ANY;
)sql";

inline constexpr char const* sqlite_steps[] = {sqlite_schema_1, sqlite_schema_2, sqlite_schema_3};
static_assert(std::size(sqlite_steps) == sqlite_schema_version);

TANJI_INLINE std::span<char const* const> sqlite_schema_steps() noexcept { return sqlite_steps; }

}  // namespace tanji::detail
