// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/io/sqlite_registry.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/temporary.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/registry.hpp"

#if defined(__unix__) || defined(__APPLE__)
#include <csignal>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// A writer is killed (SIGKILL, which nothing can catch) at random moments: while it makes the file, within and between transactions.
/// Every commit that it reported over a pipe has to be there, one more may be, and each is whole. TANJI_KILLS sets the number (default
/// 100), TANJI_KILL_SEED the moments.
namespace {

using namespace tanji;

std::string number_name(std::int64_t number, char const* prefix) { return prefix + std::to_string(number); }

/// One transaction: a certificate, the consumption it is for, the allotment and a draw: four tables, three indices. Every seventh
/// carries a long text, so that transactions of many pages are among them.
void write_one(SqliteRegistryStore& store, std::int64_t number) {
    StoreTransaction transaction(store);
    Certificate certificate{.id = number_name(number, "C"), .device = "wind-7", .amount = number};
    if (number % 7 == 0) certificate.evidence.assign(60'000, 'e');
    store.put(certificate);
    store.put(Consumption{.id = number_name(number, "K"), .holder = "Acme", .meter = "M", .amount = number});
    if (store.allot_if_free({certificate.id, number_name(number, "K"), "Acme", number})) _exit(3);
    store.put(ClaimDraw{certificate.id, ClaimView::inventory, "Acme", number});
    transaction.commit();
}

/// Never returns. Reports the number of each commit after it returned.
[[noreturn]] void write_until_killed(std::string const& path, int pipe_end) {
    try {
        SqliteRegistryStore store(SqliteStore::open(path));
        for (auto number = static_cast<std::int64_t>(store.allotments().size());; ++number) {
            write_one(store, number);
            if (::write(pipe_end, &number, sizeof number) != sizeof number) _exit(4);
        }
    } catch (Error const&) {
        _exit(5);
    }
}

/// What a killed writer reported last, -1 for nothing.
std::int64_t last_reported(int pipe_end) {
    std::int64_t last = -1, number = 0;
    while (::read(pipe_end, &number, sizeof number) == sizeof number) last = number;
    return last;
}

/// Starts a writer, kills it after `microseconds`, gives back what it reported last.
std::int64_t kill_after(std::string const& path, long microseconds) {
    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(path, ends[1]);
    }
    ::close(ends[1]);
    timespec const wait{microseconds / 1'000'000, microseconds % 1'000'000 * 1000};
    ::nanosleep(&wait, nullptr);
    REQUIRE(::kill(child, SIGKILL) == 0);
    std::int64_t const last = last_reported(ends[0]);
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE_MESSAGE(WIFSIGNALED(status), "the writer ended by itself with ", WEXITSTATUS(status));
    return last;
}

/// How many transactions are in the file; each must be whole. Opening takes back what was half done.
std::int64_t whole_transactions(std::string const& path) {
    SqliteStore const store = SqliteStore::open(path);
    CHECK(store.check().empty());
    SqliteRegistryStore const registry(store);
    auto const count = static_cast<std::int64_t>(registry.certificates().size());
    CHECK(static_cast<std::int64_t>(registry.consumptions().size()) == count);
    CHECK(static_cast<std::int64_t>(registry.allotments().size()) == count);
    CHECK(static_cast<std::int64_t>(registry.draws().size()) == count);
    for (std::int64_t number = 0; number < count; ++number) {
        auto const certificate = registry.certificate(number_name(number, "C"));
        REQUIRE(certificate);
        CHECK(certificate->evidence.size() == (number % 7 == 0 ? 60'000u : 0u));
        CHECK(registry.allotment(certificate->id) == Allotment{certificate->id, number_name(number, "K"), "Acme", number});
        CHECK(registry.draws_on(certificate->id).size() == 1);
    }
    return count;
}

/// A journal with content is left where a transaction was cut: proof that the kills do hit transactions.
bool left_half_done(std::string const& path) {
    std::ifstream journal(path + "-journal", std::ios::binary);
    return journal && journal.peek() != std::ifstream::traits_type::eof();
}

std::int64_t from_environment(char const* name, std::int64_t otherwise) {
    char const* const text = std::getenv(name);
    return text == nullptr ? otherwise : parse_integer(text).value_or(otherwise);
}

}  // namespace

TEST_CASE("a writer killed at random moments loses nothing that was committed and leaves nothing half done") {
    auto const kills = from_environment("TANJI_KILLS", 100);
    std::mt19937_64 random(static_cast<std::uint64_t>(from_environment("TANJI_KILL_SEED", 2026)));
    std::int64_t commits = 0, half_done = 0, early = 0;
    for (std::int64_t done = 0; done < kills;) {
        test::TemporaryFolder const folder;  // anew every twenty kills, so that the making of the file is hit as well
        std::string const path = folder.path() + "/ledger.tanji";
        std::int64_t known = 0;
        for (int round = 0; round < 20 && done < kills; ++round, ++done) {
            // Squares: many short waits, which end while the file is opened or made, and some long ones.
            auto const draw = static_cast<long>(random() % 400);
            std::int64_t const last = kill_after(path, draw * draw);
            half_done += left_half_done(path) ? 1 : 0;
            early += last < 0 ? 1 : 0;
            std::int64_t const count = whole_transactions(path);
            std::int64_t const sure = last < 0 ? known : last + 1;
            CHECK(count >= sure);      // nothing that was reported is lost
            CHECK(count <= sure + 1);  // beyond it, at most the one that was under way
            known = count;
        }
        commits += known;
    }
    MESSAGE(kills, " kills, ", commits, " commits; ", half_done, " within a transaction, ", early, " before the first commit of the writer");
    CHECK(half_done > 0);
    CHECK(commits > 0);  // how many depends on the disk and on what else the machine does
}

namespace {

constexpr int processes = 4;
constexpr int certificates = 100;

/// Runs `work(process, say)` in four processes that start at the same moment, and gives what they said, in order.
template <class Work>
std::vector<std::pair<int, int>> at_once(std::string const& path, Work work) {
    int ends[2] = {}, gate[2] = {};
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::pipe(gate) == 0);
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        pid_t const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(gate[1]);
            char ignored = 0;
            if (::read(gate[0], &ignored, 1) != 0) _exit(6);  // ends when the parent closes its end
            try {
                SqliteRegistryStore store(SqliteStore::open(path, {.busy_milliseconds = 60'000}));
                std::minstd_rand random(static_cast<unsigned>(process) + 1);
                work(store, process, [&](int word) {
                    // Both numbers in one write, which a pipe keeps together. Then a breath, so that the others get their turn.
                    int const said[] = {process, word};
                    if (::write(ends[1], said, sizeof said) != sizeof said) _exit(4);
                    timespec const breath{0, static_cast<long>(random() % 4'000'000)};
                    ::nanosleep(&breath, nullptr);
                });
            } catch (Error const&) {
                _exit(5);
            }
            _exit(0);
        }
        children.push_back(child);
    }
    for (int const end : {ends[1], gate[0], gate[1]}) ::close(end);
    std::vector<std::pair<int, int>> said;
    int words[2] = {};
    while (::read(ends[0], words, sizeof words) == sizeof words) said.emplace_back(words[0], words[1]);
    ::close(ends[0]);
    for (pid_t const child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    return said;
}

/// A hundred certificates of 1 MWh and a plant that consumed half of that.
std::string shared_ledger(test::TemporaryFolder const& folder) {
    std::string path = folder.path() + "/ledger.tanji";
    SqliteRegistryStore store(SqliteStore::open(path));
    StoreTransaction transaction(store);
    for (int i = 0; i < certificates; ++i) store.put(Certificate{.id = number_name(i, "C"), .issuer = "NEA", .device = "wind-7", .vintage = year_period(2024), .market = "CN", .amount = mwh(1), .owner = "Acme"});
    store.put(Consumption{.id = "plant", .holder = "Acme", .meter = "M1", .period = year_period(2024), .amount = mwh(certificates / 2), .market = "CN"});
    transaction.commit();
    return path;
}

}  // namespace

TEST_CASE("four processes that allot at once never give a certificate twice") {
    test::TemporaryFolder const folder;
    std::string const path = shared_ledger(folder);
    // Each wants all of them, in the same order, so that they meet; and says which it was given.
    auto const said = at_once(path, [](SqliteRegistryStore& store, int process, auto say) {
        for (int wanted = 0; wanted < certificates; ++wanted) {
            StoreTransaction transaction(store);
            bool const given = !store.allot_if_free({number_name(wanted, "C"), number_name(process, "K"), "H", 1});
            transaction.commit();
            if (given) say(wanted);
        }
    });
    CHECK(said.size() == certificates);
    std::vector<int> owner(certificates, -1), given(processes, 0);
    for (auto const& [process, certificate] : said) {
        CHECK(owner[static_cast<std::size_t>(certificate)] == -1);  // told "yours" once only
        owner[static_cast<std::size_t>(certificate)] = process;
        ++given[static_cast<std::size_t>(process)];
    }
    SqliteRegistryStore const store(SqliteStore::open(path));
    for (int i = 0; i < certificates; ++i) {
        auto const allotment = store.allotment(number_name(i, "C"));
        REQUIRE(allotment);
        CHECK(allotment->consumption == number_name(owner[static_cast<std::size_t>(i)], "K"));  // what the file holds is what was said
    }
    CHECK(store.store().check().empty());
    CHECK(*std::max_element(given.begin(), given.end()) < certificates);  // they did work at the same time
    MESSAGE("given to each: ", given[0], " ", given[1], " ", given[2], " ", given[3]);
}

TEST_CASE("four processes never claim more for a consumption than it has") {
    test::TemporaryFolder const folder;
    std::string const path = shared_ledger(folder);
    // Each has certificates of its own; what they fight for is the plant's consumption, which a registry reads before it allots.
    auto const said = at_once(path, [](SqliteRegistryStore& store, int process, auto say) {
        Registry registry(std::shared_ptr<RegistryStore>(&store, [](RegistryStore*) {}));
        for (int i = process; i < certificates; i += processes) {
            auto const allotted = registry.try_allot(number_name(i, "C"), "plant");
            if (allotted) say(i);
            else if (!allotted.problem().id.starts_with("registry.")) _exit(7);
        }
    });
    CHECK(said.size() == certificates / 2);
    WattHours sum = 0;
    for (auto const& allotment : SqliteRegistryStore(SqliteStore::open(path)).allotments_to("plant")) sum += allotment.amount;
    CHECK(sum == mwh(certificates / 2));
}
#endif
