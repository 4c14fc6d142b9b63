// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Real files. Counts are those of data/README.md of the shared data, made with Python.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/openlca_model.hpp"
#include "support/shared.hpp"

using namespace tanji::test;
using tanji::Import;

namespace {

/// The paths, or nothing (with a message) if one of them is not there.
std::vector<std::string> paths_of(std::initializer_list<char const*> names) {
    std::vector<std::string> paths;
    for (char const* const name : names) {
        auto const path = shared_path(std::string("data/") + name);
        if (!path) {
            MESSAGE("skipped: the shared data has no " << name);
            return {};
        }
        paths.push_back(*path);
    }
    return paths;
}

constexpr char const* uslci_zip = "jsonld/uslci_olca1_5_0_json_ld.zip";
constexpr char const* ipcc_zip = "jsonld/flcac_ipcc_method_openlca2.zip";
constexpr char const* units_zip = "jsonld/openlca2_reference_units.zip";

}  // namespace

TEST_CASE("USLCI has the counts of the data's README") {
    auto const paths = paths_of({uslci_zip});
    if (paths.empty()) return;
    Import const import = tanji::read_openlca(paths);
    auto const& content = import.database.content();
    CHECK(import.format == "openlca-jsonld schema 1");
    CHECK(content.processes.size() == 766);
    CHECK(content.flows.size() == 4601);
    CHECK(content.unit_groups.size() == 27);
    CHECK(content.properties.size() == 33);
    std::size_t exchanges = 0, parameters = 0, several = 0, allocated = 0, formulas = 0, providers = 0, spread = 0, blank = 0, product_inputs = 0, units = 0;
    for (auto const& process : content.processes) {
        std::size_t outputs = 0;
        for (auto const& exchange : process.exchanges) {
            bool const product = content.flows[exchange.flow].type == tanji::FlowType::product;
            outputs += product && !exchange.input && !exchange.avoided ? 1 : 0;
            product_inputs += product && exchange.input ? 1 : 0;
            providers += exchange.provider != tanji::no_index ? 1 : 0;
            blank += content.flows[exchange.flow].name == "Carbon dioxide, fossil " ? 1 : 0;
            units += exchange.unit != tanji::no_index && exchange.property != tanji::no_index ? 1 : 0;
        }
        exchanges += process.exchanges.size();
        parameters += process.parameters.size();
        formulas += process.formulas.size();
        spread += process.uncertainties.size();
        several += outputs > 1 ? 1 : 0;
        allocated += process.allocation.empty() ? 0 : 1;
    }
    CHECK(exchanges == 32'526);
    CHECK(units == exchanges);
    CHECK(parameters + content.parameters.size() == 537);
    CHECK(several == 132);
    CHECK(allocated == 40);
    CHECK(providers == 0);
    CHECK(product_inputs == 6480);
    CHECK(blank == 283);   // quirk: the trailing blank is kept
    // The README says 258; the zip holds 259 amountFormula fields, counted with Python's json.
    CHECK(formulas == 259);
    // Counted with Python by rule A6: 12 lognormals above 1, 358 triangles in order, 24 uniforms.
    CHECK(spread == 394);
    auto const* finding = find_finding(import, "openlca.uncertainties");
    REQUIRE(finding != nullptr);
    CHECK(finding->problem.got == "5539: 394 used, 5118 without spread, 27 set aside");
    CHECK(find_finding(import, "openlca.flow-missing") == nullptr);
}

TEST_CASE("USLCI with the method and unit packages keeps its inventory") {
    auto const alone_paths = paths_of({uslci_zip});
    auto const paths = paths_of({units_zip, uslci_zip, ipcc_zip});
    if (alone_paths.empty() || paths.empty()) return;
    Import const alone = tanji::read_openlca(alone_paths);
    Import const import = tanji::read_openlca(paths);
    // README: 8 categories of 641 to 1909 factors, 11357 in all; 362 of them on flows that the subset leaves out, CO2 to
    // unspecified air among them. Their factors state name, compartment and property, so that they count all the same.
    REQUIRE(import.methods.size() == 1);
    std::size_t factors = 0;
    for (auto const& category : import.methods[0].categories) factors += category.factors.size();
    CHECK(import.methods[0].categories.size() == 8);
    CHECK(factors == 11'357);
    CHECK(find_finding(import, "openlca.factor-flow-missing") == nullptr);
    REQUIRE(find_finding(import, "openlca.factor-flow-by-reference") != nullptr);
    CHECK(import.database.flow_index("b6f010fb-a764-3063-af2d-bcb8309a97b7") != tanji::no_index);
    // The packages' units differ (kcal: 0.00419 / 0.0041867 ...), and every amount stays the same in its bits.
    CHECK(find_finding(import, "openlca.conflict") != nullptr);
    REQUIRE(import.database.processes().size() == 766);
    std::size_t same = 0;
    for (auto const& process : alone.database.processes()) {
        auto const& merged = import.database.processes()[import.database.process_index(process.id)];
        for (std::size_t i = 0; i < process.exchanges.size(); ++i) same += merged.exchanges.at(i).reference_amount() == process.exchanges[i].reference_amount() ? 1 : 0;
    }
    CHECK(same == 32'526);
}

TEST_CASE("the smaller samples read") {
    auto const paths = paths_of({"jsonld/bw2io_US-FPL.zip"});
    if (paths.empty()) return;
    Import const wood = tanji::read_openlca(paths);
    CHECK(wood.database.processes().size() == 4);
    CHECK(wood.database.flows().size() == 23);
    // Schema 1 categories are references; the path is made of the category files.
    CHECK(wood.database.processes()[0].category == "31-33: Manufacturing/3211: Sawmills and Wood Preservation");
    auto const aware = paths_of({"jsonld/bw2io_AWARE"});
    CHECK(tanji::read_openlca(aware).methods.at(0).name == "AWARE");
    auto const method = tanji::read_openlca(paths_of({ipcc_zip}));
    CHECK(method.format == "openlca-jsonld schema 3");
    CHECK(method.methods.at(0).categories.at(0).direction == tanji::Direction::output);
    CHECK(tanji::read_openlca(paths_of({units_zip})).database.content().unit_groups.size() == 27);
    auto const examples = tanji::read_openlca(paths_of({"jsonld/olca-schema-examples"}));
    CHECK(examples.database.processes().size() == 1);
    CHECK(find_finding(examples, "openlca.flow-missing") != nullptr);
    auto const sets = tanji::read_openlca(paths_of({"jsonld/olca-modules-tests/nw_set_sync-all.zip"}));
    CHECK(sets.methods.at(0).normalisation.at(0).values.at(0).weighting == 1.0);
    auto const linked = tanji::read_openlca(paths_of({"jsonld/olca-modules-tests/exchange_sync-all.zip"}));
    CHECK(linked.systems.at(0).links.size() == 1);
    CHECK(linked.systems.at(0).links.at(0).exchange_id == 2);
    for (auto const& entry : std::filesystem::directory_iterator(*shared_path("data/jsonld/olca-modules-tests"))) {
        CAPTURE(entry.path().string());
        CHECK(tanji::try_read_openlca(std::vector<std::string>{entry.path().string()}).has_value());
    }
}

TEST_CASE("Hestia's JSON-LD is refused by name") {
    auto const folder = shared_path("data/hestia");
    if (!folder) { MESSAGE("skipped: no shared data"); return; }
    for (auto const& entry : std::filesystem::directory_iterator(*folder)) {
        auto const read = tanji::try_read_openlca(std::vector<std::string>{entry.path().string()});
        REQUIRE_FALSE(read.has_value());
        CHECK(read.problem().id == "openlca.format");
        CHECK(read.problem().got.starts_with("Hestia JSON-LD"));
    }
}

TEST_CASE("USLCI cut off anywhere is refused") {
    auto const paths = paths_of({uslci_zip});
    if (paths.empty()) return;
    std::ifstream file(paths[0], std::ios::binary);
    std::string const whole{std::istreambuf_iterator<char>(file), {}};
    TemporaryFolder const folder;
    for (std::size_t const size : {whole.size() / 2, whole.size() - 1, whole.size() - 100'000}) {
        std::vector<std::string> const cut{folder.write("cut.zip", whole.substr(0, size))};
        CHECK(tanji::try_read_openlca(cut).problem().id == "archive.truncated");
    }
    // One flipped byte inside an entry is found by its checksum.
    std::string wrong = whole;
    wrong[whole.size() / 2] = static_cast<char>(wrong[whole.size() / 2] ^ 1);
    CHECK_FALSE(tanji::try_read_openlca(std::vector<std::string>{folder.write("wrong.zip", wrong)}).has_value());
}
