package org.liniya.sip;

import java.util.Optional;
import javax.sip.message.Response;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.sip.UnackedOk.Offer;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;

/**
 * INVITE, 200, ACK seen from the called side (RFC 3261 section 13.3.1): for the first INVITE of a
 * caller and for later ones of either party. Belongs to its leg and runs in the leg's mailbox.
 */
final class Handshake {

  private final SipLeg leg;
  private final LegTools tools;
  private final LegReplies replies;
  private final Provisionals provisionals;
  private final SipMedia media;

  Handshake(
      SipLeg leg, LegTools tools, LegReplies replies, Provisionals provisionals, SipMedia media) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
    this.provisionals = provisionals;
    this.media = media;
  }

  /**
   * Answers an INVITE that is still open, once the caller has acknowledged what was said before;
   * 488 when its offer cannot be met.
   */
  void answer() {
    leg.state().unanswered().ifPresent(invite -> provisionals.beforeAnswer(() -> answer(invite)));
  }

  private void answer(Incoming invite) {
    leg.otherParty().learn(invite.headers("Allow"), replies.contact(invite));
    switch (provisionals.forOk()) {
      case Provisionals.Description.Again(String sdp) ->
          answering(invite, Optional.of(sdp), Offer.THEIRS);
      case Provisionals.Description.Needless _ -> answering(invite, Optional.empty(), Offer.THEIRS);
      case Provisionals.Description.Open _ -> answerAnew(invite);
    }
  }

  private void answerAnew(Incoming invite) {
    Optional<String> offer = invite.body("application/sdp");
    Optional<String> sdp =
        offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
    if (sdp.isEmpty()) {
      replies.respond(invite, Response.NOT_ACCEPTABLE_HERE);
      leg.ending().over(EndCause.FAULT);
      return;
    }
    answering(invite, sdp, offer.isPresent() ? Offer.THEIRS : Offer.OURS);
  }

  private void answering(Incoming invite, Optional<String> sdp, Offer offer) {
    Dialog dialog = provisionals.dialog(invite);
    UnackedOk ok = sendOk(invite, sdp, offer);
    leg.become(new LegState.Answering(dialog, ok));
  }

  /** Sends a 200 that is repeated until its ACK comes (section 13.3.1.4). */
  UnackedOk sendOk(Incoming invite, Optional<String> sdp, Offer offer) {
    Response response = replies.withContact(invite, Response.OK);
    agreeOnTimer(invite, response);
    sdp.ifPresent(text -> tools.wire().messages().body(response, text));
    tools.wire().respond(invite, response);
    UnackedOk ok = new UnackedOk(tools, leg.mailbox(), response, invite.cseq(), offer);
    ok.start(this::noAck);
    return ok;
  }

  /** A 2xx begins the session's time anew (RFC 4028 section 9). */
  void agreeOnTimer(Incoming request, Response ok) {
    switch (SessionTerms.of(request, tools.limits().shortestSession())) {
      case SessionTerms.Asked.Nothing _, SessionTerms.Asked.TooShort _ ->
          leg.timer().begin(Optional.empty());
      case SessionTerms.Asked.Agreed(SessionTerms terms, var headers) -> {
        headers.forEach(each -> tools.wire().messages().add(ok, each.getKey(), each.getValue()));
        leg.timer().begin(Optional.of(terms));
      }
    }
  }

  /** The INVITE has come again after our 200: its transaction is over by then. */
  void invitedAgain(Incoming invite) {
    if (leg.state() instanceof LegState.Answering(var _, UnackedOk ok)) {
      tools.wire().respond(invite, ok.response());
    } else {
      tools.wire().drop(invite);
    }
  }

  private void noAck() {
    switch (leg.state()) {
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        leg.ending().bye(dialog, EndCause.LOST);
        leg.ending().over(EndCause.LOST);
      }
      case LegState.Leaving(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        leg.ending().bye(dialog, EndCause.NORMAL);
        leg.ending().gone();
      }
      case LegState.Up(Dialog dialog, var _) -> {
        // section 14.2: so does a re-INVITE's 200 without ACK
        leg.ending().bye(dialog, EndCause.LOST);
        leg.ending().over(EndCause.LOST);
      }
      case LegState.Invited _, LegState.Ringing _, LegState.Dialled _, LegState.Over _ -> {}
    }
  }

  /** An ACK of a 200 has come (RFC 3261 section 13.3.1.4). */
  void acknowledged(Incoming ack) {
    switch (leg.state()) {
      case LegState.Answering(Dialog dialog, UnackedOk ok) when ok.cseq() == ack.cseq() -> {
        ok.stop();
        if (agreed(ok, ack)) {
          leg.up(dialog);
          leg.signals().tell(new Signal.LegAnswered(leg.id()));
        } else {
          leg.ending().bye(dialog, EndCause.FAULT);
          leg.ending().over(EndCause.FAULT);
        }
      }
      case LegState.Leaving(Dialog dialog, UnackedOk ok) when ok.cseq() == ack.cseq() -> {
        ok.stop();
        leg.ending().bye(dialog, EndCause.NORMAL);
        leg.ending().gone();
      }
      case LegState.Up(Dialog dialog, Optional<UnackedOk> reinvite)
          when reinvite.isPresent() && reinvite.get().cseq() == ack.cseq() -> {
        reinvite.get().stop();
        leg.become(new LegState.Up(dialog, Optional.empty()));
        boolean held = media.held();
        if (agreed(reinvite.get(), ack)) {
          leg.signals().tellHold(held);
        }
      }
      default -> {} // a repeated ACK
    }
  }

  private boolean agreed(UnackedOk ok, Incoming ack) {
    return switch (ok.offer()) {
      case THEIRS -> true;
      case OURS -> ack.body("application/sdp").map(media::accept).orElse(false);
    };
  }
}
