// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/io/binary_content.hpp"
#include "tanji/io/mapped_file.hpp"

/// \file
/// Reads the binary database file "tanji-db/1" (docs/binary-database.md, docs/decisions/0008-binary-database.md): mapped, opened by
/// looking at its first pages, and from then on touched only where it is asked.
///
///     auto const file = BinaryDatabase::try_open("mix.tanjidb").value();
///     std::int32_t const product[] = {file.find_product("electricity, CN").value()};
///     auto const part = file.try_reachable(product).value();
///     auto const solver = Solver::try_make(part.matrices).value();
namespace tanji {

struct BinaryOptions {
    FileAccess access = FileAccess::mapped;
    bool checksums = true;  ///< false for who has proved the bytes in another way; bounds and order are checked all the same
    ReadLimits limits{};
};

/// The part of a system that demands on some products can set in motion.
struct BinaryPart {
    SystemMatrices matrices{};             ///< A and B of the part; rows of B are those of the file
    std::vector<std::int32_t> columns{};   ///< per column of the part: that of the file, ascending
    std::vector<std::int32_t> rows{};      ///< per row of its A: that of the file, ascending
    std::vector<std::int32_t> demanded{};  ///< the rows asked for, as rows of the part, in the order of asking
};

/// One row of C, borrowed from the file: valid as long as a handle of it lives.
struct BinaryFactors {
    std::span<std::int32_t const> flow{};  ///< ascending
    std::span<double const> factor{};      ///< the sign of rule A2 inside: times net = outputs - inputs
};

/// A binary database file, open for reading. A handle; const calls are safe from several threads.
///
/// Opening checks magic, version, byte order, header, section table and the list of checksums, in O(1) of the file's size. What
/// is read later is checked when it is first touched, in blocks of 16 KiB, before a number of it is handed out: every call may
/// thus fail with "binary.corrupt" (a block that does not have its checksum), "binary.index" (an index or text that leads
/// nowhere) or "file.changed" (someone wrote into the file while it was open).
class BinaryDatabase {
public:
    BinaryDatabase() = default;  ///< an empty system

    /// Problems: those of MappedFile, "binary.foreign", "binary.version", "binary.byte-order", "binary.truncated", "binary.corrupt",
    /// "binary.layout", "limit.matrix-entries".
    [[nodiscard]] static Result<BinaryDatabase> try_open(std::string const& path, BinaryOptions const& options = {});
    [[nodiscard]] static Result<BinaryDatabase> try_from_bytes(std::string_view bytes, BinaryOptions const& options = {});
    /// True if the file begins as ours do, whatever follows.
    [[nodiscard]] static bool is_one(std::string const& path);

    [[nodiscard]] std::int32_t processes() const noexcept;   ///< columns of A and B
    [[nodiscard]] std::int32_t products() const noexcept;    ///< rows of A
    [[nodiscard]] std::int32_t flows() const noexcept;       ///< rows of B
    [[nodiscard]] std::int32_t categories() const noexcept;  ///< rows of C
    [[nodiscard]] bool diagonal() const noexcept;            ///< process j makes product j
    /// Stored entries of A, B and C; from the header, no section is touched.
    [[nodiscard]] std::uint64_t entries_a() const noexcept;
    [[nodiscard]] std::uint64_t entries_b() const noexcept;
    [[nodiscard]] std::uint64_t entries_c() const noexcept;
    [[nodiscard]] std::uint64_t uncertain() const noexcept;  ///< exchanges with a spread
    /// The bytes themselves, for digests and for asking whether the file has changed.
    [[nodiscard]] MappedFile const& file() const noexcept;

    /// What stands at an index; names are empty where the file has none. Problem "binary.index" for an index outside.
    [[nodiscard]] Result<BinaryProcess> try_process(std::int32_t column) const;
    [[nodiscard]] Result<BinaryProduct> try_product(std::int32_t row) const;
    [[nodiscard]] Result<BinaryFlow> try_flow(std::int32_t row) const;
    [[nodiscard]] Result<BinaryCategory> try_category(std::int32_t row) const;
    /// One row of C, without a copy.
    [[nodiscard]] Result<BinaryFactors> try_factors(std::int32_t category) const;
    /// The process that makes a product. Problem "binary.producer" if the system has no complete matching.
    [[nodiscard]] Result<std::int32_t> try_producer(std::int32_t row) const;

    /// The row that a process makes, by the process' id, else its name, else a part of it (case aside); `product` chooses
    /// among several products of it, likewise. An id costs O(log processes) and touches little; a name reads all names.
    /// Problems: "lookup.unknown" with the nearest names, "lookup.ambiguous" with the candidates.
    [[nodiscard]] Result<std::int32_t> find_product(std::string_view process, std::string_view product = {}) const;

    /// All of A and B, borrowed: nothing is copied, everything is checked, O(entries).
    [[nodiscard]] Result<SystemMatrices> try_matrices() const;
    /// What the products (rows) need, found by following the columns; only these columns are touched.
    /// Problems: "binary.producer", "link.refused" for a process that must not be reached, "number.not-finite".
    [[nodiscard]] Result<BinaryPart> try_reachable(std::span<std::int32_t const> rows) const;

    /// Flows whose characterisation was refused when the file was written, with the reasons: a score that meets one must not be shown.
    [[nodiscard]] Result<std::vector<BinaryRefusedFlow>> try_refused() const;
    /// Inputs without a provider, left out of A when the file was written.
    [[nodiscard]] Result<std::vector<BinaryCutOff>> try_cut_offs() const;
    /// Spreads by exchange, which may be several to an entry of A or B.
    [[nodiscard]] Result<std::vector<BinaryUncertainty>> try_uncertainties() const;
    /// Names and values of the choices (linking, allocation, method) that made the matrices.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> try_settings() const;
    /// Names and SHA-256 digests of the files that the system was read from.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> try_files() const;
    /// Everything, in memory: the inverse of writing.
    [[nodiscard]] Result<BinaryContent> try_content() const;

    /// Checks every block of the file and every gap between sections, whether it was touched or not; nothing if all is well.
    [[nodiscard]] std::optional<Problem> verify_all() const;

    struct Content;

private:
    std::shared_ptr<Content const> content_ = none();
    [[nodiscard]] static std::shared_ptr<Content const> none();
    [[nodiscard]] static Result<BinaryDatabase> try_read(MappedFile file, BinaryOptions const& options);
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/binary_database.ipp"
#include "tanji/io/impl/binary_find.ipp"
#endif
