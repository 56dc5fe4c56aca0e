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

# run_jmh ROOT CLASS [OPTION OF JMH...]: leaves JAVA_HOME and jmh_classpath for what comes after.
run_jmh() {
  local root="$1" class="$2" made
  shift 2
  # shellcheck source=scripts/lib.sh
  source "$root/scripts/lib.sh"
  JAVA_HOME="$(find_jdk bench)"
  export JAVA_HOME
  jmh_classpath="$(test_classpath "$root")"
  made="$(mktemp -d)"
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf -- '$made'" EXIT
  "$JAVA_HOME/bin/javac" -nowarn -d "$made" -cp "$jmh_classpath" -processor org.openjdk.jmh.generators.BenchmarkProcessor \
    "server/src/test/java/org/liniya/server/run/$class.java"
  echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
  "$JAVA_HOME/bin/java" -cp "$made:$jmh_classpath" org.openjdk.jmh.Main "$class" \
    -jvmArgsAppend "--sun-misc-unsafe-memory-access=allow -Dliniya.root=$root" "$@"
  echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
}
