package org.liniya.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.SynthesisException;
import org.liniya.server.config.Configuration;
import org.liniya.speech.PromptLibrary;
import org.liniya.speech.PromptState;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;
import org.liniya.yaml.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prompts play}: what a caller would hear, as a file. */
@Command(name = "play", description = "write the sound of a prompt, or of any text, to a WAV file")
final class PlayPrompt extends PromptWork.OnPrompts {

  @Parameters(paramLabel = "PROMPT|TEXT", description = "a prompt's name, or a text to be spoken")
  private String what = "";

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "a WAV file")
  private Path file = Path.of("");

  @Option(
      names = "--voice",
      paramLabel = "ENGINE",
      description = "this engine, whatever sound there is; one of speech.voices")
  private Optional<String> engine = Optional.empty();

  @Override
  int work(Configuration read) throws IOException, InterruptedException {
    Language language = onlyLanguage(read);
    String text = texts(read, language).get(what);
    PromptLibrary library = library(read);
    Optional<byte[]> sound =
        engine.isPresent() ? Optional.empty() : library.sound(language, what, Encoding.PCMA);
    if (sound.isPresent()) {
      return written(
          G711.A_LAW.decode(sound.get()),
          library.states(language).getOrDefault(what, new PromptState.Missing()).word());
    }
    if (text == null && what.matches("[a-z0-9]+(-[a-z0-9]+)+")) {
      throw wrong(
          "there is no prompt '"
              + what
              + "'. "
              + DidYouMean.hint(what, texts(read, language).keySet()));
    }
    return speak(read, language, text == null ? what : text);
  }

  private int speak(Configuration read, Language language, String text)
      throws IOException, InterruptedException {
    if (text.isBlank()) {
      throw wrong("there is nothing to say");
    }
    VoicePlan plan = read.settings().speech().voices();
    List<String> names = plan.voices().getOrDefault(language, List.of());
    if (engine.isPresent() && !names.contains(engine.get())) {
      throw wrong(
          "'"
              + engine.get()
              + "' is no voice of "
              + language
              + ". Voices: "
              + String.join(", ", names));
    }
    List<Speaker> speakers = plan.speakers(language, read.lexicon());
    try {
      for (Speaker speaker : speakers) {
        if (engine.isEmpty() || engine.get().equals(speaker.engine())) {
          try {
            speaker.voice().ready();
            return written(speaker.prompt(text), speaker.voice().voice());
          } catch (SynthesisException e) {
            err().println("liniya: " + e.getMessage() + ". " + e.cure());
          }
        }
      }
    } finally {
      speakers.forEach(Speaker::close);
    }
    err().println("liniya: no voice of " + language + " has spoken");
    return 1;
  }

  private int written(short[] samples, String voice) throws IOException {
    Files.write(file, Wav.mono(samples).toBytes());
    out().printf(Locale.ROOT, "%s: %.1f s, %s%n", file, (double) samples.length / G711.RATE, voice);
    return 0;
  }
}
