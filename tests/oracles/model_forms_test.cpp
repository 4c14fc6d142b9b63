// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// One model written five times: typed C++, CSV, openLCA schema 1, openLCA schema 3, and matrices. All must give the same
// bits, because nothing but the numbers and the order of ids decides the arithmetic.

#include <doctest/doctest.h>

#include <bit>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tanji/analysis.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/npy.hpp"
#include "tanji/lifecycle.hpp"
#include "tanji/lifecycle/csv_model.hpp"
#include "tanji/lifecycle/matrix_model.hpp"
#include "tanji/units.hpp"
#ifdef TANJI_HAS_OPENLCA
#include "tanji/io/openlca.hpp"
#include "tanji/units/literals.hpp"
#endif

namespace {

using namespace tanji;

// Power needs a little steel and steel needs power: a loop. Steel leaves slag, whose treatment needs power, and saves gravel.
Database typed_model() {
    ModelBuilder m;
    auto const power = m.product<Energy>("a power");
    auto const steel = m.product<Mass>("b steel");
    auto const slag = m.waste<Mass>("c slag");
    auto const gravel = m.product<Mass>("d gravel");
    m.process("a power").makes(1_kWh, power).emits(0.61_kg, gas::co2_fossil).uses(0.0013_kg, steel);
    m.process("b steel").makes(1_kg, steel).uses(0.53_kWh, power).emits(1.87_kg, gas::co2_fossil).discards(0.11_kg, slag).avoids(0.07_kg, gravel);
    m.process("c slag").treats(1_kg, slag).uses(0.031_kWh, power).emits(0.05_kg, gas::co2_fossil);
    m.process("d gravel").makes(1_kg, gravel).uses(0.009_kWh, power);
    return m.finish();
}

CsvTexts csv_model() {
    return {{"flows.csv", {"id,name,type,unit,category\na power,a power,product,kWh,\nb steel,b steel,product,kg,\nc slag,c slag,waste,kg,\nd gravel,d gravel,product,kg,\n"
                           "co2,\"Carbon dioxide, fossil\",elementary,kg,air/unspecified\n", "flows.csv"}},
            {"processes.csv", {"id,name\nd gravel,d gravel\nc slag,c slag\nb steel,b steel\na power,a power\n", "processes.csv"}},
            {"exchanges.csv", {"process,flow,direction,amount,unit,reference,avoided\n"
                               "d gravel,a power,input,0.009,kWh,,\nd gravel,d gravel,output,1,kg,yes,\n"
                               "c slag,c slag,input,1,kg,yes,\nc slag,a power,input,0.031,kWh,,\nc slag,co2,output,0.05,kg,,\n"
                               "b steel,b steel,output,1,kg,yes,\nb steel,a power,input,0.53,kWh,,\nb steel,co2,output,1.87,kg,,\nb steel,c slag,output,0.11,kg,,\nb steel,d gravel,input,0.07,kg,,yes\n"
                               "a power,a power,output,1,kWh,yes,\na power,co2,output,0.61,kg,,\na power,b steel,input,0.0013,kg,,\n", "exchanges.csv"}}};
}

MatrixModel matrix_form() {
    MatrixModel model{.name = "matrices", .products = {"a power", "b steel", "c slag", "d gravel"}, .processes = {"a power", "b steel", "c slag", "d gravel"}, .flows = {"co2"}, .categories = {"climate"}};
    MatrixModel::append_dense(model.technosphere, {{1, -0.53, -0.031, -0.009}, {-0.0013, 1, 0, 0}, {0, 0.11, -1, 0}, {0, 0.07, 0, 1}});
    MatrixModel::append_dense(model.biosphere, {{0.61, 1.87, 0.05, 0}});
    MatrixModel::append_dense(model.characterisation, {{1}});
    return model;
}

Index column_of(ProductSystem const& system, std::string const& process) { return system.find_column(system.database().find_process(process).value()).value(); }

/// Score of 1 kg of steel by the built-in method.
double steel_score(Database const& database) {
    auto const system = link(database, {.policy = Linking::unique_producer});
    return footprint(system, demand_of(system, column_of(system, "b steel"), 1.0), method::ipcc_ar6_gwp100()).find_score(0).value();
}

#ifdef TANJI_HAS_OPENLCA
struct JsonExchange {
    char const* flow;
    char const* type;
    char const* unit;
    char const* property;
    double amount;
    bool input, reference, avoided;
};

std::string exchange_json(JsonExchange const& e, int schema, int id) {
    auto const text = [](bool truth) { return std::string(truth ? "true" : "false"); };
    std::string json = R"({"amount":)" + number_text(e.amount) + R"(,"flow":{"@id":")" + e.flow + R"(","flowType":")" + e.type + R"("},"unit":{"@id":")" + e.unit + R"("},"flowProperty":{"@id":")" + e.property + R"("},)";
    if (schema == 1) json += R"("input":)" + text(e.input) + R"(,"quantitativeReference":)" + text(e.reference) + R"(,"avoidedProduct":)" + text(e.avoided);
    else json += R"("internalId":)" + std::to_string(id) + R"(,"isInput":)" + text(e.input) + R"(,"isQuantitativeReference":)" + text(e.reference) + R"(,"isAvoidedProduct":)" + text(e.avoided);
    return json + "}";
}

ZipEntry process_entry(std::string const& id, std::vector<JsonExchange> const& exchanges, int schema) {
    std::string json = R"({"@type":"Process","@id":")" + id + R"(","name":")" + id + R"(","processType":"UNIT_PROCESS","exchanges":[)";
    int number = 0;
    for (auto const& exchange : exchanges) {
        if (number > 0) json += ',';
        json += exchange_json(exchange, schema, ++number);
    }
    return {"processes/" + id + ".json", json + "]}"};
}

ZipEntry flow_entry(std::string const& id, std::string const& name, std::string const& type, std::string const& property, int schema) {
    std::string const reference = schema == 1 ? R"("referenceFlowProperty":true)" : R"("isRefFlowProperty":true)";
    std::string const category = type == "ELEMENTARY_FLOW" && schema != 1 ? R"("category":"Elementary flows/Emission to air/unspecified",)" : "";
    return {"flows/" + id + ".json", R"({"@type":"Flow","@id":")" + id + R"(","name":")" + name + R"(",)" + category + R"("flowType":")" + type + R"(","flowProperties":[{"flowProperty":{"@id":")" + property + R"("},"conversionFactor":1.0,)" + reference + "}]}"};
}

std::string json_zip(int schema) {
    std::string const is_reference = schema == 1 ? R"("referenceUnit":true)" : R"("isRefUnit":true)";
    char const *const product = "PRODUCT_FLOW", *const waste = "WASTE_FLOW", *const nature = "ELEMENTARY_FLOW";
    std::vector<ZipEntry> entries{
        {"unit_groups/ue.json", R"({"@type":"UnitGroup","@id":"ue","name":"energies","units":[{"@id":"kWh","name":"kWh","conversionFactor":1.0,)" + is_reference + "}]}"},
        {"unit_groups/um.json", R"({"@type":"UnitGroup","@id":"um","name":"masses","units":[{"@id":"kg","name":"kg","conversionFactor":1.0,)" + is_reference + "}]}"},
        {"flow_properties/e.json", R"({"@type":"FlowProperty","@id":"e","name":"Energy","unitGroup":{"@id":"ue"}})"},
        {"flow_properties/m.json", R"({"@type":"FlowProperty","@id":"m","name":"Mass","unitGroup":{"@id":"um"}})"},
        flow_entry("a power", "a power", product, "e", schema),
        flow_entry("b steel", "b steel", product, "m", schema),
        flow_entry("c slag", "c slag", waste, "m", schema),
        flow_entry("d gravel", "d gravel", product, "m", schema),
        flow_entry("co2", "Carbon dioxide, fossil", nature, "m", schema),
        process_entry("c slag", {{"co2", nature, "kg", "m", 0.05, false, false, false}, {"c slag", waste, "kg", "m", 1, true, true, false}, {"a power", product, "kWh", "e", 0.031, true, false, false}}, schema),
        process_entry("a power", {{"a power", product, "kWh", "e", 1, false, true, false}, {"co2", nature, "kg", "m", 0.61, false, false, false}, {"b steel", product, "kg", "m", 0.0013, true, false, false}}, schema),
        process_entry("d gravel", {{"d gravel", product, "kg", "m", 1, false, true, false}, {"a power", product, "kWh", "e", 0.009, true, false, false}}, schema),
        process_entry("b steel", {{"b steel", product, "kg", "m", 1, false, true, false}, {"a power", product, "kWh", "e", 0.53, true, false, false}, {"co2", nature, "kg", "m", 1.87, false, false, false},
                                  {"c slag", waste, "kg", "m", 0.11, false, false, false}, {"d gravel", product, "kg", "m", 0.07, true, false, true}}, schema),
    };
    if (schema == 1) entries.push_back({"context.json", R"({"@context":{"@vocab":"http://openlca.org/schema/v1.1/"}})"});
    else entries.push_back({"openlca.json", R"({"schemaVersion":)" + std::to_string(schema) + "}"});
    return try_zip_stored(entries).value();
}

Database read_zip(int schema) {
    auto const path = (std::filesystem::temp_directory_path() / ("tanji-forms-" + std::to_string(schema) + ".zip")).string();
    std::ofstream(path, std::ios::binary) << json_zip(schema);
    std::string const paths[] = {path};
    auto const import = try_read_openlca(paths);
    std::filesystem::remove(path);
    return import.value().database;
}
#endif

}  // namespace

TEST_CASE("a model gives the same bits in every form") {
    double const typed = steel_score(typed_model());
    // Solved by hand with exact fractions: x = A^-1 f, h = 0.61 x1 + 1.87 x2 + 0.05 x3, for 1 kg of steel.
    CHECK(typed == doctest::Approx(2.2020209505386363).epsilon(1e-13));
    auto const bits = std::bit_cast<std::uint64_t>(typed);
    CHECK(std::bit_cast<std::uint64_t>(steel_score(read_csv_model(csv_model()).database)) == bits);

    auto const matrices = matrix_model(matrix_form());
    auto const system = link(matrices.database);
    auto const by_matrices = footprint(system, demand_of(system, column_of(system, "b steel"), 1.0), matrices.methods.front()).find_score(0).value();
    CHECK(std::bit_cast<std::uint64_t>(by_matrices) == bits);
#ifdef TANJI_HAS_OPENLCA
    CHECK(std::bit_cast<std::uint64_t>(steel_score(read_zip(1))) == bits);
    CHECK(std::bit_cast<std::uint64_t>(steel_score(read_zip(3))) == bits);
#else
    MESSAGE("skipped: this build cannot read openLCA files");
#endif
}

TEST_CASE("writing a model as CSV and reading it again changes no bit") {
    auto const database = typed_model();
    auto const again = read_csv_model(write_csv_model({.database = database, .format = "test"})).database;
    CHECK(std::bit_cast<std::uint64_t>(steel_score(again)) == std::bit_cast<std::uint64_t>(steel_score(database)));
}
