#!/usr/bin/env bash
# What scripts/bench listen does: packets of calls with and without listening, then more and more who are heard.
# scripts/bench listen [--seconds N] [--hearings N] [--pause SECONDS] [--voices pitch|silero] [--nice N]
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"
seconds=20 hearings=40 pause=6 voices=pitch nice=0
while (($# > 0)); do
  case "$1" in
    --seconds) seconds="$2" ;;
    --hearings) hearings="$2" ;;
    --pause) pause="$2" ;;
    --voices) voices="$2" ;;
    --nice) nice="$2" ;; # prefers all of it (root), on a machine that others use too
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
echo "load average $(cut -d' ' -f1-3 /proc/loadavg); a phrase, then $pause s of a quiet line; voices by $voices; nice $nice"
preferred=()
if [[ "$nice" != 0 ]]; then # a session of its own: where the kernel groups by session, nice counts only within one
  # shellcheck disable=SC2016 # for the inner shell
  preferred=(setsid --wait nice -n "$nice" bash -c 'echo "$0" 2>/dev/null >/proc/self/autogroup || true; exec "$@"' "$nice")
fi
"${preferred[@]}" "$JAVA_HOME/bin/java" "-Xmx${LINIYA_HEAP:-1g}" -XX:+UseZGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -Dliniya.root="$root" -cp "$classpath" org.liniya.server.run.ListenBench "$tools/rtpload" "$seconds" "$hearings" "$pause" "$voices"
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
