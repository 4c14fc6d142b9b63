// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/lifecycle/csv_model.hpp"

/// \file
/// One table of a CSV model with typed cells: what the readers of csv_read.ipp and csv_units.ipp look through. Every way to
/// use a cell checks it and names file, line and column, so that no reader can forget to.
namespace tanji::detail {

/// Columns every file may have (see docs/model-files.md).
inline constexpr std::string_view csv_source_columns[] = {"source", "year", "licence", "confidence", "note"};
inline constexpr std::string_view csv_confidences[] = {"official-seen", "transcribed-2", "transcribed-1", "derived", "unverified", "conflict"};

/// One table with a fixed set of columns. Throws Error; the reader turns it into a Problem at its border.
/// The map's keys are views of the header's own strings: a sheet may be moved but must not be copied.
class CsvSheet {
public:
    // A column that nobody reads is refused: "ammount" beside the needed "amount" would otherwise lose numbers without a word.
    CsvSheet(CsvText const& table, std::vector<std::string_view> const& needed, std::vector<std::string_view> optional, ReadLimits const& limits)
        : csv_(table.text, table.file, CsvOptions{',', limits}) {
        optional.insert(optional.end(), std::begin(csv_source_columns), std::end(csv_source_columns));
        std::vector<std::string> known;
        for (auto const list : {&needed, static_cast<std::vector<std::string_view> const*>(&optional)})
            for (auto const column : *list) known.emplace_back(column);
        for (std::size_t i = 0; i < csv_.header().size(); ++i) {
            auto const& column = csv_.header()[i];
            if (std::find(known.begin(), known.end(), column) == known.end()) refuse("csv.column", "The file has a column that the format does not know", column, nearest(column, known));
            columns_.emplace(column, i);
        }
        for (auto const column : needed)
            if (!columns_.contains(column)) refuse("csv.column", "The file lacks a column", "no column '" + std::string(column) + "'", {});
    }

    bool next() { return csv_.next(); }
    [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }

    /// Trimmed; "" where the column or the cell is absent.
    [[nodiscard]] std::string_view text(std::string_view column) const {
        auto const at = columns_.find(column);
        return at == columns_.end() ? std::string_view() : trim(csv_[at->second]);
    }
    [[nodiscard]] std::string string(std::string_view column) const { return std::string(text(column)); }
    [[nodiscard]] std::string needed(std::string_view column) const {
        auto const value = text(column);
        if (value.empty()) fail(column, "csv.empty", "A cell that is needed is empty", "a value");
        return std::string(value);
    }
    // Blanks around a number are allowed (spreadsheets add them), infinity and NaN are not.
    [[nodiscard]] double number(std::string_view column) const {
        if (text(column).empty()) fail(column, "csv.empty", "A number is missing; missing is never zero", "a number");
        auto const value = parse_number(text(column));
        if (!value) fail(column, "csv.number", "This is not a finite number", "a number such as 0.5 or 1e-3");
        return *value;
    }
    [[nodiscard]] std::optional<double> number_or_nothing(std::string_view column) const { return text(column).empty() ? std::nullopt : std::optional(number(column)); }
    // 0 means "no id" in Exchange::internal_id and AllocationFactor::exchange_id, so it cannot be given as one. The bound
    // keeps the number within 32 bits.
    [[nodiscard]] std::int32_t whole(std::string_view column) const {
        if (text(column).empty()) return 0;
        auto const value = parse_integer(text(column));
        if (!value || *value <= 0 || *value > 2'000'000'000) fail(column, "csv.number", "This is not a positive whole number", "1, 2, 3, ...");
        return static_cast<std::int32_t>(*value);
    }
    [[nodiscard]] bool yes(std::string_view column) const { return word(column, {"", "no", "yes"}) == 2; }

    /// Place of the cell's word in `words`; an Error that lists them if it is none. Case counts: these are words of the
    /// format, not of a language. "" among the words allows an empty cell.
    [[nodiscard]] std::size_t word(std::string_view column, std::vector<std::string_view> const& words) const {
        auto const at = std::find(words.begin(), words.end(), text(column));
        if (at == words.end()) {
            std::vector<std::string> names(words.begin(), words.end());
            fail(column, "csv.word", "This word is not one of those that may stand here", join(names, ", "));
        }
        return static_cast<std::size_t>(at - words.begin());
    }

    /// Index of the id in the cell; no_index for an empty cell. The ids are sorted for the message, since the order of a
    /// hash map differs between standard libraries and the near names would with it.
    [[nodiscard]] Index reference(std::string_view column, std::unordered_map<std::string, Index> const& ids, char const* kind) const {
        auto const value = text(column);
        if (value.empty()) return no_index;
        auto const at = ids.find(std::string(value));
        if (at != ids.end()) return at->second;
        std::vector<std::string> names;
        for (auto const& [id, index] : ids) names.push_back(id);
        std::sort(names.begin(), names.end());
        fail(column, "csv.unknown-id", std::string("No ") + kind + " has this id", std::string("the id of a ") + kind, nearest(value, names));
    }
    [[nodiscard]] Index needed_reference(std::string_view column, std::unordered_map<std::string, Index> const& ids, char const* kind) const {
        (void)needed(column);
        return reference(column, ids, kind);
    }

    /// Source columns of the row. Every table may have them; where the model has no place for them (flows, factors) they are
    /// for people who read the file.
    [[nodiscard]] ProcessSource source() const {
        auto const confidence = text("confidence");
        if (!confidence.empty() && std::find(std::begin(csv_confidences), std::end(csv_confidences), confidence) == std::end(csv_confidences))
            fail("confidence", "csv.word", "This is no word for confidence", join({std::begin(csv_confidences), std::end(csv_confidences)}, ", "));
        return {string("source"), string("year"), string("licence"), std::string(confidence), string("note")};
    }

    // Points at the cell if the column is there, else at the row.
    [[noreturn]] void fail(std::string_view column, std::string id, std::string what, std::string expected, std::vector<std::string> related = {}) const {
        auto const at = columns_.find(column);
        Where where = at == columns_.end() ? csv_.where() : csv_.where(at->second);
        where.object = "column '" + std::string(column) + "'";
        auto const value = text(column);
        throw Error(Problem{std::move(id), std::move(what), std::move(where), std::move(expected), value.empty() ? "nothing" : std::string(value), {}, std::move(related)});
    }
    /// A problem that something else met while using the cell.
    [[noreturn]] void fail(std::string_view column, Problem problem) const {
        auto const at = columns_.find(column);
        Where const inner = std::exchange(problem.where, at == columns_.end() ? csv_.where() : csv_.where(at->second));
        if (!inner.object.empty()) problem.where.object = inner.object;
        throw Error(std::move(problem));
    }
    [[nodiscard]] Where where() const { return csv_.where(); }

private:
    // About the header, before any row is there: columns are named in line 1.
    [[noreturn]] void refuse(std::string id, std::string what, std::string got, std::vector<std::string> related) const {
        Where where = csv_.where();
        where.line = 1;
        where.row = 0;
        throw Error(Problem{std::move(id), std::move(what), std::move(where), "the columns that docs/model-files.md lists", std::move(got), {}, std::move(related)});
    }

    CsvReader csv_;
    std::unordered_map<std::string_view, std::size_t> columns_{};
};

}  // namespace tanji::detail
