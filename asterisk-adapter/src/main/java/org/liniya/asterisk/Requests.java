package org.liniya.asterisk;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.liniya.call.CallerNumber;
import org.liniya.call.NumberPlan;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.OperatorDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts FastAGI requests by their path: {@code caller} is a new caller, {@code again} a channel
 * that comes back, {@code transfer} one that was passed on, {@code operator} a telephone that was
 * answered, {@code desk} an operator who dials, {@code tie} a call of our own SIP. All that a
 * request says is what somebody's telephone may have made up, but for the path and the Uniqueid,
 * which are the dialplan's. Runs on the request's virtual thread, until its session is over.
 */
final class Requests implements AgiScript {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  /** Read by the dialplan: empty for a channel that we do not care for. */
  private static final String LEG = "LINIYA_LEG";

  /** Of Q.850; the caller gets 404. */
  private static final String NO_SUCH_NUMBER = "1";

  /** What stands in the place of a number that is not told. */
  private static final Set<String> NOBODY =
      Set.of("anonymous", "unavailable", "restricted", "unknown", "private");

  private static final int LONGEST_NUMBER = 128;

  private final LegTools tools;
  private final ChannelBook book;
  private final OperatorsTelephones telephones;
  private final FrontDesk desk;
  private final OperatorDesk operatorDesk;
  private final Supplier<Map<String, String>> numbers;
  private final Tie tie;

  /**
   * The calls of our own SIP.
   *
   * @param endpoint as which Asterisk knows our SIP; empty where there is no tie
   */
  record Tie(Optional<String> endpoint, ExpectedTies expected) {

    /** Whoever else dials such a number gets nothing, and the number is still good. */
    private Optional<ExpectedTies.Expected> take(AgiRequest request) {
      String channel = String.valueOf(request.getChannel());
      return endpoint
          .filter(name -> channel.matches("PJSIP/" + Pattern.quote(name) + "-[0-9a-f]+"))
          .flatMap(_ -> expected.take(String.valueOf(request.getExtension())));
    }
  }

  Requests(
      LegTools tools,
      ChannelBook book,
      OperatorsTelephones telephones,
      FrontDesk desk,
      OperatorDesk operatorDesk,
      Supplier<Map<String, String>> numbers,
      Tie tie) {
    this.tools = tools;
    this.book = book;
    this.telephones = telephones;
    this.desk = desk;
    this.operatorDesk = operatorDesk;
    this.numbers = numbers;
    this.tie = tie;
  }

  @Override
  public void service(AgiRequest request, AgiChannel channel) throws AgiException {
    AgiSession session = new AgiSession(channel);
    String uniqueId = uniqueId(request);
    switch (String.valueOf(request.getScript())) {
      case "caller" -> caller(request, uniqueId, session);
      case "again", "transfer" -> again(uniqueId, session);
      case "operator" -> operator(uniqueId, session);
      case "desk" -> desk(request, uniqueId, session);
      case "tie" -> tie(request, uniqueId, session);
      default -> turnAway(session, "a request for nothing of ours");
    }
  }

  private static String uniqueId(AgiRequest request) throws AgiException {
    String uniqueId = request.getUniqueId();
    if (uniqueId == null || !uniqueId.matches("[A-Za-z0-9._-]{1,150}")) {
      throw new AgiException("a request without a channel");
    }
    return uniqueId;
  }

  private void caller(AgiRequest request, String uniqueId, AgiSession session) throws AgiException {
    String called = called(request);
    Optional<String> flow = Optional.ofNullable(numbers.get().get(called));
    if (flow.isEmpty()) {
      turnAway(session, "a number that no flow belongs to");
      return;
    }
    if (!tools.manager().connected()) {
      turnAway(session, "the manager's connection is down");
      return;
    }
    AsteriskLeg leg = new AsteriskLeg(uniqueId, false, tools, book::remove);
    book.add(leg);
    FrontDesk.Accepted accepted =
        desk.arrived(new FrontDesk.Arrival(leg, from(request), called, flow.get(), "asterisk"));
    leg.tell(accepted.sink());
    session.set(LEG, leg.id().value());
    leg.serve(session);
  }

  /** An argument of the dialplan's {@code AGI()} names the number or flow; else the extension. */
  private static String called(AgiRequest request) {
    String[] arguments = request.getArguments();
    return arguments.length > 0 && !arguments[0].isBlank()
        ? arguments[0]
        : String.valueOf(request.getExtension());
  }

