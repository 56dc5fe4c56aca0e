package org.liniya.recording;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.liniya.audio.G711;
import org.liniya.call.CallId;
import org.liniya.port.OutsideRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound of a recording that another recorder writes down. The call's thread gives orders; when
 * it has {@link #end ended} it, the finisher copies.
 */
final class OutsideSound {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideSound.class);

  /** Sound beyond the closing, by clocks that differ, is kept so far. */
  private static final long BEYOND = G711.RATE;

  private final CallId call;
  private boolean silenced;
  private volatile Optional<OutsideRecorder> recorder = Optional.empty();
  private volatile Optional<OutsideRecorder.Tape> tape = Optional.empty();

  OutsideSound(CallId call) {
    this.call = call;
  }

  void takeFrom(OutsideRecorder outside) {
    recorder = Optional.of(outside);
    if (silenced) {
      outside.silence(true);
    }
  }

  void silence(boolean silent) {
    silenced = silent;
    recorder.ifPresent(outside -> outside.silence(silent));
  }

  /** Waits for the other recorder's end; never throws. */
  void end() {
    try {
      tape = recorder.map(OutsideRecorder::end);
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  boolean isThere() {
    return recorder.isPresent();
  }

  /**
   * Copies all of it; false when something of it is missing.
   *
   * @param position where a moment of {@link System#nanoTime} is in the recording
   * @param closed where the recording ends
   */
  boolean copy(
      Output output,
      LongUnaryOperator position,
      long closed,
      LongPredicate hushed,
      TapeCopy.Progress progress) {
    if (tape.isEmpty()) {
      return false;
    }
    OutsideRecorder.Tape written = tape.get();
    long offset = position.applyAsLong(written.startedNanos());
    try (TapeCopy copy = new TapeCopy(written)) {
      copy.into(output, offset, closed + BEYOND, hushed, progress);
      return written.whole();
    } catch (IOException e) {
      lost(e);
      tape = Optional.empty(); // it stays where it is: the next start tries again
      return false;
    }
  }

  /** It is in our file, and not needed where it came from. */
  void remove() {
    try {
      if (tape.isPresent()) {
        tape.get().remove();
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("call", call).setCause(e).log("the other recorder's files stay");
    }
  }

  private void lost(Exception e) {
    LOG.atError()
        .addKeyValue("call", call)
        .setCause(e)
        .log("what the other recorder has written cannot be taken over; the next start tries it");
  }
}
