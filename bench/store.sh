#!/usr/bin/env bash
# What scripts/bench store does: compiles with the tests, whose PostgreSQL it uses, and runs the benchmark.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

# shellcheck source=scripts/lib.sh
source "$root/scripts/lib.sh"
# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"

JAVA_HOME="$(find_jdk bench)"
export JAVA_HOME
classpath="$(test_classpath "$root")"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
"$JAVA_HOME/bin/java" "-Xmx${LINIYA_HEAP:-4g}" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$classpath" \
  org.liniya.server.run.StoreBench "$@"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
