// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/analysis/footprint.hpp"

/// \file
/// Hands a solved system to other software, to check us or to go on with it.
namespace tanji {

/// Writes the solved system of a footprint into `folder` (made if it is not there), for scipy, MATLAB, R or Brightway:
///
/// | file | content |
/// |---|---|
/// | technosphere.npz, .mtx | A, products x processes, outputs +, inputs - |
/// | biosphere.npz, .mtx | B, elementary flows x processes, net = outputs - inputs |
/// | characterisation.npz, .mtx | C, categories x elementary flows, the sign of rule A2 inside |
/// | demand.npz, .mtx | f, one column |
/// | columns.csv, flows.csv, categories.csv | what each index (from 0) stands for, with ids and units |
/// | brightway-inventory.zip, brightway-method-N.zip | the same as Brightway datapackages; node id = column index + 1, flow ids follow |
///
/// A x = f, g = B x, h = C g reproduce the footprint's scores. npz is scipy.sparse.save_npz's form (csc; C is csr);
/// MatrixMarket is "coordinate real general". Numbers are written so that they read back as the same doubles.
/// Files that are there already are overwritten; after a problem the folder may hold a part of the export.
/// Returns the paths written. Problems: "io.write" with the path; "io.regional-rows" if factors of places meet a system that was
/// not linked with LinkOptions::regional. Cost O(entries).
[[nodiscard]] Result<std::vector<std::string>> try_export_matrices(Footprint const& footprint, std::string const& folder);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/matrix_export.ipp"
#endif
