// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Build switches. Two modes share the same sources: header-only (the default of a plain `-I`), and
/// compiled, chosen by TANJI_COMPILED on every translation unit (the CMake target `tanji::tanji` sets it).
/// The switch moves bodies only; no type changes its layout with it.

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "Tanji refuses NaN and infinity in data, which -ffast-math makes invisible: compile without it."
#endif

#if __cplusplus < 202002L && !(defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
#error "Tanji needs C++20 (-std=c++20)."
#endif

#ifdef TANJI_COMPILED
#define TANJI_INLINE
#else
#define TANJI_INLINE inline
#endif

// For functions that exist to be refused (units/refused.hpp). g++ says "use of deleted function" in three lines; clang
// would list every other candidate with it, so there an attribute makes the error. The keyword alone is a macro: an
// attribute spelled inside one would add an "expanded from macro" note to each message. TANJI_EXTENSION stands before the
// declaration (of the class, where a member is refused: clang reads attributes of members last) and keeps clients who
// compile with -Wpedantic from hearing that such an attribute is clang's own.
#ifdef __clang__
#define TANJI_EXTENSION __extension__
#define TANJI_REFUSAL __attribute__
#define TANJI_DELETED
#else
#define TANJI_EXTENSION
#define TANJI_REFUSAL(attribute)
#define TANJI_DELETED = delete
#endif
