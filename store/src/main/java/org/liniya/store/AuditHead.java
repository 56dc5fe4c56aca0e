package org.liniya.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.port.StoreException;

/**
 * How far the audit had come, in a file beside the database, so that rows cut off at its end are
 * missed. Written after each row; when a crash comes between, the file is behind by some rows,
 * which is no fault. For one thread at a time.
 */
final class AuditHead {

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\\s*");

  private final Path file;

  /** A row and its hash. */
  record Position(long seq, String hash) {}

  AuditHead(Path file) {
    this.file = file;
  }

  /**
   * Empty when there is no such file yet.
   *
   * @throws StoreException when it cannot be read
   */
  Optional<Position> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Matcher line = LINE.matcher(Files.readString(file, US_ASCII));
      if (!line.matches()) {
        throw new StoreException(file + " is not as the server wrote it");
      }
      return Optional.of(new Position(Long.parseLong(line.group(1)), line.group(2)));
    } catch (IOException e) {
      throw new StoreException("cannot read " + file, e);
    }
  }

  /** Of one fixed length and written in place: there is no moment without a head. */
  void write(Position position) {
    String line = "%018d %s%n".formatted(position.seq(), position.hash());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(line.getBytes(US_ASCII)), 0);
      channel.force(false);
    } catch (IOException e) {
      throw new StoreException("cannot write " + file, e);
    }
  }
}
