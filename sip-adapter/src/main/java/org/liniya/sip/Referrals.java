package org.liniya.sip;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.port.Transfer;
import org.liniya.sip.wire.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * REFER inside a leg's dialog (RFC 3515), and SUBSCRIBE and NOTIFY as far as they belong to it.
 * Only operators may pass someone on. Belongs to its leg and runs in the leg's mailbox.
 */
final class Referrals {

  private static final Logger LOG = LoggerFactory.getLogger(Referrals.class);

  private static final Pattern EVENT_ID = Pattern.compile("(?i);\\s*id\\s*=\\s*(\\d{1,10})");

  /** Whether this leg's party may ask. */
  private sealed interface Right {
    record None() implements Right {}

    record Operators(OperatorId operator, OperatorDesk desk) implements Right {}
  }

  private final SipLeg leg;
  private final LegTools tools;
  private final LegReplies replies;
  private volatile Right right = new Right.None();
  private Optional<Referral> last = Optional.empty();

  Referrals(SipLeg leg, LegTools tools, LegReplies replies) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
  }

  /** The leg belongs to this operator; to be said before anything is received on it. */
  void allow(OperatorId operator, OperatorDesk desk) {
    right = new Right.Operators(operator, desk);
  }

  /** Whose leg it is; nobody's when it is a caller's. May be called from any thread. */
  Optional<OperatorId> operator() {
    return right instanceof Right.Operators(OperatorId operator, OperatorDesk _)
        ? Optional.of(operator)
        : Optional.empty();
  }

  /** A REFER, SUBSCRIBE or NOTIFY. */
  void handle(Incoming incoming) {
    switch (incoming.method()) {
      case Request.REFER -> refer(incoming);
      case Request.SUBSCRIBE -> subscribe(incoming);
      default -> replies.respond(incoming, 481); // we subscribe to nothing (RFC 6665 section 4.1.3)
    }
  }

  /** The leg is over: nothing more is said, though the transfer itself may go on. */
  void over() {
    last.ifPresent(Referral::close);
  }

  private void refer(Incoming refer) {
    switch (right) {
      case Right.None() -> refuse(refer, Response.FORBIDDEN, "not an operator's leg");
      case Right.Operators operators -> {
        if (!(leg.state() instanceof LegState.Up) || last.filter(Referral::isOpen).isPresent()) {
          refuse(refer, Response.REQUEST_PENDING, "one at a time");
          return;
        }
        switch (ReferTo.of(refer)) {
          case ReferTo.Bad(int status, String why) -> refuse(refer, status, why);
          case ReferTo.Wanted(String dialled, Optional<Replaced> replaces) -> {
            if (replaces.isPresent()) {
              attended(refer, operators, replaces.get());
            } else {
              blind(refer, operators.desk().meaning(dialled));
            }
          }
        }
      }
    }
  }

  private void blind(Incoming refer, Dialled dialled) {
    switch (dialled) {
      case Dialled.Colleague(var operator) -> accept(refer, new Transfer.Target.Operator(operator));
      case Dialled.Group(var name) -> accept(refer, new Transfer.Target.Group(name));
      case Dialled.Outside(var number) -> accept(refer, new Transfer.Target.Outside(number));
      case Dialled.Emergency(var number, boolean connected) -> {
        if (connected) {
          accept(refer, new Transfer.Target.Outside(number));
        } else {
          refuse(refer, Response.FORBIDDEN, "no trunk for emergency numbers");
        }
      }
      case Dialled.Order _, Dialled.Supervised _, Dialled.Unknown _ ->
          refuse(refer, Response.NOT_FOUND, "unknown target");
    }
  }

  private void attended(Incoming refer, Right.Operators asking, Replaced replaces) {
    Optional<SipLeg> other = replaces.find(tools.book()).filter(found -> found != leg);
    if (other.isEmpty()) {
      // 481 in answer to the REFER itself would mean the dialog with the caller (RFC 5057)
      accept(refer, new Transfer.Target.Consulted(leg.id()), referral -> referral.finish(481));
    } else if (!other.get().operator().equals(Optional.of(asking.operator()))) {
      refuse(refer, Response.FORBIDDEN, "another one's dialog");
    } else {
      accept(refer, new Transfer.Target.Consulted(other.get().id()));
    }
  }

  private void accept(Incoming refer, Transfer.Target target) {
    accept(
        refer,
        target,
        referral -> leg.signals().tell(new Signal.TransferAsked(leg.id(), referral)));
  }

  private void accept(Incoming refer, Transfer.Target target, Consumer<Referral> then) {
    boolean quiet =
        refer
            .header("Refer-Sub")
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("false"))
            .isPresent();
    Referral referral =
        new Referral(leg, tools, target, new Referral.Manner(last.map(_ -> refer.cseq()), quiet));
    last = Optional.of(referral);
    Response accepted = replies.withContact(refer, Response.ACCEPTED);
    if (quiet) {
      tools.wire().messages().add(accepted, "Refer-Sub", "false"); // RFC 4488 section 4
    }
    tools.wire().respond(refer, accepted);
    LOG.atInfo().addKeyValue("leg", leg.id()).log("transfer asked");
    referral.begin();
    then.accept(referral);
  }

  private void refuse(Incoming refer, int status, String why) {
    LOG.atInfo()
        .addKeyValue("leg", leg.id())
        .addKeyValue("status", status)
        .addKeyValue("reason", why)
        .log("transfer refused");
    replies.respond(refer, status);
  }

  // ---- the subscription that a REFER made

  private void subscribe(Incoming subscribe) {
    String event = subscribe.header("Event").orElse("");
    if (!event.split(";", 2)[0].strip().equalsIgnoreCase("refer")) {
      Response response = tools.wire().messages().answer(subscribe, 489, leg.localTag());
      tools.wire().messages().add(response, "Allow-Events", "refer");
      tools.wire().respond(subscribe, response);
      return;
    }
    Optional<Referral> named = last.filter(referral -> referral.isNamed(eventId(event)));
    if (named.isEmpty()) {
      replies.respond(subscribe, 481);
      return;
    }
    Duration left = named.get().extend(asked(subscribe));
    Response ok = replies.withContact(subscribe, Response.OK);
    tools.wire().messages().add(ok, "Expires", Long.toString(left.toSeconds()));
    tools.wire().respond(subscribe, ok);
    named.get().tellAgain(left);
  }

  private static Optional<Long> eventId(String event) {
    Matcher id = EVENT_ID.matcher(event);
    return id.find() ? Optional.of(Long.parseLong(id.group(1))) : Optional.empty();
  }

  private static Duration asked(Incoming subscribe) {
    return subscribe.request().getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader header
        ? Duration.ofSeconds(Math.max(0, header.getExpires()))
        : Referral.LONGEST;
  }
}
