// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <stdexcept>
#include <utility>

#include "tanji/base/problem.hpp"

/// \file
/// Problems as exceptions. Whoever wants to handle a failure reads the fields of `problem()`, never the text of `what()`.
namespace tanji {

/// The one exception type of the library; `what()` is `to_text(problem())`.
/// Functions named `x()` throw it, their twins `try_x()` and `find()` return a `Result` instead.
class Error : public std::runtime_error {
public:
    explicit Error(Problem problem) : std::runtime_error(to_text(problem)), problem_(std::move(problem)) {}

    [[nodiscard]] Problem const& problem() const noexcept { return problem_; }

private:
    Problem problem_;
};

}  // namespace tanji
