package org.liniya.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes small files that only the server's own user may read (0600). A file is complete or not
 * there, whenever the machine stops. Stateless.
 */
final class PrivateFile {

  private PrivateFile() {}

  /** Throws IOException when the folder cannot be written to. */
  static void write(Path folder, String name, String content) throws IOException {
    Files.createDirectories(folder);
    Path draft = folder.resolve(name + ".new");
    Files.deleteIfExists(draft);
    // The mode is given at creation: set afterwards, there would be a moment for others to look.
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
