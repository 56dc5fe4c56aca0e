package org.liniya.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Response;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;

/**
 * What a caller is told before the answer: 180 that it rings, 183 with sound that costs nothing,
 * each reliably where the caller wants it (RFC 3262). Belongs to its leg and runs in the leg's
 * mailbox.
 */
final class Provisionals {

  /** How the offer and answer of the INVITE stand before its 200 (RFC 6337 section 2.2). */
  private sealed interface Session {
    /** Nothing was said of it. */
    record None() implements Session {}

    /** A 18x held our answer, which the 200 repeats word for word (RFC 6337 section 3.1.1). */
    record Told(String sdp) implements Session {}

    /** A reliable 18x holds our offer, PRACK must hold the answer. */
    record Offered() implements Session {}

    /** Agreed for good by a PRACK: the 200 needs no description. */
    record Agreed() implements Session {}
  }

  private final SipLeg leg;
  private final LegTools tools;
  private final LegReplies replies;
  private final SipMedia media;
  private final List<Runnable> afterwards = new ArrayList<>();
  private Session session = new Session.None();
  private Optional<ReliableProvisional> unacknowledged = Optional.empty();
  private Optional<Incoming> latest = Optional.empty();
  private long number = ThreadLocalRandom.current().nextLong(1, 0x7FFF_0000L);

