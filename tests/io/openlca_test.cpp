// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <sstream>

#include "io/openlca_model.hpp"

using namespace tanji::test;
using tanji::Import;

namespace {

void dump(std::ostream& out, tanji::Uncertainty const& u) { out << " ~" << static_cast<int>(u.kind) << ' ' << u.a << ' ' << u.b << ' ' << u.c; }

void dump(std::ostream& out, tanji::Process const& process) {
    out << process.id << process.name << process.category << process.location << process.aggregated << static_cast<int>(process.default_allocation) << process.has_default_allocation << '\n';
    for (auto const& e : process.exchanges) {
        out << "  " << e.flow << ' ' << e.amount << ' ' << e.to_reference << ' ' << e.property << ' ' << e.unit << ' ' << e.provider << ' ' << e.location << ' ' << e.internal_id
            << ' ' << e.input << e.avoided << e.reference << e.provider_missing << ' ' << (e.formula == tanji::no_index ? "" : process.formulas[e.formula]);
        if (e.uncertainty != tanji::no_index) dump(out, process.uncertainties[e.uncertainty]);
        out << '\n';
    }
    for (auto const& a : process.allocation) out << "  " << static_cast<int>(a.method) << ' ' << a.product << ' ' << a.value << ' ' << a.exchange_id << ' ' << a.exchange_flow << a.dangling << '\n';
    for (auto const& p : process.parameters) { out << "  " << p.name << ' ' << p.value << ' ' << p.formula << p.input; dump(out, p.uncertainty); out << '\n'; }
}

/// Everything a result can depend on, as text.
std::string dump(Import const& import) {
    std::ostringstream out;
    out.precision(17);
    auto const& content = import.database.content();
    for (auto const& group : content.unit_groups) {
        out << group.id << group.name << group.reference;
        for (auto const& unit : group.units) out << ' ' << unit.id << unit.name << unit.factor << unit.synonyms.size();
        out << '\n';
    }
    for (auto const& property : content.properties) out << property.id << property.name << property.unit_group << property.economic << '\n';
    for (auto const& place : content.locations) out << place.id << place.code << place.name << '\n';
    for (auto const& flow : content.flows) {
        out << flow.id << flow.name << static_cast<int>(flow.type) << flow.category << flow.reference_property;
        for (auto const& factor : flow.properties) out << ' ' << factor.property << ' ' << factor.factor;
        out << '\n';
    }
    for (auto const& process : content.processes) dump(out, process);
    for (auto const& parameter : content.parameters) out << parameter.name << parameter.value << '\n';
    for (auto const& method : import.methods) {
        out << method.id << method.name << '\n';
        for (auto const& category : method.categories) {
            out << category.id << category.name << category.unit << static_cast<int>(category.direction) << '\n';
            for (auto const& factor : category.factors) out << "  " << factor.flow << ' ' << factor.location << ' ' << factor.value << '\n';
        }
        for (auto const& set : method.normalisation)
            for (auto const& value : set.values) out << set.name << set.weighted_unit << value.category << value.normalisation.value_or(-1) << value.weighting.value_or(-1) << '\n';
    }
    for (auto const& system : import.systems) {
        out << system.id << system.process << ' ' << system.flow << ' ' << system.amount << ' ' << system.to_reference << ' ' << system.processes.size() << '\n';
        for (auto const& link : system.links) out << "  " << link.consumer << link.provider << link.flow << link.exchange_id << '\n';
        for (auto const& set : system.parameter_sets)
            for (auto const& value : set.values) out << "  " << set.name << set.baseline << value.name << value.value << value.process << value.category << '\n';
    }
    for (auto const& result : import.results)
        out << result.id << result.method_id << result.system << ' ' << result.flows.at(0).amount << result.flows.at(0).input << result.impacts.at(0).category_id << result.impacts.at(0).amount << '\n';
    return out.str();
}

Import read(Entries const& entries) { return read_zips({entries}).value(); }

tanji::Process process_of(Import const& import, std::string_view id) { return import.database.processes()[import.database.process_index(id)]; }

}  // namespace

