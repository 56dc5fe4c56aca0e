package org.liniya.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/** What a program may do wrong, and how a text reaches it. */
final class CommandVoiceTest {

  private static final Words TEXT = new Words.Public("hello");

  @TempDir Path folder;

  @Test
  void aTextGoesInByArgumentOrByStandardInputAndTheSoundComesByFileOrOutput() throws Exception {
    Path sound = Files.write(folder.resolve("a.wav"), Wav.mono(Tone.sine(500, 800)).toBytes());
    Path seen = folder.resolve("seen");
    Path argument = script("printf '%s' \"$1\" > " + seen + "; cp " + sound + " \"$2\"");
    assertThat(
            voice(argument, "{text}", "{file}").speak(new Words.Public("-o 'x' $(id)")).samples())
        .hasSize(800);
    assertThat(Files.readString(seen)).isEqualTo(" -o 'x' $(id)");

    Path input = script("cat > " + seen + "; cat " + sound);
    assertThat(voice(input).speak(new Words.Public("two\nlines")).samples()).hasSize(800);
    assertThat(Files.readString(seen)).isEqualTo("two lines\n");
  }

  @Test
  void aProgramThatTakesTooLongIsKilledWithWhatItHasStarted() throws Exception {
    Path pid = folder.resolve("pid");
    Path slow = script("sleep 100 & echo $! > " + pid + "; wait");
    assertThatThrownBy(() -> voice(slow).speak(TEXT))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("took longer than 2 s");

    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    child.ifPresent(each -> each.onExit().join());
    assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aProgramThatWritesWithoutEndIsStopped() throws Exception {
    Path endless = script("exec cat /dev/zero");
    assertThatThrownBy(() -> voice(endless).speak(TEXT)).hasMessageContaining("wrote more than");
    Path file = script("exec cat /dev/zero > \"$1\"");
    assertThatThrownBy(() -> voice(file, "{file}").speak(TEXT))
        .hasMessageContaining("wrote more than");
  }

  @Test
  void whatGoesWrongIsSaidWithoutTheText() throws Exception {
    assertFault(script("echo hello >&2; exit 3"), "ended with status 3");
    assertFault(script("exit 0"), "said nothing");
    assertFault(script("echo no sound"), "gave no sound that can be read: not a RIFF WAVE file");
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> voice(gone).ready()).hasMessageContaining("is not installed");
    assertThatThrownBy(() -> voice(gone).speak(TEXT)).hasMessageContaining("cannot be started");
  }

  @Test
  void aProgramSeesNothingOfOurEnvironment() throws Exception {
    Path seen = folder.resolve("seen");
    Path curious = script("env > " + seen + "; exit 1");
    assertThatThrownBy(() -> voice(curious).speak(TEXT)).isInstanceOf(SynthesisException.class);

    List<String> names =
        Files.readAllLines(seen).stream().map(line -> line.replaceFirst("=.*", "")).toList();
    assertThat(names).isSubsetOf("PATH", "HOME", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_");
  }

  @Test
  void theLanguageStandsInTheCommand() {
    Engine own = new Engine.Command(List.of("say", "--{language}"), Bounds.USUAL, 3);
    try (SpeechSynthesizer voice =
        Engines.make("own", new Language("kk"), Pronunciation.NONE, Map.of("own", own))) {
      assertThat(voice.voice()).matches("own/kk/3-[0-9a-f]{8}");
      assertThat(voice.language()).isEqualTo(new Language("kk"));
    }
  }

  private void assertFault(Path program, String message) {
    assertThatThrownBy(() -> voice(program).speak(TEXT))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hello");
  }

  private static CommandVoice voice(Path program, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return new CommandVoice(
        Language.EN, "own/1", command, "install it", new Bounds(Duration.ofSeconds(2), 1_000_000));
  }

  private Path script(String body) throws IOException {
    Path file = Files.createTempFile(folder, "program", "");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
