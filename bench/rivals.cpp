// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The same jobs by other direct solvers. All of them get A transposed: hub products are dense rows of A, and LU of A itself
// is 10 to 60 times slower. Transposing is not counted against them. Theirs and ours alternate in one run.

#include <memory>

#include <Eigen/SparseLU>

#include "jobs.hpp"
#include "many.hpp"
#include "system.hpp"

#ifdef TANJI_BENCH_UMFPACK
#include <umfpack.h>
#endif
#ifdef TANJI_BENCH_KLU
#include <klu.h>
#endif

namespace bench {
namespace {

/// A^T by columns, which are the rows of A.
struct Transposed {
    std::vector<int> start, row;
    std::vector<double> value;
    [[nodiscard]] int size() const noexcept { return static_cast<int>(start.size()) - 1; }
};

[[nodiscard]] Transposed transpose(tanji::SparseView<double> a) {
    auto const n = static_cast<std::size_t>(a.columns);
    Transposed t{std::vector<int>(n + 1, 0), std::vector<int>(a.value.size()), std::vector<double>(a.value.size())};
    for (auto const row : a.row) ++t.start[static_cast<std::size_t>(row) + 1];
    for (std::size_t i = 0; i < n; ++i) t.start[i + 1] += t.start[i];
    std::vector<int> next(t.start.begin(), t.start.end() - 1);
    for (std::size_t j = 0; j < n; ++j) {
        for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e) {
            auto const to = static_cast<std::size_t>(next[static_cast<std::size_t>(a.row[e])]++);
            t.row[to] = static_cast<int>(j);
            t.value[to] = a.value[e];
        }
    }
    return t;
}

class Rival {
public:
    virtual ~Rival() = default;
    virtual void factorise(Transposed& t) = 0;                                           ///< analysis and numbers
    virtual void supply(Transposed& t, std::vector<double>& f, std::vector<double>& x) = 0;  ///< A x = f; f is lost
    virtual void adjoint(Transposed& t, std::vector<double>& c, std::vector<double>& y) = 0; ///< A^T y = c; c is lost
};

#ifdef TANJI_BENCH_UMFPACK
class Umfpack final : public Rival {
public:
    Umfpack() { umfpack_di_defaults(control_); }
    ~Umfpack() override { forget(); }
    Umfpack(Umfpack const&) = delete;
    Umfpack& operator=(Umfpack const&) = delete;

    void factorise(Transposed& t) override {
        forget();
        void* symbolic = nullptr;
        check(umfpack_di_symbolic(t.size(), t.size(), t.start.data(), t.row.data(), t.value.data(), &symbolic, control_, info_));
        auto const status = umfpack_di_numeric(t.start.data(), t.row.data(), t.value.data(), symbolic, &numeric_, control_, info_);
        umfpack_di_free_symbolic(&symbolic);
        check(status);
    }
    // Two steps of refinement are its default.
    void supply(Transposed& t, std::vector<double>& f, std::vector<double>& x) override { solve(UMFPACK_At, t, f, x); }
    void adjoint(Transposed& t, std::vector<double>& c, std::vector<double>& y) override { solve(UMFPACK_A, t, c, y); }

private:
    void solve(int system, Transposed& t, std::vector<double>& b, std::vector<double>& x) {
        x.resize(b.size());
        check(umfpack_di_solve(system, t.start.data(), t.row.data(), t.value.data(), x.data(), b.data(), numeric_, control_, info_));
    }
    void forget() {
        if (numeric_) umfpack_di_free_numeric(&numeric_);
    }
    static void check(int status) {
        if (status < 0) throw std::runtime_error("UMFPACK ended with status " + std::to_string(status));
    }
    void* numeric_ = nullptr;
    double control_[UMFPACK_CONTROL], info_[UMFPACK_INFO];
};
#endif

#ifdef TANJI_BENCH_KLU
/// KLU has no refinement of its own.
class Klu final : public Rival {
public:
    Klu() { klu_defaults(&common_); }
    ~Klu() override { forget(); }
    Klu(Klu const&) = delete;
    Klu& operator=(Klu const&) = delete;

