# What the benchmarks of our own classes share; to be sourced. shellcheck shell=bash

# test_classpath ROOT: compiles with the tests and prints the class path of server's tests.
test_classpath() {
  local module path="$1/server/target/test-classes"
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn -q -B -ntp -Dquick -f "$1/pom.xml" -pl server -am \
    test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.classpath >&2
  for module in "$1"/*/target/classes; do
    path+=":$module"
  done
  printf '%s:%s\n' "$path" "$(cat "$1/server/target/test.classpath")"
}
