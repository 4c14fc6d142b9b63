#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""One way of embedding Tanji, tried as a stranger would: run.py WAY. Needs the installation in <build>/prefix."""
import glob
import os
import shutil
import subprocess
import sys

SOURCE = os.environ["TANJI_SOURCE_DIR"]
BUILD = os.environ["TANJI_BINARY_DIR"]
CXX = os.environ.get("TANJI_CXX", "c++")
HERE = os.path.join(SOURCE, "tests", "consumers")
PREFIX = os.path.join(BUILD, "prefix")
CLIENT = os.path.join(HERE, "client.cpp")
OTHER = os.path.join(HERE, "other_unit.cpp")


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def room(way):
    path = os.path.join(BUILD, "consumers", way)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def check(output):
    # 1 / 0.9 to four digits: see client.cpp.
    if "1.111" not in output:
        sys.exit(f"the client printed: {output}")
    print(output, end="")


def pkg_config(*arguments):
    found = glob.glob(os.path.join(PREFIX, "**", "pkgconfig"), recursive=True)
    environment = {**os.environ, "PKG_CONFIG_PATH": ":".join(found)}
    return run("pkg-config", *arguments, env=environment).split()


def eigen():
    return [flag.replace("-I", "-isystem", 1) for flag in pkg_config("--cflags", "eigen3")]


def cmake(way, *options):
    path = room(way)
    ccache = shutil.which("ccache")
    launcher = [f"-DCMAKE_CXX_COMPILER_LAUNCHER={ccache}"] if ccache else []
    run("cmake", "-S", os.path.join(HERE, way), "-B", path, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={CXX}", *launcher, *options)
    run("cmake", "--build", path)
    return path


def find_package():
    path = cmake("find_package", f"-DCMAKE_PREFIX_PATH={PREFIX}")
    check(run(os.path.join(path, "client")))
    # The same client against the tree after it was moved: nothing may point back.
    if os.path.exists(os.path.join(path, "hello")):
        run(os.path.join(path, "hello"))


def components():
    present = os.environ.get("TANJI_COMPONENTS", "openlca,sqlite").split(",")
    path = cmake("components", f"-DCMAKE_PREFIX_PATH={PREFIX}", f"-DTANJI_COMPONENTS={';'.join(present)}")
    for component in present:
        output = run(os.path.join(path, f"client_{component}"))
        if "file." not in output and "archive." not in output:
            sys.exit(f"the client of {component} printed: {output}")


def add_subdirectory():
    path = cmake("add_subdirectory", f"-DTANJI_SOURCE_DIR={SOURCE}")
    check(run(os.path.join(path, "client")))


def fetch_content():
    path = cmake("fetch_content", f"-DTANJI_SOURCE_DIR={SOURCE}")
    check(run(os.path.join(path, "client")))


def include_only():
    program = os.path.join(room("include_only"), "client")
    run(CXX, "-std=c++20", f"-I{SOURCE}/include", *eigen(), CLIENT, "-o", program)
    check(run(program))


def two_units():
    path = room("two_units")
    for mode, flags, library in (("headers", [f"-I{SOURCE}/include", *eigen()], []),
                                 ("compiled", pkg_config("--cflags", "tanji"), pkg_config("--libs", "tanji"))):
        program = os.path.join(path, mode)
        run(CXX, "-std=c++20", *flags, CLIENT, OTHER, *library, "-o", program)
        check(run(program))


def pkg_config_way():
    program = os.path.join(room("pkg_config"), "client")
    run(CXX, "-std=c++20", *pkg_config("--cflags", "tanji"), CLIENT, *pkg_config("--libs", "tanji"), "-o", program)
    check(run(program))


def avx_asan():
    """Eigen's alignment follows the user's flags: a client with -mavx and a library without must not share Eigen objects."""
    try:
        flags = open("/proc/cpuinfo", encoding="utf-8").read()
    except OSError:
        flags = ""
    if " avx " not in flags:
        print("skipped: this processor has no AVX")
        sys.exit(77)
    program = os.path.join(room("avx_asan"), "client")
    run(CXX, "-std=c++20", "-mavx", "-g", "-fsanitize=address", *pkg_config("--cflags", "tanji"), CLIENT,
        *pkg_config("--libs", "tanji"), "-o", program)
    check(run(program))


WAYS = {"find_package": find_package, "components": components, "add_subdirectory": add_subdirectory,
        "fetch_content": fetch_content, "include_only": include_only, "two_units": two_units,
        "pkg_config": pkg_config_way, "avx_asan": avx_asan}
WAYS[sys.argv[1]]()
