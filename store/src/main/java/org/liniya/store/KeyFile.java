package org.liniya.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.liniya.port.StoreException;

/**
 * The file that holds the key of personal fields: 32 bytes in Base64, mode 0600. Used at start-up
 * only, by one thread.
 */
final class KeyFile {
  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Makes a new key, complete on disk before the file has its name.
   *
   * @throws StoreException when it cannot be written
   */
  void create() {
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      write(fresh, Base64.getEncoder().encodeToString(key) + "\n");
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreException("cannot write the key file " + path, e);
    }
  }

  /**
   * Reads the key.
   *
   * @throws StoreException when it cannot be read or is no key
   */
  FieldCipher read() {
    return new FieldCipher(bytes());
  }

  /**
   * The key itself, made when there is none.
   *
   * @throws StoreException when it cannot be read or is no key
   */
  byte[] ensure() {
    if (!exists()) {
      create();
    }
    return bytes();
  }

  private byte[] bytes() {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(path, US_ASCII).strip());
      if (key.length != FieldCipher.KEY_BYTES) {
        throw new IllegalArgumentException("not so many bytes");
      }
      return key;
    } catch (IOException e) {
      throw new StoreException("cannot read the key file " + path, e);
    } catch (IllegalArgumentException e) {
      // its message may quote what is in the file
      throw new StoreException("the key file " + path + " does not hold 32 bytes in Base64");
    }
  }

  private static void write(Path file, String text) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
