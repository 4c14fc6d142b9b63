// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// USLCI (openLCA JSON-LD, schema 1) against ../shared/data/expected/uslci_olca1_5_lci.json, which was computed with scipy
// from the same files: set 1 with the linking "unique-producer", set 2 with "unique-reference" and "ignore-coproducts".

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "support/shared.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "tanji/analysis.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/io/openlca.hpp"
#include "tanji/lifecycle.hpp"
#include "tanji/units/literals.hpp"

namespace {

using namespace tanji;

struct Reference {
    Import import;
    std::string text;
    JsonReader reader{};
    JsonValue root{};
};

Reference const* reference() {
    static std::unique_ptr<Reference> const loaded = [] {
        auto const zip = test::shared_path("data/jsonld/uslci_olca1_5_0_json_ld.zip"), expected = test::shared_path("data/expected/uslci_olca1_5_lci.json");
        if (!zip || !expected) return std::unique_ptr<Reference>();
        std::string const paths[] = {*zip};
        auto result = std::make_unique<Reference>(Reference{try_read_openlca(paths).value(), read_text_file(*expected)});
        result->root = result->reader.try_parse(result->text, *expected).value();
        return result;
    }();
    return loaded.get();
}

bool close(double ours, double expected) { return std::abs(ours - expected) <= 1e-9 * std::abs(expected); }

/// The inventory of one flow as its own file shows it, with both of its sides where it has two.
struct Sides {
    double input = 0, output = 0;
    [[nodiscard]] double net() const { return output - input; }
};

std::map<Index, Sides> sides(Footprint const& footprint) {
    std::map<Index, Sides> flows;
    for (auto const& entry : footprint.system().biosphere()) {
        auto const& exchange = footprint.system().database().processes()[entry.process].exchanges[entry.exchange];
        double const amount = entry.value * footprint.supply()[entry.column];
        auto& flow = flows[exchange.flow];
        if (exchange.input) flow.input -= amount;
        else flow.output += amount;
    }
    return flows;
}

/// What is emitted of flows with one of these names; USLCI has names with trailing blanks beside those without.
double emitted(Footprint const& footprint, std::initializer_list<std::string_view> names, bool trimmed) {
    double sum = 0;
    for (auto const& [flow, both] : sides(footprint)) {
        std::string_view const stored = footprint.system().database().flows()[flow].name;
        auto const name = trimmed ? trim(stored) : stored;
        for (auto const wanted : names) sum += name == wanted ? both.output : 0;
    }
    return sum;
}

void compare_largest(Footprint const& footprint, JsonValue largest) {
    auto const flows = sides(footprint);
    for (auto const item : largest.items()) {
        auto const index = footprint.system().database().flow_index(item.find("flow").text().value());
        REQUIRE(index != no_index);
        auto const& flow = flows.at(index);
        double const ours = item.find("input").boolean().value() ? flow.input : flow.output;
        CHECK_MESSAGE(close(ours, item.find("amount_ref_unit").number().value()), item.find("name").text().value());
    }
}

Footprint unit_footprint(ProductSystem const& system, JsonValue item) {
    auto const process = system.database().process_index(item.find("process").text().value());
    REQUIRE(process != no_index);
    return footprint(system, {demand_of(system, system.find_column(process).value(), 1.0)}, Characterisation{});
}

std::size_t count_nonzero(std::span<double const> values) {
    return static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double value) { return value != 0; }));
}

}  // namespace

TEST_CASE("USLCI set 1: systems whose result no linking or allocation rule can change") {
    auto const* data = reference();
    if (data == nullptr) {
        MESSAGE("skipped: ../shared/data is not here");
        return;
    }
    auto const system = link(data->import.database, {.policy = Linking::unique_producer});
    std::size_t cases = 0;
    for (auto const item : data->root.find("set_1_unambiguous").find("cases").items()) {
        CAPTURE(item.find("name").text().value());
        auto const result = unit_footprint(system, item);
        for (auto const [name, amount] : item.find("emissions_by_flow_name_all_compartments").members()) {
            CHECK_MESSAGE(close(emitted(result, {name}, false), amount.number().value()), name);
        }
        compare_largest(result, item.find("largest_flows"));
        double scaling = 0;
        for (double const x : result.supply()) scaling += std::abs(x);
        CHECK(close(scaling, item.find("sum_abs_scaling").number().value()));
        CHECK(count_nonzero(result.supply()) == static_cast<std::size_t>(item.find("nonzero_scaling").integer().value()));
        ++cases;
    }
    CHECK(cases == 28);
}

TEST_CASE("USLCI set 2: the whole database, one column a process") {
    auto const* data = reference();
    if (data == nullptr) {
        MESSAGE("skipped: ../shared/data is not here");
        return;
    }
    auto const system = link(data->import.database, {.policy = Linking::unique_reference, .allocation = Allocation::ignore_coproducts});
    auto const set = data->root.find("set_2_whole_database");
    CHECK(system.columns().size() == 766);
    std::size_t cut_off = 0;
    for (auto const& item : system.unlinked()) {
        auto const& exchange = system.database().processes()[item.process].exchanges[item.exchange];
        cut_off += system.database().flows()[exchange.flow].type == FlowType::product ? 1 : 0;
    }
    CHECK(cut_off == static_cast<std::size_t>(set.find("cut_off_inputs").integer().value()));
    std::size_t cases = 0;
    for (auto const item : set.find("cases").items()) {
        CAPTURE(item.find("name").text().value());
        auto const result = unit_footprint(system, item);
        compare_largest(result, item.find("largest_flows"));
        double checksum = 0;
        for (auto const& [flow, both] : sides(result)) checksum += std::abs(both.input) + std::abs(both.output);
        CHECK(close(checksum, item.find("checksum_sum_abs_g").number().value()));
        CHECK(close(emitted(result, {"Carbon dioxide, fossil", "Carbon dioxide"}, true), item.find("co2_total_names_stripped(Carbon dioxide, fossil + Carbon dioxide)_kg").number().value()));
        CHECK(result.proof().backward_error <= 1e-14);
        ++cases;
    }
    CHECK(cases == 24);
}

TEST_CASE("USLCI: every formula reproduces the stored value") {
    auto const* data = reference();
    if (data == nullptr) {
        MESSAGE("skipped: ../shared/data is not here");
        return;
    }
    std::size_t formulas = 0;
    for (auto const& process : data->import.database.processes()) {
        for (auto const& exchange : process.exchanges) formulas += exchange.formula != no_index ? 1 : 0;
    }
    CHECK(formulas >= 258);
    auto const system = link(data->import.database, {.policy = Linking::unique_producer, .allocation = Allocation::ignore_coproducts});
    for (auto const& finding : system.findings()) CHECK_MESSAGE(!finding.problem.id.starts_with("formula."), to_text(finding));
    for (auto const& refusal : system.refusals()) CHECK_MESSAGE(!refusal.id.starts_with("formula."), to_text(refusal));
}

#else

TEST_CASE("USLCI against the reference values") { MESSAGE("skipped: this build cannot read openLCA files"); }

#endif
