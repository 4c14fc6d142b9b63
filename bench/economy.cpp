// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "economy.hpp"

#include "dice.hpp"

namespace bench {
namespace {

using Index = std::int32_t;

constexpr std::size_t technologies = 9; ///< power plants of a region; each region also has markets of three voltages
constexpr double power_price = 0.1;

enum Stream : std::uint64_t { plan_stream, recipe_stream, market_stream, power_stream, sign_stream, sigma_stream, order_stream, flow_stream, method_stream };

struct Product {
    Index maker = 0, makers = 0;   ///< regional producers
    Index market = 0, markets = 0; ///< none: producers are used directly
    std::size_t cluster = 0;
    double price = 1;
    bool infrastructure = false, waste = false, hub = false, transport = false;
};

/// `user` takes `value` (per value of its output) of what `supplier` makes.
struct Link { Index supplier = 0, user = 0; double value = 0; bool uncertain = false; };

class Economy {
public:
    explicit Economy(EconomyOptions const& options) : o_(options), regions_((std::max)(std::size_t{12}, options.n / options.regdiv)) {
        plan();
        choose_hubs();
        number();
        recipes();
        markets();
        power();
    }

    [[nodiscard]] LciFile file() {
        Dice dice(o_.seed, order_stream);
        place_.resize(size_);
        for (std::size_t j = 0; j < size_; ++j) place_[j] = static_cast<Index>(j);
        dice.shuffle(place_); // databases are not sorted along supply chains
        LciFile out;
        technosphere(out);
        biosphere(out);
        methods(out);
        return out;
    }

private:
    [[nodiscard]] Index plant(std::size_t region, std::size_t technology) const { return static_cast<Index>(region * technologies + technology); }
    [[nodiscard]] Index grid(std::size_t region, std::size_t voltage) const { return static_cast<Index>(regions_ * technologies + region * 3 + voltage); }
    [[nodiscard]] std::size_t power_processes() const { return regions_ * (technologies + 3); }

    /// How many producers and markets each product has, until the number of processes asked for is reached.
    void plan() {
        Dice dice(o_.seed, plan_stream);
        std::size_t const room = o_.n > power_processes() ? o_.n - power_processes() : 1;
        for (std::size_t used = 0; used < room;) {
            Product p;
            int usual = dice.geometric(0.52);
            if (dice.chance(0.06)) usual += 2 + static_cast<int>(dice.below(23)); // a few are made in many countries
            p.makers = (std::min)(usual, 41);
            if (dice.chance(0.9)) p.markets = 1 + (dice.chance(0.22) ? 1 + static_cast<Index>(dice.below(6)) : 0);
            p.hub = dice.chance(0.035);
            if (p.hub) p.makers += static_cast<Index>(dice.below(2 * o_.hubreg + 1));
            p.infrastructure = dice.chance(0.12);
            p.waste = dice.chance(0.15);
            p.price = dice.lognormal(0, 2);
            if (p.infrastructure) p.price *= portable_pow(10, dice.between(2, 6.5)); // whole plants, counted in units
            used += static_cast<std::size_t>(p.makers + p.markets);
            products_.push_back(p);
        }
        core_ = static_cast<std::size_t>(static_cast<double>(products_.size()) * o_.core);
        clusters_.resize((std::max)(std::size_t{4}, products_.size() / 60));
        for (std::size_t p = 0; p < products_.size(); ++p) {
            products_[p].cluster = dice.below(clusters_.size());
            clusters_[products_[p].cluster].push_back(p); // ascending: along the supply chain
        }
        plan_dice_ = dice;
    }

    /// Hubs are used by thousands; the first few of them are transport services with a market in several regions.
    void choose_hubs() {
        for (std::size_t p = 0; p < core_; ++p)
            if (products_[p].hub) hubs_.push_back(p);
        if (hubs_.empty()) hubs_.push_back(0); // a very small economy
        plan_dice_.shuffle(hubs_);
        wheel_ = Wheel(hubs_.size(), 4, o_.hubexp);
        for (auto& p : products_) p.hub = false; // outside the core nobody depends on them
        for (std::size_t k = 0; k < hubs_.size(); ++k) {
            auto& p = products_[hubs_[k]];
            p.hub = true;
            if (2 * k < hubs_.size()) p.waste = p.infrastructure = false;
            if (k < (std::min)(std::size_t{6}, hubs_.size() / 3)) {
                p.transport = true;
                p.markets = 5;
                transport_.push_back(hubs_[k]);
            }
        }
    }

