// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/category.hpp"
#include "tanji/accounting/impl/activity_columns.ipp"
#include "tanji/accounting/impl/activity_fields.ipp"
#include "tanji/accounting/impl/activity_line.ipp"
#include "tanji/base/sha256.hpp"

/// \file
/// Reading a million rows: most of a row is what it has in common with the meter's other rows, so the bytes of those columns are
/// looked up as they stand, and only a combination that was never seen is read and checked field by field.
namespace tanji {
namespace detail {

/// Combinations of fields that were seen, as their bytes stand in the file, and what each turned out to be: the number of a head or
/// proof, or what is wrong with it, repeated for every row that has it.
class KnownFields {
public:
    struct Meaning {
        std::uint32_t number = 0;
        std::uint32_t problem = 0;  // into the importer's list, from 1; 0: none
    };

    /// `make()` is called for a text that was never seen.
    [[nodiscard]] Meaning find(std::string_view text, auto const& make) {
        if (!texts_.empty() && texts_[last_] == text) return meanings_[last_];  // rows of one document follow each other
        auto const number = static_cast<std::uint32_t>(texts_.size());
        last_ = table_.find_or_add(text, number, [this](std::uint32_t i) { return texts_[i]; });
        if (last_ == number) {
            texts_.push_back(arena_.keep(text));
            meanings_.push_back(make());
        }
        return meanings_[last_];
    }

private:
    TextArena arena_;
    TextTable table_;
    std::vector<std::string_view> texts_;
    std::vector<Meaning> meanings_;
    std::uint32_t last_ = 0;
};

/// One import: the state between rows.
class ActivityImporter {
public:
    ActivityImporter(ActivityCsvOptions const& options, std::string file) : options_(options), file_(std::move(file)) {
        builder_.file({.name = file_, .sha256 = {}, .sheet = options.sheet});
    }

    [[nodiscard]] ActivityImport run(TextSource const& source) {
        TextSource const hashed = [&]() {
            std::string_view const block = source();
            hash_.add(block);
            return block;
        };
        try {
            CsvStream in(hashed, shown_file(), {options_.separator, options_.line_bytes, options_.rows, options_.columns});
            std::vector<Problem> problems;
            layout_ = activity_layout(in.header(), {.file = shown_file(), .line = 1}, problems);
            for (auto& problem : problems) report(std::move(problem));
            if (import_.errors == 0) read_rows(in);
        } catch (Error const& error) {  // nothing after this place can be trusted
            report(error.problem());
        }
        if (import_.errors == 0) {
            builder_.set_hash(options_.sha256.empty() ? hash_.hex() : options_.sha256);
            import_.lines = builder_.finish();
        }
        return std::move(import_);
    }

private:
    /// "2023.xlsx!Data": what messages call the file.
    [[nodiscard]] std::string shown_file() const { return options_.sheet.empty() ? file_ : file_ + "!" + options_.sheet; }

    /// The number of a data row where its owner sees it.
    [[nodiscard]] std::uint64_t shown_row(std::uint64_t row) const { return row >= 1 && row <= options_.row_numbers.size() ? options_.row_numbers[row - 1] : row; }

    void report(Problem problem) {
        ++import_.errors;
        if (!options_.row_numbers.empty()) {  // lines and columns are those of a text that nobody has seen
            problem.where.row = shown_row(problem.where.row);
            problem.where.line = problem.where.column = 0;
        }
        if (import_.findings.size() < options_.most_findings) import_.findings.push_back({Severity::error, std::move(problem)});
    }

    void report(CsvStream const& in, FieldProblem problem) {
        std::size_t const column = problem.field == ActivityField::none ? ActivityLayout::npos : layout_.of(problem.field);
        std::string object = problem.problem.where.object;
        problem.problem.where = column == ActivityLayout::npos ? in.where() : in.where(column);
        if (problem.problem.where.object.empty()) problem.problem.where.object = std::move(object);
        report(std::move(problem.problem));
    }

    void read_rows(CsvStream& in) {
        for (;;) {
            try {
                if (!in.next()) break;
            } catch (Error const& error) {
                if (!in.recoverable()) throw;
                report(error.problem());
                continue;
            }
            if (auto problem = read_row(in)) report(in, *std::move(problem));
            if (import_.errors >= options_.most_findings) {  // one cause makes a million errors, and each costs a search for what is near
                ++import_.errors;
                import_.findings.push_back({Severity::error, {.id = "activity.stopped", .what = "reading stopped: too many rows are wrong", .where = in.where(), .expected = "fewer than " + std::to_string(options_.most_findings) + " errors",
                                                              .got = "as many in " + std::to_string(in.row()) + " rows", .hint = "mend the first ones and read again: they mostly have one cause"}});
                return;
            }
        }
        if (in.row() == 0) report({.id = "activity.empty", .what = "the table has no rows", .where = {.file = shown_file()}, .expected = "at least one line of activity", .got = "a header only", .hint = "was the table exported with a filter, or the wrong sheet of it?"});
    }

