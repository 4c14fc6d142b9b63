// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_factors.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <string>

#include "support/temporary.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

/// Field by field, without the digest that the store itself compares.
void check_same(Factor const& a, Factor const& b) {
    INFO(a.key);
    CHECK(a.key == b.key);
    CHECK(a.what == b.what);
    CHECK(a.name_en == b.name_en);
    CHECK(a.name_zh == b.name_zh);
    CHECK(a.kind == b.kind);
    CHECK(a.region == b.region);
    CHECK(a.year == b.year);
    CHECK(a.per == b.per);
    CHECK(a.per.symbol() == b.per.symbol());
    REQUIRE(a.gases.size() == b.gases.size());
    for (auto const& [gas, mass] : a.gases) CHECK(same_bits(mass.stored(), b.gases.find(gas)->stored()));
    REQUIRE(a.co2e.has_value() == b.co2e.has_value());
    if (a.co2e) CHECK(same_bits(a.co2e->stored(), b.co2e->stored()));
    CHECK(a.co2e_set == b.co2e_set);
    CHECK(a.co2e_set.least() == b.co2e_set.least());
    CHECK(a.not_estimated == b.not_estimated);
    CHECK(a.assumptions == b.assumptions);
    CHECK(a.provenance == b.provenance);
    CHECK(a.record == b.record);
    CHECK(digest(a) == digest(b));
    // A member that is added to Factor or Provenance ends the compilation here: it needs a column, a place in the digest, and a check above.
    [[maybe_unused]] auto const& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = a;
    [[maybe_unused]] auto const& [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14] = a.provenance;
}

Factor odd_factor() {
    Factor f{.key = "odd", .what = "steam; 'strange'", .name_zh = "\xE8\x92\xB8\xE6\xB1\xBD", .kind = FactorKind::upstream, .region = "CN-AH", .year = 2024};
    f.per = try_unit("EUR2005").value();
    f.gases = {{gas::co2_fossil, Mass::stored(0.1)}, {gas::n2o, Mass::stored(-0.0)}, {gas::sf6, Mass::stored(5e-324)}};
    f.not_estimated = {gas::ch4_fossil, gas::nf3};
    f.assumptions = {"one", "", "three\nlines"};
    f.uncertainty = 0.07;
    f.record = "{\"schema\":\"tanji-record/1\"}";
    f.provenance = {.document = "D", .edition = "e", .released = Date(2025, 1, 2), .released_by = Date(2025, 1, 31), .valid_from = Date(2024, 1, 1), .valid_to = Date(2024, 12, 31), .data_year = 2022, .region = "CN", .technology = "t",
                    .licence = "l", .attribution = "a", .place = "table 3", .confidence = Confidence::official_seen, .note = "n"};
    return f;
}

FactorDatabase one(Factor factor) { return FactorDatabase::from_held({{std::make_shared<Factor const>(std::move(factor)), false}}); }

}  // namespace

TEST_CASE("the shipped factors come back bit by bit, those held back and not published among them") {
    test::TemporaryFolder const folder;
    std::string const path = folder.path() + "/ledger.tanji";
    auto const shipped = FactorDatabase::shipped();
    { SqliteFactors(SqliteStore::open(path)).put("shipped", "0.1", shipped); }
    SqliteFactors const stored(SqliteStore::open(path, {.access = SqliteAccess::read_only}));
    auto const back = stored.get("shipped", "0.1");
    REQUIRE(back.held().size() == shipped.held().size());
    REQUIRE(back.factors().size() == shipped.factors().size());
    CHECK(back.held().size() > back.factors().size());  // some are held back: the test would else not show that they are kept
    CHECK(back.least() == shipped.least());
    for (std::size_t i = 0; i < shipped.held().size(); ++i) {
        CHECK(back.held()[i].unpublished == shipped.held()[i].unpublished);
        check_same(*shipped.held()[i].factor, *back.held()[i].factor);
    }
    CHECK(content_digest(back) == content_digest(shipped));
    // 0.5306 kg/kWh: MEE announcement of 2025, the national average of 2023 (shared/facts/china.md, 1).
    CHECK(back.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023}).factor().key == shipped.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023}).factor().key);
    CHECK(stored.editions() == std::vector<StoredEdition>{{"shipped", "0.1", shipped.held().size(), shipped.least(), content_digest(shipped)}});
}

