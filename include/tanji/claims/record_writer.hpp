// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "tanji/claims/record_lines.hpp"

/// \file
/// Writing "tanji-record/2" as a stream:
///     RecordWriter writer({.subject = "inventory", .version = TANJI_VERSION}, {.sink = [&](std::string_view bytes) { file << bytes; }});
///     auto const file = writer.file({.name = "meters.csv", .sha256 = hash});
///     auto const context = writer.context({.file = file, .entered_by = "L. Wang", .from = "2024-01-01", .to = "2024-01-31"});
///     auto const step = writer.step({.unit = "MWh", .amount_unit = "kWh", .factor = writer.factor(record_factor)});
///     writer.line({.context = context, .step = step, .row = 2, .entered = "1250.5", .amount = 1250500});
///     RecordRoot const keep = writer.finish({.numbers = {{"co2e AR6-100", total, "kg"}}});
namespace tanji {

struct RecordWriterOptions {
    std::function<void(std::string_view bytes)> sink{};  ///< gets the file piece by piece; empty: only the root is wanted
    std::string secret{};  ///< not empty: leaves become salted commitments (merkle.hpp), so that lines can be withheld later
    RootHooks hooks{};
};

/// Writes a record from the front to the back, holding 32 bytes per line and the shared entries. Not for concurrent use.
/// Shared entries that are equal are stored once and get the same number.
class RecordWriter {
public:
    RecordWriter(RecordHeader header, RecordWriterOptions options);
    RecordWriter(RecordWriter&&) noexcept;
    RecordWriter& operator=(RecordWriter&&) noexcept;
    ~RecordWriter();

    [[nodiscard]] std::size_t file(RecordFile const& file);
    [[nodiscard]] std::size_t factor(RecordFactor const& factor);
    /// Throws Error "record.reference" if it names a file that is not there, "date.invalid" for its period.
    [[nodiscard]] std::size_t context(RecordContext const& context);
    /// Throws Error "record.reference" if it names a factor that is not there.
    [[nodiscard]] std::size_t step(RecordMethodStep const& step);

    /// The leaf of the line: what a correction names. Throws Error "record.reference", "record.locked" (its period is closed),
    /// "json.not-finite".
    Digest line(RecordLine const& line);
    /// Throws Error "record.correction" (no such line, corrected already, or without who, when and why), "record.locked".
    Digest correct(RecordCorrection const& correction, RecordLine const& instead);
    Digest withdraw(RecordCorrection correction);
    void lock(RecordLock const& lock);

    /// Results and root; afterwards nothing can be added ("record.order").
    RecordRoot finish(RecordResults const& results);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record_writer.ipp"
#endif
