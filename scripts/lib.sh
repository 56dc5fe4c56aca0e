# What the scripts share; to be sourced. shellcheck shell=bash

is_25() { [[ -x "$1/bin/javac" ]] && grep -qsE '^JAVA_VERSION="25[."-]' "$1/release"; }

# find_jdk NAME: prints the home of a JDK 25, or says in the name of script NAME how to get one.
find_jdk() {
  local on_path candidate
  on_path="$(command -v javac || true)"
  [[ -n "$on_path" ]] && on_path="$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")"
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
    if [[ -n "$candidate" ]] && is_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  {
    echo "$1: no JDK 25 in JAVA_HOME, PATH or /usr/lib/jvm."
    echo "Install one (Debian, with the Adoptium packages: apt-get install temurin-25-jdk) or set JAVA_HOME."
  } >&2
  return 1
}
