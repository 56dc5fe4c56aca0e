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
  private final SipMedia media;

  Handshake(SipLeg leg, LegTools tools, LegReplies replies, SipMedia media) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
    this.media = media;
  }

  /** Answers an INVITE that is still open; 488 when its offer cannot be met. */
  void answer(Incoming invite) {
    Optional<String> offer = invite.body("application/sdp");
    Optional<String> sdp =
        offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
    if (sdp.isEmpty()) {
      replies.respond(invite, Response.NOT_ACCEPTABLE_HERE);
      leg.over(EndCause.FAULT);
      return;
    }
    Dialog dialog = Dialog.ofCalled(invite, leg.localTag());
    UnackedOk ok = sendOk(invite, sdp.get(), offer.isPresent() ? Offer.THEIRS : Offer.OURS);
    leg.become(new LegState.Answering(dialog, ok));
  }

  /** Sends a 200 that is repeated until its ACK comes (section 13.3.1.4). */
  UnackedOk sendOk(Incoming invite, String sdp, Offer offer) {
    Response response = replies.withContact(invite, Response.OK);
    tools.wire().messages().body(response, sdp);
    tools.wire().respond(invite, response);
    UnackedOk ok = new UnackedOk(tools, leg.mailbox(), response, invite.cseq(), offer);
    ok.start(this::noAck);
    return ok;
  }

  private void noAck() {
    switch (leg.state()) {
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        leg.bye(dialog);
        leg.over(EndCause.LOST);
      }
      case LegState.Leaving(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        leg.bye(dialog);
        leg.gone();
      }
      case LegState.Up(Dialog dialog, var _) -> {
        leg.bye(dialog); // RFC 3261 section 14.2: a re-INVITE's 200 without ACK ends the dialog too
        leg.over(EndCause.LOST);
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
          leg.tell(new Signal.LegAnswered(leg.id()));
        } else {
          leg.bye(dialog);
          leg.over(EndCause.FAULT);
        }
      }
      case LegState.Leaving(Dialog dialog, UnackedOk ok) when ok.cseq() == ack.cseq() -> {
        ok.stop();
        leg.bye(dialog);
        leg.gone();
      }
      case LegState.Up(Dialog dialog, Optional<UnackedOk> reinvite)
          when reinvite.isPresent() && reinvite.get().cseq() == ack.cseq() -> {
        reinvite.get().stop();
        leg.become(new LegState.Up(dialog, Optional.empty()));
        boolean held = media.held();
        if (agreed(reinvite.get(), ack)) {
          leg.tellHold(held);
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
