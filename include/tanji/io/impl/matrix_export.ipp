// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tanji/base/csv.hpp"
#include "tanji/base/json_writer.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/matrix_export.hpp"
#include "tanji/io/npy.hpp"
#include "tanji/version.hpp"

/// \file
/// One set of matrices in three forms: scipy's .npz, MatrixMarket, Brightway's datapackage. All come from the
/// same arrays, so they cannot disagree, and index tables go with them, because a matrix without names is useless.
namespace tanji {
namespace detail {

/// A compressed sparse matrix in scipy's sense: `minor` runs over rows (csc) or columns (csr). `start` has one entry more than
/// there are columns (csc) or rows (csr); indices are int32, which scipy reads without conversion.
struct CompressedMatrix {
    std::string name;
    bool by_columns = true;
    std::int32_t rows = 0, columns = 0;
    std::vector<std::int32_t> start{0}, minor{};
    std::vector<double> value{};
};

/// Entries come ordered by column and row; those of one cell are summed (rule A1) in the order in which they stand, as the
/// solver does, so that a reader who solves again starts from the same bits.
[[nodiscard]] inline CompressedMatrix compress_entries(std::string name, std::span<Entry const> entries, std::size_t rows, std::size_t columns) {
    CompressedMatrix matrix{.name = std::move(name), .rows = static_cast<std::int32_t>(rows), .columns = static_cast<std::int32_t>(columns)};
    std::size_t at = 0;
    for (std::size_t column = 0; column < columns; ++column) {
        for (; at < entries.size() && entries[at].column == column; ++at) {
            auto const row = static_cast<std::int32_t>(entries[at].row);
            bool const same_cell = matrix.minor.size() > static_cast<std::size_t>(matrix.start.back()) && matrix.minor.back() == row;
            if (same_cell) matrix.value.back() += entries[at].value;
            else {
                matrix.minor.push_back(row);
                matrix.value.push_back(entries[at].value);
            }
        }
        matrix.start.push_back(static_cast<std::int32_t>(matrix.minor.size()));
    }
    return matrix;
}

// C is stored by rows: a row is one category, and readers usually want one of them. Flows of a row ascend already, as csr
// wants them. Rows whose score is refused are written too; categories.csv says which they are.
/// The entries as they were solved: a column that is refused (its process cannot be allocated) is never reached; it has a
/// plain 1 on the diagonal and no flows, so that the matrix as a whole can be factorised elsewhere too.
[[nodiscard]] inline std::vector<Entry> usable_entries(ProductSystem const& system, bool technosphere) {
    auto const all = technosphere ? system.technosphere() : system.biosphere();
    std::vector<Entry> entries;
    entries.reserve(all.size());
    std::size_t at = 0;
    for (Index column = 0; column < system.columns().size(); ++column) {
        bool const refused = system.columns()[column].refusal != no_index;
        if (refused && technosphere) entries.push_back({.row = column, .column = column, .value = 1});
        for (; at < all.size() && all[at].column == column; ++at) {
            if (!refused) entries.push_back(all[at]);
        }
    }
    return entries;
}

[[nodiscard]] inline CompressedMatrix compress_rows(Characterisation const& characterisation, std::size_t flows) {
    CompressedMatrix matrix{.name = "characterisation", .by_columns = false, .rows = static_cast<std::int32_t>(characterisation.rows.size()), .columns = static_cast<std::int32_t>(flows)};
    for (auto const& row : characterisation.rows) {
        for (auto const flow : row.flow) matrix.minor.push_back(static_cast<std::int32_t>(flow));
        matrix.value.insert(matrix.value.end(), row.factor.begin(), row.factor.end());
        matrix.start.push_back(static_cast<std::int32_t>(matrix.minor.size()));
    }
    return matrix;
}

/// f as a matrix of one column; a product that is demanded twice is one entry with the sum.
[[nodiscard]] inline CompressedMatrix compress_demand(std::span<Demand const> demand, std::size_t rows) {
    std::vector<Entry> entries;
    for (auto const& item : demand) entries.push_back({.row = item.column, .column = 0, .value = item.amount});
    std::sort(entries.begin(), entries.end(), [](Entry const& a, Entry const& b) { return a.row < b.row; });
    return compress_entries("demand", entries, rows, 1);
}

/// Numbers in their shortest text that reads back as the same double, so that text and binary exports agree bit by bit.
[[nodiscard]] inline std::string matrix_market_text(CompressedMatrix const& matrix) {
    std::string text = "%%MatrixMarket matrix coordinate real general\n% written by Tanji " TANJI_VERSION "; indices from 1\n";
    text += std::to_string(matrix.rows) + " " + std::to_string(matrix.columns) + " " + std::to_string(matrix.value.size()) + "\n";
    for (std::size_t major = 0; major + 1 < matrix.start.size(); ++major) {
        for (auto at = static_cast<std::size_t>(matrix.start[major]); at < static_cast<std::size_t>(matrix.start[major + 1]); ++at) {
            auto const minor = std::to_string(matrix.minor[at] + 1);
            auto const line = std::to_string(major + 1);
            text += (matrix.by_columns ? minor + " " + line : line + " " + minor) + " " + number_text(matrix.value[at]) + "\n";
        }
    }
    return text;
}

/// What scipy.sparse.load_npz expects: index arrays, data, shape, and the format's name as a byte string.
[[nodiscard]] inline Result<std::string> scipy_npz(CompressedMatrix const& matrix) {
    std::int64_t const shape[] = {matrix.rows, matrix.columns};
    std::vector<ZipEntry> const entries{
        {"indices.npy", npy_bytes(std::span<std::int32_t const>(matrix.minor))},
        {"indptr.npy", npy_bytes(std::span<std::int32_t const>(matrix.start))},
        {"format.npy", npy_bytes("|S3", {}, matrix.by_columns ? "csc" : "csr")},
        {"shape.npy", npy_bytes(std::span<std::int64_t const>(shape))},
        {"data.npy", npy_bytes(std::span<double const>(matrix.value))},
    };
    return try_zip_stored(entries);
}

/// Row, column and value of every entry, and the ids that Brightway gives to rows and columns. The three vectors are of one
/// length; node ids are ours, since a package that is read alone needs no others.
struct BrightwayGroup {
    std::string name;    ///< "technosphere"
    std::string matrix;  ///< "technosphere_matrix"
    std::vector<std::int32_t> rows{}, columns{};
    std::vector<double> values{};
    bool flip = false;   ///< inputs are stored positive and flipped
};

/// The entry of one array in datapackage.json; readers find the arrays of a group by `group` and `kind`.
inline void write_brightway_resource(JsonWriter& json, BrightwayGroup const& group, std::string const& kind) {
    json.begin_object();
    json.member("profile", "data-resource");
    json.member("format", "npy");
    json.member("mediatype", "application/octet-stream");
    json.member("name", group.name + "." + kind);
    json.member("matrix", group.matrix);
    json.member("kind", kind);
    json.member("path", group.name + "." + kind + ".npy");
    json.member("group", group.name);
    json.member("category", "vector");
    if (group.matrix == "characterization_matrix") json.member("global_index", 0);
    json.member("nrows", group.values.size());
    json.end_object();
}

/// A processed package as bw_processing describes them: per group an array of (row, column) ids, one of values and, for
/// the technosphere, one of flags that turn the sign of inputs.
[[nodiscard]] inline Result<std::string> brightway_package(std::string const& name, std::vector<BrightwayGroup> const& groups) {
    std::vector<ZipEntry> entries;
    JsonWriter json;
    json.begin_object();
    json.member("profile", "data-package");
    json.member("name", name);
    json.member("id", name);
    json.key("licenses").begin_array().end_array();
    json.key("resources").begin_array();
    for (auto const& group : groups) {
        // A flag beside a positive amount, not a negative amount: Brightway draws distributions of the amount and turns the
        // sign afterwards.
        std::vector<double> sizes = group.values;
        std::vector<unsigned char> flip(group.values.size(), 0);
        if (group.flip) {
            for (std::size_t i = 0; i < sizes.size(); ++i) {
                flip[i] = sizes[i] < 0 ? 1 : 0;
                sizes[i] = sizes[i] < 0 ? -sizes[i] : sizes[i];
            }
        }
        write_brightway_resource(json, group, "indices");
        entries.push_back({group.name + ".indices.npy", npy_index_pairs(group.rows, group.columns)});
        write_brightway_resource(json, group, "data");
        entries.push_back({group.name + ".data.npy", npy_bytes(std::span<double const>(sizes))});
        if (group.flip) {
            write_brightway_resource(json, group, "flip");
            entries.push_back({group.name + ".flip.npy", npy_flags(flip)});
        }
    }
    json.end_array();
    json.member("combinatorial", false);
    json.member("sequential", false);
    json.member("sum_intra_duplicates", true);
    json.member("sum_inter_duplicates", false);
    json.end_object();
    entries.push_back({"datapackage.json", json.text()});
    return try_zip_stored(entries);
}

/// The entries of a csc matrix with `row_base` and `column_base` added to make Brightway's node ids: products and processes
/// share ids from 1, elementary flows follow behind them.
[[nodiscard]] inline BrightwayGroup brightway_group(CompressedMatrix const& matrix, std::string name, std::string kind, std::int32_t row_base, std::int32_t column_base) {
    BrightwayGroup group{.name = std::move(name), .matrix = std::move(kind)};
    for (std::size_t column = 0; column + 1 < matrix.start.size(); ++column) {
        for (auto at = static_cast<std::size_t>(matrix.start[column]); at < static_cast<std::size_t>(matrix.start[column + 1]); ++at) {
            group.rows.push_back(matrix.minor[at] + row_base);
            group.columns.push_back(static_cast<std::int32_t>(column) + column_base);
            group.values.push_back(matrix.value[at]);
        }
    }
    return group;
}

/// Collects the files of one export and stops at the first that cannot be written: add() does nothing once there is a problem,
/// so that callers list their files without a check behind each, and finish() tells. A full disk shows at close(), not at
/// write(), hence the test behind it.
class ExportFolder {
public:
    explicit ExportFolder(std::string folder) : folder_(std::move(folder)) {
        std::error_code failure;
        std::filesystem::create_directories(folder_, failure);
        if (failure) fail(folder_, failure.message());
    }
    void add(std::string const& name, Result<std::string> const& bytes) {
        if (problem_) return;
        if (!bytes) {
            problem_ = bytes.problem();
            problem_->where.file = name;
            return;
        }
        auto const path = (std::filesystem::path(folder_) / name).string();
        std::ofstream file(path, std::ios::binary);
        file.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
        file.close();
        if (!file) return fail(path, "the file could not be written");
        written_.push_back(path);
    }
    [[nodiscard]] Result<std::vector<std::string>> finish() && {
        if (problem_) return *problem_;
        return std::move(written_);
    }

private:
    void fail(std::string const& path, std::string const& why) {
        problem_ = Problem{.id = "io.write", .what = "Cannot write the export", .where = {.file = path}, .expected = "a folder that can be written", .got = why,
                           .hint = "name another folder or check its rights and free space"};
    }
    std::string folder_;
    std::vector<std::string> written_{};
    std::optional<Problem> problem_{};
};

// The index tables. `index` counts from 0 as in the .npz files, ids are those of the database, so that results made elsewhere
// can be joined with ours.
inline void add_csv_row(CsvWriter& csv, std::initializer_list<std::string> fields) {
    for (auto const& field : fields) csv.field(field);
    csv.end_row();
}

[[nodiscard]] inline CsvWriter csv_table(std::initializer_list<std::string> header) {
    CsvWriter csv;
    add_csv_row(csv, header);
    return csv;
}

/// Columns of A and B, and rows of A: column j makes product j, so one table serves both.
[[nodiscard]] inline std::string columns_csv(ProductSystem const& system) {
    CsvWriter csv = csv_table({"index", "process_id", "process", "location", "product_id", "product", "unit"});
    for (std::size_t i = 0; i < system.columns().size(); ++i) {
        auto const& column = system.columns()[i];
        auto const name = system.database().process_name(column.process);
        auto const& flow = system.database().flows()[column.flow];
        add_csv_row(csv, {std::to_string(i), name.id, name.name, name.location, flow.id, flow.name, std::string(system.database().reference_unit(column.flow))});
    }
    return std::move(csv).text();
}

/// Rows of B and columns of C. `shown_as` is the direction of rule A2; the matrices keep net = outputs - inputs.
[[nodiscard]] inline std::string flows_csv(ProductSystem const& system) {
    CsvWriter csv = csv_table({"index", "flow_id", "flow", "category", "location", "unit", "shown_as"});
    for (std::size_t i = 0; i < system.elementary().size(); ++i) {
        auto const& row = system.elementary()[i];
        auto const& flow = system.database().flows()[row.flow];
        add_csv_row(csv, {std::to_string(i), flow.id, flow.name, flow.category, std::string(system.database().location_code(row.location)),
                 std::string(system.database().reference_unit(row.flow)), row.shown_as_input ? "input" : "output"});
    }
    return std::move(csv).text();
}

/// Rows of C with our scores, for a check of whoever reads the matrices. A refused score is said, never left empty or 0.
[[nodiscard]] inline std::string categories_csv(Footprint const& footprint) {
    CsvWriter csv = csv_table({"index", "method_id", "method", "category_id", "category", "part", "unit", "score"});
    auto const& rows = footprint.characterisation().rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        add_csv_row(csv, {std::to_string(i), rows[i].method_id, rows[i].method, rows[i].category_id, rows[i].category, std::string(to_text(rows[i].part)), rows[i].unit,
                 footprint.find_score(static_cast<Index>(i)) ? number_text(*footprint.find_score(static_cast<Index>(i))) : std::string("refused")});
    }
    return std::move(csv).text();
}

}  // namespace detail

