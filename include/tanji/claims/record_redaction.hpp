// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/record_reader.hpp"

/// \file
/// Showing a part of a record (rule C10): a copy without some lines, whose root is still that of the whole; and one line alone
/// with the proof that it is in it.
namespace tanji {

struct RedactionOptions {
    std::string secret{};  ///< the record was written with
    /// Of lines and corrections: true withholds it. Files, factors, contexts and steps that only withheld lines use are withheld too,
    /// because their texts would tell what the lines were about.
    std::function<bool(RecordEntry const& entry, RecordReader const& reader)> withhold{};
    std::function<void(std::string_view bytes)> sink{};
};

/// Writes a copy in which withheld entries are their commitments and all others carry their salts. Reads `whole` twice.
/// Throws Error "record.secret" for a record without salts: its withheld lines could be guessed and tried; and what the reader
/// throws. Returns how many entries were withheld.
std::uint64_t redact(std::string_view whole, RedactionOptions const& options);

/// One line, what it names, and its way to the root. All texts are as hashed (docs/records.md).
struct LineProof {
    struct Text {
        std::string resolved{};  ///< canonical JSON with leaves for references
        std::string salt{};      ///< 32 hexadecimal digits, empty in records without salts

        bool operator==(Text const&) const = default;
    };
    Text line{};
    std::vector<Text> named{};   ///< its step and context, then the factor and file of those
    MerkleProof way{};           ///< of the line's leaf

    bool operator==(LineProof const&) const = default;

    [[nodiscard]] std::string json() const;
};

/// The proof of the line at a line number of the file (RecordEntry::number). Throws Error "record.proof" if there is no line.
[[nodiscard]] LineProof prove_line(std::string_view whole, std::uint64_t number, std::string const& secret = {});
/// Problems "record.syntax", "json.*".
[[nodiscard]] Result<LineProof> try_parse_line_proof(std::string_view json);
/// Problem "record.proof": what does not fit, else nothing. Knows nothing but the proof and the root.
[[nodiscard]] Result<bool> check_proof(LineProof const& proof, RecordRoot const& root);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record_redaction.ipp"
#endif
