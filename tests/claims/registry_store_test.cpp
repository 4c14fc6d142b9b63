// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "claims/registry_store_conformance.hpp"

TEST_CASE("the memory store conforms") { conformance::check_store([] { return tanji::memory_registry_store(); }); }
