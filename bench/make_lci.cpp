// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Writes databases of realistic size and structure for tanji_bench, the same bytes on every machine:
//     tanji_make_lci OUT.bin [--n N] [--deg D] [--core S] ...     an invented economy (economy.hpp lists the options)
//     tanji_make_lci OUT.bin --from SRC.bin --gain G [--flip S]   SRC with its inputs times G, a share S of them with the other sign
//     tanji_make_lci OUT.bin --io N                               a dense input-output system of N sectors
// and prints what the database is like: the figures of the calibration table in docs/performance.md.

#include <cstdio>
#include <exception>
#include <map>

#include "dice.hpp"
#include "economy.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve.hpp"

namespace {

using tanji::SparseColumns;

class Writer {
public:
    explicit Writer(std::string const& path) : out_(path, std::ios::binary) {
        if (!out_) throw std::runtime_error("cannot write " + path);
    }
    template <class T>
    void put(std::vector<T> const& values) { out_.write(reinterpret_cast<char const*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T))); }
    void zeros(std::size_t bytes) { // a hole, where the file system knows holes
        if (bytes == 0) return;
        out_.seekp(static_cast<std::streamoff>(bytes) - 1, std::ios::cur);
        out_.put('\0');
    }
    void close() {
        out_.close();
        if (!out_) throw std::runtime_error("the file could not be written to its end");
    }

private:
    std::ofstream out_;
};

void write(std::string const& path, bench::LciFile const& file) {
    Writer out(path);
    auto const count = [](auto const& list) { return static_cast<std::int64_t>(list.size()); };
    out.put(std::vector<std::int64_t>{file.a.columns, file.b.rows, count(file.methods.start) - 1, count(file.a.row), count(file.b.row), count(file.methods.flow)});
    for (auto const& [m, sigma] : {std::pair(&file.a, &file.sigma_a), std::pair(&file.b, &file.sigma_b)}) {
        out.put(m->start);
        out.put(m->row);
        out.put(m->value);
        out.put(*sigma);
    }
    out.put(file.methods.start);
    out.put(file.methods.flow);
    out.put(file.methods.factor);
    out.zeros(file.methods.factor.size() * sizeof(double));
    out.close();
}

/// All inputs times `gain`, a share of them with the other sign: loops that iterations do not survive.
void harden(bench::LciFile& file, double gain, double flip, std::uint64_t seed) {
    bench::Dice dice(seed, 100);
    for (std::int32_t j = 0; j < file.a.columns; ++j)
        for (auto e = static_cast<std::size_t>(file.a.start[static_cast<std::size_t>(j)]); e < static_cast<std::size_t>(file.a.start[static_cast<std::size_t>(j) + 1]); ++e) {
            bool const other = dice.chance(flip);
            if (file.a.row[e] != j) file.a.value[e] *= other ? -gain : gain;
        }
}

/// Column sums of the inputs are uniform in 0.4 .. 0.9, every sector buys from every other. Written as it is made, because
/// 9,800 sectors are 96 million entries; B has 20 flows a sector, C five methods.
void write_input_output(std::string const& path, std::size_t sectors, std::uint64_t seed) {
    if (sectors < 2 || sectors > 46000) throw std::runtime_error("--io takes 2 to 46,000 sectors: more than 2^31 entries have no place in the layout");
    constexpr std::size_t flows = 200, touched = 20, methods = 5;
    Writer out(path);
    out.put(std::vector<std::int64_t>{static_cast<std::int64_t>(sectors), flows, methods, static_cast<std::int64_t>(sectors * sectors), static_cast<std::int64_t>(sectors * touched), flows * methods});
    std::vector<std::int32_t> row(sectors), start;
    for (std::size_t j = 0; j <= sectors; ++j) start.push_back(static_cast<std::int32_t>(j * sectors));
    out.put(start);
    for (std::size_t i = 0; i < sectors; ++i) row[i] = static_cast<std::int32_t>(i);
    for (std::size_t j = 0; j < sectors; ++j) out.put(row);
    bench::Dice dice(seed, 200);
    std::vector<double> column(sectors), weight(sectors);
    for (auto& own : weight) own = dice.lognormal(0, 1.2); // large sectors sell to all
    double least = 1, most = 0;
    for (std::size_t j = 0; j < sectors; ++j) {
        double const inputs = dice.between(0.4, 0.9);
        double sum = 0;
        for (std::size_t i = 0; i < sectors; ++i) {
            double const u = dice.uniform();
            column[i] = i == j ? 0 : weight[i] * (u * u * u + 1e-3);
            sum += column[i];
        }
        for (auto& value : column) value *= -inputs / sum;
        column[j] = 1;
        out.put(column);
        least = (std::min)(least, inputs);
        most = (std::max)(most, inputs);
    }
    out.zeros(sectors * sectors * sizeof(double)); // all certain
    start.clear();
    row.clear();
    for (std::size_t j = 0; j <= sectors; ++j) start.push_back(static_cast<std::int32_t>(j * touched));
    std::vector<double> amount;
    for (std::size_t j = 0; j < sectors; ++j) {
        auto picks = dice.distinct(touched, flows);
        std::sort(picks.begin(), picks.end());
        for (auto const pick : picks) {
            row.push_back(static_cast<std::int32_t>(pick));
            amount.push_back(dice.lognormal(-5, 2));
        }
    }
    out.put(start);
    out.put(row);
    out.put(amount);
    out.zeros(amount.size() * sizeof(double));
    std::vector<double> factor;
    start.clear();
    row.clear();
    for (std::size_t k = 0; k <= methods; ++k) start.push_back(static_cast<std::int32_t>(k * flows));
    for (std::size_t e = 0; e < methods * flows; ++e) {
        row.push_back(static_cast<std::int32_t>(e % flows));
        factor.push_back(dice.lognormal(0, 2));
    }
    out.put(start);
    out.put(row);
    out.put(factor);
    out.zeros(factor.size() * sizeof(double));
    out.close();
    std::printf("%zu sectors, %zu entries of A, inputs of %.3f to %.3f per output\n", sectors, sectors * sectors, least, most);
}

