// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A group of 200 sites and 24 months in one CSV: reading, accounting and digest against parsing the same file into columns.
// Usage: account_bench [LINES...] (default 100000 1000000), each size in a process of its own so that peak memory is its own.
// Best of three runs; the baseline keeps views of every field and the amounts as numbers, which is the least any reader does.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
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

template <class Work>
double best(Work const& work) {
    double shortest = 1e9;
    for (int i = 0; i < 3; ++i) {
        auto const start = std::chrono::steady_clock::now();
        work();
        double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (seconds < shortest) shortest = seconds;
    }
    return shortest;
}

double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// The least a reader does: every field found, amounts as numbers, all columns held.
double baseline(std::string const& path) {
    return best([&] {
        std::string const text = read_text_file(path);
        CsvReader in(text, path);
        std::vector<std::vector<std::string_view>> columns(in.header().size());
        std::vector<double> amounts;
        std::size_t const amount = in.column("amount");
        while (in.next()) {
            for (std::size_t i = 0; i < columns.size(); ++i) columns[i].push_back(in[i]);
            amounts.push_back(in.number(amount));
        }
        if (amounts.empty()) std::exit(1);
    });
}

/// Runs in a process of its own: what it prints is its own peak.
void measure(std::string const& path, long lines, FactorDatabase const& factors) {
    auto const rules = RuleSet::get("ghg-protocol", year_period(2023));
    double read = 1e9, counted = 1e9, digested = 1e9;
    std::size_t lookups = 0, heads = 0;
    double total = 0;
    for (int i = 0; i < 3; ++i) {
        auto import = std::optional<ActivityImport>();
        auto accounting = std::optional<Accounting>();
        auto const time = [](double& least, auto const& work) {
            auto const start = std::chrono::steady_clock::now();
            work();
            double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            if (seconds < least) least = seconds;
        };
        time(read, [&] { import = import_activity_file(path); });
        if (!import->lines) {
            std::printf("%s\n", to_text(import->findings.front()).c_str());
            return;
        }
        time(counted, [&] {
            accounting = account_all(*import->lines, {}, rules, factors);
            if (accounting->ok()) total = accounting->inventory->total().co2e.stored() / 1000;
        });
        if (!accounting->ok()) {
            std::printf("%s\n", to_text(accounting->findings.front()).c_str());
            return;
        }
        time(digested, [&] { (void)accounting->inventory->digest(); });
        lookups = accounting->inventory->lookups();
        heads = import->lines->heads().size();
    }
    double const memory = peak_memory();
    double const all = read + counted + digested;
    std::printf("%10ld %8.3f %8.3f %8.3f %8.3f", lines, read, counted, digested, all);
    std::fflush(stdout);
    double const base = baseline(path);
    std::printf(" %8.3f %6.2f %8.0f %11.0f %8zu %8zu   %.6g t\n", base, all / base, memory, static_cast<double>(lines) / all, heads, lookups, total);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    auto const factors = FactorDatabase::shipped();
    std::vector<long> sizes;
    for (int i = 1; i < argc; ++i) sizes.push_back(std::atol(argv[i]));
    if (sizes.empty()) sizes = {100'000, 1'000'000};
    std::printf("%10s %8s %8s %8s %8s %8s %6s %8s %11s %8s %8s   %s\n", "lines", "read s", "count s", "digest s", "all s", "csv s", "ratio", "peak MB", "lines/s", "meters", "lookups", "total");
    std::fflush(stdout);
    for (long const lines : sizes) {
        std::string const path = "/tmp/tanji-account-" + std::to_string(lines) + ".csv";
        write_table(path, lines, factors);
        pid_t const child = fork();
        if (child == 0) {
            measure(path, lines, factors);
            std::_Exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (!std::getenv("KEEP")) std::remove(path.c_str());
    }
}
