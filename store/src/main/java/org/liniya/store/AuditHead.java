package org.liniya.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /** What the file says. */
  sealed interface Known {
    /** The audit had come to here at least. */
    record At(Position position) implements Known {}

    /** Nothing: the file is not there, or is not as the server wrote it. */
    record Lost(String why) implements Known {}
  }

  AuditHead(Path file) {
    this.file = file;
  }

  /**
   * What the file says.
   *
   * @throws StoreException when it is there and cannot be read
   */
  Known read() {
    if (!Files.exists(file)) {
      return new Known.Lost(file.getFileName() + " is missing");
    }
    try {
      Matcher line = LINE.matcher(Files.readString(file, US_ASCII));
      return line.matches()
          ? new Known.At(new Position(Long.parseLong(line.group(1)), line.group(2)))
          : new Known.Lost(file.getFileName() + " is not as the server wrote it");
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
      channel.truncate(line.length());
      channel.force(false);
    } catch (IOException e) {
      throw new StoreException("cannot write " + file, e);
    }
  }
}
