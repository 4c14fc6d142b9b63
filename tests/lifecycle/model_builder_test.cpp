// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/model_builder.hpp"

#include <doctest/doctest.h>

#include <type_traits>

#include "lifecycle/small_model.hpp"
#include "tanji/lifecycle/csv_model.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;
using tanji::test::NamedMatrices;

namespace {

Database aluminium() {
    ModelBuilder m("aluminium");
    auto power = m.product<Energy>("electricity", "CN");
    auto ingot = m.product<Mass>("aluminium, primary", "CN");
    m.process("grid").makes(1_kWh, power).emits(0.6_kg, gas::co2_fossil);
    m.process("smelter").makes(1_t, ingot).uses(13.4_MWh, power).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4);
    return m.finish();
}

}  // namespace

// By hand: the two processes of the design's example, in the reference units kWh and kg.
TEST_CASE("a typed model becomes a database in reference units") {
    auto const database = aluminium();
    NamedMatrices const got(link(database, {.policy = Linking::unique_producer}));
    CHECK(got.a.at({"grid/electricity [CN]", "grid/electricity [CN]"}) == 1);
    CHECK(got.a.at({"grid/electricity [CN]", "smelter/aluminium, primary [CN]"}) == -13400);
    CHECK(got.a.at({"smelter/aluminium, primary [CN]", "smelter/aluminium, primary [CN]"}) == 1000);
    CHECK(got.b.at({"gas co2-fossil", "grid/electricity [CN]"}) == 0.6);
    CHECK(got.b.at({"gas co2-fossil", "smelter/aluminium, primary [CN]"}) == 1500);
    CHECK(got.b.at({"gas cf4", "smelter/aluminium, primary [CN]"}) == 0.03);
    CHECK(database.reference_unit(database.flow_index("electricity [CN]")) == "kWh");
    CHECK(database.find_process("smelt").value() == 1);
}

TEST_CASE("the same model as CSV and as C++ gives the same bits") {
    CsvTexts texts;
    texts["flows.csv"].text = "id,name,type,unit\nelectricity [CN],electricity,product,kWh\n\"aluminium, primary [CN]\",\"aluminium, primary\",product,t\n"
                              "gas co2-fossil,\"Carbon dioxide, fossil\",elementary,kg\ngas cf4,CF4,elementary,kg\n";
    texts["processes.csv"].text = "id,name\nsmelter,smelter\ngrid,grid\n";
    texts["exchanges.csv"].text = "process,flow,direction,amount,unit,reference\n"
                                  "smelter,gas cf4,output,30,g,\nsmelter,gas co2-fossil,output,1.5,t,\nsmelter,electricity [CN],input,13.4,MWh,\n"
                                  "smelter,\"aluminium, primary [CN]\",output,1,t,yes\ngrid,gas co2-fossil,output,0.6,kg,\ngrid,electricity [CN],output,1,kWh,yes\n";
    NamedMatrices const typed(link(aluminium()));
    NamedMatrices const file(link(read_csv_model(texts).database));
    CHECK(typed.a == file.a);
    CHECK(typed.b == file.b);
    for (double const x : {13.4, 0.1, 7.3, 1e-7, 123456.789, 0.057}) CHECK(detail::in_reference_unit(x * 3.6e6, 3.6e6) == x);  // MWh, kWh pass through joules
}

TEST_CASE("waste, avoided products, resources, providers and shares") {
    ModelBuilder m;
    auto const heat = m.product<Energy>("heat"), other = m.product<Energy>("heat from gas");
    auto const ash = m.waste<Mass>("ash");
    auto const coal = m.resource<Mass>("Coal, hard");
    auto const dust = m.emission<Mass>("Particulates", "air/unspecified");
    auto boiler = m.process("boiler", "CN").makes(2_MJ, heat).takes(1_kg, coal).emits(2_g, dust).discards(100_g, ash).avoids(1_kWh, other);
    auto landfill = m.process("landfill").treats(1_t, ash);
    boiler.share(AllocationMethod::physical, heat, 1).allocates_by(AllocationMethod::physical);
    (void)m.process("gas boiler").makes(1_MJ, other);
    (void)m.process("second landfill").treats(1_kg, ash);
    auto const user = m.process("user").discards(1_kg, ash).from(landfill).makes(1_MJ, m.product<Energy>("service"));
    (void)user;
    auto const system = link(m.finish());
    NamedMatrices const got(system);
    CHECK(got.b.at({"Coal, hard [resource/in ground]", "boiler [CN]/heat"}) == -1);
    CHECK(got.b.at({"Particulates [air/unspecified]", "boiler [CN]/heat"}) == 0.002);
    CHECK(got.a.at({"gas boiler/heat from gas", "boiler [CN]/heat"}) == 1);
    CHECK(got.a.at({"landfill/ash", "landfill/ash"}) == -1000);
    CHECK(got.a.at({"landfill/ash", "user/service"}) == 1);
    CHECK(system.unlinked().size() == 1);  // the boiler's ash: two landfills, none named
}

TEST_CASE("a demand finds its column") {
    ModelBuilder m;
    auto const ingot = m.product<Mass>("ingot");
    auto const dross = m.waste<Mass>("dross");
    (void)m.process("smelter").makes(1_kg, ingot).discards(1_g, dross);
    (void)m.process("recycler").treats(1_kg, dross);
    TypedDemand const demand = 1_t * ingot;
    CHECK(demand.amount == 1000);
    TypedDemand const waste = 2_kg * dross;
    auto const system = link(m.finish());
    CHECK(system.database().processes()[system.columns()[try_column(system, demand).value()].process].id == "smelter");
    CHECK(system.database().processes()[system.columns()[try_column(system, waste).value()].process].id == "recycler");
    CHECK(try_column(system, {"nothing", 1}).problem().id == "lookup.unknown");
}

TEST_CASE("handles of another model, double names and late calls are errors") {
    ModelBuilder a, b;
    auto const power = a.product<Energy>("power");
    auto const id_of = [](auto const& call) {
        try {
            call();
        } catch (Error const& error) {
            return error.problem().id;
        }
        return std::string("no error");
    };
    auto process = b.process("p");
    CHECK(id_of([&] { process.uses(1_kWh, power); }) == "model.foreign");
    CHECK(id_of([&] { (void)a.product<Energy>("power"); }) == "model.duplicate");
    CHECK(id_of([&] { (void)b.process("p"); }) == "model.duplicate");
    (void)b.finish();
    CHECK(id_of([&] { process.emits(1_kg, gas::n2o); }) == "model.finished");
}

// Wrong kinds are refused: the messages themselves are tested by compile-fail tests.
template <class Q, class R>
concept CanUse = requires(ProcessBuilder& process, Q amount, Product<R> product) { process.uses(amount, product); };
template <class Q>
concept CanEmit = requires(ProcessBuilder& process, Q amount) { process.emits(amount, gas::n2o); };
template <class Q, class R>
concept CanDemand = requires(Q amount, Product<R> product) { amount * product; };

TEST_CASE("a wrong kind is refused while compiling") {
    static_assert(CanUse<Energy, Energy> && !CanUse<Mass, Energy> && !CanUse<double, Energy>);
    static_assert(CanEmit<Mass> && !CanEmit<Energy>);
    static_assert(CanDemand<Mass, Mass> && !CanDemand<Energy, Mass>);
    static_assert(std::is_same_v<decltype(std::declval<Mass>() * std::declval<Product<Mass>>()), TypedDemand>);
}
