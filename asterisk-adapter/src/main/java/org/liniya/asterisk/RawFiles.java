package org.liniya.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.liniya.call.CallId;

/**
 * The two files in which Asterisk writes a call until we have taken it over: {@code CALL-from.sln},
 * what the party sends, and {@code CALL-to.sln}, what it hears; 16-bit samples, 8,000 a second.
 * Immutable; blocks on the disk.
 */
record RawFiles(Path from, Path to) {

  /** Ends the name of what the party sends. */
  static final String FROM = "-from.sln";

  private static final String TO = "-to.sln";
  private static final int SAMPLE_BYTES = 2;
  private static final int RATE = 8000;

  /** Of a call. */
  static RawFiles of(Path folder, CallId call) {
    return new RawFiles(folder.resolve(call + FROM), folder.resolve(call + TO));
  }

  static String from(SharedFolder folder, CallId call) {
    return folder.theirs(call + FROM);
  }

  static String to(SharedFolder folder, CallId call) {
    return folder.theirs(call + TO);
  }

  /**
   * Makes both, empty: Asterisk writes into what is there, so that they are ours, and readable by
   * us and the folder's group alone.
   *
   * @throws IOException when they cannot be made, or are there
   */
  void create() throws IOException {
    for (Path file : new Path[] {from, to}) {
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    }
  }

  /** So much sound is in both. */
  long milliseconds() throws IOException {
    return Math.min(Files.size(from), Files.size(to)) * 1000 / SAMPLE_BYTES / RATE;
  }

  /** Bytes of both. */
  long bytes() throws IOException {
    return Files.size(from) + Files.size(to);
  }

  /** What is in a file; nothing when it is not there. */
  static InputStream read(Path file) throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException gone) {
      return InputStream.nullInputStream();
    }
  }

  /** Removes both. */
  void remove() throws IOException {
    Files.deleteIfExists(to);
    Files.deleteIfExists(from); // the last: its name is what is looked for
  }
}
