// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Reads a database in the binary layout of shared/bench/README.md, for the benchmarks of the solver.

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tanji/solve.hpp"

namespace bench {

using tanji::SparseColumns;

struct Database {
    SparseColumns<double> a, b;
    std::vector<double> cost; // C row 0 times B, per process
};

template <class T>
[[nodiscard]] std::vector<T> read_array(std::ifstream& in, std::size_t count) {
    std::vector<T> values(count);
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(T)));
    if (!in) throw std::runtime_error("the file ends early");
    return values;
}

[[nodiscard]] inline SparseColumns<double> read_sparse(std::ifstream& in, std::int64_t rows, std::int64_t columns, std::int64_t entries) {
    SparseColumns<double> m;
    m.rows = static_cast<std::int32_t>(rows);
    m.columns = static_cast<std::int32_t>(columns);
    m.start = read_array<std::int32_t>(in, static_cast<std::size_t>(columns) + 1);
    m.row = read_array<std::int32_t>(in, static_cast<std::size_t>(entries));
    m.value = read_array<double>(in, static_cast<std::size_t>(entries));
    (void)read_array<double>(in, static_cast<std::size_t>(entries)); // lognormal sigma, not needed here
    // The generator does not sort rows inside columns; the library insists on it.
    for (std::size_t j = 0; j < static_cast<std::size_t>(m.columns); ++j) {
        auto const first = static_cast<std::size_t>(m.start[j]), last = static_cast<std::size_t>(m.start[j + 1]);
        std::vector<std::pair<std::int32_t, double>> column;
        for (std::size_t e = first; e < last; ++e) column.emplace_back(m.row[e], m.value[e]);
        std::sort(column.begin(), column.end());
        for (std::size_t e = first; e < last; ++e) std::tie(m.row[e], m.value[e]) = column[e - first];
    }
    return m;
}

[[nodiscard]] inline Database read_database(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot open " + path);
    auto const head = read_array<std::int64_t>(in, 6);
    Database d;
    d.a = read_sparse(in, head[0], head[0], head[3]);
    d.b = read_sparse(in, head[1], head[0], head[4]);
    auto const c = read_sparse(in, head[1], head[2], head[5]); // CSR of C = columns of its transpose
    std::vector<double> factor(static_cast<std::size_t>(head[1]), 0.0);
    for (std::size_t e = 0; e < static_cast<std::size_t>(c.start[1]); ++e) factor[static_cast<std::size_t>(c.row[e])] = c.value[e];
    for (std::size_t j = 0; j < static_cast<std::size_t>(head[0]); ++j) {
        double sum = 0;
        for (auto e = static_cast<std::size_t>(d.b.start[j]); e < static_cast<std::size_t>(d.b.start[j + 1]); ++e)
            sum += factor[static_cast<std::size_t>(d.b.row[e])] * d.b.value[e];
        d.cost.push_back(sum);
    }
    return d;
}

/// Peak resident memory of this process so far.
[[nodiscard]] inline double rss_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace bench
