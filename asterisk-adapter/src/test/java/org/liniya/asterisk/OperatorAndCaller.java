package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.port.OperatorDesk;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.call.Noises;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.CallState;
import org.liniya.testkit.phone.PhoneSettings;

/**
 * Our front end behind a real Asterisk, a baresip that is operator 1001's telephone, and callers.
 * Each telephone sends a tone of its own.
 */
final class OperatorAndCaller implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final OperatorId OPERATOR = new OperatorId("1001");
  static final int CALLER = 350;
  static final int FURTHER = 700;
  static final int OPERATORS = 1000;
  static final int PROMPT = 1700;

  private static final Duration LONGEST = Duration.ofSeconds(10);

  final Behind behind;
  final Desk desk;
  final Baresip telephone;
  private final BlockingQueue<FrontDesk.Arrival> arrivals;
  private final BlockingQueue<BlockingQueue<Signal>> signals;
  private final MediaEngine media;
  private final SipPhone phone;
  private final List<org.liniya.sip.phone.PhoneCall> callers = new ArrayList<>();

  /** What was dialled means what a test says; else it means nothing. Thread-safe. */
  static final class Desk implements OperatorDesk {
    final BlockingQueue<OperatorDesk.Call> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Map<String, Dialled> meanings;

    Desk(Map<String, Dialled> meanings) {
      this.meanings = meanings;
    }

    @Override
    public Dialled meaning(String dialled) {
      return meanings.getOrDefault(dialled, new Dialled.Unknown());
    }

    @Override
    public FrontDesk.Accepted called(Call call) {
      calls.add(call);
      return new FrontDesk.Accepted(TestCalls.CALL, signals::add);
    }
  }

  /** A telephone, our leg to it and what was told of it. */
  record Far(
      org.liniya.sip.phone.PhoneCall call,
      Leg leg,
      HeardTones heard,
      BlockingQueue<Signal> signals) {}

  /** The operator's telephone in a call that we have offered. */
  record Serving(org.liniya.testkit.phone.PhoneCall call, Leg leg, BlockingQueue<Signal> signals) {}

  private OperatorAndCaller(
      Behind behind,
      Desk desk,
      Baresip telephone,
      BlockingQueue<FrontDesk.Arrival> arrivals,
      BlockingQueue<BlockingQueue<Signal>> signals)
      throws IOException {
    this.behind = behind;
    this.desk = desk;
    this.telephone = telephone;
    this.arrivals = arrivals;
    this.signals = signals;
    media =
        new MediaEngine(
            InetAddress.getLoopbackAddress(), new PortRange(20_000, 29_999), 1, new Noises());
    phone = phone(behind, media, "caller");
  }

  /**
   * 1002 is a colleague, *31002 listens to them, {@code other} a group, +74951112233 a number
   * outside.
   */
  static OperatorAndCaller start() throws IOException {
    BlockingQueue<FrontDesk.Arrival> arrivals = new LinkedBlockingQueue<>();
    BlockingQueue<BlockingQueue<Signal>> signals = new LinkedBlockingQueue<>();
    Desk desk =
        new Desk(
            Map.of(
                "1002", new OperatorDesk.Dialled.Colleague(new OperatorId("1002")),
                "*31002", new OperatorDesk.Dialled.Supervised(new OperatorId("1002")),
                "other", new OperatorDesk.Dialled.Group("other"),
                "+74951112233", new OperatorDesk.Dialled.Outside(PhoneNumber.of("+74951112233"))));
    Behind behind =
        Behind.start(
            arrival -> {
              BlockingQueue<Signal> of = new LinkedBlockingQueue<>();
              arrivals.add(arrival);
              signals.add(of);
              return new FrontDesk.Accepted(TestCalls.CALL, of::add);
            },
            new Behind.NobodysLines(),
            desk);
    Baresip telephone =
        Baresip.start(
            PhoneSettings.operator("1001", behind.asterisk.sipAddress(), "secret-1001")
                .withAnswer(PhoneSettings.Answer.AUTO)
                .withTone(OPERATORS));
    telephone.awaitRegistered(SOON);
    return new OperatorAndCaller(behind, desk, telephone, arrivals, signals);
  }

  /** Somebody calls and is answered, sending a tone. */
  Far caller(int hertz) throws IOException, InterruptedException {
    HeardTones heard = new HeardTones();
    org.liniya.sip.phone.PhoneCall call =
        phone.dial("sip:hotline@" + behind.asterisk.sipAddress(), heard);
    callers.add(call);
    Leg leg = next(arrivals).leg();
    BlockingQueue<Signal> told = next(signals);
    leg.answer();
    if (!(next(told) instanceof Signal.LegAnswered)) {
      throw new AssertionError("the caller was not answered");
    }
    call.stream().play(new Utterance(Collections.nCopies(12, new Clip.Tone(hertz, LONGEST))));
    return new Far(call, leg, heard, told);
  }

  /** Somebody calls and is not brought to us, it is hoped. */
  org.liniya.sip.phone.PhoneCall unserved() throws IOException {
    org.liniya.sip.phone.PhoneCall call =
        phone.dial("sip:hotline@" + behind.asterisk.sipAddress(), new Deaf());
    callers.add(call);
    return call;
  }

  /** Our leg to a caller who is no telephone of ours, and what is told of it. */
  record Arrived(Leg leg, BlockingQueue<Signal> signals) {}

  Arrived arrived() throws InterruptedException {
    return new Arrived(next(arrivals).leg(), next(signals));
  }

  boolean isSomebodyServed() {
    return !arrivals.isEmpty();
  }

  /** The operator is rung and answers. */
  Serving operator() throws InterruptedException {
    BlockingQueue<Signal> told = new LinkedBlockingQueue<>();
    BlockingQueue<Leg> answered = new LinkedBlockingQueue<>();
    behind.frontEnd.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(OPERATOR),
            TestCalls.CALL,
            Optional.empty(),
            "a caller",
            Map.of(),
            told::add),
        result -> {
          if (result instanceof Dialer.Result.Answered(Leg leg)) {
            answered.add(leg);
          }
        });
    org.liniya.testkit.phone.PhoneCall call = telephone.awaitIncoming(SOON);
    return new Serving(call, next(answered), told);
  }

  /** Who says to be {@code user} and has no password; to be closed. */
  SipPhone pretender(String user) throws IOException {
    return phone(behind, media, user);
  }

  private static SipPhone phone(Behind behind, MediaEngine media, String user) throws IOException {
    return new SipPhone(
        InetAddress.getLoopbackAddress(),
        user,
        new Secret(""),
        new Target("udp", "127.0.0.1", behind.asterisk.ports().sip()),
        media::open,
        Deaf::new);
  }

  /** At the end of a test nobody is left. */
  void nobodyIsLeft() {
    callers.forEach(org.liniya.sip.phone.PhoneCall::hangUp);
    callers.clear();
    telephone.calls().stream()
        .filter(call -> !(call.state() instanceof CallState.Closed))
        .forEach(_ -> telephone.command("hangup", ""));
    Awaitility.await().atMost(SOON).until(() -> behind.frontEnd.legs() == 0);
    behind.asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels", "count");
    desk.calls.clear();
    desk.signals.clear();
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + SOON);
    }
    return next;
  }

  /** The next of this kind; others are let go. */
  static <T extends Signal> T next(BlockingQueue<Signal> queue, Class<T> kind)
      throws InterruptedException {
    Signal next = next(queue);
    while (!kind.isInstance(next)) {
      next = next(queue);
    }
    return kind.cast(next);
  }

  @Override
  public void close() {
    telephone.close();
    phone.close();
    media.close();
    behind.close();
  }
}
