// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

/// \file
/// A disk in memory, as an SQLite VFS, that behaves as badly as a real one may: what was not synced can be lost when the power goes, all
/// of it, or any part in any order, and torn within a write. Locks do nothing: one connection at a time.
namespace faults {

/// What happens when operation number `at` (writes, truncations, syncs and deletions, counted from 1) is reached.
enum class Fault {
    none,
    power_loss,  ///< it and everything after it fails, until power_on()
    full,        ///< this write, and all later ones, find no room
    failing,     ///< they fail
};

/// What is left of unsynced changes when the power goes.
enum class Loss { all, some };

class Disk {
public:
    explicit Disk(char const* name) : name_(name) {
        vfs_.iVersion = 1;
        vfs_.szOsFile = sizeof(Handle);
        vfs_.mxPathname = 512;
        vfs_.zName = name_.c_str();
        vfs_.pAppData = this;
        vfs_.xOpen = open;
        vfs_.xDelete = remove;
        vfs_.xAccess = access;
        vfs_.xFullPathname = full_path;
        vfs_.xRandomness = [](sqlite3_vfs*, int size, char* out) { std::memset(out, 7, static_cast<std::size_t>(size)); return size; };
        vfs_.xSleep = [](sqlite3_vfs*, int microseconds) { return microseconds; };
        vfs_.xCurrentTime = [](sqlite3_vfs*, double* now) { *now = 2461000.5; return SQLITE_OK; };
        vfs_.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
        sqlite3_vfs_register(&vfs_, 0);
    }
    Disk(Disk const&) = delete;
    Disk& operator=(Disk const&) = delete;
    ~Disk() { sqlite3_vfs_unregister(&vfs_); }

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] long operations() const noexcept { return operations_; }
    void fail_at(Fault fault, long at) { fault_ = fault; at_ = at; operations_ = 0; }
    /// A disk that says "synced" and has done nothing: what the tests must be able to notice.
    void lie_about_sync(bool lies) { lies_ = lies; }

    /// After a power loss: what is really on the disk.
    void power_on(Loss loss, unsigned seed) {
        std::minstd_rand random(seed + 1);
        for (auto file = files_.begin(); file != files_.end();) {
            std::string content = file->second.durable;
            bool kept = file->second.durably_there;
            for (Change const& change : file->second.unsynced) {
                if (loss == Loss::all || random() % 2 == 0) continue;
                kept = true;
                apply(content, change, random() % 4 == 0 ? change.bytes.size() / 512 / 2 * 512 : change.bytes.size());
            }
            if (file->second.deleted && loss == Loss::some && random() % 2 == 0) kept = false;
            file->second = {content, content, {}, kept, false};
            file = kept ? std::next(file) : files_.erase(file);
        }
        fault_ = Fault::none;
    }

private:
    struct Change {
        bool truncate = false;
        std::size_t at = 0;
        std::string bytes{};
    };
    struct File {
        std::string content{};            // as the running system sees it
        std::string durable{};            // as of the last sync
        std::vector<Change> unsynced{};
        bool durably_there = false;       // a new file is in its folder for good from its first sync on, as SQLite's own VFS sees to
        bool deleted = false;
    };
    struct Handle {
        sqlite3_file base;
        Disk* disk;
        File* file;
    };

    static void apply(std::string& content, Change const& change, std::size_t bytes) {
        if (change.truncate) {
            content.resize((std::min)(content.size(), change.at));
            return;
        }
        if (content.size() < change.at + bytes) content.resize(change.at + bytes);
        content.replace(change.at, bytes, change.bytes, 0, bytes);
    }

    /// Counts an operation; an error code once the fault is reached.
    int operation(bool writes) {
        ++operations_;
        if (fault_ == Fault::none || operations_ < at_) return SQLITE_OK;
        if (fault_ == Fault::power_loss) return SQLITE_IOERR;
        if (!writes) return SQLITE_OK;
        return fault_ == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    [[nodiscard]] bool dark() const noexcept { return fault_ == Fault::power_loss && operations_ >= at_; }

    static Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }
    static Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

