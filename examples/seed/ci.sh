#!/bin/sh
# What a CI job does around its tests: fill a server, test with events that it knows by name, and take them away again.
# Needs EVENTLY_BASE_URL, and EVENTLY_API_KEY of an organizer with events:read, events:write, bookings:write and
# waitlist:write. EVENTLY is how to start the CLI.
set -eu

cd "$(dirname "$0")"
evently=${EVENTLY:-evently}
ids=$(mktemp)
trap 'rm -f "$ids"' EXIT

$evently seed plan.yaml --seed 42 --ids "$ids"

# A test would use them like this.
named() { node -pe "JSON.parse(fs.readFileSync('$ids')).events['$1'].id"; }
$evently events availability "$(named sold-out)"
$evently events get "$(named gala)"

# Once more makes nothing twice.
$evently seed plan.yaml --seed 42 --ids "$ids"

$evently seed plan.yaml --seed 42 --teardown --yes
