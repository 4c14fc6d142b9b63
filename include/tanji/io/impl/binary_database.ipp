// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <fstream>
#include <type_traits>
#include <utility>

#include "tanji/base/error.hpp"
#include "tanji/io/impl/binary_file.ipp"
#include "tanji/io/impl/binary_open.ipp"
#include "tanji/io/impl/binary_reach.ipp"

/// \file
/// The meaning of an open file: names, matrices, lists. Each is read from its sections when it is asked for.
namespace tanji {
namespace detail {

/// Reads one line of several text sections; the first failure is kept and ends the line.
class BinaryLine {
public:
    BinaryLine(BinaryDatabase::Content const& content, std::uint64_t index) : content_(content), index_(index) {}

    BinaryLine& text(BinaryKind kind, std::string& out) {
        if (!problem_) problem_ = content_.text_of(kind, index_, out);
        return *this;
    }
    template <class T, class Out>
    BinaryLine& number(BinaryKind kind, Out& out) {
        std::span<T const> one;
        if (!problem_ && content_.find(kind) != nullptr) {
            problem_ = content_.take(kind, index_, 1, one);
            if (!problem_) out = static_cast<Out>(one[0]);
        }
        if constexpr (std::is_floating_point_v<T>)
            if (!problem_ && !std::isfinite(out)) problem_ = content_.bad_index("a number of the binary database is not finite", "a finite number", "NaN or infinity");
        return *this;
    }
    [[nodiscard]] std::optional<Problem>& problem() noexcept { return problem_; }

private:
    BinaryDatabase::Content const& content_;
    std::uint64_t index_;
    std::optional<Problem> problem_{};
};

/// A list is as long as its section, so a forged count cannot ask for more memory than a small multiple of the file.
/// Lines 0 to count - 1 by `read(i)`, which gives a Result.
template <class T, class Read>
[[nodiscard]] Result<std::vector<T>> binary_list(std::uint64_t count, Read const& read) {
    std::vector<T> list;
    list.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) {
        Result<T> one = read(i);
        if (!one) return one.problem();
        list.push_back(*std::move(one));
    }
    return list;
}

[[nodiscard]] inline Result<std::vector<std::pair<std::string, std::string>>> binary_pairs(BinaryDatabase::Content const& content, BinaryKind first, BinaryKind second) {
    using Pair = std::pair<std::string, std::string>;
    return binary_list<Pair>(content.count(first), [&](std::uint64_t i) -> Result<Pair> {
        Pair pair;
        BinaryLine line(content, i);
        if (line.text(first, pair.first).text(second, pair.second).problem()) return *line.problem();
        return pair;
    });
}

/// Callers' indices and those that stand in the file meet the same bounds and the same words.
[[nodiscard]] inline std::optional<Problem> binary_row_problem(BinaryDatabase::Content const& content, char const* what, std::int32_t index, std::uint64_t count) {
    if (index >= 0 && static_cast<std::uint64_t>(index) < count) return std::nullopt;
    return content.problem("binary.index", std::string("the binary database has no ") + what + " of this number", "0 to " + std::to_string(count) + ", the last one left out", std::to_string(index));
}

}  // namespace detail

TANJI_INLINE std::shared_ptr<BinaryDatabase::Content const> BinaryDatabase::none() {
    auto content = std::make_shared<Content>();
    content->section_of_kind.fill(-1);
    return content;
}

// The content becomes const and shared only after everything at the head of the file has been found right.
TANJI_INLINE Result<BinaryDatabase> BinaryDatabase::try_read(MappedFile file, BinaryOptions const& options) {
    auto content = std::make_shared<Content>();
    content->file = std::move(file);
    content->checksums = options.checksums;
    if (auto bad = detail::BinaryOpener(*content).run()) return *std::move(bad);
    BinaryDatabase database;
    database.content_ = std::move(content);
    return database;
}

// Where mapped, a look at the first pages: its time does not depend on the size of the file.
TANJI_INLINE Result<BinaryDatabase> BinaryDatabase::try_open(std::string const& path, BinaryOptions const& options) {
    auto file = MappedFile::try_open(path, options.access, options.limits);
    if (!file) return file.problem();
    return try_read(*std::move(file), options);
}

// A copy is made, since sections must begin at multiples of 64.
TANJI_INLINE Result<BinaryDatabase> BinaryDatabase::try_from_bytes(std::string_view bytes, BinaryOptions const& options) {
    return try_read(MappedFile::from_bytes(bytes), options);
}

