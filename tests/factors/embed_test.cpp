// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "support/shared.hpp"
#include "tanji/base/file.hpp"
// In compiled mode the headers do not bring these in.
#include "tanji/factors/impl/data/factors_cn_electricity_footprint.ipp"
#include "tanji/factors/impl/data/factors_cn_ets.ipp"
#include "tanji/factors/impl/data/factors_cn_grid_co2.ipp"
#include "tanji/factors/impl/data/factors_documents.ipp"
#include "tanji/factors/impl/data/factors_gb_2023.ipp"
#include "tanji/factors/impl/data/factors_us_40cfr98.ipp"
#include "tanji/factors/impl/data/gwp_gases.ipp"
#include "tanji/factors/impl/data/gwp_gwp.ipp"

using namespace tanji;

TEST_CASE("the embedded tables are those of data/, byte for byte") {
    CHECK(detail::data_gwp_gwp() == read_text_file(test::source_dir() + "/data/gwp/gwp.csv"));
    CHECK(detail::data_gwp_gases() == read_text_file(test::source_dir() + "/data/gwp/gases.csv"));
    CHECK(detail::data_factors_cn_grid_co2() == read_text_file(test::source_dir() + "/data/factors/cn-grid-co2.csv"));
    CHECK(detail::data_factors_cn_electricity_footprint() == read_text_file(test::source_dir() + "/data/factors/cn-electricity-footprint.csv"));
    CHECK(detail::data_factors_cn_ets() == read_text_file(test::source_dir() + "/data/factors/cn-ets.csv"));
    CHECK(detail::data_factors_documents() == read_text_file(test::source_dir() + "/data/factors/documents.csv"));
    CHECK(detail::data_factors_gb_2023() == read_text_file(test::source_dir() + "/data/factors/gb-2023.csv"));
    CHECK(detail::data_factors_us_40cfr98() == read_text_file(test::source_dir() + "/data/factors/us-40cfr98.csv"));
}

TEST_CASE("scripts/embed would change nothing") {
    if (std::system("python3 --version > /dev/null 2>&1") != 0) {
        MESSAGE("skipped: no python3");
        return;
    }
    CHECK(std::system(("python3 '" + test::source_dir() + "/scripts/embed' --check gwp factors places").c_str()) == 0);
}
