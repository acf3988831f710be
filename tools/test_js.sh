#!/bin/sh
# Install the JavaScript's tools from the lock file; then lint, check the format, run the tests.
# With the word `install`, only the first. Without Node, say so; on a build machine that fails.
set -eu
cd "$(dirname "$0")/.."

is_there() {
  command -v npm >/dev/null && node --eval 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

if ! is_there 2>/dev/null; then
  echo "test-js needs Node 20 or newer and npm: install them (Debian 13: apt-get install nodejs npm)." >&2
  if [ "${CI:-}" = true ]; then exit 1; else exit 0; fi
fi

# npm writes this file last, so an older one means that the lock file has changed since.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --no-progress
fi

if [ "${1:-}" = install ]; then exit 0; fi
npm run --silent lint
npm run --silent format:check
npm test --silent
