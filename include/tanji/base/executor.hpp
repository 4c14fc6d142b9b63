// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>

#include "tanji/base/problem.hpp"

/// \file
/// How long work is spread, watched and stopped. The library starts no thread that the caller did not ask for: hand in a
/// ThreadExecutor, or an adapter of three lines to the pool that the host has. Results never depend on which one it is.
///
///     ThreadExecutor two(2);
///     WorkControl control{.executor = &two, .on_progress = [](std::size_t done, std::size_t total) { show(done, total); }};
namespace tanji {

/// Runs numbered, independent pieces of work.
class Executor {
public:
    virtual ~Executor() = default;

    /// How many pieces may run at once, at least 1. Scratch is set aside for so many workers.
    [[nodiscard]] virtual int width() const noexcept = 0;

    /// Calls piece(number, worker) once for each number in 0..count-1, in any order, on any threads; at one time no two
    /// calls have the same worker, 0 <= worker < width(). Returns when all have ended. If calls throw, no further ones are
    /// started and one of the exceptions is rethrown here, on the caller's thread.
    virtual void run(std::size_t count, std::function<void(std::size_t piece, int worker)> const& piece) = 0;

protected:
    Executor() = default;
    Executor(Executor const&) = default;
    Executor& operator=(Executor const&) = default;
};

/// All pieces in order on the caller's thread: what is used where no executor is given.
class SerialExecutor final : public Executor {
public:
    [[nodiscard]] int width() const noexcept override { return 1; }
    void run(std::size_t count, std::function<void(std::size_t piece, int worker)> const& piece) override;
};

/// Up to `threads` threads, the caller's among them, started for each run and joined before it returns: nothing lives
/// between runs. Costs about 50 us a run and thread. Where the system refuses a thread, the others do its work.
/// One ThreadExecutor may serve several callers at once; each run has threads of its own.
class ThreadExecutor final : public Executor {
public:
    /// Less than 1 counts as 1.
    explicit ThreadExecutor(int threads) noexcept : threads_(threads < 1 ? 1 : threads) {}

    [[nodiscard]] int width() const noexcept override { return threads_; }
    void run(std::size_t count, std::function<void(std::size_t piece, int worker)> const& piece) override;

private:
    int threads_;
};

/// What every long operation takes. The defaults mean: serial, unwatched, not to be stopped.
struct WorkControl {
    Executor* executor = nullptr; ///< serial if null; must outlive the call
    /// Called on the caller's thread only, now and then and once at the end with done == total; may throw, which ends the work.
    std::function<void(std::size_t done, std::size_t total)> on_progress{};
    std::stop_token stop{};       ///< looked at between pieces
};

/// The executor's width, or 1 if there is none.
[[nodiscard]] int width_of(WorkControl const& control) noexcept;

/// Runs piece(number, worker) for all numbers under `control`: the loop of every long operation. Problem "work.stopped" if
/// the token was set before all pieces had begun; pieces that began have then ended. Exceptions of pieces pass through.
[[nodiscard]] std::optional<Problem> run_pieces(WorkControl const& control, std::size_t count,
                                                std::function<void(std::size_t piece, int worker)> const& piece);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/executor.ipp"
#endif
