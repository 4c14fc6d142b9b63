// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A group of 200 sites and 24 months in one CSV: reading, accounting, record and digest, and the replay of that record, against parsing
// the same file into columns. Usage: account_bench [LINES...] (default 100000 1000000 10000000). Each of the three works runs in a process
// of its own, so that peak memory is its own, and in turns, best of three: on a shared machine all meet the same neighbours. Times are
// processor times. The baseline keeps views of every field and the amounts as numbers, which is the least any reader does.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/replay.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/places/place.hpp"
#include "tanji/units/text.hpp"

namespace {

using namespace tanji;

constexpr int sites = 200;
constexpr int months = 24;

struct Source {
    std::string category, what, unit, place;
};

/// What the meters of the group measure: grid electricity of each province, and whatever the British table gives gases for.
std::vector<Source> sources_of(FactorDatabase const& factors) {
    std::vector<Source> sources;
    for (auto const& factor : factors.factors()) {
        if (factor->region != "GB" || factor->year != 2023 || factor->kind != FactorKind::direct || factor->gases.empty() || factor->co2e) continue;
        if (factor->per.terms().size() != 1 || factor->what.find("electricity") != std::string::npos) continue;
        if (!factors.find({.what = factor->what, .region = "GB", .year = 2023}, factor->per.terms()[0].kind, "")) continue;
        bool const travel = factor->per.terms()[0].kind == Kind::distance || factor->per.terms()[0].kind == Kind::person_distance;
        bool gwp = true;
        for (auto const& [gas, mass] : factor->gases) gwp = gwp && (gas == gas::co2_biogenic || gwp::ar6().find(gas));
        if (gwp) sources.push_back({travel ? "business-travel" : "fugitive", factor->what, factor->per.symbol(), "GB"});
    }
    return sources;
}

std::string quoted(std::string const& text) { return text.find(',') == std::string::npos ? text : '"' + text + '"'; }

/// One row per source, site and month; every eighth row starts a new document.
void write_table(std::string const& path, long lines, FactorDatabase const& factors) {
    auto const others = sources_of(factors);
    std::vector<std::string> provinces;
    for (auto const& place : all_places()) {
        if (factors.find({.what = "electricity, grid", .region = place.code, .year = 2023}, Kind::energy, "") && factors.find({.what = "electricity, grid", .region = place.code, .year = 2022}, Kind::energy, "")) {
            provinces.push_back(place.code);
        }
    }
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    std::string out = "id,organisation,site,source,meter,category,what,place,amount,unit,period,factor_year,source_type,evidence,evidence_hash,operator,reviewer,entered_at\n";
    std::uint64_t state = 42;
    long const per_cell = (lines + sites * months - 1) / (sites * months);
    long written = 0;
    for (int month = 0; month < months; ++month) {
        for (int site = 0; site < sites; ++site) {
            for (long k = 0; k < per_cell && written < lines; ++k, ++written) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                bool const grid = k % 4 == 0;
                auto const& other = others[static_cast<std::size_t>(k * 31 + site) % others.size()];
                char row[700];
                char period[16];
                std::snprintf(period, sizeof period, "%d-%02d", 2022 + month / 12, month % 12 + 1);
                std::snprintf(row, sizeof row, "L%08ld,,S%03d,source %ld,M%03d-%ld,%s,%s,%s,%.2f,%s,%s,%s,measured,INV-%03d-%s-%02ld,%064lx,L. Wang,Q. Li,2024-01-15T09:%02d:00+08:00\n", written, site, k, site, k,
                              grid ? "electricity" : other.category.c_str(), grid ? "\"electricity, grid\"" : quoted(other.what).c_str(),
                              grid ? provinces[static_cast<std::size_t>(site) % provinces.size()].c_str() : "GB", static_cast<double>(state >> 40) / 100, grid ? "kWh" : other.unit.c_str(), period,
                              grid ? "" : "2023", site, period, k / 8, static_cast<unsigned long>(site) * 1000003u + static_cast<unsigned long>(k / 8), site % 60);
                out += row;
                if (out.size() > (1 << 20)) {
                    std::fwrite(out.data(), 1, out.size(), file);
                    out.clear();
                }
            }
        }
    }
    std::fwrite(out.data(), 1, out.size(), file);
    std::fclose(file);
}

/// Processor time of this process, kernel included.
double seconds_used() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval const& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// What one work in a process of its own comes to: times of its stages, counts, and the peak of its memory.
struct Measured {
    std::array<double, 4> seconds{};
    std::array<double, 4> counts{};
    double peak_mb = 0;
    bool good = false;
};

/// Runs `work` in a child, which hands its numbers over by a pipe.
Measured apart(std::function<void(Measured&)> const& work) {
    int ends[2];
    if (pipe(ends) != 0) return {};
    pid_t const child = fork();
    if (child == 0) {
        Measured mine;
        work(mine);
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        mine.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
        std::_Exit(write(ends[1], &mine, sizeof mine) == sizeof mine ? 0 : 1);
    }
    close(ends[1]);
    Measured theirs;
    if (read(ends[0], &theirs, sizeof theirs) != sizeof theirs) theirs = {};
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return theirs;
}

/// Adds the time of a stage.
template <class Stage>
void timed(double& seconds, Stage const& stage) {
    double const start = seconds_used();
    stage();
    seconds = seconds_used() - start;
}

