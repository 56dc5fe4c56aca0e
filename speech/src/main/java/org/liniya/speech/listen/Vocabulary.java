package org.liniya.speech.listen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liniya.listen.AcceptanceRule;

/**
 * The words of a model. Read from its files without the engine, so that checks of a configuration
 * need none. Immutable; for any thread.
 *
 * <p>A model has them in {@code graph/words.txt} (a word and its number a line), or, as the small
 * published ones, as a symbol table of OpenFst within {@code graph/Gr.fst} or {@code HCLr.fst}.
 */
public final class Vocabulary {

  /** How OpenFst begins a symbol table. */
  private static final int SYMBOL_TABLE = 2125658996;

  private static final int LONGEST_WORD = 1000;
  private static final int MOST_WORDS = 5_000_000;

  private final Set<String> words;

  Vocabulary(Set<String> words) {
    this.words = Set.copyOf(words);
  }

  /**
   * Of a model's folder; empty when its words can be found nowhere.
   *
   * @throws UncheckedIOException when a file cannot be read
   */
  public static Optional<Vocabulary> of(Path model) {
    Path graph = model.resolve("graph");
    Path list = graph.resolve("words.txt");
    try {
      if (Files.exists(list)) {
        return Optional.of(new Vocabulary(listed(list)));
      }
      for (String file : new String[] {"Gr.fst", "HCLr.fst"}) {
        Set<String> found =
            Files.exists(graph.resolve(file)) ? symbols(graph.resolve(file)) : Set.of();
        if (!found.isEmpty()) {
          return Optional.of(new Vocabulary(found));
        }
      }
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the words of " + model, broken);
    }
  }

  /** Whatever the bytes are: a damaged list is one whose words are not the callers'. */
  private static Set<String> listed(Path list) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(list), StandardCharsets.UTF_8))) {
      return lines.lines().map(Vocabulary::word).collect(Collectors.toSet());
    }
  }

  private static String word(String line) {
    int end = line.indexOf(' ');
    return end < 0 ? line : line.substring(0, end);
  }

  /** The words of phrases that are not here, in order. */
  public Set<String> lacks(Collection<String> phrases) {
    Set<String> lacking = new TreeSet<>();
    for (String phrase : phrases) {
      for (String word : phrase.split(" ", -1)) {
        if (!word.isEmpty() && spelling(word).isEmpty()) {
          lacking.add(word);
        }
      }
    }
    return lacking;
  }

  /** A word as the model writes it: with ё or with е. */
  public Optional<String> spelling(String word) {
    String folded = AcceptanceRule.folded(word);
    return words.contains(word)
        ? Optional.of(word)
        : words.contains(folded) ? Optional.of(folded) : Optional.empty();
  }

  public int size() {
    return words.size();
  }

  /** The longest symbol table within a file of OpenFst. */
  private static Set<String> symbols(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE))
              .order(ByteOrder.LITTLE_ENDIAN);
      Set<String> longest = Set.of();
      for (int i = 0; i + 4 <= bytes.limit(); i++) {
        if (bytes.getInt(i) == SYMBOL_TABLE) {
          Set<String> table = table(bytes, i + 4);
          longest = table.size() > longest.size() ? table : longest;
        }
      }
      return longest;
    }
  }

  /** After the mark: name, next free key, size, then word and key by turns. */
  private static Set<String> table(ByteBuffer bytes, int at) {
    bytes.position(at);
    Set<String> words = new HashSet<>();
    if (text(bytes).isEmpty() || bytes.remaining() < 16) {
      return Set.of();
    }
    bytes.getLong();
    long size = bytes.getLong();
    if (size < 1 || size > MOST_WORDS) {
      return Set.of();
    }
    for (long i = 0; i < size; i++) {
      Optional<String> word = text(bytes);
      if (word.isEmpty() || bytes.remaining() < 8) {
        return Set.of();
      }
      words.add(word.get());
      bytes.getLong();
    }
    return words;
  }

  private static Optional<String> text(ByteBuffer bytes) {
    if (bytes.remaining() < 4) {
      return Optional.empty();
    }
    int length = bytes.getInt();
    if (length < 0 || length > LONGEST_WORD || bytes.remaining() < length) {
      return Optional.empty();
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }
}
