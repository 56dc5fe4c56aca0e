#!/usr/bin/env bash
# What scripts/bench prompts does: has JMH's code made for PromptsBench, and runs it.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

for program in espeak-ng festival flite; do
  command -v "$program" > /dev/null || {
    echo "bench: missing: $program. Debian: apt-get install espeak-ng festival festvox-ru flite" >&2
    exit 1
  }
done
# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
run_jmh "$root" PromptsBench "$@"
