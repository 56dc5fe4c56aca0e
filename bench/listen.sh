#!/usr/bin/env bash
# What scripts/bench listen does: packets of calls with and without listening, then more and more who are heard.
# scripts/bench listen [--seconds N] [--hearings N] [--pause SECONDS] [--voices pitch|silero]
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"
seconds=20 hearings=40 pause=6 voices=pitch
while (($# > 0)); do
  case "$1" in
    --seconds) seconds="$2" ;;
    --hearings) hearings="$2" ;;
    --pause) pause="$2" ;;
    --voices) voices="$2" ;;
    *)
      echo "bench: unknown option $1" >&2
      exit 2
      ;;
  esac
  shift 2
done
command -v gcc >/dev/null || {
  echo "bench: missing: gcc. Debian: apt-get install --no-install-recommends gcc libc6-dev" >&2
  exit 1
}

# shellcheck source=scripts/lib.sh
source "$root/scripts/lib.sh"
# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
JAVA_HOME="$(find_jdk bench)"
export JAVA_HOME
classpath="$(test_classpath "$root")"
tools="$(mktemp -d)"
trap 'rm -rf -- "$tools"' EXIT
gcc -O2 -o "$tools/rtpload" "$root/bench/rtpload.c" -lm 2>"$tools/gcc.log" || {
  cat "$tools/gcc.log" >&2
  exit 1
}
echo "load average $(cut -d' ' -f1-3 /proc/loadavg); a phrase, then $pause s of a quiet line; voices by $voices"
"$JAVA_HOME/bin/java" "-Xmx${LINIYA_HEAP:-1g}" -XX:+UseZGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -Dliniya.root="$root" -cp "$classpath" org.liniya.server.run.ListenBench "$tools/rtpload" "$seconds" "$hearings" "$pause" "$voices"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
