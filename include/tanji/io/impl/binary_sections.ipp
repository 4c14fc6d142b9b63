// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "tanji/base/utf8.hpp"
#include "tanji/io/binary_content.hpp"
#include "tanji/io/impl/binary_layout.ipp"
#include "tanji/io/xxh64.hpp"
#include "tanji/solve/structure.hpp"

/// \file
/// From content to sections: what is checked before a file is written, and where every byte goes.
namespace tanji::detail {

/// A file that is laid out but not written: `bytes` point into the content and into what the planner holds.
struct BinaryPlan {
    BinaryHeader header{};
    std::vector<BinarySection> table{};
    std::vector<std::span<std::byte const>> bytes{};
};

class BinaryPlanner {
public:
    explicit BinaryPlanner(BinaryContent const& content) : c_(content) {}
    BinaryPlanner(BinaryPlanner const&) = delete;
    BinaryPlanner& operator=(BinaryPlanner const&) = delete;

    [[nodiscard]] BinaryPlan const& plan() const noexcept { return plan_; }

    [[nodiscard]] std::optional<Problem> run() {
        if constexpr (std::endian::native != std::endian::little)
            return Problem{.id = "binary.byte-order", .what = "binary databases are written on little-endian machines only", .expected = "a little-endian machine", .got = "a big-endian one"};
        if (auto problem = check_sizes()) return problem;
        if (auto problem = check_factors()) return problem;
        add_matrices();
        add_names();
        add_lists();
        if (bad_text_ != nullptr)
            return Problem{.id = "binary.content", .what = "a name is not UTF-8", .where = {.object = *bad_text_}, .expected = "UTF-8", .got = "other bytes", .hint = "convert the source to UTF-8"};
        add_texts();
        lay_out();
        return std::nullopt;
    }

private:
    /// "binary.content": the mistake is in what is to be written, so nothing is written.
    [[nodiscard]] static Problem wrong(std::string what, std::string expected, std::string got) {
        return Problem{.id = "binary.content", .what = std::move(what), .expected = std::move(expected), .got = std::move(got), .hint = "give one line per row or column of the matrices, or none"};
    }

    /// Lists are as long as the matrices, indices inside, numbers finite: a reader refuses anything else, and too late.
    [[nodiscard]] std::optional<Problem> check_sizes() const {
        auto const a = c_.matrices.technosphere();
        auto const b = c_.matrices.biosphere();
        struct List {
            char const* name;
            std::size_t given, wanted;
        };
        for (auto const& [name, given, wanted] : {List{"processes", c_.processes.size(), at(a.columns)}, List{"products", c_.products.size(), at(a.rows)},
                                                  List{"flows", c_.flows.size(), at(b.rows)}, List{"categories", c_.categories.size(), at(c_.characterisation.columns)}})
            if (given != 0 && given != wanted) return wrong(std::string("the list of ") + name + " does not fit the matrices", std::to_string(wanted), std::to_string(given));
        for (auto const& one : c_.refused)
            if (one.category < 0 || one.category >= c_.characterisation.columns || one.flow < 0 || one.flow >= b.rows) return wrong("a refused flow is not in the matrices", "a category and a flow of C", "others");
        for (auto const& one : c_.cut_offs)
            if (one.process < 0 || one.process >= a.columns) return wrong("a cut-off is not of a process of the matrices", "a column", std::to_string(one.process));
        for (auto const& one : c_.categories)
            if (!std::isfinite(one.normalisation.value_or(0)) || !std::isfinite(one.weighting.value_or(0))) return wrong("a normalisation or weight is not a number", "a finite number", "NaN or infinity");
        return check_spreads();
    }

    /// Spreads name exchanges by entry of A or B: an entry outside would be sampled into somebody else's number.
    [[nodiscard]] std::optional<Problem> check_spreads() const {
        BinaryUncertainty const* last = nullptr;
        for (auto const& one : c_.uncertainties) {
            auto const cells = (one.biosphere ? c_.matrices.biosphere() : c_.matrices.technosphere()).value.size();
            if (one.cell < 0 || at(one.cell) >= cells) return wrong("an uncertainty is not of a cell of the matrices", "below " + std::to_string(cells), std::to_string(one.cell));
            for (double const value : {one.value, one.scale, one.a, one.b, one.c})
                if (!std::isfinite(value)) return wrong("an uncertainty is not a number", "finite parameters", "NaN or infinity");
            bool const descends = last != nullptr && (last->biosphere > one.biosphere || (last->biosphere == one.biosphere && last->cell > one.cell));
            if (descends) return wrong("uncertainties are out of order", "those of A, then those of B, by cell", "a smaller cell after a larger one");
            last = &one;
        }
        return std::nullopt;
    }