TEST_CASE("units, properties and flows") {
    Import const import = read(whole_model());
    auto const& content = import.database.content();
    CHECK(import.format == "openlca-jsonld schema 2");
    CHECK(content.unit_groups.size() == 2);
    CHECK(content.properties.size() == 2);
    CHECK(content.flows.size() == 5);
    CHECK(import.database.reference_unit(import.database.flow_index("f-power")) == "MJ");
    auto const& co2 = content.flows[import.database.flow_index("f-co2")];
    CHECK(co2.name == "Carbon dioxide, fossil ");   // as stored; only matching trims
    CHECK(co2.type == tanji::FlowType::elementary);
    CHECK(co2.category == "made/metals");
    CHECK(content.parameters.at(0).value == 7.5);
    CHECK(content.locations.at(0).code == "DE");
    CHECK(import.findings.size() == 2);   // the tallies of uncertainties and allocation factors, nothing else
}

TEST_CASE("exchanges in the flow's reference unit, by the factors of the file") {
    auto const import = read(whole_model());
    auto const mill = process_of(import, "q-mill");
    REQUIRE(mill.exchanges.size() == 6);
    CHECK(mill.exchanges[0].reference_amount() == 1000);   // 1 t
    CHECK(mill.exchanges[0].reference);
    CHECK(mill.exchanges[2].reference_amount() == doctest::Approx(7.2));   // 2 kWh at 3.6 MJ
    CHECK(mill.exchanges[2].input);
    CHECK(mill.exchanges[2].provider == import.database.process_index("q-grid"));
    // 80 MJ of oil that has 40 MJ per kg are 2 kg.
    CHECK(mill.exchanges[4].reference_amount() == 2);
    // No unit and property: the flow's reference, by the schema.
    CHECK(mill.exchanges[5].reference_amount() == 3);
    CHECK(mill.exchanges[5].avoided);
    CHECK(mill.formulas.at(mill.exchanges[3].formula) == "co2");
    CHECK(mill.exchanges[3].location == 0);
    CHECK(mill.location == 0);
    CHECK(process_of(import, "q-grid").aggregated);
    CHECK_FALSE(process_of(import, "q-grid").exchanges[1].input);   // absent booleans are false
    CHECK_FALSE(mill.aggregated);
}

TEST_CASE("allocation, parameters and uncertainties") {
    auto const import = read(whole_model());
    auto const mill = process_of(import, "q-mill");
    CHECK(mill.default_allocation == tanji::AllocationMethod::physical);
    REQUIRE(mill.allocation.size() == 3);
    CHECK(mill.allocation[0].value == 0.9);
    CHECK(mill.allocation[0].product == import.database.flow_index("f-steel"));
    CHECK(mill.allocation[2].method == tanji::AllocationMethod::causal);
    CHECK(mill.allocation[2].exchange_id == 4);
    CHECK_FALSE(mill.allocation[2].dangling);
    CHECK(mill.parameters.at(0).uncertainty.kind == tanji::DistributionKind::uniform);
    CHECK(mill.parameters.at(1).formula == "2*co2");
    CHECK_FALSE(mill.parameters.at(1).input);
    auto const& spread = mill.uncertainties.at(mill.exchanges[3].uncertainty);
    CHECK(spread.kind == tanji::DistributionKind::lognormal);
    CHECK(spread.b == 1.2);   // the geometric standard deviation itself, neither squared nor its logarithm
}