    void number() {
        auto next = static_cast<Index>(power_processes());
        for (auto& p : products_) p.maker = std::exchange(next, next + p.makers);
        for (auto& p : products_) p.market = std::exchange(next, next + p.markets);
        size_ = static_cast<std::size_t>(next);
        price_.assign(size_, power_price);
        sign_.assign(size_, 1.0);
        for (auto const& p : products_) {
            for (auto const& [first, count] : {std::pair(p.maker, p.makers), std::pair(p.market, p.markets)}) {
                for (Index j = first; j < first + count; ++j) {
                    price_[at(j)] = p.price;
                    if (p.waste) sign_[at(j)] = -1;
                }
            }
        }
    }

    [[nodiscard]] static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

    /// Whom a user in a region buys from.
    [[nodiscard]] Index supplier(std::size_t product, std::size_t region) const {
        auto const& p = products_[product];
        if (p.markets == 0) return p.maker + static_cast<Index>(region % at(p.makers));
        bool const regional = p.transport || region % 3 == 0;
        return p.market + (regional ? static_cast<Index>((region * 7 + product) % at(p.markets)) : 0);
    }

    [[nodiscard]] std::size_t any_hub(Dice& dice) const { return hubs_[wheel_.spin(dice)]; }

    /// Length that recipes need so that the database has `deg` entries a process, markets and power being what they are.
    [[nodiscard]] double mean_length() const {
        double makers = 0, market_links = 0;
        for (auto const& p : products_) {
            makers += p.makers;
            market_links += p.markets * ((std::min)(p.makers, 6) + 3.0);
        }
        double const power_links = static_cast<double>(regions_) * (technologies * 7 + technologies + 10);
        double const n = static_cast<double>(size_);
        return (std::max)(4.0, (o_.deg * n - n - market_links - power_links) / makers * o_.lfac);
    }

    /// Different products, each a hub, anything of the core, or a neighbour: an earlier one of the cluster, or, with feedback, any.
    [[nodiscard]] std::vector<std::size_t> ingredients(std::size_t own, std::size_t length, Dice& dice) const {
        auto const& p = products_[own];
        bool const feedback = own < core_ && (p.hub || dice.chance(o_.fb));
        auto const& cluster = clusters_[p.cluster];
        auto const limit = feedback ? core_ : own;
        auto const near = static_cast<std::size_t>(std::lower_bound(cluster.begin(), cluster.end(), limit) - cluster.begin());
        std::vector<std::size_t> list;
        for (std::size_t k = 0; k < length; ++k) {
            double const kind = dice.uniform();
            if (kind < o_.hub) list.push_back(any_hub(dice));
            else if (kind > 1 - o_.qrand) list.push_back(dice.below((std::max)(core_, std::size_t{1})));
            else if (near == 0) list.push_back(hubs_[dice.lomax(o_.par) % hubs_.size()]);
            else list.push_back(cluster[dice.lomax(o_.par) % near]);
        }
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        std::erase(list, own);
        return list;
    }

    /// All producers of a product share one template and differ in region, amounts and a few missing inputs.
    void recipes() {
        Dice dice(o_.seed, recipe_stream);
        double const typical = portable_log(mean_length()) - 0.32;
        for (std::size_t own = 0; own < products_.size(); ++own) {
            auto const length = static_cast<std::size_t>((std::clamp)(dice.lognormal(typical, 0.8), 1.0, 400.0));
            auto const list = ingredients(own, length, dice);
            if (list.empty()) continue;
            std::vector<double> weight;
            for (std::size_t k = 0; k < list.size(); ++k) weight.push_back(dice.lognormal(0, 2));
            bool const electric = dice.chance(0.8);
            std::size_t const voltage = dice.chance(0.6) ? 2 : 1;
            for (Index j = products_[own].maker; j < products_[own].maker + products_[own].makers; ++j) produce(j, list, weight, electric, voltage, dice);
        }
    }

    void produce(Index j, std::vector<std::size_t> const& list, std::vector<double> const& weight, bool electric, std::size_t voltage, Dice& dice) {
        auto const region = static_cast<std::size_t>((static_cast<std::uint64_t>(j) * 2654435761u) % regions_);
        double const inputs = (std::clamp)(dice.normal(o_.smean, 0.12), 0.05, 0.9);
        double const power = electric ? (std::min)(0.9, dice.gamma(1.2, 0.1)) * inputs : 0;
        if (electric) links_.push_back({grid(region, voltage), j, power, true});
        auto const first = links_.size();
        double sum = 0;
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (dice.chance(0.08)) continue;
            double const share = weight[k] * dice.lognormal(0, 0.3);
            sum += share;
            links_.push_back({supplier(list[k], region), j, share, true});
        }
        for (auto k = first; k < links_.size(); ++k) links_[k].value *= (inputs - power) / sum;
    }

