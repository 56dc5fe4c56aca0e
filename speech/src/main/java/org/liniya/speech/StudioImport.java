package org.liniya.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.liniya.audio.WavException;
import org.liniya.audio.WavReader;
import org.liniya.call.Language;

/**
 * Puts the takes of a studio in the place of a language's prompts: {@code NAME.wav}, at any rate,
 * 16 or 24 bits, one or two channels. For one thread.
 *
 * @param folder of the prompts
 */
public record StudioImport(Path folder) {

  /** In bytes; a minute of two channels at 48 kHz with 24 bits is 17 MB. */
  private static final int LARGEST = 40_000_000;

  private static final String ENDING = ".wav";

  /** One file of the studio's. */
  public sealed interface Item {
    Path file();

    /** It is the prompt now. */
    record Taken(Path file, String name, double seconds) implements Item {}

    /** There is no such prompt. */
    record Unknown(Path file, String name) implements Item {}

    /** It is not fit to be heard; nothing has changed. */
    record Refused(Path file, String why, String cure) implements Item {}
  }

  /**
   * What has become of all.
   *
   * @param missing prompts that still have no recording of a person with their present text
   * @param voices that the language has now
   */
  public record Report(List<Item> items, List<String> missing, Set<String> voices) {
    public Report {
      items = List.copyOf(items);
      missing = List.copyOf(missing);
      voices = Set.copyOf(voices);
    }
  }

  /**
   * Takes what is good.
   *
   * @throws IOException when a folder cannot be read or a file not written
   */
  public Report take(Language language, Map<String, String> texts, Path takes) throws IOException {
    Path sounds = folder.resolve(language.tag());
    Files.createDirectories(sounds);
    PromptIndexFile index = PromptIndexFile.read(folder.resolve(language.tag() + ".sha256"));
    List<Item> items = new ArrayList<>();
    for (Path file : files(takes)) {
      String name = file.getFileName().toString();
      name = name.substring(0, name.length() - ENDING.length());
      String text = texts.get(name);
      if (text == null) {
        items.add(new Item.Unknown(file, name));
        continue;
      }
      switch (judged(file)) {
        case StudioTake.Refused(String why, String cure) ->
            items.add(new Item.Refused(file, why, cure));
        case StudioTake.Good good -> {
          PromptFiles.write(sounds.resolve(name + ENDING), new Sound(good.prompt()));
          index.putOwn(name, text);
          items.add(new Item.Taken(file, name, good.seconds()));
        }
      }
    }
    index.write();
    List<String> missing =
        new TreeSet<>(texts.keySet())
            .stream()
                .filter(
                    name -> !(index.own(name) && index.says(name, texts.getOrDefault(name, ""))))
                .toList();
    return new Report(items, missing, index.voices());
  }

  private static List<Path> files(Path takes) throws IOException {
    try (Stream<Path> all = Files.list(takes)) {
      return all.filter(file -> isSound(file) && Files.isRegularFile(file)).sorted().toList();
    }
  }

  /** Studios' programs write the ending in capitals, too. */
  private static boolean isSound(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  private static StudioTake judged(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return StudioTake.judge(WavReader.readWhole(in, LARGEST));
    } catch (WavException e) {
      return new StudioTake.Refused(
          String.valueOf(e.getMessage()), "deliver WAV, PCM with 16 or 24 bits, mono or stereo");
    }
  }
}
