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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.port.StoreException;
import org.liniya.recovery.FaultPoint;

/**
 * A file that holds keys: 32 bytes in Base64, one a line, the newest first, mode 0600. It holds
 * more than one only while the master key is being changed. For one thread at a time.
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
    replace(List.of(fresh()));
  }

  /**
   * A new key, in front of those that are there; all of them are on the disk when this returns.
   *
   * @throws StoreException when it cannot be written; then the file is as it was
   */
  void prepend() {
    List<String> keys = new ArrayList<>(lines());
    keys.addFirst(fresh());
    replace(keys);
  }

  /**
   * Only the newest key is left.
   *
   * @throws StoreException when it cannot be written; then the file is as it was
   */
  void keepNewest() {
    replace(List.of(lines().getFirst()));
  }

  /**
   * Reads the keys, the newest first.
   *
   * @throws StoreException when it cannot be read or holds something else
   */
  List<FieldCipher> read() {
    return lines().stream().map(line -> new FieldCipher(bytes(line))).toList();
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
    return bytes(lines().getFirst());
  }

  private static String fresh() {
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Never empty: a file without a line holds the empty line, which is no key. */
  private List<String> lines() {
    try {
      return List.of(Files.readString(path, US_ASCII).strip().split("\\s+"));
    } catch (IOException e) {
      throw new StoreException("cannot read the key file " + path, e);
    }
  }

  private byte[] bytes(String line) {
    try {
      byte[] key = Base64.getDecoder().decode(line);
      if (key.length != FieldCipher.KEY_BYTES) {
        throw new IllegalArgumentException("not so many bytes");
      }
      return key;
    } catch (IllegalArgumentException e) {
      // its message may quote what is in the file
      throw new StoreException("the key file " + path + " does not hold 32 bytes in Base64");
    }
  }

  private void replace(List<String> keys) {
    try {
      // A link stays one: it is what it leads to that gets another content.
      Path file = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      write(fresh, keys.stream().map(key -> key + "\n").collect(Collectors.joining()));
      FaultPoint.KEY_FILE_PREPARED.pass();
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
    } catch (IOException e) {
      throw new StoreException("cannot write the key file " + path, e);
    }
    FaultPoint.KEY_FILE_REPLACED.pass();
  }

  /** The name is on the disk too; where a folder cannot be forced (Windows), the system's habit. */
  private static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // no way to do it here; the file itself was forced
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
