package org.liniya.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/** Reads a file of the configuration, but not one that would fill the memory. Stateless. */
public final class TextFile {

  /** In bytes. The reader's own limit counts characters; one has at most four bytes. */
  static final long LARGEST = 4_000_000;

  private TextFile() {}

  /** Its content; empty when it cannot be had, and then {@code problems} says why. */
  public static Optional<String> read(Path file, Problems problems) {
    Place place = Place.start(file.toString());
    try {
      if (!Files.isRegularFile(file)) { // a device or a pipe may have no end
        problems.add(place, "this is no file with text in it", "Put one in its place");
        return Optional.empty();
      }
      long size = Files.size(file);
      if (size > LARGEST) {
        problems.add(
            place,
            "the file is too long (" + size + " bytes)",
            "At most " + LARGEST + " bytes are read; is this the right file?");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(place, "this is not UTF-8 text", "Save it as UTF-8");
    } catch (IOException e) {
      problems.add(place, "the file cannot be read", "Look at its owner and its permissions");
    }
    return Optional.empty();
  }
}
