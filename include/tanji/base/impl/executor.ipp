// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "tanji/base/executor.hpp"

namespace tanji {

// In order and in the calling thread: what debuggers, embedded callers and builds without threads want.
TANJI_INLINE void SerialExecutor::run(std::size_t count, std::function<void(std::size_t, int)> const& piece) {
    for (std::size_t number = 0; number < count; ++number) piece(number, 0);
}

// Pieces are handed out one by one by a counter: loops of unlike cost balance themselves. Which worker does which piece is left open, so
// callers must not let results depend on it (rule B3). After a failure no new piece starts; the first exception is rethrown in the calling
// thread, once all others have ended, since they refer to this frame. The calling thread works as worker 0.
TANJI_INLINE void ThreadExecutor::run(std::size_t count, std::function<void(std::size_t, int)> const& piece) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex guard;
    std::exception_ptr failure;
    auto const work = [&](int worker) {
        while (!failed.load(std::memory_order_relaxed)) {
            std::size_t const number = next.fetch_add(1, std::memory_order_relaxed);
            if (number >= count) return;
            try {
                piece(number, worker);
            } catch (...) {
                std::lock_guard const lock(guard);
                if (!failure) failure = std::current_exception();
                failed.store(true, std::memory_order_relaxed);
            }
        }
    };
    {
        std::vector<std::jthread> others;  // join on every way out
        std::size_t const wanted = (std::min)(count, static_cast<std::size_t>(threads_));
        others.reserve(wanted);
        for (std::size_t worker = 1; worker < wanted; ++worker) {
            try {
                others.emplace_back(work, static_cast<int>(worker));
            } catch (std::system_error const&) {
                break;  // no more threads to be had: fewer do the same work
            }
        }
        work(0);
    }
    if (failure) std::rethrow_exception(failure);
}

// At least 1, so that callers can size their buffers by it whatever an executor of theirs says.
TANJI_INLINE int width_of(WorkControl const& control) noexcept { return control.executor == nullptr ? 1 : (std::max)(1, control.executor->width()); }

// The stop token is asked before every piece, never within one: a piece is done or not begun, which is why nothing is left half written.
// Progress is told only from the calling thread: callbacks need no lock, and user interfaces may be touched from them.
TANJI_INLINE std::optional<Problem> run_pieces(WorkControl const& control, std::size_t count, std::function<void(std::size_t, int)> const& piece) {
    SerialExecutor serial;
    Executor& executor = control.executor == nullptr ? serial : *control.executor;
    auto const caller = std::this_thread::get_id();
    std::atomic<std::size_t> done{0};
    executor.run(count, [&](std::size_t number, int worker) {
        if (control.stop.stop_requested()) return;
        piece(number, worker);
        std::size_t const so_far = done.fetch_add(1) + 1;
        // The last word is said below, when all threads have ended.
        if (control.on_progress && so_far < count && std::this_thread::get_id() == caller) control.on_progress(so_far, count);
    });
    if (done.load() == count) {
        if (control.on_progress) control.on_progress(count, count);
        return std::nullopt;
    }
    return Problem{.id = "work.stopped", .what = "the work was stopped before it was finished", .expected = std::to_string(count) + " pieces of work",
                   .got = std::to_string(done.load()) + " done when the stop token was set", .hint = "start it again; nothing of it was kept"};
}

}  // namespace tanji
