package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.OperatorState;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.OperatorBoard;
import org.liniya.port.OperatorLines;
import org.liniya.port.OperatorStore;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the {@link Acd}: its platform thread {@code acd} takes a batch of events,
 * commits the decisions, and only then performs the effects. All other threads only leave events;
 * what they read is a snapshot made after each batch.
 */
final class AcdDriver implements WaitingRoom, OperatorLines, OperatorBoard, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AcdDriver.class);

  /**
   * So many events are handled before their effects; bounds how long an effect waits for the commit
   * of others.
   */
  private static final int MOST_IN_BATCH = 64;

  /** Waiting times in the snapshot are never older than this. */
  private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);

  /** Pauses that nobody asked for; registering anew ends them. */
  private static final Set<String> AUTOMATIC =
      Set.of(OperatorState.MISSED_CALLS, OperatorState.NOT_READY_YET);

  private static final Duration JOIN = Duration.ofSeconds(5);

  private final Acd acd;
  private final AcdCommits commits;
  private final Time time;
  private final OfferedLegs legs;
  private final WakeUps wakeUps;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<AcdEffect> effects = new ArrayList<>();
  private final List<Runnable> afterSnapshot = new ArrayList<>();
  private final Thread thread;
  private volatile Snapshot snapshot = new Snapshot(List.of(), List.of(), Map.of());

  /** What other threads may read. Immutable. */
  private record Snapshot(
      List<OperatorView> operators, List<GroupView> groups, Map<String, Figures> figures) {}

  /**
   * @param dialer used only after {@link #start}
   */
  AcdDriver(
      Acd acd,
      Dialer dialer,
      Journal journal,
      OperatorStore operators,
      Time time,
      List<SkillGroup> groups,
      List<OperatorProfile> profiles) {
    this.acd = acd;
    this.commits = new AcdCommits(journal, operators, time);
    this.time = time;
    this.legs = new OfferedLegs(dialer, time, this::handle, tasks::add);
    this.wakeUps = new WakeUps(time);
    this.thread = Thread.ofPlatform().name("acd").unstarted(this::run);
    happened(new AcdEvent.ConfigurationChanged(time.now(), groups, profiles));
    for (OperatorStore.Row row : operators.all()) {
      if (!row.reason().isEmpty() && !AUTOMATIC.contains(row.reason())) {
        happened(new AcdEvent.PauseRemembered(time.now(), row.operator(), row.reason()));
      }
    }
  }

  /** Begins to work; events that were left before are handled first. */
  void start() {
    thread.start();
  }

  private void happened(AcdEvent event) {
    tasks.add(() -> handle(event));
  }

  // ── the thread ────────────────────────────────────────────────────────────────────────────────

  private void run() {
    try {
      while (true) {
        batch();
      }
    } catch (InterruptedException e) {
      LOG.debug("the acd thread ends");
    }
  }

  private void batch() throws InterruptedException {
    long wait = Math.min(SNAPSHOT_EVERY.toNanos(), wakeUps.untilNext().toNanos());
    Runnable first = tasks.poll(wait, TimeUnit.NANOSECONDS);
    List<Runnable> batch = new ArrayList<>();
    if (first != null) {
      batch.add(first);
      tasks.drainTo(batch, MOST_IN_BATCH - 1);
    }
    batch.forEach(task -> guarded("event", task));
    wakeUps
        .due()
        .forEach(key -> guarded("wake-up", () -> handle(new AcdEvent.Woken(time.now(), key))));
    commitAndPerform();
    commits.saveAll();
    snapshot = read();
    afterSnapshot.forEach(Runnable::run);
    afterSnapshot.clear();
  }

  private Snapshot read() {
    Instant now = time.now();
    List<GroupView> groups = acd.groups(now);
    Map<String, Figures> figures = new HashMap<>();
    for (GroupView group : groups) {
      acd.figures(group.name(), now).ifPresent(f -> figures.put(group.name(), f));
    }
    return new Snapshot(acd.operators(), groups, Map.copyOf(figures));
  }

  /** A fault in one event must not stop the queues for all others. */
  private static void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the ACD failed on an {}; it goes on with the next", what, e);
    }
  }

  private void handle(AcdEvent event) {
    effects.addAll(acd.handle(event));
  }

  /**
   * Performing may bring further events at once (a dialler that fails at once); then there is
   * another round.
   */
  private void commitAndPerform() {
    while (!effects.isEmpty()) {
      List<AcdEffect> round = List.copyOf(effects);
      effects.clear();
      round.forEach(this::commit);
      round.forEach(effect -> guarded("effect", () -> perform(effect)));
    }
  }

  private void commit(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Journal entry -> commits.journal(entry);
      case AcdEffect.SaveOperator row -> commits.operator(row);
      case AcdEffect.Ring _,
          AcdEffect.CancelRing _,
          AcdEffect.HandOver _,
          AcdEffect.HangUpOperator _,
          AcdEffect.TellPlace _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.EndWaiting _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.WakeAt _ -> {
        // performed after the commit
      }
    }
  }

  private void perform(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Ring ring -> legs.ring(ring);
      case AcdEffect.CancelRing cancel -> legs.cancel(cancel.offer());
      case AcdEffect.HandOver handOver -> legs.handOver(handOver);
      case AcdEffect.HangUpOperator hangUp -> legs.hangUp(hangUp.offer(), hangUp.cause());
      case AcdEffect.TellPlace place ->
          legs.tell(place.call(), new Signal.PlaceChanged(place.place()));
      case AcdEffect.DirectRings rings ->
          legs.tell(rings.call(), new Signal.DirectRinging(rings.operator()));
      case AcdEffect.EndDirect end ->
          legs.tell(end.call(), new Signal.DirectFailed(end.operator(), end.cause()));
      case AcdEffect.EndWaiting end -> legs.tell(end.call(), new Signal.WaitingEnded(end.reason()));
      case AcdEffect.TellOperatorLeft left ->
          legs.tell(
              left.call(), new Signal.OperatorLeft(left.offer(), left.operator(), left.cause()));
      case AcdEffect.WakeAt wake -> wakeUps.add(wake.key(), wake.at());
      case AcdEffect.Journal _, AcdEffect.SaveOperator _ -> {
        // committed before
      }
    }
  }

  // ── the waiting room: from the calls' threads ─────────────────────────────────────────────────

  @Override
  public void enter(Request request) {
    tasks.add(
        () -> {
          legs.entered(request);
          handle(
              new AcdEvent.CallEntered(
                  time.now(),
                  request.call(),
                  request.group(),
                  request.language(),
                  request.arrived(),
                  request.headStart(),
                  AcdEvent.WhenNobody.WAIT));
        });
  }

  @Override
  public void leave(CallId call, String reason) {
    tasks.add(
        () -> {
          handle(new AcdEvent.CallLeft(time.now(), call, reason));
          legs.left(call);
        });
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    happened(new AcdEvent.CallBridged(time.now(), offer));
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    happened(new AcdEvent.CallerLeft(time.now(), offer, cause));
  }

  @Override
  public void direct(Request request, OperatorId operator) {
    tasks.add(
        () -> {
          legs.directed(request, operator);
          handle(
              new AcdEvent.CallDirected(
                  time.now(), request.call(), operator, request.group(), request.language()));
        });
  }

  @Override
  public void leaveDirect(CallId call, OperatorId operator, String reason) {
    happened(new AcdEvent.DirectLeft(time.now(), call, operator));
  }

  @Override
  public void move(OfferId offer, Request to) {
    tasks.add(
        () -> {
          legs.moved(offer, to);
          handle(new AcdEvent.OfferMoved(time.now(), offer, to.call(), to.group(), to.language()));
        });
  }

  @Override
  public void callingOut(OperatorId operator, CallId call) {
    happened(new AcdEvent.OperatorCallingOut(time.now(), operator, call));
  }

  @Override
  public void hungUp(OperatorId operator, CallId call) {
    happened(new AcdEvent.OperatorHungUp(time.now(), operator, call));
  }

  @Override
  public Optional<Figures> figures(String group) {
    return Optional.ofNullable(snapshot.figures().get(group));
  }

  // ── telephones that come and go: from the front end's threads ─────────────────────────────────

  @Override
  public void registered(OperatorId operator) {
    happened(new AcdEvent.OperatorRegistered(time.now(), operator));
  }

  @Override
  public void unregistered(OperatorId operator) {
    happened(new AcdEvent.OperatorUnregistered(time.now(), operator));
  }

  // ── the board: from the console's threads ─────────────────────────────────────────────────────

  @Override
  public List<OperatorView> operators() {
    return snapshot.operators();
  }

  @Override
  public List<GroupView> groups() {
    return snapshot.groups();
  }

  @Override
  public boolean pause(OperatorId operator, String reason) {
    if (!known(operator)) {
      return false;
    }
    takenIn(new AcdEvent.PauseRequested(time.now(), operator, reason));
    return true;
  }

  @Override
  public boolean ready(OperatorId operator) {
    if (!known(operator)) {
      return false;
    }
    takenIn(new AcdEvent.ReadyRequested(time.now(), operator));
    return true;
  }

  /**
   * Waits, for a bounded time, until the snapshot shows what the event did: who asks next shall see
   * it.
   */
  private void takenIn(AcdEvent event) {
    CountDownLatch shown = new CountDownLatch(1);
    tasks.add(
        () -> {
          handle(event);
          afterSnapshot.add(shown::countDown);
        });
    try {
      if (!shown.await(SNAPSHOT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the queues are slow to take in a supervisor's wish");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean known(OperatorId operator) {
    return snapshot.operators().stream().anyMatch(o -> o.id().equals(operator));
  }

  /** Ends the operators' legs and the thread. */
  @Override
  public void close() {
    tasks.add(legs::endAll);
    tasks.add(() -> Thread.currentThread().interrupt());
    try {
      if (!thread.join(JOIN)) {
        LOG.warn("the acd thread did not end in time");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
