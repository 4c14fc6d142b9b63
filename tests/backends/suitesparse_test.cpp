// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/backends/suitesparse.hpp"

#include <doctest/doctest.h>

#include "solve/backend_conformance.hpp"

TEST_CASE("UMFPACK keeps the contract of a backend") { tanji::test::check_backend(tanji::UmfpackBackend{}, "umfpack"); }
TEST_CASE("KLU keeps the contract of a backend") { tanji::test::check_backend(tanji::KluBackend{}, "klu"); }
