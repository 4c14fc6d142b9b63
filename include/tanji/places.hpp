// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Region codes and what they lie in.
/// - Place, find_place, place_and_parents: countries, Chinese provinces and grid regions

#include "tanji/places/place.hpp"
