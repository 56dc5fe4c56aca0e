package org.liniya.server.run;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.Reconciliation;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.OperatorStore;
import org.liniya.port.Time;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the {@link Acd}: the platform thread {@code acd} takes a batch of events,
 * commits the decisions, and only then performs the effects. Other threads only leave events, and
 * read the snapshot made after each batch.
 */
final class AcdThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AcdThread.class);

  /**
   * So many events are handled before their effects; bounds how long an effect waits for the commit
   * of others.
   */
  private static final int MOST_IN_BATCH = 64;

  /** Waiting times in the snapshot are never older than this. */
  private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(1);

  private static final Duration JOIN = Duration.ofSeconds(5);

  /** What a task has at hand while it runs on the thread. */
  record Work(Consumer<AcdEvent> acd, OfferedLegs legs) {
    void handle(AcdEvent event) {
      acd.accept(event);
    }
  }

  private final Acd acd;
  private final AcdRecord record;
  private final AcdCommits commits;
  private final Time time;
  private final OfferedLegs legs;
  private final WakeUps wakeUps;
  private final AcdEffects effects;
  private final Work work;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<AcdEffect> decided = new ArrayList<>();
  private final List<Runnable> afterSnapshot = new ArrayList<>();
  private final Thread thread;
  private final Reconciliation reconciliation = new Reconciliation();
  private final AtomicLong repairs = new AtomicLong();
  private final Map<String, Duration> told = new HashMap<>();
  private volatile Function<String, Duration> estimates = _ -> Duration.ZERO;
  private Duration nextLook = Duration.ZERO;
  private volatile AcdSnapshot snapshot = AcdSnapshot.EMPTY;

  /**
   * @param dialer used only after {@link #start}
   * @param supervisors told on the {@code acd} thread
   */
  AcdThread(
      Acd acd,
      AcdRecord record,
      Dialer dialer,
      Journal journal,
      OperatorStore operators,
      Time time,
      Consumer<AcdEffect.TellMissesPaused> supervisors) {
    this.acd = acd;
    this.record = record;
    this.commits = new AcdCommits(journal, operators, time);
    this.time = time;
    this.legs = new OfferedLegs(dialer, time, this::take, tasks::add);
    this.wakeUps = new WakeUps(time);
    this.effects = new AcdEffects(commits, legs, wakeUps, supervisors);
    this.work = new Work(this::take, legs);
    this.thread = Thread.ofPlatform().name("acd").unstarted(this::run);
  }

  // ── from any thread ───────────────────────────────────────────────────────────────────────────

  /** Begins to work; events that were left before are handled first. */
  void start() {
    thread.start();
  }

  /** Who knows what a further caller of a group has to expect; asked on the thread. */
  void estimatesBy(Function<String, Duration> whoKnows) {
    estimates = whoKnows;
  }

  /** Leaves an event. */
  void happened(AcdEvent event) {
    tasks.add(() -> take(event));
  }

  /** Leaves more than an event: the telephones are to learn of it too. */
  void later(Consumer<Work> task) {
    tasks.add(() -> task.accept(work));
  }

  /**
   * Leaves an event and waits, for a bounded time, until the snapshot shows what it did: who asks
   * next shall see it.
   */
  void takenIn(AcdEvent event) {
    CountDownLatch shown = new CountDownLatch(1);
    tasks.add(
        () -> {
          take(event);
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

  /** Asks the queues and waits, for a bounded time; empty when they are too busy to answer. */
  <T> Optional<T> ask(Function<Acd, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(() -> answer.completeAsync(() -> question.apply(acd), Runnable::run));
    try {
      return Optional.of(answer.get(SNAPSHOT_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the queues did not answer a supervisor's question", e);
      return Optional.empty();
    }
  }

  /** How often queues and telephones disagreed and were brought together again. */
  long repairs() {
    return repairs.get();
  }

  AcdSnapshot snapshot() {
    return snapshot;
  }

  /** The ticket of the call that the operator serves, or served last since the start. */
  Optional<TicketNumber> lastTicket(OperatorId operator) {
    return legs.lastTicket(operator);
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
        .forEach(key -> guarded("wake-up", () -> take(new AcdEvent.Woken(time.now(), key))));
    commitAndPerform();
    reconcile();
    guarded("estimate", this::tellEstimates);
    commits.saveAll();
    snapshot = AcdSnapshot.of(acd, legs, time.now());
    afterSnapshot.forEach(Runnable::run);
    afterSnapshot.clear();
  }

  /** From the figures of the last snapshot; only what has changed, of the groups that ask. */
  private void tellEstimates() {
    List<String> groups = acd.estimating();
    told.keySet().retainAll(groups);
    for (String group : groups) {
      Duration wait = estimates.apply(group).truncatedTo(ChronoUnit.SECONDS);
      if (!wait.equals(told.put(group, wait))) {
        take(new AcdEvent.EstimateTold(time.now(), group, wait));
      }
    }
    commitAndPerform();
  }

  /** A signal may be lost, an effect may fail: nobody is to be stuck for that. */
  private void reconcile() {
    if (time.elapsed().compareTo(nextLook) < 0) {
      return;
    }
    nextLook = time.elapsed().plus(Reconciliation.EVERY);
    Reconciliation.Differences lasting = reconciliation.look(acd.offersInUse(), legs.inUse());
    lasting.withoutLeg().forEach(offer -> repair(offer, "there is no telephone for it"));
    lasting.withoutOffer().forEach(offer -> repair(offer, "the queues do not know of it"));
    commitAndPerform();
  }

  private void repair(OfferId offer, String difference) {
    LOG.atWarn().addKeyValue("offer", offer).log("an offer is taken back: {}", difference);
    repairs.incrementAndGet();
    legs.forget(offer);
    Reconciliation.repair(offer, time.now()).forEach(this::take);
  }

  /** A fault in one event must not stop the queues for all others. */
  private static void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the ACD failed on an {}; it goes on with the next", what, e);
    }
  }

  private void take(AcdEvent event) {
    record.told(event);
    decided.addAll(acd.handle(event));
  }

  /**
   * Performing may bring further events at once (a dialler that fails at once); then there is
   * another round.
   */
  private void commitAndPerform() {
    while (!decided.isEmpty()) {
      List<AcdEffect> round = List.copyOf(decided);
      decided.clear();
      round.forEach(effects::commit);
      round.forEach(effect -> guarded("effect", () -> effects.perform(effect)));
    }
  }
}
