// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "tanji/claims/record_lines.hpp"

/// \file
/// Reading "tanji-record/2" as a stream, entry by entry, with digests recomputed on the way; and records of one calculation, of either
/// schema, as a whole.
namespace tanji {
namespace detail {
class RecordLedger;  // record_ledger.ipp
}

enum class RecordEntryKind : std::uint8_t { header, file, factor, context, step, line, correction, lock, results, root, withheld };

/// One entry; what the kind names is filled. Views live until the next entry is read.
struct RecordEntry {
    RecordEntryKind kind = RecordEntryKind::header;
    std::uint64_t number = 0;  ///< line of the file, from 1
    Digest leaf{};             ///< of every kind but root
    RecordLine line{};         ///< of a line, and of a correction that is no withdrawal
    RecordEntryKind withheld{};  ///< of what is withheld
    RecordCorrection correction{};
    RecordLine was{};          ///< of a correction: what it replaces; `withdrawn` if `line` is nothing
    bool withdrawn = false;
    RecordLock lock{};
    RecordResults results{};
    RecordRoot stated{};       ///< root: as written
    RecordRoot computed{};     ///< root: of the entries before it
    std::string signature{};
    std::string time_stamp{};
};

struct RecordReaderOptions {
    std::string secret{};                    ///< of a salted record; a redacted copy carries the salts it needs
    std::uint64_t entry_bytes = 16'000'000;  ///< longest entry; "limit.record-entry"
    std::string name{};                      ///< of the file, for messages
};

/// Reads from a source that gives the next piece of the file, empty at its end. Problems: "record.schema", "record.syntax",
/// "record.canonical" (not in the form that was digested), "record.reference", "record.order", "record.correction", "record.locked",
/// "record.secret", "limit.record-entry", each with file and line.
class RecordReader {
public:
    RecordReader(std::function<std::string_view()> source, RecordReaderOptions options = {});
    /// Of a text that outlives the reader.
    explicit RecordReader(std::string_view whole, RecordReaderOptions options = {});
    RecordReader(RecordReader&&) noexcept;
    RecordReader& operator=(RecordReader&&) noexcept;
    ~RecordReader();

    /// The next entry, null at the end of the file. Throws Error with the problems above; try_next() returns them.
    [[nodiscard]] RecordEntry const* next() { return try_next().value(); }
    [[nodiscard]] Result<RecordEntry const*> try_next();

    // What has been read so far; numbers of contexts, steps, factors and files are positions in these.
    [[nodiscard]] RecordHeader const& header() const noexcept;
    [[nodiscard]] std::vector<RecordFile> const& files() const noexcept;
    [[nodiscard]] std::vector<RecordFactor> const& factors() const noexcept;
    [[nodiscard]] std::vector<RecordContext> const& contexts() const noexcept;
    [[nodiscard]] std::vector<RecordMethodStep> const& steps() const noexcept;

private:
    friend class RecordWriter;
    struct State;
    std::unique_ptr<State> state_;
};

/// True if a text starts like the lines of "tanji-record/2"; else it may be an array of them, or one JSON object of "tanji-record/1".
[[nodiscard]] bool is_record_lines(std::string_view text) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record_reader.ipp"
#endif
