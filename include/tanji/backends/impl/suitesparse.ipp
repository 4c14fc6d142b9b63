// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <klu.h>
#include <umfpack.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "tanji/backends/suitesparse.hpp"

namespace tanji {
namespace detail {

/// The arrays of T by columns are those of T^T by rows; both libraries want columns, so T^T is what they get when T's own
/// arrays are turned once. Hub products are dense rows of T, on which their column orderings take 10 to 60 times longer.
struct TurnedMatrix {
    std::vector<int> start{}, row{};
    std::vector<double> value{};

    explicit TurnedMatrix(SparseView<double> const& m) : start(at(m.rows) + 1, 0), row(m.row.size()), value(m.row.size()) {
        for (std::int32_t const i : m.row) ++start[at(i) + 1];
        for (std::size_t i = 0; i < at(m.rows); ++i) start[i + 1] += start[i];
        std::vector<int> next(start.begin(), start.end() - 1);
        for (std::int32_t j = 0; j < m.columns; ++j)
            for (std::int32_t e = m.start[at(j)]; e < m.start[at(j) + 1]; ++e) {
                std::size_t const to = at(next[at(m.row[at(e)])]++);
                row[to] = j;
                value[to] = m.value[at(e)];
            }
    }
};

class UmfpackFactors final : public BackendFactors {
public:
    explicit UmfpackFactors(TurnedMatrix matrix) : matrix_(std::move(matrix)) {
        umfpack_di_defaults(control_);
        control_[UMFPACK_IRSTEP] = 0;
    }
    UmfpackFactors(UmfpackFactors const&) = delete;
    UmfpackFactors& operator=(UmfpackFactors const&) = delete;
    ~UmfpackFactors() override { umfpack_di_free_numeric(&numeric_); }

    [[nodiscard]] bool factorise() {
        int const n = static_cast<int>(matrix_.start.size()) - 1;
        void* symbolic = nullptr;
        int status = umfpack_di_symbolic(n, n, matrix_.start.data(), matrix_.row.data(), matrix_.value.data(), &symbolic, control_, nullptr);
        if (status == UMFPACK_OK) status = umfpack_di_numeric(matrix_.start.data(), matrix_.row.data(), matrix_.value.data(), symbolic, &numeric_, control_, nullptr);
        umfpack_di_free_symbolic(&symbolic);
        return status == UMFPACK_OK;
    }
    void solve(std::span<double> values) const override { run(UMFPACK_At, values); }
    void solve_transposed(std::span<double> values) const override { run(UMFPACK_A, values); }

private:
    void run(int system, std::span<double> values) const {
        std::vector<double> const right(values.begin(), values.end());
        (void)umfpack_di_solve(system, matrix_.start.data(), matrix_.row.data(), matrix_.value.data(), values.data(), right.data(), numeric_, control_, nullptr);
    }
    TurnedMatrix matrix_;
    void* numeric_ = nullptr;
    double control_[UMFPACK_CONTROL] = {};
};

class KluFactors final : public BackendFactors {
public:
    explicit KluFactors(TurnedMatrix matrix) : matrix_(std::move(matrix)) { klu_defaults(&common_); }
    KluFactors(KluFactors const&) = delete;
    KluFactors& operator=(KluFactors const&) = delete;
    ~KluFactors() override {
        klu_free_numeric(&numeric_, &common_);
        klu_free_symbolic(&symbolic_, &common_);
    }
    [[nodiscard]] bool factorise() {
        int const n = static_cast<int>(matrix_.start.size()) - 1;
        symbolic_ = klu_analyze(n, matrix_.start.data(), matrix_.row.data(), &common_);
        if (symbolic_) numeric_ = klu_factor(matrix_.start.data(), matrix_.row.data(), matrix_.value.data(), symbolic_, &common_);
        return numeric_ != nullptr && common_.status == KLU_OK;
    }
    void solve(std::span<double> values) const override {
        std::scoped_lock const lock(mutex_);
        (void)klu_tsolve(symbolic_, numeric_, static_cast<int>(values.size()), 1, values.data(), &common_);
    }
    void solve_transposed(std::span<double> values) const override {
        std::scoped_lock const lock(mutex_);
        (void)klu_solve(symbolic_, numeric_, static_cast<int>(values.size()), 1, values.data(), &common_);
    }

private:
    TurnedMatrix matrix_;
    mutable std::mutex mutex_{};
    mutable klu_common common_{};
    klu_symbolic* symbolic_ = nullptr;
    klu_numeric* numeric_ = nullptr;
};

}  // namespace detail

TANJI_INLINE std::unique_ptr<BackendFactors const> UmfpackBackend::factorise(SparseView<double> const& matrix) const {
    auto factors = std::make_unique<detail::UmfpackFactors>(detail::TurnedMatrix(matrix));
    if (!factors->factorise()) return nullptr;
    return factors;
}

TANJI_INLINE std::unique_ptr<BackendFactors const> KluBackend::factorise(SparseView<double> const& matrix) const {
    auto factors = std::make_unique<detail::KluFactors>(detail::TurnedMatrix(matrix));
    if (!factors->factorise()) return nullptr;
    return factors;
}

}  // namespace tanji
