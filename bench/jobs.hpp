// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// The jobs of tanji_bench. Each loads what it needs and nothing more, so that its peak memory means something when it runs
// in a process of its own; the reference values come after memory was read.

#include <optional>
#include <span>

#include "harness.hpp"

namespace bench {

struct Job {
    char const* name;
    std::optional<Line> (*run)(Options const&); ///< nothing: the job makes no sense for this database, and it said why
};

[[nodiscard]] std::span<Job const> jobs();

/// Runs what a rival can do of the jobs on A transposed, and ours beside it; one line each, with the ratio of medians.
/// False if the rival is not built in.
[[nodiscard]] bool run_rival(Options const& options);

}  // namespace bench
