// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Reads a database in the binary layout of the benchmarks (docs/performance.md). Little-endian: six int64 (n processes,
// m flows, k methods, entries of A, B, C); then A and B by columns and C by rows, each as int32 starts, int32 indices,
// float64 values, float64 lognormal sigmas (0: certain).

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tanji/solve/matrices.hpp"

namespace bench {

/// C by rows: factor[start[k]..start[k+1]) of method k, for the flows of the same places.
struct Methods {
    std::vector<std::int32_t> start{0}, flow{};
    std::vector<double> factor{};
    [[nodiscard]] std::size_t count() const noexcept { return start.size() - 1; }
};

struct LciFile {
    tanji::SparseColumns<double> a, b;
    Methods methods;
    std::vector<double> sigma_a{}, sigma_b{}; ///< empty unless asked for: no job but Monte Carlo needs them
};

namespace detail {

template <class T>
[[nodiscard]] std::vector<T> read_array(std::ifstream& in, std::size_t count) {
    std::vector<T> values(count);
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(T)));
    if (!in) throw std::runtime_error("the file ends early");
    return values;
}

inline void read_sparse(std::ifstream& in, tanji::SparseColumns<double>& m, std::vector<double>* sigma, std::int64_t rows, std::int64_t columns, std::int64_t entries) {
    m.rows = static_cast<std::int32_t>(rows);
    m.columns = static_cast<std::int32_t>(columns);
    auto const count = static_cast<std::size_t>(entries);
    m.start = read_array<std::int32_t>(in, static_cast<std::size_t>(columns) + 1);
    if (m.start.front() != 0 || m.start.back() != entries || !std::is_sorted(m.start.begin(), m.start.end())) throw std::runtime_error("starts of columns that do not ascend to the number of entries");
    m.row = read_array<std::int32_t>(in, count);
    m.value = read_array<double>(in, count);
    if (sigma) *sigma = read_array<double>(in, count);
    else in.seekg(static_cast<std::streamoff>(count * sizeof(double)), std::ios::cur);
}

/// The layout does not promise ascending rows inside a column; the library insists on them.
inline void sort_rows(tanji::SparseColumns<double>& m, std::vector<double>& sigma) {
    std::vector<std::tuple<std::int32_t, double, double>> column;
    for (std::size_t j = 0; j < static_cast<std::size_t>(m.columns); ++j) {
        auto const first = static_cast<std::size_t>(m.start[j]), last = static_cast<std::size_t>(m.start[j + 1]);
        if (std::is_sorted(m.row.begin() + m.start[j], m.row.begin() + m.start[j + 1])) continue;
        column.clear();
        for (std::size_t e = first; e < last; ++e) column.emplace_back(m.row[e], m.value[e], sigma.empty() ? 0.0 : sigma[e]);
        std::sort(column.begin(), column.end());
        for (std::size_t e = first; e < last; ++e) {
            std::tie(m.row[e], m.value[e], std::ignore) = column[e - first];
            if (!sigma.empty()) sigma[e] = std::get<2>(column[e - first]);
        }
    }
}

}  // namespace detail

/// Throws std::runtime_error. Everything is read once into arrays of its own: values in the file may lie at odd places,
/// so they cannot be borrowed from a mapped file.
[[nodiscard]] inline LciFile read_lci(std::string const& path, bool with_sigma = false) {
    static_assert(std::endian::native == std::endian::little, "the layout is little-endian");
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot open " + path);
    auto const head = detail::read_array<std::int64_t>(in, 6);
    for (auto const number : head)
        if (number < 0 || number > INT32_MAX) throw std::runtime_error("not a database in the layout of the benchmarks: " + path);
    LciFile file;
    detail::read_sparse(in, file.a, with_sigma ? &file.sigma_a : nullptr, head[0], head[0], head[3]);
    detail::read_sparse(in, file.b, with_sigma ? &file.sigma_b : nullptr, head[1], head[0], head[4]);
    tanji::SparseColumns<double> c;
    detail::read_sparse(in, c, nullptr, head[1], head[2], head[5]);
    for (auto const flow : c.row)
        if (flow < 0 || flow >= head[1]) throw std::runtime_error("a factor for a flow that is not there");
    file.methods = {std::move(c.start), std::move(c.row), std::move(c.value)};
    detail::sort_rows(file.a, file.sigma_a);
    detail::sort_rows(file.b, file.sigma_b);
    return file;
}

}  // namespace bench
