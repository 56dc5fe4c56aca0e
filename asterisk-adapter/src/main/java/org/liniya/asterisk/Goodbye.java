package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import org.liniya.call.EndCause;

/**
 * How we end a leg: by the manager, else over its session; and why it ended, if it was us. Under
 * the leg's lock.
 */
final class Goodbye {

  /** After a goodbye Asterisk has this long to say that the channel is over. */
  private static final long GOODBYE_MS = 5_000;

  private final AsteriskLeg leg;
  private final LegTools tools;
  private final ChannelSession session;
  private Optional<EndCause> said = Optional.empty();

  Goodbye(AsteriskLeg leg, LegTools tools, ChannelSession session) {
    this.leg = leg;
    this.tools = tools;
    this.session = session;
  }

  /** Why we ended the leg, if we did; the first reason counts. */
  Optional<EndCause> said() {
    return said;
  }

  void say(EndCause cause) {
    said = said.or(() -> Optional.of(cause));
    tools.timer().after(GOODBYE_MS, () -> leg.over(cause));
    tools
        .manager()
        .ask(
            new Manager.Order(
                "Hangup",
                Map.of("Channel", leg.channel(), "Cause", Integer.toString(Causes.q850(cause)))),
            taken -> {
              if (taken) {
                endOfSession(cause);
              } else {
                sayOverAgi(cause);
              }
            });
  }

  /** Asterisk hangs a channel up when its session lets go of it, and does not say so before. */
  private void endOfSession(EndCause cause) {
    tools.change(
        () -> {
          if (session.isAtHand() && !(leg.wish() instanceof Wish.Joined)) {
            leg.over(cause);
          }
        });
  }

  private void sayOverAgi(EndCause cause) {
    tools.change(
        () -> {
          if (leg.isUnserved()) {
            leg.over(cause); // nobody to ask; the dialplan ends it when it comes back
          } else {
            session.send(
                agi -> {
                  agi.hangUp();
                  leg.over(cause);
                });
          }
        });
  }
}
