package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The data folder holds tickets, recordings and keys: what we make is for its owner alone (0700).
 * Stateless.
 */
public final class DataFolder {

  private DataFolder() {}

  /**
   * Makes the folder when it is missing; one that is there keeps the rights that its owner gave it.
   *
   * @throws IOException when it cannot be made
   */
  public static void make(Path data) throws IOException {
    if (Files.isDirectory(data)) {
      return;
    }
    if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(data);
    }
  }
}
