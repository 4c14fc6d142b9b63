// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// The life-cycle graph: what is read or written down, and what becomes of it before anything is solved.
/// flow, process, stored, impact_method: plain data. database: checked and frozen. formula, parameters: rule A7.
/// role, allocation, link: rules A1 to A4; a Database becomes a ProductSystem. model_builder, typed_demand: models typed in
/// C++. csv_model, kind_units, shipped: Tanji's own format and database. matrix_model: models given as matrices.
#include "tanji/lifecycle/allocation.hpp"
#include "tanji/lifecycle/csv_model.hpp"
#include "tanji/lifecycle/database.hpp"
#include "tanji/lifecycle/flow.hpp"
#include "tanji/lifecycle/formula.hpp"
#include "tanji/lifecycle/impact_method.hpp"
#include "tanji/lifecycle/kind_units.hpp"
#include "tanji/lifecycle/link.hpp"
#include "tanji/lifecycle/matrix_model.hpp"
#include "tanji/lifecycle/model_builder.hpp"
#include "tanji/lifecycle/parameters.hpp"
#include "tanji/lifecycle/process.hpp"
#include "tanji/lifecycle/role.hpp"
#include "tanji/lifecycle/shipped.hpp"
#include "tanji/lifecycle/stored.hpp"
#include "tanji/lifecycle/typed_demand.hpp"
