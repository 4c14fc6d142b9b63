// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Names without their contents, for headers that only mention them.
namespace tanji {

// base
class CsvReader;
class CsvWriter;
class Date;
class Error;
class ExactSum;
class JsonWriter;
class Sha256;
struct Finding;
struct Problem;
struct ReadLimits;
struct Where;
template <class T>
class Result;

// units
class Unit;
struct Amount;
struct Co2e;
struct Distance;
struct Energy;
struct Freight;
struct GrossHeat;
struct Mass;
struct NetHeat;
struct Power;
struct Volume;

// places
struct Place;

// factors
class FactorDatabase;
class Gas;
class GasMasses;
class GwpSet;
struct Factor;
struct FactorQuery;
struct GasInfo;
struct GwpValue;
struct Provenance;

// claims and accounting
class ActivityLines;
class Emission;
class OrganisationInventory;
struct ActivityLine;
struct Organisation;
struct RuleSet;
struct Statement;
struct EmissionLine;
struct Record;
struct Replay;

// life-cycle models, solving, analysis
class Database;
class Footprint;
class ProductSystem;
class Structure;
class Verifier;
struct Characterisation;
struct Demand;
struct Proof;
struct Score;
template <class Scalar>
class BasicSolver;
template <class Scalar>
class BasicSystemMatrices;
template <class Scalar>
class BasicWorkspace;
using Solver = BasicSolver<double>;
using SystemMatrices = BasicSystemMatrices<double>;
using Workspace = BasicWorkspace<double>;

}  // namespace tanji
