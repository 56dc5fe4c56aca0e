#!/usr/bin/env bash
# What scripts/bench flows does: has JMH's code made for FlowsBench, and runs it.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
run_jmh "$root" FlowsBench "$@"
