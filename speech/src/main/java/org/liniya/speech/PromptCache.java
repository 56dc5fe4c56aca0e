package org.liniya.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of sounds that a voice has made, each under the hash of all it was made of, encoded for
 * every codec: {@code KEY.sound}. A file is there as a whole or not at all; one that was damaged
 * afterwards is noticed by its own hash, and counts as missing. Any thread, several processes.
 */
public final class PromptCache {

  private static final Logger LOG = LoggerFactory.getLogger(PromptCache.class);
  private static final String ENDING = ".sound";

  /** The first four bytes, with the version of the layout. */
  private static final int MAGIC = 0x4C535031; // LSP1

  private static final int HASH_BYTES = 32;
  private static final int HEAD = Integer.BYTES + HASH_BYTES;

  /** Two minutes in both laws. */
  private static final long LARGEST = 2_000_000;

  private final Path folder;

  /**
   * @param folder made when something is to be kept in it
   */
  public PromptCache(Path folder) {
    this.folder = folder;
  }

  /** Whether a sound seems to be there, without reading it. */
  boolean has(String key) {
    return Files.isRegularFile(file(key));
  }

  /** The sound under a key; empty when there is none, or none that is whole. */
  Optional<Sound> read(String key) {
    try {
      Path file = file(key);
      if (Files.size(file) > LARGEST) {
        return damaged(key);
      }
      return sound(Files.readAllBytes(file)).or(() -> damaged(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return damaged(key);
    }
  }

  private Optional<Sound> damaged(String key) {
    LOG.warn("the prompt {} of the cache is damaged and is rendered anew", file(key));
    return Optional.empty();
  }

  private static Optional<Sound> sound(byte[] file) {
    if (file.length <= HEAD
        || (file.length - HEAD) % 2 != 0
        || ByteBuffer.wrap(file).getInt() != MAGIC
        || !Arrays.equals(hash(file), 0, HASH_BYTES, file, Integer.BYTES, HEAD)) {
      return Optional.empty();
    }
    int middle = HEAD + (file.length - HEAD) / 2;
    return Optional.of(
        new Sound(
            Arrays.copyOfRange(file, HEAD, middle), Arrays.copyOfRange(file, middle, file.length)));
  }

  /**
   * Keeps a sound.
   *
   * @throws IOException when it cannot be written; nothing of it is there then
   */
  void write(String key, Sound sound) throws IOException {
    Files.createDirectories(folder);
    byte[] aLaw = sound.in(org.liniya.port.Encoding.PCMA);
    byte[] muLaw = sound.in(org.liniya.port.Encoding.PCMU);
    ByteBuffer file = ByteBuffer.allocate(HEAD + aLaw.length + muLaw.length);
    file.putInt(MAGIC).position(HEAD).put(aLaw).put(muLaw);
    file.put(Integer.BYTES, hash(file.array()));
    Path fresh = Files.createTempFile(folder, "new", ".part");
    try {
      Files.write(fresh, file.array());
      moveOver(fresh, file(key));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void moveOver(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Deletes what has not been written since, and is not in use; what cannot be deleted stays.
   *
   * @param used keys
   */
  public void sweep(Set<String> used, Instant since) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        boolean ours = name.endsWith(ENDING) || name.endsWith(".part");
        String key = name.replaceFirst("\\.[a-z]+$", "");
        if (ours
            && !used.contains(key)
            && Files.getLastModifiedTime(file).compareTo(FileTime.from(since)) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("old prompts in {} cannot be deleted: {}", folder, e.getMessage());
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ENDING);
  }

  /** Of everything behind the head. */
  private static byte[] hash(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, HEAD, file.length - HEAD);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