// Refused before the first file is written: with factors of places (rule A9) on rows that are not split by place, C has no
// cell for them, and h = C g would give another score than ours.
TANJI_INLINE Result<std::vector<std::string>> try_export_matrices(Footprint const& footprint, std::string const& folder) {
    auto const& system = footprint.system();
    for (auto const& row : footprint.characterisation().rows) {
        if (row.located.empty()) continue;
        return Problem{.id = "io.regional-rows", .what = "A matrix C cannot hold factors of places for flows that are not split by place", .where = {.object = row.category},
                       .expected = "a system linked with LinkOptions::regional", .got = "one that is not", .hint = "link with regional = true, or ignore regional factors"};
    }
    auto const columns = system.columns().size();
    auto const flows = system.elementary().size();
    // The whole system, not only what the demand reaches: who takes the matrices wants to ask for other products as well.
    auto const a = detail::compress_entries("technosphere", detail::usable_entries(system, true), columns, columns);
    auto const b = detail::compress_entries("biosphere", detail::usable_entries(system, false), flows, columns);
    auto const c = detail::compress_rows(footprint.characterisation(), flows);
    auto const f = detail::compress_demand(footprint.demand(), columns);

    detail::ExportFolder out(folder);
    for (auto const* matrix : {&a, &b, &c, &f}) {
        out.add(matrix->name + ".npz", detail::scipy_npz(*matrix));
        out.add(matrix->name + ".mtx", detail::matrix_market_text(*matrix));
    }
    out.add("columns.csv", detail::columns_csv(system));
    out.add("flows.csv", detail::flows_csv(system));
    out.add("categories.csv", detail::categories_csv(footprint));

    // Brightway has one range of node ids for products and flows, and 0 stands for the global location.
    auto const first_flow = static_cast<std::int32_t>(columns) + 1;
    auto technosphere = detail::brightway_group(a, "technosphere", "technosphere_matrix", 1, 1);
    technosphere.flip = true;
    out.add("brightway-inventory.zip", detail::brightway_package("tanji-inventory", {std::move(technosphere), detail::brightway_group(b, "biosphere", "biosphere_matrix", first_flow, 1)}));
    // One package for each row of C: Brightway's methods have one category each. They share the flow ids of the inventory.
    for (std::size_t row = 0; row < footprint.characterisation().rows.size(); ++row) {
        auto const& factors = footprint.characterisation().rows[row];
        detail::BrightwayGroup group{.name = "characterisation", .matrix = "characterization_matrix"};
        for (auto const flow : factors.flow) group.rows.push_back(static_cast<std::int32_t>(flow) + first_flow);
        group.columns.assign(factors.flow.size(), 0);  // the "global" location of Brightway
        group.values = factors.factor;
        out.add("brightway-method-" + std::to_string(row) + ".zip", detail::brightway_package("tanji-" + factors.method_id, {std::move(group)}));
    }
    return std::move(out).finish();
}

}  // namespace tanji
