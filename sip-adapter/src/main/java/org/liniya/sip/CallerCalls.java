package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.message.Response;
import org.liniya.port.FrontDesk;
import org.liniya.sip.trunk.CalledNumbers;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits callers: trunk, number, session description and free places are checked before a leg is
 * made (RFC 3261 section 8.2). Runs in the endpoint's sorters, one Call-ID always in the same one.
 */
final class CallerCalls {

  private static final Logger LOG = LoggerFactory.getLogger(CallerCalls.class);

  /** How long a repeated INVITE may come after its call is over: 64 × T1. */
  private static final Duration REMEMBERED = Duration.ofSeconds(32);

  private record Admitted(String branch, SipLeg leg) {}

  private final LegTools tools;
  private final NewLegs legs;
  private final FrontDesk desk;
  private final TrunkLines trunks;
  private final Map<String, Admitted> invites = new ConcurrentHashMap<>();
  private final Admission admission;
  private final Mailbox forgetting;

  CallerCalls(NewLegs legs, FrontDesk desk, TrunkLines trunks, Admission admission) {
    this.tools = legs.tools();
    this.legs = legs;
    this.desk = desk;
    this.trunks = trunks;
    this.admission = admission;
    this.forgetting = new Mailbox(tools.executor());
  }

  /** An INVITE without To tag from a trunk or from nowhere. */
  void invited(Incoming invite) {
    Admitted before = invites.get(invite.identity());
    if (before != null) {
      repeated(invite, before);
      return;
    }
    Optional<TrunkLine> line =
        trunks.lineOf(
            invite, new Mailbox(tools.executor()), why -> refuse(invite, Response.FORBIDDEN, why));
    if (line.isEmpty()) {
      return; // refused, or asked for its password
    }
    CalledNumbers.Called called = line.get().called(invite);
    if (called.flow().isEmpty()) {
      line.get().refused("unknown-number");
      refuse(invite, Response.NOT_FOUND, "unknown number");
      return;
    }
    if (SessionTerms.of(invite, tools.limits().shortestSession())
        instanceof SessionTerms.Asked.TooShort) {
      LOG.atInfo().addKeyValue("status", 422).log("caller's session timer is too short");
      new LegReplies(tools, Tokens.token()).tooShort(invite);
      return;
    }
    if (unusable(invite)) {
      refuse(invite, Response.NOT_ACCEPTABLE_HERE, "no usable session description");
      return;
    }
    admit(invite, line.get(), called.number(), called.flow().get());
  }

  private void repeated(Incoming invite, Admitted before) {
    if (before.branch().equals(invite.branch())) {
      before.leg().invitedAgain(invite);
    } else {
      refuse(invite, Response.LOOP_DETECTED, "merged"); // RFC 3261 section 8.2.2.2
    }
  }

  private void admit(Incoming invite, TrunkLine line, String called, String flow) {
    switch (admission.call(invite.source().getAddress(), line.trunk().share())) {
      case Admission.Decision.Admit(Admission.Place place) ->
          admitted(invite, line, called, flow, place);
      case Admission.Decision.Refuse refused -> {
        count(line, refused.reason());
        tooMany(invite, refused);
      }
      case Admission.Decision.Ignore(Refusal reason) -> {
        count(line, reason);
        tools.wire().drop(invite);
      }
    }
  }

  /** What is over the trunk's own limits; the rest is nothing of the trunk's. */
  private static void count(TrunkLine line, Refusal reason) {
    if (reason == Refusal.TRUNK_CALLS || reason == Refusal.TRUNK_NEW_CALLS) {
      line.refused(reason.word());
    }
  }

  private void admitted(
      Incoming invite, TrunkLine line, String called, String flow, Admission.Place place) {
    tools.wire().respond(invite, Response.TRYING);
    line.calledIn();
    try {
      SipLeg leg =
          legs.ofCaller(
              invite,
              made ->
                  desk.arrived(
                      new FrontDesk.Arrival(
                          made,
                          CallerIdentity.of(invite, line.trunk()),
                          called,
                          flow,
                          line.trunk().name(),
                          CallerIdentity.diverted(invite, line.trunk()))),
              () -> over(invite, place));
      leg.sound().keys(line.trunk().keys());
      leg.otherParty().showsWhenAsked(line.trunk().account());
      invites.put(invite.identity(), new Admitted(invite.branch(), leg));
      LOG.atInfo().addKeyValue("leg", leg.id()).addKeyValue("flow", flow).log("caller arrived");
    } catch (IOException e) {
      place.leave();
      LOG.atWarn().log("no media port is left");
      tooMany(invite, admission.refuse(Refusal.MEDIA_PORTS));
    }
  }

  private void over(Incoming invite, Admission.Place place) {
    place.leave();
    tools.timers().after(REMEMBERED, forgetting, () -> invites.remove(invite.identity()));
  }

  /** A CANCEL: 200 when it names an INVITE of ours, whatever becomes of it (section 9.2). */
  void cancelled(Incoming cancel) {
    Admitted admitted = invites.get(cancel.identity());
    if (admitted == null || !admitted.branch().equals(cancel.branch())) {
      tools.wire().respond(cancel, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
      return;
    }
    tools
        .wire()
        .respond(
            cancel, tools.wire().messages().answer(cancel, Response.OK, admitted.leg().localTag()));
    admitted.leg().cancelled();
  }

  /** Whether a CANCEL names an INVITE that was admitted. */
  boolean holds(Incoming cancel) {
    return invites.containsKey(cancel.identity());
  }

  int count() {
    return admission.count();
  }

  private boolean unusable(Incoming invite) {
    return invite.contentType().isPresent()
        && invite.body("application/sdp").filter(SipMedia::answerable).isEmpty();
  }

  private void tooMany(Incoming invite, Admission.Decision.Refuse refused) {
    Response busy = tools.wire().messages().answer(invite, Response.SERVICE_UNAVAILABLE);
    long seconds = refused.retryAfter().toSeconds();
    tools.wire().messages().add(busy, "Retry-After", Long.toString(seconds));
    tools.wire().respond(invite, busy);
  }

  private void refuse(Incoming invite, int status, String why) {
    if (!admission.request(invite.source().getAddress(), Optional::empty)) {
      tools.wire().drop(invite);
      return;
    }
    LOG.atInfo().addKeyValue("status", status).addKeyValue("reason", why).log("caller refused");
    tools.wire().respond(invite, status);
  }
}