// Not by the name of the file: people rename. A file that is cut inside its magic is none of ours for this purpose.
TANJI_INLINE bool BinaryDatabase::is_one(std::string const& path) {
    std::array<char, detail::binary_magic.size()> head{};
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    return file.gcount() == static_cast<std::streamsize>(head.size()) && std::string_view(head.data(), head.size()) == detail::binary_magic;
}

// Opening refused counts beyond int32, so these casts lose nothing.
TANJI_INLINE std::int32_t BinaryDatabase::processes() const noexcept { return static_cast<std::int32_t>(content_->header.processes); }
TANJI_INLINE std::int32_t BinaryDatabase::products() const noexcept { return static_cast<std::int32_t>(content_->header.products); }
TANJI_INLINE std::int32_t BinaryDatabase::flows() const noexcept { return static_cast<std::int32_t>(content_->header.flows); }
TANJI_INLINE std::int32_t BinaryDatabase::categories() const noexcept { return static_cast<std::int32_t>(content_->header.categories); }
TANJI_INLINE bool BinaryDatabase::diagonal() const noexcept { return (content_->header.flags & detail::binary_flag_diagonal) != 0; }
TANJI_INLINE std::uint64_t BinaryDatabase::entries_a() const noexcept { return content_->count(detail::BinaryKind::a_row); }
TANJI_INLINE std::uint64_t BinaryDatabase::entries_b() const noexcept { return content_->count(detail::BinaryKind::b_row); }
TANJI_INLINE std::uint64_t BinaryDatabase::entries_c() const noexcept { return content_->count(detail::BinaryKind::c_flow); }
TANJI_INLINE std::uint64_t BinaryDatabase::uncertain() const noexcept { return content_->count(detail::BinaryKind::spread_cell); }
TANJI_INLINE MappedFile const& BinaryDatabase::file() const noexcept { return content_->file; }

TANJI_INLINE Result<BinaryProcess> BinaryDatabase::try_process(std::int32_t column) const {
    using enum detail::BinaryKind;
    if (auto bad = detail::binary_row_problem(*content_, "process", column, content_->header.processes)) return *std::move(bad);
    BinaryProcess process;
    detail::BinaryLine line(*content_, detail::at(column));
    line.text(process_id, process.id).text(process_name, process.name).text(process_place, process.place).text(process_refusal, process.refusal);
    if (line.problem()) return *line.problem();
    return process;
}

TANJI_INLINE Result<BinaryProduct> BinaryDatabase::try_product(std::int32_t row) const {
    using enum detail::BinaryKind;
    if (auto bad = detail::binary_row_problem(*content_, "product", row, content_->header.products)) return *std::move(bad);
    BinaryProduct product;
    detail::BinaryLine line(*content_, detail::at(row));
    line.text(product_id, product.id).text(product_name, product.name).text(product_unit, product.unit);
    if (line.problem()) return *line.problem();
    return product;
}

TANJI_INLINE Result<BinaryFlow> BinaryDatabase::try_flow(std::int32_t row) const {
    using enum detail::BinaryKind;
    if (auto bad = detail::binary_row_problem(*content_, "elementary flow", row, content_->header.flows)) return *std::move(bad);
    BinaryFlow flow;
    detail::BinaryLine line(*content_, detail::at(row));
    line.text(flow_id, flow.id).text(flow_name, flow.name).text(flow_compartment, flow.compartment).text(flow_unit, flow.unit);
    line.text(flow_cas, flow.cas).text(flow_place, flow.place).number<std::uint8_t>(flow_input, flow.shown_as_input);
    if (line.problem()) return *line.problem();
    return flow;
}

// An absent normalisation is a bit, since 0 is a number and NaN never leaves a file.
TANJI_INLINE Result<BinaryCategory> BinaryDatabase::try_category(std::int32_t row) const {
    using enum detail::BinaryKind;
    if (auto bad = detail::binary_row_problem(*content_, "category", row, content_->header.categories)) return *std::move(bad);
    BinaryCategory category;
    unsigned has = 0;
    double normalisation = 0, weighting = 0;
    detail::BinaryLine line(*content_, detail::at(row));
    line.text(category_method_id, category.method_id).text(category_method, category.method).text(category_id, category.category_id).text(category_name, category.category);
    line.text(category_part, category.part).text(category_unit, category.unit).number<std::uint8_t>(category_has, has);
    line.number<double>(category_normalisation, normalisation).number<double>(category_weighting, weighting);
    if (line.problem()) return *line.problem();
    if ((has & 1u) != 0) category.normalisation = normalisation;
    if ((has & 2u) != 0) category.weighting = weighting;
    return category;
}

