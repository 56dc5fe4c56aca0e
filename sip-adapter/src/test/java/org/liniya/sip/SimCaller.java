package org.liniya.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Sent;
import org.liniya.sip.wire.SimNet;
import org.liniya.sip.wire.SimWire;
import org.liniya.sip.wire.Target;

/** A caller's telephone as RFC 3261 wants it, with whims that a seed gives it. For one thread. */
final class SimCaller {

  static final String SDP = RawPhone.SDP.replace("\n", "\r\n");

  private enum Stage {
    CALLING,
    CANCELLED,
    UP,
    OVER
  }

  private final SimNet net;
  private final SimWire wire;
  private final Random random;
  private final Outgoing invite;
  private final boolean offers;
  private final List<String> acknowledged = new ArrayList<>();
  private Stage stage = Stage.CALLING;
  private Optional<Dialog> dialog = Optional.empty();
  private Sent sent = _ -> {};
  private OptionalLong overAt = OptionalLong.empty();
  private OptionalLong byeAnsweredAt = OptionalLong.empty();
  private boolean held;

  SimCaller(SimNet net, int port, int server, Random random) {
    this.net = net;
    this.random = random;
    wire = net.place(port);
    wire.receive(this::received);
    offers = random.nextInt(5) > 0;
    invite =
        new Outgoing(
            Request.INVITE,
            "sip:hotline@127.0.0.1:" + server,
            "call-" + port,
            "<sip:+79005550101@127.0.0.1>",
            "tag-" + port,
            "sip:hotline@127.0.0.1:" + server,
            1,
            Optional.of(new Target("udp", "127.0.0.1", server)),
            List.of(Map.entry("Contact", wire.messages().contact("caller", "udp"))),
            offers ? Optional.of(SDP) : Optional.empty());
  }

  void start() {
    sent =
        wire.send(
            wire.messages().request(invite),
            new Outcome() {
              @Override
              public void reply(Reply reply) {
                replied(reply);
              }

              @Override
              public void failed() {
                over("gives up");
              }
            });
    if (random.nextInt(4) == 0) {
      net.time().after(random.nextInt(20_000), this::cancel);
    }
    if (random.nextInt(6) == 0) {
      net.time().after(random.nextInt(90_000), this::crash);
    }
  }

  /** When the telephone thought that the call was over, or died. */
  OptionalLong overAt() {
    return overAt;
  }

  /** When its BYE was answered: by then the call is over for both. */
  OptionalLong byeAnsweredAt() {
    return byeAnsweredAt;
  }

  /** Whether it has ever put us on hold. */
  boolean held() {
    return held;
  }

  private void cancel() {
    if (stage == Stage.CALLING) {
      net.note(wire.port() + " cancels");
      stage = Stage.CANCELLED;
      sent.cancel("Q.850;cause=16");
    }
  }

  private void crash() {
    if (stage != Stage.OVER) {
      if (random.nextBoolean()) {
        wire.die();
        over("dies");
      } else {
        over("is started again and knows of no call");
      }
    }
  }

  private void over(String why) {
    if (stage != Stage.OVER) {
      net.note(wire.port() + " " + why);
      stage = Stage.OVER;
      overAt = OptionalLong.of(net.time().millis());
    }
  }

  private void replied(Reply reply) {
    if (reply.provisional()) {
      return;
    }
    if (!reply.success()) {
      over("was refused with " + reply.status());
      return;
    }
    Dialog first = Dialog.ofCalling(invite, reply);
    acknowledge(first);
    if (acknowledged.contains(first.remoteTag())) {
      return;
    }
    acknowledged.add(first.remoteTag());
    switch (stage) {
      case CALLING -> {
        stage = Stage.UP;
        dialog = Optional.of(first);
        live();
      }
      case CANCELLED -> { // the 200 was quicker than the CANCEL (RFC 3261 section 9.1)
        stage = Stage.UP;
        dialog = Optional.of(first);
        bye();
      }
      case UP, OVER -> {}
    }
  }

  private void acknowledge(Dialog up) {
    Request ack = wire.messages().request(up, Request.ACK);
    if (!offers) {
      wire.messages().body(ack, SDP);
    }
    wire.sendAck(ack);
  }

  /** What it does while the call is up. */
  private void live() {
    int whims = random.nextInt(4);
    for (int i = 0; i < whims; i++) {
      net.time().after(random.nextInt(30_000), this::whim);
    }
    if (random.nextInt(3) > 0) {
      net.time().after(random.nextInt(40_000), this::bye);
    }
  }

  private void whim() {
    if (stage != Stage.UP) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> reinvite(SDP);
      case 1 -> {
        held = true;
        reinvite(SDP + "a=sendonly\r\n");
      }
      case 2 -> inDialog(Request.UPDATE, Optional.of(SDP));
      default -> inDialog(Request.OPTIONS, Optional.empty());
    }
  }

  private Dialog next() {
    Dialog next = dialog.orElseThrow().nextLocal();
    dialog = Optional.of(next);
    return next;
  }

  private Request request(Dialog of, String method, Optional<String> sdp) {
    Messages messages = wire.messages();
    Request request = messages.request(of, method);
    messages.add(request, "Contact", messages.contact("caller", "udp"));
    sdp.ifPresent(text -> messages.body(request, text));
    return request;
  }

  private void inDialog(String method, Optional<String> sdp) {
    wire.send(request(next(), method, sdp), Outcome.ignored());
  }

  private void reinvite(String sdp) {
    Dialog of = next();
    wire.send(
        request(of, Request.INVITE, Optional.of(sdp)),
        new Outcome() {
          @Override
          public void reply(Reply reply) {
            if (reply.success()) {
              wire.sendAck(wire.messages().request(of, Request.ACK));
            }
          }

          @Override
          public void failed() {}
        });
  }

  private void bye() {
    if (stage == Stage.UP) {
      over("hangs up");
      wire.send(
          request(next(), Request.BYE, Optional.empty()),
          new Outcome() {
            @Override
            public void reply(Reply reply) {
              byeAnsweredAt = OptionalLong.of(net.time().millis());
            }

            @Override
            public void failed() {}
          });
    }
  }

  private void received(Incoming incoming) {
    boolean known = stage == Stage.UP;
    switch (incoming.method()) {
      case Request.ACK -> {}
      case Request.BYE -> {
        wire.respond(incoming, known ? Response.OK : 481);
        over("was hung up on");
      }
      default -> wire.respond(incoming, known ? Response.OK : 481);
    }
  }
}
