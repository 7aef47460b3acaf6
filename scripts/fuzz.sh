#!/usr/bin/env bash
# Runs each target of fuzz/ for so many seconds: `npm run fuzz -- 60`, or `npm run fuzz -- 60 policy` for one. Says how often it
# was executed and how many edges of the code it reached; a run of a minute or more writes that into fuzz/RUNS.md. What it finds is
# in fuzz/target/found/, what it learned in fuzz/target/corpus/. Without cargo-fuzz or a nightly compiler it says so and runs the rest.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT

run() {
  local target=$1 log=fuzz/target/$1.log stopped=
  mkdir -p "fuzz/target/corpus/$target" "fuzz/target/found/$target"
  # Half a minute for one input is far more than time in proportion to it.
  "fuzz/target/$host/release/$target" "fuzz/target/corpus/$target" "fuzz/corpus/$target" \
    -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 -artifact_prefix="fuzz/target/found/$target/" \
    -print_final_stats=1 >"$log" 2>&1 || stopped=', stopped'
  printf '%-14s %10s executions, %6s edges%s\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$(grep -oE 'cov: [0-9]+' "$log" | tail -1 | cut -c6-)" "$stopped"
  [ -z "$stopped" ] || { grep -A1 -E 'panicked at|ERROR|SUMMARY' "$log" || tail -20 "$log"; return 1; }
}

failed=
if command -v cargo-fuzz >/dev/null && rustup run nightly rustc --version >/dev/null 2>&1; then
  host=$(rustc -vV | sed -n 's/^host: //p')
  # Without a sanitizer: the crate forbids unsafe code, so that none would find anything. Without traces of comparisons, which
  # take half of the time and find little where inputs are made of choices. With the assertions of a debug build.
  cargo +nightly fuzz build --fuzz-dir fuzz --sanitizer none --no-trace-compares --release --debug-assertions
  mapfile -t targets < <(sed -n 's|^path = "fuzz_targets/\(.*\)\.rs"|\1|p' fuzz/Cargo.toml)
  for target in "${targets[@]}"; do
    [ $# = 0 ] || [[ " $* " == *" $target "* ]] || continue
    run "$target" | tee -a "$lines" || failed+=" $target"
  done
else
  echo 'left out: the targets in Rust. They need a nightly compiler and cargo-fuzz: rustup toolchain install nightly && cargo install cargo-fuzz --locked'
fi
if [ $# = 0 ] || [[ " $* " == *' responses '* ]]; then
  node fuzz/responses.mjs "$seconds" | tee -a "$lines" || failed+=' responses'
fi
[ "$seconds" -lt 60 ] || node fuzz/runs.mjs "$seconds" <"$lines"
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