TEST_CASE("every field of a factor is kept, also odd ones") {
    test::TemporaryFolder const folder;
    SqliteFactors factors(SqliteStore::open(folder.path() + "/ledger.tanji"));
    Factor const odd = odd_factor();
    factors.put("odd", "1", one(odd));
    check_same(odd, *factors.get("odd", "1").held()[0].factor);
    Factor co2e{.key = "co2e", .what = "steel", .region = "EU", .year = 2020, .per = Unit(0.45359237, {{Kind::mass, 1}, {Kind::use, -2}}, "my own"), .co2e = Co2e::stored(0.3)};
    co2e.co2e_set = gwp::ar4(100).accepting(Confidence::conflict);
    factors.put("odd", "2", one(co2e));
    check_same(co2e, *factors.get("odd", "2").held()[0].factor);
}

TEST_CASE("an edition is written once") {
    test::TemporaryFolder const folder;
    SqliteFactors factors(SqliteStore::open(folder.path() + "/ledger.tanji"));
    Factor const first = odd_factor();
    factors.put("ours", "2026", one(first));
    CHECK_NOTHROW(factors.put("ours", "2026", one(first)));  // the same again
    Factor other = first;
    other.gases = {{gas::co2_fossil, Mass::stored(0.1)}, {gas::n2o, Mass::stored(0.0)}, {gas::sf6, Mass::stored(5e-324)}};  // -0.0 became 0.0: one bit
    try {
        factors.put("ours", "2026", one(other));
        FAIL("an edition was overwritten");
    } catch (Error const& error) {
        CHECK(error.problem().id == "store.edition-taken");
    }
    check_same(first, *factors.get("ours", "2026").held()[0].factor);
    factors.put("ours", "2027", one(other));
    CHECK(factors.editions().size() == 2);
    check_same(first, *factors.get("ours", "2026").held()[0].factor);
}

TEST_CASE("what is not there is said, with what is") {
    test::TemporaryFolder const folder;
    SqliteFactors factors(SqliteStore::open(folder.path() + "/ledger.tanji"));
    factors.put("ours", "2026", one(odd_factor()));
    auto const missing = factors.find("ours", "2025");
    REQUIRE_FALSE(missing);
    CHECK(missing.problem().id == "store.missing");
    CHECK(missing.problem().related == std::vector<std::string>{"ours, edition 2026"});
    CHECK_THROWS_AS(factors.put("", "1", one(odd_factor())), Error);
}

TEST_CASE("a number changed behind our back is found") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    SqliteFactors factors(store);
    factors.put("ours", "2026", one(odd_factor()));
    store.database().execute("UPDATE factor_gas SET kg = 0.2 WHERE gas = 'co2-fossil'");
    auto const changed = factors.find("ours", "2026");
    REQUIRE_FALSE(changed);
    CHECK(changed.problem().id == "sqlite.content");
    store.database().execute("UPDATE factor_gas SET kg = 'much' WHERE gas = 'co2-fossil'");
    CHECK(factors.find("ours", "2026").problem().id == "sqlite.content");
}

TEST_CASE("several stores on one file share a transaction") {
    test::TemporaryFolder const folder;
    SqliteStore const store = SqliteStore::open(folder.path() + "/ledger.tanji");
    SqliteFactors factors(store);
    store.begin();
    factors.put("ours", "2026", one(odd_factor()));
    CHECK(factors.editions().size() == 1);
    store.rollback();
    CHECK(factors.editions().empty());
}
