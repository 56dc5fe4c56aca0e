package org.liniya.sip;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.util.function.Function;
import org.liniya.call.EndCause;
import org.liniya.port.FrontDesk;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes legs, each with a media port toward its far end. Immutable, thread-safe.
 *
 * @param streams where the legs get their media from
 */
record NewLegs(LegTools tools, Streams streams) {

  private static final Logger LOG = LoggerFactory.getLogger(NewLegs.class);

  /**
   * The leg of a caller whose INVITE has passed admission.
   *
   * @param arrive brings the leg to the front desk; runs in the leg's mailbox
   * @param onOver runs once, when the leg is over
   * @throws IOException when there is no media port left
   */
  SipLeg ofCaller(Incoming invite, Function<SipLeg, FrontDesk.Accepted> arrive, Runnable onOver)
      throws IOException {
    SipLeg leg =
        new SipLeg(
            tools,
            streams.toward(invite.mediaFamily()),
            invite.callId(),
            new LegState.Invited(invite),
            "caller",
            onOver);
    tools.book().enter(leg.dialogId(), leg);
    leg.mailbox().post(() -> arrive(leg, arrive));
    return leg;
  }

  private void arrive(SipLeg leg, Function<SipLeg, FrontDesk.Accepted> arrive) {
    try {
      FrontDesk.Accepted accepted = arrive.apply(leg);
      tools.ladders().belongs(leg.callId(), accepted.call(), leg.id(), leg.name());
      leg.signals().belongsTo(accepted.call(), accepted.sink());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("leg", leg.id()).setCause(e).log("the desk took no caller");
      leg.ending().end(EndCause.FAULT);
    }
  }

  /**
   * The leg of an operator's telephone that is about to be dialled; its signals begin when it is
   * connected.
   *
   * @param family of the addresses over which the telephone can be heard
   * @throws IOException when there is no media port left
   */
  SipLeg ofOperator(StandardProtocolFamily family) throws IOException {
    return dialled(family, "operator", () -> {});
  }

  /**
   * The leg of a number that is about to be dialled over a trunk, as {@link #ofOperator}.
   *
   * @param party as journal and metrics name it
   * @param onOver runs once, when a leg that was connected is over
   */
  SipLeg overTrunk(StandardProtocolFamily family, String party, Runnable onOver)
      throws IOException {
    return dialled(family, party, onOver);
  }

  private SipLeg dialled(StandardProtocolFamily family, String party, Runnable onOver)
      throws IOException {
    return new SipLeg(
        tools, streams.toward(family), Tokens.token(), new LegState.Dialled(), party, onOver);
  }
}
