// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Build switches. Two modes share the same sources: header-only (the default of a plain `-I`), and
/// compiled, chosen by TANJI_COMPILED on every translation unit (the CMake target `tanji::tanji` sets it).
/// The switch moves bodies only; no type changes its layout with it.

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "Tanji refuses NaN and infinity in data, which -ffast-math makes invisible: compile without it."
#endif

#if __cplusplus < 202002L && !(defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)
#error "Tanji needs C++20 (-std=c++20)."
#endif

#ifdef TANJI_COMPILED
#define TANJI_INLINE
#else
#define TANJI_INLINE inline
#endif

// For functions that exist to be refused (units/refused.hpp). g++ says "use of deleted function" in three lines; clang
// would list every other candidate with it, so there an attribute makes the error. The keyword alone is a macro: an
// attribute spelled inside one would add an "expanded from macro" note to each message. TANJI_EXTENSION stands before the
// declaration (of the class, where a member is refused: clang reads attributes of members last) and keeps clients who
// compile with -Wpedantic from hearing that such an attribute is clang's own.
#ifdef __clang__
#define TANJI_EXTENSION __extension__
#define TANJI_REFUSAL __attribute__
#define TANJI_DELETED
#else
#define TANJI_EXTENSION
#define TANJI_REFUSAL(attribute)
#define TANJI_DELETED = delete
#endif

// Kernels: one body, compiled three times for the vector width of the machine it will run on, chosen at run time by the
// InstructionSet that base/cpu.hpp finds or a test names. The body is forced into wrappers that carry a target attribute.
//     TANJI_KERNEL_BODY void scale_body(double* x) { for (int k = 0; k < 8; ++k) x[k] *= 2; }
//     TANJI_TARGET_AVX2 inline void scale_avx2(double* x) { scale_body(x); }
// The targets leave FMA out, and our builds pass -ffp-contract=off, because all three must give the same bits (rule B3).
// Headers meet someone else's flags: with -march=x86-64-v3 both compilers make a x b + c one instruction, which rounds once where our
// library rounds twice, and an inventory would have other bits. TANJI_NO_CONTRACTION opens the body of a function that must not (clang
// only); TANJI_NO_FUSING_BEGIN and _END stand around the functions of a file (both; tests/house/bits_test.py compares).
#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define TANJI_KERNEL_BODY __attribute__((always_inline)) inline
#define TANJI_CPU_SUPPORTS(feature) (__builtin_cpu_init(), __builtin_cpu_supports(feature) != 0)
#define TANJI_TARGET_AVX2 __attribute__((target("avx2")))
#define TANJI_TARGET_FMA __attribute__((target("avx2,fma"))) // only where std::fma stands in the body
#define TANJI_TARGET_SHA __attribute__((target("sha,sse4.1"))) // base/impl/sha256_block.ipp
#define TANJI_SHA_ROUNDS(a, b, words) __builtin_ia32_sha256rnds2(a, b, words)
#define TANJI_SHA_WORDS_1(a, b) __builtin_ia32_sha256msg1(a, b)
#define TANJI_SHA_WORDS_2(a, b) __builtin_ia32_sha256msg2(a, b)
#define TANJI_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#ifdef __clang__
#define TANJI_TARGET_AVX512 __attribute__((target("avx2,avx512f,avx512dq,avx512bw,avx512vl"), min_vector_width(512)))
#else
#define TANJI_TARGET_AVX512 __attribute__((target("avx2,avx512f,avx512dq,avx512bw,avx512vl,prefer-vector-width=512")))
#endif
#else
#define TANJI_KERNEL_BODY inline
#define TANJI_TARGET_AVX2
#define TANJI_TARGET_FMA
#define TANJI_TARGET_AVX512
#endif
// A register of numbers as a type, for the few kernels that compilers do not keep in registers by themselves: any alignment,
// and it may look at arrays of plain numbers. Wider than the machine's, it is split, with the same results.
#if defined(__GNUC__) || defined(__clang__)
#define TANJI_VECTOR(bytes) __attribute__((vector_size(bytes), aligned(8), may_alias))
#define TANJI_ALIGNED_VECTOR(bytes) __attribute__((vector_size(bytes), may_alias)) // on a boundary of its size only; survives templates
#define TANJI_CONVERT_VECTOR(from, To) __builtin_convertvector(from, To)           // each number of a register to another type
#define TANJI_ALWAYS_INLINE __attribute__((always_inline))
#if !defined(__clang__) && defined(__x86_64__)
// Products of the lower halves of eight 64-bit numbers. clang finds this instruction by itself; g++ multiplies 64 by 64 bits, at half
// the speed. For functions with TANJI_TARGET_AVX512 only; `zero` is a register of zeros.
#define TANJI_LOW_PRODUCTS_512(type, a, b, zero) \
    ((type)__builtin_ia32_pmuludq512_mask((int __attribute__((vector_size(64))))(a), (int __attribute__((vector_size(64))))(b), \
                                          (long long __attribute__((vector_size(64))))(zero), static_cast<unsigned char>(255)))
#endif
#else
#define TANJI_ALWAYS_INLINE
#endif
#ifdef __clang__
#define TANJI_NO_CONTRACTION _Pragma("clang fp contract(off)")
#else
#define TANJI_NO_CONTRACTION
#endif
#if defined(__clang__)
#define TANJI_NO_FUSING_BEGIN _Pragma("float_control(push)") _Pragma("clang fp contract(off)")
#define TANJI_NO_FUSING_END _Pragma("float_control(pop)")
#elif defined(__GNUC__) && defined(__FP_FAST_FMA) // where there is no such instruction, nothing needs to be said, or costs anything
#define TANJI_NO_FUSING_BEGIN _Pragma("GCC push_options") _Pragma("GCC optimize(\"fp-contract=off\")")
#define TANJI_NO_FUSING_END _Pragma("GCC pop_options")
#else
#define TANJI_NO_FUSING_BEGIN
#define TANJI_NO_FUSING_END
#endif