TANJI_INLINE Result<BinaryFactors> BinaryDatabase::try_factors(std::int32_t category) const {
    using enum detail::BinaryKind;
    if (auto bad = detail::binary_row_problem(*content_, "category", category, content_->header.categories)) return *std::move(bad);
    if (auto bad = content_->check_unchanged()) return *std::move(bad);
    BinaryFactors factors;
    if (auto bad = content_->column(c_start, c_flow, c_factor, detail::at(category), content_->header.flows, factors.flow, factors.factor)) return *std::move(bad);
    return factors;
}

TANJI_INLINE Result<std::int32_t> BinaryDatabase::try_producer(std::int32_t row) const {
    if (auto bad = detail::binary_row_problem(*content_, "product", row, content_->header.products)) return *std::move(bad);
    return detail::BinaryReacher(*content_).producer(row);
}

// try_borrow looks at every entry once more: it is the gate of the solver, and a forged file with right checksums ends there.
TANJI_INLINE Result<SystemMatrices> BinaryDatabase::try_matrices() const {
    using enum detail::BinaryKind;
    if (auto bad = content_->check_unchanged()) return *std::move(bad);
    auto const& h = content_->header;
    SparseView<double> a{products(), processes(), {}, {}, {}}, b{flows(), processes(), {}, {}, {}};
    auto bad = content_->take_all(a_start, a.start);
    if (!bad) bad = content_->take_all(a_row, a.row);
    if (!bad) bad = content_->take_all(a_value, a.value);
    if (!bad) bad = content_->take_all(b_start, b.start);
    if (!bad) bad = content_->take_all(b_row, b.row);
    if (!bad) bad = content_->take_all(b_value, b.value);
    if (bad) return *std::move(bad);
    if (h.processes == 0) b = {};
    return SystemMatrices::try_borrow(a, b, content_->file.owner());
}

// Columns and rows of the part keep the order of the file, so that results do not depend on the order of asking.
TANJI_INLINE Result<BinaryPart> BinaryDatabase::try_reachable(std::span<std::int32_t const> rows) const {
    if (auto bad = content_->check_unchanged()) return *std::move(bad);
    for (auto const row : rows)
        if (auto bad = detail::binary_row_problem(*content_, "product", row, content_->header.products)) return *std::move(bad);
    return detail::BinaryReacher(*content_).run(rows);
}

TANJI_INLINE Result<std::vector<BinaryRefusedFlow>> BinaryDatabase::try_refused() const {
    using enum detail::BinaryKind;
    return detail::binary_list<BinaryRefusedFlow>(content_->count(refused_category), [this](std::uint64_t i) -> Result<BinaryRefusedFlow> {
        BinaryRefusedFlow one;
        detail::BinaryLine line(*content_, i);
        if (line.number<std::int32_t>(refused_category, one.category).number<std::int32_t>(refused_flow, one.flow).text(refused_reason, one.reason).problem()) return *line.problem();
        if (auto bad = detail::binary_row_problem(*content_, "category", one.category, content_->header.categories)) return *std::move(bad);
        if (auto bad = detail::binary_row_problem(*content_, "elementary flow", one.flow, content_->header.flows)) return *std::move(bad);
        return one;
    });
}

TANJI_INLINE Result<std::vector<BinaryCutOff>> BinaryDatabase::try_cut_offs() const {
    using enum detail::BinaryKind;
    return detail::binary_list<BinaryCutOff>(content_->count(cut_process), [this](std::uint64_t i) -> Result<BinaryCutOff> {
        BinaryCutOff one;
        detail::BinaryLine line(*content_, i);
        if (line.number<std::int32_t>(cut_process, one.process).text(cut_text, one.text).problem()) return *line.problem();
        if (auto bad = detail::binary_row_problem(*content_, "process", one.process, content_->header.processes)) return *std::move(bad);
        return one;
    });
}

