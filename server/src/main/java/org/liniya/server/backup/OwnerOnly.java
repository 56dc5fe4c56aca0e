package org.liniya.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Rights of what is made here: for its owner alone, where the file system knows rights. */
final class OwnerOnly {

  private OwnerOnly() {}

  static void folder(Path folder) throws IOException {
    Files.createDirectory(folder);
    rights(folder, "rwx------");
  }

  static void file(Path file) throws IOException {
    rights(file, "rw-------");
  }

  private static void rights(Path path, String rights) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }
}
