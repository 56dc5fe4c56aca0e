package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.message.Response;
import org.liniya.port.FrontDesk;
import org.liniya.sip.wire.Incoming;
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

  private final SipSettings settings;
  private final LegTools tools;
  private final Streams streams;
  private final FrontDesk desk;
  private final Map<String, Admitted> invites = new ConcurrentHashMap<>();
  private final Admission admission;
  private final Mailbox forgetting;

  CallerCalls(
      SipSettings settings, LegTools tools, Streams streams, FrontDesk desk, Admission admission) {
    this.settings = settings;
    this.tools = tools;
    this.streams = streams;
    this.desk = desk;
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
    Optional<Trunk> trunk =
        settings.trunks().stream()
            .filter(line -> line.admits(invite.source().getAddress()))
            .findFirst();
    if (trunk.isEmpty()) {
      refuse(invite, Response.FORBIDDEN, "no trunk allows the source");
      return;
    }
    String called = called(invite.request().getRequestURI());
    String flow = settings.numbers().get(called);
    if (flow == null) {
      refuse(invite, Response.NOT_FOUND, "unknown number");
      return;
    }
    if (unusable(invite)) {
      refuse(invite, Response.NOT_ACCEPTABLE_HERE, "no usable session description");
      return;
    }
    admit(invite, trunk.get(), called, flow);
  }

  private void repeated(Incoming invite, Admitted before) {
    if (before.branch().equals(invite.branch())) {
      before.leg().invitedAgain(invite);
    } else {
      refuse(invite, Response.LOOP_DETECTED, "merged"); // RFC 3261 section 8.2.2.2
    }
  }

  private void admit(Incoming invite, Trunk trunk, String called, String flow) {
    switch (admission.call(invite.source().getAddress(), Optional.empty())) {
      case Admission.Decision.Admit(Admission.Place place) ->
          admitted(invite, trunk, called, flow, place);
      case Admission.Decision.Refuse refused -> tooMany(invite, refused);
      case Admission.Decision.Ignore _ -> tools.wire().drop(invite);
    }
  }

  private void admitted(
      Incoming invite, Trunk trunk, String called, String flow, Admission.Place place) {
    tools.wire().respond(invite, Response.TRYING);
    try {
      SipLeg leg =
          SipLeg.ofCaller(
              tools,
              streams,
              invite,
              made ->
                  desk.arrived(
                      new FrontDesk.Arrival(
                          made,
                          CallerIdentity.of(invite, trunk.trusted()),
                          called,
                          flow,
                          trunk.name())),
              () -> over(invite, place));
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
    if (!admission.request(invite.source().getAddress(), () -> false)) {
      tools.wire().drop(invite);
      return;
    }
    LOG.atInfo().addKeyValue("status", status).addKeyValue("reason", why).log("caller refused");
    tools.wire().respond(invite, status);
  }

  static String called(URI uri) {
    return switch (uri) {
      case SipURI sip -> sip.getUser() == null ? "" : sip.getUser();
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
      default -> "";
    };
  }
}
