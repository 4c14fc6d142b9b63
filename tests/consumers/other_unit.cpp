// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A second translation unit with the same headers: linking it with client.cpp finds every definition that is not inline.
#include <tanji/base/text.hpp>
#include <tanji/solve/solver.hpp>
#if __has_include(<tanji/tanji.hpp>)
#include <tanji/tanji.hpp>
#endif

int other_unit();
int other_unit() { return static_cast<int>(tanji::split("a,b", ',').size()); }
