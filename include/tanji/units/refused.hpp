// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// How a wrong kind is refused while compiling, in a few lines on every compiler. `tanji.hpp` includes this file first
/// and directly: g++ prints the chain of includes with each note, and a longer chain would drown the message.
namespace tanji {

/// What a function returns that exists only to be refused: `Given` came where `Wanted` belongs. Its destructor is
/// private, so the call is an error that names both types at the place of the call. Compared with the alternatives
/// (measured, docs/decisions/0002-units.md): a missing overload lists every operator in sight, a deleted one does so
/// with clang, a static_assert cannot be asked about with `requires`.
template <class Given, class Wanted>
class Refused {
    ~Refused();
};

}  // namespace tanji
