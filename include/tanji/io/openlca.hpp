// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// openLCA JSON-LD, the exchange format of openLCA 1 (schema 1) and openLCA 2 (schema 2 and 3): zip files, folders, single
/// JSON files, several of them merged. What is read, set aside and refused stands in docs/openlca.md.
namespace tanji {

struct ReadOptions {
    ReadLimits limits{};
    /// Called now and then on the caller's thread with entries done and entries in all.
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress{};
    /// Asked between entries; when it stops, reading fails with "cancelled".
    std::stop_token stop{};
};

/// Reads `paths` and merges them into one database (rules A5 and A6 of docs/conventions.md).
///
/// An @id that several files define is taken from the first of them that holds processes, else from the first; each
/// one whose content differs is a finding with both values. So a package of methods or units never changes an inventory.
/// Cross-references may point into any of the files.
///
/// Refused, with the file, entry and object in the Problem: everything `Archive` and `JsonReader` refuse;
/// "openlca.format" (not openLCA JSON-LD; says what it looks like), "openlca.field" (a field of the wrong kind or
/// missing), "openlca.amount" (an amount is absent), "openlca.unit" (a unit is needed and in none of the files),
/// "openlca.duplicate-id" (one file, one @id, two contents), "cancelled", and what `Database::try_make` refuses.
///
/// Set aside, counted and listed in the findings: exchanges and factors of flows in none of the files, unusable
/// uncertainties, dangling allocation factors.
///
/// Works on the calling thread; safe to call from several threads at once. Linear in the bytes that are read: entries on
/// which no result depends (actors, sources, images) are not even unpacked.
///
///     std::vector<std::string> const files{"database.zip", "lcia-methods.zip"};
///     auto const import = read_openlca(files);
///     for (auto const& finding : import.findings) show(finding);
[[nodiscard]] Result<Import> try_read_openlca(std::span<std::string const> paths, ReadOptions const& options = {});
[[nodiscard]] Import read_openlca(std::span<std::string const> paths, ReadOptions const& options = {});

/// What a file or folder looks like by its content: "openlca-jsonld", "tanji-csv", "ecospold1", "ecospold2", "ilcd",
/// "simapro-csv", "hestia-jsonld", "bw-datapackage", "excel", or "unknown" with what was seen ("unknown: zip of pdf").
/// Reads no more than the start of a few entries. Problems: as `Archive::try_open`.
[[nodiscard]] Result<std::string> try_detect_format(std::string const& path, ReadLimits const& limits = {});
[[nodiscard]] std::string detect_format(std::string const& path, ReadLimits const& limits = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/openlca.ipp"
#endif