    void factorise(Transposed& t) override {
        forget();
        symbolic_ = klu_analyze(t.size(), t.start.data(), t.row.data(), &common_);
        if (symbolic_) numeric_ = klu_factor(t.start.data(), t.row.data(), t.value.data(), symbolic_, &common_);
        if (!numeric_) throw std::runtime_error("KLU ended with status " + std::to_string(common_.status));
    }
    void supply(Transposed& t, std::vector<double>& f, std::vector<double>& x) override {
        klu_tsolve(symbolic_, numeric_, t.size(), 1, f.data(), &common_);
        x.swap(f);
    }
    void adjoint(Transposed& t, std::vector<double>& c, std::vector<double>& y) override {
        klu_solve(symbolic_, numeric_, t.size(), 1, c.data(), &common_);
        y.swap(c);
    }

private:
    void forget() {
        klu_free_numeric(&numeric_, &common_);
        klu_free_symbolic(&symbolic_, &common_);
    }
    klu_symbolic* symbolic_ = nullptr;
    klu_numeric* numeric_ = nullptr;
    klu_common common_{};
};
#endif

class SparseLu final : public Rival {
public:
    void factorise(Transposed& t) override {
        Eigen::Map<Eigen::SparseMatrix<double> const> const matrix(t.size(), t.size(), static_cast<int>(t.value.size()), t.start.data(), t.row.data(), t.value.data());
        lu_.analyzePattern(matrix);
        lu_.factorize(matrix);
        if (lu_.info() != Eigen::Success) throw std::runtime_error("SparseLU: " + lu_.lastErrorMessage());
    }
    void supply(Transposed&, std::vector<double>& f, std::vector<double>& x) override {
        x.resize(f.size());
        view(x) = lu_.transpose().solve(view(f));
    }
    void adjoint(Transposed&, std::vector<double>& c, std::vector<double>& y) override {
        y.resize(c.size());
        view(y) = lu_.solve(view(c));
    }

private:
    static Eigen::Map<Eigen::VectorXd> view(std::vector<double>& v) { return {v.data(), static_cast<Eigen::Index>(v.size())}; }
    Eigen::SparseLU<Eigen::SparseMatrix<double>, Eigen::COLAMDOrdering<int>> lu_;
};

[[nodiscard]] std::unique_ptr<Rival> make_rival(std::string const& name) {
#ifdef TANJI_BENCH_UMFPACK
    if (name == "umfpack") return std::make_unique<Umfpack>();
#endif
#ifdef TANJI_BENCH_KLU
    if (name == "klu") return std::make_unique<Klu>();
#endif
    if (name == "sparselu") return std::make_unique<SparseLu>();
    return nullptr;
}

class Comparison {
public:
    Comparison(Options const& options, Rival& rival) : options_(options), rival_(rival), system_(load(options.path)), transposed_(transpose(system_.matrices.technosphere())) {
        demand_ = {options.demand >= 0 ? options.demand : busiest_product(system_), 1.0};
    }

