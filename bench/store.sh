#!/usr/bin/env bash
# What scripts/bench store does: compiles with the tests, whose PostgreSQL it uses, and runs the benchmark.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"

# shellcheck source=scripts/lib.sh
source "$root/scripts/lib.sh"

JAVA_HOME="$(find_jdk bench)"
export JAVA_HOME
MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn -q -B -ntp -Dquick -pl server -am test-compile \
  dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.classpath >&2
classpath="server/target/test-classes"
for module in server audio ivr-core call-flows sip-adapter recordings speech store console testkit; do
  classpath+=":$module/target/classes"
done
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
"$JAVA_HOME/bin/java" "-Xmx${LINIYA_HEAP:-4g}" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$classpath:$(cat server/target/test.classpath)" \
  org.liniya.server.run.StoreBench "$@"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
