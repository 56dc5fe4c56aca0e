package org.liniya.flow;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.liniya.port.StoreException;
import org.liniya.testkit.call.FakeLeg.Verb;
import org.liniya.testkit.call.FakePromptCatalogue.State;

/** Everything around a flow that can break, one thing each. */
enum Fault {
  TICKETS,
  JOURNAL,
  CALLS,
  DATABASE,
  WAITING_ROOM,
  VERIFICATION,
  PROMPTS,
  SOUNDS,
  RECORDINGS,
  PLAY,
  BRIDGE,
  RECORD,
  RECOGNIZER,
  EAR;

  void turn(Scenario s, boolean on) {
    switch (this) {
      case TICKETS -> s.tickets.failing(on);
      case JOURNAL -> s.journal.failing(on);
      case CALLS -> s.calls.failing(on);
      case DATABASE -> {
        s.tickets.failing(on);
        s.journal.failing(on);
        s.calls.failing(on);
        s.callbacks.failing(on);
      }
      case WAITING_ROOM ->
          s.room.failWith(
              on ? Optional.of(new StoreException("a test said so")) : Optional.empty());
      case VERIFICATION -> s.verification.breaks(on);
      case PROMPTS -> s.prompts.state(on ? State.BROKEN : State.WELL);
      case SOUNDS -> s.prompts.state(on ? State.SILENT : State.WELL);
      case RECORDINGS -> {
        s.recordings.failWith(
            on ? Optional.of(new IOException("a test said so")) : Optional.empty());
        s.recordings.runningFail(on);
      }
      case PLAY -> s.leg.failing(on ? Set.of(Verb.PLAY) : Set.of());
      case BRIDGE -> s.leg.failing(on ? Set.of(Verb.BRIDGE) : Set.of());
      case RECOGNIZER -> s.recognizer.breaks(on);
      case EAR -> s.leg.failing(on ? Set.of(Verb.LEND) : Set.of());
      case RECORD -> s.leg.failing(on ? Set.of(Verb.RECORD) : Set.of());
    }
  }

  /** While it lasts the caller cannot be spoken to. */
  boolean mutes() {
    return this == PROMPTS || this == SOUNDS || this == PLAY;
  }

  /** While it lasts no operator can be reached. */
  boolean partsFromOperators() {
    return this == WAITING_ROOM || this == BRIDGE;
  }
}
