// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/csv_database.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "lifecycle/small_model.hpp"
#include "support/temporary.hpp"

using namespace tanji;

TEST_CASE("a folder is written and read back") {
    test::TemporaryFolder const room;
    auto const folder = room.path() + "/database";
    CHECK_FALSE(is_csv_database(folder));
    CHECK(try_read_csv_database(folder).problem().id == "file.missing");

    test::SmallModel m;
    auto const p = m.product("p"), e = m.elementary("e");
    auto const a = m.process("A");
    m.reference(a, p, 1.0 / 3);
    m.output(a, e, 0.1 + 0.2);
    m.content.name = "thirds";
    Import model;
    model.database = m.database();
    write_csv_database(model, folder);
    CHECK(is_csv_database(folder));
    auto const again = read_csv_database(folder);
    CHECK(again.database.content().name == "thirds");
    CHECK(again.database.processes()[0].exchanges[0].amount == 1.0 / 3);
    CHECK(again.database.processes()[0].exchanges[1].amount == 0.1 + 0.2);

    std::ofstream(folder + "/exchanges.csv", std::ios::app) << "A,e,output,nan,kg\n";
    auto const broken = try_read_csv_database(folder);
    REQUIRE_FALSE(broken);
    CHECK(broken.problem().where.file == folder + "/exchanges.csv");
    std::ofstream(folder + "/notes.csv") << "x\n";
    CHECK(try_read_csv_database(folder).problem().id == "csv.unknown-file");
}

TEST_CASE("limits hold for the folder as a whole") {
    test::TemporaryFolder const room;
    auto const folder = room.path();
    std::filesystem::create_directories(folder);
    for (char const* file : {"flows.csv", "processes.csv", "exchanges.csv"}) std::ofstream(folder + "/" + file) << std::string(1000, 'x');
    ReadLimits limits;
    limits.total_bytes = 2500;
    CHECK(try_read_csv_database(folder, limits).problem().id == "limit.total-bytes");
}
