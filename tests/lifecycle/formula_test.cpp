// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/formula.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <cmath>
#include <vector>

#include "tanji/base/dual.hpp"

namespace {

double value_of(std::string_view text, std::vector<double> values = {}) {
    auto const formula = tanji::Formula::parse(text);
    for (auto at = values.size(); at < formula.names().size(); ++at) values.push_back(tanji::formula_constant(formula.names()[at]));
    return formula.evaluate<double>(values).value();
}

std::string id_of(std::string_view text) {
    auto const formula = tanji::Formula::try_parse(text);
    return formula ? "" : formula.problem().id;
}

}  // namespace

TEST_CASE("formulas follow the precedence of openLCA") {
    // openLCA's grammar (olca-formula, FormulaParser.jj): or < xor < and < comparison < sum < product < power < sign, all left-associative.
    CHECK(value_of("1 + 2 * 3") == 7);
    CHECK(value_of("(1 + 2) * 3") == 9);
    CHECK(value_of("8 / 4 / 2") == 1);
    CHECK(value_of("7 - 3 - 2") == 2);
    CHECK(value_of("2^3^2") == 64);
    CHECK(value_of("-2^2") == 4);
    CHECK(value_of("2*-3") == -6);
    CHECK(value_of("7 div 2 * 2") == 6);
    CHECK(value_of("7 mod 4") == 3);
    CHECK(value_of("1 + 1 = 2 and 3 > 2") == 1);
    CHECK(value_of("1 = 2 or 3 <> 2") == 1);
    CHECK(value_of("1 == 1 && 2 != 2") == 0);
    CHECK(value_of("1 xor 1") == 0);
    CHECK(value_of("not 1 = 2") == 1);
}

TEST_CASE("= compares, if takes the branch and leaves the other alone") {
    CHECK(value_of("if(Coaltype=2; 5; 7)", {2}) == 5);
    CHECK(value_of("IF(x = 0, 0, 1 / x)", {0}) == 0);   // the branch not taken would divide by zero
    CHECK(value_of("IF(x = 0, 0, 1 / x)", {4}) == 0.25);
    CHECK(value_of("if(a=1;10;if(a=2;20;if(a=3;30;0)))", {3}) == 30);
    CHECK(value_of("2 * if(a > 1; 3; 4) + 1", {0}) == 9);
}

TEST_CASE("functions have the meaning they have in openLCA") {
    CHECK(value_of("log(1000)") == doctest::Approx(3));     // to base 10, unlike C
    CHECK(value_of("lg(1000)") == doctest::Approx(3));
    CHECK(value_of("ln(e)") == doctest::Approx(1));
    CHECK(value_of("ln(e())") == doctest::Approx(1));
    CHECK(value_of("cos(PI)") == doctest::Approx(-1));
    CHECK(value_of("sin(pi()/2)") == doctest::Approx(1));
    CHECK(value_of("round(-2.5)") == -2);                   // Java's Math.round: a half goes up
    CHECK(value_of("round(2.5)") == 3);
    CHECK(value_of("int(-2.7)") == -2);
    CHECK(value_of("floor(-2.7)") == -3);
    CHECK(value_of("frac(2.75)") == 0.75);
    CHECK(value_of("min(3; 1; 2)") == 1);
    CHECK(value_of("max(3, 1, 2)") == 3);
    CHECK(value_of("avg(1;2;6)") == 3);
    CHECK(value_of("sum(1;2;6)") == 9);
    CHECK(value_of("pow(2;10)") == 1024);
    CHECK(value_of("sqr(3) + sqrt(16) + abs(-1)") == 14);
    CHECK(value_of("and(1;0)") == 0);
    CHECK(value_of("or(1;0)") == 1);
    CHECK(value_of("not(true)") == 0);
}

