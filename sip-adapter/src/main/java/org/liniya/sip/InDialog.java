package org.liniya.sip;

import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.EndCause;
import org.liniya.sip.UnackedOk.Offer;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;

/**
 * What the other party asks inside the dialog (RFC 3261 section 12.2.2). Belongs to its leg and
 * runs in the leg's mailbox.
 */
final class InDialog {

  private final SipLeg leg;
  private final LegTools tools;
  private final LegReplies replies;
  private final Handshake handshake;
  private final Provisionals provisionals;
  private final Refresh refresh;
  private final SipMedia media;

  InDialog(
      SipLeg leg,
      LegTools tools,
      LegReplies replies,
      Handshake handshake,
      Provisionals provisionals,
      Refresh refresh,
      SipMedia media) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
    this.handshake = handshake;
    this.provisionals = provisionals;
    this.refresh = refresh;
    this.media = media;
  }

  void handle(Incoming incoming) {
    switch (leg.state()) {
      case LegState.Invited _, LegState.Ringing _ -> early(incoming);
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> answering(incoming, dialog, ok);
      case LegState.Up(Dialog dialog, var reinvite) -> inDialog(incoming, dialog, reinvite);
      case LegState.Leaving(var _, UnackedOk ok) -> leaving(incoming, ok);
      case LegState.Dialled _, LegState.Over _ -> replies.respond(incoming, 481);
    }
  }

  private void early(Incoming incoming) {
    switch (incoming.method()) {
      case Request.BYE -> { // RFC 3261 section 15.1.2: the INVITE is answered with 487
        replies.respond(incoming, Response.OK);
        leg.ending().end(EndCause.CANCELLED);
      }
      case Request.PRACK -> provisionals.prack(incoming);
      case Request.UPDATE -> {
        if (provisionals.isAgreed() || incoming.contentType().isEmpty()) {
          update(incoming).ifPresent(provisionals::updated);
        } else {
          replies.later(incoming); // RFC 3311 section 5.2
        }
      }
      case Request.INVITE -> replies.later(incoming);
      case Request.INFO -> info(incoming);
      case Request.REFER, Request.SUBSCRIBE, Request.NOTIFY -> leg.referrals().handle(incoming);
      default -> replies.respond(incoming, Response.OK);
    }
  }

  private void answering(Incoming incoming, Dialog dialog, UnackedOk ok) {
    switch (incoming.method()) {
      case Request.BYE -> {
        ok.stop();
        replies.respond(incoming, Response.OK);
        leg.ending().over(EndCause.NORMAL);
      }
      case Request.INVITE -> replies.respond(incoming, Response.REQUEST_PENDING);
      case Request.PRACK -> replies.respond(incoming, 481);
      case Request.UPDATE -> {
        if (ok.offer() == Offer.OURS) {
          replies.respond(incoming, Response.REQUEST_PENDING);
        } else {
          update(incoming)
              .ifPresent(fresh -> leg.become(new LegState.Answering(refresh(dialog, fresh), ok)));
        }
      }
      case Request.INFO -> info(incoming);
      case Request.REFER, Request.SUBSCRIBE, Request.NOTIFY -> leg.referrals().handle(incoming);
      default -> replies.respond(incoming, Response.OK);
    }
  }

  private void leaving(Incoming incoming, UnackedOk ok) {
    if (incoming.method().equals(Request.BYE)) {
      ok.stop();
      replies.respond(incoming, Response.OK);
      leg.ending().gone();
    } else {
      replies.respond(incoming, 481);
    }
  }

  private void inDialog(Incoming incoming, Dialog dialog, Optional<UnackedOk> reinvite) {
    if (incoming.cseq() < dialog.remoteSeq()) {
      replies.respond(incoming, Response.SERVER_INTERNAL_ERROR); // RFC 3261 section 12.2.2
      return;
    }
    Dialog seen = dialog.seen(incoming.cseq());
    leg.become(new LegState.Up(seen, reinvite));
    switch (incoming.method()) {
      case Request.BYE -> {
        replies.respond(incoming, Response.OK);
        leg.ending().over(EndCause.NORMAL);
      }
      case Request.INVITE -> reinvited(incoming, seen, reinvite);
      case Request.PRACK -> replies.respond(incoming, 481);
      case Request.UPDATE -> {
        boolean open = reinvite.map(ok -> ok.offer() == Offer.OURS).orElse(refresh.isOffering());
        if (open && incoming.contentType().isPresent()) {
          replies.respond(incoming, Response.REQUEST_PENDING);
        } else {
          update(incoming)
              .ifPresent(fresh -> leg.become(new LegState.Up(refresh(seen, fresh), reinvite)));
        }
      }
      case Request.INFO -> info(incoming);
      case Request.REFER, Request.SUBSCRIBE, Request.NOTIFY -> leg.referrals().handle(incoming);
      default -> replies.respond(incoming, Response.OK);
    }
  }

  private static Dialog refresh(Dialog dialog, Incoming incoming) {
    return dialog.refreshed(incoming.request());
  }

  /** RFC 3261 section 14.2. */
  private void reinvited(Incoming incoming, Dialog dialog, Optional<UnackedOk> pending) {
    if (pending.isPresent() && pending.get().cseq() == incoming.cseq()) {
      tools.wire().respond(incoming, pending.get().response()); // our 200 was lost
      return;
    }
    if (pending.isPresent() || refresh.isOffering()) {
      replies.respond(incoming, Response.REQUEST_PENDING);
      return;
    }
    if (tooShort(incoming)) {
      return;
    }
    boolean held = media.held();
    Optional<String> offer = incoming.body("application/sdp");
    Optional<String> sdp =
        offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
    if (sdp.isEmpty()) {
      replies.respond(incoming, Response.NOT_ACCEPTABLE_HERE); // the session goes on as it was
      return;
    }
    leg.otherParty().learn(incoming.headers("Allow"), replies.contact(incoming));
    UnackedOk ok = handshake.sendOk(incoming, sdp, offer.isPresent() ? Offer.THEIRS : Offer.OURS);
    leg.become(new LegState.Up(refresh(dialog, incoming), Optional.of(ok)));
    leg.signals().tellHold(held);
  }

  /** RFC 3311 section 5.2; gives the request back when it was taken. */
  private Optional<Incoming> update(Incoming incoming) {
    if (tooShort(incoming)) {
      return Optional.empty();
    }
    boolean held = media.held();
    Optional<String> offer = incoming.body("application/sdp");
    Response ok = replies.withContact(incoming, Response.OK);
    if (offer.isPresent()) {
      Optional<String> sdp = media.answer(offer.get());
      if (sdp.isEmpty()) {
        replies.respond(incoming, Response.NOT_ACCEPTABLE_HERE);
        return Optional.empty();
      }
      tools.wire().messages().body(ok, sdp.get());
    }
    leg.otherParty().learn(incoming.headers("Allow"), replies.contact(incoming));
    handshake.agreeOnTimer(incoming, ok);
    tools.wire().respond(incoming, ok);
    leg.signals().tellHold(held);
    return Optional.of(incoming);
  }

  /** RFC 4028 section 9. */
  private boolean tooShort(Incoming incoming) {
    boolean tooShort =
        SessionTerms.of(incoming, tools.limits().shortestSession())
            instanceof SessionTerms.Asked.TooShort;
    if (tooShort) {
      replies.tooShort(incoming);
    }
    return tooShort;
  }

  private void info(Incoming incoming) {
    Optional<String> type = incoming.contentType();
    if (type.isEmpty()) {
      replies.respond(incoming, Response.OK);
      return;
    }
    if (!InfoKey.isType(type.get())) {
      Response refusal = tools.wire().messages().answer(incoming, 415, leg.localTag());
      tools.wire().messages().add(refusal, "Accept", "application/dtmf-relay, application/dtmf");
      tools.wire().respond(incoming, refusal);
      return;
    }
    replies.respond(incoming, Response.OK);
    incoming
        .body(type.get())
        .flatMap(InfoKey::parse)
        .ifPresent(key -> leg.signals().key(key, KeyTwins.Way.INFO));
  }
}
