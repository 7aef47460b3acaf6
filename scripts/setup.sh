#!/usr/bin/env bash
# Installs what is missing, and nothing that is there: `setup.sh build` for building, `setup.sh test` for testing too,
# `setup.sh matrix` for testing in other browsers too.
# Needs rustup and Node; everything else it gets from the registries of crates, npm and, for a browser, the system.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=${1:-build}

# step "what it is" command…: says what is done and how long it took.
step() {
  local name=$1 start=$SECONDS
  shift
  printf '%s … ' "$name"
  if "$@" >"$log" 2>&1; then
    printf 'done in %s s\n' $((SECONDS - start))
  else
    printf 'failed:\n'
    cat "$log"
    exit 1
  fi
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

need() {
  command -v "$1" >/dev/null || { printf 'resetkit needs %s: %s\n' "$1" "$2"; exit 1; }
}
need cargo 'https://rustup.rs'
need node 'https://nodejs.org, version 20 or newer'

root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt() {
  root apt-get update -qq
  root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# shellcheck source=toolchain.sh
. scripts/toolchain.sh
if ! has_wasm_target; then
  if command -v rustup >/dev/null && rustup target add wasm32-unknown-unknown >"$log" 2>&1; then
    printf 'the wasm target … added by rustup\n'
  else
    step 'the wasm target, built from the source of the system'"'"'s compiler' scripts/wasm-target.sh
  fi
fi

# With the crates of the tool's own lock file. If a registry's mirror lacks one of them, with the newest that fit, and that is said.
exec 3>&1
tool() {
  cargo install --locked "$@" && return
  grep -q 'failed to select a version' "$log" || return 1
  printf 'without its lock file, which names a crate that the registry lacks … ' >&3
  cargo install "$@"
}
installed_version() { wasm-bindgen --version 2>/dev/null | cut -d' ' -f2; }
bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
command -v wasm-pack >/dev/null || step 'wasm-pack, about 3 minutes' tool wasm-pack
[ "$(installed_version)" = "$bindgen" ] || step "wasm-bindgen $bindgen, about 3 minutes" tool wasm-bindgen-cli --version "$bindgen" --force

# The lock file's checksum tells whether node_modules is that of this lock file.
lock=$(cksum <package-lock.json)
if [ "$(cat node_modules/.lock 2>/dev/null)" != "$lock" ]; then
  step 'the npm packages for building and testing' npm ci --no-audit --no-fund
  printf '%s\n' "$lock" >node_modules/.lock
fi

[ "$wanted" != build ] || exit 0

# The tests run the commands that the package writes, with the real AWS CLI and curl.
need python3 'https://www.python.org, for the AWS CLI that the tests run'
need curl 'https://curl.se, version 7.75 or newer'
aws_cli() { python3 -m venv target/awscli && target/awscli/bin/pip install --quiet --disable-pip-version-check 'awscli>=1.45,<2'; }
[ -x target/awscli/bin/aws ] || step 'the AWS CLI, in target/awscli' aws_cli

# They are typed into the shells that people have.
shells=()
for shell in zsh fish; do command -v "$shell" >/dev/null || shells+=("$shell"); done
if [ "${#shells[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null || { echo "resetkit needs ${shells[*]}: the tests type commands into them"; exit 1; }
  step "${shells[*]}, for the commands that the tests type" apt "${shells[@]}"
fi

browser() { [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null; }
driver() { [ -n "${CHROMEDRIVER:-}" ] || command -v chromedriver >/dev/null; }
if ! browser || ! driver; then
  command -v apt-get >/dev/null || { echo 'resetkit needs a Chromium and its driver: set CHROMIUM and CHROMEDRIVER to their paths'; exit 1; }
  step 'Chromium and its driver' apt chromium chromium-driver
fi

[ "$wanted" = matrix ] || exit 0

# What cannot be installed here, the matrix leaves out and says so.
if [ -z "${FIREFOX:-}" ] && ! command -v firefox-esr >/dev/null && command -v apt-get >/dev/null; then
  step 'Firefox' apt firefox-esr
fi

# WebKit's driver brings its browser, which needs a screen.
webkit() { [ -n "${WEBKIT_DRIVER:-}" ] || command -v WebKitWebDriver >/dev/null; }
screen() { [ -n "${XVFB:-}" ] || command -v Xvfb >/dev/null; }
if { ! webkit || ! screen; } && command -v apt-get >/dev/null; then
  step 'WebKit, its driver and a screen for it' apt webkit2gtk-driver xvfb
fi
