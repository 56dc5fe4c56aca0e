package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.acd.TransitionTable.Row;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * A random day from one seed: callers, operators and telephones that answer, refuse, fall silent
 * and say things twice; the configuration changes, the clock goes back. {@link DayWitness} checks
 * the rules after every event; a broken one prints the story.
 */
final class SimulatedDay {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final Duration DAY = Duration.ofMinutes(20);

  private record Planned(Instant when, long order, AcdEvent event) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = when.compareTo(other.when);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final long seed;
  private final Random random;
  private final Acd acd = new Acd("t", AcdSettings.DEFAULTS);
  private final DayWitness witness = new DayWitness(acd);
  private final TransitionTable.Reader table = new TransitionTable.Reader();
  private OfferId lastOffer = new OfferId("none");
  private CallId lastHandedOver = new CallId(new UUID(0x7000L, 0));
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private long planned;
  private final int groupCount;
  private final int operatorCount;
  private final List<AcdEvent> events = new ArrayList<>();
  private final List<List<AcdEffect>> effects = new ArrayList<>();
  private final Set<Row> rows = new TreeSet<>();

  SimulatedDay(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.groupCount = 2 + random.nextInt(3);
    this.operatorCount = 2 + random.nextInt(5);
  }

  void run() {
    try {
      open();
      while (!plan.isEmpty()) {
        step(plan.remove().event());
      }
      step(new AcdEvent.Woken(START.plus(Duration.ofHours(3)), new WakeKey.PlacesDue("none")));
      witness.checkAllIsOver();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage() + story(), broken);
    }
  }

  Set<Row> rows() {
    return rows;
  }

  List<AcdEvent> events() {
    return events;
  }

  List<List<AcdEffect>> effects() {
    return effects;
  }

  private void step(AcdEvent event) {
    events.add(event);
    List<AcdEffect> done = acd.handle(event);
    effects.add(done);
    witness.sees(event, done);
    rows.addAll(table.read(event, witness.now(), done));
    done.forEach(effect -> perform(effect, witness.now()));
  }

  // ---- the day's plan

  private void open() {
    plan(START, new AcdEvent.ConfigurationChanged(START, groups(1), operators(1)));
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant at = atAnyTime();
      plan(at, new AcdEvent.ConfigurationChanged(at, groups(5), operators(5)));
    }
    for (int i = 0; i < operatorCount; i++) {
      planOperator(operator(i));
    }
    int calls = 20 + random.nextInt(20);
    for (int i = 0; i < calls; i++) {
      planCaller(new CallId(new UUID(0x7000L, i)));
    }
  }

  /** All groups, or all but one in so many. */
  private List<SkillGroup> groups(int oneIn) {
    List<SkillGroup> groups = new ArrayList<>();
    for (int i = 0; i < groupCount; i++) {
      Duration wrapUp = Duration.ofSeconds(random.nextInt(3) * 10L);
      int maxWaiting = 3 + random.nextInt(20);
      if (oneIn == 1 || !chance(oneIn)) {
        groups.add(
            new SkillGroup("g" + i, Map.of(), SkillGroup.DEFAULT_RING_TIMEOUT, wrapUp, maxWaiting));
      }
    }
    return groups;
  }

  private List<OperatorProfile> operators(int oneIn) {
    List<OperatorProfile> operators = new ArrayList<>();
    for (int i = 0; i < operatorCount; i++) {
      Set<String> skills = new TreeSet<>(List.of(anyGroup(), anyGroup()));
      Set<String> languages = chance(3) ? Set.of("ru") : Set.of();
      if (oneIn == 1 || !chance(oneIn)) {
        operators.add(new OperatorProfile(operator(i), "op", skills, languages, !chance(5)));
      }
    }
    return operators;
  }

  private void planOperator(OperatorId id) {
    if (chance(10)) {
      plan(START, new AcdEvent.PauseRemembered(START, id, "lunch"));
    }
    Instant first = START.plusSeconds(1 + random.nextInt(60));
    plan(first, new AcdEvent.OperatorRegistered(first, id));
    for (int i = 0; i < 8; i++) {
      Instant at = atAnyTime();
      plan(at, doing(id, at));
    }
  }

  private AcdEvent doing(OperatorId id, Instant at) {
    return switch (random.nextInt(8)) {
      case 6, 7 -> callingOut(id, at);
      case 0 -> new AcdEvent.OperatorUnregistered(at, id);
      case 1 -> new AcdEvent.PauseRequested(at, id, "lunch");
      case 2, 3 -> new AcdEvent.ReadyRequested(at, id);
      default -> new AcdEvent.OperatorRegistered(at, id);
    };
  }

  private AcdEvent callingOut(OperatorId id, Instant at) {
    CallId own = new CallId(new UUID(0x8000L, random.nextInt(1000)));
    Instant over = at.plusSeconds(1 + random.nextInt(60));
    if (chance(4)) { // to a colleague
      OperatorId colleague = operator(random.nextInt(operatorCount));
      plan(at, new AcdEvent.CallDirected(at, own, colleague, "", Language.RU));
    }
    plan(over, new AcdEvent.OperatorHungUp(over, id, own));
    plan(over, new AcdEvent.CallLeft(over, own, "over"));
    return new AcdEvent.OperatorCallingOut(at, id, own);
  }

  private void planCaller(CallId call) {
    Instant at = atAnyTime();
    Instant arrived = at.minusSeconds(random.nextInt(60));
    plan(at, entering(call, at, arrived));
    Instant last = at;
    if (chance(3)) {
      last = at.plusSeconds(random.nextInt(60));
      plan(last, entering(call, last, arrived));
    }
    Instant patience = last.plusSeconds(random.nextInt(400));
    plan(patience, new AcdEvent.CallLeft(patience, call, "hung-up"));
  }

  private AcdEvent entering(CallId call, Instant at, Instant arrived) {
    Duration headStart = Duration.ofMinutes(chance(4) ? 5 : 0);
    Language language = chance(3) ? Language.EN : Language.RU;
    WhenNobody nobody = chance(4) ? WhenNobody.REFUSE : WhenNobody.WAIT;
    Instant told = chance(20) ? at.minusSeconds(30) : at;
    return new AcdEvent.CallEntered(told, call, anyGroup(), language, arrived, headStart, nobody);
  }

  // ---- what the world makes of the effects

  private void perform(AcdEffect effect, Instant now) {
    switch (effect) {
      case AcdEffect.Ring ring -> ring(ring, now);
      case AcdEffect.HandOver handOver -> talk(handOver, now);
      case AcdEffect.WakeAt(WakeKey key, Instant at) -> wake(key, at);
      case AcdEffect.HangUpOperator hangUp -> legEnds(hangUp.offer(), now);
      case AcdEffect.CancelRing _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.TellPlace _,
          AcdEffect.EndWaiting _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.SaveOperator _,
          AcdEffect.TellMissesPaused _,
          AcdEffect.Journal _ -> {}
    }
  }

  /** Early, late, twice or never. */
  private void wake(WakeKey key, Instant at) {
    if (chance(10)) {
      return;
    }
    Instant late = at.plusMillis(chance(4) ? random.nextInt(5_000) : 0);
    plan(late, new AcdEvent.Woken(late, key));
    if (chance(5)) {
      Instant early = at.minusMillis(100);
      plan(early, new AcdEvent.Woken(early, key));
      plan(late, new AcdEvent.Woken(late, key));
    }
  }

  private void ring(AcdEffect.Ring ring, Instant now) {
    Instant soon = now.plusMillis(50);
    Instant later = now.plusMillis(100 + random.nextInt(25_000));
    OfferId offer = ring.offer();
    if (!chance(8)) {
      plan(soon, new AcdEvent.OfferRinging(soon, offer));
    }
    if (chance(20)) {
      plan(soon, new AcdEvent.CallerLeft(soon, offer, EndCause.NORMAL));
    }
    AcdEvent result =
        switch (random.nextInt(12)) {
          case 0 -> new AcdEvent.OfferFailed(later, offer, EndCause.BUSY);
          case 1 -> new AcdEvent.OfferFailed(later, offer, EndCause.DECLINED);
          case 2 -> new AcdEvent.OfferFailed(soon, offer, EndCause.UNREACHABLE);
          case 3 -> new AcdEvent.OperatorLegEnded(later, offer, EndCause.UNREACHABLE);
          case 4 -> new AcdEvent.Woken(soon, new WakeKey.RingTimeout(offer)); // lost
          default -> new AcdEvent.OfferAnswered(later, offer);
        };
    plan(result.at(), result);
    if (chance(10)) {
      plan(result.at(), result);
    }
  }

  private void talk(AcdEffect.HandOver handOver, Instant now) {
    OfferId offer = handOver.offer();
    Instant bridged = now.plusMillis(random.nextInt(6_000));
    Instant meanwhile = now.plusMillis(random.nextInt(8_000));
    Instant end = chance(4) ? meanwhile : bridged.plusMillis(random.nextInt(60_000));
    if (!chance(10)) {
      plan(bridged, new AcdEvent.CallBridged(bridged, offer));
    }
    if (chance(4)) {
      plan(meanwhile, new AcdEvent.PauseRequested(meanwhile, handOver.operator(), "lunch"));
    }
    if (chance(6)) {
      plan(meanwhile, new AcdEvent.OperatorUnregistered(meanwhile, handOver.operator()));
    }
    if (chance(2)) {
      plan(end, new AcdEvent.OperatorLegEnded(end, offer, EndCause.NORMAL));
    }
    if (chance(2)) {
      plan(end, new AcdEvent.CallerLeft(end, offer, EndCause.NORMAL));
    }
    if (chance(6)) {
      plan(end, entering(handOver.call(), end, now));
    }
    if (chance(8)) { // to another group, or outside
      plan(end, new AcdEvent.CallerPassedOn(end, offer));
    }
    if (chance(2)) {
      passOn(handOver, bridged);
    }
    if (chance(4)) { // before or after the bridge; of no weight when it was not asked for by name
      plan(meanwhile, new AcdEvent.DirectLeft(meanwhile, handOver.call(), handOver.operator()));
    }
    if (chance(4)) {
      plan(
          meanwhile,
          new AcdEvent.OfferMoved(meanwhile, lastOffer, handOver.call(), anyGroup(), Language.EN));
      Instant gone = meanwhile.plusSeconds(1 + random.nextInt(100)); // its desk says so, as always
      plan(gone, new AcdEvent.CallLeft(gone, handOver.call(), "over"));
    }
    lastHandedOver = handOver.call();
    lastOffer = offer;
    // The desk always says so when a call has ended.
    Instant over = end.plusSeconds(chance(2) ? 0 : random.nextInt(300));
    plan(over, new AcdEvent.CallLeft(over, handOver.call(), "over"));
  }

  /** The caller is to be passed on to a colleague, or a colleague takes it over. */
  private void passOn(AcdEffect.HandOver handOver, Instant bridged) {
    Instant at = bridged.plusMillis(random.nextInt(5_000));
    OperatorId colleague = operator(random.nextInt(operatorCount));
    if (chance(3)) {
      CallId other = chance(4) ? new CallId(new UUID(0x7000L, random.nextInt(40))) : lastHandedOver;
      plan(at, new AcdEvent.OfferMoved(at, handOver.offer(), other, anyGroup(), Language.RU));
      Instant over = at.plusSeconds(random.nextInt(100));
      plan(over, new AcdEvent.CallLeft(over, other, "over"));
      return;
    }
    plan(at, new AcdEvent.CallDirected(at, handOver.call(), colleague, anyGroup(), Language.RU));
    if (chance(4)) {
      Instant soon = at.plusMillis(random.nextInt(20_000));
      plan(soon, new AcdEvent.DirectLeft(soon, handOver.call(), colleague));
    }
    if (chance(4)) {
      Instant call = at.plusMillis(random.nextInt(3_000));
      CallId own = new CallId(new UUID(0x9000L, random.nextInt(1000)));
      plan(call, new AcdEvent.OperatorCallingOut(call, handOver.operator(), own));
      Instant over = call.plusMillis(1 + random.nextInt(40_000));
      plan(over, new AcdEvent.OperatorHungUp(over, handOver.operator(), own));
    }
  }

  private void legEnds(OfferId offer, Instant now) {
    if (!chance(3)) {
      Instant at = now.plusMillis(30);
      plan(at, new AcdEvent.OperatorLegEnded(at, offer, EndCause.NORMAL));
    }
  }

  // ---- chance

  /** An event that is delivered late carries a time before the last one. */
  private void plan(Instant when, AcdEvent event) {
    boolean inOrder = // a call's thread says these before its end, an operator's telephone likewise
        event instanceof AcdEvent.CallEntered
            || event instanceof AcdEvent.CallDirected
            || event instanceof AcdEvent.OfferMoved
            || event instanceof AcdEvent.OperatorCallingOut;
    boolean late = !inOrder && chance(20);
    Instant delivered = when.plusMillis(late ? random.nextInt(3_000) : 0);
    plan.add(new Planned(delivered, planned++, event));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private Instant atAnyTime() {
    return START.plusMillis(random.nextLong(DAY.toMillis()));
  }

  private String anyGroup() {
    return "g" + random.nextInt(groupCount);
  }

  private static OperatorId operator(int number) {
    return new OperatorId("" + (1001 + number));
  }

  private String story() {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      story.append("\n").append(events.get(i));
      if (i < effects.size()) {
        effects.get(i).forEach(effect -> story.append("\n    ").append(effect));
      }
    }
    return story.toString();
  }
}
