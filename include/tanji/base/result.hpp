// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "tanji/base/error.hpp"

/// \file
/// The return type of everything named try_x() and find().
///     if (auto const unit = try_unit(text)) use(*unit);
///     else show(unit.problem());
namespace tanji {

/// A value or the Problem that prevented it. Made where a failure is ordinary: look-ups, parsing, import.
/// `std::expected` arrives with C++23; the names are the same so that moving over is a rename.
template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    // Implicit on purpose: `return value;` and `return Problem{...};` both read as what they mean.
    template <class U = T>
        requires std::is_constructible_v<T, U&&> && (!std::is_same_v<std::remove_cvref_t<U>, Result>) &&
                 (!std::is_same_v<std::remove_cvref_t<U>, Problem>)
    Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}
    Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. Throws `Error` with the problem if there is none.
    [[nodiscard]] T const& value() const& { require(); return std::get<0>(state_); }
    [[nodiscard]] T& value() & { require(); return std::get<0>(state_); }
    [[nodiscard]] T value() && { require(); return std::get<0>(std::move(state_)); }
    [[nodiscard]] T const& operator*() const& { return value(); }
    [[nodiscard]] T& operator*() & { return value(); }
    [[nodiscard]] T operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T const* operator->() const { return &value(); }
    [[nodiscard]] T* operator->() { return &value(); }
    template <class U>
    [[nodiscard]] T value_or(U&& other) const& { return has_value() ? std::get<0>(state_) : static_cast<T>(std::forward<U>(other)); }

    /// The problem; only to be asked for when there is no value (throws std::bad_variant_access else).
    [[nodiscard]] Problem const& problem() const& { return std::get<1>(state_); }
    [[nodiscard]] Problem problem() && { return std::get<1>(std::move(state_)); }

private:
    void require() const { if (!has_value()) throw Error(std::get<1>(state_)); }

    std::variant<T, Problem> state_;
};

}  // namespace tanji
