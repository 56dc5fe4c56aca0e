package org.liniya.server.run;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.callback.CallbackPlan.First;
import org.liniya.callback.DiallingRule;
import org.liniya.callback.DiallingRule.Decision;
import org.liniya.callback.TurnRule;
import org.liniya.console.CallbackList;
import org.liniya.port.Callbacks;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.State;
import org.liniya.port.StoreException;
import org.liniya.port.WaitingRoom.Figures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second which callbacks may be dialled, the oldest place first, and begins them; takes
 * back those that wait for an operator and may not be dialled any more. One virtual thread of its
 * own; {@link #latest} is for any thread.
 */
final class CallbackClock implements AutoCloseable, CallbackList {

  static final Duration PERIOD = Duration.ofSeconds(1);

  /** What can change at any moment is asked again after this. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** After a waiting that came to nothing. */
  private static final Duration NOTHING_CAME = Duration.ofSeconds(30);

  /** So many are asked about at one look, each with a few questions to the store. */
  private static final int MOST_ASKED = 50;

  /** So many wait, ring or talk at once. */
  private static final int MOST_AT_ONCE = 100;

  private static final String NOT_DIALLED = "callbacks are not dialled";

  private static final Logger LOG = LoggerFactory.getLogger(CallbackClock.class);

  private final CallbackParts parts;
  private final CallbackPace pace;
  private final Map<CallId, CallbackAttempt> underWay = new ConcurrentHashMap<>();
  private final Map<CallId, Decision.Later> postponed = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile int owed;

  /** One that does not run by itself. */
  CallbackClock(CallbackParts parts) {
    this.parts = parts;
    this.pace = new CallbackPace(parts.plan().aMinute());
    this.thread = Thread.ofVirtual().name("callbacks").unstarted(this::run);
  }

  /** The list where nobody is rung. */
  static CallbackList idle(Callbacks callbacks) {
    return limit ->
        callbacks.latest(limit).stream()
            .map(each -> new View(each, each.outcome().orElse(NOT_DIALLED), Optional.empty()))
            .toList();
  }

  static CallbackClock start(CallbackParts parts) {
    CallbackClock clock = new CallbackClock(parts);
    Gauge.builder("liniya.callbacks.owed", clock, each -> each.owed)
        .description("callbacks that are still to be made")
        .register(parts.metrics());
    Gauge.builder("liniya.callbacks.under.way", clock.underWay, Map::size)
        .description("callbacks that wait for an operator, ring or talk")
        .register(parts.metrics());
    clock.thread.start();
    return clock;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (StoreException e) {
        LOG.atWarn().setCause(e).log("callbacks cannot be looked at; tried again soon");
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("cause", e.getClass().getSimpleName())
            .log("looking at callbacks failed");
      }
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One look; for its thread. */
  void look() {
    List<Standing> standing = parts.ports().callbacks().standing(Callbacks.MOST);
    owed = standing.size();
    Set<CallId> present =
        standing.stream().map(each -> each.task().call()).collect(Collectors.toSet());
    postponed.keySet().retainAll(present);
    int asked = 0;
    for (Standing each : standing) {
      if (asked < MOST_ASKED && isDue(each)) {
        asked++;
        lookAt(each);
      }
    }
    underWay.forEach(
        (call, attempt) -> {
          if (!present.contains(call) && attempt.stand() == CallbackAttempt.Stand.WAITING) {
            attempt.withdraw(); // its caller came first
          }
        });
  }

  private boolean isDue(Standing callback) {
    Decision.Later later = postponed.get(callback.task().call());
    return later == null || !parts.now().isBefore(later.next());
  }

  private void lookAt(Standing callback) {
    CallId call = callback.task().call();
    Optional<CallbackAttempt> attempt = Optional.ofNullable(underWay.get(call));
    if (attempt.isEmpty() && callback.state() == State.DIALLING) {
      lost(callback);
      return;
    }
    if (attempt.filter(each -> each.stand() != CallbackAttempt.Stand.WAITING).isPresent()) {
      return;
    }
    Decision decision = parts.decide(callback, inUse(callback));
    switch (decision) {
      case Decision.Never(String reason) -> close(callback, reason);
      case Decision.Later later -> postpone(call, later);
      case Decision.Now _ -> postponed.remove(call);
    }
    if (decision instanceof Decision.Now) {
      if (attempt.isEmpty()) {
        begin(callback);
      }
    } else {
      attempt.ifPresent(CallbackAttempt::withdraw);
    }
  }

  /** The server died in a try, or could not say how it ended: it has counted. */
  private void lost(Standing callback) {
    CallId call = callback.task().call();
    if (parts.ports().callbacks().missed(call, parts.now().plus(parts.plan().spacing()))) {
      parts.count("lost");
      parts
          .ports()
          .journal()
          .commit(
              call,
              parts.now(),
              new JournalEvent.CallbackMissed(callback.tries(), "the server stopped"));
    }
  }

  private void close(Standing callback, String reason) {
    CallId call = callback.task().call();
    Instant now = parts.now();
    if (parts.ports().callbacks().close(call, reason, now)) {
      parts.metrics().counter("liniya.callbacks.given.up").increment();
      parts.ports().journal().commit(call, now, new JournalEvent.CallbackGivenUp(reason));
      LOG.atInfo().addKeyValue("call", call).log("not called back: {}", reason);
    }
  }

  /** What it waits for goes into the journal once; that its call must end first is no news. */
  private void postpone(CallId call, Decision.Later later) {
    Instant soonest = parts.now().plus(AGAIN);
    Decision.Later until =
        later.next().isAfter(soonest) ? later : new Decision.Later(later.reason(), soonest);
    Decision.Later before = postponed.put(call, until);
    boolean told = before != null && before.reason().equals(until.reason());
    if (!told && !until.reason().equals(DiallingRule.CALL_GOES_ON)) {
      parts
          .ports()
          .journal()
          .note(
              call,
              parts.now(),
              new JournalEvent.CallbackPostponed(until.reason(), until.next().toString()));
    }
  }

  private boolean inUse(Standing callback) {
    return underWay.entrySet().stream()
        .anyMatch(
            each ->
                !each.getKey().equals(callback.task().call())
                    && each.getValue().number().equals(callback.task().number()));
  }

  private void begin(Standing callback) {
    CallId call = callback.task().call();
    if (underWay.size() >= MOST_AT_ONCE
        || parts.active().draining()
        || !(turn(callback) instanceof TurnRule.Decision.ItsTurn)
        || !pace.allows(parts.now())) {
      return;
    }
    pace.begins(parts.now());
    CallbackAttempt attempt = new CallbackAttempt(parts, callback);
    underWay.put(call, attempt);
    Thread.ofVirtual()
        .name("callback-" + call)
        .start(
            () -> {
              try {
                attempt.run();
              } finally {
                ended(call, attempt);
              }
            });
  }

  /** One that the queue gave back, or that had no try for another reason, is not due at once. */
  private void ended(CallId call, CallbackAttempt attempt) {
    if (attempt.stand() == CallbackAttempt.Stand.WAITING) {
      postponed.putIfAbsent(
          call, new Decision.Later("came to nothing", parts.now().plus(NOTHING_CAME)));
    }
    underWay.remove(call);
  }

  /** In a queue with operators first it is always its turn: the queue keeps the order. */
  private TurnRule.Decision turn(Standing callback) {
    if (parts.plan().first() == First.OPERATOR) {
      return new TurnRule.Decision.ItsTurn();
    }
    String group = parts.group(callback.task());
    Figures figures =
        parts.ports().waitingRoom().figures(group).orElse(new Figures(0, Duration.ZERO, 0, 0));
    long rung =
        underWay.values().stream()
            .filter(each -> each.group().equals(group))
            .filter(each -> each.stand() != CallbackAttempt.Stand.SERVED)
            .count();
    return TurnRule.decide(
        figures.loggedIn(), figures.ready(), before(callback, figures), (int) rung);
  }

  /** All who wait, unless the longest waiting came after it. */
  private int before(Standing callback, Figures figures) {
    Instant oldest = parts.now().minus(figures.longestWait());
    return oldest.isAfter(callback.task().rank()) ? 0 : figures.waiting();
  }

  // ---- for those who look

  @Override
  public List<View> latest(int limit) {
    return parts.ports().callbacks().latest(limit).stream().map(this::view).toList();
  }

  private View view(Standing callback) {
    if (callback.outcome().isPresent()) {
      return new View(callback, callback.outcome().get(), Optional.empty());
    }
    CallbackAttempt attempt = underWay.get(callback.task().call());
    if (attempt != null) {
      return new View(callback, attempt.stand().words(), Optional.empty());
    }
    return switch (parts.decide(callback, inUse(callback))) {
      case Decision.Later(String reason, Instant next) ->
          new View(callback, reason, Optional.of(next));
      case Decision.Never(String reason) -> new View(callback, reason, Optional.empty());
      case Decision.Now _ ->
          turn(callback) instanceof TurnRule.Decision.Waits(String reason)
              ? new View(callback, reason, Optional.empty())
              : new View(callback, "due", Optional.empty());
    };
  }

  /** Those that wait for an operator are let go; those that talk were ended before. */
  @Override
  public void close() {
    thread.interrupt();
    underWay.values().forEach(CallbackAttempt::withdraw);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