TEST_CASE("methods count per reference unit, with direction, place and sets") {
    auto const import = read(whole_model());
    REQUIRE(import.methods.size() == 1);
    auto const& category = import.methods[0].categories.at(0);
    CHECK(category.unit == "kg CO2 eq");
    CHECK(category.direction == tanji::Direction::output);
    REQUIRE(category.factors.size() == 2);
    CHECK(category.factors[0].value == 1);
    CHECK(category.factors[0].location == tanji::no_index);
    CHECK(category.factors[1].value == 5);   // 5000 per t
    CHECK(category.factors[1].location == 0);
    auto const& set = import.methods[0].normalisation.at(0);
    CHECK(set.weighted_unit == "points");
    CHECK(set.values.at(0).normalisation == 8000.0);
    CHECK_FALSE(set.values.at(0).weighting);   // absent is absent
}

TEST_CASE("product systems and stored results") {
    auto const import = read(whole_model());
    REQUIRE(import.systems.size() == 1);
    auto const& system = import.systems[0];
    CHECK(system.process == import.database.process_index("q-mill"));
    CHECK(system.flow == import.database.flow_index("f-steel"));
    CHECK(system.amount * system.to_reference == 2000);
    REQUIRE(system.links.size() == 1);
    CHECK(system.links[0].exchange_id == 3);
    CHECK(system.links[0].provider == import.database.process_index("q-grid"));
    CHECK(system.parameter_sets.at(0).baseline);
    CHECK(system.parameter_sets.at(0).values.at(0).process == "q-mill");
    REQUIRE(import.results.size() == 1);
    CHECK(import.results[0].flows.at(0).amount == 3000);
    CHECK(import.results[0].impacts.at(0).category_name == "GWP");
    CHECK(import.results[0].system == 0);
    CHECK(import.results[0].method_id == "m-one");
}

TEST_CASE("one model in schema 1 and schema 2 gives the same content") {
    Import const new_style = read(whole_model());
    Import const old_style = read(as_schema_1(whole_model()));
    CHECK(old_style.format == "openlca-jsonld schema 1");
    CHECK(dump(new_style) == dump(old_style));
    Entries stated = whole_model();
    stated.emplace_back("openlca.json", R"({"schemaVersion": 3})");
    CHECK(read(stated).format == "openlca-jsonld schema 3");
    CHECK(dump(read(stated)) == dump(new_style));
}

TEST_CASE("a folder, and an archive with a folder around everything, read like the zip") {
    TemporaryFolder const folder;
    Entries wrapped = whole_model();
    for (auto& [name, text] : wrapped) folder.write("db/" + name, text);
    for (auto& [name, text] : wrapped) name = "export/" + name;
    Import const from_zip = read(wrapped);
    std::vector<std::string> const paths{folder.path() + "/db"};
    Import const from_folder = tanji::read_openlca(paths);
    CHECK(from_folder.database.processes().size() == 2);
    CHECK(from_folder.methods.size() == 1);
    CHECK(dump(from_zip) == dump(read(whole_model())));
}

TEST_CASE("schema 1 causal factors name a flow, or an exchange by its @id where the flow occurs twice") {
    Entries by_flow = changed(as_schema_1(whole_model()), "processes/q-mill.json", R"("exchange": {"internalId": 4})", R"("exchange": {"@type": "Exchange", "flow": {"@id": "f-co2"}})");
    auto import = read(by_flow);
    CHECK(process_of(import, "q-mill").allocation.at(2).exchange_id == 0);
    CHECK(process_of(import, "q-mill").allocation.at(2).exchange_flow == import.database.flow_index("f-co2"));
    Entries by_id = changed(by_flow, "processes/q-mill.json", R"("exchange": {"@type": "Exchange", "flow")", R"("exchange": {"@type": "Exchange", "@id": "e-oil", "flow")");
    by_id = changed(by_id, "processes/q-mill.json", R"("internalId": 6, )", R"("@id": "e-oil", )");
    for (int id = 1; id < 6; ++id) by_id = changed(by_id, "processes/q-mill.json", "\"internalId\": " + std::to_string(id) + ", ", "");
    import = read(by_id);
    CHECK(process_of(import, "q-mill").allocation.at(2).exchange_id == 6);
    CHECK(process_of(import, "q-mill").exchanges.at(5).internal_id == 6);
}