    /// C has the checks of A: borrowed as if it were one, so that one place knows what a usable matrix is.
    [[nodiscard]] std::optional<Problem> check_factors() const {
        auto const& c = c_.characterisation;
        if (c.columns != 0 && c.rows != c_.matrices.biosphere().rows) return wrong("C has another number of flows than B", std::to_string(c_.matrices.biosphere().rows), std::to_string(c.rows));
        auto const checked = SystemMatrices::try_borrow(c.view(), {}, nullptr);
        if (!checked) return checked.problem();
        return std::nullopt;
    }

    /// Arrays of the content itself are written from where they are. An empty one has no section.
    template <class T>
    void add(BinaryKind kind, std::span<T const> values) {
        if (values.empty()) return;
        plan_.table.push_back({.kind = static_cast<std::uint32_t>(kind), .element = sizeof(T)});
        plan_.bytes.push_back(std::as_bytes(values));
    }

    /// The same for values made here: kept until the file is written.
    template <class T, class List, class Of>
    void add(BinaryKind kind, List const& list, Of of) {
        auto& room = kept_.emplace_back(list.size() * sizeof(T));
        for (std::size_t i = 0; i < list.size(); ++i) {
            T const value = static_cast<T>(of(list[i]));
            std::memcpy(room.data() + i * sizeof(T), &value, sizeof(T));
        }
        if (list.empty()) return;
        plan_.table.push_back({.kind = static_cast<std::uint32_t>(kind), .element = sizeof(T)});
        plan_.bytes.push_back(room);
    }

    template <class List, class Of>
    void add_text(BinaryKind kind, List const& list, Of const& of) {
        add<std::uint32_t>(kind, list, [&](auto const& one) { return text_id(of(one)); });
    }

    /// Places and units repeat in thousands of lines: every text stands in the file once.
    [[nodiscard]] std::uint32_t text_id(std::string const& text) {
        if (first_bad_utf8(text) < text.size()) bad_text_ = &text;
        auto const [found, is_new] = text_ids_.try_emplace(text, static_cast<std::uint32_t>(text_ids_.size()));
        if (is_new) {
            texts_ += text;
            text_start_.push_back(texts_.size());
        }
        return found->second;
    }

    /// The arrays as the solver takes them, so that a reader can lend them out without a copy.
    void add_matrices() {
        auto const a = c_.matrices.technosphere();
        auto const b = c_.matrices.biosphere();
        auto const& c = c_.characterisation;
        // A handle made by default has no starts at all, and means the empty matrix.
        if (a.start.empty()) add<std::int32_t>(BinaryKind::a_start, std::vector<int>(1), [](int) { return 0; });
        else add(BinaryKind::a_start, a.start);
        add(BinaryKind::a_row, a.row);
        add(BinaryKind::a_value, a.value);
        // B without columns means "no flows"; in the file it has its starts, so that every column can be read alike.
        if (b.columns == a.columns && !b.start.empty()) add(BinaryKind::b_start, b.start);
        else add<std::int32_t>(BinaryKind::b_start, std::vector<int>(at(a.columns) + 1), [](int) { return 0; });
        add(BinaryKind::b_row, b.row);
        add(BinaryKind::b_value, b.value);
        add(BinaryKind::c_start, std::span(c.start));
        add(BinaryKind::c_flow, std::span(c.row));
        add(BinaryKind::c_factor, std::span(c.value));
        // Without producers nobody can follow the columns from a product. A system that has no complete matching is written
        // all the same: a broken model is what `check` wants to see.
        auto const structure = Structure::try_make(c_.matrices, {}, c_.diagonal ? Producers::diagonal : Producers::matched);
        std::vector<std::int32_t> rows(at(a.rows));
        std::iota(rows.begin(), rows.end(), 0);
        add<std::int32_t>(BinaryKind::producer, rows, [&](std::int32_t row) { return structure ? structure->producer_of(row) : -1; });
    }