    /// The first market mixes all producers, regional ones a few; goods travel, and some are lost.
    void markets() {
        Dice dice(o_.seed, market_stream);
        for (auto const& p : products_) {
            for (Index q = 0; q < p.markets; ++q) {
                Index const j = p.market + q;
                std::vector<std::size_t> sources;
                if (q == 0) for (std::size_t k = 0; k < at(p.makers); ++k) sources.push_back(k);
                else sources = dice.distinct(1 + at(q % 3), at(p.makers));
                auto const share = dice.dirichlet(sources.size(), 0.6);
                for (std::size_t k = 0; k < sources.size(); ++k) links_.push_back({p.maker + static_cast<Index>(sources[k]), j, (share[k] + 1e-6) / (1 + 1e-6 * static_cast<double>(sources.size())), false});
                if (!p.transport && !p.infrastructure)
                    for (auto const t : transport_)
                        if (dice.chance(0.6)) links_.push_back({supplier(t, at(j) % regions_), j, dice.gamma(1, 0.02), true});
                if (dice.chance(0.06)) links_.push_back({j, j, dice.between(0.005, 0.06), true});
            }
        }
    }

    void hub_inputs(Index j, std::size_t region, std::size_t count, double shape, double scale, Dice& dice) {
        for (std::size_t k = 0; k < count; ++k) links_.push_back({supplier(any_hub(dice), region), j, (std::min)(dice.gamma(shape, scale), 0.6), true});
    }

    /// Plants -> high voltage (with imports of other regions) -> medium -> low, each with losses of its own.
    void power() {
        Dice dice(o_.seed, power_stream);
        for (std::size_t r = 0; r < regions_; ++r) {
            auto abroad = dice.distinct(4, regions_);
            std::erase(abroad, r);
            auto const imports = dice.dirichlet(abroad.size() + 1, 0.6);
            double imported = 0;
            for (std::size_t k = 0; k < abroad.size(); ++k) {
                imported += 0.25 * imports[k];
                links_.push_back({grid(abroad[k], 0), grid(r, 0), 0.25 * imports[k], false});
            }
            auto const mix = dice.dirichlet(technologies, 0.5);
            for (std::size_t k = 0; k < technologies; ++k) links_.push_back({plant(r, k), grid(r, 0), (mix[k] + 1e-5) / (1 + 1e-5 * technologies) * (1 - imported), false});
            constexpr double losses[] = {0.02, 0.01, 0.04};
            for (std::size_t v = 0; v < 3; ++v) {
                if (v > 0) links_.push_back({grid(r, v - 1), grid(r, v), 1, false});
                links_.push_back({grid(r, v), grid(r, v), losses[v] * dice.between(0.5, 2), true});
                hub_inputs(grid(r, v), r, 3, 1, 0.005, dice);
            }
            for (std::size_t k = 0; k < technologies; ++k) {
                auto const fuel = hubs_[(5 + 3 * k) % hubs_.size()];
                double const burnt = dice.between(0.1, 0.4);
                links_.push_back({supplier(fuel, r), plant(r, k), (std::min)(burnt + dice.gamma(0.6, 0.05), 0.6), true});
                hub_inputs(plant(r, k), r, 6, 0.6, 0.05, dice);
            }
        }
    }

    /// Values become amounts in units of their own; inputs are negative, and so is the whole row of a waste.
    void technosphere(LciFile& out) {
        Dice dice(o_.seed, sign_stream);
        std::vector<double> own_use(size_, 0.0);
        std::erase_if(links_, [](Link const& link) { return !(link.value > 0); });
        std::sort(links_.begin(), links_.end(), [](Link const& a, Link const& b) { return std::tie(a.user, a.supplier, a.value) < std::tie(b.user, b.supplier, b.value); });
        std::size_t kept = 0;
        for (std::size_t k = 0; k < links_.size(); ++k) {
            Link link = links_[k];
            if (o_.subst > 0 && link.supplier != link.user && dice.chance(o_.subst)) link.value = -link.value;
            if (link.supplier == link.user) own_use[at(link.user)] += link.value;
            else if (kept > 0 && links_[kept - 1].supplier == link.supplier && links_[kept - 1].user == link.user) {
                links_[kept - 1].value += link.value;
                links_[kept - 1].uncertain |= link.uncertain;
            } else links_[kept++] = link;
        }
        links_.resize(kept);
        Dice spread(o_.seed, sigma_stream);
        std::vector<std::vector<std::tuple<Index, double, double>>> columns(size_);
        for (std::size_t j = 0; j < size_; ++j) columns[at(place_[j])].emplace_back(place_[j], sign_[j] * (1 - (std::min)(own_use[j], 0.3)), 0.0);
        for (auto const& link : links_) {
            double const amount = link.value * price_[at(link.user)] / price_[at(link.supplier)];
            columns[at(place_[at(link.user)])].emplace_back(place_[at(link.supplier)], -sign_[at(link.supplier)] * amount, sigma(spread) * (link.uncertain ? 1 : 0.25));
        }
        links_.clear();
        links_.shrink_to_fit();
        pour(columns, static_cast<Index>(size_), out.a, out.sigma_a);
    }

