package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a text in every byte of the files of a folder. Stateless. */
final class Leaks {
  private Leaks() {}

  /** The files below a folder in which the text stands, in UTF-8 or in either order of UTF-16. */
  static List<Path> files(Path folder, String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      // one character a byte, so that every byte can be found
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
          .anyMatch(charset -> bytes.contains(asBytes(text, charset)));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  private static String asBytes(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