    /// Texts are stored as numbers into one list; sorting by id goes into a section of its own, for binary search.
    void add_names() {
        using Process = BinaryProcess;
        add_text(BinaryKind::process_id, c_.processes, [](Process const& one) -> auto& { return one.id; });
        add_text(BinaryKind::process_name, c_.processes, [](Process const& one) -> auto& { return one.name; });
        add_text(BinaryKind::process_place, c_.processes, [](Process const& one) -> auto& { return one.place; });
        add<std::uint32_t>(BinaryKind::process_refusal, c_.processes, [this](Process const& one) { return one.refusal.empty() ? no_text : text_id(one.refusal); });
        std::vector<std::uint32_t> order(c_.processes.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [this](std::uint32_t x, std::uint32_t y) {
            int const order_of_ids = c_.processes[x].id.compare(c_.processes[y].id);
            return order_of_ids < 0 || (order_of_ids == 0 && x < y);
        });
        add<std::uint32_t>(BinaryKind::process_order, order, [](std::uint32_t one) { return one; });
        add_text(BinaryKind::product_id, c_.products, [](BinaryProduct const& one) -> auto& { return one.id; });
        add_text(BinaryKind::product_name, c_.products, [](BinaryProduct const& one) -> auto& { return one.name; });
        add_text(BinaryKind::product_unit, c_.products, [](BinaryProduct const& one) -> auto& { return one.unit; });
        add_text(BinaryKind::flow_id, c_.flows, [](BinaryFlow const& one) -> auto& { return one.id; });
        add_text(BinaryKind::flow_name, c_.flows, [](BinaryFlow const& one) -> auto& { return one.name; });
        add_text(BinaryKind::flow_compartment, c_.flows, [](BinaryFlow const& one) -> auto& { return one.compartment; });
        add_text(BinaryKind::flow_unit, c_.flows, [](BinaryFlow const& one) -> auto& { return one.unit; });
        add_text(BinaryKind::flow_cas, c_.flows, [](BinaryFlow const& one) -> auto& { return one.cas; });
        add_text(BinaryKind::flow_place, c_.flows, [](BinaryFlow const& one) -> auto& { return one.place; });
        add<std::uint8_t>(BinaryKind::flow_input, std::vector<int>(at(c_.matrices.biosphere().rows)), [this, i = std::size_t{0}](int) mutable {
            return i < c_.flows.size() && c_.flows[i++].shown_as_input ? 1 : 0;
        });
        add_categories();
    }

    /// As few as there are methods, yet what a result is called hangs on them.
    void add_categories() {
        using Category = BinaryCategory;
        add_text(BinaryKind::category_method_id, c_.categories, [](Category const& one) -> auto& { return one.method_id; });
        add_text(BinaryKind::category_method, c_.categories, [](Category const& one) -> auto& { return one.method; });
        add_text(BinaryKind::category_id, c_.categories, [](Category const& one) -> auto& { return one.category_id; });
        add_text(BinaryKind::category_name, c_.categories, [](Category const& one) -> auto& { return one.category; });
        add_text(BinaryKind::category_part, c_.categories, [](Category const& one) -> auto& { return one.part; });
        add_text(BinaryKind::category_unit, c_.categories, [](Category const& one) -> auto& { return one.unit; });
        // An absent number is a bit and never a NaN or a 0.
        add<double>(BinaryKind::category_normalisation, c_.categories, [](Category const& one) { return one.normalisation.value_or(0); });
        add<double>(BinaryKind::category_weighting, c_.categories, [](Category const& one) { return one.weighting.value_or(0); });
        add<std::uint8_t>(BinaryKind::category_has, c_.categories, [](Category const& one) { return (one.normalisation ? 1 : 0) | (one.weighting ? 2 : 0); });
    }

