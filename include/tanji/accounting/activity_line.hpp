// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/period.hpp"
#include "tanji/units/unit.hpp"

/// \file
/// Activity data: what was burned, bought, driven or paid, as it was entered, with the evidence for it.
///     ActivityLines const lines = ActivityLinesBuilder()
///         .add({.site = "plant A", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"},
///              {.id = "A-2023-01", .amount = "1200", .period = "2023-01"})
///         .finish();
/// A year of a group has a million lines but only some ten thousand meters, so a line is split in three: what all readings of a meter have
/// in common (ActivityHead), what all readings of one document have in common (ActivityProof), and the reading.
namespace tanji {

/// A number that the caller gives to get from the unit entered to the one that the factor is per: a heating value, a density,
/// a mass per piece, net over gross heat. Applied in order; each is multiplied or, where only that fits, divided by.
struct ActivityConversion {
    /// The number itself, in `unit`.
    double value = 0;
    /// A ratio of two units where kinds change ("GJ net/t"), else the unit alone.
    Unit unit{};
    std::string text{};  ///< as entered: "20.908 GJ net/t"

    bool operator==(ActivityConversion const&) const = default;
};

/// Where a number comes from (rule C10). `unstated` only where the input has no such column.
enum class SourceType : std::uint8_t { unstated, measured, calculated, standard_default, official, project, user };

/// "measured", "calculated", "default", "official", "project", "user"; "" for unstated. Problem "activity.source-type".
[[nodiscard]] std::string_view to_text(SourceType type) noexcept;
[[nodiscard]] Result<SourceType> try_parse_source_type(std::string_view text);

/// What the lines of one meter or source have in common. Stored once, shared, immutable.
struct ActivityHead {
    std::string organisation{};   ///< member of the group; empty: the only one
    std::string site{};
    std::string source{};         ///< boiler 2, fleet, supplier
    std::string meter{};          ///< lines of one meter must not overlap in time
    std::string category{};       ///< key of data/rules/categories.csv: "electricity"; names and Chinese names are read too
    std::string what{};           ///< words of the factor look-up: "electricity, grid"
    std::string technology{};
    std::string place{};          ///< code: "CN-AH"
    std::string unit{};           ///< text as entered
    std::string kind{};           ///< of factor: "direct" (empty), "upstream", "footprint"
    std::string factor_key{};     ///< pinned: this factor and no other
    /// Pinned together with factor_key; empty: the edition that the look-up finds.
    std::string factor_edition{};
    int factor_year = 0;          ///< asked for by year; 0: the year of the line's period
    std::string counterparty{};   ///< site or organisation on the other side of the meter, for consolidation (rule C6)
    std::vector<ActivityConversion> conversions{};
    int price_year = 0;           ///< of amounts of money, whose currency is the unit; 0 where nothing is paid
    std::optional<double> price_ratio{};    ///< price level of price_year over that of the factor's prices ("inflation")
    std::optional<double> exchange_rate{};  ///< units of `unit`'s currency per unit of the factor's
    std::string quality{};        ///< score or words, carried to the result
    std::optional<double> uncertainty{};    ///< relative half-width of 95 %, 0.05 for 5 %

    Unit parsed_unit{};           ///< of `unit`

    bool operator==(ActivityHead const&) const = default;
};

/// What the lines of one document have in common. Stored once, shared, immutable. Times are the caller's words: no clock is asked.
struct ActivityProof {
    SourceType source_type = SourceType::unstated;
    std::string evidence{};       ///< id of the invoice, reading or certificate
    std::string evidence_hash{};  ///< SHA-256 of its file, as entered
    std::string operator_name{};
    std::string reviewer{};
    std::string entered_at{};
    std::string reviewed_at{};
    std::string note{};

