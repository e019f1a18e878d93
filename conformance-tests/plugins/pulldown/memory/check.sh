#!/bin/sh
# Drives the plugin under the memory checkers.
#
#   check.sh WORKSPACE GENERATED OUT CORPUS
#
# WORKSPACE is a copy of the folder above with plugin/src/abi.rs in it, GENERATED holds pulldown.h (both as `rdylib
# generate` writes them from pulldown.yaml), OUT takes what is built, CORPUS is what the Rust program reads. Needs cargo,
# cc with its address sanitizer, and valgrind. The address sanitizer is an unstable option of rustc: a nightly one has it,
# a stable one where RUSTC_BOOTSTRAP says so. The standard library is not instrumented; what it allocates is watched.
set -eu
here=$(dirname "$0")
workspace=$1
generated=$2
out=$3
corpus=$4
target=x86_64-unknown-linux-gnu

host() {
  name=$1
  shift
  cc -std=gnu11 -Wall -Wextra -Werror -g -O1 "$@" "-I$generated" -o "$out/$name" "$here/host.c" -ldl
}

plugin() {
  (cd "$workspace" && cargo build --offline --release --quiet -p pulldown --target $target --target-dir "target/$1")
  echo "$workspace/target/$1/$target/release/libpulldown.so"
}

host sanitized -fsanitize=address -fno-omit-frame-pointer
library=$(RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=address -Cforce-frame-pointers=yes" plugin sanitized)
ASAN_OPTIONS=detect_leaks=1 "$out/sanitized" "$library" "$corpus"

host plain
library=$(RUSTFLAGS="" plugin plain)
valgrind --quiet --error-exitcode=3 --leak-check=full --show-leak-kinds=definite,indirect,possible \
  "$out/plain" "$library" "$corpus"
