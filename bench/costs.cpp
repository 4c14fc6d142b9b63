// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// (C B)^T for all methods in one pass over B. Most entries of B belong to a few flows that most methods know, so C is spread
// out, eight methods a lane: fewer instructions than looking for its entries, and no branches.

#include <cstring>

#include "system.hpp"
#include "tanji/base/cpu.hpp"
#include "tanji/base/executor.hpp"
#include "tanji/config.hpp"

namespace bench {
namespace {

struct CostPass {
    tanji::SparseView<double> b{};
    double const* factors = nullptr; ///< [flow * stride + method]
    std::size_t stride = 0;
    double* costs = nullptr;         ///< [process * methods + method]
    std::size_t methods = 0;
};

#ifdef TANJI_VECTOR
typedef double Eight TANJI_VECTOR(64);
#else
struct Eight {
    double lane[8] = {};
    void operator+=(Eight const& other) { for (int k = 0; k < 8; ++k) lane[k] += other.lane[k]; }
    friend Eight operator*(double factor, Eight other) { for (auto& value : other.lane) value *= factor; return other; }
};
#endif

template <std::size_t Width>
TANJI_KERNEL_BODY void cost_body(CostPass const& p, std::size_t method, std::size_t first, std::size_t last) {
    std::size_t const kept = (std::min)(Width, p.methods - method);
    for (std::size_t j = first; j < last; ++j) {
        Eight sum[Width / 8] = {};
        for (std::int32_t e = p.b.start[j]; e < p.b.start[j + 1]; ++e) {
            double const amount = p.b.value[static_cast<std::size_t>(e)];
            Eight const* const row = reinterpret_cast<Eight const*>(p.factors + static_cast<std::size_t>(p.b.row[static_cast<std::size_t>(e)]) * p.stride + method);
            for (std::size_t k = 0; k < Width / 8; ++k) sum[k] += amount * row[k];
        }
        std::memcpy(p.costs + j * p.methods + method, sum, kept * sizeof(double));
    }
}

/// At most 32 methods at once, so that the sums stay in registers.
TANJI_KERNEL_BODY void all_costs_body(CostPass const& p, std::size_t first, std::size_t last) {
    for (std::size_t method = 0; method < p.methods; method += 32) {
        std::size_t const left = p.methods - method;
        if (left <= 8) cost_body<8>(p, method, first, last);
        else if (left <= 16) cost_body<16>(p, method, first, last);
        else if (left <= 24) cost_body<24>(p, method, first, last);
        else cost_body<32>(p, method, first, last);
    }
}
TANJI_TARGET_AVX2 inline void all_costs_avx2(CostPass const& p, std::size_t first, std::size_t last) { all_costs_body(p, first, last); }
TANJI_TARGET_AVX512 inline void all_costs_avx512(CostPass const& p, std::size_t first, std::size_t last) { all_costs_body(p, first, last); }
inline void all_costs(CostPass const& p, std::size_t first, std::size_t last, tanji::InstructionSet set) {
    if (set == tanji::InstructionSet::avx512) all_costs_avx512(p, first, last);
    else if (set == tanji::InstructionSet::avx2) all_costs_avx2(p, first, last);
    else all_costs_body(p, first, last);
}

}  // namespace

void take_costs(System const& system, std::vector<double>& costs, int threads) {
    auto const& c = system.methods;
    CostPass pass{.b = system.matrices.biosphere(), .stride = (c.count() + 7) / 8 * 8, .methods = c.count()};
    std::vector<double> factors(system.flows() * pass.stride, 0.0);
    for (std::size_t k = 0; k < c.count(); ++k)
        for (auto e = static_cast<std::size_t>(c.start[k]); e < static_cast<std::size_t>(c.start[k + 1]); ++e) factors[static_cast<std::size_t>(c.flow[e]) * pass.stride + k] += c.factor[e];
    costs.resize(system.processes() * c.count());
    pass.factors = factors.data();
    pass.costs = costs.data();
    auto const set = tanji::best_instruction_set();
    tanji::ThreadExecutor executor(threads);
    std::size_t const pieces = threads > 1 ? static_cast<std::size_t>(threads) * 4 : 1;
    executor.run(pieces, [&](std::size_t piece, int) { all_costs(pass, system.processes() * piece / pieces, system.processes() * (piece + 1) / pieces, set); });
}

}  // namespace bench
