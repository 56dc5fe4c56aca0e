package org.liniya.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars of folders. Holds nothing. */
final class Jars {

  private Jars() {}

  /** A jar, not compressed, of all that is in a folder; its folders too, for some look for them. */
  static void make(Path folder, Path jar) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(folder)) {
      out.setLevel(0);
      for (Path file : files.filter(one -> !one.equals(folder)).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (Files.isDirectory(file)) {
          out.putNextEntry(new ZipEntry(name + "/"));
        } else {
          out.putNextEntry(new ZipEntry(name));
          Files.copy(file, out);
        }
        out.closeEntry();
      }
    }
  }
}
