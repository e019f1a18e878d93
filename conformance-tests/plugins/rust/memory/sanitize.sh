#!/bin/sh
# Drives a plugin in Rust under the memory checkers, by a host in C, for they see nothing of what a JVM does.
#
#   sanitize.sh GENERATED OUT
#
# GENERATED holds abi.rs, memory.h and memory_abi.c, as `rdylib generate` writes them from memory.yaml; OUT takes what is
# built. Needs cc and rustc with their AddressSanitizers, and valgrind. A stable rustc has it for RUSTC_BOOTSTRAP=1.
#
# Both checkers have nothing to say of the host as it is, and find each of the mistakes that it plants when told to.
set -eu
here=$(dirname "$0")
generated=$1
out=$2
export RUSTC_BOOTSTRAP=1 RUST_BACKTRACE=0 ASAN_OPTIONS=detect_leaks=1
faults='leak double after'

cp "$here"/*.rs "$generated/abi.rs" "$out"

build() {
  name=$1
  rust=$2
  c=$3
  rustc --edition 2021 --crate-type cdylib -D warnings -g -O $rust -o "$out/$name.so" "$out/lib.rs"
  cc -std=gnu11 -Wall -Wextra -Werror -g -O1 $c "-I$generated" -o "$out/$name" "$here/host.c" -ldl
}

# Runs the host, clean and then with each of its mistakes, before which a command may stand.
drive() {
  name=$1
  shift
  "$@" "$out/$name" "$out/$name.so" 2>"$out/$name.log" || { cat "$out/$name.log" >&2; exit 1; }
  for fault in $faults; do
    if "$@" "$out/$name" "$out/$name.so" "$fault" >"$out/$name.$fault.log" 2>&1; then
      echo "$name: the mistake '$fault' is not found" >&2
      exit 1
    fi
    grep -q 'AddressSanitizer\|LeakSanitizer\|^==[0-9]*==' "$out/$name.$fault.log"
  done
}

build sanitized -Zsanitizer=address '-fsanitize=address -fno-omit-frame-pointer'
drive sanitized

# (What Rust's Arc points to is not where it was allocated, which is a possible leak to valgrind.)
build plain '' ''
drive plain valgrind --quiet --error-exitcode=3 --leak-check=full --show-leak-kinds=definite,indirect \
  --errors-for-leak-kinds=definite,indirect
