package org.liniya.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The index of a language's sounds while it is changed: {@code LANG.sha256}. For one thread. */
public final class PromptIndexFile {

  private final Path file;
  private final Map<String, PromptIndex.Line> lines;

  private PromptIndexFile(Path file, Map<String, PromptIndex.Line> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** As it is now; empty when there is none. */
  public static PromptIndexFile read(Path file) {
    return new PromptIndexFile(
        file, new TreeMap<>(PromptIndex.read(file).map(PromptIndex::lines).orElse(Map.of())));
  }

  /** The sound of a prompt is that of a text now, in a voice. */
  public void put(String name, String voice, String text) {
    put(name, voice, text, "");
  }

  /**
   * As the other.
   *
   * @param words the hash of what the lexicon has helped with; empty for nothing
   */
  void put(String name, String voice, String text, String words) {
    lines.put(name, new PromptIndex.Line(PromptIndex.hash(voice, text), voice, words));
  }

  /** What the lexicon has helped with, as far as the index knows. */
  Optional<String> words(String name) {
    return Optional.ofNullable(lines.get(name))
        .map(PromptIndex.Line::words)
        .filter(words -> !words.isEmpty());
  }

  /** All voices of the index, recordings of persons among them. */
  public Set<String> voices() {
    return lines.values().stream()
        .map(PromptIndex.Line::voice)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A recording of a person's own has this text. */
  public void putOwn(String name, String text) {
    put(name, PromptIndex.OWN, text);
  }

  /** Forgets what is not among the names, and says which those were. */
  public Set<String> keepOnly(Set<String> names) {
    Set<String> gone =
        lines.keySet().stream().filter(name -> !names.contains(name)).collect(Collectors.toSet());
    lines.keySet().removeAll(gone);
    return gone;
  }

  /** Who has spoken a prompt; empty when the index does not know it. */
  public Optional<String> voice(String name) {
    return new PromptIndex(lines).voice(name);
  }

  /** Whether a prompt is a recording of a person's own. */
  public boolean own(String name) {
    return new PromptIndex(lines).own(name);
  }

  /** Whether the index says that the sound has this text; a prompt it does not know has not. */
  public boolean says(String name, String text) {
    return lines.containsKey(name) && !new PromptIndex(lines).stale(name, text);
  }

  /**
   * Puts it in the place of the old one, as a whole.
   *
   * @throws IOException when it cannot be written; the old one stays then
   */
  public void write() throws IOException {
    String text =
        lines.entrySet().stream()
            .map(each -> line(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(String name, PromptIndex.Line line) {
    String words = line.words().isEmpty() ? "" : " " + line.words();
    return line.hash() + " " + name + " " + line.voice() + words + "\n";
  }
}
