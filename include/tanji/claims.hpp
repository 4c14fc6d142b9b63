// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// What is claimed, and the proof of how it came about.
/// - Record: inputs, unit path, factors with edition and digest, settings, assumptions, results; brief(), json(), digest()
/// - RecordWriter, RecordReader: records of any length as JSON Lines, hashed; redact, prove_line: showing a part of one
/// - canonical_json, MerkleTree: what is hashed, and how
/// - Certificate, Consumption, Registry, RegistryStore: who may claim which electricity; ExclusivityTable; read_claims from CSV
/// - storage, direct lines, neighbours: try_storage, try_local_generation

#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/certificate.hpp"
#include "tanji/claims/claim_csv.hpp"
#include "tanji/claims/exclusivity.hpp"
#include "tanji/claims/local_supply.hpp"
#include "tanji/claims/merkle.hpp"
#include "tanji/claims/method_revision.hpp"
#include "tanji/claims/record.hpp"
#include "tanji/claims/record_lines.hpp"
#include "tanji/claims/record_reader.hpp"
#include "tanji/claims/record_redaction.hpp"
#include "tanji/claims/record_writer.hpp"
#include "tanji/claims/registry.hpp"
#include "tanji/claims/registry_store.hpp"