  private static CallerNumber from(AgiRequest request) {
    return callers(
        Optional.ofNullable(request.getCallerIdNumber()),
        Optional.ofNullable(request.getCallingPres()));
  }

  /**
   * The caller's number in the one form that it has for every front end.
   *
   * @param presentation octet 3a of Q.931: whether the number may be shown
   */
  static CallerNumber callers(Optional<String> number, Optional<Integer> presentation) {
    boolean withheld = presentation.filter(octet -> (octet & 0x60) != 0).isPresent();
    return number
        .map(String::strip)
        .filter(text -> !withheld && !text.isEmpty() && text.length() <= LONGEST_NUMBER)
        .filter(text -> !NOBODY.contains(text.toLowerCase(Locale.ROOT)))
        .<CallerNumber>map(
            text -> new CallerNumber.Claimed(PhoneNumber.of(NumberPlan.russian().canonical(text))))
        .orElseGet(CallerNumber.Withheld::new);
  }

  private void again(String uniqueId, AgiSession session) throws AgiException {
    Optional<AsteriskLeg> leg = book.find(uniqueId);
    if (leg.isEmpty()) {
      turnAway(session, "a channel that is not ours any more");
    } else {
      leg.get().serve(session);
    }
  }

  private void operator(String uniqueId, AgiSession session) throws AgiException {
    Optional<RungTelephone> rung = telephones.ringing(uniqueId);
    if (rung.isEmpty()) {
      session.hangUp(); // answered too late
      return;
    }
    AsteriskLeg leg = new AsteriskLeg(uniqueId, true, tools, book::remove);
    leg.tell(rung.get().request().sink());
    if (rung.get().request().to() instanceof Dialer.Destination.Operator(OperatorId operator)) {
      leg.allow(new Transfers(operatorDesk, book, operator));
    }
    book.add(leg);
    if (rung.get().answered(leg)) {
      leg.serve(session);
    } else {
      book.remove(leg);
      session.hangUp();
    }
  }

  /** An operator dials; the dialplan says whose telephone it is, which has proved it. */
  private void desk(AgiRequest request, String uniqueId, AgiSession session) throws AgiException {
    String[] arguments = request.getArguments();
    Optional<OperatorId> operator =
        arguments.length == 1 ? telephones.operatorOf(arguments[0]) : Optional.empty();
    if (operator.isEmpty()) {
      turnAway(session, "a telephone that is no operator's");
      return;
    }
    OperatorDesk.Dialled dialled = operatorDesk.meaning(String.valueOf(request.getExtension()));
    if (dialled instanceof OperatorDesk.Dialled.Unknown
        || dialled instanceof OperatorDesk.Dialled.Group) {
      LOG.atInfo()
          .addKeyValue("operator", operator.get())
          .log("refused: nothing of ours was dialled");
      session.exec("Hangup", NO_SUCH_NUMBER);
      return;
    }
    AsteriskLeg leg = new AsteriskLeg(uniqueId, false, tools, book::remove);
    leg.allow(new Transfers(operatorDesk, book, operator.get()));
    book.add(leg);
    leg.tell(operatorDesk.called(new OperatorDesk.Call(leg, operator.get(), dialled)).sink());
    session.set(LEG, leg.id().value());
    leg.serve(session);
  }

  /** A call of our own SIP, which dials a number that only we know. */
  private void tie(AgiRequest request, String uniqueId, AgiSession session) throws AgiException {
    Optional<ExpectedTies.Expected> expected = tie.take(request);
    if (expected.isEmpty()) {
      LOG.atWarn().log("turned away: a call over the tie that nobody expects");
      session.exec("Hangup", NO_SUCH_NUMBER);
      return;
    }
    AsteriskLeg leg = new AsteriskLeg(uniqueId, false, tools, book::remove);
    book.add(leg);
    leg.tell(expected.get().sink());
    session.set(LEG, leg.id().value());
    expected.get().came().accept(leg);
    leg.serve(session);
  }

  /** The dialplan says something kind to whoever is there. */
  private static void turnAway(AgiSession session, String why) throws AgiException {
    LOG.atWarn().log("turned away: {}", why);
    session.set(LEG, "");
  }
}
