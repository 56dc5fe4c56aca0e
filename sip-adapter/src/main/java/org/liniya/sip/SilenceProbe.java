package org.liniya.sip;

import javax.sip.message.Request;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a telephone that sends no sound whether it is still there (OPTIONS inside the dialog, RFC
 * 3261 section 11), and ends the leg when it is not: a BYE may have been lost, or the telephone
 * killed. Belongs to its leg and runs in the leg's mailbox.
 */
final class SilenceProbe {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceProbe.class);

  private final SipLeg leg;
  private final LegTools tools;
  private final LegSound sound;

  SilenceProbe(SipLeg leg, LegTools tools, LegSound sound) {
    this.leg = leg;
    this.tools = tools;
    this.sound = sound;
  }

  /** The leg is up: a telephone that never sends anything is no more there than one that stops. */
  void begin() {
    tools.timers().after(tools.limits().unheard(), leg.mailbox(), this::unheard);
  }

  private void unheard() {
    if (leg.isOver() || sound.received() > 0) {
      return; // from here on the media engine watches
    }
    if (sound.media().held()) {
      begin();
    } else {
      ask(0);
    }
  }

  /** The telephone had sent and has fallen silent. */
  void silent() {
    ask(sound.received());
  }

  private void ask(long received) {
    if (!(leg.state() instanceof LegState.Up(Dialog dialog, var reinvite))
        || sound.media().held()
        || sound.received() > received) {
      return;
    }
    Dialog next = dialog.nextLocal();
    leg.become(new LegState.Up(next, reinvite));
    Timers.Timer patience = tools.timers().after(tools.limits().probe(), leg.mailbox(), this::lost);
    tools
        .wire()
        .send(
            tools.wire().messages().request(next, Request.OPTIONS),
            new Outcome() {
              @Override
              public void reply(Reply reply) {
                if (!reply.provisional()) {
                  leg.mailbox().post(() -> answered(reply.status(), received, patience));
                }
              }

              @Override
              public void failed() {
                leg.mailbox().post(SilenceProbe.this::lost);
              }
            });
  }

  private void answered(int status, long received, Timers.Timer patience) {
    patience.cancel();
    if (status == 481 || status == 408) { // RFC 3261 section 12.2.1.2
      lost();
    } else {
      tools.timers().after(tools.limits().probeAgain(), leg.mailbox(), () -> ask(received));
    }
  }

  private void lost() {
    if (leg.state() instanceof LegState.Up) {
      LOG.atInfo().addKeyValue("leg", leg.id()).log("the telephone is silent and does not answer");
      leg.ending().lost();
    }
  }
}
