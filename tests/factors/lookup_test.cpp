// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "support/shared.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/impl/factor_words.ipp"
#include "tanji/factors/lookup.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

// Numbers from data/factors/cn-grid-co2.csv and cn-electricity-footprint.csv, which are those of the announcements
// (facts/china/grid_co2_factors.csv, electricity_footprint_factors.csv).
FactorDatabase const& shipped() {
    static FactorDatabase const database = FactorDatabase::shipped();
    return database;
}

double co2(FactorMatch const& match) { return match.factor->gases.find(gas::co2_fossil)->in(units::kg); }

Problem problem_of(FactorDatabase const& factors, FactorRequest const& request) {
    auto const found = find_factor(factors, request);
    return found ? Problem{} : found.problem();
}

bool mentions(Problem const& problem, std::string_view words) { return to_text(problem).find(words) != std::string::npos; }

constexpr char const* head = "key,what,kind,region,year,gas,value,unit,document,edition,released,valid_to,technology,confidence\n";

FactorDatabase own(std::string const& rows) { return FactorDatabase::from_csv(head + rows, "own.csv"); }

// Two editions of one factor, the second a correction; a third source that does not say when it came out.
FactorDatabase editions() {
    return own("a1,heat,direct,CN,2023,co2-fossil,0.10,kg/MJ,source A,1,2024-03-01,,,transcribed-2\n"
               "a2,heat,direct,CN,2023,co2-fossil,0.11,kg/MJ,source A,2,2024-09-01,,,transcribed-2\n"
               "b,heat,direct,CN,2023,co2-fossil,0.12,kg/MJ,source B,,,,,transcribed-2\n"
               "c,steam,direct,CN,2023,co2-fossil,0.13,kg/MJ,source B,,,,,transcribed-2\n");
}

}  // namespace

TEST_CASE("what is there is found, with no fall-back and no penalty") {
    auto const match = get_factor(shipped(), {.what = "Electricity, grid", .region = "cn-ah", .year = 2023});
    CHECK(match.factor->key == get_factor(shipped(), {.what = "electricity, grid", .region = "CN-AH", .year = 2023}).factor->key);
    CHECK(match.factor->region == "CN-AH");
    CHECK(match.fall_backs.empty());
    CHECK(match.penalty == 0);
    CHECK(match.notes.empty());
    CHECK(get_factor(shipped(), {.what = "electricity, grid", .region = "Anhui", .year = 2023}).factor == match.factor);  // by name
}

TEST_CASE("nothing stands in that was not allowed") {
    FactorRequest request{.what = "electricity, grid", .region = "CN-AH", .year = 2024};
    CHECK(problem_of(shipped(), request).id == "factor.missing");
    request.fall_backs.parent_region = true;  // neither Anhui nor China has one of 2024
    CHECK(problem_of(shipped(), request).id == "factor.missing");
    request.fall_backs = {.max_years = 1};
    auto const match = get_factor(shipped(), request);
    CHECK(match.factor->year == 2023);
    CHECK(match.factor->region == "CN-AH");
    CHECK(match.fall_backs == std::vector<FallBack>{{FallBackKind::neighbour_year, "2024", "2023", "", 0.5}});
    CHECK(match.penalty == 0.5);
    request.year = 2026;
    CHECK(problem_of(shipped(), request).id == "factor.missing");  // three years are not one
}

TEST_CASE("places are tried from small to large, before years of a larger place") {
    // Tibet has no factor of its own; the south-west grid has (0.2472 in 2023, announcement 2025 No. 47).
    FactorRequest request{.what = "electricity, grid", .region = "CN-XZ", .year = 2023, .fall_backs = {.parent_region = true}};
    auto match = get_factor(shipped(), request);
    CHECK(match.factor->region == "CN-SOUTHWEST");
    CHECK(co2(match) == doctest::Approx(0.2472));
    CHECK(match.fall_backs == std::vector<FallBack>{{FallBackKind::parent_region, "CN-XZ", "CN-SOUTHWEST", "", 1}});

    // The residual mix is published for China only: two larger places.
    request.what = "electricity, grid, residual mix";
    match = get_factor(shipped(), request);
    CHECK(co2(match) == doctest::Approx(0.6096));
    CHECK(match.penalty == 2);

    // Its own year 2021 goes before the country's 2022.
    auto const two = own("a,heat,direct,CN-AH,2021,co2-fossil,0.1,kg/MJ,A,,,,,transcribed-2\nb,heat,direct,CN,2022,co2-fossil,0.2,kg/MJ,A,,,,,transcribed-2\n");
    match = get_factor(two, {.what = "heat", .region = "CN-AH", .year = 2022, .fall_backs = {.parent_region = true, .max_years = 2}});
    CHECK(match.factor->key == "a");
}