/// Of |I - D^-1 A| or, signed, of I - D^-1 A, by powers: below 1, Jacobi's iteration converges.
[[nodiscard]] double radius(SparseColumns<double> const& a, bool with_signs) {
    auto const n = static_cast<std::size_t>(a.columns);
    std::vector<double> diagonal(n, 1), x(n), y(n);
    for (std::size_t j = 0; j < n; ++j)
        for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e)
            if (static_cast<std::size_t>(a.row[e]) == j) diagonal[j] = a.value[e];
    bench::Dice dice(1, 300);
    for (auto& value : x) value = with_signs ? dice.normal() : dice.between(0.5, 1.5);
    double growth = 0; // logarithm over the last steps: with complex eigenvalues single ratios swing
    constexpr int steps = 500, last = 250;
    for (int step = 0; step < steps; ++step) {
        std::fill(y.begin(), y.end(), 0.0);
        for (std::size_t j = 0; j < n; ++j) {
            for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e) {
                auto const i = static_cast<std::size_t>(a.row[e]);
                if (i == j) continue;
                double const link = -a.value[e] / diagonal[i];
                y[i] += (with_signs ? link : std::fabs(link)) * x[j];
            }
        }
        double before = 0, after = 0;
        for (std::size_t j = 0; j < n; ++j) before += x[j] * x[j], after += y[j] * y[j];
        if (after == 0) return 0;
        if (step >= steps - last) growth += 0.5 * bench::portable_log(after / before) / last;
        for (std::size_t j = 0; j < n; ++j) x[j] = y[j] / std::sqrt(after);
    }
    return bench::portable_exp(growth);
}

/// How many processes of a component tear() takes to cut all its loops.
[[nodiscard]] std::size_t torn_of(SparseColumns<double> const& a, std::span<std::int32_t const> component) {
    std::vector<std::int32_t> local(static_cast<std::size_t>(a.columns), -1), start{0}, target;
    for (std::size_t k = 0; k < component.size(); ++k) local[static_cast<std::size_t>(component[k])] = static_cast<std::int32_t>(k);
    for (auto const column : component) {
        for (auto e = static_cast<std::size_t>(a.start[static_cast<std::size_t>(column)]); e < static_cast<std::size_t>(a.start[static_cast<std::size_t>(column) + 1]); ++e) {
            auto const to = local[static_cast<std::size_t>(a.row[e])]; // the producer of product i is process i in these files
            if (to >= 0 && a.row[e] != column) target.push_back(to);
        }
        start.push_back(static_cast<std::int32_t>(target.size()));
    }
    auto const found = tanji::tear({start, target}, component.size());
    return found ? found->torn.size() : component.size();
}

