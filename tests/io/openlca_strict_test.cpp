// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What is refused, what is set aside (rule A6), and what hostile files meet.
#include <doctest/doctest.h>

#include "io/openlca_model.hpp"
#include "tanji/base/text.hpp"

using namespace tanji::test;
using tanji::Import;

namespace {

constexpr char const* mill = "processes/q-mill.json";

/// Id and place (below the temporary folder) of the problem, or "none".
std::string problem_of(Entries const& entries) {
    auto const read = read_zips({entries});
    if (read) return "none";
    auto const& problem = read.problem();
    CHECK_FALSE(problem.what.empty());
    CHECK_FALSE(problem.hint.empty());
    std::string const& file = problem.where.file;
    return problem.id + " " + file.substr(file.rfind("a.zip"));
}

std::string problem_of_mill(std::string_view from, std::string_view to) { return problem_of(changed(whole_model(), mill, from, to)); }

Import read_mill(std::string_view from, std::string_view to) { return read_zips({changed(whole_model(), mill, from, to)}).value(); }

tanji::Process mill_of(Import const& import) { return import.database.processes()[import.database.process_index("q-mill")]; }

std::string spread(std::string_view text) { return "\"uncertainty\": {" + std::string(text) + "}"; }

constexpr char const* stored_spread = R"("uncertainty": {"distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 1.2})";

/// Kind of the mill's CO2 uncertainty when it is stored as `text`; "aside" if it was set aside.
std::string kind_of(std::string_view text) {
    Import const import = read_mill(stored_spread, spread(text));
    auto const process = mill_of(import);
    CHECK(process.exchanges.at(3).amount == 1500);   // the value stays whatever its spread is
    bool const aside = find_finding(import, "openlca.uncertainty-unusable") != nullptr;
    auto const at = process.exchanges.at(3).uncertainty;
    CHECK_FALSE((aside && at != tanji::no_index));
    if (aside) return "aside";
    return at == tanji::no_index ? "none" : std::to_string(static_cast<int>(process.uncertainties.at(at).kind)) + " " + tanji::number_text(process.uncertainties.at(at).a);
}

}  // namespace

TEST_CASE("amounts that are absent, no numbers or not finite are refused with file and entry") {
    std::string const at = " a.zip!processes/q-mill.json";
    CHECK(problem_of_mill("\"amount\": 1500.0, ", "") == "openlca.amount" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": null") == "openlca.amount" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": \"1500\"") == "openlca.field" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": 1, \"amount\": 2") == "openlca.field" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": NaN") == "json.not-finite" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": -Infinity") == "json.not-finite" + at);
    CHECK(problem_of_mill("\"amount\": 1500.0", "\"amount\": 1e400") == "json.not-finite" + at);
    CHECK(problem_of_mill("\"isInputParameter\": true, \"value\": 1500.0", "\"isInputParameter\": true") == "openlca.amount" + at);
    CHECK(problem_of_mill("\"value\": 0.9", "\"value\": null") == "openlca.amount" + at);
    CHECK(problem_of_mill("\"isInput\": true, \"isAvoidedProduct\"", "\"isInput\": 1, \"isAvoidedProduct\"") == "openlca.field" + at);
    CHECK(problem_of_mill("\"flow\": {\"@id\": \"f-co2\"}, \"unit\": {\"@id\": \"u-kg\"}", "\"isQuantitativeReference\": true, \"flow\": {\"@id\": \"f-co2\"}, \"unit\": {\"@id\": \"u-kg\"}") == "openlca.field" + at);
    // Of factors and stored results as well.
    CHECK(problem_of(changed(whole_model(), "lcia_categories/c-gwp.json", "\"value\": 1.0, ", "")) == "openlca.amount a.zip!lcia_categories/c-gwp.json");
    CHECK(problem_of(changed(whole_model(), "results/r-mill.json", "\"amount\": 3.0, ", "")) == "openlca.amount a.zip!results/r-mill.json");
    auto const read = read_zips({changed(whole_model(), mill, "\"amount\": 1500.0, ", "")});
    CHECK(read.problem().where.object == "process 'mill', exchange 4 of flow 'Carbon dioxide, fossil' (id f-co2)");
}

