package org.liniya.server.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Looks for canaries in files and texts, each in every spelling. Immutable. */
record CanarySearch(List<Canary> canaries) {

  CanarySearch {
    canaries = List.copyOf(canaries);
  }

  /** One line a canary that is in a file, or in a file's name, below the folder. */
  List<String> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(
              file -> {
                String name = folder.relativize(file).toString();
                return Stream.concat(text("name of " + name, name).stream(), content(name, file));
              })
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Stream<String> content(String name, Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (name.endsWith(".gz")) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      return bytes(name, new String(bytes, StandardCharsets.ISO_8859_1)).stream();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /** One line a canary that is in the text. */
  List<String> text(String where, String text) {
    return bytes(
        where, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private List<String> bytes(String where, String bytes) {
    return canaries.stream()
        .flatMap(
            canary ->
                canary
                    .in(bytes)
                    .map(around -> canary.way() + " is in " + where + ": " + around)
                    .stream())
        .toList();
  }
}
