package org.liniya.server.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.Overflow;
import org.liniya.acd.RingStrategy;
import org.liniya.acd.Routing;
import org.liniya.acd.SkillGroup;
import org.liniya.acd.Tier;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code scripts/bench acd}: what one decision costs with 10,000 callers waiting and 5,000
 * operators in 50 groups, and how much memory a waiting caller takes. For one thread, as the ACD
 * is.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 4)
public class AcdBench {

  private static final int GROUPS = 50;
  private static final int OPERATORS = 5_000;
  private static final int CALLERS = 10_000;
  private static final int ROUNDS = 3;
  private static final int DECISIONS = 50_000;
  private static final Instant START = Instant.parse("2026-11-27T06:00:00Z");

  /** An ACD that is told things, a millisecond apart. */
  private static final class Line {

    private final Acd acd = new Acd("b", AcdSettings.DEFAULTS);
    private final Map<OperatorId, OfferId> talks = new HashMap<>();
    private Instant now = START;
    private long calls;
    private List<AcdEffect> last = List.of();

    Line() {
      say(new AcdEvent.ConfigurationChanged(now, groups(), operators()));
    }

    CallId enter(int group) {
      CallId call = new CallId(new UUID(0x7000L, calls++));
      say(
          new AcdEvent.CallEntered(
              now, call, "g" + group, Language.RU, now, Duration.ZERO, WhenNobody.WAIT));
      return call;
    }

    /** Whose telephones ring since the last event answer. */
    void answer() {
      for (AcdEffect effect : last) {
        if (effect instanceof AcdEffect.Ring ring) {
          talks.put(ring.operator(), ring.offer());
          say(new AcdEvent.OfferAnswered(now, ring.offer()));
          say(new AcdEvent.CallBridged(now, ring.offer()));
        }
      }
    }

    void endTalk(OperatorId operator) {
      OfferId offer = Objects.requireNonNull(talks.remove(operator), "does not talk");
      say(new AcdEvent.OperatorLegEnded(now, offer, EndCause.NORMAL));
    }

    List<AcdEffect> say(AcdEvent event) {
      now = now.plusMillis(1);
      last = acd.handle(event);
      return last;
    }

    void leave(CallId call) {
      say(new AcdEvent.CallLeft(now, call, "hung-up"));
    }
  }

  /** All operators talk, and 200 callers wait in every group. */
  @State(Scope.Benchmark)
  public static class Rush {

    private Line line = new Line();
    private int turn;

    @Setup(Level.Trial)
    public void fill() {
      line = new Line();
      for (int i = 0; i < OPERATORS; i++) {
        line.enter(i % GROUPS);
        line.say(new AcdEvent.OperatorRegistered(line.now, operator(i)));
        line.answer();
      }
      for (int i = 0; i < CALLERS; i++) {
        line.enter(i % GROUPS);
      }
    }

    /** The next operator ends a talk, and a caller comes for the one who will be served. */
    @Setup(Level.Invocation)
    public void endATalk() {
      line.answer();
      turn = (turn + 1) % OPERATORS;
      line.enter(turn % GROUPS);
      line.endTalk(operator(turn));
    }
  }

  /** All operators are ready, and nobody waits. */
  @State(Scope.Benchmark)
  public static class Calm {

    private Line line = new Line();
    private CallId call = new CallId(new UUID(0, 0));
    private int turn;

    @Setup(Level.Trial)
    public void register() {
      line = new Line();
      for (int i = 0; i < OPERATORS; i++) {
        line.say(new AcdEvent.OperatorRegistered(line.now, operator(i)));
      }
    }

    @Setup(Level.Invocation)
    public void theLastCallerHangsUp() {
      line.leave(call);
      turn = (turn + 1) % GROUPS;
    }
  }

  /** An operator gets ready: which of 10,000 callers is theirs? */
  @Benchmark
  public List<AcdEffect> anOperatorGetsReady(Rush rush) {
    Line line = rush.line;
    return line.say(new AcdEvent.ReadyRequested(line.now, operator(rush.turn)));
  }

  /** A caller comes: which of 5,000 operators is theirs? */
  @Benchmark
  public List<AcdEffect> aCallerComes(Calm calm) {
    calm.call = calm.line.enter(calm.turn);
    return calm.line.last;
  }

  /**
   * The processor time of the first decision, which no other process on the machine lengthens, and
   * how much memory a waiting caller takes.
   */
  public static void main(String[] args) {
    processorTime();
    memory();
  }

  private static void processorTime() {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    AcdBench bench = new AcdBench();
    Rush rush = new Rush();
    rush.fill();
    long[] nanos = new long[DECISIONS];
    for (int i = 0; i < 2 * DECISIONS; i++) { // the first half warms up
      rush.endATalk();
      long begin = clock.getCurrentThreadCpuTime();
      bench.anOperatorGetsReady(rush);
      nanos[i % DECISIONS] = clock.getCurrentThreadCpuTime() - begin;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "processor time of anOperatorGetsReady: median %.1f us, p99 %.1f us, p99.9 %.1f us%n",
        nanos[DECISIONS / 2] / 1e3,
        nanos[DECISIONS - DECISIONS / 100] / 1e3,
        nanos[DECISIONS - DECISIONS / 1000] / 1e3);
  }

  private static void memory() {
    List<Line> lines = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) { // the first for what is made only once
      long before = used();
      lines.add(new Line());
      long empty = used();
      for (int i = 0; i < CALLERS; i++) {
        lines.getLast().enter(i % GROUPS);
      }
      lines.getLast().last = List.of();
      System.out.printf(
          "memory: %d bytes a waiting caller; %d kB the groups and operators%n",
          (used() - empty) / CALLERS, (empty - before) / 1024);
    }
    lines.forEach(line -> line.say(new AcdEvent.OperatorUnregistered(line.now, operator(0))));
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static List<SkillGroup> groups() {
    List<SkillGroup> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      Overflow overflow =
          new Overflow(
              new Overflow.Waited(Duration.ofMinutes(2)),
              List.of(new Tier("g" + (i + 1) % GROUPS, 3)));
      groups.add(
          new SkillGroup(
              "g" + i,
              Map.of(),
              Duration.ofSeconds(20),
              Duration.ofSeconds(20),
              CALLERS,
              new Routing(RingStrategy.DEFAULT, 2, Duration.ofSeconds(30), 1, List.of(overflow))));
    }
    return groups;
  }

  private static List<OperatorProfile> operators() {
    List<OperatorProfile> operators = new ArrayList<>();
    for (int i = 0; i < OPERATORS; i++) {
      Map<String, Integer> levels = Map.of("g" + i % GROUPS, 5, "g" + (i * 7 + 3) % GROUPS, 3);
      operators.add(new OperatorProfile(operator(i), "op", levels, Set.of("ru", "en"), true));
    }
    return operators;
  }

  private static OperatorId operator(int number) {
    return new OperatorId("" + (10_000 + number));
  }
}
