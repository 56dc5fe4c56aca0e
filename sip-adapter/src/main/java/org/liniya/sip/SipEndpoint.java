package org.liniya.sip;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sip.message.Message;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.port.DialogStore;
import org.liniya.port.FrontDesk;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorLines;
import org.liniya.port.OperatorSecrets;
import org.liniya.port.RegistrationStore;
import org.liniya.port.SignallingLog;
import org.liniya.port.Time;
import org.liniya.port.TrunkBoard;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Places;
import org.liniya.sip.wire.TlsFault;
import org.liniya.sip.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP address of the line: callers come in through it, operators register at it and are rung
 * from it. Thread-safe; requests are handed over by jain-sip's thread and sorted and worked on
 * elsewhere.
 */
public final class SipEndpoint implements Dialer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SipEndpoint.class);

  private final Machinery machinery;
  private final Wire wire;
  private final DialogBook book;
  private final DialogStore dialogs;
  private final SipLadders ladders;
  private final SipMessageLog log;
  private final CallerCalls callers;
  private final TrunkLines trunks;
  private final OperatorDialer operators;
  private final Door door;
  private final List<DialogStore.Entry> left;

  /**
   * Opens the address and begins to serve.
   *
   * @param streams where legs get their media from, such as {@code mediaEngine::open}
   * @param admission who may come in
   * @throws IOException when the address or port cannot be had
   */
  public SipEndpoint(
      SipSettings settings,
      Streams streams,
      FrontDesk desk,
      OperatorDesk operatorDesk,
      OperatorLines lines,
      OperatorSecrets secrets,
      RegistrationStore registrations,
      DialogStore dialogs,
      Ladders.Sink ladderSink,
      Admission admission,
      Time time)
      throws IOException {
    this(
        Machinery.start(settings),
        settings,
        streams,
        desk,
        operatorDesk,
        lines,
        secrets,
        registrations,
        dialogs,
        ladderSink,
        admission,
        time);
  }

  /** As above, with nothing limited but the calls at once. */
  public SipEndpoint(
      SipSettings settings,
      Streams streams,
      FrontDesk desk,
      OperatorDesk operatorDesk,
      OperatorLines lines,
      OperatorSecrets secrets,
      RegistrationStore registrations,
      DialogStore dialogs,
      Ladders.Sink ladderSink,
      Time time)
      throws IOException {
    this(
        settings,
        streams,
        desk,
        operatorDesk,
        lines,
        secrets,
        registrations,
        dialogs,
        ladderSink,
        new Admission(
            AdmissionLimits.onlyCalls(settings.limits().calls()), time, new SecureRandom()),
        time);
  }

  /** On a machinery of the caller's: tests drive it through any schedule. */
  SipEndpoint(
      Machinery machinery,
      SipSettings settings,
      Streams streams,
      FrontDesk desk,
      OperatorDesk operatorDesk,
      OperatorLines lines,
      OperatorSecrets secrets,
      RegistrationStore registrations,
      DialogStore dialogs,
      Ladders.Sink ladderSink,
      Admission admission,
      Time time) {
    this.machinery = machinery;
    this.dialogs = dialogs;
    wire = machinery.wire();
    book = new DialogBook(dialogs, time);
    ladders = new SipLadders(machinery.timers(), new Mailbox(machinery.executor()), ladderSink);
    log = new SipMessageLog(time, ladders::owner);
    wire.watch(this::watched);
    wire.prefer(this::knows);
    LegTools tools =
        new LegTools(
            wire, machinery.executor(), machinery.timers(), book, ladders, settings.limits(), time);
    NewLegs legs = new NewLegs(tools, streams);
    trunks = new TrunkLines(settings, legs, machinery.patient());
    callers = new CallerCalls(legs, desk, trunks, admission);
    Gate gate = new Gate(settings.realm(), secrets, time);
    Registrar registrar = new Registrar(gate, tools, machinery.patient(), registrations, lines);
    registrar.remember();
    operators = new OperatorDialer(legs, registrar, operatorDesk);
    OperatorCalls operatorCalls = new OperatorCalls(legs, operatorDesk);
    door = new Door(admission, incoming -> inside(incoming, operatorCalls), registrar::telephone);
    InviteSorter invites =
        new InviteSorter(
            tools, settings.realm(), callers, trunks, operatorCalls, registrar, gate, admission);
    RequestSorter sorter =
        new RequestSorter(tools, door, invites, registrar, new EndpointReplies(wire, admission));
    left = Farewell.before(dialogs); // before the first new dialog is stored beside them
    wire.receive(sorter::received);
    trunks.start();
  }

  private boolean knows(String callId, String ourTag) {
    return book.find(Dialog.id(callId, ourTag)).isPresent();
  }

  /** Whether it belongs to a dialog, or to an INVITE, that we know: anyone can make up a tag. */
  private boolean inside(Incoming incoming, OperatorCalls operatorCalls) {
    return incoming.method().equals("CANCEL")
        ? callers.holds(incoming) || operatorCalls.holds(incoming)
        : incoming.toTag().filter(tag -> knows(incoming.callId(), tag)).isPresent();
  }

  private void watched(Message message, boolean sent, String peer, long atMs) {
    ladders.seen(message, sent, peer, atMs);
    log.seen(message, sent, peer, atMs);
  }

  /** What was said on the legs that are not over. */
  public Ladders ladders() {
    return ladders;
  }

  /** The switch of the full log. */
  public SignallingLog messageLog() {
    return log;
  }

  /** The port that is really listened on. */
  public int port() {
    return wire.port();
  }

  /**
   * Ends the dialogs of a process that was killed; to be called once, before new calls are wanted.
   * Returns at once.
   */
  public void farewell() {
    Farewell.say(wire, dialogs, left);
  }

  /** The addresses that are really listened on; the first is the main one. */
  public Places places() {
    return wire.messages().places();
  }

  /**
   * Takes up certificates that have changed on disk; where they cannot be used the old ones go on.
   *
   * @return what is wrong with the new ones
   */
  public Optional<TlsFault> reloadCertificates() {
    return wire.reloadCertificates();
  }

  /** How many requests wait to be sorted. */
  public int backlog() {
    return door.waiting();
  }

  /** How many legs the other party can address. */
  public int legs() {
    return book.all().size();
  }

  /** How many callers are being served. */
  public int callers() {
    return callers.count();
  }

  @Override
  public Dialling dial(Dialer.Request request, Consumer<Result> results) {
    return switch (request.to()) {
      case Destination.Operator(OperatorId operator) -> operators.dial(operator, request, results);
      case Destination.Outside(PhoneNumber number) -> trunks.dial(number, request, results);
    };
  }

  /**
   * Dials a number at the other end of a trunk that is ours: the way to another front end of ours,
   * for which no rule of the trunk is asked. Nothing of the request is shown there.
   *
   * @param number figures, such as nobody else can know
   */
  public Dialling tie(
      String trunk, PhoneNumber number, Dialer.Request request, Consumer<Result> results) {
    return trunks.tie(trunk, number, request, results);
  }

  /**
   * New calls come and go over these trunks from now on, those in progress go on; returns at once.
   *
   * @param numbers called number or name → flow, for all trunks
   */
  public void replaceTrunks(List<Trunk> replacing, Map<String, String> numbers) {
    trunks.replace(replacing, numbers);
  }

  /** The trunks as they stand. */
  public TrunkBoard trunks() {
    return trunks;
  }

  /** Hangs up on everyone and stops; nothing of the endpoint runs afterwards. */
  @Override
  public void close() {
    hangUpAll();
    trunks.stop();
    machinery.close();
  }

  /** Returns when every leg's BYE is out, at most two seconds later. */
  private void hangUpAll() {
    List<SipLeg> legs = book.all();
    CountDownLatch out = new CountDownLatch(legs.size());
    for (SipLeg leg : legs) {
      leg.hangUp(EndCause.UNAVAILABLE);
      leg.mailbox().post(out::countDown);
    }
    try {
      if (!out.await(2, TimeUnit.SECONDS)) {
        LOG.atWarn().log("not every leg has ended in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
