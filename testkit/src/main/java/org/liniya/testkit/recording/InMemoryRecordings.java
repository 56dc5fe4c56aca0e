package org.liniya.testkit.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;

/** Recordings that live as long as a test. Thread-safe, by locking: not for real media. */
public final class InMemoryRecordings implements RecordingPort {

  private static final int LATE = 480;
  private static final int AHEAD = 960;

  private final Map<CallId, byte[]> finished = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** From now on nothing can be opened. */
  public void fail() {
    failing = true;
  }

  @Override
  public Recording open(CallId call) throws IOException {
    if (failing) {
      throw new IOException("no recording: the test wants it so");
    }
    return new Tape(call);
  }

  @Override
  public Optional<InputStream> read(CallId call) {
    return Optional.ofNullable(finished.get(call)).map(ByteArrayInputStream::new);
  }

  @Override
  public void remove(CallId call) {
    finished.remove(call);
  }

  /** A stretch of silence. */
  private record Hush(int from, int to) {}

  private final class Tape implements Recording {
    private final CallId call;
    private final long openedNanos = System.nanoTime();
    private Optional<OutsideRecorder> outside = Optional.empty();
    private final List<Hush> hushes = new ArrayList<>();
    private short[] left = new short[0];
    private short[] right = new short[0];
    private long silentFrom = Long.MAX_VALUE;
    private Optional<Closed> closed = Optional.empty();

    Tape(CallId call) {
      this.call = call;
    }

    @Override
    public CallId call() {
      return call;
    }

    @Override
    public synchronized void takeFrom(OutsideRecorder recorder) {
      outside = Optional.of(recorder);
      if (silentFrom != Long.MAX_VALUE) {
        recorder.silence(true);
      }
    }

    @Override
    public synchronized void fromCaller(
        long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
      left = add(left, arrivalNanos, encoding, sound, offset, length);
    }

    @Override
    public synchronized void toCaller(
        long sentNanos, Encoding encoding, byte[] sound, int offset, int length) {
      right = add(right, sentNanos, encoding, sound, offset, length);
    }

    private short[] add(
        short[] track, long nanos, Encoding encoding, byte[] sound, int offset, int length) {
      int position = position(nanos);
      if (closed.isPresent() || track.length - position > AHEAD) {
        return track;
      }
      int at = position - track.length > LATE ? position : track.length;
      short[] longer = Arrays.copyOf(track, at + length);
      if (nanos < silentFrom) {
        G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
        law.decode(sound, offset, longer, at, length);
      }
      return longer;
    }

    private int position(long nanos) {
      return (int) (Math.max(0, nanos - openedNanos) * G711.RATE / 1_000_000_000L);
    }

    @Override
    public synchronized void silence(boolean silent) {
      int now = position(System.nanoTime());
      if (silent) {
        hushes.add(new Hush(now, Integer.MAX_VALUE));
      } else if (!hushes.isEmpty()) {
        hushes.add(new Hush(hushes.removeLast().from(), now));
      }
      silentFrom = silent ? System.nanoTime() : Long.MAX_VALUE;
      outside.ifPresent(recorder -> recorder.silence(silent));
    }

    /** What the other recorder has written; whether it is all. */
    private boolean takeOver(OutsideRecorder recorder) {
      try {
        OutsideRecorder.Tape tape = recorder.end();
        left = copied(tape.sent(), position(tape.startedNanos()));
        right = copied(tape.heard(), position(tape.startedNanos()));
        tape.remove();
        return tape.whole();
      } catch (IOException | RuntimeException e) {
        return false;
      }
    }

    private short[] copied(InputStream sound, int offset) throws IOException {
      try (sound) {
        ShortBuffer samples =
            ByteBuffer.wrap(sound.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] track = new short[offset + samples.remaining()];
        samples.get(track, offset, samples.remaining());
        for (Hush hush : hushes) {
          int end = Math.min(hush.to(), track.length);
          if (hush.from() < end) {
            Arrays.fill(track, hush.from(), end, (short) 0);
          }
        }
        return track;
      }
    }

    @Override
    public synchronized Closed close() {
      if (closed.isEmpty()) {
        int now = position(System.nanoTime());
        boolean whole = outside.isEmpty() || takeOver(outside.get());
        int length = Math.max(now, Math.max(left.length, right.length));
        byte[] file =
            Wav.stereo(Arrays.copyOf(left, length), Arrays.copyOf(right, length)).toBytes();
        finished.put(call, file);
        Duration duration = Duration.ofNanos(length * (1_000_000_000L / G711.RATE));
        closed = Optional.of(new Closed(duration, file.length, whole));
      }
      return closed.get();
    }
  }
}
