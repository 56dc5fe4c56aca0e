package org.liniya.sip;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.EndCause;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;

/**
 * How a leg ends, whoever ends it: what the other party is told, and what is let go. {@code
 * LegEnded} is said once at most. Belongs to its leg and runs in the leg's mailbox.
 */
final class Ending {

  private final SipLeg leg;
  private final LegTools tools;
  private final LegReplies replies;
  private final Runnable onOver;

  /**
   * @param onOver runs once, when the leg is over; not after {@link #abandoned}
   */
  Ending(SipLeg leg, LegTools tools, LegReplies replies, Runnable onOver) {
    this.leg = leg;
    this.tools = tools;
    this.replies = replies;
    this.onOver = onOver;
  }

  // ---- why

  /** We do not want the leg any more. */
  void end(EndCause cause) {
    switch (leg.state()) {
      case LegState.Invited(Incoming invite) -> refuse(invite, cause);
      case LegState.Ringing(Incoming invite) -> refuse(invite, cause);
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        leg.become(new LegState.Leaving(dialog, ok));
        leg.sound().close();
        leg.signals().ended(cause);
      }
      case LegState.Up(Dialog dialog, var _) -> {
        bye(dialog, cause);
        over(cause);
      }
      case LegState.Leaving _, LegState.Dialled _, LegState.Over _ -> {}
    }
  }

  private void refuse(Incoming invite, EndCause cause) {
    replies.refuse(invite, cause);
    over(cause);
  }

  /** The caller has given up before the answer (RFC 3261 section 9.2). */
  void cancelled() {
    if (leg.isEarly()) {
      end(EndCause.CANCELLED);
    }
  }

  /** No PRACK came for a reliable 18x (RFC 3262 section 3). */
  void neverAcknowledged(Incoming invite) {
    if (leg.isEarly()) {
      replies.respond(invite, Response.SERVER_TIMEOUT);
      over(EndCause.LOST);
    }
  }

  /** The other party is not there any more. */
  void lost() {
    if (leg.state() instanceof LegState.Up(Dialog dialog, var _)) {
      bye(dialog, EndCause.LOST);
      over(EndCause.LOST);
    }
  }

  // ---- how

  void bye(Dialog dialog, EndCause cause) {
    bye(dialog.nextLocal(), cause, Optional.empty());
  }

  /** With the password once, if the provider asks for it: else its side of the call stays up. */
  private void bye(Dialog dialog, EndCause cause, Optional<Map.Entry<String, String>> shown) {
    Request bye = tools.wire().messages().request(dialog, Request.BYE);
    tools.wire().messages().add(bye, Q850.HEADER, Q850.reason(cause));
    shown.ifPresent(header -> tools.wire().messages().add(bye, header.getKey(), header.getValue()));
    Consumer<Reply> again =
        reply ->
            leg.otherParty()
                .proof(bye, reply)
                .ifPresent(proof -> bye(dialog.nextLocal(), cause, Optional.of(proof)));
    tools
        .wire()
        .send(
            bye,
            shown.isPresent()
                ? Outcome.ignored()
                : Outcome.answered(reply -> leg.mailbox().post(() -> again.accept(reply))));
  }

  /** Nothing is left of the leg but to say so. */
  void over(EndCause cause) {
    gone();
    leg.signals().ended(cause);
  }

  /** Nothing is left of the leg, and its call knows. */
  void gone() {
    boolean confirmed = leg.state() instanceof LegState.Up;
    if (leg.state() instanceof LegState.Up(var _, Optional<UnackedOk> reinvite)) {
      reinvite.ifPresent(UnackedOk::stop);
    }
    leg.become(new LegState.Over());
    leg.letGo();
    tools.book().leave(leg.dialogId(), confirmed);
    tools.ladders().over(leg.callId());
    onOver.run();
  }

  /** Dialling came to nothing; no signal is owed. */
  void abandoned() {
    leg.become(new LegState.Over());
    tools.ladders().over(leg.callId());
    leg.sound().close();
  }
}
