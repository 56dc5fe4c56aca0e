package org.liniya.sip;

import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;
import org.liniya.call.EndCause;
import org.liniya.port.Transfer;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;

/**
 * One REFER that we have taken, and the subscription to its progress (RFC 3515 section 2.4.4). The
 * verbs of {@link Transfer} may be called from any thread; everything else runs in the mailbox of
 * the leg that asked, so that NOTIFY and BYE take their numbers in order.
 *
 * <pre>
 *  Open --done(), failed(): last NOTIFY--> Closed
 *   |                                        ^
 *   +-- time is up, unsubscribed, NOTIFY refused, leg over --+
 * </pre>
 */
final class Referral implements Transfer {

  /** Ringing and a few telephones tried one after the other take less. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  /** How the subscription stands. */
  private sealed interface Stand {
    /**
     * @param status the progress as last known
     */
    record Open(int status, Duration until, Timers.Timer end) implements Stand {}

    record Closed() implements Stand {}
  }

  /**
   * How the telephone wants to be told.
   *
   * @param id of the event; empty for the first REFER of a dialog (RFC 3515 section 2.4.6)
   * @param quiet it wants no NOTIFY at all (RFC 4488)
   */
  record Manner(Optional<Long> id, boolean quiet) {}

  private final SipLeg leg;
  private final LegTools tools;
  private final Target target;
  private final Manner manner;
  private Stand stand = new Stand.Closed();

  Referral(SipLeg leg, LegTools tools, Target target, Manner manner) {
    this.leg = leg;
    this.tools = tools;
    this.target = target;
    this.manner = manner;
  }

  // ---- the verbs of whoever serves the call

  @Override
  public Target target() {
    return target;
  }

  @Override
  public void ringing() {
    leg.mailbox()
        .post(
            () -> {
              if (stand instanceof Stand.Open(int _, Duration until, Timers.Timer end)) {
                stand = new Stand.Open(180, until, end);
                tell();
              }
            });
  }

  @Override
  public void done() {
    leg.mailbox().post(() -> finish(200));
  }

  @Override
  public void failed(EndCause cause) {
    leg.mailbox().post(() -> finish(Refusals.status(cause)));
  }

  // ---- in the leg's mailbox

  /** Says 100 at once (section 2.4.4). */
  void begin() {
    stand = open(100, LONGEST);
    tell();
  }

  boolean isOpen() {
    return stand instanceof Stand.Open;
  }

  /** Whether a SUBSCRIBE with this event id means us. */
  boolean isNamed(Optional<Long> id) {
    return isOpen() && !manner.quiet() && id.equals(manner.id());
  }

  /** The telephone asks for another end of the subscription; zero ends it now. */
  Duration extend(Duration asked) {
    if (!(stand instanceof Stand.Open(int status, Duration _, Timers.Timer end))) {
      return Duration.ZERO;
    }
    end.cancel();
    Duration given = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    stand = open(status, given);
    return given;
  }

  /** After a SUBSCRIBE was answered: how it stands (RFC 6665 section 4.2.1.2). */
  void tellAgain(Duration left) {
    if (left.isZero()) {
      timedOut();
    } else {
      tell();
    }
  }

  void finish(int status) {
    if (close()) {
      send(status, "terminated;reason=noresource");
    }
  }

  /** Says nothing more: the leg is over, or nobody listens. */
  boolean close() {
    if (!(stand instanceof Stand.Open open)) {
      return false;
    }
    open.end().cancel();
    stand = new Stand.Closed();
    return true;
  }

  private Stand.Open open(int status, Duration life) {
    return new Stand.Open(
        status,
        tools.time().elapsed().plus(life),
        tools.timers().after(life, leg.mailbox(), this::timedOut));
  }

  private void timedOut() {
    if (stand instanceof Stand.Open(int status, Duration _, Timers.Timer _) && close()) {
      send(status, "terminated;reason=timeout");
    }
  }

  private void tell() {
    if (stand instanceof Stand.Open(int status, Duration until, Timers.Timer _)) {
      long left = Math.max(1, until.minus(tools.time().elapsed()).toSeconds());
      send(status, "active;expires=" + left);
    }
  }

  private void send(int status, String state) {
    if (!manner.quiet()) {
      leg.nextRequest().ifPresent(dialog -> send(dialog, status, state));
    }
  }

  private void send(Dialog dialog, int status, String state) {
    Messages messages = tools.wire().messages();
    Request notify = messages.request(dialog, Request.NOTIFY);
    messages.add(notify, "Contact", leg.otherParty().contact());
    messages.add(notify, "Event", "refer" + manner.id().map(id -> ";id=" + id).orElse(""));
    messages.add(notify, "Subscription-State", state);
    messages.body(notify, "message", "sipfrag", statusLine(status));
    try {
      ((ContentTypeHeader) notify.getHeader(ContentTypeHeader.NAME)).setParameter("version", "2.0");
    } catch (ParseException e) {
      throw new IllegalStateException("a parameter without special characters", e);
    }
    tools.wire().send(notify, new Answers());
  }

  /** A status line is all that must be in it (RFC 3515 section 2.4.5, RFC 3420). */
  private static String statusLine(int status) {
    return "SIP/2.0 " + status + " " + SIPResponse.getReasonPhrase(status) + "\r\n";
  }

  /** What the telephone says to a NOTIFY. */
  private final class Answers implements Outcome {
    @Override
    public void reply(Reply reply) {
      if (reply.status() >= 300) { // above all 481: it knows of no subscription (RFC 6665 4.2.2)
        leg.mailbox().post(Referral.this::close);
      }
    }

    @Override
    public void failed() {
      leg.mailbox().post(Referral.this::close);
    }
  }
}
