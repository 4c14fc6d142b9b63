// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/lifecycle/database.hpp"

/// \file
/// Recharacterising results that were computed elsewhere. Apart from stored.hpp, which readers include and which is data only.
namespace tanji {

/// A database with one more process, and where it is.
struct ResultProcess {
    Database database;
    Index process = no_index;
    Index flow = no_index;  ///< its product: the result itself, 1 item
};

/// Turns a stored result into a process without inputs that makes "1 item" of the result, so that an inventory which was
/// computed elsewhere is characterised by the same code and under the same rules as any product.
/// Problem "number.not-finite" and the like from Database::try_make. Cost: a copy of the database's content.
[[nodiscard]] Result<ResultProcess> try_result_process(Database const& database, StoredResult const& result);
[[nodiscard]] ResultProcess result_process(Database const& database, StoredResult const& result);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/stored_result.ipp"
#endif