    /// Lists of lines are stored field by field: a reader of one field touches no other.
    void add_lists() {
        add<std::int32_t>(BinaryKind::refused_category, c_.refused, [](auto const& one) { return one.category; });
        add<std::int32_t>(BinaryKind::refused_flow, c_.refused, [](auto const& one) { return one.flow; });
        add_text(BinaryKind::refused_reason, c_.refused, [](auto const& one) -> auto& { return one.reason; });
        add<std::int32_t>(BinaryKind::cut_process, c_.cut_offs, [](auto const& one) { return one.process; });
        add_text(BinaryKind::cut_text, c_.cut_offs, [](auto const& one) -> auto& { return one.text; });
        using Spread = BinaryUncertainty;
        add<std::uint8_t>(BinaryKind::spread_matrix, c_.uncertainties, [](Spread const& one) { return one.biosphere ? 1 : 0; });
        add<std::int32_t>(BinaryKind::spread_cell, c_.uncertainties, [](Spread const& one) { return one.cell; });
        add<std::uint8_t>(BinaryKind::spread_kind, c_.uncertainties, [](Spread const& one) { return static_cast<std::uint8_t>(one.kind); });
        add<double>(BinaryKind::spread_value, c_.uncertainties, [](Spread const& one) { return one.value; });
        add<double>(BinaryKind::spread_scale, c_.uncertainties, [](Spread const& one) { return one.scale; });
        add<double>(BinaryKind::spread_a, c_.uncertainties, [](Spread const& one) { return one.a; });
        add<double>(BinaryKind::spread_b, c_.uncertainties, [](Spread const& one) { return one.b; });
        add<double>(BinaryKind::spread_c, c_.uncertainties, [](Spread const& one) { return one.c; });
        // Left out where each is a variable of its own, so that such files keep the bytes they always had.
        if (std::any_of(c_.uncertainties.begin(), c_.uncertainties.end(), [](Spread const& one) { return one.item != Spread().item; }))
            add<std::uint32_t>(BinaryKind::spread_item, c_.uncertainties, [](Spread const& one) { return one.item; });
        add_text(BinaryKind::setting_name, c_.settings, [](auto const& one) -> auto& { return one.first; });
        add_text(BinaryKind::setting_value, c_.settings, [](auto const& one) -> auto& { return one.second; });
        add_text(BinaryKind::file_name, c_.files, [](auto const& one) -> auto& { return one.first; });
        add_text(BinaryKind::file_sha256, c_.files, [](auto const& one) -> auto& { return one.second; });
    }

    /// Last, since every section before may still have brought a text.
    void add_texts() {
        add(BinaryKind::text_start, std::span<std::uint64_t const>(text_start_));
        add(BinaryKind::text_bytes, std::span<char const>(texts_));
    }

    /// The list of checksums comes first, next to header and table: opening touches the first pages of the file and no others.
    void lay_out() {
        std::uint64_t blocks = 0;
        for (std::size_t i = 0; i < plan_.table.size(); ++i) {
            plan_.table[i].first_block = blocks;
            plan_.table[i].length = plan_.bytes[i].size();
            blocks += (plan_.bytes[i].size() + binary_block - 1) / binary_block;
        }
        for (auto const& bytes : plan_.bytes)
            for (std::size_t at = 0; at < bytes.size(); at += binary_block) sums_.push_back(xxh64(bytes.subspan(at, (std::min)(binary_block, bytes.size() - at))));
        auto const list = std::as_bytes(std::span(sums_));
        plan_.table.insert(plan_.table.begin(), {.kind = static_cast<std::uint32_t>(BinaryKind::checksums), .element = 8, .length = list.size()});
        plan_.bytes.insert(plan_.bytes.begin(), list);
        std::size_t end = sizeof(BinaryHeader) + plan_.table.size() * sizeof(BinarySection);
        for (auto& section : plan_.table) {
            section.offset = binary_padded(end);
            end = section.offset + section.length;
        }
        auto& header = plan_.header;
        std::copy(binary_magic.begin(), binary_magic.end(), header.magic.begin());
        header.file_bytes = end;
        header.sections = static_cast<std::uint32_t>(plan_.table.size());
        header.table_checksum = xxh64(std::as_bytes(std::span(plan_.table)));
        header.list_checksum = xxh64(list);
        header.flags = c_.diagonal ? binary_flag_diagonal : 0;
        header.products = at(c_.matrices.technosphere().rows);
        header.processes = at(c_.matrices.technosphere().columns);
        header.flows = at(c_.matrices.biosphere().rows);
        header.categories = at(c_.characterisation.columns);
        header.checksum = xxh64(std::as_bytes(std::span(&header, 1)).first(offsetof(BinaryHeader, checksum)));
    }

    BinaryContent const& c_;
    BinaryPlan plan_{};
    std::deque<std::vector<std::byte>> kept_{};  ///< a deque, so that spans into its members hold
    std::unordered_map<std::string, std::uint32_t> text_ids_{};
    std::string texts_{};
    std::vector<std::uint64_t> text_start_{0};
    std::vector<std::uint64_t> sums_{};
    std::string const* bad_text_ = nullptr;
};

}  // namespace tanji::detail
