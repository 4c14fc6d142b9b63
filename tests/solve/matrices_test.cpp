// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/matrices.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <memory>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::sparse;

namespace {
std::string id_of(SparseColumns<double> a, SparseColumns<double> b = {}) {
    auto const made = SystemMatrices::try_make(std::move(a), std::move(b));
    return made ? "" : made.problem().id;
}
}  // namespace

TEST_CASE("matrices are kept as given") {
    auto const made = SystemMatrices::try_make(sparse<double>({{1, -2}, {0, 4}}), sparse<double>({{0.5, 0}})).value();
    CHECK(made.technosphere().columns == 2);
    CHECK(made.technosphere().value[1] == -2);
    CHECK(made.biosphere().rows == 1);
    auto const copy = made; // a handle
    CHECK(copy.technosphere().value.data() == made.technosphere().value.data());
    CHECK(SystemMatrices::try_make(SparseColumns<double>{}).has_value());
}

TEST_CASE("a NaN or infinite cell is refused, naming product and process from 1") {
    // The place is that of the shared case nan-exchange: A[2][1].
    auto a = sparse<double>({{1, 0}, {7, 1}});
    for (double const bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        a.value[1] = bad;
        auto const made = SystemMatrices::try_make(a);
        REQUIRE_FALSE(made);
        CHECK(made.problem().id == "number.not-finite");
        CHECK(made.problem().where.object == "product 2 / process 1");
    }
    NameLookup const names{.process = [](std::int32_t j) { return "plant " + std::to_string(j); }, .product = [](std::int32_t i) { return "good " + std::to_string(i); }};
    CHECK(SystemMatrices::try_make(a, {}, names).problem().where.object == "good 1 / plant 0");
    auto b = sparse<double>({{1, 1}});
    b.value[1] = std::numeric_limits<double>::quiet_NaN();
    a.value[1] = 7;
    CHECK(SystemMatrices::try_make(a, b).problem().where.object == "elementary flow 1 / process 2");
}

TEST_CASE("arrays that do not fit together are refused before they are read") {
    auto const good = sparse<double>({{1, -2}, {-1, 4}});
    auto m = good;
    m.start.pop_back();
    CHECK(id_of(m) == "matrix.shape");
    m = good;
    m.start = {0, 3, 2};
    CHECK(id_of(m) == "matrix.shape");
    m = good;
    m.start = {0, 2, 5};
    CHECK(id_of(m) == "matrix.shape");
    m = good;
    m.start = {1, 2, 4};
    CHECK(id_of(m) == "matrix.shape");
    m = good;
    m.value.pop_back();
    CHECK(id_of(m) == "matrix.shape");
    m = good;
    m.columns = -1;
    CHECK(id_of(m) == "matrix.shape");
    CHECK(id_of(good, sparse<double>({{1, 2, 3}})) == "matrix.shape"); // B of three processes
}

TEST_CASE("row indices are in range, ascending and each there once") {
    auto const good = sparse<double>({{1, -2}, {-1, 4}});
    for (auto const& rows : std::vector<std::vector<std::int32_t>>{{1, 0, 0, 1}, {0, 0, 0, 1}, {0, 2, 0, 1}, {-1, 1, 0, 1}}) {
        auto m = good;
        m.row = rows;
        CHECK(id_of(m) == "matrix.index");
    }
}

TEST_CASE("borrowed arrays stay alive with their owner") {
    auto owner = std::make_shared<SparseColumns<double>>(sparse<double>({{1, 0}, {0, 1}}));
    std::weak_ptr<void const> const watch = owner;
    auto const view = owner->view();
    {
        auto const made = SystemMatrices::try_borrow(view, {}, std::move(owner)).value();
        CHECK(made.technosphere().value.data() == view.value.data());
        CHECK_FALSE(watch.expired());
    }
    CHECK(watch.expired());
}