TEST_CASE("parameters of a schema 1 method belong to each of its categories") {
    auto const import = read(changed(whole_model(), "lcia_methods/m-one.json", R"("name": "One",)", R"("name": "One", "parameters": [{"name": "k", "isInputParameter": true, "value": 2.0}],)"));
    CHECK(import.methods.at(0).categories.at(0).parameters.at(0).name == "k");
}

TEST_CASE("A7: parameters and redefinitions of a method reach each of its categories") {
    Entries entries = changed(whole_model(), "lcia_methods/m-one.json", R"("impactCategories": [)",
                              R"("parameters": [{"name": "k", "isInputParameter": true, "value": 2.0}], "impactCategories": [{"@id": "c-two", "name": "two"}, )");
    entries.emplace_back("lcia_categories/c-two.json", R"({"@type": "ImpactCategory", "@id": "c-two", "name": "two", "impactFactors": []})");
    auto const import = read(changed(entries, "product_systems/s-mill.json", R"("context": {"@type": "Process", "@id": "q-mill"})", R"("context": {"@type": "ImpactMethod", "@id": "m-one"})"));
    auto const& categories = import.methods.at(0).categories;
    REQUIRE(categories.size() == 2);
    for (auto const& category : categories) CHECK(category.parameters.size() == 1);
    auto const& values = import.systems.at(0).parameter_sets.at(0).values;
    REQUIRE(values.size() == 2);
    CHECK(values[0].category == "c-two");
    CHECK(values[1].category == "c-gwp");
}

TEST_CASE("formats are told apart") {
    TemporaryFolder const folder;
    CHECK(tanji::detect_format(folder.write("a.zip", zip_of(whole_model()))) == "openlca-jsonld");
    CHECK(tanji::detect_format(folder.write("p.json", process_entries().at(1).second)) == "openlca-jsonld");
    CHECK(tanji::detect_format(folder.write("h.json", R"({"@type": "Cycle", "functionalUnit": "1 ha"})")) == "hestia-jsonld");
    CHECK(tanji::detect_format(folder.write("b.zip", zip_of({{"datasets/a.spold", "<ecoSpold/>"}}))) == "ecospold2");
    CHECK(tanji::detect_format(folder.write("c.zip", zip_of({{"datapackage.json", "{}"}}))) == "bw-datapackage");
    CHECK(tanji::detect_format(folder.write("s.csv", "{SimaPro 9.1}\n")) == "simapro-csv");
    CHECK(tanji::detect_format(folder.write("e.xml", "<?xml version=\"1.0\"?><ecoSpold xmlns=\"http://www.EcoInvent.org/EcoSpold01\">")) == "ecospold1");
    folder.write("own/processes.csv", "id\n");
    CHECK(tanji::detect_format(folder.path() + "/own") == "tanji-csv");
    CHECK(tanji::detect_format(folder.write("d.zip", zip_of({{"a.pdf", "x"}, {"b.pdf", "y"}}))) == "unknown: zip of .pdf");
}

TEST_CASE("progress is told and reading can be stopped") {
    TemporaryFolder const folder;
    std::vector<std::string> const paths{folder.write("a.zip", zip_of(whole_model()))};
    std::uint64_t last = 0, total = 0;
    std::stop_source source;
    tanji::ReadOptions options;
    options.on_progress = [&](std::uint64_t done, std::uint64_t all) { last = done; total = all; };
    options.stop = source.get_token();
    CHECK(tanji::try_read_openlca(paths, options).has_value());
    CHECK(total == whole_model().size());
    CHECK(last + 1 == total);
    source.request_stop();
    CHECK(tanji::try_read_openlca(paths, options).problem().id == "cancelled");
}
