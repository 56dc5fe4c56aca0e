#!/usr/bin/env bash
# What scripts/bench hearing does: makes sounds, and counts how well voices are found and phrases understood.
# Sounds of Debian's asterisk-core-sounds-{ru,en}-wav and asterisk-moh-opsound-wav are used where they are
# unpacked: --sounds FOLDER (default /usr/share/asterisk). Models: as for the tests.
set -euo pipefail
root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)"
cd "$root"
sounds=/usr/share/asterisk only=()
while (($# > 0)); do
  case "$1" in
    --sounds)
      sounds="$2"
      shift
      ;;
    --voices-only) only=(voices) ;;
    *)
      echo "bench: unknown option $1" >&2
      exit 2
      ;;
  esac
  shift
done

for program in espeak-ng flite sox; do
  command -v "$program" >/dev/null || {
    echo "bench: missing: $program. Debian: apt-get install --no-install-recommends espeak-ng flite sox" >&2
    exit 1
  }
done

made="$(mktemp -d)"
[[ -n "${LINIYA_KEEP:-}" ]] || trap 'rm -rf -- "$made"' EXIT
n=0

# add GROUP LANGUAGE TEXT FILE: as the telephone has it, in the list.
add() {
  n=$((n + 1))
  sox -V1 "$4" -r 8000 -c 1 -b 16 "$made/$n.wav" "${@:5}"
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$n.wav" >>"$made/sounds.tsv"
}

# phrases JSON: those of the list of commands.
phrases() { grep -o '"[^"]*"' "$1" | tr -d '"' | grep -v '^\[unk\]$'; }

models="$root"
while [[ "$models" != / && ! -d "$models/shared/models" ]]; do models="$(dirname -- "$models")"; done
models="$models/shared/models"

while read -r phrase; do
  for voice in ru ru+f5 ru+m7; do
    espeak-ng -v "$voice" -w "$made/said.wav" -- "$phrase"
    add "espeak-ng $voice" ru "$phrase" "$made/said.wav"
  done
  if command -v festival >/dev/null; then
    printf '%s' "$phrase" | text2wave -eval '(voice_msu_ru_nsh_clunits)' -o "$made/said.wav" 2>/dev/null &&
      add "festival ru (a trained man)" ru "$phrase" "$made/said.wav"
  fi
done < <(phrases "$models/vosk-ru-test/grammar31.json")
while read -r phrase; do
  for voice in en-us en-us+f5 en-us+m7; do
    espeak-ng -v "$voice" -w "$made/said.wav" -- "$phrase"
    add "espeak-ng $voice" en "$phrase" "$made/said.wav"
  done
  for voice in awb rms slt kal; do
    flite -voice "$voice" -t "$phrase" -o "$made/said.wav"
    add "flite $voice" en "$phrase" "$made/said.wav"
  done
done < <(phrases "$models/vosk-en-test/grammar31.json")

digits_ru=(ноль один два три четыре пять шесть семь восемь девять)
digits_en=(zero one two three four five six seven eight nine)
for language in ru en; do
  folder="$(find "$sounds" -type d -path "*/sounds/${language}_*" -prune -print -quit 2>/dev/null || true)"
  if [[ -z "$folder" ]]; then
    echo "bench: NOT MEASURED for want of asterisk-core-sounds-$language-wav" >&2
    continue
  fi
  for digit in {0..9}; do
    word="digits_$language[$digit]"
    add "human woman, $language, digits" "$language" "${!word}" "$folder/digits/$digit.wav"
  done
  while read -r file; do
    add "human woman, $language, sentences" "$language" "" "$file"
  done < <(find "$folder" -maxdepth 1 -name '*.wav' -size +24k | sort)
done
if [[ -d "$sounds/moh" ]]; then
  for file in "$sounds"/moh/*.wav; do
    for at in 0 20 40 60 80; do add "music on hold of Debian" ru "" "$file" trim "$at" 20; done
  done
else
  echo "bench: NOT MEASURED for want of asterisk-moh-opsound-wav" >&2
fi
for file in config/music/*.wav; do
  for at in 0 20 40; do add "music on hold of ours" ru "" "$file" trim "$at" 20; done
done
tone() { # tone GROUP ARGUMENTS OF SYNTH
  n=$((n + 1))
  sox -V1 -r 8000 -n -c 1 -b 16 "$made/$n.wav" "${@:2}"
  printf '%s\t%s\t%s\t%s\n' "$1" ru "" "$n.wav" >>"$made/sounds.tsv"
}
for i in 1 2 3 4 5 6; do
  tone "white noise, -10 to -35 dB" synth 20 whitenoise gain -n "-$((5 + 5 * i))"
  tone "pink noise, -10 to -35 dB" synth 20 pinknoise gain -n "-$((5 + 5 * i))"
  tone "ring-back and busy, 425 Hz" synth 1 sine 425 gain -n "-$((4 * i))" pad 0 3 repeat 4
  tone "ring-back and busy, 425 Hz" synth 0.35 sine 425 gain -n "-$((4 * i))" pad 0 0.35 repeat 20
  tone "hum of 50 Hz" synth 20 sine 50 gain -n "-$((6 * i))"
  tone "silence" trim 0 20 synth 20 sine 50 gain -n -90
done

# shellcheck source=scripts/lib.sh
source "$root/scripts/lib.sh"
# shellcheck source=bench/lib.sh
source "$root/bench/lib.sh"
JAVA_HOME="$(find_jdk bench)"
export JAVA_HOME
classpath="$(test_classpath "$root"):$root/speech/target/test-classes"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Dliniya.root="$root" -cp "$classpath" \
  org.liniya.speech.listen.HearingFigures "$made" "${only[@]}"
