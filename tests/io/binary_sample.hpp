// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "tanji/io/binary_database.hpp"
#include "tanji/io/binary_writer.hpp"
#include "tanji/io/xxh64.hpp"

/// \file
/// A small binary database with something in every section, and the means to break one on purpose: fields by their offsets as
/// docs/binary-database.md states them, not as the library's own structs have them.
namespace tanji::test {

/// Three processes: power needs fuel, fuel needs power, steel needs power; waste has nobody but itself.
inline BinaryContent small_content() {
    BinaryContent c;
    c.matrices = SystemMatrices::try_make({4, 4, {0, 2, 4, 6, 7}, {0, 1, 0, 1, 0, 2, 3}, {1, -0.25, -0.1, 1, -0.7, 1, -1}}, {2, 4, {0, 1, 2, 4, 4}, {0, 1, 0, 1}, {0.6, -2.5, 1.8, -0.3}}).value();
    c.diagonal = true;
    c.characterisation = {2, 2, {0, 1, 3}, {0, 0, 1}, {1.0, 0.1, 1.0 / 3}};
    c.processes = {{"p-1", "\u7535\u529b\u751f\u4ea7", "CN", ""}, {"p-2", "fuel, at refinery", "CN-AH", ""}, {"p-3", "\u94a2\u94c1 steel", "CN", ""}, {"p-4", "waste treatment", "GLO", "cannot be allocated"}};
    c.products = {{"f-1", "\u7535", "kWh"}, {"f-2", "fuel", "kg"}, {"f-3", "steel", "t"}, {"f-4", "waste", "kg"}};
    c.flows = {{"e-1", "CO2", "air/unspecified", "kg", "124-38-9", "CN", false}, {"e-2", "crude oil", "resource", "kg", "", "", true}};
    c.categories = {{"m", "AR6 \u65b9\u6cd5", "c-1", "climate", "total", "kg CO2e", 7.5, {}}, {"m", "AR6 \u65b9\u6cd5", "c-2", "resources", "total", "MJ", {}, 0.25}};
    c.refused = {{1, 1, "two factors differ"}};
    c.cut_offs = {{2, "3 kg lime: no process makes it"}};
    c.uncertainties = {{false, 1, DistributionKind::lognormal, -0.25, -1, 0.25, 1.2, 0}, {true, 3, DistributionKind::triangular, -0.3, -0.3, 0.8, 1, 1.3}};
    c.settings = {{"linking", "location"}, {"allocation", "default"}};
    c.files = {{"\u6570\u636e.zip", std::string(64, 'a')}};
    return c;
}

inline bool same_matrix(SparseView<double> const& x, SparseView<double> const& y) {
    return x.rows == y.rows && x.columns == y.columns && std::ranges::equal(x.start, y.start) && std::ranges::equal(x.row, y.row) && x.value.size() == y.value.size() &&
           (x.value.empty() || std::memcmp(x.value.data(), y.value.data(), x.value.size_bytes()) == 0);
}

/// Bit by bit, without the help of the library.
inline bool same_content(BinaryContent const& x, BinaryContent const& y) {
    return same_matrix(x.matrices.technosphere(), y.matrices.technosphere()) && same_matrix(x.matrices.biosphere(), y.matrices.biosphere()) &&
           same_matrix(x.characterisation.view(), y.characterisation.view()) && x.diagonal == y.diagonal && x.processes == y.processes && x.products == y.products && x.flows == y.flows &&
           x.categories == y.categories && x.refused == y.refused && x.cut_offs == y.cut_offs && x.uncertainties == y.uncertainties && x.settings == y.settings && x.files == y.files;
}

template <class T>
void put(std::string& bytes, std::size_t offset, T value) { std::memcpy(bytes.data() + offset, &value, sizeof value); }
template <class T>
T get(std::string const& bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

inline std::uint64_t sum_of(std::string const& bytes, std::size_t offset, std::size_t size) { return xxh64(std::as_bytes(std::span(bytes).subspan(offset, size))); }

/// Where the line of the section table for `kind` begins.
inline std::size_t table_line(std::string const& bytes, std::uint32_t kind) {
    for (std::size_t at = 128; at < 128 + std::size_t{32} * get<std::uint32_t>(bytes, 32); at += 32)
        if (get<std::uint32_t>(bytes, at) == kind) return at;
    return 0;
}

/// Makes all checksums right again, as a forger or a faulty writer would: what is then refused is refused by its meaning.
inline void seal(std::string& bytes, bool blocks = true) {
    auto const sections = std::size_t{get<std::uint32_t>(bytes, 32)};
    auto const list = blocks ? table_line(bytes, 1) : 0;
    if (list != 0) {
        auto const list_offset = get<std::uint64_t>(bytes, list + 8);
        for (std::size_t at = 128; at < 128 + 32 * sections; at += 32) {
            if (at == list) continue;
            auto const offset = get<std::uint64_t>(bytes, at + 8), length = get<std::uint64_t>(bytes, at + 16), first = get<std::uint64_t>(bytes, at + 24);
            for (std::uint64_t k = 0; k * 16384 < length; ++k)
                put(bytes, list_offset + 8 * (first + k), sum_of(bytes, offset + k * 16384, (std::min)(std::uint64_t{16384}, length - k * 16384)));
        }
        put(bytes, 48, sum_of(bytes, list_offset, get<std::uint64_t>(bytes, list + 16)));
    }
    if (128 + 32 * sections <= bytes.size()) put(bytes, 40, sum_of(bytes, 128, 32 * sections));
    put(bytes, 120, sum_of(bytes, 0, 120));
}

}  // namespace tanji::test
