package org.liniya.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.audio.WavFormat;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;

/**
 * Has the voices make the files beside the texts, {@code LANG/NAME.wav}, and keeps their index:
 * with them a line needs no voice. For one thread.
 *
 * @param folder of the prompts
 */
public record PromptFiles(Path folder, VoicePlan plan, Lexicon lexicon) {

  /** Which prompts are made. */
  public sealed interface Choice {
    /** Those whose text, or whose help by the lexicon, is another than their sound's. */
    record Changed() implements Choice {}

    /** All but recordings of persons. */
    record Everything() implements Choice {}

    /** These, recordings of persons among them. */
    record Named(Set<String> names) implements Choice {
      public Named {
        names = Set.copyOf(names);
      }
    }
  }

  /**
   * What has been done for one language.
   *
   * @param gone prompts without a text, whose sounds were deleted
   * @param toRecord recordings of persons whose text is another by now
   * @param voices that the language has now
   */
  public record Report(
      int rendered,
      int all,
      Set<String> gone,
      List<String> toRecord,
      List<PromptProblem.NotSpoken> failed,
      Set<String> voices) {
    public Report {
      gone = Set.copyOf(gone);
      toRecord = List.copyOf(toRecord);
      failed = List.copyOf(failed);
      voices = Set.copyOf(voices);
    }
  }

  /**
   * Makes the sounds of one language.
   *
   * @throws IOException when a file cannot be written; what was written before it is whole
   */
  public Report render(
      Language language, Map<String, String> texts, Choice choice, Rendering rendering)
      throws IOException {
    Path sounds = folder.resolve(language.tag());
    Files.createDirectories(sounds);
    PromptIndexFile index = PromptIndexFile.read(folder.resolve(language.tag() + ".sha256"));
    List<String> toRecord = new ArrayList<>();
    Map<String, String> wanted = new TreeMap<>();
    List<Speaker> speakers = plan.speakers(language, lexicon);
    for (String name : new TreeSet<>(texts.keySet())) {
      String text = texts.getOrDefault(name, "");
      if (wanted(choice, name, text, index, sounds, speakers)) {
        wanted.put(name, text);
      } else if (index.own(name) && !index.says(name, text)) {
        toRecord.add(name);
      }
    }
    speakers.forEach(Speaker::close);
    Rendering.Outcome outcome = rendering.render(language, wanted);
    for (Map.Entry<String, Rendering.Made> each : outcome.made().entrySet()) {
      Rendering.Made made = each.getValue();
      write(sounds.resolve(each.getKey() + ".wav"), made.sound());
      index.put(each.getKey(), made.voice(), texts.getOrDefault(each.getKey(), ""), made.words());
    }
    Set<String> gone = index.keepOnly(texts.keySet());
    for (String name : gone) {
      Files.deleteIfExists(sounds.resolve(name + ".wav"));
    }
    index.write();
    return new Report(
        outcome.made().size(),
        texts.size(),
        gone,
        toRecord,
        outcome.failed().values().stream().toList(),
        index.voices());
  }

  private boolean wanted(
      Choice choice,
      String name,
      String text,
      PromptIndexFile index,
      Path sounds,
      List<Speaker> speakers) {
    return switch (choice) {
      case Choice.Everything() -> !index.own(name);
      case Choice.Named(Set<String> names) -> names.contains(name);
      case Choice.Changed() -> {
        boolean there = Files.isRegularFile(sounds.resolve(name + ".wav"));
        if (index.voice(name).isEmpty()) {
          yield !there; // somebody has put it there by hand
        }
        yield !index.own(name)
            && (!there || !index.says(name, text) || helpedOtherwise(name, text, index, speakers));
      }
    };
  }

  /** An index from before the lexicon knows nothing of it; then nothing is compared. */
  private static boolean helpedOtherwise(
      String name, String text, PromptIndexFile index, List<Speaker> speakers) {
    Optional<String> then = index.words(name);
    return then.isPresent()
        && speakers.stream()
            .filter(each -> index.voice(name).equals(Optional.of(each.voice().voice())))
            .findFirst()
            .filter(each -> !each.words(text).equals(then.get()))
            .isPresent();
  }

  /** As a whole, or not at all: 8 kHz A-law. */
  static void write(Path file, Sound sound) throws IOException {
    byte[] samples = sound.in(Encoding.PCMA);
    byte[] header = Wav.header(WavFormat.A_LAW, 1, G711.RATE, samples.length);
    byte[] all = new byte[header.length + samples.length + (samples.length & 1)];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(samples, 0, all, header.length, samples.length);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, all);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
