// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The component links and runs: a file that does not exist is a problem with an id, and the program goes on.
#include <cstdio>
#include <string>
#include <vector>

#include <tanji/io/openlca.hpp>

int main() {
    std::vector<std::string> const paths{"no-such-file.zip"};
    auto const read = tanji::try_read_openlca(paths);
    if (read) return 1;
    std::printf("%s\n", read.problem().id.c_str());
}
