// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>

#include "tanji/accounting/impl/activity_line.ipp"
#include "tanji/accounting/impl/inventory_tally.ipp"
#include "tanji/base/sha256.hpp"

/// \file
/// A name for an inventory by its content. The hashes of lines are added as numbers of 256 bits, so that the order of lines does
/// not count. It finds accidents and drift; who must withstand an adversary keeps the root of the record's hash tree (rule C10).
namespace tanji {
namespace detail {

/// Bytes in a fixed order on every machine.
inline void put_number(std::string& bytes, std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(number >> shift & 0xff));
}
inline void put_number(std::string& bytes, double number) { put_number(bytes, std::bit_cast<std::uint64_t>(number)); }
inline void put_text(std::string& bytes, std::string_view text) {
    put_number(bytes, static_cast<std::uint64_t>(text.size()));
    bytes += text;
}

[[nodiscard]] inline std::string digest_bytes(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    auto const digest = hash.digest();
    return {digest.begin(), digest.end()};
}

/// A sum of hashes modulo 2^256.
class HashSum {
public:
    void add(std::array<std::uint8_t, 32> const& digest) noexcept {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            std::uint64_t word = 0;
            for (std::size_t k = 0; k < 4; ++k) word |= static_cast<std::uint64_t>(digest[i * 4 + k]) << (8 * k);
            std::uint64_t const sum = word_[i] + word + carry;
            word_[i] = sum & 0xffff'ffffu;
            carry = sum >> 32;
        }
    }
    void put(std::string& bytes) const {
        for (auto const word : word_) put_number(bytes, word);
    }

private:
    std::array<std::uint64_t, 8> word_{};
};

/// What one applied factor is, whoever made it.
[[nodiscard]] inline std::string applied_bytes(AppliedFactor const& applied) {
    std::string bytes;
    put_text(bytes, digest(*applied.factor));
    put_number(bytes, applied.per_entered);
    put_number(bytes, applied.share);
    put_text(bytes, applied.entered_unit);
    put_text(bytes, applied.basis);
    for (auto const& step : applied.fall_backs) put_text(bytes, step);
    return digest_bytes(bytes);
}

}  // namespace detail

TANJI_INLINE std::string OrganisationInventory::digest() const {
    std::vector<std::string> heads;
    for (auto const* head : content_->activities.heads()) heads.push_back(detail::digest_bytes(detail::head_identity(*head)));
    std::vector<std::string> applied;
    for (auto const& each : content_->applied) applied.push_back(detail::applied_bytes(each));
    detail::HashSum sum;
    std::string bytes;
    for (auto const& line : content_->lines) {
        ActivityLine const& activity = content_->activities[line.activity];
        bytes.clear();
        bytes += heads[activity.head_number];
        bytes += applied[line.applied];
        detail::put_number(bytes, line.amount);
        detail::put_number(bytes, static_cast<std::uint64_t>(static_cast<std::uint32_t>(activity.period.first().days())) << 32 |
                                      static_cast<std::uint32_t>(activity.period.last().days()));
        bytes.push_back(static_cast<char>(line.method));
        bytes.push_back(line.internal ? '1' : '0');
        bytes += activity.id;
        Sha256 hash;
        hash.add(bytes);
        sum.add(hash.digest());
    }
    std::string whole = "tanji-inventory/1";
    for (auto const& text : {content_->rules.id, content_->rules.edition, content_->rules.file_hash, to_text(content_->rules.gwp),
                             std::string(to_text(content_->consolidation)), to_text(content_->period)}) {
        detail::put_text(whole, text);
    }
    detail::put_number(whole, static_cast<std::uint64_t>(content_->lines.size()));
    sum.put(whole);
    return sha256_hex(whole);
}

}  // namespace tanji
