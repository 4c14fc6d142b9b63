// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// From a zip on disk to a linked system, by stage, with the raw rates of unpacking and parsing beside it.
// Usage: bench-import [FILE...]; without arguments USLCI of the shared data. One thread, warm cache, best of 7.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif

#include "tanji/io/archive.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/io/openlca.hpp"
#include "tanji/lifecycle/link.hpp"

namespace {

constexpr int repeats = 7;

/// Shortest time of `repeats` runs, in seconds.
template <class Work>
double best(Work const& work) {
    double shortest = 1e9;
    for (int i = 0; i < repeats; ++i) {
        auto const start = std::chrono::steady_clock::now();
        work();
        shortest = (std::min)(shortest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return shortest;
}

/// Largest memory of the process so far, in MB; 0 where the system does not tell.
double peak_memory() {
#if defined(__unix__)
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
#else
    return 0;
#endif
}

/// Unpacks all entries, parses them if asked; returns the bytes of text.
std::size_t unpack(std::vector<std::string> const& paths, bool parse) {
    std::size_t bytes = 0;
    tanji::JsonReader reader;
    for (std::string const& path : paths) {
        tanji::Archive archive = tanji::Archive::try_open(path).value();
        for (std::size_t i = 0; i < archive.entries().size(); ++i) {
            auto const text = archive.try_read(i).value();
            bytes += text.size();
            if (parse && archive.entries()[i].name.ends_with(".json")) (void)reader.try_parse(text, path, true).value();
        }
    }
    return bytes;
}

void row(char const* stage, double seconds, double bytes) { std::printf("%-34s %9.1f ms %9.0f MB/s\n", stage, seconds * 1e3, bytes / seconds / 1e6); }

std::vector<std::string> arguments(int count, char** values) {
    std::vector<std::string> paths(values + 1, values + count);
    if (!paths.empty()) return paths;
    char const* const shared = std::getenv("TANJI_SHARED");
    std::string const folder = shared != nullptr ? shared : std::string(TANJI_SOURCE_DIR) + "/../shared";
    return {folder + "/data/jsonld/uslci_olca1_5_0_json_ld.zip"};
}

}  // namespace

int main(int count, char** values) {
    auto const paths = arguments(count, values);
    for (std::string const& path : paths) {
        if (std::filesystem::exists(path)) continue;
        std::printf("skipped: there is no %s\n", path.c_str());
        return 0;
    }
    std::size_t text = 0;
    double const unzip = best([&] { text = unpack(paths, false); });
    double const parsed = best([&] { (void)unpack(paths, true); });
    auto const bytes = static_cast<double>(text);
    double const before = peak_memory();
    tanji::Import import = tanji::read_openlca(paths);
    std::size_t columns = tanji::link(import.database).columns().size();
    double const after = peak_memory();
    double const read = best([&] { import = tanji::read_openlca(paths); });
    double const linked = best([&] { columns = tanji::link(import.database).columns().size(); });
    std::printf("%.1f MB of text, %zu processes, %zu columns\n\n", bytes / 1e6, import.database.processes().size(), columns);
    row("unzip, all entries", unzip, bytes);
    row("raw parse, all entries", parsed - unzip, bytes);
    row("unzip, parse, build (import)", read, bytes);
    row("  of it: build", (std::max)(read - parsed, 1e-6), bytes);
    row("link", linked, bytes);
    row("zip to linked system", read + linked, bytes);
    std::printf("\npeak memory %.0f MB after the raw stages, %.0f MB after import and linking: %.1f times the text\n", before, after, after * 1.048576e6 / bytes);
    return 0;
}
