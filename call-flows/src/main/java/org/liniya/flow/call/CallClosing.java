package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent.CallEnded;
import org.liniya.call.Signal;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the end of every call needs, in one place and whatever happened before: the leg down, late
 * operators let go, the recording closed, a callback owed to whom we cut off, the journal's last
 * line, ticket and call row ended. Each part is tried even when another failed; what could not be
 * stored is tried again later. The row is the last: a call without an ending there is settled at
 * the next start, and then the journal's line says how it ended. Runs only on the call's thread.
 */
public final class CallClosing {

  private static final Logger LOG = LoggerFactory.getLogger(CallClosing.class);

  private final LiveCall call;

  public CallClosing(LiveCall call) {
    this.call = call;
  }

  public void close(Ending ending, String reason, EndCause cause) {
    Instant at = call.ports().time().now();
    attempt("playing", () -> call.line().stopPlaying());
    attempt("leg", () -> call.line().leg().hangUp(cause));
    attempt("late signals", this::letLateOperatorsGo);
    attempt("recording", this::closeRecording);
    OwedCallback callback = new OwedCallback(call.arrival().call(), call.ports(), call.language());
    boolean cutOff = ending == Ending.CUT_OFF;
    if (cutOff) {
      call.writes().store("callback", callback::settle);
    }
    call.log().attempt(new CallEnded(ending, reason));
    call.writes().store("ticket", call.ticket().ended(ending, at));
    call.writes()
        .store(
            "call row",
            () -> {
              if (cutOff && !callback.settled()) {
                throw new StoreException("cannot end the call before its callback is settled");
              }
              call.ports().calls().ended(call.arrival().call(), ending, at);
            });
    call.writes().finish(call.ports().retries());
    LOG.atInfo()
        .addKeyValue("call", call.arrival().call())
        .addKeyValue("ending", ending.word())
        .addKeyValue("reason", reason)
        .log("call ended");
  }

  /** An operator may answer in the very moment in which the caller hangs up. */
  private void letLateOperatorsGo() {
    try {
      Optional<Signal> late = call.inbox().next(Duration.ZERO);
      while (late.isPresent()) {
        call.stray(late.get());
        late = call.inbox().next(Duration.ZERO);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeRecording() {
    if (call.recorder().close()) {
      call.ticket().recorded();
    }
  }

  private void attempt(String what, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", call.arrival().call())
          .addKeyValue("part", what)
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a part of a call's end failed");
    }
  }
}
