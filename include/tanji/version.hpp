// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#define TANJI_VERSION_MAJOR 0
#define TANJI_VERSION_MINOR 1
#define TANJI_VERSION_PATCH 0
#define TANJI_VERSION "0.1.0"
