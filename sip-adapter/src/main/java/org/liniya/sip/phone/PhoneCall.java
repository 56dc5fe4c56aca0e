package org.liniya.sip.phone;

import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.port.Encoding;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.SipMedia;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Sent;
import org.liniya.sip.wire.Tokens;
import org.liniya.sip.wire.Wire;

/**
 * One call of a {@link SipPhone}, dialled or received. Thread-safe; the {@code await…} methods
 * block the caller's thread.
 */
public final class PhoneCall {

  /**
   * <pre>
   *  Dialling --2xx--> Talking --BYE, hangUp()--> Ended
   *  Offered --answer()--> Talking
   *  Dialling --hangUp()--> GivingUp --refusal, 2xx--> Ended
   *  Dialling, Offered --refusal, CANCEL--> Ended
   * </pre>
   */
  private sealed interface State {
    record Dialling(Outgoing invite) implements State {}

    /** CANCEL may have to wait for the first sign of the far end (RFC 3261 section 9.1). */
    record GivingUp(Outgoing invite) implements State {}

    record Offered(Incoming invite) implements State {}

    record Talking(Dialog dialog) implements State {}

    record Ended() implements State {}
  }

  private final Wire wire;
  private final MediaStream stream;
  private final SipMedia media;
  private final String callId;
  private final String localTag;
  private final Optional<Incoming> received;
  private final Runnable onEnd;
  private final Milestones milestones = new Milestones();
  private State state;
  private Sent sent = _ -> {};

  private PhoneCall(
      Wire wire,
      MediaStream stream,
      SipMedia media,
      String callId,
      String localTag,
      Optional<Incoming> received,
      State first,
      Runnable onEnd) {
    this.wire = wire;
    this.stream = stream;
    this.media = media;
    this.callId = callId;
    this.localTag = localTag;
    this.received = received;
    this.state = first;
    this.onEnd = onEnd;
  }

  static PhoneCall dialled(
      Wire wire, MediaStream stream, String uri, String from, Runnable onEnd, String callId) {
    SipMedia media = new SipMedia(stream);
    String tag = Tokens.token();
    Outgoing invite = PhoneInvite.to(uri, from, callId, tag, media.offer(), wire.messages());
    PhoneCall call =
        new PhoneCall(
            wire, stream, media, callId, tag, Optional.empty(), new State.Dialling(invite), onEnd);
    call.dial(invite);
    return call;
  }

  static PhoneCall received(Wire wire, MediaStream stream, Incoming invite, Runnable onEnd) {
    PhoneCall call =
        new PhoneCall(
            wire,
            stream,
            new SipMedia(stream),
            invite.callId(),
            Tokens.token(),
            Optional.of(invite),
            new State.Offered(invite),
            onEnd);
    call.send180(invite);
    return call;
  }

  /** What the telephone shows about the caller: the display name of From. */
  public String display() {
    return received.map(PhoneInvite::display).orElse("");
  }

  /** A header of the INVITE that a received call came with; empty when it had none. */
  public String header(String name) {
    return received.flatMap(invite -> invite.header(name)).orElse("");
  }

  /** The media of this call. */
  public MediaStream stream() {
    return stream;
  }

  /** The codec that is sent. */
  public Encoding encoding() {
    return media.encoding();
  }

  String callId() {
    return callId;
  }

  /** Waits for the far end's first sign of ringing, or for its answer. */
  public boolean awaitRinging(Duration limit) throws InterruptedException {
    return milestones.awaitRinging(limit);
  }

  /** Waits for the answer: 200, or the status of the refusal; nothing when the time is up. */
  public Optional<Integer> awaitAnswer(Duration limit) throws InterruptedException {
    return milestones.awaitAnswer(limit);
  }

  /** Waits for the end. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return milestones.awaitEnd(limit);
  }

  /** Whether the call is over. */
  public boolean isOver() {
    return milestones.isEnded();
  }

  // ---- dialled

