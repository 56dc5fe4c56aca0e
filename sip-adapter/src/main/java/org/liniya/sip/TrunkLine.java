package org.liniya.sip;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.liniya.call.PhoneNumber;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.rtp.MediaAddress;
import org.liniya.sip.trunk.CalledNumbers;
import org.liniya.sip.trunk.DialRule;
import org.liniya.sip.trunk.HeaderAddress;
import org.liniya.sip.trunk.OutCount;
import org.liniya.sip.trunk.OutRules;
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

  /** How long the registrar may take to let the line before go. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Trunk trunk;
  private final CalledNumbers numbers;
  private final LegTools tools;
  private final Optional<TrunkAddress> out;
  private final Optional<TrunkPing> ping;
  private final Optional<TrunkRegistration> registration;
  private final TrunkUse use;
  private volatile TrunkHealth health = TrunkHealth.fresh();
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param numbers those of all trunks
   * @param use that of the trunks of this name before
   */
  TrunkLine(
      Trunk trunk, Map<String, String> numbers, TrunkUse use, LegTools tools, Executor patient) {
    this.trunk = trunk;
    this.numbers = CalledNumbers.of(trunk.plan(), numbers, trunk.numbers());
    this.tools = tools;
    this.use = use;
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
    watch();
    register();
  }

  /** In the place of {@code before}, whose registration is given back first. */
  void startAfter(TrunkLine before) {
    watch();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    before.stop(() -> gone.complete(null));
    CompletableFuture<Void> _ =
        gone.completeOnTimeout(null, GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(this::register);
  }

  private void watch() {
    out.ifPresent(TrunkAddress::start);
    ping.ifPresent(TrunkPing::start);
  }

  private void register() {
    registration.ifPresent(TrunkRegistration::start);
  }

  /** Gives the registration back; {@code done} runs when the registrar knows, or never. */
  void stop(Runnable done) {
    out.ifPresent(TrunkAddress::stop);
    ping.ifPresent(TrunkPing::stop);
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
    use.calledIn();
  }

  /**
   * Takes a place for a call out, if its rules allow the number; {@link #callEnded} is owed then.
   */
  Optional<OutRules> begin(PhoneNumber number) {
    return trunk.out().filter(rules -> begun(use.out(), rules, number));
  }

  /**
   * As above, for a number that is ours at the other end: no rule is for it, and it takes no place
   * of a number outside. {@link #tieEnded} is owed then.
   */
  Optional<OutRules> beginTie(PhoneNumber number) {
    return trunk
        .out()
        .map(rules -> rules.with(number))
        .filter(rules -> begun(use.ties(), rules, number));
  }

  private boolean begun(OutCount count, OutRules rules, PhoneNumber number) {
    return switch (count.begin(rules, number, tools.time().elapsed())) {
      case DialRule.Verdict.Allowed() -> {
        use.calledOut();
        yield true;
      }
      case DialRule.Verdict.Refused(DialRule.Reason reason) -> {
        refused(reason.word());
        yield false;
      }
    };
  }

  void callEnded() {
    use.out().ended();
  }

  void tieEnded() {
    use.ties().ended();
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
    use.refused(reason);
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
    return new TrunkView(
        trunk.name(),
        up(),
        registration.map(TrunkRegistration::word).orElse("none"),
        use.callsIn(),
        use.callsOut(),
        use.out().inProgress() + use.ties().inProgress(),
        use.refusals(),
        problem);
  }
}
