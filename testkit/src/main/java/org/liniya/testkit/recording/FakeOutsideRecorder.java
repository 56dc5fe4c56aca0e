package org.liniya.testkit.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.port.OutsideRecorder;

/** Another recorder that has written what the test says, silenced or not. For one thread. */
public final class FakeOutsideRecorder implements OutsideRecorder {

  private final long startedNanos;
  private final Optional<short[]> sent;
  private final short[] heard;
  private final boolean whole;
  private final List<Boolean> silences = new ArrayList<>();
  private boolean removed;

  private FakeOutsideRecorder(
      long startedNanos, Optional<short[]> sent, short[] heard, boolean whole) {
    this.startedNanos = startedNanos;
    this.sent = sent;
    this.heard = heard;
    this.whole = whole;
  }

  /** With sound, 8,000 samples a second, that begins at a moment of {@link System#nanoTime}. */
  public FakeOutsideRecorder(long startedNanos, short[] sent, short[] heard, boolean whole) {
    this(startedNanos, Optional.of(sent), heard, whole);
  }

  /** Its sound cannot be read. */
  public static FakeOutsideRecorder withoutSound() {
    return new FakeOutsideRecorder(System.nanoTime(), Optional.empty(), new short[0], true);
  }

  @Override
  public void silence(boolean silent) {
    silences.add(silent);
  }

  /** The orders it got. */
  public List<Boolean> silences() {
    return List.copyOf(silences);
  }

  /** Whether what it wrote is not needed any more. */
  public boolean isRemoved() {
    return removed;
  }

  @Override
  public Tape end() {
    return new Tape() {
      @Override
      public long startedNanos() {
        return startedNanos;
      }

      @Override
      public boolean whole() {
        return whole;
      }

      @Override
      public InputStream sent() throws IOException {
        return bytes(sent.orElseThrow(() -> new NoSuchFileException("what was sent")));
      }

      @Override
      public InputStream heard() {
        return bytes(heard);
      }

      @Override
      public void remove() {
        removed = true;
      }
    };
  }

  private static InputStream bytes(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return new ByteArrayInputStream(bytes.array());
  }
}