  Provisionals(SipLeg leg, LegTools tools, LegReplies replies, SipMedia media) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
    this.media = media;
  }

  /** Says that it rings, if nothing was said yet. */
  void ring() {
    if (leg.state() instanceof LegState.Invited(Incoming invite)) {
      ring(invite);
      leg.become(new LegState.Ringing(invite));
    }
  }

  /**
   * Reliably only where that is required. Then an offer that is left to us has to be in it, as the
   * first reliable message (RFC 3261 section 13.2.1).
   */
  private void ring(Incoming invite) {
    Response ringing = replies.withContact(invite, Response.RINGING);
    if (!Extensions.requires(invite, Extensions.RELIABLE)) {
      tools.wire().respond(invite, ringing);
    } else if (session instanceof Session.None && invite.body("application/sdp").isEmpty()) {
      tools.wire().messages().body(ringing, media.offer());
      reliably(invite, ringing, () -> session = new Session.Offered());
    } else {
      reliably(invite, ringing, () -> {});
    }
  }

  /**
   * Opens the sound before the answer; {@code LegProgressing} follows. A caller who leaves the
   * offer to us and cannot say PRACK has no way to send its answer: that call is refused with 488.
   */
  void progress() {
    leg.state()
        .unanswered()
        .ifPresent(
            invite -> {
              leg.become(new LegState.Ringing(invite));
              progress(invite);
            });
  }

  private void progress(Incoming invite) {
    if (unacknowledged.isPresent()) { // one after the other (RFC 3262 section 3)
      afterwards.add(() -> progress(invite));
      return;
    }
    Response progress = replies.withContact(invite, Response.SESSION_PROGRESS);
    boolean reliable = Extensions.supports(invite, Extensions.RELIABLE);
    switch (session) {
      case Session.Told _, Session.Offered _ -> {} // it was said before
      case Session.Agreed _ -> {
        reliably(invite, progress, () -> {});
        leg.signals().tell(new Signal.LegProgressing(leg.id()));
      }
      case Session.None _ -> describe(invite, progress, reliable);
    }
  }

  private void describe(Incoming invite, Response progress, boolean reliable) {
    Optional<String> offer = invite.body("application/sdp");
    Optional<String> sdp = offer.isPresent() ? media.answer(offer.get()) : Optional.empty();
    if (offer.isEmpty() && reliable) {
      sdp = Optional.of(media.offer());
    }
    if (sdp.isEmpty()) {
      replies.respond(invite, Response.NOT_ACCEPTABLE_HERE);
      leg.ending().over(EndCause.FAULT);
      return;
    }
    tools.wire().messages().body(progress, sdp.get());
    Session next = offer.isPresent() ? new Session.Told(sdp.get()) : new Session.Offered();
    if (reliable) {
      reliably(invite, progress, () -> session = next);
    } else {
      session = next;
      tools.wire().respond(invite, progress);
    }
    if (offer.isPresent()) {
      leg.signals().tell(new Signal.LegProgressing(leg.id()));
    }
  }

  /**
   * @param sending runs as it goes out, which may be later than now
   */
  private void reliably(Incoming invite, Response response, Runnable sending) {
    if (unacknowledged.isPresent()) { // one after the other (RFC 3262 section 3)
      afterwards.add(() -> reliably(invite, response, sending));
      return;
    }
    sending.run();
    ReliableProvisional sent =
        new ReliableProvisional(tools, leg.mailbox(), invite, response, number++);
    unacknowledged = Optional.of(sent);
    sent.start(() -> leg.ending().neverAcknowledged(invite));
  }

  /** A PRACK has come. */
  void prack(Incoming prack) {
    Optional<ReliableProvisional> meant = unacknowledged.filter(sent -> sent.isMeant(prack));
    if (meant.isEmpty()) {
      replies.respond(prack, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
      return;
    }
    Optional<String> body = prack.body("application/sdp");
    Response ok = tools.wire().messages().answer(prack, Response.OK, leg.localTag());
    boolean opened = false;
    if (session instanceof Session.Offered) {
      if (body.isEmpty() || !media.accept(body.get())) {
        replies.respond(prack, Response.NOT_ACCEPTABLE_HERE);
        return;
      }
      session = new Session.Agreed();
      opened = meant.get().isProgress();
    } else {
      if (body.isPresent()) { // an offer of their own (RFC 3262 section 5)
        Optional<String> answer =
            session instanceof Session.None ? Optional.empty() : media.answer(body.get());
        if (answer.isEmpty()) {
          replies.respond(prack, Response.NOT_ACCEPTABLE_HERE);
          return;
        }
        tools.wire().messages().body(ok, answer.get());
      }
      if (session instanceof Session.Told) {
        session = new Session.Agreed();
      }
    }
    tools.wire().respond(prack, ok);
    meant.get().stop();
    unacknowledged = Optional.empty();
    if (opened) {
      leg.signals().tell(new Signal.LegProgressing(leg.id()));
    }
    runAfterwards();
  }

  /** An UPDATE was taken in the early dialog: the dialog goes on from it. */
  void updated(Incoming update) {
    latest = Optional.of(update);
  }

  /** The dialog that the 200 makes, where an UPDATE before it has moved it (RFC 3311 section 5). */
  Dialog dialog(Incoming invite) {
    Dialog called = Dialog.ofCalled(invite, leg.localTag());
    return latest
        .map(update -> called.seen(update.cseq()).refreshed(update.request()))
        .orElse(called);
  }

  private void runAfterwards() {
    while (unacknowledged.isEmpty() && !afterwards.isEmpty() && leg.isEarly()) {
      afterwards.removeFirst().run();
    }
  }

  /**
   * Runs {@code answering} when no reliable 18x is open any more (RFC 3262 section 3: a 2xx has to
   * wait for the PRACK of a session description).
   */
  void beforeAnswer(Runnable answering) {
    afterwards.add(answering);
    runAfterwards();
  }

  /** Whether an offer inside the early dialog may come (RFC 3311 section 5.1). */
  boolean isAgreed() {
    return session instanceof Session.Agreed;
  }

  /** The description for the 200. */
  Description forOk() {
    return switch (session) {
      case Session.None _, Session.Offered _ -> new Description.Open();
      case Session.Told(String sdp) -> new Description.Again(sdp);
      case Session.Agreed _ -> new Description.Needless();
    };
  }

  /** What the 200 has to say about the session. */
  sealed interface Description {
    /** Nothing was agreed: it says it for the first time. */
    record Open() implements Description {}

    /** The same as the 18x said. */
    record Again(String sdp) implements Description {}

    record Needless() implements Description {}
  }

  /** No provisional answer is wanted any more. */
  void stop() {
    unacknowledged.ifPresent(ReliableProvisional::stop);
    unacknowledged = Optional.empty();
    afterwards.clear();
  }
}