    void run() {
        compare("factorise", [&] { rival_.factorise(transposed_); }, [&] {
            solver_ = {};
            solver_ = tanji::Solver::try_make(system_.matrices).value();
        });
        std::span<tanji::DemandEntry const> const demand(&demand_, 1);
        std::vector<double> x, g, h, theirs_h;
        std::span<double> ours;
        compare("solve", [&] { rival_.supply(transposed_, demand_vector(demand_), x); }, [&] { (void)solver_.try_supply(demand, workspace_, ours).value(); });
        error_ = gap_to_reference(x);
        compare("demand", [&] {
            rival_.supply(transposed_, demand_vector(demand_), x);
            take_inventory(system_, x, g);
            take_scores(system_, g, theirs_h);
        }, [&] {
            (void)solver_.try_supply(demand, workspace_, ours).value();
            take_inventory(system_, ours, g);
            take_scores(system_, g, h);
        });
        error_ = std::nan("");
        many();
    }

private:
    /// 100 demands and all products. Scores need one adjoint solve a method, and a rival is given that thought for nothing.
    void many() {
        auto const methods = system_.methods.count();
        if (methods == 0) return;
        std::vector<double> costs, cost(system_.processes()), y, all(system_.processes() * methods);
        UnitScores unit;
        auto const theirs = [&] {
            take_costs(system_, costs, options_.threads);
            for (std::size_t k = 0; k < methods; ++k) {
                for (std::size_t j = 0; j < cost.size(); ++j) cost[j] = costs[j * methods + k];
                rival_.adjoint(transposed_, cost, y);
                for (std::size_t i = 0; i < y.size(); ++i) all[i * methods + k] = y[i];
                cost.resize(y.size());
            }
        };
        auto const ours = [&] {
            take_costs(system_, costs, options_.threads);
            (void)unit_scores(solver_, costs, methods, workspace_, unit, options_.threads);
        };
        compare("all", theirs, ours);
        auto const cold_theirs = [&] { rival_.factorise(transposed_); theirs(); };
        auto const cold_ours = [&] {
            solver_ = {};
            solver_ = tanji::Solver::try_make(system_.matrices).value();
            ours();
        };
        compare("batch", cold_theirs, cold_ours);
        compare("all_cold", cold_theirs, cold_ours);
    }

    template <class Theirs, class Ours>
    void compare(char const* job, Theirs const& theirs, Ours const& ours) {
        if (!options_.job.empty() && options_.job != job) {
            if (std::string(job) == "factorise") theirs(), ours(); // later jobs stand on it
            return;
        }
        ours();
        auto own = timed(options_, ours);
        auto const other = timed(options_, theirs);
        auto const again = timed(options_, ours); // after as well: on a shared machine one moment is not like the next
        own.least = (std::min)(own.least, again.least);
        own.median = (std::min)(own.median, again.median);
        Line line{.job = job, .times = other, .rss_mb = peak_mb(), .error = error_};
        line.kernel = options_.rival;
        line.more = {{"runs", std::to_string(other.runs)}, {"set", quoted(set_name(options_.path))}, {"rival", quoted(options_.rival)}, {"tanji_median_s", number(own.median, "%.9f")}, {"tanji_min_s", number(own.least, "%.9f")},
                     {"ratio", number(other.median / own.median)}, {"ratio_of_min", number(other.least / own.least)}};
        print(line, options_.json);
    }

    [[nodiscard]] std::vector<double>& demand_vector(tanji::DemandEntry const& entry) {
        right_.assign(system_.processes(), 0.0);
        right_[static_cast<std::size_t>(entry.row)] = entry.amount;
        return right_;
    }

    /// Structural zeros aside: a general LU leaves noise there.
    [[nodiscard]] double gap_to_reference(std::vector<double> const& x) {
        if (x.empty()) return std::nan("");
        Reference reference(solver_);
        auto const exact = reference.supply(std::span(&demand_, 1));
        Gap gap(largest_of(exact));
        for (std::size_t j = 0; j < x.size(); ++j)
            if (exact[j].high != 0) gap.compare(x[j], exact[j]);
        return gap.worst();
    }

    Options const& options_;
    Rival& rival_;
    System system_;
    Transposed transposed_;
    tanji::DemandEntry demand_{};
    tanji::Solver solver_{};
    tanji::Workspace workspace_{};
    std::vector<double> right_{};
    double error_ = std::nan("");
};

}  // namespace

bool run_rival(Options const& options) {
    auto const rival = make_rival(options.rival);
    if (!rival) {
        say("the rival " + options.rival + " is not built in; sparselu always is, umfpack and klu where SuiteSparse was found when CMake ran");
        return false;
    }
    Comparison(options, *rival).run();
    return true;
}

}  // namespace bench
