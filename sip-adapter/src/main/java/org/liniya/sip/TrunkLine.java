package org.liniya.sip;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.liniya.call.PhoneNumber;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.rtp.MediaAddress;
import org.liniya.sip.trunk.CalledNumbers;
import org.liniya.sip.trunk.DialRule;
import org.liniya.sip.trunk.HeaderAddress;
import org.liniya.sip.trunk.OutCount;
import org.liniya.sip.trunk.PhoneUri;
import org.liniya.sip.trunk.TrunkHealth;
import org.liniya.sip.wire.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one trunk stands now: whether its provider is there, how much it is used, what went wrong.
 * Thread-safe.
 */
final class TrunkLine {

  private static final Logger LOG = LoggerFactory.getLogger(TrunkLine.class);

  private final Trunk trunk;
  private final CalledNumbers numbers;
  private final LegTools tools;
  private final Optional<OutCount> count;
  private final Optional<TrunkAddress> out;
  private final Optional<TrunkPing> ping;
  private final Optional<TrunkRegistration> registration;
  private final LongAdder callsIn = new LongAdder();
  private final LongAdder callsOut = new LongAdder();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private volatile TrunkHealth health = TrunkHealth.fresh();
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param numbers those of all trunks
   */
  TrunkLine(Trunk trunk, Map<String, String> numbers, LegTools tools, Executor patient) {
    this.trunk = trunk;
    this.numbers = CalledNumbers.of(trunk.plan(), numbers, trunk.numbers());
    this.tools = tools;
    this.count = trunk.out().map(OutCount::new);
    this.out = trunk.out().map(rules -> new TrunkAddress(rules.to(), tools, patient));
    this.ping =
        trunk
            .out()
            .filter(rules -> rules.options().isPositive())
            .map(rules -> new TrunkPing(this, out.orElseThrow(), rules.options(), tools));
    this.registration =
        trunk.register().map(rules -> new TrunkRegistration(this, rules, tools, patient));
  }

  Trunk trunk() {
    return trunk;
  }

  void start() {
    out.ifPresent(TrunkAddress::start);
    ping.ifPresent(TrunkPing::start);
    registration.ifPresent(TrunkRegistration::start);
  }

  /** Gives the registration back; {@code done} runs when the registrar knows, or never. */
  void stop(Runnable done) {
    registration.ifPresentOrElse(active -> active.stop(done), done);
  }

  /** Addresses from which its calls come although no range names them: its own registrar's. */
  Set<InetAddress> learned() {
    Set<InetAddress> learned = new HashSet<>();
    registration.ifPresent(active -> learned.addAll(active.address().addresses()));
    return learned;
  }

  // ---- calls

  /**
   * What an INVITE on this trunk has dialled. A provider at which we are registered calls our
   * Contact; then the number stands in To.
   */
  CalledNumbers.Called called(Incoming invite) {
    String uri = invite.request().getRequestURI().toString();
    CalledNumbers.Called called = numbers.find(uri);
    boolean contact =
        PhoneUri.parse(uri).filter(at -> TrunkChoice.registered(trunk, at.user())).isPresent();
    if (!contact) {
      return called;
    }
    return HeaderAddress.all(invite.headers("To")).stream()
        .map(to -> numbers.find(to.uri()))
        .filter(to -> to.flow().isPresent())
        .findFirst()
        .orElse(called);
  }

  void calledIn() {
    callsIn.increment();
  }

  /** Takes a place for a call out; {@link #callEnded} is owed when it is allowed. */
  DialRule.Verdict begin(PhoneNumber number) {
    if (count.isEmpty()) {
      return new DialRule.Verdict.Refused(DialRule.Reason.NO_PREFIX);
    }
    DialRule.Verdict verdict = count.get().begin(number, tools.time().elapsed());
    switch (verdict) {
      case DialRule.Verdict.Allowed() -> callsOut.increment();
      case DialRule.Verdict.Refused(DialRule.Reason reason) -> refused(reason.word());
    }
    return verdict;
  }

  void callEnded() {
    count.ifPresent(OutCount::ended);
  }

  /** Where calls over this trunk are sent; empty when nothing can be. */
  Optional<TrunkAddress> out() {
    return out;
  }

  /** Of the addresses over which its provider sends sound; one with a name counts as IPv4. */
  StandardProtocolFamily family() {
    return trunk
        .out()
        .flatMap(rules -> rules.to().literal())
        .map(MediaAddress::family)
        .orElse(StandardProtocolFamily.INET);
  }

  // ---- what goes well and wrong

  boolean up() {
    return health.up();
  }

  void answered() {
    change(health.answered());
  }

  void failed() {
    change(health.failed());
  }

  private void change(TrunkHealth next) {
    boolean before = health.up();
    health = next;
    if (before != next.up()) {
      LOG.atInfo().addKeyValue("trunk", trunk.name()).log(next.up() ? "trunk up" : "trunk down");
    }
  }

  /** Counts a call that was not made or not taken; {@code reason} is a word of ours. */
  void refused(String reason) {
    refusals.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /** Remembers what went wrong, without a word in the log; no personal data. */
  void remember(String what) {
    problem = Optional.of(what);
  }

  /** Remembers and logs what went wrong; no personal data. */
  void problem(String what) {
    remember(what);
    LOG.atWarn()
        .addKeyValue("trunk", trunk.name())
        .addKeyValue("reason", what)
        .log("trouble with a trunk");
  }

  TrunkView view() {
    Map<String, Long> reasons = new TreeMap<>();
    refusals.forEach((reason, number) -> reasons.put(reason, number.sum()));
    return new TrunkView(
        trunk.name(),
        up(),
        registration.map(TrunkRegistration::word).orElse("none"),
        callsIn.sum(),
        callsOut.sum(),
        count.map(OutCount::inProgress).orElse(0),
        reasons,
        problem);
  }
}
