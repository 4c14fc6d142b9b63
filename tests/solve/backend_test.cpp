// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/backend.hpp"

#include <doctest/doctest.h>

#include "solve/backend_conformance.hpp"

TEST_CASE("Eigen's SparseLU keeps the contract of a backend") { tanji::test::check_backend(tanji::SparseLuBackend{}, "sparselu"); }
