package org.liniya.flow.call;

import java.time.Instant;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of one call, with its id and the time filled in. Runs only on the call's thread. */
public final class CallLog {

  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

  private enum Strictness {
    STRICT,
    LENIENT
  }

  private final CallId call;
  private final Journal journal;
  private final Time time;
  private Strictness strictness = Strictness.STRICT;

  CallLog(CallId call, Journal journal, Time time) {
    this.call = call;
    this.journal = journal;
    this.time = time;
  }

  public void note(JournalEvent.Batched event) {
    try {
      journal.note(call, time.now(), event);
    } catch (RuntimeException e) {
      // the port promises not to throw; a caller must not suffer when it does
      lost(event, e);
    }
  }

  /**
   * Commits an event before anyone may rely on it.
   *
   * @throws org.liniya.port.StoreException when it could not be committed
   */
  public void commit(JournalEvent.Durable event) {
    if (strictness == Strictness.LENIENT) {
      attempt(event);
    } else {
      journal.commit(call, time.now(), event);
    }
  }

  /** Stores something that recovery relies on, as {@link #commit} does. */
  void store(Runnable writing) {
    if (strictness == Strictness.STRICT) {
      writing.run();
      return;
    }
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", call)
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a fact of a call could not be stored");
    }
  }

  /**
   * Commits an event that is no reason to stop what is going on, such as a talk; when that fails
   * the journal gets it as soon as it can.
   */
  public void attempt(JournalEvent.Durable event) {
    Instant at = time.now();
    try {
      journal.commit(call, at, event);
    } catch (StoreException e) {
      later(at, event);
    } catch (RuntimeException e) {
      lost(event, e);
    }
  }

  private void later(Instant at, JournalEvent.Durable event) {
    try {
      journal.commitLater(call, at, event);
    } catch (RuntimeException e) {
      // as in note
      lost(event, e);
    }
  }

  /** From now on serving the caller counts for more than the journal: the last resort. */
  void serveAnyway() {
    strictness = Strictness.LENIENT;
  }

  private void lost(JournalEvent event, RuntimeException e) {
    LOG.atError()
        .addKeyValue("call", call)
        .addKeyValue("event", event.kind())
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("a journal event was lost");
  }
}
