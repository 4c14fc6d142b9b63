// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// From activities to emissions.
/// - Emission: what activity * factor gives; keeps gases, provenance and record
/// - try_emission: the same for amounts that come from data
/// - try_replay: computes a record again and compares the bits

#include "tanji/accounting/emission.hpp"