void print_statistics(bench::LciFile const& file) {
    auto const& a = file.a;
    auto const n = static_cast<std::size_t>(a.columns);
    auto const matrices = tanji::SystemMatrices::try_borrow(a.view(), file.b.view(), nullptr).value();
    auto const structure = tanji::Structure::try_make(matrices, {}, tanji::Producers::diagonal).value();
    std::int32_t largest = 0;
    for (std::int32_t k = 0; k < structure.component_count(); ++k)
        if (structure.component(k).size() > structure.component(largest).size()) largest = k;
    auto const loop = structure.component(largest);
    std::vector<std::size_t> uses(n, 0);
    for (auto const row : a.row) ++uses[static_cast<std::size_t>(row)];
    std::size_t negative = 0, uncertain = 0;
    for (std::size_t j = 0; j < n; ++j)
        for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e) negative += static_cast<std::size_t>(a.row[e]) == j && a.value[e] < 0;
    for (double const sigma : file.sigma_a) uncertain += sigma > 0;
    auto const torn = torn_of(a, loop);
    auto const double_n = static_cast<double>(n);
    std::printf("processes %zu, entries of A %zu (%.1f a column), of B %zu (%.1f), of C %zu (%zu methods)\n", n, a.row.size(), static_cast<double>(a.row.size()) / double_n, file.b.row.size(),
                static_cast<double>(file.b.row.size()) / double_n, file.methods.flow.size(), file.methods.count());
    std::printf("components %d, the largest of %zu (%.1f %%), of which %zu (%.1f %%) cut every loop\n", structure.component_count(), loop.size(), 100.0 * static_cast<double>(loop.size()) / double_n, torn,
                loop.empty() ? 0.0 : 100.0 * static_cast<double>(torn) / static_cast<double>(loop.size()));
    std::printf("busiest product in %zu columns; products in more than 1,000: %td, in more than 100: %td\n", *std::max_element(uses.begin(), uses.end()),
                std::count_if(uses.begin(), uses.end(), [](std::size_t use) { return use > 1000; }), std::count_if(uses.begin(), uses.end(), [](std::size_t use) { return use > 100; }));
    std::printf("spectral radius %.3f without signs, %.3f with; negative diagonals %.1f %%; lognormal exchanges %.1f %%\n", radius(a, false), radius(a, true), 100.0 * static_cast<double>(negative) / double_n,
                100.0 * static_cast<double>(uncertain) / static_cast<double>(a.row.size()));
}

/// "--name value" pairs behind the file name.
[[nodiscard]] std::map<std::string, std::string> read_words(int argc, char** argv) {
    std::map<std::string, std::string> words;
    for (int k = 2; k + 1 < argc; k += 2) {
        std::string const name = argv[k];
        if (!name.starts_with("--")) throw std::runtime_error("an option starts with --, this does not: " + name);
        words[name.substr(2)] = argv[k + 1];
    }
    if (argc % 2 != 0) throw std::runtime_error(std::string("an option without a value: ") + argv[argc - 1]);
    return words;
}

void run(int argc, char** argv) {
    auto words = read_words(argc, argv);
    std::string const path = argv[1];
    auto const take = [&](char const* name, auto& value) {
        auto const found = words.extract(name);
        if (!found) return false;
        auto const number = tanji::parse_number(found.mapped());
        if (!number) throw std::runtime_error(std::string("--") + name + " takes a number, not " + found.mapped());
        using T = std::remove_reference_t<decltype(value)>;
        if constexpr (std::is_integral_v<T>)
            if (*number < 0 || *number > 1e9) throw std::runtime_error(std::string("--") + name + " takes a number from 0 to 10^9");
        value = static_cast<T>(*number);
        return true;
    };
    bench::EconomyOptions o;
    std::size_t sectors = 0;
    double gain = 1, flip = 0;
    (void)take("seed", o.seed);
    bool const dense = take("io", sectors);
    auto const from = words.extract("from");
    if (from) (void)take("gain", gain), (void)take("flip", flip);
    if (!from && !dense) {
        (void)take("n", o.n), (void)take("deg", o.deg), (void)take("core", o.core), (void)take("qrand", o.qrand), (void)take("smean", o.smean), (void)take("subst", o.subst), (void)take("hub", o.hub);
        (void)take("hubexp", o.hubexp), (void)take("fb", o.fb), (void)take("par", o.par), (void)take("regdiv", o.regdiv), (void)take("hubreg", o.hubreg), (void)take("lfac", o.lfac);
        (void)take("flows", o.flows), (void)take("methods", o.methods), (void)take("biodeg", o.biodeg);
        if (o.regdiv == 0 || o.n < 200 || o.n > 2'000'000 || o.flows < 4) throw std::runtime_error("--n takes 200 to 2,000,000, --regdiv at least 1, --flows at least 4");
    }
    if (!words.empty()) throw std::runtime_error("no option --" + words.begin()->first + " here");
    if (dense) return write_input_output(path, sectors, o.seed);
    auto file = from ? bench::read_lci(from.mapped(), true) : bench::make_economy(o);
    if (from) harden(file, gain, flip, o.seed);
    write(path, file);
    print_statistics(file);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: tanji_make_lci OUT.bin [--n N] [--deg D] [--seed S] [--core S] [--qrand S] [--smean S] [--subst S] [--hub S] [--hubexp E] [--fb S] [--par P] [--regdiv N]\n"
                             "                      [--hubreg N] [--lfac F] [--flows N] [--methods N] [--biodeg D]\n"
                             "       tanji_make_lci OUT.bin --from SRC.bin --gain G [--flip S] [--seed S]\n"
                             "       tanji_make_lci OUT.bin --io SECTORS [--seed S]\n");
        return 2;
    }
    try {
        run(argc, argv);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "tanji_make_lci: %s\n", error.what());
        return 1;
    }
    return 0;
}