TEST_CASE("units are refused where they are needed and not known") {
    std::string const at = " a.zip!processes/q-mill.json";
    CHECK(problem_of_mill("{\"@id\": \"u-MJ\"}", "{\"@id\": \"u-toe\", \"name\": \"toe\"}") == "openlca.unit" + at);
    CHECK(problem_of_mill("{\"@id\": \"u-MJ\"}", "{\"@id\": \"u-kg\"}") == "openlca.unit" + at);   // a mass is no energy
    CHECK(problem_of_mill("\"flow\": {\"@id\": \"f-steel\"}, \"unit\": {\"@id\": \"u-t\"}, \"flowProperty\": {\"@id\": \"p-mass\"}", "\"flow\": {\"@id\": \"f-steel\"}, \"unit\": {\"@id\": \"u-MJ\"}, \"flowProperty\": {\"@id\": \"p-energy\"}") == "openlca.unit" + at);
    Entries const no_energy = without(whole_model(), "unit_groups/ug-energy.json");
    CHECK(problem_of(no_energy).starts_with("openlca.unit"));
    std::string const group = "unit_groups/ug-mass.json";
    CHECK(problem_of(changed(whole_model(), group, "\"conversionFactor\": 1000.0", "\"conversionFactor\": 0")) == "openlca.unit a.zip!" + group);
    CHECK(problem_of(changed(whole_model(), group, "\"conversionFactor\": 1000.0", "\"x\": 0")) == "openlca.unit a.zip!" + group);
    CHECK(problem_of(changed(whole_model(), group, ", \"isRefUnit\": true", "")) == "openlca.unit a.zip!" + group);
    CHECK(problem_of(changed(whole_model(), group, "\"conversionFactor\": 1.0", "\"conversionFactor\": 2.0")) == "openlca.unit a.zip!" + group);
    CHECK(problem_of(changed(whole_model(), "flows/f-oil.json", "\"conversionFactor\": 40.0", "\"x\": 0")) == "openlca.unit a.zip!flows/f-oil.json");
    // A property of factor zero is set aside; the mill's amount in it is then in a property that the flow does not have.
    CHECK(problem_of(changed(whole_model(), "flows/f-oil.json", "\"conversionFactor\": 40.0", "\"conversionFactor\": 0.0")) == "openlca.unit" + at);
    CHECK(problem_of(changed(whole_model(), "flows/f-oil.json", "PRODUCT_FLOW", "FLOW")) == "openlca.field a.zip!flows/f-oil.json");
}

TEST_CASE("a unit that the references name is known without its group, any other is not") {
    // Packages of openLCA 2 leave units out but write the reference unit's name into references.
    Entries flows = changed(flow_entries(), "flows/f-co2.json", R"({"@id": "p-mass", "name": "Mass"})", R"({"@id": "p-mass", "name": "Mass", "refUnit": "kg"})");
    Entries package{flows.back()};
    package.emplace_back("lcia_categories/c.json", R"({"@type": "ImpactCategory", "@id": "c", "name": "GWP", "refUnit": "kg CO2 eq", "impactFactors": [
        {"value": 28.0, "flow": {"@id": "f-co2"}, "unit": {"@id": "u-kg", "name": "kg"}, "flowProperty": {"@id": "p-mass"}}]})");
    auto const import = read_zips({package}).value();
    CHECK(import.methods.at(0).categories.at(0).factors.at(0).value == 28);
    CHECK(import.database.reference_unit(0) == "kg");
    CHECK(find_finding(import, "openlca.units-missing") != nullptr);
    CHECK(problem_of(changed(package, "lcia_categories/c.json", "\"name\": \"kg\"", "\"name\": \"t\"")) == "openlca.unit a.zip!lcia_categories/c.json");
}

