#!/usr/bin/env bash
# What scripts/bench flows does: has JMH's code made for FlowsBench, and runs it.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
run_jmh "$root" FlowsBench "$@"

# What an administrator waits for: the whole command, and how much of it is the process itself.
median_ms() {
  local each began
  for each in 1 2 3 4 5 6 7; do
    began=$(date +%s%N)
    "$@" > /dev/null 2>&1
    echo $((($(date +%s%N) - began) / 1000000))
  done | sort -n | sed -n 4p
}
scripts/liniya --version > /dev/null # builds, when that is needed
process=$(median_ms scripts/liniya --version)
check=$(median_ms scripts/liniya check)
echo "scripts/liniya check: $check ms, of which the process takes $process ms: shipped configuration loaded and checked in $((check - process)) ms (median of 7)"