    bool operator==(ActivityProof const&) const = default;
};

/// One reading. Views and pointers stay valid as long as any handle to its ActivityLines lives. 88 bytes.
struct ActivityLine {
    /// Pointers, not copies: a million readings of ten thousand meters share ten thousand heads.
    ActivityHead const* head = nullptr;
    ActivityProof const* proof = nullptr;
    std::string_view id{};           ///< unique among the lines
    std::string_view amount_text{};  ///< as entered
    double amount = 0;               ///< in head->unit
    Period period{};
    std::uint32_t file = 0;          ///< into ActivityLines::files()
    std::uint32_t head_number = 0;   ///< into ActivityLines::heads(): what caches are kept by
    std::uint64_t row = 0;           ///< data row of the file, from 1; 0: not from a file
};

/// A file that lines came from.
struct ActivityFile {
    std::string name{};
    std::string sha256{};  ///< of its bytes
    std::string sheet{};   ///< of a workbook

    bool operator==(ActivityFile const&) const = default;
};

/// Lines with what they share. A handle to shared immutable data: cheap to copy, safe from any thread.
class ActivityLines {
public:
    ActivityLines() = default;

    [[nodiscard]] std::size_t size() const noexcept { return lines().size(); }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    [[nodiscard]] ActivityLine const& operator[](std::size_t i) const { return lines()[i]; }
    [[nodiscard]] std::span<ActivityLine const> lines() const noexcept;
    [[nodiscard]] auto begin() const noexcept { return lines().begin(); }
    [[nodiscard]] auto end() const noexcept { return lines().end(); }

    /// Index of a line. Problem "activity.unknown". Linear; callers who look up many keep a map of their own.
    [[nodiscard]] Result<std::size_t> find(std::string_view id) const;

    /// Distinct heads, proofs and files, in order of appearance. Lines point into the first two.
    [[nodiscard]] std::span<ActivityHead const* const> heads() const noexcept;
    [[nodiscard]] std::span<ActivityProof const* const> proofs() const noexcept;
    [[nodiscard]] std::span<ActivityFile const> files() const noexcept;

    /// File, row and id of a line, for messages.
    [[nodiscard]] Where where(ActivityLine const& line) const;

    struct Content;
    explicit ActivityLines(std::shared_ptr<Content const> content) : content_(std::move(content)) {}

private:
    std::shared_ptr<Content const> content_;
};

/// What a caller without a file says of one reading.
struct ActivityEntry {
    std::string_view id{};      ///< empty: "1", "2", ... by its place among the lines
    std::string_view amount{};  ///< decimal number as entered
    std::string_view period{};  ///< as try_parse_period() reads
};

/// Puts lines together, from code or from a reader. Not for use from several threads at once.
/// Problems of add(): those of try_parse_period() and try_unit(), "activity.amount", "activity.duplicate-id", "activity.required".
class ActivityLinesBuilder {
public:
    ActivityLinesBuilder();
    /// Moves, but does not copy: two builders of the same lines would give one id twice.
    ActivityLinesBuilder(ActivityLinesBuilder&&) noexcept;
    ActivityLinesBuilder& operator=(ActivityLinesBuilder&&) noexcept;
    ~ActivityLinesBuilder();

    /// Lines added from now on come from this file.
    ActivityLinesBuilder& file(ActivityFile file);
    ActivityLinesBuilder& add(ActivityHead head, ActivityEntry const& entry, ActivityProof proof = {}) {
        if (auto problem = try_add(std::move(head), entry, std::move(proof))) throw Error(*std::move(problem));
        return *this;
    }
    [[nodiscard]] std::optional<Problem> try_add(ActivityHead head, ActivityEntry const& entry, ActivityProof proof = {}, std::uint64_t row = 0);

    /// The lines; the builder is empty afterwards.
    [[nodiscard]] ActivityLines finish();

    /// For readers, which keep caches of their own: a head or proof that was not there yet (not compared with others), and a line of them.
    /// Problems of the head alone: "activity.required", "unit.*", "activity.conversion".
    [[nodiscard]] Result<std::uint32_t> keep(ActivityHead head);
    [[nodiscard]] std::uint32_t keep(ActivityProof proof);
    /// Copies the texts. Problems "activity.duplicate-id", "activity.amount", "period.*".
    [[nodiscard]] std::optional<Problem> push(std::uint32_t head, std::uint32_t proof, ActivityEntry const& entry, std::uint64_t row);
    /// Room for so many lines; a hint only.
    void reserve(std::size_t lines);
    void set_hash(std::string sha256);  ///< of the present file

private:
    std::shared_ptr<ActivityLines::Content> content_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/activity_line.ipp"
#endif
