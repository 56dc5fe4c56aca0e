package org.liniya.sip;

import java.util.Optional;
import java.util.Random;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.SimNet;
import org.liniya.sip.wire.SimWire;

/** An operator's telephone as RFC 3261 wants it, with whims of a seed. One call. One thread. */
final class SimOperator {

  private enum Stage {
    IDLE,
    RINGING,
    /** Its 200 is out and no ACK has come. */
    ANSWERED,
    UP,
    OVER
  }

  private final SimNet net;
  private final SimWire wire;
  private final Random random;
  private final String tag;
  private Stage stage = Stage.IDLE;
  private Optional<Incoming> invite = Optional.empty();

  SimOperator(SimNet net, int port, Random random) {
    this.net = net;
    this.random = random;
    this.tag = "op-" + port;
    wire = net.place(port);
    wire.receive(this::received);
    if (random.nextInt(6) == 0) {
      net.time().after(random.nextInt(60_000), wire::die);
    }
  }

  private void received(Incoming incoming) {
    switch (incoming.method()) {
      case Request.INVITE -> invited(incoming);
      case Request.ACK -> {
        if (stage == Stage.ANSWERED) {
          stage = Stage.UP;
          if (random.nextBoolean()) {
            net.time().after(random.nextInt(60_000), this::bye);
          }
        }
      }
      case Request.CANCEL -> {
        wire.respond(incoming, Response.OK);
        if (stage == Stage.RINGING) {
          stage = Stage.OVER;
          answer(Response.REQUEST_TERMINATED);
        }
      }
      case Request.BYE -> {
        boolean known = stage == Stage.UP || stage == Stage.ANSWERED;
        wire.respond(incoming, known ? Response.OK : 481);
        stage = Stage.OVER;
      }
      default -> wire.respond(incoming, stage == Stage.UP ? Response.OK : 481);
    }
  }

  private void invited(Incoming incoming) {
    if (stage != Stage.IDLE) {
      wire.drop(incoming);
      return;
    }
    stage = Stage.RINGING;
    invite = Optional.of(incoming);
    if (random.nextInt(5) > 0) {
      net.time().after(random.nextInt(1_000), () -> rung(() -> answer(Response.RINGING)));
    }
    int after = random.nextInt(20_000);
    switch (random.nextInt(5)) {
      case 0 -> net.time().after(after, () -> rung(() -> refuse(Response.BUSY_HERE)));
      case 1 -> {} // nobody is there
      default -> net.time().after(after, () -> rung(this::pickUp));
    }
  }

  private void rung(Runnable what) {
    if (stage == Stage.RINGING) {
      what.run();
    }
  }

  private void refuse(int status) {
    stage = Stage.OVER;
    answer(status);
  }

  private void answer(int status) {
    Incoming open = invite.orElseThrow();
    wire.respond(open, wire.messages().answer(open, status, tag));
  }

  private void pickUp() {
    Incoming open = invite.orElseThrow();
    Messages messages = wire.messages();
    Response ok = messages.answer(open, Response.OK, tag);
    messages.add(ok, "Contact", messages.contact("operator", "udp"));
    messages.body(ok, SimCaller.SDP);
    stage = Stage.ANSWERED;
    wire.respond(open, ok);
    repeat(ok, 500);
    net.time().after(32_000, this::unacknowledged);
  }

  private void repeat(Response ok, long wait) {
    net.time()
        .after(
            wait,
            () -> {
              if (stage == Stage.ANSWERED) {
                wire.repeat(ok);
                repeat(ok, Math.min(4_000, 2 * wait));
              }
            });
  }

  private void unacknowledged() {
    if (stage == Stage.ANSWERED) {
      bye();
    }
  }

  private void bye() {
    if (stage == Stage.UP || stage == Stage.ANSWERED) {
      stage = Stage.OVER;
      Dialog dialog = Dialog.ofCalled(invite.orElseThrow(), tag).nextLocal();
      wire.send(wire.messages().request(dialog, Request.BYE), Outcome.ignored());
    }
  }
}
