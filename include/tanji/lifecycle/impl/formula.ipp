// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/formula.hpp"

/// \file
/// The parser of the formula language (docs/formulas.md, rule A7). Evaluation is a template and stands in formula.hpp.
/// Formulas come from files that strangers wrote: every loop here ends and every depth is bounded.
namespace tanji {
namespace detail {

/// A function and how many arguments it takes.
struct FormulaFunctionName {
    std::string_view name;
    FormulaFunction function;
    std::uint32_t least, most;
};

/// Names of the functions openLCA knows, with the spellings of other tools beside them. `log` is to base 10 there.
inline constexpr FormulaFunctionName formula_functions[] = {
    {"abs", FormulaFunction::abs, 1, 1}, {"sqrt", FormulaFunction::sqrt, 1, 1}, {"sqr", FormulaFunction::sqr, 1, 1},
    {"exp", FormulaFunction::exp, 1, 1}, {"ln", FormulaFunction::ln, 1, 1}, {"log", FormulaFunction::log10, 1, 1},
    {"lg", FormulaFunction::log10, 1, 1}, {"log10", FormulaFunction::log10, 1, 1}, {"pow", FormulaFunction::power, 2, 2},
    {"power", FormulaFunction::power, 2, 2}, {"ipower", FormulaFunction::ipower, 2, 2}, {"sin", FormulaFunction::sin, 1, 1},
    {"cos", FormulaFunction::cos, 1, 1}, {"tan", FormulaFunction::tan, 1, 1}, {"cot", FormulaFunction::cot, 1, 1},
    {"cotan", FormulaFunction::cot, 1, 1}, {"asin", FormulaFunction::asin, 1, 1}, {"arcsin", FormulaFunction::asin, 1, 1},
    {"acos", FormulaFunction::acos, 1, 1}, {"arccos", FormulaFunction::acos, 1, 1}, {"atan", FormulaFunction::atan, 1, 1},
    {"arctan", FormulaFunction::atan, 1, 1}, {"sinh", FormulaFunction::sinh, 1, 1}, {"cosh", FormulaFunction::cosh, 1, 1},
    {"tanh", FormulaFunction::tanh, 1, 1}, {"floor", FormulaFunction::floor, 1, 1}, {"ceil", FormulaFunction::ceil, 1, 1},
    {"round", FormulaFunction::round, 1, 1}, {"trunc", FormulaFunction::trunc, 1, 1}, {"int", FormulaFunction::trunc, 1, 1},
    {"frac", FormulaFunction::frac, 1, 1}, {"sign", FormulaFunction::sign, 1, 1}, {"min", FormulaFunction::min, 1, 1000},
    {"max", FormulaFunction::max, 1, 1000}, {"sum", FormulaFunction::sum, 1, 1000}, {"avg", FormulaFunction::mean, 1, 1000},
    {"mean", FormulaFunction::mean, 1, 1000}, {"mod", FormulaFunction::modulo, 2, 2}, {"not", FormulaFunction::logical_not, 1, 1},
    {"and", FormulaFunction::logical_and, 1, 1000}, {"or", FormulaFunction::logical_or, 1, 1000},
};

/// An operator between two operands; several spellings may mean the same.
struct FormulaInfix {
    std::string_view text;
    FormulaOp op;
    int strength;  // binds tighter when larger
};

/// Longer spellings first. As in openLCA all are left-associative (2^3^2 = 64) and a sign binds tighter than ^ (-2^2 = 4).
inline constexpr FormulaInfix formula_infixes[] = {
    {"||", FormulaOp::disjunction, 1}, {"|", FormulaOp::disjunction, 1}, {"or", FormulaOp::disjunction, 1}, {"xor", FormulaOp::exclusive, 2},
    {"&&", FormulaOp::conjunction, 3}, {"&", FormulaOp::conjunction, 3}, {"and", FormulaOp::conjunction, 3}, {"<=", FormulaOp::less_equal, 4},
    {"<>", FormulaOp::unequal, 4}, {"<", FormulaOp::less, 4}, {">=", FormulaOp::greater_equal, 4}, {">", FormulaOp::greater, 4},
    {"==", FormulaOp::equal, 4}, {"=", FormulaOp::equal, 4}, {"!=", FormulaOp::unequal, 4}, {"+", FormulaOp::add, 5},
    {"-", FormulaOp::subtract, 5}, {"*", FormulaOp::multiply, 6}, {"/", FormulaOp::divide, 6}, {"div", FormulaOp::whole_divide, 6},
    {"mod", FormulaOp::modulo, 6}, {"^", FormulaOp::power, 7},
};

// Not <cctype>: its answers follow the locale of the host program.
[[nodiscard]] constexpr bool formula_digit(char c) noexcept { return c >= '0' && c <= '9'; }
/// Names may hold any letter: bytes above 127 are parts of UTF-8 letters.
[[nodiscard]] constexpr bool formula_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace detail

/// Pratt parser: every infix operator has a strength, and an operand takes in what binds tighter than its left neighbour.
/// (V. R. Pratt, Top down operator precedence, 1973.) One table of strengths replaces a function per level. Runs once over
/// the text; `at_` is the next character, and whoever returns false has set `problem_`.
class FormulaParser {
public:
    FormulaParser(std::string_view text, FormulaLimits limits) : limits_(limits) { formula_.text_ = std::string(text); }