  private synchronized void dial(Outgoing invite) {
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
                end(408);
              }
            });
  }

  private synchronized void replied(Reply reply) {
    if (reply.provisional()) {
      if (reply.status() >= 180) {
        milestones.ringing(reply.status());
      }
      if (state instanceof State.GivingUp) {
        sent.cancel("Q.850;cause=16");
      }
      return;
    }
    switch (state) {
      case State.Dialling(Outgoing invite) when reply.success() -> {
        Dialog dialog = Dialog.ofCalling(invite, reply);
        wire.sendAck(wire.messages().request(dialog, Request.ACK));
        state = new State.Talking(dialog);
        if (reply.sdp().map(media::accept).orElse(false)) {
          milestones.answered();
        } else {
          hangUp();
        }
      }
      case State.Talking(Dialog dialog) when reply.success() -> // our ACK was lost
          wire.sendAck(wire.messages().request(PhoneInvite.acknowledged(dialog), Request.ACK));
      case State.GivingUp(Outgoing invite) when reply.success() -> {
        Dialog dialog = Dialog.ofCalling(invite, reply);
        wire.sendAck(wire.messages().request(dialog, Request.ACK));
        state = new State.Talking(dialog);
        hangUp();
      }
      case State.Dialling _, State.GivingUp _ -> end(reply.status());
      case State.Talking _, State.Offered _, State.Ended _ -> {}
    }
  }

  // ---- received

  private void send180(Incoming invite) {
    wire.respond(invite, wire.messages().answer(invite, Response.RINGING, localTag));
    milestones.ringing(180);
  }

  /** Answers a received call; does nothing when it is no longer ringing. */
  public synchronized void answer() {
    if (!(state instanceof State.Offered(Incoming invite))) {
      return;
    }
    Optional<String> sdp = invite.body("application/sdp").flatMap(media::answer);
    if (sdp.isEmpty()) {
      refuse(488);
      return;
    }
    Response ok = wire.messages().answer(invite, Response.OK, localTag);
    wire.messages().add(ok, "Contact", wire.messages().contact("robot", invite));
    wire.messages().body(ok, sdp.get());
    state = new State.Talking(Dialog.ofCalled(invite, localTag));
    wire.respond(invite, ok);
    milestones.answered();
  }

  /** Refuses a received call with {@code status}, such as 486. */
  public synchronized void refuse(int status) {
    if (state instanceof State.Offered(Incoming invite)) {
      wire.respond(invite, wire.messages().answer(invite, status, localTag));
      end(status);
    }
  }

  // ---- both

  /** Ends the call, however far it has come. */
  public synchronized void hangUp() {
    switch (state) {
      case State.Dialling(Outgoing invite) -> {
        state = new State.GivingUp(invite);
        sent.cancel("Q.850;cause=16");
      }
      case State.Offered _ -> refuse(Response.BUSY_HERE);
      case State.Talking(Dialog dialog) -> {
        wire.send(wire.messages().request(dialog.nextLocal(), Request.BYE), Outcome.ignored());
        end(200);
      }
      case State.GivingUp _, State.Ended _ -> {}
    }
  }

  /** A request of the far end about this call. */
  synchronized void request(Incoming incoming) {
    switch (incoming.method()) {
      case Request.ACK -> {}
      case Request.BYE -> {
        respond(incoming, Response.OK);
        end(200);
      }
      case Request.CANCEL -> {
        respond(incoming, Response.OK);
        refuse(Response.REQUEST_TERMINATED);
      }
      case Request.INVITE, Request.UPDATE -> again(incoming);
      default -> respond(incoming, Response.OK);
    }
  }

  private void again(Incoming incoming) {
    Response ok = wire.messages().answer(incoming, Response.OK, localTag);
    wire.messages().add(ok, "Contact", wire.messages().contact("robot", incoming));
    incoming
        .body("application/sdp")
        .flatMap(media::answer)
        .ifPresent(sdp -> wire.messages().body(ok, sdp));
    wire.respond(incoming, ok);
  }

  private void respond(Incoming incoming, int status) {
    wire.respond(incoming, wire.messages().answer(incoming, status, localTag));
  }

  private synchronized void end(int status) {
    state = new State.Ended();
    stream.close();
    onEnd.run();
    milestones.ended(status);
  }
}