TEST_CASE("uncertainties: no spread, usable, set aside") {
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 1.2)") == "1 1500");
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 0.0)") == "none");
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 1.0)") == "none");
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": -1500.0, "geomSd": 1.2)") == "1 -1500");   // mirrored
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 0.9)") == "aside");
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 0.0, "geomSd": 1.2)") == "aside");
    CHECK(kind_of(R"("distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0)") == "aside");
    CHECK(kind_of(R"("distributionType": "NORMAL_DISTRIBUTION", "mean": 1500.0, "sd": 3.0)") == "2 1500");
    CHECK(kind_of(R"("distributionType": "NORMAL_DISTRIBUTION", "mean": 1500.0, "sd": -3.0)") == "aside");
    CHECK(kind_of(R"("distributionType": "TRIANGLE_DISTRIBUTION", "minimum": 1.0, "mode": 2.0, "maximum": 3.0)") == "3 1");
    CHECK(kind_of(R"("distributionType": "TRIANGLE_DISTRIBUTION", "minimum": 2.0, "mode": 1.0, "maximum": 3.0)") == "aside");
    CHECK(kind_of(R"("distributionType": "UNIFORM_DISTRIBUTION", "minimum": 2.0, "maximum": 1.0)") == "aside");
    CHECK(kind_of(R"("distributionType": "UNIFORM_DISTRIBUTION", "minimum": 2.0, "maximum": 2.0)") == "none");
    CHECK(kind_of(R"("distributionType": "BETA_DISTRIBUTION")") == "aside");
}

TEST_CASE("exchanges of unknown flows are set aside, counted and listed") {
    Entries entries = without(whole_model(), "flows/f-oil.json");
    auto const import = read_zips({entries}).value();
    auto const process = mill_of(import);
    CHECK(process.exchanges.size() == 4);
    CHECK(process.set_aside == 2);
    auto const* finding = find_finding(import, "openlca.flow-missing");
    REQUIRE(finding != nullptr);
    CHECK(finding->severity == tanji::Severity::set_aside);
    CHECK(finding->problem.got == "2 cases");
    CHECK(finding->problem.related.size() == 2);
    // The formula's place must not move with the exchanges that went.
    CHECK(process.formulas.at(process.exchanges.at(3).formula) == "co2");
}

TEST_CASE("a flow that only factors describe can be characterised, but exchanges of it stay set aside") {
    // The package names f-new in a factor with its property; the mill emits it, and no file holds it.
    auto entries = changed(whole_model(), "lcia_categories/c-gwp.json", "\"impactFactors\": [",
                           R"("impactFactors": [{"value": 30.0, "flow": {"@type": "Flow", "@id": "f-new", "name": "new gas", "category": "air", "flowType": "ELEMENTARY_FLOW"},
                               "unit": {"@id": "u-kg"}, "flowProperty": {"@id": "p-mass"}}, )");
    entries = changed(entries, mill, "\"exchanges\": [", R"("exchanges": [{"internalId": 9, "amount": 5.0, "isInput": false, "flow": {"@id": "f-new"}}, )");
    auto const import = read_zips({entries}).value();
    auto const flow = import.database.flow_index("f-new");
    REQUIRE(flow != tanji::no_index);
    CHECK(import.methods.at(0).categories.at(0).factors.at(0).flow == flow);
    CHECK(find_finding(import, "openlca.factor-flow-by-reference") != nullptr);
    auto const process = mill_of(import);
    CHECK(process.set_aside == 1);
    CHECK(process.exchanges.size() == 6);
    CHECK(find_finding(import, "openlca.flow-missing") != nullptr);
}

TEST_CASE("allocation factors without their product or exchange are dangling") {
    auto const dangling = [](std::string_view from, std::string_view to) {
        auto const process = mill_of(read_mill(from, to));
        std::string text;
        for (auto const& factor : process.allocation) text += factor.dangling ? 'd' : '.';
        return text;
    };
    CHECK(dangling("\"product\": {\"@id\": \"f-slag\"}", "\"product\": {\"@id\": \"f-none\"}") == ".d.");
    CHECK(dangling("\"product\": {\"@id\": \"f-slag\"}, ", "") == ".d.");
    CHECK(dangling("\"product\": {\"@id\": \"f-slag\"}", "\"product\": {\"@id\": \"f-co2\"}") == ".d.");    // emits it, does not provide it
    CHECK(dangling("\"product\": {\"@id\": \"f-slag\"}", "\"product\": {\"@id\": \"f-power\"}") == ".d.");  // uses it
    CHECK(dangling("\"exchange\": {\"internalId\": 4}", "\"exchange\": {\"internalId\": 9}") == "..d");
    CHECK(dangling("\"value\": 0.9", "\"value\": 0.8") == "...");
}

