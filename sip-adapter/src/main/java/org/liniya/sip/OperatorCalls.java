package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.message.Response;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits the calls that operators make from their telephones: nobody comes here who has not proved
 * to be one. Runs in the endpoint's sorters, one Call-ID always in the same one.
 */
final class OperatorCalls {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorCalls.class);

  /** Legs that one operator may have made at once: a stolen password is not worth much. */
  static final int MOST = 4;

  /** How long a repeated INVITE may come after its call is over: 64 × T1. */
  private static final Duration REMEMBERED = Duration.ofSeconds(32);

  private record Admitted(String branch, SipLeg leg) {}

  private final LegTools tools;
  private final NewLegs legs;
  private final OperatorDesk desk;
  private final Map<String, Admitted> invites = new ConcurrentHashMap<>();
  private final Map<OperatorId, Integer> calls = new ConcurrentHashMap<>();
  private final Mailbox forgetting;

  OperatorCalls(NewLegs legs, OperatorDesk desk) {
    this.tools = legs.tools();
    this.legs = legs;
    this.desk = desk;
    this.forgetting = new Mailbox(tools.executor());
  }

  /**
   * Whether this INVITE was taken before; it is then dealt with. Its password is not asked for
   * again: the number that goes with it has been used.
   */
  boolean repeated(Incoming invite) {
    Optional<Admitted> before = Optional.ofNullable(invites.get(invite.identity()));
    before.ifPresent(
        admitted -> {
          if (admitted.branch().equals(invite.branch())) {
            admitted.leg().invitedAgain(invite);
          } else {
            tools.wire().respond(invite, Response.LOOP_DETECTED); // RFC 3261 section 8.2.2.2
          }
        });
    return before.isPresent();
  }

  /** An INVITE without To tag whose sender has shown the password of {@code operator}. */
  void invited(Incoming invite, OperatorId operator) {
    Dialled dialled = desk.meaning(DialledUri.plain(invite.request().getRequestURI()));
    switch (dialled) {
      case Dialled.Unknown() -> refuse(invite, operator, Response.NOT_FOUND, "nothing of ours");
      case Dialled.Group _ ->
          refuse(invite, operator, Response.FORBIDDEN, "groups are for callers");
      case Dialled.Colleague(OperatorId colleague) when colleague.equals(operator) ->
          refuse(invite, operator, Response.BUSY_HERE, "their own telephone");
      case Dialled.Colleague _,
          Dialled.Outside _,
          Dialled.Emergency _,
          Dialled.Order _,
          Dialled.Supervised _ -> {
        if (SessionTerms.of(invite, tools.limits().shortestSession())
            instanceof SessionTerms.Asked.TooShort) {
          LOG.atInfo()
              .addKeyValue("operator", operator)
              .addKeyValue("status", 422)
              .log("an operator's session timer is too short");
          new LegReplies(tools, Tokens.token()).tooShort(invite);
        } else if (unusable(invite)) {
          refuse(invite, operator, Response.NOT_ACCEPTABLE_HERE, "no usable session description");
        } else if (calls.merge(operator, 1, Integer::sum) > MOST) {
          over(operator);
          refuse(invite, operator, Response.BUSY_HERE, "too many calls at once");
        } else {
          admit(invite, operator, dialled);
        }
      }
    }
  }

  private void admit(Incoming invite, OperatorId operator, Dialled dialled) {
    tools.wire().respond(invite, Response.TRYING);
    try {
      SipLeg leg =
          legs.ofCaller(
              invite,
              made -> {
                made.referrals().allow(operator, desk);
                return desk.called(new OperatorDesk.Call(made, operator, dialled));
              },
              () -> {
                over(operator);
                tools
                    .timers()
                    .after(REMEMBERED, forgetting, () -> invites.remove(invite.identity()));
              });
      invites.put(invite.identity(), new Admitted(invite.branch(), leg));
      LOG.atInfo()
          .addKeyValue("leg", leg.id())
          .addKeyValue("operator", operator)
          .log("an operator calls");
    } catch (IOException e) {
      over(operator);
      refuse(invite, operator, Response.SERVICE_UNAVAILABLE, "no media port is left");
    }
  }

  private void over(OperatorId operator) {
    calls.computeIfPresent(operator, (_, count) -> count > 1 ? count - 1 : null);
  }

  /** Whether this CANCEL names a call of an operator; it is then dealt with (section 9.2). */
  boolean cancelled(Incoming cancel) {
    Admitted admitted = invites.get(cancel.identity());
    if (admitted == null || !admitted.branch().equals(cancel.branch())) {
      return false;
    }
    tools
        .wire()
        .respond(
            cancel, tools.wire().messages().answer(cancel, Response.OK, admitted.leg().localTag()));
    admitted.leg().cancelled();
    return true;
  }

  /** Whether a CANCEL names a call of an operator. */
  boolean holds(Incoming cancel) {
    return invites.containsKey(cancel.identity());
  }

  private static boolean unusable(Incoming invite) {
    return invite.contentType().isPresent()
        && invite.body("application/sdp").filter(SipMedia::answerable).isEmpty();
  }

  private void refuse(Incoming invite, OperatorId operator, int status, String why) {
    LOG.atInfo()
        .addKeyValue("operator", operator)
        .addKeyValue("status", status)
        .addKeyValue("reason", why)
        .log("an operator's call is refused");
    tools.wire().respond(invite, status);
  }
}
