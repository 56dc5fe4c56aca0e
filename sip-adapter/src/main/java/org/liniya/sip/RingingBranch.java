package org.liniya.sip;

import java.util.HashMap;
import java.util.Map;
import javax.sip.message.Request;
import org.liniya.call.EndCause;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Sent;

/**
 * One INVITE of ours to one place: a telephone of an operator, or a trunk (RFC 3261 section 13.2).
 * It knows when it may be cancelled, acknowledges every 2xx, and outlives its final answer, since a
 * late or repeated 2xx must still be met. Runs in the mailbox of the leg that is dialled.
 */
final class RingingBranch implements Outcome {

  /** Who dials; called in the leg's mailbox. */
  interface Caller {
    /** Where the further requests of a new dialog go; where the INVITE went, if nothing is said. */
    default Dialog route(Dialog dialog) {
      return dialog;
    }

    /** The telephone rings; may be said again. */
    void ringing(RingingBranch branch);

    /** A 2xx has set up a dialog, acknowledged already; whether it is wanted is for the caller. */
    void answered(RingingBranch branch, Dialog dialog, Reply ok);

    /** Nothing comes of it; may be said again after {@link Refusal.Silence}. */
    void refused(RingingBranch branch, Refusal refusal);
  }

  /** Why nothing came of it. */
  sealed interface Refusal {
    /** A final answer of 300 or more. */
    record Answer(Reply reply) implements Refusal {}

    /** Not even 100 came in time. */
    record Silence() implements Refusal {}

    /** The network refused, or no final answer came at all. */
    record Failed() implements Refusal {}
  }

  /** How the telephone stands. */
  private enum Rung {
    /** Nothing was heard of it. */
    SENT,
    /** It is there: from now on it may be cancelled. */
    THERE,
    /** Not wanted any more, but CANCEL has to wait for its first sign (RFC 3261 section 9.1). */
    UNWANTED,
    /** Nothing but a late 2xx can come. */
    DONE
  }

  /** No honest proxy forks wider; beyond it, answers are not even acknowledged. */
  private static final int MOST_FORKS = 32;

  private final LegTools tools;
  private final Mailbox mailbox;
  private final Caller caller;
  private final Outgoing invite;
  private final Request request;
  private Rung rung = Rung.SENT;
  private Sent sent = _ -> {};
  private String unwanted = Q850.reason(EndCause.WITHDRAWN);

  /** Dialogs that it has made; a repeated 2xx only gets its ACK again. */
  private final Map<String, Dialog> acknowledged = new HashMap<>();

  /**
   * @throws IllegalArgumentException when no request can be made of {@code invite}
   */
  RingingBranch(LegTools tools, Mailbox mailbox, Caller caller, Outgoing invite) {
    this.tools = tools;
    this.mailbox = mailbox;
    this.caller = caller;
    this.invite = invite;
    this.request = tools.wire().messages().request(invite);
  }

  void send() {
    sent = tools.wire().send(request, this);
    tools
        .timers()
        .after(
            tools.limits().unreachable(),
            mailbox,
            () -> {
              if (rung == Rung.SENT) {
                rung = Rung.UNWANTED; // should it turn up yet, it is cancelled
                caller.refused(this, new Refusal.Silence());
              }
            });
  }

  @Override
  public void reply(Reply reply) {
    mailbox.post(() -> replied(reply));
  }

  @Override
  public void failed() {
    mailbox.post(
        () -> {
          rung = Rung.DONE;
          caller.refused(this, new Refusal.Failed());
        });
  }

  private void replied(Reply reply) {
    if (reply.provisional()) {
      provisional(reply.status());
    } else if (reply.success()) {
      answered(reply);
    } else {
      rung = Rung.DONE;
      caller.refused(this, new Refusal.Answer(reply));
    }
  }

  private void provisional(int status) {
    switch (rung) {
      case SENT -> rung = Rung.THERE;
      case UNWANTED -> {
        rung = Rung.DONE;
        sent.cancel(unwanted);
      }
      case THERE, DONE -> {}
    }
    if (status >= 180) {
      caller.ringing(this);
    }
  }

  private void answered(Reply ok) {
    Dialog dialog = caller.route(Dialog.ofCalling(invite, ok));
    if (acknowledged.size() == MOST_FORKS && !acknowledged.containsKey(dialog.remoteTag())) {
      return;
    }
    Dialog before = acknowledged.putIfAbsent(dialog.remoteTag(), dialog);
    acknowledge(dialog);
    if (before == null) { // else our ACK was lost
      rung = Rung.DONE;
      caller.answered(this, dialog, ok);
    }
  }

  private void acknowledge(Dialog dialog) {
    tools.wire().sendAck(tools.wire().messages().request(dialog, Request.ACK));
  }

  /** Ends a dialog that is not wanted. */
  void bye(Dialog dialog) {
    tools
        .wire()
        .send(tools.wire().messages().request(dialog.nextLocal(), Request.BYE), Outcome.ignored());
  }

  /**
   * Not wanted any more: cancelled as soon as that is allowed.
   *
   * @param reason why, as the telephone is told: it may not count the call as missed
   */
  void drop(String reason) {
    unwanted = reason;
    switch (rung) {
      case SENT -> rung = Rung.UNWANTED;
      case THERE -> {
        rung = Rung.DONE;
        sent.cancel(unwanted);
      }
      case UNWANTED, DONE -> {}
    }
  }

  /** A late 2xx must still find us for 64 × T1. */
  void forgetLater() {
    tools
        .timers()
        .after(tools.limits().unacknowledged(), mailbox, () -> tools.wire().forget(request));
  }
}
