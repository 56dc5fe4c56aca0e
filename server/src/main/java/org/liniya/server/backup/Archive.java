package org.liniya.server.backup;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A back-up's files, be it a folder or a {@code .zip}: below {@link #root()} both look alike. */
final class Archive implements AutoCloseable {

  private final Path root;
  private final Optional<FileSystem> zip;

  private Archive(Path root, Optional<FileSystem> zip) {
    this.root = root;
    this.zip = zip;
  }

  static boolean isZip(Path file) {
    return file.getFileName().toString().endsWith(".zip");
  }

  /** A new one. */
  static Archive create(Path file) throws IOException {
    if (isZip(file)) {
      // Without a file for each entry zipfs keeps whole recordings in memory.
      return zipped(FileSystems.newFileSystem(file, Map.of("create", true, "useTempFile", true)));
    }
    OwnerOnly.folder(file);
    return new Archive(file, Optional.empty());
  }

  static Archive open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return new Archive(file, Optional.empty());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no back-up " + file);
    }
    if (!isZip(file)) {
      throw new IOException(file + " is neither a folder nor a .zip");
    }
    try {
      return zipped(FileSystems.newFileSystem(file, Map.of()));
    } catch (IOException e) {
      throw new Damaged(file + " is no whole .zip");
    }
  }

  private static Archive zipped(FileSystem zip) {
    return new Archive(zip.getPath("/"), Optional.of(zip));
  }

  Path root() {
    return root;
  }

  /** A zip is written to its end here. */
  @Override
  public void close() throws IOException {
    if (zip.isPresent()) {
      zip.get().close();
    }
  }
}