    static int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* out, int flags, int* out_flags) {
        Disk& disk = disk_of(vfs);
        out->pMethods = nullptr;
        if (disk.dark()) return SQLITE_CANTOPEN;
        std::string const name = path != nullptr ? path : "temporary" + std::to_string(disk.temporary_++);
        auto found = disk.files_.find(name);
        bool const gone = found == disk.files_.end() || found->second.deleted;
        if (gone && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        File& file = disk.files_[name];
        if (gone) file = {{}, file.durable, file.unsynced, file.durably_there, false};
        handle(out).disk = &disk;
        handle(out).file = &file;
        out->pMethods = methods();
        if (out_flags != nullptr) *out_flags = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, char const* path, int sync_folder) {
        Disk& disk = disk_of(vfs);
        if (int const code = disk.operation(false); code != SQLITE_OK) return code;
        auto const found = disk.files_.find(path);
        if (found == disk.files_.end()) return SQLITE_IOERR_DELETE_NOENT;
        if (sync_folder != 0) disk.files_.erase(found);
        else found->second.deleted = true;
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs* vfs, char const* path, int, int* out) {
        auto const& files = disk_of(vfs).files_;
        auto const found = files.find(path);
        *out = found != files.end() && !found->second.deleted ? 1 : 0;
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs*, char const* path, int size, char* out) {
        std::string const text = path[0] == '/' ? path : std::string("/") + path;
        if (text.size() + 1 > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
        std::memcpy(out, text.c_str(), text.size() + 1);
        return SQLITE_OK;
    }

    static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
        if (handle(file).disk->dark()) return SQLITE_IOERR_READ;
        std::string const& content = handle(file).file->content;
        auto const from = (std::min)(static_cast<std::size_t>(offset), content.size());
        auto const got = (std::min)(static_cast<std::size_t>(size), content.size() - from);
        std::memcpy(out, content.data() + from, got);
        std::memset(static_cast<char*>(out) + got, 0, static_cast<std::size_t>(size) - got);
        return got == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    int change(File& file, Change change) {
        if (int const code = operation(!change.truncate); code != SQLITE_OK) return code;
        apply(file.content, change, change.bytes.size());
        file.unsynced.push_back(std::move(change));
        return SQLITE_OK;
    }
    static int write(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 offset) {
        return handle(file).disk->change(*handle(file).file, {false, static_cast<std::size_t>(offset), std::string(static_cast<char const*>(bytes), static_cast<std::size_t>(size))});
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) { return handle(file).disk->change(*handle(file).file, {true, static_cast<std::size_t>(size), {}}); }

    static int sync(sqlite3_file* file, int) {
        Disk& disk = *handle(file).disk;
        if (int const code = disk.operation(false); code != SQLITE_OK) return code;
        File& of = *handle(file).file;
        if (disk.lies_) return SQLITE_OK;
        of.durable = of.content;
        of.unsynced.clear();
        of.durably_there = true;
        return SQLITE_OK;
    }

    static sqlite3_io_methods const* methods() {
        static sqlite3_io_methods const all = [] {
            sqlite3_io_methods m{};
            m.iVersion = 1;
            m.xClose = [](sqlite3_file*) { return SQLITE_OK; };
            m.xRead = read;
            m.xWrite = write;
            m.xTruncate = truncate;
            m.xSync = sync;
            m.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) { *size = static_cast<sqlite3_int64>(handle(file).file->content.size()); return SQLITE_OK; };
            m.xLock = [](sqlite3_file*, int) { return SQLITE_OK; };
            m.xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; };
            m.xCheckReservedLock = [](sqlite3_file*, int* out) { *out = 0; return SQLITE_OK; };
            m.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
            m.xSectorSize = [](sqlite3_file*) { return 512; };
            m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
            return m;
        }();
        return &all;
    }

    std::string name_;
    sqlite3_vfs vfs_{};
    std::map<std::string, File> files_;
    Fault fault_ = Fault::none;
    long at_ = 0;
    long operations_ = 0;
    int temporary_ = 0;
    bool lies_ = false;
};

}  // namespace faults