TEST_CASE("a park or a city brings its own larger places") {
    FactorRequest request{.what = "electricity, grid", .region = "Hefei high-tech zone", .around = {"Hefei", "CN-AH"}, .year = 2023, .fall_backs = {.parent_region = true}};
    auto const match = get_factor(shipped(), request);
    CHECK(match.factor->region == "CN-AH");
    CHECK(match.penalty == 2);  // the city, then the province
    auto const park = own("p,\"electricity, grid\",direct,Hefei high-tech zone,2023,co2-fossil,0.3,kg/kWh,the park,,,,,transcribed-2\n").with(shipped());
    CHECK(get_factor(park, request).factor->key == "p");
    request.around.clear();
    CHECK(problem_of(shipped(), request).id == "factor.missing");
}

TEST_CASE("of two equally near years the earlier is taken") {
    auto const factors = own("late,heat,direct,CN,2024,co2-fossil,0.1,kg/MJ,A,,,,,transcribed-2\nearly,heat,direct,CN,2022,co2-fossil,0.2,kg/MJ,A,,,,,transcribed-2\n");
    CHECK(get_factor(factors, {.what = "heat", .region = "CN", .year = 2023, .fall_backs = {.max_years = 1}}).factor->key == "early");
}

TEST_CASE("a proxy comes last, with its reason") {
    FactorRequest const request{.what = "steam", .region = "CN", .year = 2021,
                                .fall_backs = {.max_years = 5, .proxies = {{.what = "coke", .instead = "steam"}, {.what = "steam", .instead = "heat", .reason = "same boiler", .penalty = 3}}}};
    CHECK(get_factor(editions(), request).factor->key == "c");  // two years away, but what was asked for
    auto const heat = own("h,heat,direct,CN,2021,co2-fossil,0.1,kg/MJ,A,,,,,transcribed-2\n");
    auto const match = get_factor(heat, request);
    CHECK(match.fall_backs == std::vector<FallBack>{{FallBackKind::proxy, "steam", "heat", "same boiler", 3}});
    CHECK(to_text(match.fall_backs[0]) == "proxy: heat in place of steam, because same boiler (penalty 3)");
    FactorRequest without = request;
    without.fall_backs.proxies.clear();
    CHECK(problem_of(heat, without).id == "factor.missing");
}

TEST_CASE("editions: asked without a date, two are a question; with one, the latest released by then") {
    FactorRequest request{.what = "heat", .region = "CN", .year = 2023};
    auto const problem = problem_of(editions(), request);
    CHECK(problem.id == "factor.ambiguous");
    CHECK(problem.related.size() == 3);
    request.as_of = Date(2024, 6, 30);
    CHECK(get_factor(editions(), request).factor->key == "a1");  // a correction that comes later moves no past result
    request.as_of = Date(2024, 9, 1);
    CHECK(get_factor(editions(), request).factor->key == "a2");  // released on that day
    request.edition = "1";
    CHECK(get_factor(editions(), request).factor->key == "a1");  // pinned
    request.edition.clear();
    request.as_of = Date(2023, 12, 31);  // only the one that does not say is left: it may be later
    auto const unknown = problem_of(editions(), request);
    CHECK(unknown.id == "factor.unreleased");
    request.document = "source B";       // who names it has it
    auto const match = get_factor(editions(), request);
    CHECK(match.factor->key == "b");
    REQUIRE(match.notes.size() == 1);
    CHECK(match.notes[0] == "the release date of b is not known: it may be later than 2023-12-31");
    request.document = "source A";
    CHECK(problem_of(editions(), request).id == "factor.unreleased");
}

