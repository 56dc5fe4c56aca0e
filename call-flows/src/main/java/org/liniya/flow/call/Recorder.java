package org.liniya.flow.call;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.RecordingClosed;
import org.liniya.call.JournalEvent.RecordingFailed;
import org.liniya.call.JournalEvent.RecordingStarted;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;
import org.liniya.port.Time;

/** The recording of one call, once its notice was heard. Runs only on the call's thread. */
public final class Recorder {

  private sealed interface State {
    record NotYet() implements State {}

    /**
     * @param since a time of {@link Time#elapsed}
     */
    record Running(Recording recording, Duration since) implements State {}

    record Impossible() implements State {}

    /** Ended before the call; {@code kept} when what there is can be played. */
    record Ended(boolean kept) implements State {}
  }

  private final CallId call;
  private final Leg leg;
  private final RecordingPort port;
  private final CallLog log;
  private final Time time;
  private State state = new State.NotYet();

  Recorder(CallId call, Leg leg, RecordingPort port, CallLog log, Time time) {
    this.call = call;
    this.leg = leg;
    this.port = port;
    this.log = log;
    this.time = time;
  }

  /** The caller knows that the call is recorded: begin. Failing is journalled, no more. */
  public void noticeHeard() {
    if (!(state instanceof State.NotYet)) {
      return;
    }
    try {
      Recording recording = port.open(call);
      state = new State.Running(recording, time.elapsed());
      leg.record(recording);
      log.note(new RecordingStarted());
    } catch (IOException | RuntimeException e) {
      state = state instanceof State.Running ? state : new State.Impossible();
      log.note(new RecordingFailed(e.getClass().getSimpleName()));
    }
  }

  public boolean running() {
    return state instanceof State.Running;
  }

  /** Where the recording is in this moment, from its beginning; empty while there is none. */
  public Optional<Duration> position() {
    return state instanceof State.Running(_, Duration since)
        ? Optional.of(time.elapsed().minus(since))
        : Optional.empty();
  }

  /**
   * Silences both directions while a secret is keyed in. A recording that cannot be silenced is
   * ended: rather no recording than one with a secret in it.
   */
  public void silence(boolean silent) {
    if (!(state instanceof State.Running(Recording recording, _))) {
      return;
    }
    try {
      recording.silence(silent);
    } catch (RuntimeException e) {
      log.note(new RecordingFailed(e.getClass().getSimpleName()));
      end(recording);
    }
  }

  private void end(Recording recording) {
    try {
      closed(recording);
      state = new State.Ended(true);
    } catch (RuntimeException e) {
      state = new State.Ended(false);
      log.note(new RecordingFailed(e.getClass().getSimpleName()));
    }
  }

  /** Ends the recording; whether there is one. */
  boolean close() {
    return switch (state) {
      case State.Running(Recording recording, _) -> {
        closed(recording);
        yield true;
      }
      case State.Ended(boolean kept) -> kept;
      case State.NotYet _, State.Impossible _ -> false;
    };
  }

  private void closed(Recording recording) {
    Recording.Closed closed = recording.close();
    log.attempt(new RecordingClosed(closed.length().toMillis(), closed.bytes(), closed.complete()));
  }
}
