// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// The formula language of openLCA files (rule A7), parsed once and evaluated as often as wanted on double, a
/// 50-digit number or a dual number. docs/formulas.md lists operators and functions.
namespace tanji {

/// Bounds against hostile files, far beyond what people write. Above them: Problem "limit.formula".
struct FormulaLimits {
    std::size_t characters = 100'000;
    std::uint32_t depth = 200;        ///< nesting of brackets, calls and signs
};

namespace detail {

/// One step of the stack machine a formula is compiled to. A machine rather than a tree: a sum of 10,000 terms
/// needs no deep recursion, and `if` jumps over the branch that is not wanted (which may divide by zero).
enum class FormulaOp : std::uint8_t {
    number, name, negate, add, subtract, multiply, divide, whole_divide, modulo, power,
    equal, unequal, less, less_equal, greater, greater_equal, conjunction, disjunction, exclusive,
    jump_if_false, jump, call,
};

/// What the function names of all spellings come down to ("lg", "log" and "log10" are one).
enum class FormulaFunction : std::uint8_t {
    abs, sqrt, sqr, exp, ln, log10, power, ipower, sin, cos, tan, cot, asin, acos, atan, sinh, cosh, tanh,
    floor, ceil, round, trunc, frac, sign, min, max, sum, mean, modulo, logical_not, logical_and, logical_or,
};

/// 12 bytes, one array per formula: evaluation walks through it from front to back.
struct FormulaStep {
    FormulaOp op{};
    FormulaFunction function{};
    std::uint32_t at = 0;       ///< number or name, jump target, count of arguments
    std::uint32_t column = 0;   ///< of the text, from 1
};

/// Own scalars bring an `isfinite` of their own namespace, found by their argument; double takes that of <cmath>.
template <class Scalar>
[[nodiscard]] bool finite_scalar(Scalar const& value) {
    using std::isfinite;
    return static_cast<bool>(isfinite(value));
}

/// By order and not by ==, which asks dual numbers for equal derivatives as well: a condition is one of values.
template <class Scalar>
[[nodiscard]] bool same_value(Scalar const& a, Scalar const& b) {
    return !(a < b) && !(b < a);
}

template <class Scalar>
[[nodiscard]] Scalar call_formula_function(FormulaFunction function, std::span<Scalar const> x);
template <class Scalar>
[[nodiscard]] Scalar apply_formula_operator(FormulaOp op, Scalar const& a, Scalar const& b);

}  // namespace detail

/// A parsed formula. Immutable; evaluation is safe from several threads. Parse once, evaluate often:
///
///     auto const area = Formula::parse("2 * Width + height");            // names(): "width", "height"
///     double const y = area.evaluate<double>(std::vector{3.0, 4.0}).value();  // 10
///
/// ParameterScope finds the values by name; use this class alone where they come from elsewhere, such as samples.
class Formula {
public:
    /// Problems: "formula.syntax", "formula.function", "formula.arguments", "limit.formula", with where.column and the text.
    [[nodiscard]] static Result<Formula> try_parse(std::string_view text, FormulaLimits limits = {});
    /// The same, but throws Error.
    [[nodiscard]] static Formula parse(std::string_view text);

    /// As it was given: spelling and spaces are kept for messages and for writing it back.
    [[nodiscard]] std::string const& text() const noexcept { return text_; }
    /// Parameters it reads, in lower case, in the order of their first use. pi, e, true and false are among them if
    /// they occur: a parameter of that name wins over the constant (`formula_constant`).
    [[nodiscard]] std::span<std::string const> names() const noexcept { return names_; }

    /// `values` in the order of `names()`. Problem "formula.not-finite" at the step that gave NaN or infinity; "formula.values"
    /// if there are more or fewer values than names. Cost: one pass over the steps and one small vector.
    template <class Scalar>
    [[nodiscard]] Result<Scalar> evaluate(std::span<Scalar const> values) const;

private:
    friend class FormulaParser;
    [[nodiscard]] Problem wrong_values(std::size_t given) const;
    [[nodiscard]] Problem not_finite(std::uint32_t column) const;

