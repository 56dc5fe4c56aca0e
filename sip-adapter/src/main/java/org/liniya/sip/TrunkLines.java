package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.port.TrunkBoard;
import org.liniya.sip.TrunkChoice.Chosen;
import org.liniya.sip.TrunkChoice.Evidence;
import org.liniya.sip.trunk.PhoneUri;
import org.liniya.sip.wire.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All trunks: to which of them an INVITE belongs, and over which a number goes out. Thread-safe.
 */
final class TrunkLines implements TrunkBoard {

  private static final Logger LOG = LoggerFactory.getLogger(TrunkLines.class);

  /** How long unregistering may hold up the end. */
  private static final long GOODBYE_SECONDS = 2;

  private final LegTools tools;
  private final NewLegs legs;
  private final TrunkGate gate;
  private final Executor patient;
  private final Map<String, TrunkUse> uses = new ConcurrentHashMap<>();

  /** Exchanged as a whole; a call keeps the line that it came on. */
  private volatile LineUp lineUp;

  /** Trunks and their lines, in the same order. Immutable. */
  private record LineUp(Map<String, String> numbers, List<Trunk> trunks, List<TrunkLine> lines) {

    TrunkLine line(Trunk trunk) {
      return lines.get(trunks.indexOf(trunk));
    }

    Optional<TrunkLine> named(String name) {
      return lines.stream().filter(line -> line.trunk().name().equals(name)).findFirst();
    }
  }

  /**
   * @param patient whose threads may block on a name server
   */
  TrunkLines(SipSettings settings, NewLegs legs, Executor patient) {
    this.tools = legs.tools();
    this.legs = legs;
    this.gate = new TrunkGate(settings.realm(), settings.trunks(), tools.time());
    this.patient = patient;
    this.lineUp =
        new LineUp(
            settings.numbers(),
            settings.trunks(),
            settings.trunks().stream().map(trunk -> line(trunk, settings.numbers())).toList());
  }

  private TrunkLine line(Trunk trunk, Map<String, String> numbers) {
    TrunkUse use = uses.computeIfAbsent(trunk.name(), _ -> new TrunkUse());
    return new TrunkLine(trunk, numbers, use, tools, patient);
  }

  /** Begins to register and to ask providers whether they are there. */
  void start() {
    lineUp.lines().forEach(TrunkLine::start);
  }

  /**
   * New calls come and go over these trunks from now on. One that has not changed goes on as it is,
   * with its registration; calls in progress go on whatever becomes of theirs. Returns at once.
   */
  synchronized void replace(List<Trunk> trunks, Map<String, String> numbers) {
    LineUp before = lineUp;
    boolean sameNumbers = before.numbers().equals(numbers);
    List<TrunkLine> lines = new ArrayList<>();
    for (Trunk trunk : trunks) {
      lines.add(
          before
              .named(trunk.name())
              .filter(line -> sameNumbers && line.trunk().equals(trunk))
              .orElseGet(() -> line(trunk, numbers)));
    }
    gate.replace(trunks);
    lineUp = new LineUp(numbers, List.copyOf(trunks), List.copyOf(lines));
    for (TrunkLine line : lines) {
      if (!before.lines().contains(line)) {
        before.named(line.trunk().name()).ifPresentOrElse(line::startAfter, line::start);
      }
    }
    before.lines().stream()
        .filter(line -> lineUp.named(line.trunk().name()).isEmpty())
        .forEach(line -> line.stop(() -> {}));
  }

  /** Gives registrations back; waits a little for it. */
  void stop() {
    List<TrunkLine> lines = lineUp.lines();
    CountDownLatch gone = new CountDownLatch(lines.size());
    lines.forEach(line -> line.stop(gone::countDown));
    try {
      if (!gone.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("not every provider has heard that we are gone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- incoming

  /** Whether the INVITE shows a trunk's password: then it is no operator's. */
  boolean showsPassword(Incoming invite) {
    return gate.shown(invite);
  }

  /**
   * The trunk that the INVITE belongs to. When a password has to be asked for first, that is done
   * here and nothing comes back; so is the refusal of a source that belongs to none.
   */
  Optional<TrunkLine> lineOf(Incoming invite, Mailbox mailbox, Consumer<String> nobody) {
    Gate.Verdict verdict =
        gate.shown(invite) ? gate.judge(invite) : new Gate.Verdict.Ask(false, Duration.ZERO);
    Optional<String> login =
        verdict instanceof Gate.Verdict.Known(var user)
            ? Optional.of(user.value())
            : Optional.empty();
    Evidence evidence =
        new Evidence(invite.source().getAddress(), invite.peerNames(), login, user(invite));
    LineUp now = lineUp;
    Chosen chosen = TrunkChoice.choose(now.trunks(), evidence, trunk -> now.line(trunk).learned());
    switch (chosen) {
      case Chosen.Found(Trunk trunk) -> {
        return Optional.of(now.line(trunk));
      }
      case Chosen.AskPassword() -> ask(invite, verdict, mailbox);
      case Chosen.Nobody(String reason) -> nobody.accept(reason);
    }
    return Optional.empty();
  }

  private void ask(Incoming invite, Gate.Verdict verdict, Mailbox mailbox) {
    Gate.Verdict.Ask ask =
        verdict instanceof Gate.Verdict.Ask again
            ? again
            : new Gate.Verdict.Ask(false, Guesses.longest()); // another trunk's password
    gate.ask(invite, ask, tools, mailbox);
  }

  private static String user(Incoming invite) {
    return PhoneUri.parse(invite.request().getRequestURI().toString())
        .map(PhoneUri::user)
        .orElse("");
  }

  // ---- outgoing

  /** Dials over the first trunk that allows the number; those that are down come last. */
  Dialer.Dialling dial(PhoneNumber number, Dialer.Request wanted, Consumer<Dialer.Result> results) {
    List<TrunkLine> order =
        lineUp.lines().stream()
            .filter(line -> line.out().isPresent())
            .sorted(Comparator.comparing(line -> !line.up()))
            .toList();
    return dial(OutsideCall.Kind.OUTSIDE, number, order, wanted, results);
  }

  /**
   * Dials a number at the other end of a trunk that is ours, as the way to another front end of
   * ours. The trunk's rules are for numbers outside.
   */
  Dialer.Dialling tie(
      String trunk, PhoneNumber number, Dialer.Request wanted, Consumer<Dialer.Result> results) {
    List<TrunkLine> line =
        lineUp.named(trunk).filter(named -> named.out().isPresent()).stream().toList();
    return dial(OutsideCall.Kind.TIE, number, line, wanted, results);
  }

  private Dialer.Dialling dial(
      OutsideCall.Kind kind,
      PhoneNumber number,
      List<TrunkLine> order,
      Dialer.Request wanted,
      Consumer<Dialer.Result> results) {
    if (order.isEmpty()) {
      return failed(EndCause.DECLINED, results);
    }
    try {
      OutsideCall call = new OutsideCall(legs, kind, number, wanted, order, results);
      call.start();
      return call;
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("call", wanted.call()).log("no media port is left");
      return failed(EndCause.UNREACHABLE, results);
    }
  }

  private Dialer.Dialling failed(EndCause cause, Consumer<Dialer.Result> results) {
    tools.executor().execute(() -> results.accept(new Dialer.Result.Failed(cause)));
    return () -> {};
  }

  @Override
  public List<TrunkView> trunks() {
    return lineUp.lines().stream().map(TrunkLine::view).toList();
  }
}