    [[nodiscard]] std::optional<FieldProblem> read_row(CsvStream const& in) {
        auto const head = heads_.find(joined(in, layout_.head), [&] { return new_head(in); });
        if (head.problem != 0) return problems_[head.problem - 1];
        auto const proof = proofs_.find(joined(in, layout_.proof), [&] { return new_proof(in); });
        if (proof.problem != 0) return problems_[proof.problem - 1];
        std::size_t const id_column = layout_.of(ActivityField::id);
        ActivityEntry const entry{.id = id_column == ActivityLayout::npos ? std::string_view() : trim(in[id_column]), .amount = in[layout_.of(ActivityField::amount)],
                                  .period = in[layout_.of(ActivityField::period)]};
        if (auto problem = checked_text(entry.id, ActivityField::id)) return problem;
        auto problem = builder_.push(head.number, proof.number, entry, shown_row(in.row()));
        if (!problem) return {};
        bool const of_period = problem->id.starts_with("period") || problem->id.starts_with("date");
        auto const field = of_period ? ActivityField::period : problem->id == "activity.duplicate-id" ? ActivityField::id : ActivityField::amount;  // before the id is moved away
        return FieldProblem{*std::move(problem), field};
    }

    /// The fields as one text with U+001F between them, which no field may hold.
    [[nodiscard]] std::string_view joined(CsvStream const& in, std::vector<std::size_t> const& columns) {
        scratch_.clear();
        for (std::size_t const column : columns) (scratch_ += in[column]) += '\x1f';
        return scratch_;
    }

    [[nodiscard]] KnownFields::Meaning wrong(FieldProblem problem) {
        problems_.push_back(std::move(problem));
        return {0, static_cast<std::uint32_t>(problems_.size())};
    }

    [[nodiscard]] KnownFields::Meaning new_head(CsvStream const& in) {
        auto head = activity_head([&](ActivityField field) { return field_text(in, field); });
        if (auto* problem = std::get_if<FieldProblem>(&head)) return wrong(std::move(*problem));
        auto kept = builder_.keep(std::get<ActivityHead>(std::move(head)));
        if (kept) return {*kept, 0};
        bool const of_unit = kept.problem().id.starts_with("unit");
        bool const of_conversion = kept.problem().id == "activity.conversion";
        return wrong({kept.problem(), of_unit ? ActivityField::unit : of_conversion ? ActivityField::conversion : ActivityField::none});
    }

    [[nodiscard]] KnownFields::Meaning new_proof(CsvStream const& in) {
        auto proof = activity_proof([&](ActivityField field) { return field_text(in, field); });
        if (auto* problem = std::get_if<FieldProblem>(&proof)) return wrong(std::move(*problem));
        return {builder_.keep(std::get<ActivityProof>(std::move(proof))), 0};
    }

    [[nodiscard]] std::string_view field_text(CsvStream const& in, ActivityField field) const {
        std::size_t const column = layout_.of(field);
        return column == ActivityLayout::npos ? std::string_view() : trim(in[column]);
    }

    ActivityCsvOptions const& options_;
    std::string file_;
    ActivityLinesBuilder builder_;
    ActivityLayout layout_;
    ActivityImport import_;
    KnownFields heads_;
    KnownFields proofs_;
    std::vector<FieldProblem> problems_;
    std::string scratch_;
    Sha256 hash_;
};

/// All errors in one Problem, for callers who only want to go on or not.
template <class T>
[[nodiscard]] Result<T> lines_or_refusal(std::optional<T>&& value, std::vector<Finding> const& findings, std::size_t errors, std::string id, std::string what) {
    if (value) return *std::move(value);
    Problem problem{.id = std::move(id), .what = std::move(what), .expected = "no errors", .got = std::to_string(errors) + (errors == 1 ? " error" : " errors")};
    for (auto const& finding : findings) {
        if (finding.severity != Severity::error) continue;
        if (problem.where == Where{}) problem.where = finding.problem.where;
        problem.related.push_back(to_text(finding.problem));
    }
    return problem;
}

}  // namespace detail

TANJI_INLINE ActivityImport import_activity_csv(TextSource const& source, std::string file, ActivityCsvOptions const& options) {
    return detail::ActivityImporter(options, std::move(file)).run(source);
}

TANJI_INLINE ActivityImport import_activity_csv(std::string_view text, std::string file, ActivityCsvOptions const& options) {
    return import_activity_csv(text_source(text), std::move(file), options);
}

TANJI_INLINE ActivityImport import_activity_file(std::string const& path, ActivityCsvOptions const& options) {
    auto source = try_file_source(path);
    if (source) return import_activity_csv(*source, path, options);
    ActivityImport import;
    import.errors = 1;
    import.findings.push_back({Severity::error, source.problem()});
    return import;
}

TANJI_INLINE Result<ActivityLines> try_read_activity_csv(std::string_view text, std::string file, ActivityCsvOptions const& options) {
    auto import = import_activity_csv(text, std::move(file), options);
    return detail::lines_or_refusal(std::move(import.lines), import.findings, import.errors, "activity.refused", "the activity data cannot be used as they are");
}

TANJI_INLINE Result<ActivityLines> try_read_activity_file(std::string const& path, ActivityCsvOptions const& options) {
    auto import = import_activity_file(path, options);
    return detail::lines_or_refusal(std::move(import.lines), import.findings, import.errors, "activity.refused", "the activity data cannot be used as they are");
}

}  // namespace tanji
