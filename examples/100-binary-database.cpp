// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A linked system in one file that opens at once and is read only where a product reaches (docs/binary-database.md).
#include <filesystem>
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/base/text.hpp>
#include <tanji/io/binary_footprint.hpp>
#include <tanji/io/binary_writer.hpp>
#include <tanji/lifecycle.hpp>

int main() {
    using namespace tanji;

    // Once, by whoever has the database.
    ProductSystem const system = link(Database::shipped());
    auto const path = (std::filesystem::temp_directory_path() / "tanji-example-100.tanjidb").string();
    write_binary_database(path, try_binary_content(system, characterise(system, method::ipcc_ar6_gwp100())).value());

    // As often as wanted, by whoever has the file.
    auto const file = BinaryDatabase::try_open(path).value();
    DemandEntry const demand[] = {{file.find_product("cn-aluminium-ingot").value(), 1000}};
    auto const result = try_binary_footprint(file, demand).value();

    auto const product = file.try_product(demand[0].row).value();
    std::cout << result.part.columns.size() << " of " << file.processes() << " processes are reached\n";
    for (auto const& score : result.scores) {
        auto const category = file.try_category(score.category).value();
        std::cout << "1000 " << product.unit << " " << product.name << ", " << category.category << ": " << number_text(score.amount, 6) << " " << category.unit << '\n';
    }
    std::cout << (result.proof.backward_error <= result.proof.target ? "solved to the target" : "not solved to the target") << '\n';

    // Damage is found where it is met, or by looking at every byte.
    std::cout << (file.verify_all() ? "damaged" : "whole") << '\n';
    std::filesystem::remove(path);
}
