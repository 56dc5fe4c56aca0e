package org.liniya.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How much was read, and its SHA-256: of the bytes that went by, so that a file which grows
 * meanwhile is listed as it was copied. Immutable.
 */
record Copied(long bytes, String sha256) {

  private static final int BLOCK = 1 << 16;

  static Copied copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (InputStream in = Files.newInputStream(from);
        OutputStream out =
            Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return pass(in, out);
    }
  }

  /** Reads only. */
  static Copied of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return pass(in, OutputStream.nullOutputStream());
    }
  }

  boolean fits(Manifest.Entry entry) {
    return bytes == entry.bytes() && sha256.equals(entry.sha256());
  }

  private static Copied pass(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = digest();
    byte[] block = new byte[BLOCK];
    long bytes = 0;
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      digest.update(block, 0, read);
      out.write(block, 0, read);
      bytes += read;
    }
    return new Copied(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
