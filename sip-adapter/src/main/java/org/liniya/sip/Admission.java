package org.liniya.sip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.liniya.port.Time;
import org.liniya.sip.AdmissionLimits.Share;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may come in: counts calls and rates per source and in total, and keeps new callers out while
 * the machine is overloaded or about to stop. What is inside a dialog never asks here. Thread-safe;
 * never blocks; bounded memory.
 *
 * <p>A source is an IPv4 address or an IPv6 network of 64 bits, since a subscriber has all of it.
 */
public final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final String ALL = "";
  private static final int SHORTEST_WAIT_SECONDS = 5;
  private static final int LONGEST_WAIT_SECONDS = 15;

  /** A second, beyond what its source has left. */
  private static final int REQUESTS_OF_A_TELEPHONE = 10;

  /** What becomes of a new call. */
  public sealed interface Decision {

    /** Comes in; {@link Place#leave} is owed when the call is over. */
    record Admit(Place place) implements Decision {}

    /** 503 with {@code Retry-After}, spread so that not all come back at once. */
    record Refuse(Refusal reason, Duration retryAfter) implements Decision {}

    /** Not even an answer: more are refused than can be answered for nothing. */
    record Ignore(Refusal reason) implements Decision {}
  }

  /** A caller's place. */
  public final class Place {
    private final String holder;
    private final AtomicBoolean left = new AtomicBoolean();

    private Place(String holder) {
      this.holder = holder;
    }

    /** Gives it back; only the first time counts. */
    public void leave() {
      if (left.compareAndSet(false, true)) {
        left(holder);
      }
    }
  }

  private final AdmissionLimits limits;
  private final Time time;
  private final RandomGenerator random;
  private final Map<String, Integer> calls = new HashMap<>();
  private final Rates newCalls = new Rates();
  private final Rates requests = new Rates();
  private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
  private Bucket answers = Bucket.FULL;
  private Overload overload = Overload.CALM;
  private int inside;
  private long ignoredRequests;
  private Intake intake = Intake.OPEN;

  private enum Intake {
    OPEN,
    DRAINING
  }

  public Admission(AdmissionLimits limits, Time time, RandomGenerator random) {
    this.limits = limits;
    this.time = time;
    this.random = random;
  }

  /**
   * A new call from {@code source}.
   *
   * @param share the limits of its trunk, when it has some of its own
   */
  public synchronized Decision call(InetAddress source, Optional<Share> share) {
    Duration now = time.elapsed();
    String holder = share.map(own -> "trunk " + own.trunk()).orElseGet(() -> name(source));
    int rate = share.map(Share::newCalls).orElse(limits.newCallsPerSource());
    Optional<Refusal> reason = closed().or(() -> full(holder, share, rate, now));
    if (reason.isPresent()) {
      return refuse(reason.get(), now);
    }
    newCalls.take(ALL, limits.newCalls(), now);
    calls.merge(holder, 1, Integer::sum);
    inside++;
    return new Decision.Admit(new Place(holder));
  }

  /**
   * The source's own limits first: who is over them takes nothing from the others. Then those of
   * all, of which a part is kept for sources that ask for little: many that ask for much leave it
   * to them.
   */
  private Optional<Refusal> full(String holder, Optional<Share> share, int rate, Duration now) {
    boolean own = share.isPresent();
    int most = share.map(Share::calls).orElse(limits.callsPerSource());
    int held = calls.getOrDefault(holder, 0);
    if (held >= most) {
      return Optional.of(own ? Refusal.TRUNK_CALLS : Refusal.CALLS_PER_SOURCE);
    }
    if (!newCalls.has(holder, rate, now)) {
      return Optional.of(own ? Refusal.TRUNK_NEW_CALLS : Refusal.NEW_CALLS_PER_SOURCE);
    }
    boolean modest = newCalls.hasPlenty(holder, rate, now);
    newCalls.take(holder, rate, now);
    boolean few = own || held * 10 < most;
    if (inside >= (few ? limits.calls() : limits.calls() - limits.calls() / 10)) {
      return Optional.of(Refusal.CALLS);
    }
    boolean room =
        modest
            ? newCalls.has(ALL, limits.newCalls(), now)
            : newCalls.hasPlenty(ALL, limits.newCalls(), now);
    return room ? Optional.empty() : Optional.of(Refusal.NEW_CALLS);
  }

  /** Refuses a call that was admitted, for a reason found later: no port for its sound. */
  synchronized Decision.Refuse refuse(Refusal reason) {
    refused.merge(reason, 1L, Long::sum);
    return new Decision.Refuse(reason, retryAfter());
  }

  private Decision refuse(Refusal reason, Duration now) {
    refused.merge(reason, 1L, Long::sum);
    if (!answers.has(limits.newCalls(), now)) {
      return new Decision.Ignore(reason);
    }
    answers = answers.less(limits.newCalls(), now);
    return new Decision.Refuse(reason, retryAfter());
  }

  /** When somebody who is not wanted now may try again. */
  public Duration retryAfter() {
    return Duration.ofSeconds(random.nextInt(SHORTEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS + 1));
  }

  /**
   * Whether a request outside dialogs, other than INVITE, is looked at; one that is not gets no
   * answer, since UDP names anyone as its source.
   *
   * @param telephone the name of the registered telephone that it comes from, if any: each has a
   *     share of its own, that nobody at its address and no crowd elsewhere can use up; asked only
   *     when the source or the line is busy
   */
  synchronized boolean request(InetAddress source, Supplier<Optional<String>> telephone) {
    Duration now = time.elapsed();
    String name = name(source);
    boolean room =
        requests.has(name, limits.requestsPerSource(), now)
            && requests.has(ALL, limits.requests(), now);
    if (room) {
      requests.take(name, limits.requestsPerSource(), now);
      requests.take(ALL, limits.requests(), now);
      return true;
    }
    Optional<String> own = telephone.get().map(known -> "telephone " + known);
    if (own.isEmpty() || !requests.has(own.get(), REQUESTS_OF_A_TELEPHONE, now)) {
      ignoredRequests++;
      return false;
    }
    requests.take(own.get(), REQUESTS_OF_A_TELEPHONE, now);
    return true;
  }

  /** From now on nobody new comes in. */
  public synchronized void drain() {
    intake = Intake.DRAINING;
  }

  /** One more look at the machine; to be called every {@code 250 ms}. */
  public synchronized void observe(Strain strain) {
    Overload before = overload;
    overload = Overload.next(before, strain, limits);
    if (overload instanceof Overload.Overloaded(Refusal reason, var _)
        && before instanceof Overload.Calm) {
      LOG.atWarn()
          .addKeyValue("reason", reason.word())
          .addKeyValue("latenessMs", strain.lateness().toMillis())
          .addKeyValue("heapPercent", strain.heapPercent())
          .addKeyValue("backlog", strain.backlog())
          .addKeyValue("calls", inside)
          .log("overloaded: new callers are told to come later");
    } else if (overload instanceof Overload.Calm && before instanceof Overload.Overloaded) {
      LOG.atInfo().addKeyValue("calls", inside).log("not overloaded any more");
    }
  }

  /**
   * Why no new caller is wanted at all: overloaded or draining. OPTIONS is then answered 503, so
   * that a proxy sends its callers elsewhere.
   */
  public synchronized Optional<Refusal> closed() {
    if (intake == Intake.DRAINING) {
      return Optional.of(Refusal.DRAINING);
    }
    return switch (overload) {
      case Overload.Calm _ -> Optional.empty();
      case Overload.Overloaded(Refusal reason, var _) -> Optional.of(reason);
    };
  }

  /** Calls inside. */
  public synchronized int count() {
    return inside;
  }

  /** How many calls were kept out for a reason. */
  public synchronized long refused(Refusal reason) {
    return refused.getOrDefault(reason, 0L);
  }

  /** How many other requests were not looked at. */
  public synchronized long ignoredRequests() {
    return ignoredRequests;
  }

  private synchronized void left(String holder) {
    inside--;
    calls.computeIfPresent(holder, (_, count) -> count == 1 ? null : count - 1);
  }

  private static String name(InetAddress source) {
    byte[] bytes = source.getAddress();
    return source instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8))
        : HexFormat.of().formatHex(bytes);
  }
}
