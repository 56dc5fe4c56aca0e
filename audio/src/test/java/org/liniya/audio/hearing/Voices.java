package org.liniya.audio.hearing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Renders words as the prompts of the hotline are made: flite slt and festival's Russian voice,
 * through sox to 8 kHz.
 */
final class Voices {
  private static final List<String> ENGLISH =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final List<String> RUSSIAN =
      List.of("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять");

  private final Path folder;

  Voices(Path folder) {
    this.folder = folder;
  }

  Map<String, Sound> englishDigits() {
    return each("en", ENGLISH, this::flite);
  }

  Map<String, Sound> russianDigits() {
    return each("ru", RUSSIAN, this::festival);
  }

  Sound flite(String name, String text) {
    Path raw = folder.resolve(name + "-raw.wav");
    run("flite", "-voice", "slt", "-t", text, "-o", raw.toString());
    return telephone(name, raw);
  }

  Sound festival(String name, String text) {
    Path raw = folder.resolve(name + "-raw.wav");
    Path file = folder.resolve(name + ".txt");
    try {
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
    run("text2wave", "-eval", "(voice_msu_ru_nsh_clunits)", "-o", raw.toString(), file.toString());
    return telephone(name, raw);
  }

  private interface Voice {
    Sound say(String name, String text);
  }

  private static Map<String, Sound> each(String prefix, List<String> words, Voice voice) {
    Map<String, Sound> digits = new LinkedHashMap<>();
    for (int digit = 0; digit < words.size(); digit++) {
      String name = prefix + "-" + digit;
      digits.put(name, voice.say(name, words.get(digit)));
    }
    return digits;
  }

  private Sound telephone(String name, Path raw) {
    Path wav = folder.resolve(name + ".wav");
    run("sox", "-D", raw.toString(), "-r", "8000", "-c", "1", "-b", "16", wav.toString());
    return Sound.read(wav);
  }

  private static void run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command[0] + " failed");
      }
    } catch (IOException missing) {
      throw new IllegalStateException(
          command[0]
              + " is not installed; this test needs it. Install it with:\n"
              + "  apt-get install -y --no-install-recommends flite festival festvox-ru sox",
          missing);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
