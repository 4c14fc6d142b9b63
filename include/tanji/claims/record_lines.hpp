// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/claims/merkle.hpp"

/// \file
/// Records of any length, "tanji-record/2": what rule C10 asks of a line, as JSON Lines in canonical form. What many lines have
/// in common (file, factor, method, conversion, period, people) is an entry of its own, written once before its first use; a
/// line is an array of its two references and its own numbers, about 70 bytes:
///     [3,17,204518,"1,250.5",1250.5,"INV-00417"]     context, step, row, as entered, normalised, evidence
/// Layout and schema: docs/records.md, docs/schema/tanji-record-2.json. This header is the words; record_writer.hpp writes,
/// record_reader.hpp reads, both as streams.
namespace tanji {

/// One number of a factor or result: of what ("co2-fossil", "co2e AR6-100", a score's name), how much, in which unit.
struct RecordNumber {
    std::string of{};
    double amount = 0;
    std::string unit{};

    bool operator==(RecordNumber const&) const = default;
};

/// A factor as it was used, whole, so that the record can be replayed without the database it came from.
struct RecordFactor {
    std::string key{};
    std::string edition{};
    std::string digest{};                    ///< SHA-256, see digest(Factor)
    std::string what{};
    std::string kind{};
    std::string region{};
    int year = 0;
    std::string per{};                       ///< unit
    std::vector<RecordNumber> numbers{};     ///< per 1 `per`
    std::string gwp_set{};                   ///< of a CO2e that was published as such
    std::vector<std::string> not_estimated{};
    std::string document{};
    std::string confidence{};

    bool operator==(RecordFactor const&) const = default;
};

/// A file (or sheet of one) that lines were read from.
struct RecordFile {
    std::string name{};    ///< as it shall stand in the record; a full path would differ between machines
    std::string sheet{};
    std::string sha256{};  ///< hex digits; "" is "not hashed"

    bool operator==(RecordFile const&) const = default;
};

/// What lines share by where they come from: file, people, times, period. Times are the caller's, as text (ISO 8601).
struct RecordContext {
    static constexpr std::size_t no_file = static_cast<std::size_t>(-1);

    std::size_t file = no_file;  ///< into the record's files
    std::string entered_by{};
    std::string entered_at{};
    std::string reviewed_by{};
    std::string reviewed_at{};
    std::string from{};          ///< first day of the period, "2024-01-01"; empty if the line has none
    std::string to{};            ///< last day

    bool operator==(RecordContext const&) const = default;
};

/// What lines share by how they are calculated: amount = entered x scale; result = entered x scale x share x number of the factor.
struct RecordMethodStep {
    static constexpr std::size_t no_factor = static_cast<std::size_t>(-1);

    std::vector<std::pair<std::string, std::string>> labels{};  ///< organisation, site, source, activity, scope, category...
    std::string unit{};                    ///< as entered
    std::vector<std::string> unit_path{};  ///< each conversion, "MWh to kWh: x 3600000 / 3600"
    std::string amount_unit{};             ///< of the normalised amount: what the factor is per
    double scale = 1;                      ///< amount_unit in one unit as entered: the unit path as one number
    double share = 1;                      ///< of the consolidation, or of a blend
    std::string basis{};                   ///< "net", "gross", "as received", "dry", ...
    std::string source_type{};             ///< "measured", "calculated", "default", "official", "project", "user"; empty: not stated
    std::string quality{};
    std::size_t factor = no_factor;  ///< into the record's factors
    std::string method{};                  ///< id, "amount-times-factor"
    std::uint32_t revision = 1;            ///< of the method when the record was made
    std::vector<std::string> fall_backs{};
    std::vector<std::string> notes{};

    bool operator==(RecordMethodStep const&) const = default;
};

/// One line. Views, so that a million lines cost no allocation: they live as long as the call that takes them, or until the
/// reader goes on.
struct RecordLine {
    std::size_t context = 0;            ///< from RecordWriter::context()
    std::size_t step = 0;               ///< from RecordWriter::step()
    std::uint64_t row = 0;              ///< of the file; 0: none
    std::string_view entered{};         ///< the number as it was typed
    double amount = 0;                  ///< normalised, in the step's amount_unit
    std::string_view evidence{};        ///< id of the document
    std::string_view evidence_sha256{};  ///< 43 characters of base64url (RFC 4648, section 5, no padding), or 64 hexadecimal digits
    std::string_view id{};              ///< of the line, where it has one that is not its row
    std::optional<double> part{};       ///< where this line is a part of what was entered: how much of it, in the unit as entered
};

/// The first entry: what holds for all.
struct RecordHeader {
    static constexpr std::string_view schema = "tanji-record/2";

    std::string subject{};          ///< "emission", "inventory", "footprint"
    std::string version{};          ///< of the library
    std::string gwp_set{};
    std::string rule_set{};         ///< id and edition
    std::string rule_set_sha256{};  ///< of its file
    std::string amends{};           ///< root of an earlier record that this one goes on from, where that is closed
    bool salted = false;            ///< leaves are commitments, so that single lines can be withheld
    std::vector<std::pair<std::string, std::string>> settings{};

    bool operator==(RecordHeader const&) const = default;
};

/// An appended entry that replaces a line, or takes it back. Nothing is ever rewritten.
struct RecordCorrection {
    std::string by{};         ///< who
    std::string at{};         ///< when, given by the caller
    std::string why{};

    bool operator==(RecordCorrection const&) const = default;
};

/// From here on no line or correction may touch the period.
struct RecordLock {
    std::string from{};
    std::string to{};
    std::string by{};
    std::string at{};

    bool operator==(RecordLock const&) const = default;
};

/// What the lines come to, and what a reader of the numbers must know.
struct RecordResults {
    std::vector<RecordNumber> numbers{};
    std::vector<std::string> assumptions{};
    std::vector<std::string> fall_backs{};  ///< those that are not of a step
    std::vector<std::string> not_estimated{};
    std::vector<std::string> opt_ins{};

    bool operator==(RecordResults const&) const = default;
};

/// What is kept outside the record. `content` does not depend on the order of lines, `sequence` does.
struct RecordRoot {
    std::uint64_t entries = 0;  ///< leaves below `sequence`: all entries but roots, whatever their kind
    std::uint64_t lines = 0;
    Digest content{};
    Digest sequence{};

    bool operator==(RecordRoot const&) const = default;
};
/// One line of text for a paper, a mail, a ledger: "tanji-root/1 entries lines content sequence".
[[nodiscard]] std::string to_text(RecordRoot const& root);
/// Problem "record.root".
[[nodiscard]] Result<RecordRoot> try_parse_record_root(std::string_view text);

/// Ways out to a signer and to a time-stamping authority (RFC 3161). The library holds no key and opens no connection; what
/// comes back is kept beside the root as text.
struct RootHooks {
    std::function<std::string(std::string_view root)> sign{};
    std::function<std::string(std::string_view root)> time_stamp{};
    std::function<bool(std::string_view root, std::string_view signature)> signature_holds{};
    std::function<bool(std::string_view root, std::string_view token)> time_stamp_holds{};
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record_lines.ipp"
#endif