TEST_CASE("a named provider that is missing is reported and not replaced") {
    auto const import = read_mill("\"defaultProvider\": {\"@type\": \"Process\", \"@id\": \"q-grid\"}", "\"defaultProvider\": {\"@type\": \"Process\", \"@id\": \"q-gone\", \"name\": \"gone\"}");
    auto const power = mill_of(import).exchanges.at(2);
    CHECK(power.provider == tanji::no_index);
    CHECK(power.provider_missing);
    CHECK_FALSE(mill_of(import).exchanges.at(4).provider_missing);
    REQUIRE(find_finding(import, "openlca.provider-missing") != nullptr);
    CHECK(find_finding(import, "openlca.provider-missing")->problem.related.at(0).find("gone") != std::string::npos);
}

TEST_CASE("the schema's defaults are not guesses: a flag that is null or absent is false") {
    auto const power = mill_of(read_mill("\"isInput\": true, \"flow\": {\"@id\": \"f-power\"}", "\"isInput\": null, \"isAvoidedProduct\": null, \"flow\": {\"@id\": \"f-power\"}")).exchanges.at(2);
    CHECK_FALSE(power.input);
    CHECK_FALSE(power.avoided);
    auto const import = read_zips({changed(whole_model(), "results/r-mill.json", "\"isInput\": false, ", "")}).value();
    CHECK_FALSE(import.results.at(0).flows.at(0).input);
}

TEST_CASE("scopes and directions that are not known are refused, not guessed") {
    CHECK(problem_of(changed(whole_model(), "product_systems/s-mill.json", "\"@type\": \"Process\", \"@id\": \"q-mill\"}}]", "\"@type\": \"Project\", \"@id\": \"q-mill\"}}]")) == "openlca.field a.zip!product_systems/s-mill.json");
    CHECK(problem_of(changed(whole_model(), "lcia_categories/c-gwp.json", "\"OUTPUT\"", "\"output\"")) == "openlca.field a.zip!lcia_categories/c-gwp.json");
    CHECK(problem_of_mill("\"defaultAllocationMethod\": \"PHYSICAL_ALLOCATION\"", "\"defaultAllocationMethod\": \"BY_MASS\"") == "openlca.field a.zip!processes/q-mill.json");
}

TEST_CASE("systems whose parts are missing are set aside") {
    auto const import = read_zips({without(whole_model(), mill)}).value();
    CHECK(import.systems.empty());
    CHECK(find_finding(import, "openlca.system-unusable") != nullptr);
    CHECK(import.results.at(0).system == tanji::no_index);
    auto const linkless = read_zips({without(whole_model(), "processes/q-grid.json")}).value();
    CHECK(linkless.systems.at(0).links.empty());
    CHECK(find_finding(linkless, "openlca.link-missing") != nullptr);
}

TEST_CASE("other formats are named, and damaged text is refused with the entry") {
    auto const hestia = read_zips({{{"cycle.jsonld", R"({"@type": "Cycle", "@id": "x", "functionalUnit": "1 ha"})"}}});
    CHECK(hestia.problem().id == "openlca.format");
    CHECK(hestia.problem().got.starts_with("Hestia"));
    CHECK(hestia.problem().expected.starts_with("openLCA JSON-LD"));
    CHECK(problem_of({{"a.txt", "x"}}) == "openlca.format a.zip");
    CHECK(problem_of({{"flows/x.json", "{\"@type\": \"Flow\", "}}) == "json.truncated a.zip!flows/x.json");
    CHECK(problem_of({{"flows/x.json", std::string(10'000, '[')}}) == "limit.depth a.zip!flows/x.json");
    CHECK(problem_of({{"flows/x.json", "{\"name\": \"\xff\"}"}}) == "json.encoding a.zip!flows/x.json");
    CHECK(problem_of({{"flows/x.json", "{\"@type\": \"Flow\", \"name\": \"x\"}"}}) == "openlca.field a.zip!flows/x.json");
    CHECK(tanji::try_read_openlca({}).problem().id == "file.missing");
}
