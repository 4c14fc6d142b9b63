// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <string_view>

#include "tanji/io/xxh64.hpp"

namespace {

std::uint64_t of(std::string_view text) { return tanji::xxh64(std::as_bytes(std::span(text))); }

}  // namespace

// Known answers of the reference implementation (command `xxhsum -H1` of xxHash 0.8, and its documentation): the lengths
// take every branch: nothing, single bytes, 4 bytes, 8 bytes, one stripe of 32 and a rest.
TEST_CASE("checksums are those of the public XXH64") {
    CHECK(of("") == 0xEF46DB3751D8E999u);
    CHECK(of("a") == 0xD24EC4F1A98C6E5Bu);
    CHECK(of("abc") == 0x44BC2CF5AD770999u);
    CHECK(of("Nobody inspects the spammish repetition") == 0xFBCEA83C8A378BF1u);
}
