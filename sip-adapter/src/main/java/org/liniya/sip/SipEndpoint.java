package org.liniya.sip;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.message.Message;
import javax.sip.message.Response;
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
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.port.SignallingLog;
import org.liniya.port.Time;
import org.liniya.port.TrunkBoard;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Place;
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

  private static final Set<String> SERVED =
      Set.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "OPTIONS",
          "INFO",
          "UPDATE",
          "PRACK",
          "REGISTER",
          "REFER",
          "SUBSCRIBE",
          "NOTIFY");

  /** Methods that exist and that we do not serve (405); what is in no list does not exist (501). */
  private static final Set<String> UNSERVED = Set.of("MESSAGE", "PUBLISH");

  /** Requests of so many Call-IDs are sorted side by side. */
  private static final int SORTERS = 16;

  private final Wire wire;
  private final Machinery machinery;
  private final Executor executor;
  private final Timers timers;
  private final DialogBook book;
  private final SipLadders ladders;
  private final SipMessageLog log;
  private final CallerCalls callers;
  private final TrunkLines trunks;
  private final OperatorCalls operators;
  private final OperatorDesk operatorDesk;
  private final Registrar registrar;
  private final Gate gate;
  private final LegTools tools;
  private final Streams streams;
  private final DialogStore dialogs;
  private final SipSettings settings;
  private final Admission admission;
  private final Door door;
  private final List<DialogStore.Entry> left;
  private final List<Mailbox> sorters;

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
    this.settings = settings;
    this.streams = streams;
    this.dialogs = dialogs;
    this.operatorDesk = operatorDesk;
    this.admission = admission;
    this.machinery = machinery;
    executor = machinery.executor();
    timers = machinery.timers();
    book = new DialogBook(dialogs, time);
    wire = machinery.wire();
    ladders = new SipLadders(timers, new Mailbox(executor), ladderSink);
    log = new SipMessageLog(time, ladders::owner);
    wire.watch(this::watched);
    wire.prefer((callId, tag) -> book.find(Dialog.id(callId, tag)).isPresent());
    tools = new LegTools(wire, executor, timers, book, ladders, settings.limits(), time);
    sorters = Stream.generate(() -> new Mailbox(executor)).limit(SORTERS).toList();
    trunks = new TrunkLines(settings, tools, streams, machinery.patient());
    callers = new CallerCalls(tools, streams, desk, trunks, admission);
    operators = new OperatorCalls(tools, streams, operatorDesk);
    gate = new Gate(settings.realm(), secrets, time);
    registrar = new Registrar(gate, tools, machinery.patient(), registrations, lines);
    registrar.remember();
    door = new Door(admission, this::inside, registrar::telephone);
    left = Farewell.before(dialogs); // before the first new dialog is stored beside them
    wire.receive(this::received);
    trunks.start();
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
      case Destination.Operator(OperatorId operator) -> ring(operator, request, results);
      case Destination.Outside(PhoneNumber number) -> trunks.dial(number, request, results);
    };
  }

  private Dialling ring(OperatorId operator, Dialer.Request request, Consumer<Result> results) {
    List<Binding> bindings = List.copyOf(registrar.bindings(operator));
    SipLeg leg;
    try {
      leg = SipLeg.ofOperator(tools, streams.toward(OperatorFork.family(bindings)));
      leg.referrals().allow(operator, operatorDesk);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("call", request.call()).log("no media port is left");
      return failed(EndCause.UNREACHABLE, results);
    }
    OperatorFork fork = new OperatorFork(tools, leg, operator, request, results);
    Place main = wire.messages().places().main();
    String us = "sip:liniya@" + main.host() + ":" + main.toldPort();
    fork.start(bindings, us);
    return fork;
  }

  /** The trunks as they stand. */
  public TrunkBoard trunks() {
    return trunks;
  }

  private Dialling failed(EndCause cause, Consumer<Result> results) {
    executor.execute(() -> results.accept(new Result.Failed(cause)));
    return () -> {};
  }

  /**
   * jain-sip has one thread: it parses, and everything else is done here. What belongs together
   * stays in order, since it has the Call-ID in common.
   */
  private void received(Incoming incoming) {
    Optional<Door.Pass> pass = door.opens(incoming);
    if (pass.isEmpty()) {
      wire.drop(incoming);
      return;
    }
    sorter(incoming)
        .post(
            () -> {
              pass.get().used();
              sort(incoming);
            });
  }

  /** Whether it belongs to a dialog, or to an INVITE, that we know: anyone can make up a tag. */
  private boolean inside(Incoming incoming) {
    return incoming.method().equals("CANCEL")
        ? callers.holds(incoming) || operators.holds(incoming)
        : leg(incoming).isPresent();
  }

  private Mailbox sorter(Incoming incoming) {
    return sorters.get(Math.floorMod(incoming.callId().hashCode(), SORTERS));
  }

  private void sort(Incoming incoming) {
    String method = incoming.method();
    if (method.equals("ACK")) {
      leg(incoming).ifPresent(leg -> leg.acknowledged(incoming));
    } else if (method.equals("CANCEL")) {
      if (!operators.cancelled(incoming)) {
        callers.cancelled(incoming);
      }
    } else if (!SERVED.contains(method)) {
      unserved(incoming);
    } else if (!Extensions.missing(incoming).isEmpty()) {
      unsupported(incoming);
    } else if (incoming.toTag().isPresent()) {
      leg(incoming).ifPresentOrElse(leg -> leg.request(incoming), () -> refuse(incoming, 481));
    } else {
      outsideDialog(incoming);
    }
  }

  private Optional<SipLeg> leg(Incoming incoming) {
    return incoming.toTag().flatMap(tag -> book.find(Dialog.id(incoming.callId(), tag)));
  }

  private void outsideDialog(Incoming incoming) {
    switch (incoming.method()) {
      case "INVITE" -> invited(incoming);
      case "REGISTER" -> registrar.register(incoming);
      case "OPTIONS" -> capabilities(incoming);
      case "REFER" -> refuse(incoming, Response.FORBIDDEN); // only who is in a call passes it on
      case "SUBSCRIBE" -> unknownEvent(incoming);
      default -> refuse(incoming, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    }
  }

  /**
   * A telephone that shows credentials, that calls as an extension of ours, or that an operator has
   * registered from this very address and port, proves who it is before it may call anyone.
   * Everyone else is a caller. Extensions that exist and others are asked alike, so From tells
   * nobody which operators there are.
   */
  private void invited(Incoming invite) {
    if (operators.repeated(invite)) {
      return;
    }
    if (!invite.headers("Replaces").isEmpty()) {
      replacing(invite);
      return;
    }
    boolean ours =
        (invite.header("Authorization").isPresent() && !trunks.showsPassword(invite))
            || CallerIdentity.fromExtension(invite, ourNames())
            || registrar.isTelephone(invite.target());
    if (!ours) {
      callers.invited(invite);
      return;
    }
    if (!admission.request(invite.source().getAddress(), () -> registrar.telephone(invite))) {
      wire.drop(invite);
      return;
    }
    switch (gate.judge(invite, operator -> registrar.isAt(operator, invite))) {
      case Gate.Verdict.Ask ask -> gate.ask(invite, ask, tools, sorter(invite));
      case Gate.Verdict.Known(OperatorId operator) -> operators.invited(invite, operator);
    }
  }

  /**
   * Nobody takes a connection over by an INVITE of their own (RFC 3891 section 3): who has it can
   * ask us by REFER, and is known then.
   */
  private void replacing(Incoming invite) {
    List<String> values = invite.headers("Replaces");
    Optional<Replaced> replaced =
        values.size() == 1 ? Replaced.parse(values.getFirst()) : Optional.empty();
    if (replaced.isEmpty()) {
      refuse(invite, Response.BAD_REQUEST);
    } else if (replaced.get().find(book).isEmpty()) {
      refuse(invite, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    } else {
      refuse(invite, Response.FORBIDDEN);
    }
  }

  /** Nobody can watch anyone's state here (RFC 6665 section 4.2.1.1). */
  private void unknownEvent(Incoming incoming) {
    Response response = wire.messages().answer(incoming, 489);
    wire.messages().add(response, "Allow-Events", "refer");
    wire.respond(incoming, response);
  }

  private Set<String> ourNames() {
    return Stream.concat(
            wire.messages().places().names().stream(),
            Stream.of(settings.realm().toLowerCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  private void refuse(Incoming incoming, int status) {
    wire.respond(incoming, status);
  }

  private void capabilities(Incoming incoming) {
    Response ok = wire.messages().answer(incoming, availability());
    if (ok.getStatusCode() != Response.OK) {
      wire.messages().add(ok, "Retry-After", Long.toString(admission.retryAfter().toSeconds()));
    }
    wire.messages().add(ok, "Allow", Messages.ALLOW);
    wire.messages().add(ok, "Supported", Extensions.supported());
    wire.messages().add(ok, "Accept", "application/sdp, application/dtmf-relay, application/dtmf");
    wire.respond(incoming, ok);
  }

  /** 503 sends a proxy's callers elsewhere while we want no new ones. */
  private int availability() {
    return admission.closed().isEmpty() ? Response.OK : Response.SERVICE_UNAVAILABLE;
  }

  private void unserved(Incoming incoming) {
    int status = UNSERVED.contains(incoming.method()) ? 405 : 501;
    Response response = wire.messages().answer(incoming, status);
    wire.messages().add(response, "Allow", Messages.ALLOW);
    wire.respond(incoming, response);
  }

  /** Something is required that we do not have (RFC 3261 section 8.2.2.3). */
  private void unsupported(Incoming incoming) {
    Response response = wire.messages().answer(incoming, Response.BAD_EXTENSION);
    for (String extension : Extensions.missing(incoming)) {
      wire.messages().add(response, "Unsupported", extension);
    }
    wire.respond(incoming, response);
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