// documents.csv: the cement guideline is numbered 2024 and no copy says its day; the supplementary data sheet is of January 2019.
TEST_CASE("a source whose month or year is known was out by the end of it") {
    FactorRequest request{.what = "cement clinker, Portland, process", .region = "CN", .year = 2024, .as_of = Date(2024, 12, 30)};
    CHECK(problem_of(shipped(), request).id == "factor.unreleased");
    request.as_of = Date(2024, 12, 31);
    auto const match = get_factor(shipped(), request);
    CHECK(match.notes.empty());
    CHECK_FALSE(match.factor->provenance.released);
    CHECK(mentions(Problem{.what = to_text(match.factor->provenance)}, "released by 2024-12-31"));
    CHECK(known_release(Provenance{.released = Date(2024, 3, 1), .released_by = Date(2024, 12, 31)}) == Date(2024, 3, 1));
    CHECK_FALSE(known_release(Provenance{}));
    // Between two, the one that was surely out later is the latest.
    auto const two = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,released,released_by,confidence\na,heat,direct,CN,2023,kg/MJ,0.1,A,2024-06-01,,transcribed-2\nb,heat,direct,CN,2023,kg/MJ,0.2,B,,2024-12-31,transcribed-2\n");
    CHECK(get_factor(two, {.what = "heat", .region = "CN", .year = 2023, .as_of = Date(2024, 12, 30)}).factor->key == "a");
    CHECK(get_factor(two, {.what = "heat", .region = "CN", .year = 2023, .as_of = Date(2025, 1, 1)}).factor->key == "b");
}

TEST_CASE("the latest needs a date, and then is the latest released, not the latest year") {
    FactorRequest request{.what = "electricity, grid", .region = "CN"};
    CHECK(problem_of(shipped(), request).id == "factor.as-of");
    // Announcements of 2024-04-12 (2021), 2024-12-20 (2022), 2025-12-31 (2023).
    for (auto const& [day, year] : {std::pair(Date(2024, 12, 19), 2021), std::pair(Date(2024, 12, 20), 2022), std::pair(Date(2025, 12, 30), 2022), std::pair(Date(2026, 6, 1), 2023)}) {
        request.as_of = day;
        CHECK(get_factor(shipped(), request).factor->year == year);
    }
}

TEST_CASE("kinds never stand in for each other") {
    // China's residual mix has no footprint factor, hydropower no CO2 factor.
    auto const problem = problem_of(shipped(), {.what = "electricity, hydropower", .region = "CN", .year = 2023});
    CHECK(problem.id == "factor.other-kind");
    CHECK(problem.what.find("footprint") != std::string::npos);
    auto const other = problem_of(shipped(), {.what = "electricity, grid, residual mix", .region = "CN", .year = 2023, .kind = FactorKind::footprint,
                                              .fall_backs = {.parent_region = true, .max_years = 9, .proxies = {}}});
    CHECK(other.id == "factor.other-kind");
    // Both exist for the grid: each answers for itself (CN-E03: 0.5306 and 0.6205).
    CHECK(co2(get_factor(shipped(), {.what = "electricity, grid", .region = "CN", .year = 2023})) == doctest::Approx(0.5306));
    auto const footprint = get_factor(shipped(), {.what = "electricity, grid", .region = "CN", .year = 2023, .kind = FactorKind::footprint});
    CHECK(footprint.factor->co2e->in(units::kg) == doctest::Approx(0.6205));
}

TEST_CASE("net and gross heat are different amounts") {
    FactorRequest request{.what = "natural gas", .region = "GB", .year = 2023, .per = unit("kWh gross")};
    auto const gross = get_factor(shipped(), request);
    request.per = unit("kWh net");
    auto const net = get_factor(shipped(), request);
    CHECK(gross.factor != net.factor);
    request.per = unit("kWh");
    auto const problem = problem_of(shipped(), request);
    CHECK(problem.id == "factor.per");
    CHECK(mentions(problem, "heating value"));
    request.per.reset();
    CHECK(problem_of(shipped(), request).id == "factor.ambiguous");  // per volume, mass, net and gross: the caller has to say
}

TEST_CASE("gases that have to be stated") {
    FactorRequest request{.what = "electricity, grid", .region = "CN", .year = 2023, .gases = {gas::co2_fossil}};
    CHECK(find_factor(shipped(), request));
    request.gases = {gas::co2_fossil, gas::ch4};
    CHECK(problem_of(shipped(), request).id == "factor.gases");
}

