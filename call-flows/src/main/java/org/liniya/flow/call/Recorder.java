package org.liniya.flow.call;

import java.io.IOException;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.RecordingClosed;
import org.liniya.call.JournalEvent.RecordingFailed;
import org.liniya.call.JournalEvent.RecordingStarted;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;

/** The recording of one call, once its notice was heard. Runs only on the call's thread. */
public final class Recorder {

  private sealed interface State {
    record NotYet() implements State {}

    record Running(Recording recording) implements State {}

    record Impossible() implements State {}
  }

  private final CallId call;
  private final Leg leg;
  private final RecordingPort port;
  private final CallLog log;
  private State state = new State.NotYet();

  Recorder(CallId call, Leg leg, RecordingPort port, CallLog log) {
    this.call = call;
    this.leg = leg;
    this.port = port;
    this.log = log;
  }

  /** The caller knows that the call is recorded: begin. Failing is journalled, no more. */
  public void noticeHeard() {
    if (!(state instanceof State.NotYet)) {
      return;
    }
    try {
      Recording recording = port.open(call);
      state = new State.Running(recording);
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

  /** Silences both directions while a secret is keyed in. */
  public void silence(boolean silent) {
    if (state instanceof State.Running(Recording recording)) {
      recording.silence(silent);
    }
  }

  /** Ends the recording; empty when there is none. */
  Optional<Recording.Closed> close() {
    if (!(state instanceof State.Running(Recording recording))) {
      return Optional.empty();
    }
    Recording.Closed closed = recording.close();
    log.attempt(new RecordingClosed(closed.length().toMillis(), closed.bytes(), closed.complete()));
    return Optional.of(closed);
  }
}
