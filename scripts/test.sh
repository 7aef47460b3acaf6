#!/usr/bin/env bash
# Every test: Rust, wasm in Node and in a browser, the package, the page. Stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh
has_wasm_target
export CHROMIUM=${CHROMIUM:-$(command -v chromium)} CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver)}
title() { printf '\n== %s\n' "$1"; }

title 'format and lints'
cargo fmt --check
cargo clippy --quiet --all-targets --features full -- -D warnings
cargo clippy --quiet --target wasm32-unknown-unknown --all-targets -- -D warnings
for module in '' full define; do cargo clippy --quiet --target wasm32-unknown-unknown --no-default-features --features "$module" -- -D warnings; done
RUSTDOCFLAGS='-D warnings' cargo doc --quiet --no-deps

title 'shell'
if command -v shellcheck >/dev/null; then shellcheck -x -P scripts scripts/*.sh js/engines/*.sh; else echo 'left out: shellcheck is not installed'; fi

title 'licences and sources of crates'
if command -v cargo-deny >/dev/null; then cargo deny --locked check licenses bans sources; else echo 'left out: cargo-deny is not installed'; fi

title 'Rust'
cargo test --quiet --features full --no-run
# The package is built meanwhile: the build keeps one processor busy, and so do the longest tests.
node scripts/build.mjs >target/build.log 2>&1 &
build=$!
trap 'kill "$build" 2>/dev/null || true' EXIT
cargo test --quiet --features full

title 'wasm in Node'
wasm-pack test --node -- --test wasm

title 'wasm in Chromium'
# In seconds: a busy machine takes longer than the runner is ready to wait by itself.
export WASM_BINDGEN_TEST_TIMEOUT=600 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=120
wasm-pack test --headless --chrome --chromedriver "$CHROMEDRIVER" -- --test wasm_in_browser

title 'what wasm-pack builds'
wasm-pack build --target nodejs

title 'the package'
wait "$build" || { cat target/build.log; exit 1; }
tail -n 3 target/build.log
node --test --test-concurrency=2 --test-reporter=spec tests/package/*.test.mjs

title 'the desk'
node_modules/.bin/tsc --noEmit --strict --module nodenext --target es2022 --types node desk/server.d.ts
node --test --test-concurrency=2 --test-reporter=spec tests/desk/*.test.mjs

title 'the page'
node_modules/.bin/tsc -p www/jsconfig.json
node --test --test-concurrency=2 --test-reporter=spec tests/page/*.test.mjs
