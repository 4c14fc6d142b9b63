// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/parameters.hpp"

#include <doctest/doctest.h>

#include <limits>

using tanji::Parameter;
using tanji::ParameterScope;
using tanji::Redefinition;

namespace {

Parameter input(char const* name, double value) { return Parameter{name, value, {}, true, {}, {}}; }
Parameter calculated(char const* name, char const* formula, double stored) { return Parameter{name, stored, formula, false, {}, {}}; }

ParameterScope local(ParameterScope const& global, std::vector<Parameter> const& parameters, std::vector<Redefinition> const& redefinitions = {}) {
    return ParameterScope::try_local(global, parameters, redefinitions, "p1", "process p1").value();
}

}  // namespace

// Rule A7: system redefinition, then process, then global.
TEST_CASE("a process sees its own name before the global one, a redefinition before both") {
    std::vector<Parameter> const globals{input("a", 1), input("b", 10)};
    std::vector<Parameter> const locals{input("A", 2)};
    auto const global = ParameterScope::try_global(globals).value();
    CHECK(local(global, locals).evaluate("a + b").value() == 12);

    std::vector<Redefinition> const redefinitions{{"a", 5, {}, {}}, {"a", 7, "p1", {}}, {"a", 9, "p2", {}}};
    auto const global_redefined = ParameterScope::try_global(globals, redefinitions).value();
    CHECK(global_redefined.find("a").value() == 5);
    CHECK(local(global_redefined, locals, redefinitions).evaluate("a").value() == 7);
    CHECK(local(global_redefined, {}, redefinitions).evaluate("a").value() == 5);
    // Without an owner it is the global parameter that is redefined; the process' own one still hides it.
    std::vector<Redefinition> const global_only{{"a", 5, {}, {}}};
    CHECK(local(ParameterScope::try_global(globals, global_only).value(), locals, global_only).evaluate("a").value() == 2);
}

TEST_CASE("a global formula never sees a local name") {
    std::vector<Parameter> const globals{input("x", 1), calculated("y", "2 * x", 2)};
    auto const global = ParameterScope::try_global(globals).value();
    CHECK(local(global, {input("x", 100)}).evaluate("y").value() == 2);
    std::vector<Parameter> const broken{calculated("y", "2 * only_local", 2)};
    auto const failed = ParameterScope::try_global(broken);
    REQUIRE_FALSE(failed);
    CHECK(failed.problem().id == "parameter.unknown");
    CHECK(failed.problem().got == "y -> only_local");
}

TEST_CASE("a ring of formulas is named") {
    std::vector<Parameter> const ring{calculated("a", "b + 1", 1), calculated("b", "c", 1), calculated("c", "A", 1)};
    auto const failed = ParameterScope::try_global(ring);
    REQUIRE_FALSE(failed);
    CHECK(failed.problem().id == "parameter.cycle");
    CHECK(failed.problem().got == "a -> b -> c -> a");
}

TEST_CASE("a redefinition takes the place of a formula, and all that follows from it changes") {
    std::vector<Parameter> const globals{input("x", 1), calculated("y", "2 * x", 2), calculated("z", "y + 1", 3)};
    std::vector<Redefinition> const redefinitions{{"Y", 3, {}, {}}, {"y ", 4, {}, {}}};
    auto const scope = ParameterScope::try_global(globals, redefinitions).value();
    CHECK(scope.find("z").value() == 5);
    CHECK(scope.findings().empty());
}

TEST_CASE("an evaluated value that is not the stored one is a finding, and is used") {
    std::vector<Parameter> const globals{input("x", 1), calculated("y", "2 * x", 2 + 1e-8), calculated("z", "2 * x", 2 + 1e-10)};
    auto const scope = ParameterScope::try_global(globals).value();
    CHECK(scope.find("y").value() == 2);
    REQUIRE(scope.findings().size() == 1);
    CHECK(scope.findings()[0].problem.id == "parameter.stored-differs");
}

TEST_CASE("an input parameter keeps its value even where a formula was left in the file") {
    std::vector<Parameter> const globals{Parameter{"x", 4, "1 + 1", true, {}, {}}};
    CHECK(ParameterScope::try_global(globals).value().find("x").value() == 4);
}

TEST_CASE("names: blanks and case do not matter, twice the same name is refused, pi can be shadowed") {
    std::vector<Parameter> const twice{input("a", 1), input(" A", 2)};
    CHECK(ParameterScope::try_global(twice).problem().id == "parameter.duplicate");
    CHECK(ParameterScope{}.evaluate("2 * pi").value() == doctest::Approx(6.2831853));
    std::vector<Parameter> const shadow{input("e", 5)};
    CHECK(ParameterScope::try_global(shadow).value().evaluate("E").value() == 5);
}

TEST_CASE("redefinitions of what does not exist are refused with near names") {
    std::vector<Parameter> const globals{input("efficiency", 1)};
    std::vector<Parameter> const process{input("load", 1)};
    auto const owners = [&](Redefinition const& r) -> std::optional<std::span<Parameter const>> {
        if (r.process == "p1") return std::span<Parameter const>(process);
        return {};
    };
    auto const check = [&](Redefinition redefinition) { return tanji::check_redefinitions(std::vector<Redefinition>{std::move(redefinition)}, globals, owners); };
    CHECK_FALSE(check({"Efficiency", 2, {}, {}}));
    CHECK_FALSE(check({"load", 2, "p1", {}}));
    CHECK(check({"efficency", 2, {}, {}})->related.front() == "efficiency");
    CHECK(check({"load", 2, {}, {}})->id == "parameter.redefinition");
    CHECK(check({"load", 2, "p2", {}})->id == "parameter.redefinition");
}

TEST_CASE("a parameter cannot be set to NaN or infinity") {
    std::vector<tanji::Parameter> const parameters{{.name = "x", .value = 1}};
    for (double const bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        tanji::Redefinition const redefinition{.name = "x", .value = bad};
        CHECK(tanji::ParameterScope::try_global(parameters, {&redefinition, 1}).problem().id == "number.not-finite");
    }
}
