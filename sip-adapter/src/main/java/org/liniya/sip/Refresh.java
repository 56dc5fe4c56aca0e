package org.liniya.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the session by a request of ours inside the dialog: UPDATE where the other party has it
 * (RFC 3311), else an INVITE with the session as it is (RFC 3261 section 14.1, RFC 4028 section
 * 7.2). Belongs to its leg and runs in the leg's mailbox.
 */
final class Refresh {

  private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

  /** A refusal that need not last. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private sealed interface State {
    record Idle() implements State {}

    /** An UPDATE without an offer is out, under this CSeq. */
    record Updating(long cseq) implements State {}

    /** An INVITE with an offer is out, under this CSeq: theirs would cross it. */
    record Inviting(long cseq) implements State {}

    record Waiting(Timers.Timer timer) implements State {}
  }

  /**
   * What is asked for.
   *
   * @param offer the session as it is, for an INVITE; an UPDATE needs none
   * @param proof our password, once the provider has asked for it
   */
  private record Ask(
      Duration wanted, Optional<String> offer, Optional<Map.Entry<String, String>> proof) {
    String method() {
      return offer.isPresent() ? Request.INVITE : Request.UPDATE;
    }
  }

  private final SipLeg leg;
  private final LegTools tools;
  private final SipMedia media;
  private State state = new State.Idle();

  Refresh(SipLeg leg, LegTools tools, SipMedia media) {
    this.leg = leg;
    this.tools = tools;
    this.media = media;
  }

  /** Whether an offer of ours is open, so that one of theirs gets 491 (RFC 3261 section 14.2). */
  boolean isOffering() {
    return state instanceof State.Inviting;
  }

  void stop() {
    if (state instanceof State.Waiting(Timers.Timer timer)) {
      timer.cancel();
    }
    state = new State.Idle();
  }

  /** Sends the request, or does so a little later when another one is in the way. */
  void begin() {
    begin(interval());
  }

  private Duration interval() {
    return leg.timer().terms().map(SessionTerms::interval).orElse(tools.limits().session());
  }

  private void begin(Duration wanted) {
    if (!(leg.state() instanceof LegState.Up(Dialog dialog, Optional<UnackedOk> reinvite))) {
      return;
    }
    switch (state) {
      case State.Updating _, State.Inviting _ -> {
        return; // its answer decides what comes next
      }
      case State.Idle _, State.Waiting _ -> stop();
    }
    if (reinvite.isPresent()) {
      later(AGAIN);
      return;
    }
    Optional<String> offer =
        leg.otherParty().hasUpdate() ? Optional.empty() : Optional.of(media.offer());
    send(dialog.nextLocal(), reinvite, new Ask(wanted, offer, Optional.empty()));
  }

  private void send(Dialog dialog, Optional<UnackedOk> reinvite, Ask ask) {
    leg.become(new LegState.Up(dialog, reinvite));
    state =
        ask.offer().isPresent()
            ? new State.Inviting(dialog.localSeq())
            : new State.Updating(dialog.localSeq());
    Request request = tools.wire().messages().request(dialog, ask.method());
    headers(ask.wanted())
        .forEach(each -> tools.wire().messages().add(request, each.getKey(), each.getValue()));
    ask.proof()
        .ifPresent(
            header -> tools.wire().messages().add(request, header.getKey(), header.getValue()));
    ask.offer().ifPresent(sdp -> tools.wire().messages().body(request, sdp));
    tools
        .wire()
        .send(
            request,
            new Outcome() {
              @Override
              public void reply(Reply reply) {
                leg.mailbox().post(() -> replied(dialog, request, ask, reply));
              }

              @Override
              public void failed() {
                leg.mailbox().post(() -> unanswered(dialog));
              }
            });
  }

  /** No 100rel among them: as the calling party we do not say PRACK. */
  private List<Map.Entry<String, String>> headers(Duration interval) {
    return List.of(
        Map.entry("Contact", leg.otherParty().contact()),
        Map.entry("Supported", Extensions.TIMER),
        Map.entry("Session-Expires", interval.toSeconds() + ";refresher=uac"),
        Map.entry("Min-SE", Long.toString(tools.limits().shortestSession().toSeconds())));
  }

  private void replied(Dialog sent, Request request, Ask ask, Reply reply) {
    if (reply.provisional()) {
      return;
    }
    if (reply.success() && ask.offer().isPresent()) {
      // Every one of them, though we may have hung up meanwhile (RFC 3261 section 13.2.2.4).
      Dialog answered = sent.refreshed(reply.response());
      tools.wire().sendAck(tools.wire().messages().request(answered, Request.ACK));
    }
    if (!isOpen(sent) || !(leg.state() instanceof LegState.Up(Dialog dialog, var reinvite))) {
      return; // a repeated 2xx
    }
    state = new State.Idle();
    if (reply.success()) {
      leg.become(new LegState.Up(dialog.refreshed(reply.response()), reinvite));
      boolean held = media.held();
      reply.sdp().ifPresent(media::accept);
      leg.signals().tellHold(held);
      leg.timer().begin(SessionTerms.of(reply));
      return;
    }
    Optional<Map.Entry<String, String>> proof =
        leg.otherParty().proof(request, reply).filter(_ -> ask.proof().isEmpty());
    if (proof.isPresent()) {
      send(dialog.nextLocal(), reinvite, new Ask(ask.wanted(), ask.offer(), proof));
      return;
    }
    switch (reply.status()) {
      case 491 -> later(glare());
      case 422 -> longer(ask.wanted(), SessionTerms.shortest(reply));
      case 408, 481 -> lost(); // RFC 3261 section 12.2.1.2
      default -> later(AGAIN); // the session timer ends it, if it stays so
    }
  }

  private boolean isOpen(Dialog sent) {
    return switch (state) {
      case State.Updating(long cseq) -> cseq == sent.localSeq();
      case State.Inviting(long cseq) -> cseq == sent.localSeq();
      case State.Idle _, State.Waiting _ -> false;
    };
  }

  /**
   * Asks once more with what they want (RFC 4028 section 7.3). Only once, and the session's time
   * goes on: else one who always answers 422 would keep us busy for ever.
   */
  private void longer(Duration refused, Duration wanted) {
    if (refused.equals(interval()) && wanted.compareTo(refused) > 0) {
      begin(wanted);
    } else {
      later(AGAIN);
    }
  }

  /** Who made the Call-ID waits longer (RFC 3261 section 14.1). */
  private Duration glare() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Duration.ofMillis(
        leg.madeCallId() ? random.nextLong(2_100, 4_001) : random.nextLong(0, 2_001));
  }

  private void later(Duration wait) {
    stop();
    state =
        new State.Waiting(
            tools
                .timers()
                .after(
                    wait,
                    leg.mailbox(),
                    () -> {
                      state = new State.Idle();
                      begin();
                    }));
  }

  private void unanswered(Dialog sent) {
    if (isOpen(sent)) {
      lost();
    }
  }

  private void lost() {
    state = new State.Idle();
    if (leg.state() instanceof LegState.Up) {
      LOG.atInfo().addKeyValue("leg", leg.id()).log("the other party does not know this call");
      leg.ending().lost();
    }
  }
}