TANJI_INLINE Result<std::vector<BinaryUncertainty>> BinaryDatabase::try_uncertainties() const {
    using enum detail::BinaryKind;
    return detail::binary_list<BinaryUncertainty>(uncertain(), [this](std::uint64_t i) -> Result<BinaryUncertainty> {
        BinaryUncertainty one;
        std::uint8_t kind = 0;
        detail::BinaryLine line(*content_, i);
        line.number<std::uint8_t>(spread_matrix, one.biosphere).number<std::int32_t>(spread_cell, one.cell).number<std::uint8_t>(spread_kind, kind);
        line.number<double>(spread_value, one.value).number<double>(spread_scale, one.scale).number<std::uint32_t>(spread_item, one.item);
        if (line.number<double>(spread_a, one.a).number<double>(spread_b, one.b).number<double>(spread_c, one.c).problem()) return *line.problem();
        // A kind of a later release is no reason to guess a distribution.
        if (kind > static_cast<std::uint8_t>(DistributionKind::uniform)) return content_->bad_index("a distribution is of no known kind", "0 to 4", std::to_string(kind));
        if (auto bad = detail::binary_row_problem(*content_, "cell", one.cell, one.biosphere ? entries_b() : entries_a())) return *std::move(bad);
        one.kind = static_cast<DistributionKind>(kind);
        return one;
    });
}

TANJI_INLINE Result<std::vector<std::pair<std::string, std::string>>> BinaryDatabase::try_settings() const {
    return detail::binary_pairs(*content_, detail::BinaryKind::setting_name, detail::BinaryKind::setting_value);
}

TANJI_INLINE Result<std::vector<std::pair<std::string, std::string>>> BinaryDatabase::try_files() const {
    return detail::binary_pairs(*content_, detail::BinaryKind::file_name, detail::BinaryKind::file_sha256);
}

// value() inside a try block: some fifteen reads, each of which may fail, and one way out.
TANJI_INLINE Result<BinaryContent> BinaryDatabase::try_content() const {
    using enum detail::BinaryKind;
    auto const lines = [this](detail::BinaryKind kind, std::int32_t number) { return content_->find(kind) == nullptr ? 0u : static_cast<std::uint64_t>(number); };
    auto const as = [](std::uint64_t i) { return static_cast<std::int32_t>(i); };
    try {
        BinaryContent c;
        c.matrices = try_matrices().value();
        c.diagonal = diagonal();
        c.characterisation.rows = flows();
        for (std::int32_t k = 0; k < categories(); ++k) {
            auto const factors = try_factors(k).value();
            c.characterisation.row.insert(c.characterisation.row.end(), factors.flow.begin(), factors.flow.end());
            c.characterisation.value.insert(c.characterisation.value.end(), factors.factor.begin(), factors.factor.end());
            c.characterisation.start.push_back(static_cast<std::int32_t>(c.characterisation.row.size()));
            ++c.characterisation.columns;
        }
        c.processes = detail::binary_list<BinaryProcess>(lines(process_id, processes()), [&](std::uint64_t i) { return try_process(as(i)); }).value();
        c.products = detail::binary_list<BinaryProduct>(lines(product_id, products()), [&](std::uint64_t i) { return try_product(as(i)); }).value();
        c.flows = detail::binary_list<BinaryFlow>(lines(flow_id, flows()), [&](std::uint64_t i) { return try_flow(as(i)); }).value();
        c.categories = detail::binary_list<BinaryCategory>(lines(category_id, categories()), [&](std::uint64_t i) { return try_category(as(i)); }).value();
        c.refused = try_refused().value();
        c.cut_offs = try_cut_offs().value();
        c.uncertainties = try_uncertainties().value();
        c.settings = try_settings().value();
        c.files = try_files().value();
        return c;
    } catch (Error const& error) {
        return error.problem();
    }
}

// Reads the whole file once: for tests, and before a file is trusted for years.
TANJI_INLINE std::optional<Problem> BinaryDatabase::verify_all() const {
    if (auto bad = content_->check_unchanged()) return bad;
    auto const bytes = content_->file.bytes();
    std::size_t end = sizeof(detail::BinaryHeader) + content_->sections.size() * sizeof(detail::BinarySection);
    for (auto const& section : content_->sections) {
        // Nothing reads the gaps. Other bytes than zero in them say all the same that someone touched the file.
        for (; end < section.offset; ++end)
            if (bytes[end] != std::byte{0}) return content_->corrupt("a gap between sections");
        end = section.offset + section.length;
        if (section.kind == static_cast<std::uint32_t>(detail::BinaryKind::checksums)) continue;
        for (std::uint64_t block = 0; block * detail::binary_block < section.length; ++block)
            if (auto bad = content_->check_block(section, block)) return bad;
    }
    return std::nullopt;
}

}  // namespace tanji
