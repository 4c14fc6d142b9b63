// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/base/impl/sha256_block.ipp"
#include "tanji/base/sha256.hpp"

using namespace tanji;

// FIPS 180-4 examples (NIST "SHA256.pdf": one block, two blocks) and the long vectors of FIPS 180-2 appendix B.
TEST_CASE("sha256 gives the published digests") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256 does not depend on the parts it is fed, at any length around a block") {
    for (std::size_t size = 0; size < 200; ++size) {
        std::string const text(size, 'x');
        Sha256 parts;
        for (std::size_t at = 0; at < size; at += 7) parts.add(std::string_view(text).substr(at, 7));
        CHECK(parts.hex() == sha256_hex(text));
    }
    // Both sides of the length at which the padding needs another block; from the coreutils program sha256sum.
    CHECK(sha256_hex(std::string(55, 'x')) == "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
    CHECK(sha256_hex(std::string(56, 'x')) == "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
    CHECK(sha256_hex(std::string(64, 'x')) == "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
}

// The plain block is what other processors run; it must be the same function on any state and block.
TEST_CASE("sha256 by instructions of the processor is sha256") {
#ifdef TANJI_TARGET_SHA
    if (!TANJI_CPU_SUPPORTS("sha")) {
        MESSAGE("skipped: this processor has no instructions for SHA-256");
        return;
    }
    std::uint32_t random = 1;
    for (int run = 0; run < 1000; ++run) {
        std::array<std::uint32_t, 8> plain{};
        std::array<unsigned char, 64> bytes{};
        for (auto& word : plain) word = random = random * 1664525u + 1013904223u;
        for (auto& byte : bytes) byte = static_cast<unsigned char>((random = random * 1664525u + 1013904223u) >> 24);
        auto fast = plain;
        detail::sha256_block_plain(plain.data(), bytes.data());
        detail::sha256_block_x86(fast.data(), bytes.data());
        REQUIRE(plain == fast);
    }
#endif
}
