#!/usr/bin/env bash
# Where rustup cannot fetch the standard library of wasm32-unknown-unknown: builds it, on Debian, from the distribution's
# compiler and its source. Nobody whose rustup can add the target needs this.
set -euo pipefail
command -v apt-get >/dev/null || {
  echo 'rustup could not add the target wasm32-unknown-unknown, and building it is only known for Debian.'
  exit 1
}
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
root apt-get update -qq
root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq rustc-web rust-web-src rust-web-llvm lld-22
rustup toolchain link debian-wasm /usr
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
cargo new --quiet --lib --vcs none --name empty "$empty/empty"
cd "$empty/empty"
# With bitcode, without which link-time optimisation fails. The unstable flag is the compiler's own way to build std.
RUSTUP_TOOLCHAIN=debian-wasm RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
  cargo build --release -Zbuild-std=std,panic_abort,test --target wasm32-unknown-unknown
library=/usr/lib/rustlib/wasm32-unknown-unknown/lib
root mkdir -p "$library"
for file in target/wasm32-unknown-unknown/release/deps/lib*.rlib target/wasm32-unknown-unknown/release/deps/lib*.rmeta; do
  case $file in */libempty-*) ;; *) root cp "$file" "$library/" ;; esac
done
