// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>

#include "tanji/base/text.hpp"
#include "tanji/io/impl/binary_file.ipp"

/// \file
/// Finding products by words. From the strictest reading to the loosest; the first that matches anything decides, and several
/// matches are an error that lists them.
namespace tanji {
namespace detail {

class BinaryFinder {
public:
    BinaryFinder(BinaryDatabase const& database, BinaryDatabase::Content const& content) : database_(database), c_(content) {}

    [[nodiscard]] Result<std::int32_t> run(std::string_view process, std::string_view product) {
        process = trim(process);
        product = trim(product);
        std::vector<std::int32_t> columns;
        if (process.empty()) return unknown(process, {});
        if (auto bad = by_id(process, columns)) return *std::move(bad);
        if (columns.empty())
            if (auto bad = by_name(process, columns)) return *std::move(bad);
        if (columns.empty()) return unknown(process, names_);
        auto rows = rows_of(columns);
        if (!rows) return rows.problem();
        if (!product.empty())
            if (auto bad = keep(*rows, product)) return *std::move(bad);
        if (rows->size() == 1) return rows->front();
        return ambiguous(*rows, product.empty() ? process : product);
    }

private:
    using MaybeProblem = std::optional<Problem>;

    /// Binary search in the columns sorted by id: some 15 texts are touched, not all.
    [[nodiscard]] MaybeProblem by_id(std::string_view id, std::vector<std::int32_t>& found) {
        std::uint64_t low = 0, high = c_.count(BinaryKind::process_order);
        auto const end = high;
        std::int32_t column = 0;
        std::string text;
        while (low < high) {
            auto const middle = low + (high - low) / 2;
            if (auto bad = sorted(middle, column, text)) return bad;
            if (text < id) low = middle + 1;
            else high = middle;
        }
        for (; low < end; ++low) {
            if (auto bad = sorted(low, column, text)) return bad;
            if (text != id) break;
            found.push_back(column);
        }
        return std::nullopt;
    }

    /// The process at a place of the sorted order and its id. The file is not trusted: an order that leads outside is "binary.index".
    [[nodiscard]] MaybeProblem sorted(std::uint64_t place, std::int32_t& column, std::string& id) const {
        std::span<std::uint32_t const> one;
        if (auto bad = c_.take(BinaryKind::process_order, place, 1, one)) return bad;
        if (one[0] >= c_.header.processes) return c_.bad_index("the order of processes names one that is not there", "below " + std::to_string(c_.header.processes), std::to_string(one[0]));
        column = static_cast<std::int32_t>(one[0]);
        id.clear();
        return c_.text_of(BinaryKind::process_id, one[0], id);
    }

    /// Every name is read, about 2 ms for 23,500: only who has no id pays for it.
    [[nodiscard]] MaybeProblem by_name(std::string_view text, std::vector<std::int32_t>& found) {
        names_.resize(c_.find(BinaryKind::process_name) == nullptr ? 0 : static_cast<std::size_t>(c_.header.processes));
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (auto bad = c_.text_of(BinaryKind::process_name, i, names_[i])) return bad;
        found = matching(names_, text);
        return std::nullopt;
    }

    /// Exactly, then without regard to case, then as a part: a name that is part of longer ones can still be asked for.
    [[nodiscard]] static std::vector<std::int32_t> matching(std::vector<std::string> const& names, std::string_view text) {
        std::vector<std::int32_t> found;
        std::function<bool(std::string_view)> const readings[] = {[&](std::string_view name) { return name == text; }, [&](std::string_view name) { return equal_ignoring_case(name, text); },
                                                                  [&](std::string_view name) { return contains_ignoring_case(name, text); }};
        for (auto const& reads : readings) {
            for (std::size_t i = 0; i < names.size(); ++i)
                if (reads(trim(names[i]))) found.push_back(static_cast<std::int32_t>(i));
            if (!found.empty()) break;
        }
        return found;
    }

    /// Products that the columns make; without a matching there is no saying which.
    [[nodiscard]] Result<std::vector<std::int32_t>> rows_of(std::vector<std::int32_t> const& columns) const {
        if (database_.diagonal()) return columns;
        std::vector<std::int32_t> row_of(static_cast<std::size_t>(c_.header.processes), -1), rows;
        for (std::int32_t row = 0; row < database_.products(); ++row) {
            auto const column = database_.try_producer(row);
            if (!column) return column.problem();
            row_of[at(*column)] = row;
        }
        for (auto const column : columns)
            if (row_of[at(column)] >= 0) rows.push_back(row_of[at(column)]);
        return rows;
    }

    /// Of several products of a process those that `product` names, an id before a name.
    [[nodiscard]] MaybeProblem keep(std::vector<std::int32_t>& rows, std::string_view product) const {
        std::vector<std::string> ids, names;
        for (auto const row : rows) {
            auto const one = database_.try_product(row);
            if (!one) return one.problem();
            ids.push_back(one->id);
            names.push_back(one->name);
        }
        std::vector<std::int32_t> chosen;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (ids[i] == product) chosen.push_back(static_cast<std::int32_t>(i));
        if (chosen.empty()) chosen = matching(names, product);
        if (chosen.empty()) return unknown(product, names);
        for (auto& one : chosen) one = rows[at(one)];
        rows = std::move(chosen);
        return std::nullopt;
    }

    // The nearest spellings, because most misses are slips of the hand.
    [[nodiscard]] Problem unknown(std::string_view text, std::vector<std::string> const& names) const {
        auto problem = c_.problem("lookup.unknown", "Nothing is called " + in_quotes(text), "the id or a part of the name of a process of the file", std::string(text), "see the names the file has");
        problem.related = nearest(text, names);
        return problem;
    }

    /// Twenty candidates are enough to see what the text was short of.
    [[nodiscard]] Problem ambiguous(std::vector<std::int32_t> const& rows, std::string_view text) const {
        constexpr std::size_t most = 20;
        auto problem = c_.problem("lookup.ambiguous", in_quotes(text) + " names " + std::to_string(rows.size()) + " products", "one product", std::string(text), "give the id of the process, more of its name, or the product");
        for (std::size_t i = 0; i < (std::min)(most, rows.size()); ++i) problem.related.push_back(describe(rows[i]));
        if (rows.size() > most) problem.related.push_back("and " + std::to_string(rows.size() - most) + " more");
        return problem;
    }

    /// In words for a list of candidates. It must not fail: it is called while another problem is told.
    [[nodiscard]] std::string describe(std::int32_t row) const {
        auto const column = database_.try_producer(row);
        auto const process = column ? database_.try_process(*column) : Result<BinaryProcess>(BinaryProcess{});
        auto const product = database_.try_product(row);
        if (!process || !product) return "product " + std::to_string(row + 1);
        return process->id + "  " + process->name + (process->place.empty() ? "" : " [" + process->place + "]") + ": " + product->name;
    }

    BinaryDatabase const& database_;
    BinaryDatabase::Content const& c_;
    std::vector<std::string> names_{};
};

}  // namespace detail

TANJI_INLINE Result<std::int32_t> BinaryDatabase::find_product(std::string_view process, std::string_view product) const {
    return detail::BinaryFinder(*this, *content_).run(process, product);
}

}  // namespace tanji
