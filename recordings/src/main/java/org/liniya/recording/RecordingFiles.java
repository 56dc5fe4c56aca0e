package org.liniya.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.audio.WavFormat;
import org.liniya.call.CallId;
import org.liniya.port.OutsideRecorder;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where recordings lie. A recording being made is {@code open/ID.wav}; a finished one is {@code
 * YYYY/MM/DD/ID.wav}, moved there in one step. So a file under a date is complete, and what a crash
 * left behind is found in one folder. The date is that of the call's identifier (the moment the
 * call arrived) in UTC: it needs no configuration and no day has 23 hours. Stateless but for its
 * folder; thread-safe; blocks on the disk.
 */
public final class RecordingFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);
  private static final int FRAME = 4;

  /** A day: the most that is taken over. */
  private static final long MOST_FRAMES = 86_400L * G711.RATE;

  private static final String SUFFIX = ".wav";

  /** A recording that a crash had left open, and how much of it there is. */
  public record Repaired(CallId call, Duration length, long bytes) {}

  private final Path folder;

  /**
   * Recordings under a folder, which is made when it is needed.
   *
   * @param folder usually {@code data/recordings}
   */
  public RecordingFiles(Path folder) {
    this.folder = folder;
  }

  /** Where the finished recording of a call lies or would lie. */
  public Path finished(CallId call) {
    Instant arrived = Instant.ofEpochMilli(call.value().getMostSignificantBits() >>> 16);
    LocalDate day = arrived.atZone(ZoneOffset.UTC).toLocalDate();
    return folder
        .resolve("%04d".formatted(day.getYear()))
        .resolve("%02d".formatted(day.getMonthValue()))
        .resolve("%02d".formatted(day.getDayOfMonth()))
        .resolve(call + SUFFIX);
  }

  /** The bytes of a finished recording; the reader closes them. */
  public Optional<InputStream> read(CallId call) throws IOException {
    try {
      return Optional.of(Files.newInputStream(finished(call)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Finishes every recording that a crash has left open: its header is made true, what is no whole
   * frame is cut off, and it is moved to its date. To be called at start-up, before the first
   * recording is opened. A file that cannot be repaired is logged and left where it is.
   *
   * @throws IOException when the folder cannot be listed
   */
  public List<Repaired> repairAll() throws IOException {
    if (!Files.isDirectory(open())) {
      return List.of();
    }
    List<Path> left;
    try (Stream<Path> listing = Files.list(open())) {
      left = listing.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    List<Repaired> repaired = new ArrayList<>();
    for (Path file : left) {
      repair(file).ifPresent(repaired::add);
    }
    return List.copyOf(repaired);
  }

  /** Finishes one file of {@link #open}; empty when it cannot be done, which is logged. */
  Optional<Repaired> repair(Path file) {
    try {
      String name = file.getFileName().toString();
      CallId call = CallId.parse(name.substring(0, name.length() - SUFFIX.length()));
      long dataBytes = trueHeader(file);
      finish(call, file);
      Duration length = Duration.ofNanos(dataBytes / FRAME * 1_000_000_000L / G711.RATE);
      LOG.atWarn().addKeyValue("call", call).log("recording repaired length={}", length);
      return Optional.of(new Repaired(call, length, Wav.HEADER_BYTES + dataBytes));
    } catch (IOException | IllegalArgumentException e) {
      LOG.atError().setCause(e).log("recording {} cannot be repaired", file.getFileName());
      return Optional.empty();
    }
  }

  /**
   * Makes a recording of what an outside recorder has left when we were killed, as far as it goes,
   * and has its files removed. Empty when it cannot be done, which is logged: the next start tries
   * again. To be called before {@link #repairAll}.
   */
  public Optional<Repaired> takeOver(CallId call, OutsideRecorder.Tape tape) {
    try {
      Path file = Files.createDirectories(open()).resolve(call + SUFFIX);
      Files.deleteIfExists(file);
      try (Output output = Output.file(file);
          TapeCopy copy = new TapeCopy(tape)) {
        copy.into(output, 0, MOST_FRAMES, _ -> false, _ -> {});
      }
      Optional<Repaired> repaired = repair(file);
      if (repaired.isPresent()) {
        tape.remove();
      }
      return repaired;
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("call", call)
          .setCause(e)
          .log("what another recorder has written cannot be taken over; the next start tries it");
      return Optional.empty();
    }
  }

  private static long trueHeader(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long frames = Math.max(0, channel.size() - Wav.HEADER_BYTES) / FRAME;
      channel.write(ByteBuffer.wrap(Wav.header(WavFormat.PCM_16, 2, G711.RATE, frames * FRAME)), 0);
      channel.truncate(Wav.HEADER_BYTES + frames * FRAME);
      channel.force(true);
      return frames * FRAME;
    }
  }

  /**
   * A recording that had its last name when a crash came, but may not be known to ticket and
   * journal. Empty when the call has none.
   *
   * @throws IOException when the file is there and cannot be read
   */
  public Optional<Repaired> finishedAlready(CallId call) throws IOException {
    try {
      long bytes = Files.size(finished(call));
      long frames = Math.max(0, bytes - Wav.HEADER_BYTES) / FRAME;
      return Optional.of(
          new Repaired(call, Duration.ofNanos(frames * 1_000_000_000L / G711.RATE), bytes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes all files of a call: those whose names begin with its identifier, finished or not. Does
   * nothing when there are none.
   *
   * @throws IOException when one is left
   */
  public void remove(CallId call) throws IOException {
    for (Path place : List.of(finished(call).resolveSibling(""), open())) {
      if (Files.isDirectory(place)) {
        List<Path> files;
        try (Stream<Path> listing = Files.list(place)) {
          files = listing.filter(file -> isOf(call, file)).toList();
        }
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOf(CallId call, Path file) {
    return String.valueOf(file.getFileName()).startsWith(call.toString());
  }

  /** The folder of recordings being made. */
  Path open() {
    return folder.resolve("open");
  }

  /**
   * The name of a new recording; its folder exists then.
   *
   * @throws FileAlreadyExistsException when the call already has a finished one
   */
  Path newFile(CallId call) throws IOException {
    Path finished = finished(call);
    if (Files.exists(finished)) {
      throw new FileAlreadyExistsException(finished.getFileName().toString());
    }
    return Files.createDirectories(open()).resolve(call + SUFFIX);
  }

  /** Moves a closed file to its date. */
  void finish(CallId call, Path file) throws IOException {
    Path finished = finished(call);
    Files.createDirectories(finished.getParent());
    Files.move(file, finished, StandardCopyOption.ATOMIC_MOVE);
    FaultPoint.RECORDING_MOVED.pass();
  }
}
