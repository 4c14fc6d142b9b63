// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Times the jobs of an LCA engine on a database in the binary layout of the benchmarks (lci_file.hpp, docs/performance.md):
//     tanji_bench LCI.bin [--job NAME] [--threads N] [--json] [--runs N] [--demand ROW] [--samples N] [--rival NAME]
// Every job runs in a process of its own, so that its peak memory is its own and one that fails stops no other. Whatever
// solves includes the backward error and the refinement it triggers. The error is the largest componentwise one against
// the reference of reference.hpp, which is made after the clock and the memory were read.

#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <exception>

#include "jobs.hpp"
#include "tanji/base/text.hpp"

namespace {

constexpr char const* usage = "usage: tanji_bench LCI.bin [--job NAME] [--threads N] [--json] [--runs N] [--demand ROW] [--samples N] [--rival umfpack|klu|sparselu]\n";

/// False: not understood, and said so.
[[nodiscard]] bool read_options(int argc, char** argv, bench::Options& options) {
    for (int k = 1; k < argc; ++k) {
        std::string const word = argv[k];
        if (word == "--json") {
            options.json = true;
        } else if (word.starts_with("--")) {
            std::string const value = k + 1 < argc ? argv[++k] : "";
            auto const whole = tanji::parse_integer(value);
            bool const small = whole && *whole >= 0 && *whole <= 1'000'000'000;
            if (word == "--job" && !value.empty()) options.job = value;
            else if (word == "--rival" && !value.empty()) options.rival = value;
            else if (word == "--runs" && small) options.runs = static_cast<int>(*whole);
            else if (word == "--threads" && small && *whole > 0) options.threads = static_cast<int>(*whole);
            else if (word == "--samples" && small && *whole > 0) options.samples = static_cast<int>(*whole);
            else if (word == "--demand" && small) options.demand = static_cast<std::int32_t>(*whole);
            else return std::fprintf(stderr, "tanji_bench: cannot use %s %s\n%s", word.c_str(), value.c_str(), usage), false;
        } else if (options.path.empty()) {
            options.path = word;
        } else {
            return std::fprintf(stderr, "tanji_bench: a second file, %s\n%s", word.c_str(), usage), false;
        }
    }
    if (options.path.empty()) std::fputs(usage, stderr);
    return !options.path.empty();
}

/// 0, or 1 with a sentence on stderr.
[[nodiscard]] int run_one(bench::Job const& job, bench::Options const& options) {
    try {
        if (auto line = job.run(options)) {
            line->more.emplace_back("set", bench::quoted(bench::set_name(options.path)));
            bench::print(*line, options.json);
        }
        return 0;
    } catch (std::exception const& error) {
        bench::say(std::string(job.name) + ": " + error.what());
        return 1;
    }
}

/// In a child, whose peak memory starts at nothing.
[[nodiscard]] int run_apart(bench::Job const& job, bench::Options const& options) {
    std::fflush(nullptr);
    pid_t const child = fork();
    if (child == 0) {
        int const status = run_one(job, options);
        std::fflush(nullptr);
        _exit(status);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) return run_one(job, options);
    if (WIFSIGNALED(status)) bench::say(std::string(job.name) + ": ended by signal " + std::to_string(WTERMSIG(status)));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

int main(int argc, char** argv) {
    bench::Options options;
    if (!read_options(argc, argv, options)) return 2;
    if (!options.rival.empty()) {
        try {
            return bench::run_rival(options) ? 0 : 2;
        } catch (std::exception const& error) {
            bench::say(error.what());
            return 1;
        }
    }
    int status = 0;
    bool found = false;
    for (auto const& job : bench::jobs()) {
        if (!options.job.empty() && options.job != job.name) continue;
        found = true;
        status |= options.job.empty() ? run_apart(job, options) : run_one(job, options);
    }
    if (!found) {
        std::string names;
        for (auto const& job : bench::jobs()) names += std::string(" ") + job.name;
        bench::say("no job " + options.job + "; there are" + names);
        return 2;
    }
    return status;
}
