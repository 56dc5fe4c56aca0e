#!/usr/bin/env bash
# What scripts/bench asterisk does: a real Asterisk, SIPp's callers and operators, the same job by app_queue and by us.
# scripts/bench asterisk [--rate 3] [--runs 3] [--seconds 12] [--rates 5,10,20] [--operators 60] [--ways app-queue,liniya] [--keep]
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"

for each in gcc sipp python3; do
  command -v "$each" >/dev/null || {
    echo "bench: missing: $each. Debian: apt-get install --no-install-recommends gcc libc6-dev sip-tester python3" >&2
    exit 1
  }
done
[[ -x "$("$root/scripts/asterisk" root)/usr/sbin/asterisk" ]] || {
  echo "bench: no Asterisk: scripts/asterisk install, as root" >&2
  exit 1
}
"$root/scripts/liniya" --version >/dev/null # builds when something changed
tools="$(mktemp -d)"
trap 'rm -rf -- "$tools"' EXIT
gcc -O2 -o "$tools/rtpload" "$root/bench/rtpload.c" -lm 2>"$tools/gcc.log" || {
  cat "$tools/gcc.log" >&2
  exit 1
}
PYTHONDONTWRITEBYTECODE=1 python3 "$root/bench/asterisk_bench.py" --rtpload "$tools/rtpload" "$@"