TEST_CASE("a factor that does not hold any more") {
    auto const factors = own("x,heat,direct,CN,2023,co2-fossil,0.1,kg/MJ,A,,,2023-12-31,,transcribed-2\n");
    FactorRequest request{.what = "heat", .region = "CN", .year = 2023, .valid_on = Date(2023, 12, 31)};
    CHECK(find_factor(factors, request));
    request.valid_on = Date(2024, 1, 1);
    CHECK(problem_of(factors, request).id == "factor.expired");
}

TEST_CASE("what is held back or blank is said, and a fall-back says that it was") {
    auto const factors = own("a,heat,direct,CN-AH,2023,co2-fossil,0.1,kg/MJ,A,,,,,unverified\n"
                             "b,steam,direct,CN-AH,2023,co2-fossil,,kg/MJ,A,,,,,transcribed-2\n"
                             "c,heat,direct,CN,2023,co2-fossil,0.2,kg/MJ,A,,,,,transcribed-2\n");
    FactorRequest request{.what = "heat", .region = "CN-AH", .year = 2023};
    CHECK(problem_of(factors, request).id == "factor.unconfirmed");
    request.what = "steam";
    CHECK(problem_of(factors, request).id == "factor.not-published");
    request.what = "heat";
    request.fall_backs.parent_region = true;
    auto const match = get_factor(factors, request);
    CHECK(match.factor->key == "c");
    CHECK(match.notes == std::vector<std::string>{"not used: a, unverified"});
}

TEST_CASE("equal numbers of one source are one factor, other numbers are not") {
    auto const same = own("z,heat,direct,CN,2023,co2-fossil,0.1,kg/MJ,A,,,,,transcribed-2\ny,heat,direct,CN,2023,co2-fossil,0.1,kg/MJ,A,,,,,transcribed-2\n");
    CHECK(get_factor(same, {.what = "heat", .region = "CN", .year = 2023}).factor->key == "y");
    auto const technology = own("z,heat,direct,CN,2023,co2-fossil,0.1,kg/MJ,A,,,,coal,transcribed-2\ny,heat,direct,CN,2023,co2-fossil,0.1,kg/MJ,A,,,,gas,transcribed-2\n");
    CHECK(problem_of(technology, {.what = "heat", .region = "CN", .year = 2023}).id == "factor.ambiguous");
    CHECK(get_factor(technology, {.what = "heat", .region = "CN", .year = 2023, .technology = "Coal"}).factor->key == "z");
}

TEST_CASE("the order of a database decides nothing") {
    std::string const a = "a1,heat,direct,CN,2023,co2-fossil,0.10,kg/MJ,A,1,2024-03-01,,,transcribed-2\n", b = "a2,heat,direct,CN,2022,co2-fossil,0.11,kg/MJ,A,2,2024-03-01,,,transcribed-2\n";
    for (FactorRequest const& request : {FactorRequest{.what = "heat", .region = "CN", .as_of = Date(2025, 1, 1)}, FactorRequest{.what = "heat", .region = "CN", .year = 2024, .fall_backs = {.max_years = 3}}}) {
        CHECK(get_factor(own(a + b), request).factor->key == "a1");
        CHECK(get_factor(own(b + a), request).factor->key == "a1");
    }
}

TEST_CASE("a miss explains what is near") {
    auto problem = problem_of(shipped(), {.what = "electricity grid", .region = "CN", .year = 2023});
    CHECK(problem.got == "nothing called so");
    // the name for people that searches list is no word of a look-up, but leads to it
    CHECK(problem_of(shipped(), {.what = "mineral diesel burned", .region = "GB", .year = 2023}).hint == "this is the name of gb.fuel.diesel.2023, whose words are \"diesel\"");
    CHECK(mentions(problem, "electricity, grid"));
    problem = problem_of(shipped(), {.what = "electricity, grid", .region = "CN-XZ", .year = 2023});
    CHECK(mentions(problem, "CN-AH"));
    CHECK(mentions(problem, "2021 2022 2023"));
    CHECK(mentions(problem, "kWh"));
    CHECK(problem.related.size() == 8);
}

TEST_CASE("a pin holds a number in place") {
    auto const factors = editions();
    auto const held = pin(*factors.get_key("a1"));
    CHECK(find_factor(factors, held).value()->key == "a1");
    auto const moved = own("a1,heat,direct,CN,2023,co2-fossil,0.15,kg/MJ,source A,1,2024-03-01,,,transcribed-2\n");
    CHECK(find_factor(moved, held).problem().id == "factor.changed");
    CHECK(find_factor(own(""), held).problem().id == "factor.missing");
}