    // Lengths are bounded before anything is built: formulas come from files that strangers wrote.
    [[nodiscard]] Result<Formula> run() {
        if (formula_.text_.size() > limits_.characters) fail("limit.formula", "The formula is too long", std::to_string(limits_.characters) + " characters at most");
        else if (expression(0)) {
            skip();
            if (at_ != formula_.text_.size()) fail("formula.syntax", "The formula goes on after its end", "an operator or the end");
        }
        if (problem_) return std::move(*problem_);
        return std::move(formula_);
    }

private:
    void skip() {
        auto const& text = formula_.text_;
        while (at_ < text.size() && (text[at_] == ' ' || text[at_] == '\t' || text[at_] == '\n' || text[at_] == '\r')) ++at_;
    }
    [[nodiscard]] std::uint32_t column() const { return static_cast<std::uint32_t>(at_ + 1); }

    // The first problem wins; every caller returns at once when it sees false.
    bool fail(std::string id, std::string what, std::string expected) {
        auto const& text = formula_.text_;
        std::string found = at_ < text.size() ? std::string("'").append(text, at_, 12) + "'" : std::string("the end");
        problem_ = Problem{std::move(id), std::move(what), {}, std::move(expected), found + " at column " + std::to_string(column()), {}, {}};
        problem_->where.object = "formula '" + text.substr(0, 200) + "'";
        problem_->where.column = column();
        return false;
    }

    // Postfix steps, operands before their operator: evaluation is one loop over them, for any scalar, without recursion.
    // Each step keeps the column at which `at_` stands now, so callers set `at_` to what a message should point at.
    void emit(detail::FormulaOp op, std::size_t at = 0, detail::FormulaFunction function = {}) {
        formula_.steps_.push_back({op, function, static_cast<std::uint32_t>(at), column()});
    }

    /// The word that begins here, without moving on; "" if none does.
    [[nodiscard]] std::string word() const {
        auto const& text = formula_.text_;
        auto end = at_;
        while (end < text.size() && (detail::formula_letter(text[end]) || (end > at_ && detail::formula_digit(text[end])))) ++end;
        return text.substr(at_, end - at_);
    }

    /// An operator spelled with letters must be the whole word: "orange" does not begin with "or".
    [[nodiscard]] detail::FormulaInfix const* infix() {
        skip();
        std::string_view const rest = std::string_view(formula_.text_).substr(at_);
        std::string const name = lower(word());
        for (auto const& candidate : detail::formula_infixes)
            if (detail::formula_letter(candidate.text[0]) ? name == candidate.text : rest.starts_with(candidate.text)) return &candidate;
        return nullptr;
    }

    /// `<=` on the strength makes every operator left-associative. Depth counts nesting, so that "((((" of a hostile file
    /// ends in a message and not in a full stack. It is not counted down on failure, since nothing is parsed after one.
    bool expression(int strength) {
        if (++depth_ > limits_.depth) return fail("limit.formula", "The formula is nested too deeply", std::to_string(limits_.depth) + " levels at most");
        if (!operand()) return false;
        while (auto const* op = infix()) {
            if (op->strength <= strength) break;
            auto const place = at_;
            at_ += op->text.size();
            if (!expression(op->strength)) return false;
            auto const end = std::exchange(at_, place);  // messages point at the operator
            emit(op->op);
            at_ = end;
        }
        --depth_;
        return true;
    }

