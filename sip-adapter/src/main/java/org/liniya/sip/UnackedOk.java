package org.liniya.sip;

import java.time.Duration;
import javax.sip.message.Response;

/**
 * A 200 to an INVITE that is sent again and again until its ACK comes (RFC 3261 section 13.3.1.4).
 * Belongs to the leg's mailbox.
 */
final class UnackedOk {

  private static final Duration T2 = Duration.ofSeconds(4);

  /** Who has to send a session description next. */
  enum Offer {
    /** They offered, the 200 holds our answer. */
    THEIRS,
    /** The 200 holds our offer, their ACK must hold the answer. */
    OURS
  }

  private final LegTools tools;
  private final Mailbox mailbox;
  private final Response ok;
  private final long cseq;
  private final Offer offer;
  private Timers.Timer repeat = () -> {};
  private Timers.Timer giveUp = () -> {};

  UnackedOk(LegTools tools, Mailbox mailbox, Response ok, long cseq, Offer offer) {
    this.tools = tools;
    this.mailbox = mailbox;
    this.ok = ok;
    this.cseq = cseq;
    this.offer = offer;
  }

  /** Begins the repeating; {@code unacknowledged} runs when no ACK has come in time. */
  void start(Runnable unacknowledged) {
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
                  tools.wire().repeat(ok);
                  Duration next = wait.multipliedBy(2);
                  repeatAfter(next.compareTo(T2) < 0 ? next : T2);
                });
  }

  Response response() {
    return ok;
  }

  void stop() {
    repeat.cancel();
    giveUp.cancel();
  }

  long cseq() {
    return cseq;
  }

  Offer offer() {
    return offer;
  }
}
