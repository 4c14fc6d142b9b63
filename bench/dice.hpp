// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Random numbers for the generator of databases: the same bits on every machine. So exp and log are our own, of operations
// that IEEE 754 rounds in one way only, and the uniform source is integer arithmetic. Users must not draw twice in one
// expression whose operands have no order.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace bench {

/// e^x for |x| < 700, to some units in the last place.
[[nodiscard]] inline double portable_exp(double x) {
    double const whole = std::floor(x * 1.4426950408889634 + 0.5);
    double const rest = (x - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10; // ln 2 in two parts
    double sum = 1;
    for (int term = 14; term > 0; --term) sum = 1 + sum * rest / term;
    return std::ldexp(sum, static_cast<int>(whole));
}

/// ln x for x > 0, to some units in the last place.
[[nodiscard]] inline double portable_log(double x) {
    int exponent = 0;
    double part = std::frexp(x, &exponent);
    if (part < 0.70710678118654752) part *= 2, --exponent;
    double const s = (part - 1) / (part + 1), square = s * s; // ln part = 2 artanh s
    double sum = 0;
    for (int term = 25; term > 0; term -= 2) sum = sum * square + 1.0 / term;
    return exponent * 0.69314718055994531 + 2 * s * sum;
}

[[nodiscard]] inline double portable_pow(double base, double power) { return portable_exp(power * portable_log(base)); }

class Dice {
public:
    /// Streams of one seed are independent, so a change of one stage leaves the others as they were.
    Dice(std::uint64_t seed, std::uint64_t stream) : state_(mix(seed * 0x9e3779b97f4a7c15u + mix(stream + 1))) {}

    [[nodiscard]] double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; } ///< [0, 1)
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * uniform(); }
    [[nodiscard]] bool chance(double share) { return uniform() < share; }
    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(((next() >> 32) * count) >> 32); } ///< count < 2^32

    /// Marsaglia's polar method.
    [[nodiscard]] double normal(double mean = 0, double deviation = 1) {
        if (spare_ready_) {
            spare_ready_ = false;
            return mean + deviation * spare_;
        }
        double u = 0, v = 0, s = 0;
        do {
            u = between(-1, 1);
            v = between(-1, 1);
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double const scale = std::sqrt(-2 * portable_log(s) / s);
        spare_ = v * scale;
        spare_ready_ = true;
        return mean + deviation * u * scale;
    }
    [[nodiscard]] double lognormal(double mean, double deviation) { return portable_exp(normal(mean, deviation)); }

    /// Marsaglia and Tsang, ACM TOMS 26 (2000); shapes below 1 through shape + 1.
    [[nodiscard]] double gamma(double shape, double scale) {
        if (shape < 1) {
            double const boost = portable_pow(1 - uniform(), 1 / shape); // a statement of its own: operands have no order
            return boost * gamma(shape + 1, scale);
        }
        double const d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
        for (;;) {
            double const z = normal();
            double const v = (1 + c * z) * (1 + c * z) * (1 + c * z);
            if (v > 0 && portable_log(1 - uniform()) < 0.5 * z * z + d - d * v + d * portable_log(v)) return d * v * scale;
        }
    }
    /// Shares that add up to 1.
    [[nodiscard]] std::vector<double> dirichlet(std::size_t count, double shape) {
        std::vector<double> share(count);
        double sum = 0;
        for (auto& part : share) sum += part = gamma(shape, 1) + 1e-300;
        for (auto& part : share) part /= sum;
        return share;
    }
    /// Trials up to the first success.
    [[nodiscard]] int geometric(double success) { return 1 + static_cast<int>(portable_log(1 - uniform()) / portable_log(1 - success)); }
    /// Lomax: P(X > x) = (1 + x)^-power, cut at a million.
    [[nodiscard]] std::size_t lomax(double power) { return static_cast<std::size_t>((std::min)(portable_pow(1 - uniform(), -1 / power) - 1, 1e6)); }

    template <class T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t k = list.size(); k > 1; --k) std::swap(list[k - 1], list[below(k)]);
    }
    /// `count` different numbers below `limit`.
    [[nodiscard]] std::vector<std::size_t> distinct(std::size_t count, std::size_t limit) {
        std::vector<std::size_t> list;
        while (list.size() < (std::min)(count, limit)) {
            auto const pick = below(limit);
            if (std::find(list.begin(), list.end(), pick) == list.end()) list.push_back(pick);
        }
        return list;
    }

private:
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    std::uint64_t next() { return mix(state_ += 0x9e3779b97f4a7c15u); } // SplitMix64
    std::uint64_t state_;
    double spare_ = 0;
    bool spare_ready_ = false;
};

/// Picks places with given weights.
class Wheel {
public:
    /// 1 / (rank + offset)^power: a few are popular, the many are not.
    Wheel(std::size_t count, double offset, double power) : edge_(count) {
        double sum = 0;
        for (std::size_t k = 0; k < count; ++k) edge_[k] = sum += portable_pow(static_cast<double>(k) + offset, -power);
    }
    [[nodiscard]] std::size_t spin(Dice& dice) const {
        auto const found = std::upper_bound(edge_.begin(), edge_.end(), dice.uniform() * edge_.back());
        return static_cast<std::size_t>((std::min)(found - edge_.begin(), static_cast<std::ptrdiff_t>(edge_.size()) - 1));
    }

private:
    std::vector<double> edge_;
};

}  // namespace bench
