package org.liniya.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Which text each sound was made from: {@code LANG.sha256} beside the texts, one line {@code HASH
 * NAME VOICE} a prompt, where HASH is SHA-256 of voice, line feed and text. A fourth column, if
 * there is one, says which words of the lexicon were helped with. {@code liniya prompts} writes it.
 * Immutable.
 */
record PromptIndex(Map<String, Line> lines) {

  /** Stands for the voice of a recording. */
  static final String OWN = "own";

  /** In bytes: as large as the texts may be. */
  private static final long LARGEST = 4_000_000;

  /**
   * One line of the index.
   *
   * @param words which entries of the lexicon the sound was made with, as a hash; empty when there
   *     were none, or nobody knows
   */
  record Line(String hash, String voice, String words) {}

  PromptIndex {
    lines = Map.copyOf(lines);
  }

  /**
   * The index of a language; empty when there is none, or it cannot be read: then nothing is
   * compared.
   */
  static Optional<PromptIndex> read(Path file) {
    Map<String, Line> lines = new HashMap<>();
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      for (String text : Files.readAllLines(file)) {
        String[] columns = text.split(" ", 4);
        if (columns.length >= 3) {
          String words = columns.length == 4 ? columns[3] : "";
          lines.put(columns[1], new Line(columns[0], columns[2], words));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(new PromptIndex(lines));
  }

  /** Who has spoken it; empty when the index does not know it. */
  Optional<String> voice(String name) {
    return Optional.ofNullable(lines.get(name)).map(Line::voice);
  }

  /** Whether the prompt's sound is a recording of somebody's, which no voice may replace. */
  boolean own(String name) {
    Line line = lines.get(name);
    return line != null && line.voice().equals(OWN);
  }

  /**
   * Whether the prompt's sound was made from another text than this one. A prompt that is not in
   * the index is not judged.
   */
  boolean stale(String name, String text) {
    Line line = lines.get(name);
    return line != null && !line.hash().equals(hash(line.voice(), text));
  }

  /** What an index says of a text in a voice. */
  static String hash(String voice, String text) {
    return sha256(voice + "\n" + text);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
