// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// What every job of tanji_bench shares: its options, the clock, memory, and the line that is printed.

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace bench {

struct Options {
    std::string path{}, job{}, rival{};
    int runs = 0;              ///< 0: at least five, more of short jobs
    int threads = 1;
    int samples = 1000;        ///< of Monte Carlo
    std::int32_t demand = -1;  ///< -1: the product that sets most of the system in motion
    bool json = false;
};

/// `cpu` is the least processor time of a run, of all threads together: on a shared machine it says more than the clock.
struct Times { double median = 0, least = 0, most = 0, cpu = 0; int runs = 0; };

/// Runs the work at least five times; short work until a third of a second is spent, at most 101 times.
template <class Work>
[[nodiscard]] Times timed(Options const& options, Work&& work) {
    std::vector<double> seconds;
    double spent = 0, cpu = 1e300;
    int const least = (std::max)(5, options.runs), most = options.runs > 0 ? least : 101;
    while (static_cast<int>(seconds.size()) < least || (static_cast<int>(seconds.size()) < most && spent < 0.33)) {
        auto const begin = std::chrono::steady_clock::now();
        std::clock_t const cpu_begin = std::clock();
        work();
        cpu = (std::min)(cpu, static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        spent += seconds.back();
    }
    std::sort(seconds.begin(), seconds.end());
    return {seconds[seconds.size() / 2], seconds.front(), seconds.back(), cpu, static_cast<int>(seconds.size())};
}

/// Peak resident memory of this process so far, in MB (2^20 bytes).
[[nodiscard]] inline double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// One result. `more` holds further fields, each value already in JSON.
struct Line {
    std::string job{};
    Times times{};
    double rss_mb = 0;
    double error = std::nan(""); ///< NaN: the job has no numbers to compare
    int threads = 1;
    std::string kernel{};
    std::vector<std::pair<std::string, std::string>> more{};
};

[[nodiscard]] inline std::string number(double value, char const* format = "%.3g") {
    if (std::isnan(value)) return "null";
    if (std::isinf(value)) return value > 0 ? "1e999" : "-1e999"; // JSON has no infinity; readers take this for one
    char text[40];
    std::snprintf(text, sizeof text, format, value);
    return text;
}
[[nodiscard]] inline std::string quoted(std::string const& text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out + "\"";
}

/// ei23 of DATA/ei23/lci.bin and of DATA/ei23.bin.
[[nodiscard]] inline std::string set_name(std::string const& path) {
    auto const slash = path.find_last_of('/');
    std::string const file = path.substr(slash == std::string::npos ? 0 : slash + 1);
    if (file != "lci.bin" || slash == std::string::npos) return file.ends_with(".bin") ? file.substr(0, file.size() - 4) : file;
    auto const before = path.find_last_of('/', slash - 1);
    return path.substr(before == std::string::npos ? 0 : before + 1, slash - (before == std::string::npos ? 0 : before + 1));
}

inline void print(Line const& line, bool json) {
    if (json) {
        std::printf("{\"job\":%s,\"median_s\":%s,\"min_s\":%s,\"max_s\":%s,\"rss_mb\":%s,\"error\":%s,\"threads\":%d,\"kernel\":%s", quoted(line.job).c_str(),
                    number(line.times.median, "%.9f").c_str(), number(line.times.least, "%.9f").c_str(), number(line.times.most, "%.9f").c_str(),
                    number(line.rss_mb, "%.1f").c_str(), number(line.error).c_str(), line.threads, quoted(line.kernel).c_str());
        for (auto const& [name, value] : line.more) std::printf(",%s:%s", quoted(name).c_str(), value.c_str());
        std::printf("}\n");
    } else {
        std::printf("%-11s median %10.3f ms  min %10.3f  max %10.3f  rss %7.1f MB  error %-8s", line.job.c_str(), 1e3 * line.times.median, 1e3 * line.times.least,
                    1e3 * line.times.most, line.rss_mb, std::isnan(line.error) ? "-" : number(line.error, "%.2g").c_str());
        for (auto const& [name, value] : line.more)
            if (name != "set" && name != "runs" && name != "cpu_s") std::printf("  %s %s", name.c_str(), value.c_str());
        std::printf("\n");
    }
    std::fflush(stdout);
}

/// A sentence about a job that does not make sense here; beside the results, so that every line of --json stays an object.
inline void say(std::string const& sentence) { std::fprintf(stderr, "tanji_bench: %s\n", sentence.c_str()); }

}  // namespace bench