    std::string text_;
    std::vector<std::string> names_;
    std::vector<double> numbers_;
    std::vector<detail::FormulaStep> steps_;
};

/// Value of pi, e, true (1) or false (0) by lower-case name; NaN for any other name.
[[nodiscard]] double formula_constant(std::string_view lower_name) noexcept;

// `continue` where a step cannot make a finite value infinite, `break` to the check where it can or where a value of the
// caller comes in. Jump targets are one less because the loop adds one. The parser sees to it that no step finds the stack
// too short and that one value is left.
template <class Scalar>
Result<Scalar> Formula::evaluate(std::span<Scalar const> values) const {
    using detail::FormulaOp;
    if (values.size() != names_.size()) return wrong_values(values.size());
    std::vector<Scalar> stack;
    stack.reserve(16);
    for (std::size_t at = 0; at < steps_.size(); ++at) {
        auto const& step = steps_[at];
        switch (step.op) {
            case FormulaOp::number: stack.push_back(Scalar(numbers_[step.at])); continue;
            case FormulaOp::name: stack.push_back(values[step.at]); break;
            case FormulaOp::negate: stack.back() = -stack.back(); continue;
            case FormulaOp::jump: at = step.at - 1; continue;
            case FormulaOp::jump_if_false: {
                bool const go = detail::same_value(stack.back(), Scalar(0));
                stack.pop_back();
                if (go) at = step.at - 1;
                continue;
            }
            case FormulaOp::call: {
                auto const first = stack.size() - step.at;
                Scalar value = detail::call_formula_function<Scalar>(step.function, std::span<Scalar const>(stack).subspan(first));
                stack.erase(stack.begin() + static_cast<std::ptrdiff_t>(first), stack.end());  // resize() would draw a false -Wstringop-overflow from g++ 12
                stack.push_back(std::move(value));
                break;
            }
            default: {
                Scalar const right = std::move(stack.back());
                stack.pop_back();
                stack.back() = detail::apply_formula_operator<Scalar>(step.op, stack.back(), right);
            }
        }
        if (!detail::finite_scalar(stack.back())) return not_finite(step.column);
    }
    return stack.back();
}

namespace detail {

/// Operators of two operands. Truth is 1 and 0, and anything but 0 is true; `div` cuts towards zero, and `mod` has the sign
/// of its first operand, as in Java, which openLCA is written in. `=` compares exactly: a tolerance would be a guess.
template <class Scalar>
Scalar apply_formula_operator(FormulaOp op, Scalar const& a, Scalar const& b) {
    using std::fmod;
    using std::pow;
    using std::trunc;
    auto const truth = [](bool value) { return Scalar(value ? 1 : 0); };
    Scalar const zero(0);
    switch (op) {
        case FormulaOp::add: return a + b;
        case FormulaOp::subtract: return a - b;
        case FormulaOp::multiply: return a * b;
        case FormulaOp::divide: return a / b;
        case FormulaOp::whole_divide: return trunc(a / b);
        case FormulaOp::modulo: return fmod(a, b);
        case FormulaOp::power: return pow(a, b);
        case FormulaOp::equal: return truth(same_value(a, b));
        case FormulaOp::unequal: return truth(!same_value(a, b));
        case FormulaOp::less: return truth(a < b);
        case FormulaOp::less_equal: return truth(a <= b);
        case FormulaOp::greater: return truth(a > b);
        case FormulaOp::greater_equal: return truth(a >= b);
        case FormulaOp::conjunction: return truth(!same_value(a, zero) && !same_value(b, zero));
        case FormulaOp::disjunction: return truth(!same_value(a, zero) || !same_value(b, zero));
        case FormulaOp::exclusive: return truth(same_value(a, zero) != same_value(b, zero));
        default: return zero;
    }
}

/// Functions of one argument that <cmath> has under the same name; ADL finds those of other scalars.
template <class Scalar>
Scalar call_unary_function(FormulaFunction function, Scalar const& x) {
    using std::abs, std::sqrt, std::exp, std::log, std::log10, std::sin, std::cos, std::tan, std::asin, std::acos, std::atan, std::sinh,
        std::cosh, std::tanh, std::floor, std::ceil, std::trunc;
    switch (function) {
        case FormulaFunction::abs: return abs(x);
        case FormulaFunction::sqrt: return sqrt(x);
        case FormulaFunction::sqr: return x * x;
        case FormulaFunction::exp: return exp(x);
        case FormulaFunction::ln: return log(x);
        case FormulaFunction::log10: return log10(x);
        case FormulaFunction::sin: return sin(x);
        case FormulaFunction::cos: return cos(x);
        case FormulaFunction::tan: return tan(x);
        case FormulaFunction::cot: return Scalar(1) / tan(x);
        case FormulaFunction::asin: return asin(x);
        case FormulaFunction::acos: return acos(x);
        case FormulaFunction::atan: return atan(x);
        case FormulaFunction::sinh: return sinh(x);
        case FormulaFunction::cosh: return cosh(x);
        case FormulaFunction::tanh: return tanh(x);
        case FormulaFunction::floor: return floor(x);
        case FormulaFunction::ceil: return ceil(x);
        case FormulaFunction::round: return floor(x + Scalar(0.5));  // as openLCA (Java): a half goes up
        case FormulaFunction::trunc: return trunc(x);
        case FormulaFunction::frac: return x - trunc(x);
        case FormulaFunction::sign: return Scalar(x > Scalar(0) ? 1 : x < Scalar(0) ? -1 : 0);
        case FormulaFunction::logical_not: return Scalar(same_value(x, Scalar(0)) ? 1 : 0);
        default: return Scalar(0);
    }
}

/// Functions of any count of arguments; the parser has checked the count, so x[0] is there, and x[1] where it is used. `and`
/// and `or` as functions get values that are computed already: only `if` leaves a branch out.
template <class Scalar>
Scalar call_formula_function(FormulaFunction function, std::span<Scalar const> x) {
    using std::fmod, std::pow, std::trunc;
    Scalar result = x[0];
    auto const fold = [&](auto const& join) {
        for (std::size_t i = 1; i < x.size(); ++i) result = join(result, x[i]);
        return result;
    };
    switch (function) {
        case FormulaFunction::power: return pow(x[0], x[1]);
        case FormulaFunction::ipower: return pow(x[0], trunc(x[1]));
        case FormulaFunction::modulo: return fmod(x[0], x[1]);
        case FormulaFunction::min: return fold([](Scalar const& a, Scalar const& b) { return b < a ? b : a; });
        case FormulaFunction::max: return fold([](Scalar const& a, Scalar const& b) { return a < b ? b : a; });
        case FormulaFunction::sum: return fold([](Scalar const& a, Scalar const& b) { return Scalar(a + b); });
        case FormulaFunction::mean: return fold([](Scalar const& a, Scalar const& b) { return Scalar(a + b); }) / Scalar(static_cast<double>(x.size()));
        case FormulaFunction::logical_and:
            for (auto const& value : x) if (same_value(value, Scalar(0))) return Scalar(0);
            return Scalar(1);
        case FormulaFunction::logical_or:
            for (auto const& value : x) if (!same_value(value, Scalar(0))) return Scalar(1);
            return Scalar(0);
        default: return call_unary_function<Scalar>(function, x[0]);
    }
}

}  // namespace detail
}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/formula.ipp"
#endif
