#!/bin/sh
# Drives the plugin under the memory checkers.
#
#   check.sh GENERATED OUT FILE...
#
# GENERATED holds json.h and json_abi.c, as `rdylib generate --lang c` writes them from json.yaml; OUT takes what is
# built. Needs cc with its sanitizers, and valgrind.
set -eu
here=$(dirname "$0")
generated=$1
out=$2
shift 2
flags="-std=gnu11 -Wall -Wextra -Werror -g -I$generated"

build() {
  name=$1
  shift
  cc $flags "$@" -shared -fPIC -fvisibility=hidden -o "$out/$name.so" \
    "$here/json.c" "$here/parser.c" "$here/escapes.c" "$here/pointer.c" "$generated/json_abi.c"
  cc $flags "$@" -o "$out/$name" "$here/host.c" -ldl
}

build sanitized -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ASAN_OPTIONS=detect_leaks=1 "$out/sanitized" "$out/sanitized.so" "$@"

build plain -O1
valgrind --quiet --error-exitcode=3 --leak-check=full --show-leak-kinds=definite,indirect,possible \
  "$out/plain" "$out/plain.so" "$@"
