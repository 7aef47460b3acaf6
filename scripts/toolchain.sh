# shellcheck shell=bash
# To be sourced: which Rust toolchain builds for wasm32-unknown-unknown. The default one wherever rustup can add the target;
# the system's, linked as debian-wasm, where scripts/wasm-target.sh had to build it.
has_target() { [ -n "$(find "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" -name 'libstd-*.rlib' 2>/dev/null)" ]; }
has_wasm_target() {
  has_target && return
  if rustup toolchain list 2>/dev/null | grep -q '^debian-wasm'; then
    RUSTUP_TOOLCHAIN=debian-wasm has_target && export RUSTUP_TOOLCHAIN=debian-wasm
  else
    return 1
  fi
}
