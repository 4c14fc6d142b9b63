// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// What is claimed, and the proof of how it came about.
/// - Record: inputs, unit path, factors with edition and digest, settings, assumptions, results; brief(), json(), digest()

#include "tanji/claims/record.hpp"
