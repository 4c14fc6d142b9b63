// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tanji/claims/merkle.hpp"

using namespace tanji;

namespace {

std::string unhex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
    return bytes;
}

/// The definition of RFC 9162 section 2.1.1, word by word: MTH(D[n]) = SHA-256(01 | MTH(D[0:k]) | MTH(D[k:n])), k the largest
/// power of two below n.
Digest by_definition(std::span<Digest const> leaves) {
    if (leaves.size() == 1) return leaves.front();
    std::size_t k = 1;
    while (2 * k < leaves.size()) k *= 2;
    return node_digest(by_definition(leaves.first(k)), by_definition(leaves.subspan(k)));
}

std::vector<Digest> some_leaves(std::size_t count) {
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_digest("line " + std::to_string(i)));
    return leaves;
}

Digest root_of(std::span<Digest const> leaves) {
    MerkleTree tree;
    for (auto const& leaf : leaves) tree.add(leaf);
    return tree.root();
}

}  // namespace

// Inputs and roots of the reference implementation of Certificate Transparency (merkle tree tests; the same tree as RFC 9162).
TEST_CASE("roots are those of RFC 9162") {
    std::vector<std::string> const inputs = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    std::vector<std::string> const roots = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    MerkleTree tree;
    CHECK(to_hex(tree.root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        tree.add(leaf_digest(unhex(inputs[i])));
        CHECK(to_hex(tree.root()) == roots[i]);
    }
}

TEST_CASE("a streamed root is the recursive one, for every number of leaves") {
    for (std::size_t count = 1; count <= 70; ++count) {
        auto const leaves = some_leaves(count);
        CHECK(root_of(leaves) == by_definition(leaves));
    }
}

TEST_CASE("every leaf can be proven, and nothing else") {
    for (std::size_t count = 1; count <= 33; ++count) {
        auto const leaves = some_leaves(count);
        auto const root = root_of(leaves);
        for (std::size_t i = 0; i < count; ++i) {
            auto proof = inclusion_proof(leaves, i);
            CHECK(proves(proof, leaves[i], root));
            CHECK_FALSE(proves(proof, leaf_digest("another line"), root));
            if (count == 1) continue;
            CHECK_FALSE(proves(proof, leaves[(i + 1) % count], root));
            for (auto& digest : proof.path) {
                digest[7] ^= 1;
                CHECK_FALSE(proves(proof, leaves[i], root));
                digest[7] ^= 1;
            }
            proof.path.pop_back();
            CHECK_FALSE(proves(proof, leaves[i], root));
        }
        CHECK_THROWS_AS((void)inclusion_proof(leaves, count), Error);
    }
    CHECK_FALSE(root_from({.index = 3, .size = 3}, leaf_digest("a")).has_value());
}

TEST_CASE("leaves, nodes and commitments cannot stand for each other") {
    auto const a = leaf_digest("a");
    auto const b = leaf_digest("b");
    std::string joined(reinterpret_cast<char const*>(a.data()), 32);
    joined.append(reinterpret_cast<char const*>(b.data()), 32);
    CHECK(leaf_digest(joined) != node_digest(a, b));
    CHECK(node_digest(a, b) != node_digest(b, a));
    CHECK(commitment(Salt{}, "a") != leaf_digest("a"));
    CHECK(commitment(Salt{}, "a") != leaf_digest(std::string(16, '\0') + "a"));
}

// RFC 4231, test cases 1, 2, 3, 6 and 7.
TEST_CASE("HMAC-SHA-256") {
    CHECK(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(to_hex(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd'))) == "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    CHECK(to_hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    CHECK(to_hex(hmac_sha256(std::string(131, '\xaa'), "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.")) ==
          "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("salts depend on the secret and on the line, not on its place") {
    CHECK(salt_of("secret", "line") == salt_of("secret", "line"));
    CHECK(salt_of("secret", "line") != salt_of("Secret", "line"));
    CHECK(salt_of("secret", "line") != salt_of("secret", "Line"));
}

TEST_CASE("the content hash knows how often, not in which order") {
    std::mt19937 random(7);
    auto leaves = some_leaves(50);
    auto const reference = content_digest(leaves);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(leaves.begin(), leaves.end(), random);
        CHECK(content_digest(leaves) == reference);
    }
    leaves.push_back(leaves.front());
    CHECK(content_digest(leaves) != reference);
    leaves.pop_back();
    leaves.pop_back();
    CHECK(content_digest(leaves) != reference);
    auto one = some_leaves(1);
    CHECK(content_digest(one) != one.front());
}

TEST_CASE("digests as text") {
    auto const digest = leaf_digest("x");
    CHECK(try_parse_digest(to_hex(digest)).value() == digest);
    for (auto const* text : {"", "12", "zz"}) CHECK(try_parse_digest(text).problem().id == "record.digest");
    auto upper = to_hex(digest);
    upper[0] = 'A';
    CHECK(try_parse_digest(upper).problem().id == "record.digest");
    CHECK(try_parse_digest(to_hex(digest) + "0").problem().id == "record.digest");
}

// Above some thousand leaves another way of sorting is taken: the hash must be that of the definition (docs/records.md).
TEST_CASE("the content hash of many leaves is that of their sorted bytes") {
    std::vector<Digest> leaves;
    for (int i = 0; i < 10'000; ++i) leaves.push_back(leaf_digest(std::to_string(i % 9'000)));  // some twice
    std::vector<Digest> sorted = leaves;
    std::sort(sorted.begin(), sorted.end());
    std::string bytes("\3\0\0\0\0\0\0\x27\x10", 9);  // 10,000, eight bytes, big end first
    for (auto const& leaf : sorted) bytes.append(leaf.begin(), leaf.end());
    CHECK(to_hex(content_digest(leaves)) == sha256_hex(bytes));
}