TEST_CASE("names are without case, blanks are trimmed, dependencies are listed once") {
    auto const formula = tanji::Formula::parse("  Diesel * EDensity + diesel ");
    REQUIRE(formula.names().size() == 2);
    CHECK(formula.names()[0] == "diesel");
    CHECK(formula.names()[1] == "edensity");
    CHECK(formula.evaluate<double>(std::vector<double>{2, 3}).value() == 8);
    CHECK(tanji::Formula::parse("\xE7\x94\xB5\xE8\x80\x97 * 2").names()[0] == "\xE7\x94\xB5\xE8\x80\x97");
}

TEST_CASE("mistakes are named with their column") {
    CHECK(id_of("") == "formula.syntax");
    CHECK(id_of("1 +") == "formula.syntax");
    CHECK(id_of("(1") == "formula.syntax");
    CHECK(id_of("1 2") == "formula.syntax");
    CHECK(id_of("2x") == "formula.syntax");
    CHECK(id_of("sqrtt(4)") == "formula.function");
    CHECK(id_of("sqrt(4;5)") == "formula.arguments");
    CHECK(id_of("if(1;2)") == "formula.arguments");
    CHECK(id_of("if(1;2;3;4)") == "formula.arguments");
    CHECK(id_of("random()") == "formula.function");
    auto const problem = tanji::Formula::try_parse("1 + * 2").problem();
    CHECK(problem.where.column == 5);
    CHECK(tanji::Formula::try_parse("sqrtt(4)").problem().related.front() == "sqrt");
}

TEST_CASE("hostile formulas end in an error, long ones do not") {
    CHECK(id_of(std::string(100'001, '1')) == "limit.formula");
    CHECK(id_of(std::string(5'000, '(')) == "limit.formula");
    CHECK(id_of(std::string(5'000, '-') + "1") == "limit.formula");
    std::string sum = "1";
    for (int i = 0; i < 20'000; ++i) sum += "+1";
    CHECK(value_of(sum) == 20'001);
}

TEST_CASE("a formula wants a value for each name") {
    CHECK(tanji::Formula::parse("a + b").evaluate<double>(std::vector<double>{1}).problem().id == "formula.values");
}

TEST_CASE("no formula returns NaN or infinity") {
    for (char const* text : {"1/0", "ln(-1)", "sqrt(-1)", "(-1)^0.5", "exp(1000)", "1/(1/0)", "5 mod 0"}) {
        auto const result = tanji::Formula::parse(text).evaluate<double>({});
        REQUIRE_FALSE(result.has_value());
        CHECK(result.problem().id == "formula.not-finite");
    }
}

TEST_CASE("the same formula differentiates") {
    // Against central differences in 50 digits, whose error is about the square of their step.
    using Decimal50 = boost::multiprecision::cpp_dec_float_50;
    using tanji::Dual;
    for (char const* text : {"if(x > 1; x^3 + exp(2*x) / sqrt(x); 0)", "log(x) * ln(x) + sin(x) / cotan(x)", "if(x = 2; 3 * x; x)", "max(x; 1; x^2) - min(x; 5) + avg(x; 3)",
                             "not(x) + (x and 1) + x * (x or 0) + xor_free * 0 + x", "7 mod x + frac(3.3 * x) + round(x) * x"}) {
        CAPTURE(text);
        auto const formula = tanji::Formula::parse(text);
        std::vector<Dual> at(formula.names().size(), Dual(0.5));
        std::vector<Decimal50> above(at.size(), Decimal50(0.5)), below = above;
        at[0] = Dual(2, 1);
        Decimal50 const step("1e-15");
        above[0] = 2 + step;
        below[0] = 2 - step;
        auto const result = formula.evaluate<Dual>(at).value();
        auto const slope = (formula.evaluate<Decimal50>(above).value() - formula.evaluate<Decimal50>(below).value()) / (2 * step);
        // Where a condition asks for one value, the quotient sees its neighbours: the branch that was taken decides.
        double const expected = std::string_view(text).starts_with("if(x = 2") ? 3 : slope.convert_to<double>();
        CHECK(result.derivative == doctest::Approx(expected).epsilon(1e-13));
    }
    CHECK(tanji::Formula::parse("sqrt(x)").evaluate<Dual>(std::vector<Dual>{Dual(0, 1)}).problem().id == "formula.not-finite");
}
