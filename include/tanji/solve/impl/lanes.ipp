// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "tanji/solve/impl/torn_lanes.ipp"

// The whole system for eight right-hand sides at once. The order of operations in each lane is that of a single solve.
namespace tanji::detail {

/// A loop as the kernels read it. `row_power` and `column_power` are 2^R and 2^C.
struct LaneLoop {
    TornArrays<double> torn{};
    std::int32_t const* column = nullptr;
    std::int32_t const* product = nullptr;
    std::int32_t const* outer_start = nullptr; ///< entries that leave the loop, per place
    std::int32_t const* outer = nullptr;
    double const* row_power = nullptr;
    double const* column_power = nullptr;
};

/// Structure, matrix and factors as plain pointers. `reached` per component.
struct LaneSystem {
    std::size_t components = 0, size = 0;
    std::int32_t const* component_start = nullptr;
    std::int32_t const* order = nullptr;
    std::int32_t const* row_of_column = nullptr;
    std::int32_t const* pivot_of_column = nullptr;
    std::int32_t const* component_of_row = nullptr;
    std::int32_t const* component_of_column = nullptr;
    std::int32_t const* loop_of = nullptr;
    std::int32_t const* start = nullptr;
    std::int32_t const* row = nullptr;
    double const* value = nullptr;
    LaneLoop const* loops = nullptr;
    char const* reached = nullptr;
};

using Lane = EightLanes::Type;

/// |a|, added or compared. References in and out: a register as a result has no form that all compilers agree on.
TANJI_KERNEL_BODY void add_size(Lane& sum, Lane const& a) {
    Lane const turned = -a;
    sum += a > turned ? a : turned;
}
TANJI_KERNEL_BODY void keep_larger(Lane& most, Lane const& a) { most = a > most ? a : most; }

/// |residual| / gross, 0 where nothing is added up.
TANJI_KERNEL_BODY void keep_worse(Lane& worst, Lane const& rest, Lane const& gross) {
    Lane size = Lane{}, least = Lane{};
    add_size(size, rest);
    least += (std::numeric_limits<double>::min)();
    keep_larger(least, gross);
    keep_larger(worst, size / least);
}

/// a * b = high + low exactly (Dekker 1971, Veltkamp's split): as good as fma, and there is one on every machine.
TANJI_KERNEL_BODY void two_product(double a, Lane const& b, Lane& high, Lane& low) {
    constexpr double split = 134217729; // 2^27 + 1
    double const a_big = split * a, a_high = a_big - (a_big - a), a_low = a - a_high;
    Lane const b_big = split * b, b_high = b_big - (b_big - b), b_low = b - b_high;
    high = a * b;
    low = ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

/// high + low -= a * b, the errors kept in `low`.
TANJI_KERNEL_BODY void subtract_product_lanes(Lane& high, Lane& low, double a, Lane const& b) {
    Lane product, error;
    two_product(a, b, product, error);
    Lane const sum = high - product, part = sum - high;
    low += ((high - (sum - part)) - (product + part)) - error;
    high = sum;
}

/// Backward error of one equation of the adjoint, computed in plain double.
TANJI_KERNEL_BODY void lanes_error_of_column(LaneSystem const& s, std::int32_t j, Lane const* right, Lane const* y, Lane& worst) {
    Lane rest = right[j], gross = Lane{};
    add_size(gross, rest);
    for (std::int32_t e = s.start[j]; e < s.start[j + 1]; ++e) {
        Lane const product = s.value[e] * y[s.row[e]];
        rest -= product;
        add_size(gross, product);
    }
    keep_worse(worst, rest, gross); // NaN never compares as larger: solutions are checked for it afterwards
}

/// y of a process outside all loops. What it leaves of its equation is measured on the way: the entries are at hand.
TANJI_KERNEL_BODY void lanes_price_single(LaneSystem const& s, std::int32_t j, Lane const* right, Lane* y, Lane& worst) {
    std::int32_t const pivot = s.pivot_of_column[j];
    Lane sum = right[j], gross = Lane{};
    add_size(gross, sum);
    for (std::int32_t e = s.start[j]; e < s.start[j + 1]; ++e) {
        if (e == pivot) continue;
        Lane const product = s.value[e] * y[s.row[e]];
        sum -= product;
        add_size(gross, product);
    }
    Lane const price = sum / s.value[pivot], made = s.value[pivot] * price;
    y[s.row_of_column[j]] = price;
    add_size(gross, made);
    keep_worse(worst, sum - made, gross);
}

/// A^T y = right, suppliers first; right by column, y by row. `in` and `out` are scratch for the largest loop. Gives the
/// largest componentwise backward error per lane.
TANJI_KERNEL_BODY void lanes_back_body(LaneSystem const& s, Lane const* right, Lane* y, Lane* in, Lane* out, Lane& worst) {
    worst = Lane{};
    for (std::size_t k = s.components; k-- > 0;) {
        if (!s.reached[k]) continue;
        if (s.loop_of[k] < 0) {
            lanes_price_single(s, s.order[s.component_start[k]], right, y, worst);
            continue;
        }
        LaneLoop const& loop = s.loops[s.loop_of[k]];
        for (std::size_t q = 0; q < loop.torn.size; ++q) {
            std::int32_t const j = loop.column[q];
            Lane sum = right[j];
            for (std::int32_t o = loop.outer_start[q]; o < loop.outer_start[q + 1]; ++o) sum -= s.value[loop.outer[o]] * y[s.row[loop.outer[o]]];
            in[q] = sum * loop.column_power[q];
        }
        torn_solve_transposed_body<EightLanes>(loop.torn, in, out);
        for (std::size_t p = 0; p < loop.torn.size; ++p) y[loop.product[p]] = in[p] * loop.row_power[p];
        for (std::size_t q = 0; q < loop.torn.size; ++q) lanes_error_of_column(s, loop.column[q], right, y, worst);
    }
}

/// The largest backward error of y, all equations looked at again.
TANJI_KERNEL_BODY void lanes_error_back_body(LaneSystem const& s, Lane const* right, Lane const* y, Lane& worst) {
    worst = Lane{};
    for (std::size_t j = 0; j < s.size; ++j)
        if (s.reached[s.component_of_column[j]]) lanes_error_of_column(s, static_cast<std::int32_t>(j), right, y, worst);
}

/// rest (by column) = right - A^T y in twice the digits.
TANJI_KERNEL_BODY void lanes_residual_back_body(LaneSystem const& s, Lane const* right, Lane const* y, Lane* rest) {
    for (std::size_t j = 0; j < s.size; ++j) {
        rest[j] = Lane{};
        if (!s.reached[s.component_of_column[j]]) continue;
        Lane high = right[j], low = Lane{};
        for (std::int32_t e = s.start[j]; e < s.start[j + 1]; ++e) subtract_product_lanes(high, low, s.value[e], y[s.row[e]]);
        rest[j] = high + low;
    }
}

/// A x = right, consumers first; right (by row) is used up, x by column.
TANJI_KERNEL_BODY void lanes_forward_body(LaneSystem const& s, Lane* right, Lane* x, Lane* in, Lane* out) {
    for (std::size_t k = 0; k < s.components; ++k) {
        if (!s.reached[k]) continue;
        if (s.loop_of[k] < 0) {
            std::int32_t const j = s.order[s.component_start[k]];
            Lane const run = right[s.row_of_column[j]] / s.value[s.pivot_of_column[j]];
            x[j] = run;
            for (std::int32_t e = s.start[j]; e < s.start[j + 1]; ++e) right[s.row[e]] -= s.value[e] * run;
            continue;
        }
        LaneLoop const& loop = s.loops[s.loop_of[k]];
        for (std::size_t p = 0; p < loop.torn.size; ++p) in[p] = right[loop.product[p]] * loop.row_power[p];
        torn_solve_body<EightLanes>(loop.torn, in, out);
        for (std::size_t q = 0; q < loop.torn.size; ++q) {
            Lane const run = in[q] * loop.column_power[q];
            x[loop.column[q]] = run;
            for (std::int32_t o = loop.outer_start[q]; o < loop.outer_start[q + 1]; ++o) right[s.row[loop.outer[o]]] -= s.value[loop.outer[o]] * run;
        }
    }
}

/// On entry `high` holds f; on return f - A x, in twice the digits, with the largest backward error per lane.
TANJI_KERNEL_BODY void lanes_residual_body(LaneSystem const& s, Lane const* x, Lane* high, Lane* low, Lane* gross, Lane& worst) {
    Lane const none = Lane{};
    for (std::size_t i = 0; i < s.size; ++i) {
        low[i] = gross[i] = none;
        add_size(gross[i], high[i]);
    }
    for (std::size_t j = 0; j < s.size; ++j) {
        if (!s.reached[s.component_of_column[j]]) continue;
        for (std::int32_t e = s.start[j]; e < s.start[j + 1]; ++e) {
            std::int32_t const i = s.row[e];
            subtract_product_lanes(high[i], low[i], s.value[e], x[j]);
            add_size(gross[i], s.value[e] * x[j]);
        }
    }
    worst = none;
    for (std::size_t i = 0; i < s.size; ++i) {
        high[i] += low[i];
        if (!s.reached[s.component_of_row[i]]) continue;
        keep_worse(worst, high[i], gross[i]);
    }
}

// One wrapper per kernel and instruction set. Lanes travel as plain doubles: a register as an argument has no agreed form.
struct LaneBuffers {
    double *right = nullptr, *result = nullptr, *in = nullptr, *out = nullptr, *rest = nullptr, *low = nullptr, *gross = nullptr;
};
TANJI_KERNEL_BODY Lane* lanes(double* from) { return reinterpret_cast<Lane*>(from); } // no lambda: a deduced type loses its alignment
enum class LaneStep : std::uint8_t { back, error_back, residual_back, forward, residual };

TANJI_KERNEL_BODY void lane_step_body(LaneStep step, LaneSystem const& s, LaneBuffers const& b, double* worst) {
    Lane most = Lane{};
    switch (step) {
        case LaneStep::back: lanes_back_body(s, lanes(b.right), lanes(b.result), lanes(b.in), lanes(b.out), most); break;
        case LaneStep::error_back: lanes_error_back_body(s, lanes(b.right), lanes(b.result), most); break;
        case LaneStep::residual_back: lanes_residual_back_body(s, lanes(b.right), lanes(b.result), lanes(b.rest)); break;
        case LaneStep::forward: lanes_forward_body(s, lanes(b.right), lanes(b.result), lanes(b.in), lanes(b.out)); break;
        case LaneStep::residual: lanes_residual_body(s, lanes(b.result), lanes(b.rest), lanes(b.low), lanes(b.gross), most); break;
    }
    if (worst) *lanes(worst) = most;
}
TANJI_TARGET_AVX2 inline void lane_step_avx2(LaneStep step, LaneSystem const& s, LaneBuffers const& b, double* worst) { lane_step_body(step, s, b, worst); }
TANJI_TARGET_AVX512 inline void lane_step_avx512(LaneStep step, LaneSystem const& s, LaneBuffers const& b, double* worst) { lane_step_body(step, s, b, worst); }
inline void lane_step(LaneStep step, LaneSystem const& s, LaneBuffers const& b, double* worst, InstructionSet set) {
    if (set == InstructionSet::avx512) lane_step_avx512(step, s, b, worst);
    else if (set == InstructionSet::avx2) lane_step_avx2(step, s, b, worst);
    else lane_step_body(step, s, b, worst);
}

}  // namespace tanji::detail
