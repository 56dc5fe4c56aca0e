package org.liniya.sip;

import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Response;
import org.liniya.sip.wire.Incoming;

/**
 * A 18x that is sent again and again until its PRACK comes (RFC 3262 section 3). Belongs to the
 * leg's mailbox.
 */
final class ReliableProvisional {

  private final LegTools tools;
  private final Mailbox mailbox;
  private final Incoming invite;
  private final Response response;
  private final long number;
  private Timers.Timer repeat = () -> {};
  private Timers.Timer giveUp = () -> {};

  /**
   * @param response the whole 18x, but for what makes it reliable
   * @param number its RSeq
   */
  ReliableProvisional(
      LegTools tools, Mailbox mailbox, Incoming invite, Response response, long number) {
    this.tools = tools;
    this.mailbox = mailbox;
    this.invite = invite;
    this.response = response;
    this.number = number;
    tools.wire().messages().add(response, "Require", Extensions.RELIABLE);
    tools.wire().messages().add(response, "RSeq", Long.toString(number));
  }

  /** Sends it; {@code unacknowledged} runs when no PRACK has come in time. */
  void start(Runnable unacknowledged) {
    tools.wire().respond(invite, response);
    giveUp = tools.timers().after(tools.limits().unacknowledged(), mailbox, unacknowledged);
    repeatAfter(tools.limits().t1());
  }

  private void repeatAfter(Duration wait) {
    repeat =
        tools
            .timers()
            .after(
                wait,
                mailbox,
                () -> {
                  tools.wire().respond(invite, response);
                  repeatAfter(wait.multipliedBy(2));
                });
  }

  void stop() {
    repeat.cancel();
    giveUp.cancel();
  }

  /** Whether it is a 183, which opens the sound. */
  boolean isProgress() {
    return response.getStatusCode() == Response.SESSION_PROGRESS;
  }

  /** Whether a PRACK is about this response: RAck names RSeq, CSeq and method of the INVITE. */
  boolean isMeant(Incoming prack) {
    Optional<String> rack = prack.header("RAck");
    return rack.filter(
            text -> text.strip().split("\\s+").length == 3 && text.strip().equals(expected()))
        .isPresent();
  }

  private String expected() {
    return number + " " + invite.cseq() + " INVITE";
  }
}