    /// 80 % of the exchanges are lognormal with a squared geometric deviation of 1.05 to 3; the draw is always made.
    [[nodiscard]] static double sigma(Dice& dice) {
        bool const certain = !dice.chance(0.8);
        double const spread = portable_log(dice.between(1.05, 3)) / 2;
        return certain ? 0 : spread;
    }

    static void pour(std::vector<std::vector<std::tuple<Index, double, double>>>& columns, Index rows, tanji::SparseColumns<double>& m, std::vector<double>& sigma) {
        m.rows = rows;
        m.columns = static_cast<Index>(columns.size());
        for (auto& column : columns) {
            std::sort(column.begin(), column.end());
            for (auto const& [row, value, spread] : column) {
                m.row.push_back(row);
                m.value.push_back(value);
                sigma.push_back(spread);
            }
            m.start.push_back(static_cast<Index>(m.row.size()));
        }
    }

    /// Only producers and plants touch nature; a few flows are everywhere.
    void biosphere(LciFile& out) {
        Dice dice(o_.seed, flow_stream);
        Wheel const flow(o_.flows, 8, 0.85);
        std::vector<char> touches(size_, 0);
        std::fill_n(touches.begin(), regions_ * technologies, char{1});
        for (auto const& p : products_) std::fill_n(touches.begin() + p.maker, p.makers, char{1});
        auto const producers = static_cast<double>(std::count(touches.begin(), touches.end(), 1));
        double const typical = portable_log(o_.biodeg * static_cast<double>(size_) / producers) - 0.6;
        std::vector<std::vector<std::tuple<Index, double, double>>> columns(size_);
        for (std::size_t j = 0; j < size_; ++j) {
            if (!touches[j]) continue;
            auto& column = columns[at(place_[j])];
            auto const count = static_cast<int>((std::min)(dice.lognormal(typical, 1.1), 700.0));
            for (int k = 0; k < count; ++k) {
                auto const row = static_cast<Index>(flow.spin(dice));
                double const amount = dice.lognormal(-5, 3.5) * price_[j];
                if (std::none_of(column.begin(), column.end(), [&](auto const& entry) { return std::get<0>(entry) == row; })) column.emplace_back(row, amount, sigma(dice));
            }
        }
        pour(columns, static_cast<Index>(o_.flows), out.b, out.sigma_b);
    }

    void methods(LciFile& out) {
        Dice dice(o_.seed, method_stream);
        Wheel const popular(o_.flows, 8, 0.85);
        for (std::size_t k = 0; k < o_.methods; ++k) {
            auto const count = (std::min)(static_cast<std::size_t>(portable_exp(dice.between(portable_log(40), portable_log(1500)))), o_.flows - o_.flows / 4);
            std::vector<char> chosen(o_.flows, 0);
            for (std::size_t have = 0; have < count;) {
                auto& mark = chosen[popular.spin(dice)];
                if (!mark) mark = 1, ++have;
            }
            for (std::size_t i = 0; i < o_.flows; ++i) {
                if (!chosen[i]) continue;
                out.methods.flow.push_back(static_cast<Index>(i));
                out.methods.factor.push_back(dice.lognormal(0, 3));
            }
            out.methods.start.push_back(static_cast<Index>(out.methods.flow.size()));
        }
    }

    EconomyOptions o_;
    std::size_t regions_, core_ = 0, size_ = 0;
    Dice plan_dice_{0, 0};
    Wheel wheel_{1, 1, 1};
    std::vector<Product> products_{};
    std::vector<std::vector<std::size_t>> clusters_{};
    std::vector<std::size_t> hubs_{}, transport_{};
    std::vector<double> price_{}, sign_{};
    std::vector<Link> links_{};
    std::vector<Index> place_{};
};

}  // namespace

LciFile make_economy(EconomyOptions const& options) { return Economy(options).file(); }

}  // namespace bench
