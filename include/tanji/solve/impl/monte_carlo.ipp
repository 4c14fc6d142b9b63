// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Bodies follow; the header is the agreed interface.
#include "tanji/solve/monte_carlo.hpp"
