#!/usr/bin/env bash
# What scripts/bench acd does: has JMH's code made for AcdBench, and runs it; then measures memory.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
run_jmh "$root" AcdBench "$@"
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$jmh_classpath" org.liniya.server.run.AcdBench
