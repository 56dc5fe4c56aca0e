#!/usr/bin/env bash
# What scripts/bench flows does: has JMH's code made for FlowsBench, and runs it.
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
made="$(mktemp -d)"
trap 'rm -rf -- "$made"' EXIT
"$JAVA_HOME/bin/javac" -nowarn -d "$made" -cp "$classpath" -processor org.openjdk.jmh.generators.BenchmarkProcessor \
  server/src/test/java/org/liniya/server/run/FlowsBench.java
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
"$JAVA_HOME/bin/java" -cp "$made:$classpath" org.openjdk.jmh.Main FlowsBench \
  -jvmArgsAppend "--sun-misc-unsafe-memory-access=allow -Dliniya.root=$root" "$@"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
