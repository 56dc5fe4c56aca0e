package org.liniya.testkit.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;

/**
 * Recordings without sound, that remember when they ran and when they were silenced. For one
 * thread.
 */
public final class FakeRecordingPort implements RecordingPort {

  private final FakeTime time;
  private final Map<CallId, FakeRecording> recordings = new HashMap<>();
  private Optional<IOException> fault = Optional.empty();
  private boolean runningFail;

  public FakeRecordingPort(FakeTime time) {
    this.time = time;
  }

  /** One recording. */
  public final class FakeRecording implements Recording {
    private final Duration opened = time.elapsed();
    private final CallId call;
    private final List<Silence> silences = new ArrayList<>();
    private Optional<Closed> closed = Optional.empty();

    private FakeRecording(CallId call) {
      this.call = call;
    }

    @Override
    public CallId call() {
      return call;
    }

    @Override
    public void takeFrom(OutsideRecorder recorder) {}

    /** A change of silence and when it came. */
    public record Silence(Duration at, boolean silent) {}

    @Override
    public void fromCaller(
        long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {}

    @Override
    public void toCaller(long sentNanos, Encoding encoding, byte[] sound, int offset, int length) {}

    @Override
    public void silence(boolean silent) {
      mayFail();
      silences.add(new Silence(time.elapsed(), silent));
    }

    @Override
    public Closed close() {
      mayFail();
      Closed result =
          closed.orElseGet(
              () -> {
                Duration length = time.elapsed().minus(opened);
                return new Closed(length, length.toMillis() * 16, true);
              });
      closed = Optional.of(result);
      return result;
    }

    private void mayFail() {
      if (runningFail) {
        throw new IllegalStateException("the disk is gone (a test said so)");
      }
    }

    public Duration openedAt() {
      return opened;
    }

    public List<Silence> silences() {
      return List.copyOf(silences);
    }

    public boolean isClosed() {
      return closed.isPresent();
    }
  }

  /** From now on nothing can be opened; nothing when it works again. */
  public void failWith(Optional<IOException> failure) {
    fault = failure;
  }

  /** From now on running recordings throw, or work again. */
  public void runningFail(boolean fail) {
    runningFail = fail;
  }

  @Override
  public Recording open(CallId call) throws IOException {
    if (fault.isPresent()) {
      throw fault.get();
    }
    FakeRecording recording = new FakeRecording(call);
    recordings.put(call, recording);
    return recording;
  }

  @Override
  public void remove(CallId call) {
    recordings.remove(call);
  }

  @Override
  public Optional<InputStream> read(CallId call) {
    return Optional.ofNullable(recordings.get(call))
        .filter(FakeRecording::isClosed)
        .map(_ -> new ByteArrayInputStream(new byte[0]));
  }

  public Optional<FakeRecording> of(CallId call) {
    return Optional.ofNullable(recordings.get(call));
  }
}
