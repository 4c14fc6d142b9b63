// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Several files in one database (rule A5).
#include <doctest/doctest.h>

#include "io/openlca_model.hpp"

using namespace tanji::test;
using tanji::Import;

namespace {

double power_of(Import const& import) {
    return import.database.processes()[import.database.process_index("q-mill")].exchanges.at(2).reference_amount();
}

Entries const database = unit_entries() + flow_entries() + process_entries();

}  // namespace

TEST_CASE("files lean on each other, whatever their order") {
    for (auto const& order : {std::vector<Entries>{unit_entries(), flow_entries(), process_entries(), method_entries()},
                              std::vector<Entries>{method_entries(), process_entries(), flow_entries(), unit_entries()}}) {
        auto const import = read_zips(order).value();
        CHECK(import.database.processes().size() == 2);
        CHECK(power_of(import) == doctest::Approx(7.2));
        CHECK(import.methods.at(0).categories.at(0).factors.size() == 2);
        CHECK(import.files.size() == 4);
        CHECK(find_finding(import, "openlca.conflict") == nullptr);
    }
}

TEST_CASE("of two databases the first on the command line wins, and both values are reported") {
    Entries const other = changed(database, "unit_groups/ug-energy.json", "3.6", "3.7");
    CHECK(power_of(read_zips({database, other}).value()) == doctest::Approx(7.2));
    auto const import = read_zips({other, database}).value();
    CHECK(power_of(import) == doctest::Approx(7.4));
    auto const* finding = find_finding(import, "openlca.conflict");
    REQUIRE(finding != nullptr);
    CHECK(finding->severity == tanji::Severity::warning);
    CHECK(finding->problem.related == std::vector<std::string>{"factor of unit 'kWh': 3.7 / 3.6"});
    CHECK(finding->problem.where.file.ends_with("b.zip!unit_groups/ug-energy.json"));
    CHECK(finding->problem.expected.ends_with("a.zip!unit_groups/ug-energy.json"));
}

TEST_CASE("a package of units or methods never changes an inventory, wherever it stands") {
    Entries const units = changed(unit_entries(), "unit_groups/ug-energy.json", "3.6", "3.7");
    double const alone = power_of(read_zips({database}).value());
    CHECK(power_of(read_zips({database, units}).value()) == alone);
    CHECK(power_of(read_zips({units, database}).value()) == alone);
    CHECK(find_finding(read_zips({units, database}).value(), "openlca.conflict") != nullptr);
    Entries const method = method_entries() + changed(flow_entries(), "flows/f-oil.json", "40.0", "41.0");
    auto const import = read_zips({method, database}).value();
    CHECK(import.database.processes()[import.database.process_index("q-mill")].exchanges.at(4).reference_amount() == 2);
}

TEST_CASE("equal entries agree silently, every conflicting one is reported") {
    auto const twice = read_zips({database, database}).value();
    CHECK(find_finding(twice, "openlca.conflict") == nullptr);
    CHECK(twice.database.processes().size() == 2);
    auto const conflicts = [](Entries const& other) {
        auto const import = read_zips({database + method_entries() + system_entries(), other}).value();
        std::vector<std::string> lines;
        for (auto const& finding : import.findings)
            if (finding.problem.id == "openlca.conflict") lines.insert(lines.end(), finding.problem.related.begin(), finding.problem.related.end());
        return lines;
    };
    using Lines = std::vector<std::string>;
    CHECK(conflicts(changed(flow_entries(), "flows/f-steel.json", "PRODUCT_FLOW", "WASTE_FLOW")) == Lines{"type: 'PRODUCT_FLOW' / 'WASTE_FLOW'"});
    CHECK(conflicts(changed(flow_entries(), "flows/f-oil.json", "40.0", "41.0")) == Lines{"factor of property 'Energy' (id p-energy): 40 / 41"});
    CHECK(conflicts(changed(process_entries(), "processes/q-grid.json", "0.6", "0.7")) == Lines{"exchange 2, amount: 0.6 / 0.7"});
    CHECK(conflicts(changed(process_entries(), "processes/q-mill.json", "\"value\": 0.9", "\"value\": 0.8")) == Lines{"allocation factor 1: 0.9 / 0.8"});
    CHECK(conflicts(changed(process_entries(), "locations/l-de.json", "\"DE\"", "\"DD\"")) == Lines{"code: 'DE' / 'DD'"});
    CHECK(conflicts(changed(process_entries(), "parameters/g-price.json", "7.5", "8")) == Lines{"value: 7.5 / 8"});
    CHECK(conflicts(changed(method_entries(), "lcia_categories/c-gwp.json", "1.0", "2.0")) == Lines{"factor 1: 1 / 2"});
    CHECK(conflicts(changed(system_entries(), "product_systems/s-mill.json", "2.0", "3.0")) == Lines{"target amount: 2 / 3"});
    // Two at once are two findings.
    CHECK(conflicts(changed(changed(flow_entries(), "flows/f-oil.json", "40.0", "41.0"), "flows/f-steel.json", "\"steel\"", "\"stahl\"")).size() == 2);
}

TEST_CASE("one file with two contents under one @id is refused") {
    Entries twice = database;
    twice.emplace_back("flows/copy.json", changed(flow_entries(), "flows/f-oil.json", "40.0", "41.0").at(3).second);
    auto const read = read_zips({twice});
    CHECK(read.problem().id == "openlca.duplicate-id");
    CHECK(read.problem().got == "factor of property 'Energy' (id p-energy): 40 / 41");
    twice.back().second = flow_entries().at(3).second;
    CHECK(read_zips({twice}).has_value());
}

TEST_CASE("units that only a later file has can be used by its own factors") {
    Entries const units = changed(unit_entries(), "unit_groups/ug-mass.json", "\"synonyms\": [\"Mg\"]}", "\"synonyms\": [\"Mg\"]}, {\"@id\": \"u-g\", \"name\": \"g\", \"conversionFactor\": 0.001}");
    Entries const method = units + changed(method_entries(), "lcia_categories/c-gwp.json", "{\"@id\": \"u-t\"}", "{\"@id\": \"u-g\"}");
    auto const import = read_zips({database, method}).value();
    CHECK(import.methods.at(0).categories.at(0).factors.at(1).value == doctest::Approx(5'000'000));
    CHECK(find_finding(import, "openlca.conflict") == nullptr);
}

TEST_CASE("units that only a later file has are brought to the reference unit that is kept") {
    // The package keeps masses in tonnes: its gram is 1e-6 of one, and 1e-3 of the database's kilogram.
    Entries units = unit_entries();
    units.at(0).second = R"({"@type": "UnitGroup", "@id": "ug-mass", "name": "Units of mass", "units": [
        {"@type": "Unit", "@id": "u-t", "name": "t", "conversionFactor": 1.0, "isRefUnit": true},
        {"@type": "Unit", "@id": "u-g", "name": "g", "conversionFactor": 1e-6}]})";
    Entries const method = units + changed(method_entries(), "lcia_categories/c-gwp.json", "{\"@id\": \"u-t\"}", "{\"@id\": \"u-g\"}");
    auto const import = read_zips({database, method}).value();
    CHECK(import.methods.at(0).categories.at(0).factors.at(1).value == doctest::Approx(5'000'000));
    CHECK(find_finding(import, "openlca.conflict") != nullptr);
}