/// The least a reader does: every field found, amounts as numbers, all columns held.
void parse_columns(std::string const& path, Measured& out) {
    timed(out.seconds[0], [&] {
        std::string const text = read_text_file(path);
        CsvReader in(text, path);
        std::vector<std::vector<std::string_view>> columns(in.header().size());
        std::vector<double> amounts;
        std::size_t const amount = in.column("amount");
        while (in.next()) {
            for (std::size_t i = 0; i < columns.size(); ++i) columns[i].push_back(in[i]);
            amounts.push_back(in.number(amount));
        }
        out.good = !amounts.empty();
    });
}

/// From the file to a record on disk, as `tanji account --record` does it.
void account_file(std::string const& path, FactorDatabase const& factors, Measured& out) {
    auto const rules = RuleSet::get("ghg-protocol", year_period(2023));
    std::optional<ActivityImport> import;
    std::optional<Accounting> accounting;
    timed(out.seconds[0], [&] { import = import_activity_file(path); });
    if (!import->lines) return void(std::printf("%s\n", to_text(import->findings.front()).c_str()));
    timed(out.seconds[1], [&] {
        accounting = account_all(*import->lines, {}, rules, factors);
        if (accounting->ok()) out.counts[0] = accounting->inventory->total().co2e.stored() / 1000;
    });
    if (!accounting->ok()) return void(std::printf("%s\n", to_text(accounting->findings.front()).c_str()));
    timed(out.seconds[2], [&] {
        std::FILE* const file = std::fopen((path + ".jsonl").c_str(), "wb");
        write_record(*accounting->inventory, {.writer = {.sink = [&](std::string_view bytes) { out.counts[1] += static_cast<double>(std::fwrite(bytes.data(), 1, bytes.size(), file)); }}});
        std::fclose(file);
    });
    timed(out.seconds[3], [&] { (void)accounting->inventory->digest(); });
    out.counts[2] = static_cast<double>(accounting->inventory->lookups());
    out.counts[3] = static_cast<double>(import->lines->heads().size());
    out.good = true;
}

/// As `tanji replay` does it: piece by piece, every number recomputed, every digest checked.
void replay_file(std::string const& path, Measured& out) {
    timed(out.seconds[0], [&] {
        std::FILE* const file = std::fopen((path + ".jsonl").c_str(), "rb");
        std::string piece(1 << 20, '\0');
        auto const replay = replay_record([&] { return std::string_view(piece.data(), std::fread(piece.data(), 1, piece.size(), file)); }, {.bound_ulp = 0});
        std::fclose(file);
        out.good = !replay.first;
        out.counts[0] = static_cast<double>(replay.lines);
        if (replay.first) std::printf("%s\n", to_text(replay.first->problem).c_str());
    });
}

/// Best of three, stage by stage; the peak is the largest.
void keep_best(Measured& best, Measured const& next) {
    if (!best.good) {
        best = next;
        return;
    }
    for (std::size_t i = 0; i < best.seconds.size(); ++i) best.seconds[i] = (std::min)(best.seconds[i], next.seconds[i]);
    best.peak_mb = (std::max)(best.peak_mb, next.peak_mb);
}

void measure(std::string const& path, long lines, FactorDatabase const& factors) {
    Measured columns, made, replayed;
    for (int turn = 0; turn < 3; ++turn) {
        keep_best(columns, apart([&](Measured& out) { parse_columns(path, out); }));
        keep_best(made, apart([&](Measured& out) { account_file(path, factors, out); }));
        keep_best(replayed, apart([&](Measured& out) { replay_file(path, out); }));
    }
    std::remove((path + ".jsonl").c_str());
    if (!columns.good || !made.good || !replayed.good) return void(std::printf("%10ld failed\n", lines));
    double const all = made.seconds[0] + made.seconds[1] + made.seconds[2] + made.seconds[3], base = columns.seconds[0], again = replayed.seconds[0];
    double const count = static_cast<double>(lines);
    std::printf("%10ld %7.3f %7.3f %7.3f %7.3f %7.3f %7.3f %7.3f %6.2f %6.2f %7.0f %7.0f %9.0f %9.0f %6.1f %7.0f %7.0f   %.6g t\n", lines, base, made.seconds[0], made.seconds[1], made.seconds[2], made.seconds[3], all, again,
                all / base, again / base, made.peak_mb, replayed.peak_mb, count / all, count / again, made.counts[1] / count, made.counts[3], made.counts[2], made.counts[0]);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<long> sizes;
    for (int i = 1; i < argc; ++i) sizes.push_back(std::atol(argv[i]));
    if (sizes.empty()) sizes = {100'000, 1'000'000, 10'000'000};
    std::printf("%10s %7s %7s %7s %7s %7s %7s %7s %6s %6s %7s %7s %9s %9s %6s %7s %7s   %s\n", "lines", "csv s", "read s", "count s", "record", "digest", "all s", "replay", "ratio", "replay", "peak MB", "replay", "lines/s",
                "replay/s", "B/line", "meters", "lookups", "total");
    std::fflush(stdout);
    auto const factors = FactorDatabase::shipped();
    for (long const lines : sizes) {
        std::string const path = "/tmp/tanji-account-" + std::to_string(lines) + ".csv";
        write_table(path, lines, factors);
        measure(path, lines, factors);
        if (!std::getenv("KEEP")) std::remove(path.c_str());
    }
}
