// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <vector>

#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/structure.hpp"

namespace tanji::detail {

/// The entries of A inside a component, by local columns.
template <class Scalar>
struct LocalEntries {
    std::vector<std::int32_t> start{0}, row{};
    std::vector<Scalar> value{};
    std::vector<Scalar> diagonal{};
};

/// `local` maps columns of A to local indices and holds at least the members of this component.
template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> local_entries(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number,
                                                 std::vector<std::int32_t>& local) {
    LocalEntries<Scalar> m;
    std::int32_t const first = s.component_start[at(number)], last = s.component_start[at(number) + 1];
    for (std::int32_t q = first; q < last; ++q) local[at(s.order[at(q)])] = q - first;
    for (std::int32_t q = first; q < last; ++q) {
        std::int32_t const j = s.order[at(q)];
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
            std::int32_t const producer = s.producer_of_row[at(a.row[at(e)])];
            if (s.component_of_column[at(producer)] != number || a.value[at(e)] == Scalar(0)) continue;
            m.row.push_back(local[at(producer)]);
            m.value.push_back(a.value[at(e)]);
        }
        m.start.push_back(static_cast<std::int32_t>(m.row.size()));
        m.diagonal.push_back(a.value[at(s.pivot_of_column[at(j)])]);
    }
    return m;
}

}  // namespace tanji::detail
