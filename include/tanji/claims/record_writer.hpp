// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tanji/claims/record_reader.hpp"

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

    /// Its leaf, for proofs. Throws Error "record.reference", "record.locked" (its period is closed), "json.not-finite".
    Digest line(RecordLine const& line);
    /// Replaces a line, which is given whole: the entry shows what was and what is. Throws Error "record.correction" (no such
    /// line, replaced already, or without who, when and why), "record.locked".
    Digest correct(RecordCorrection const& correction, RecordLine const& was, RecordLine const& instead);
    /// Takes a line back; nothing takes its place.
    Digest withdraw(RecordCorrection const& correction, RecordLine const& was);
    /// Closes a period: no line or correction may touch it from here on. Throws Error "date.invalid", "period.order".
    void lock(RecordLock const& lock);

    /// Results and root of all entries so far, which are what is kept outside. More may be appended afterwards, with results
    /// and a root of their own: earlier roots stay verifiable.
    RecordRoot finish(RecordResults const& results);

    /// Goes on with a record that exists: the sink gets only what is new. Takes the reader at the end of its file.
    /// Throws Error "record.order" if the file does not end with a root, "record.root" if that is not the root of its entries.
    [[nodiscard]] static RecordWriter resume(RecordReader&& reader, RecordWriterOptions options);

private:
    explicit RecordWriter(std::unique_ptr<detail::RecordLedger> ledger, RecordWriterOptions options);

    std::unique_ptr<detail::RecordLedger> ledger_;
    RecordWriterOptions options_;
    std::string buffer_;  // handed on in pieces of 64 kB
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record_writer.ipp"
#endif
