// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// That scipy reads the files back and finds the same scores is tested in tests/cli/export_test.py.

#include <doctest/doctest.h>

#include <filesystem>

#include "tanji/analysis/footprint.hpp"
#include "tanji/base/file.hpp"
#include "tanji/io/matrix_export.hpp"
#include "tanji/lifecycle/matrix_model.hpp"

namespace {

/// Heijungs and Suh 2002, chapter 2: 1000 kWh electricity need 100 runs and 2 of fuel; 120 kg CO2.
tanji::Footprint electricity() {
    tanji::MatrixModel model{.name = "hs", .products = {"electricity", "fuel"}, .processes = {"power", "refinery"}, .flows = {"CO2", "crude"}, .categories = {"climate"}};
    tanji::MatrixModel::append_dense(model.technosphere, {{10, 0}, {-2, 100}});
    tanji::MatrixModel::append_dense(model.biosphere, {{1, 10}, {0, -50}});
    tanji::MatrixModel::append_dense(model.characterisation, {{1, 0}});
    auto const import = tanji::matrix_model(model);
    auto const system = tanji::link(import.database);
    return tanji::footprint(system, tanji::demand_of(system, 0, 1000.0), import.methods.front());
}

}  // namespace

TEST_CASE("an export holds A, B, C, f in both forms, with indices that name them") {
    auto const folder = (std::filesystem::temp_directory_path() / "tanji-export-test").string();
    std::filesystem::remove_all(folder);
    auto const written = tanji::try_export_matrices(electricity(), folder).value();
    CHECK(written.size() == 4 * 2 + 3 + 2);
    CHECK(tanji::read_text_file(folder + "/technosphere.mtx").ends_with("2 2 3\n1 1 10\n2 1 -2\n2 2 100\n"));
    CHECK(tanji::read_text_file(folder + "/biosphere.mtx").ends_with("2 2 3\n1 1 1\n1 2 10\n2 2 -50\n"));
    CHECK(tanji::read_text_file(folder + "/demand.mtx").ends_with("2 1 1\n1 1 1000\n"));
    CHECK(tanji::read_text_file(folder + "/characterisation.mtx").find("\n1 1 1\n") != std::string::npos);
    CHECK(tanji::read_text_file(folder + "/columns.csv").find("0,process 1,power,,product 1,electricity,unit") != std::string::npos);
    CHECK(tanji::read_text_file(folder + "/flows.csv").find("crude") != std::string::npos);
    CHECK(tanji::read_text_file(folder + "/categories.csv").ends_with(",120\n"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("a place that cannot be written is an error with the path") {
    auto const problem = tanji::try_export_matrices(electricity(), "/proc/tanji").problem();
    CHECK(problem.id == "io.write");
    CHECK(problem.where.file == "/proc/tanji");
}
