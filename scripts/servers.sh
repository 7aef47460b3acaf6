#!/usr/bin/env bash
# Installs the servers that tests/servers/ runs, under target/servers/: an environment of Python for each, whose
# dependencies contradict each other, and SCIMMY from npm.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p target/servers
cd target/servers
environment() {
  local name=$1
  shift
  [ -f "$name/.complete" ] && return
  rm -rf "$name"
  python3 -m venv "$name"
  "$name/bin/pip" install --quiet --disable-pip-version-check "$@"
  touch "$name/.complete"
}
environment synapse matrix-synapse==1.163.2
environment scim2 'scim2-server[precis]==0.8.3'
# With newer models this version answers 500.
environment canaille 'canaille[front,oidc,scim,server,sqlite]==0.3.6' scim2-models==0.6.12 scim2-client==0.7.5
environment moto 'moto[server]==5.2.5'
if [ ! -f scimmy/.complete ]; then
  mkdir -p scimmy
  echo '{ "private": true, "type": "module" }' >scimmy/package.json
  npm install --prefix scimmy --silent --no-audit --no-fund scimmy@1.3.5 scimmy-routers@1.3.2 express@5
  touch scimmy/.complete
fi
