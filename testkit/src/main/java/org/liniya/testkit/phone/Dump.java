package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Finds the files that baresip's sndfile module wrote for one call. Any thread may use it.
 *
 * <p>They are called {@code dump-YYYY-MM-DD-hh-mm-ss-dec.wav} (heard) and {@code -enc.wav} (sent),
 * by the second in which the sound began (200, or 183 with SDP): two calls of one telephone in the
 * same second would share them, so a call waits for the next ({@link #awaitNameOfItsOwn}). The
 * lengths in the header are 0 until the call has ended.
 */
final class Dump {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final DateTimeFormatter MINUTE_AND_SECOND = DateTimeFormatter.ofPattern("mm-ss");
  private static final int MINUTE_AT = "dump-YYYY-MM-DD-hh-".length();

  enum Direction {
    HEARD("-dec.wav"),
    SENT("-enc.wav");

    private final String ending;

    Direction(String ending) {
      this.ending = ending;
    }
  }

  private final Path folder;
  // those of calls that ended before this one began
  private final List<Path> older;

  Dump(Path folder, List<Path> older) {
    this.folder = folder;
    this.older = older;
  }

  /**
   * The file of one direction.
   *
   * @throws AssertionError when there is none after 5 s: the call had no sound
   */
  Path file(Direction direction, PhoneCall call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Path file : files(folder)) {
        boolean ours = !older.contains(file) && file.toString().endsWith(direction.ending);
        if (ours && (call.recordingMayGrow() || complete(file))) {
          return file;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no complete recording " + direction + call.story());
      }
      // No event tells that a file is complete: look again soon.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /**
   * Waits, less than a second, until a recording that begins now gets a name of its own: before a
   * call is dialled or taken.
   */
  static void awaitNameOfItsOwn(Path folder) {
    while (files(folder).stream().anyMatch(Dump::hasTheNameOfNow)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // the clock gives no event
    }
  }

  /** Minutes and seconds alone: whatever the time zone of the program. */
  private static boolean hasTheNameOfNow(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(MINUTE_AND_SECOND.format(LocalTime.now(ZoneOffset.UTC)), MINUTE_AT);
  }

  /** Every recording that is there. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("dump-"))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot list " + folder, broken);
    }
  }

  private static boolean complete(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < 44) {
        return false;
      }
      in.seek(40);
      return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt())) == in.length() - 44;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }
}