    /// Signs are taken here and not as operators, which makes them bind tighter than a power, as in openLCA: -2^2 is 4.
    /// They count as depth: "------..." recurses as well as "((((((...".
    bool operand() {
        skip();
        auto const& text = formula_.text_;
        if (at_ == text.size()) return fail("formula.syntax", "The formula ends too early", "a number, a name or '('");
        char const c = text[at_];
        if (c == '-' || c == '+') {
            ++at_;
            if (++depth_ > limits_.depth) return fail("limit.formula", "The formula is nested too deeply", std::to_string(limits_.depth) + " levels at most");
            if (!operand()) return false;
            --depth_;
            if (c == '-') emit(detail::FormulaOp::negate);
            return true;
        }
        if (c == '(') {
            ++at_;
            return expression(0) && close();
        }
        if (detail::formula_digit(c) || c == '.') return number();
        if (detail::formula_letter(c)) return name();
        return fail("formula.syntax", "This cannot start a value", "a number, a name or '('");
    }

    bool close() {
        skip();
        if (at_ == formula_.text_.size() || formula_.text_[at_] != ')') return fail("formula.syntax", "A bracket is not closed", "')'");
        ++at_;
        return true;
    }

    // from_chars: no locale turns the decimal point into a comma, and the digits give the nearest double. Asked only at a
    // digit or a point, so that "inf" and "nan", which it would read too, stay names; 1e999 is an error and not infinity.
    bool number() {
        auto const& text = formula_.text_;
        double value = 0;
        auto const [end, error] = std::from_chars(text.data() + at_, text.data() + text.size(), value);
        if (error != std::errc()) return fail("formula.syntax", "This is not a number", "a number such as 0.5 or 1e-3");
        emit(detail::FormulaOp::number, formula_.numbers_.size());
        formula_.numbers_.push_back(value);
        at_ = static_cast<std::size_t>(end - text.data());
        return true;
    }

    /// A word before '(' is a function, anything else a name. Names are compared in lower case, as rule A7 has it, and each
    /// is kept once: the scope looks it up once, however often the formula uses it. `not` without a bracket is an operator
    /// that takes in what binds tighter than `and` (strength 3), so that "not a = 1 and b" is "(not (a = 1)) and b".
    bool name() {
        std::string const spelled = word();
        std::string const key = lower(spelled);
        auto const start = at_;
        at_ += spelled.size();
        skip();
        if (at_ < formula_.text_.size() && formula_.text_[at_] == '(') {
            ++at_;
            return call(key, start);
        }
        at_ = start;
        if (key == "not") {  // "not x = 1" negates the comparison
            at_ += spelled.size();
            if (!expression(3)) return false;
            emit(detail::FormulaOp::call, 1, detail::FormulaFunction::logical_not);
            return true;
        }
        auto& names = formula_.names_;
        auto const known = std::find(names.begin(), names.end(), key);
        emit(detail::FormulaOp::name, static_cast<std::size_t>(known - names.begin()));
        if (known == names.end()) names.push_back(key);
        at_ += spelled.size();
        return true;
    }

    /// After '('. Arguments are parted by ';' or ',', which a number can never contain here. Messages about the function and
    /// a value that is not finite point at its name, at `start`.
    bool call(std::string const& key, std::size_t start) {
        if (key == "if" || key == "iff" || key == "iif") return condition(start);
        std::uint32_t count = 0;
        skip();
        bool const empty = at_ < formula_.text_.size() && formula_.text_[at_] == ')';
        for (bool more = !empty; more; ++count) {
            if (!expression(0)) return false;
            skip();
            more = at_ < formula_.text_.size() && (formula_.text_[at_] == ';' || formula_.text_[at_] == ',');
            if (more) ++at_;
        }
        if (!close()) return false;
        auto const end = std::exchange(at_, start);
        bool const done = finish_call(key, count);
        at_ = end;
        return done;
    }

