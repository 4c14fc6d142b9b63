// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// What is claimed, and the proof of how it came about.
/// - Record: inputs, unit path, factors with edition and digest, settings, assumptions, results; brief(), json(), digest()
/// - Certificate, Consumption, Registry, RegistryStore: who may claim which electricity; ExclusivityTable; read_claims from CSV
/// - storage, direct lines, neighbours: try_storage, try_local_generation

#include "tanji/claims/certificate.hpp"
#include "tanji/claims/claim_csv.hpp"
#include "tanji/claims/exclusivity.hpp"
#include "tanji/claims/local_supply.hpp"
#include "tanji/claims/record.hpp"
#include "tanji/claims/registry.hpp"
#include "tanji/claims/registry_store.hpp"
