// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>
#include <cstring>

#include "tanji/claims/merkle.hpp"

/// \file
/// Trees of digests. The shape is that of RFC 9162 section 2.1, written without recursion: the tree of n leaves is a row of full
/// subtrees, one for each set bit of n, joined from the right.
namespace tanji {
namespace detail {

/// SHA-256 over one domain byte and some parts.
template <class... Parts>
[[nodiscard]] inline Digest domain_digest(unsigned char domain, Parts const&... parts) noexcept {
    Sha256 hash;
    char const byte = static_cast<char>(domain);
    hash.add(std::string_view(&byte, 1));
    (hash.add(std::string_view(reinterpret_cast<char const*>(parts.data()), parts.size())), ...);
    return hash.digest();
}

}  // namespace detail

TANJI_INLINE std::string to_hex(Digest const& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(64, '0');
    for (std::size_t i = 0; i < 32; ++i) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return text;
}

// Lower case only: two spellings of one digest would be two canonical forms.
TANJI_INLINE Result<Digest> try_parse_digest(std::string_view hex) {
    constexpr std::string_view digits = "0123456789abcdef";
    Digest digest{};
    bool good = hex.size() == 64;
    for (std::size_t i = 0; good && i < 64; ++i) {
        auto const value = digits.find(hex[i]);
        good = value != std::string_view::npos;
        if (good) digest[i / 2] = static_cast<std::uint8_t>(static_cast<std::size_t>(digest[i / 2]) << 4 | value);
    }
    if (good) return digest;
    return Problem{.id = "record.digest", .what = "this is not a SHA-256 digest", .expected = "64 hexadecimal digits in lower case", .got = "\"" + std::string(hex.substr(0, 70)) + "\""};
}

TANJI_INLINE Digest leaf_digest(std::string_view bytes) noexcept { return detail::domain_digest(0, bytes); }
TANJI_INLINE Digest node_digest(Digest const& left, Digest const& right) noexcept { return detail::domain_digest(1, left, right); }
TANJI_INLINE Digest commitment(Salt const& salt, std::string_view bytes) noexcept { return detail::domain_digest(2, salt, bytes); }

TANJI_INLINE Digest hmac_sha256(std::string_view key, std::string_view message) noexcept {
    std::array<char, 64> block{};
    if (key.size() > block.size()) {
        Sha256 hash;
        hash.add(key);
        auto const digest = hash.digest();
        std::memcpy(block.data(), digest.data(), digest.size());
    } else if (!key.empty()) {
        std::memcpy(block.data(), key.data(), key.size());
    }
    auto const pad = [&block](char with) {
        std::array<char, 64> padded = block;
        for (char& c : padded) c = static_cast<char>(c ^ with);
        return padded;
    };
    auto const inner_pad = pad(0x36);
    auto const outer_pad = pad(0x5c);
    Sha256 inner;
    inner.add(std::string_view(inner_pad.data(), inner_pad.size()));
    inner.add(message);
    auto const digest = inner.digest();
    Sha256 outer;
    outer.add(std::string_view(outer_pad.data(), outer_pad.size()));
    outer.add(std::string_view(reinterpret_cast<char const*>(digest.data()), digest.size()));
    return outer.digest();
}

// A keyed function of the line: whoever lacks the secret cannot compute the salt of a line he guesses, and the same lines in
// another order have the same salts. Half of the digest is enough: 128 bits cannot be tried out.
TANJI_INLINE Salt salt_of(std::string_view secret, std::string_view bytes) noexcept {
    Digest const digest = hmac_sha256(secret, bytes);
    Salt salt{};
    std::copy_n(digest.begin(), salt.size(), salt.begin());
    return salt;
}

// A new leaf closes one full subtree for each trailing one bit of the old size.
TANJI_INLINE void MerkleTree::add(Digest const& leaf) {
    Digest node = leaf;
    for (std::uint64_t bits = size_; bits % 2 == 1; bits /= 2) {
        node = node_digest(full_.back(), node);
        full_.pop_back();
    }
    full_.push_back(node);
    ++size_;
}

TANJI_INLINE Digest MerkleTree::root() const noexcept {
    if (full_.empty()) return Sha256().digest();
    Digest root = full_.back();
    for (std::size_t i = full_.size() - 1; i-- > 0;) root = node_digest(full_[i], root);
    return root;
}

TANJI_INLINE MerkleProof inclusion_proof(std::span<Digest const> leaves, std::uint64_t index) {
    if (index >= leaves.size()) {
        throw Error({.id = "record.proof", .what = "there is no such leaf to prove", .expected = "an index below " + std::to_string(leaves.size()), .got = std::to_string(index)});
    }
    MerkleProof proof{.index = index, .size = leaves.size()};
    std::vector<Digest> level(leaves.begin(), leaves.end());
    for (auto at = static_cast<std::size_t>(index); level.size() > 1; at /= 2) {
        if ((at ^ 1) < level.size()) proof.path.push_back(level[at ^ 1]);  // else it is alone at the right edge and moves up
        std::size_t const pairs = level.size() / 2;
        for (std::size_t i = 0; i < pairs; ++i) level[i] = node_digest(level[2 * i], level[2 * i + 1]);
        if (level.size() % 2 == 1) level[pairs] = level.back();
        level.resize((level.size() + 1) / 2);
    }
    return proof;
}

// The same walk as above, without the tree: the width of each level says whether there was a sibling.
TANJI_INLINE std::optional<Digest> root_from(MerkleProof const& proof, Digest const& leaf) noexcept {
    if (proof.index >= proof.size || proof.path.size() > 64) return std::nullopt;
    Digest node = leaf;
    std::size_t used = 0;
    std::uint64_t index = proof.index;
    for (std::uint64_t width = proof.size; width > 1; index /= 2, width = width / 2 + width % 2) {
        bool const left = index % 2 == 1;
        if (!left && index + 1 == width) continue;  // no sibling on this level
        if (used == proof.path.size()) return std::nullopt;
        Digest const& sibling = proof.path[used++];
        node = left ? node_digest(sibling, node) : node_digest(node, sibling);
    }
    if (used != proof.path.size()) return std::nullopt;
    return node;
}

namespace detail {

/// In order of their bytes. Digests are spread evenly, so their first two bytes divide them into runs of a few, which sort in no time:
/// a third of what sorting all at once takes.
[[nodiscard]] inline std::vector<Digest> sorted_digests(std::span<Digest const> leaves) {
    auto const before = [](Digest const& a, Digest const& b) { return std::memcmp(a.data(), b.data(), a.size()) < 0; };
    if (leaves.size() < 4096) {
        std::vector<Digest> few(leaves.begin(), leaves.end());
        std::sort(few.begin(), few.end(), before);
        return few;
    }
    std::vector<Digest> sorted(leaves.size());
    std::vector<std::size_t> ends(65537, 0);
    auto const run = [](Digest const& digest) { return std::size_t{digest[0]} << 8 | digest[1]; };
    for (auto const& leaf : leaves) ++ends[run(leaf) + 1];
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    for (auto const& leaf : leaves) sorted[ends[run(leaf)]++] = leaf;  // afterwards ends[i] is the end of run i
    for (std::size_t i = 0, first = 0; i + 1 < ends.size(); first = ends[i++])
        std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(first), sorted.begin() + static_cast<std::ptrdiff_t>(ends[i]), before);
    return sorted;
}

}  // namespace detail

// Sorted by their bytes: the order says nothing but makes the hash a function of the multiset. A sum of digests would be
// cheaper and can be forged (generalised birthday); sorting cannot.
TANJI_INLINE Digest content_digest(std::span<Digest const> leaves) {
    Sha256 hash;
    std::array<char, 9> head{3};
    std::uint64_t const count = leaves.size();
    for (unsigned i = 0; i < 8; ++i) head[1 + i] = static_cast<char>(static_cast<unsigned char>(count >> (56 - 8 * i)));
    hash.add(std::string_view(head.data(), head.size()));
    auto const sorted = detail::sorted_digests(leaves);
    if (!sorted.empty()) hash.add(std::string_view(reinterpret_cast<char const*>(sorted.data()), sorted.size() * sizeof(Digest)));
    return hash.digest();
}

}  // namespace tanji