    /// `pi()` and `e()` are constants although they look like calls.
    bool finish_call(std::string const& key, std::uint32_t count) {
        // NaN says that it is none; it is the only number that is not itself.
        double const constant = formula_constant(key);
        if (count == 0 && constant == constant) {
            emit(detail::FormulaOp::number, formula_.numbers_.size());
            formula_.numbers_.push_back(constant);
            return true;
        }
        if (key == "random" || key == "rand") {
            fail("formula.function", "Random numbers in formulas are refused: no result could be repeated", "an uncertainty of the parameter instead");
            return false;
        }
        std::vector<std::string> known;
        for (auto const& entry : detail::formula_functions) {
            known.emplace_back(entry.name);
            if (entry.name != key) continue;
            if (count < entry.least || count > entry.most)
                return fail("formula.arguments", "'" + key + "' has " + std::to_string(count) + " arguments",
                            std::to_string(entry.least) + (entry.most == entry.least ? "" : " or more"));
            emit(detail::FormulaOp::call, count, entry.function);
            return true;
        }
        fail("formula.function", "There is no function '" + key + "'", "a function that docs/formulas.md lists");
        problem_->related = nearest(key, known);
        return false;
    }

    /// Jumps, not a choice between two values that are both there: the branch not taken may divide by zero.
    /// Steps: test, jump_if_false to the other value, value, jump behind, other value. The targets are filled in when the
    /// parser gets there. Both branches leave one value on the stack, so the steps behind fit either.
    bool condition(std::size_t start) {
        auto& steps = formula_.steps_;
        if (!expression(0) || !separator()) return false;
        auto const test = steps.size();
        emit(detail::FormulaOp::jump_if_false);
        if (!expression(0) || !separator()) return false;
        auto const leave = steps.size();
        emit(detail::FormulaOp::jump);
        steps[test].at = static_cast<std::uint32_t>(steps.size());
        if (!expression(0)) return false;
        skip();
        if (at_ < formula_.text_.size() && (formula_.text_[at_] == ';' || formula_.text_[at_] == ',')) {
            at_ = start;
            return fail("formula.arguments", "'if' has more than three arguments", "if(condition; value; other value)");
        }
        steps[leave].at = static_cast<std::uint32_t>(steps.size());
        return close();
    }

    // Of `if` only: its three arguments are needed, none has a default.
    bool separator() {
        skip();
        if (at_ < formula_.text_.size() && (formula_.text_[at_] == ';' || formula_.text_[at_] == ',')) {
            ++at_;
            return true;
        }
        return fail("formula.arguments", "'if' has fewer than three arguments", "if(condition; value; other value)");
    }

    Formula formula_{};
    FormulaLimits limits_;
    std::size_t at_ = 0;
    std::uint32_t depth_ = 0;
    std::optional<Problem> problem_{};
};

// Trimmed before parsing: columns in messages count from the first character that is not blank.
TANJI_INLINE Result<Formula> Formula::try_parse(std::string_view text, FormulaLimits limits) { return FormulaParser(trim(text), limits).run(); }

TANJI_INLINE Formula Formula::parse(std::string_view text) { return try_parse(text).value(); }

TANJI_INLINE Problem Formula::wrong_values(std::size_t given) const {
    Problem problem{"formula.values", "The formula did not get one value for each of its names", {}, std::to_string(names_.size()) + " values", std::to_string(given), {}, names_};
    problem.where.object = "formula '" + text_.substr(0, 200) + "'";
    return problem;
}

// Out of the template, so that the texts exist once and not per scalar. A formula may be 100,000 characters long: messages
// quote its first 200.
TANJI_INLINE Problem Formula::not_finite(std::uint32_t column) const {
    Problem problem{"formula.not-finite", "The formula has no finite value", {}, "a finite number",
                    "NaN or infinity from '" + text_.substr(column - 1, 12) + "' at column " + std::to_string(column), "look for a division by zero, a root or a logarithm of a negative number", {}};
    problem.where.object = "formula '" + text_.substr(0, 200) + "'";
    problem.where.column = column;
    return problem;
}

// The digits are more than a double holds, so that the literal rounds to the nearest one. NaN for "none" costs no optional
// in the loop over names and cannot be mistaken for a constant.
TANJI_INLINE double formula_constant(std::string_view lower_name) noexcept {
    if (lower_name == "pi") return 3.14159265358979323846;
    if (lower_name == "e") return 2.71828182845904523536;
    if (lower_name == "true") return 1;
    if (lower_name == "false") return 0;
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace tanji