TEST_CASE("searching by words") {
    auto const found = search_factors(shipped(), "grid 2023 anhui");
    REQUIRE(found.size() == 1);
    CHECK(found[0]->region == "CN-AH");
    CHECK(search_factors(shipped(), "no such thing").empty());
}

// data/factors/words.csv; 0.6553 kg/kWh: announcement 2025 No. 47, Anhui.
TEST_CASE("Chinese words find what English ones find") {
    std::string const power = "\u7535\u529b", anhui = "\u5b89\u5fbd", gas = "\u5929\u7136\u6c14";
    auto const match = get_factor(shipped(), {.what = power, .region = anhui, .year = 2023});
    CHECK(co2(match) == doctest::Approx(0.6553));
    CHECK(match.fall_backs.empty());
    CHECK(match.notes == std::vector<std::string>{"read " + power + " as \"electricity, grid\""});
    // The Chinese table says "natural gas burned", the British "natural gas": the first that has a factor of the place answers.
    CHECK(get_factor(shipped(), {.what = gas, .region = "GB", .year = 2023, .per = unit("kWh gross")}).factor->what == "natural gas");
    auto const all = FactorDatabase::shipped({.least = Confidence::derived});
    CHECK(get_factor(all, {.what = gas, .region = "CN", .year = 2024}).factor->what == "natural gas burned");
    // A table that uses the Chinese word itself goes before the translation.
    auto const chinese = own("x," + power + ",direct,CN,2023,co2-fossil,0.3,kg/kWh,A,,,,,transcribed-2\n").with(shipped());
    CHECK(get_factor(chinese, {.what = power, .region = "CN", .year = 2023}).factor->key == "x");
    CHECK(problem_of(shipped(), {.what = power, .region = "CN", .year = 1999}).id == "factor.missing");
    CHECK(mentions(problem_of(shipped(), {.what = power, .region = "CN", .year = 1999}), "with these words"));

    auto const found = search_factors(shipped(), power + " " + anhui);
    REQUIRE(found.size() == 3);  // 2021, 2022, 2023
    for (auto const& factor : found) CHECK(factor->region == "CN-AH");
    CHECK(search_factors(shipped(), anhui + "\u3000" + "2023").size() == 1);
    CHECK(search_factors(shipped(), "electricity,grid,anhui,2023").size() == 1);
}

TEST_CASE("a Chinese word stands for whole words of factors that ship, one meaning for each place") {
    auto const all = FactorDatabase::shipped({.least = Confidence::conflict});
    std::string const path = test::source_dir() + "/data/factors/words.csv", text = read_text_file(path);
    CsvReader in(text, path);
    while (in.next()) {
        bool const some = std::any_of(all.factors().begin(), all.factors().end(), [&](auto const& factor) { return in["whole"] == "yes" ? factor->what == in["what"] : contains_ignoring_case(factor->what, in["what"]); });
        INFO(in["what"]);
        CHECK(some);
        if (in["whole"] != "yes") continue;
        for (auto const word : split(in["zh"], ';')) {
            auto const meanings = detail::meanings_of(word);
            CHECK(std::find(meanings.begin(), meanings.end(), in["what"]) != meanings.end());
            for (char const* region : {"CN", "GB"}) {
                auto const of_place = std::count_if(meanings.begin(), meanings.end(), [&](auto const& what) { return std::any_of(all.factors().begin(), all.factors().end(), [&](auto const& f) { return f->what == what && f->region == region; }); });
                CHECK(of_place <= 1);
            }
        }
    }
}

TEST_CASE("a look-up does not read the database") {
    // Not a benchmark: a linear search of 2,298 factors takes some 30 times as long as this bound allows per look-up, in every build mode.
    FactorRequest const request{.what = "electricity, grid", .region = "CN-AH", .year = 2023};
    auto const start = std::chrono::steady_clock::now();
    int constexpr times = 2000;
    for (int i = 0; i < times; ++i) CHECK(find_factor(shipped(), request).value().factor->year == 2023);
    auto const each = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / times;
    MESSAGE("one look-up: " << each << " us");
    CHECK(each < 50);
}
