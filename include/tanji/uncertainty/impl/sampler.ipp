// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstring>

#include "tanji/uncertainty/box_muller.hpp"
#include "tanji/uncertainty/sampler.hpp"

TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// One batch is 64 blocks of Philox: what fills the registers, and a length that every SIMD width divides.
inline constexpr std::size_t sampler_blocks = 64;

/// Items of a batch: a group of eight samples takes two blocks of four 32-bit numbers, or four of two 64-bit ones.
template <class Real>
inline constexpr std::size_t sampler_blocks_per_item = sizeof(Real) == sizeof(float) ? 2 : 4;
template <class Real>
inline constexpr std::size_t sampler_batch = sampler_blocks / sampler_blocks_per_item<Real>;

/// Counters going in, random words coming out: word by word, not block by block, so that one load takes the same word of many blocks.
struct SamplerWords {
    alignas(64) std::uint32_t word[4][sampler_blocks];
};

/// The rounds of philox4x32, written out so that the loop over blocks is the one that turns into SIMD.
TANJI_KERNEL_BODY void philox_blocks(SamplerWords& words, std::uint32_t key0, std::uint32_t key1) noexcept {
    for (std::size_t k = 0; k < sampler_blocks; ++k) {
        std::uint32_t c0 = words.word[0][k], c1 = words.word[1][k], c2 = words.word[2][k], c3 = words.word[3][k];
        std::uint32_t k0 = key0, k1 = key1;
        for (int round = 0; round < 10; ++round) {
            std::uint64_t const first = std::uint64_t{0xD2511F53U} * c0;
            std::uint64_t const second = std::uint64_t{0xCD9E8D57U} * c2;
            c0 = static_cast<std::uint32_t>(second >> 32) ^ c1 ^ k0;
            c1 = static_cast<std::uint32_t>(second);
            c2 = static_cast<std::uint32_t>(first >> 32) ^ c3 ^ k1;
            c3 = static_cast<std::uint32_t>(first);
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        words.word[0][k] = c0;
        words.word[1][k] = c1;
        words.word[2][k] = c2;
        words.word[3][k] = c3;
    }
}

#ifdef TANJI_LOW_PRODUCTS_512
/// The same bits where g++ needs help: 32-bit numbers in pairs, products of the even and of the odd ones.
TANJI_TARGET_AVX512 inline void philox_blocks_avx512(SamplerWords& words, std::uint32_t key0, std::uint32_t key1) noexcept {
    typedef std::uint64_t Pairs TANJI_ALIGNED_VECTOR(64);
    Pairs const zero = Pairs{};
    Pairs const first_factor = zero + 0xD2511F53U, second_factor = zero + 0xCD9E8D57U, odd = zero + 0xFFFFFFFF00000000U;
    auto const pairs = [&](std::size_t word, std::size_t k) TANJI_ALWAYS_INLINE -> Pairs& { return *reinterpret_cast<Pairs*>(words.word[word] + k); };
    for (std::size_t k = 0; k < sampler_blocks; k += 16) {
        Pairs c0 = pairs(0, k), c1 = pairs(1, k), c2 = pairs(2, k), c3 = pairs(3, k);
        std::uint32_t k0 = key0, k1 = key1;
        for (int round = 0; round < 10; ++round) {
            Pairs const even0 = TANJI_LOW_PRODUCTS_512(Pairs, c0, first_factor, zero), odd0 = TANJI_LOW_PRODUCTS_512(Pairs, c0 >> 32, first_factor, zero);
            Pairs const even1 = TANJI_LOW_PRODUCTS_512(Pairs, c2, second_factor, zero), odd1 = TANJI_LOW_PRODUCTS_512(Pairs, c2 >> 32, second_factor, zero);
            c0 = ((even1 >> 32) | (odd1 & odd)) ^ c1 ^ (zero + (std::uint64_t{k0} << 32 | k0));
            c2 = ((even0 >> 32) | (odd0 & odd)) ^ c3 ^ (zero + (std::uint64_t{k1} << 32 | k1));
            c1 = (even1 & ~odd) | (odd1 << 32);
            c3 = (even0 & ~odd) | (odd0 << 32);
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        pairs(0, k) = c0;
        pairs(1, k) = c1;
        pairs(2, k) = c2;
        pairs(3, k) = c3;
    }
}
#endif

/// Both bodies give the same bits; which one runs is a matter of speed alone, and a test compares them.
template <InstructionSet set>
TANJI_KERNEL_BODY void philox_by_set(SamplerWords& words, std::uint32_t key0, std::uint32_t key1) noexcept {
#ifdef TANJI_LOW_PRODUCTS_512
    if constexpr (set == InstructionSet::avx512) {
        philox_blocks_avx512(words, key0, key1);
        return;
    }
#endif
    philox_blocks(words, key0, key1);
}

/// The counters of one group of eight samples for a batch of items. They depend on nothing but stream, item and group: samples can be
/// drawn in any order, by any number of threads, in any width of register.
template <class Real>
TANJI_KERNEL_BODY void sampler_counters(SamplerWords& words, RandomStream const& stream, std::uint64_t group, std::uint32_t const* items) noexcept {
    constexpr std::size_t each = sampler_blocks_per_item<Real>;
    auto const base = stream.counter(0, group * each, sizeof(Real) == sizeof(float));
    for (std::size_t k = 0; k < sampler_blocks; ++k) {
        words.word[0][k] = items[k / each];
        words.word[1][k] = 0;
        words.word[2][k] = base[2] + static_cast<std::uint32_t>(k % each);  // `each` divides 2^32: no carry
        words.word[3][k] = base[3];
    }
}

/// z[j][k]: deviate j of block k.
TANJI_KERNEL_BODY void sampler_normals(SamplerWords const& words, float (&z)[4][sampler_blocks]) noexcept {
    for (std::size_t k = 0; k < sampler_blocks; ++k) {
        box_muller(words.word[0][k], words.word[1][k], z[0][k], z[1][k]);
        box_muller(words.word[2][k], words.word[3][k], z[2][k], z[3][k]);
    }
}
/// Four words make two deviates here, where single precision makes four: half as many per block.
TANJI_KERNEL_BODY void sampler_normals(SamplerWords const& words, double (&z)[2][sampler_blocks]) noexcept {
    for (std::size_t k = 0; k < sampler_blocks; ++k)
        box_muller(words.word[0][k], words.word[1][k], words.word[2][k], words.word[3][k], z[0][k], z[1][k]);
}

/// One batch of items; `count` of them are wanted. sigma is null where deviates themselves are.
template <class Real, InstructionSet set>
TANJI_KERNEL_BODY void sampler_one_batch(RandomStream const& stream, std::uint64_t group, std::uint32_t const* items, Real const* sigma,
                                         std::size_t count, Real* out) noexcept {
    constexpr std::size_t each = sampler_blocks_per_item<Real>;
    constexpr std::size_t parts = sample_lanes / each;
    SamplerWords words;
    sampler_counters<Real>(words, stream, group, items);
    auto const key = stream.key();
    philox_by_set<set>(words, key[0], key[1]);
    alignas(64) Real z[parts][sampler_blocks];
    sampler_normals(words, z);
    if (sigma != nullptr) {
        alignas(64) Real wide[sampler_blocks];
        for (std::size_t k = 0; k < sampler_blocks; ++k) wide[k] = sigma[k / each];
        for (std::size_t j = 0; j < parts; ++j)
            for (std::size_t k = 0; k < sampler_blocks; ++k) z[j][k] = elementary::exp(wide[k] * z[j][k]);
    }
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < parts; ++j) std::memcpy(out + i * sample_lanes + j * each, z[j] + i * each, each * sizeof(Real));
}

/// Whole batches first; the rest is padded to a batch, which costs a little time but keeps one code path and hence one set of bits.
template <class Real, InstructionSet set>
TANJI_KERNEL_BODY void sampler_body(RandomStream const& stream, std::uint64_t group, std::uint32_t const* items, Real const* sigma,
                                    std::size_t count, Real* out) noexcept {
    constexpr std::size_t batch = sampler_batch<Real>;
    std::size_t done = 0;
    for (; done + batch <= count; done += batch)
        sampler_one_batch<Real, set>(stream, group, items + done, sigma == nullptr ? nullptr : sigma + done, batch, out + done * sample_lanes);
    if (done == count) return;
    std::uint32_t last_items[batch] = {};
    Real last_sigma[batch] = {};
    std::copy(items + done, items + count, last_items);
    if (sigma != nullptr) std::copy(sigma + done, sigma + count, last_sigma);
    sampler_one_batch<Real, set>(stream, group, last_items, sigma == nullptr ? nullptr : last_sigma, count - done, out + done * sample_lanes);
}

template <class Real>
inline void sampler_baseline(RandomStream const& stream, std::uint64_t group, std::uint32_t const* items, Real const* sigma, std::size_t count, Real* out) noexcept {
    sampler_body<Real, InstructionSet::baseline>(stream, group, items, sigma, count, out);
}
template <class Real>
TANJI_TARGET_AVX2 inline void sampler_avx2(RandomStream const& stream, std::uint64_t group, std::uint32_t const* items, Real const* sigma, std::size_t count, Real* out) noexcept {
    sampler_body<Real, InstructionSet::avx2>(stream, group, items, sigma, count, out);
}
template <class Real>
TANJI_TARGET_AVX512 inline void sampler_avx512(RandomStream const& stream, std::uint64_t group, std::uint32_t const* items, Real const* sigma, std::size_t count, Real* out) noexcept {
    sampler_body<Real, InstructionSet::avx512>(stream, group, items, sigma, count, out);
}

template <class Real>
void sampler_run(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items, Real const* sigma, std::span<Real> out) noexcept {
    std::size_t const count = (std::min)(items.size(), out.size() / sample_lanes);
    switch (set) {
        case InstructionSet::avx512: sampler_avx512<Real>(stream, group, items.data(), sigma, count, out.data()); break;
        case InstructionSet::avx2: sampler_avx2<Real>(stream, group, items.data(), sigma, count, out.data()); break;
        case InstructionSet::baseline: sampler_baseline<Real>(stream, group, items.data(), sigma, count, out.data()); break;
    }
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE void draw_normals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items, std::span<double> out) noexcept {
    detail::sampler_run<double>(set, stream, group, items, nullptr, out);
}
TANJI_INLINE void draw_normals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items, std::span<float> out) noexcept {
    detail::sampler_run<float>(set, stream, group, items, nullptr, out);
}
TANJI_INLINE void draw_lognormals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items,
                                  std::span<double const> sigma, std::span<double> out) noexcept {
    detail::sampler_run<double>(set, stream, group, items.first((std::min)(items.size(), sigma.size())), sigma.data(), out);
}
TANJI_INLINE void draw_lognormals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items,
                                  std::span<float const> sigma, std::span<float> out) noexcept {
    detail::sampler_run<float>(set, stream, group, items.first((std::min)(items.size(), sigma.size())), sigma.data(), out);
}

}  // namespace tanji
TANJI_NO_FUSING_END
