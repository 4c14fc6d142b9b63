// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/base/sha256.hpp"

/// \file
/// Hash trees over the entries of a record (rule C10). Every use of SHA-256 starts with a byte of its own, so that no leaf can
/// be passed off as a node, nor a commitment as a leaf:
///     leaf        SHA-256(00 | bytes)             node     SHA-256(01 | left | right)
///     commitment  SHA-256(02 | salt | bytes)      content  SHA-256(03 | count, 8 bytes big-endian | leaves, sorted)
/// The tree has the shape of RFC 9162 section 2.1: every left subtree is full. A root detects changes only against a root that
/// was kept outside; without one only accident is detected.
namespace tanji {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] std::string to_hex(Digest const& digest);
/// 64 hexadecimal digits, lower case. Problem "record.digest".
[[nodiscard]] Result<Digest> try_parse_digest(std::string_view hex);

[[nodiscard]] Digest leaf_digest(std::string_view bytes) noexcept;
[[nodiscard]] Digest node_digest(Digest const& left, Digest const& right) noexcept;

/// RFC 2104 with SHA-256.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view message) noexcept;

/// 16 bytes that hide the bytes of a leaf: without them a withheld line could be guessed and tried. A function of the secret
/// and the line alone, so that the content hash stays free of order. The secret (32 bytes or more from the caller's own source
/// of randomness: the library has none) stays outside the record; one salt gives away nothing about another.
using Salt = std::array<std::uint8_t, 16>;
[[nodiscard]] Salt salt_of(std::string_view secret, std::string_view bytes) noexcept;
[[nodiscard]] Digest commitment(Salt const& salt, std::string_view bytes) noexcept;

/// Root of the leaves that were added, in their order. Holds one digest per level, whatever the number of leaves.
class MerkleTree {
public:
    void add(Digest const& leaf);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// Of an empty tree: SHA-256 of nothing (RFC 9162). More may be added afterwards.
    [[nodiscard]] Digest root() const noexcept;

private:
    std::vector<Digest> full_;  // one per set bit of size_, the largest subtree first
    std::uint64_t size_ = 0;
};

/// That a leaf is in a tree: its sibling at each level, from the bottom.
struct MerkleProof {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path{};

    bool operator==(MerkleProof const&) const = default;
};

/// Throws Error "record.proof" if there is no such leaf. Linear in the leaves.
[[nodiscard]] MerkleProof inclusion_proof(std::span<Digest const> leaves, std::uint64_t index);
/// The root that follows from a leaf and its proof; nothing if the path has the wrong length.
[[nodiscard]] std::optional<Digest> root_from(MerkleProof const& proof, Digest const& leaf) noexcept;
[[nodiscard]] inline bool proves(MerkleProof const& proof, Digest const& leaf, Digest const& root) noexcept { return root_from(proof, leaf) == root; }

/// Of a multiset of leaves: their order does not matter, their number does. Sorts a copy of them.
[[nodiscard]] Digest content_digest(std::span<Digest const> leaves);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/merkle.ipp"
#endif
