#!/usr/bin/env bash
# Everything that must hold, cheapest first: form, types, units on both runtimes, then the built executable end to end.
set -euo pipefail
cd "$(dirname "$0")/.."

# One stream, so that what failed and why stand together at the end of it.
exec 2>&1
trap '[ $? = 0 ] || printf "\n== failed: %s\n" "$current"' EXIT

step() { current=$1; printf '\n== %s\n' "$1"; shift; "$@"; }

step 'pinned runtimes'        npm run -s preflight
step 'format'                 npm run -s format:check
step 'lint'                   npm run -s lint
step 'types'                  npm run -s typecheck
step 'generated files'        npm run -s generate -- --check
step 'units on Bun'           npm run -s test:bun
step 'units on Node'          npm run -s test:node
step 'build'                  npm run -s build
step 'end to end'             npm run -s e2e
