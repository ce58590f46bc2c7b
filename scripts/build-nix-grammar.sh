#!/bin/sh
# tree-sitter-nix (npm) -> src/nix/tree-sitter-nix.wasm, the grammar that src/nix/parse.ts loads.
#
# Needs npm, openssl, and clang and wasm-ld of LLVM 14 (Debian 12: apt-get install clang lld). With these the result is the
# committed file, byte for byte; another LLVM gives a grammar that works alike with other bytes. No Emscripten is needed:
# what web-tree-sitter loads is a WebAssembly side module (section "dylink.0"), which wasm-ld writes itself.
set -eu

version=0.0.2
integrity=rPYc7NUi6hPOyFSoVdCVC9feqBk0kJ0Z3ftTWXo1ubyyKzPM5tJP6mD6xYl0gN45oh9GHGzvTbOmmwIk0XOj5A==

root=$(cd "$(dirname "$0")/.." && pwd)
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
cd "$build"

npm pack --silent "tree-sitter-nix@$version" >/dev/null
archive="tree-sitter-nix-$version.tgz"
if [ "$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)" != "$integrity" ]; then
  echo "$archive is not the package that was reviewed" >&2
  exit 1
fi
tar xzf "$archive"

# The generated parser wants these five functions of a C library; web-tree-sitter's own module provides them.
mkdir include
cat > include/stdlib.h <<'HEADER'
#pragma once
#include <stddef.h>
void *malloc(size_t);
void *calloc(size_t, size_t);
void *realloc(void *, size_t);
void free(void *);
void abort(void);
HEADER

for part in parser scanner; do
  clang --target=wasm32-unknown-emscripten -Os -fPIC -fvisibility=hidden -nostdlibinc \
    -Iinclude -Ipackage/src -c "package/src/$part.c" -o "$part.o"
done
wasm-ld --shared --experimental-pic --no-entry --strip-all --export=tree_sitter_nix -o grammar.wasm parser.o scanner.o

cp grammar.wasm "$root/src/nix/tree-sitter-nix.wasm"
cp package/LICENSE "$root/src/nix/tree-sitter-nix.license"
sha256sum "$root/src/nix/tree-sitter-nix.wasm"
