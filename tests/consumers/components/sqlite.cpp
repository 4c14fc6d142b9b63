// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The component links and runs, without sqlite3.h: a file that does not exist is a problem with an id, and the program goes on.
#include <cstdio>

#include <tanji/io/sqlite_inventories.hpp>
#include <tanji/io/sqlite_registry.hpp>

#ifdef SQLITE_VERSION
#error "sqlite3.h reached the client of a compiled library"
#endif

int main() {
    auto const store = tanji::SqliteStore::try_open("no-such-file.tanji", {.create = false});
    if (store) return 1;
    std::printf("%s\n", store.problem().id.c_str());
}
