package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.UnackedOk.Offer;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Tokens;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One telephone connected over SIP. All that happens to it runs through its mailbox, one thing at a
 * time; the verbs of {@link Leg} may be called from any thread and only leave orders there or at
 * the media engine.
 */
final class SipLeg implements Leg {

  private static final Logger LOG = LoggerFactory.getLogger(SipLeg.class);
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** A caller's leg exists before its call has an identifier. */
  private static final CallId NO_CALL_YET = new CallId(new UUID(0, 0));

  private final LegId id = new LegId("sip-" + NUMBERS.incrementAndGet());
  private final LegTools tools;
  private final Mailbox mailbox;
  private final String localTag = Tokens.token();
  private final String callId;
  private final MediaStream stream;
  private final SipMedia media;
  private final KeyTwins keys = new KeyTwins();
  private final Runnable onOver;
  private volatile LegState state;
  private Consumer<Signal> sink = _ -> {};

  private SipLeg(LegTools tools, Streams streams, String callId, LegState first, Runnable onOver)
      throws IOException {
    this.tools = tools;
    this.mailbox = new Mailbox(tools.executor());
    this.callId = callId;
    this.state = first;
    this.onOver = onOver;
    this.stream = streams.open(new FromMedia());
    this.media = new SipMedia(stream);
  }

  /**
   * The leg of a caller whose INVITE has passed admission.
   *
   * @param arrive brings the leg to the front desk and gives the sink; runs in the leg's mailbox
   * @param onOver runs once, when the leg is over
   * @throws IOException when there is no media port left
   */
  static SipLeg ofCaller(
      LegTools tools,
      Streams streams,
      Incoming invite,
      Function<SipLeg, Consumer<Signal>> arrive,
      Runnable onOver)
      throws IOException {
    SipLeg leg = new SipLeg(tools, streams, invite.callId(), new LegState.Invited(invite), onOver);
    tools.book().enter(leg.dialogId(), leg);
    leg.mailbox.post(
        () -> {
          try {
            leg.sink = arrive.apply(leg);
          } catch (RuntimeException e) {
            LOG.atError().addKeyValue("leg", leg.id).setCause(e).log("the desk took no caller");
            leg.end(EndCause.FAULT);
          }
        });
    return leg;
  }

  /**
   * The leg of an operator's telephone that is about to be dialled; its signals begin when it is
   * connected.
   *
   * @throws IOException when there is no media port left
   */
  static SipLeg ofOperator(LegTools tools, Streams streams) throws IOException {
    return new SipLeg(tools, streams, Tokens.token(), new LegState.Dialled(), () -> {});
  }

  @Override
  public LegId id() {
    return id;
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  SipMedia media() {
    return media;
  }

  /** What this party's sound is encoded in. */
  Encoding encoding() {
    return media.encoding();
  }

  private String dialogId() {
    return Dialog.id(callId, localTag);
  }

  // ---- verbs

  @Override
  public void ring() {
    mailbox.post(
        () -> {
          if (state instanceof LegState.Invited(Incoming invite)) {
            tools.wire().respond(invite, withContact(invite, Response.RINGING));
            state = new LegState.Ringing(invite);
          }
        });
  }

  @Override
  public void answer() {
    mailbox.post(
        () -> {
          switch (state) {
            case LegState.Invited(Incoming invite) -> answer(invite);
            case LegState.Ringing(Incoming invite) -> answer(invite);
            case LegState.Answering _,
                LegState.Leaving _,
                LegState.Dialled _,
                LegState.Up _,
                LegState.Over _ -> {}
          }
        });
  }

  @Override
  public Playing play(Utterance utterance) {
    return state instanceof LegState.Over ? new NothingPlaying() : stream.play(utterance);
  }

  @Override
  public Bridging bridge(Leg other) {
    if (!(other instanceof SipLeg leg)) {
      throw new IllegalArgumentException("a leg of another front end");
    }
    if (state instanceof LegState.Over || leg.state instanceof LegState.Over) {
      return () -> {};
    }
    stream.bridge(leg.stream);
    return stream::unbridge;
  }

  @Override
  public void record(Recording recording) {
    if (!(state instanceof LegState.Over)) {
      stream.record(recording);
    }
  }

  @Override
  public void hangUp(EndCause cause) {
    mailbox.post(() -> end(cause));
  }

  private record NothingPlaying() implements Playing {
    @Override
    public long number() {
      return 0;
    }

    @Override
    public void stop() {}
  }

  // ---- a caller is answered

  private void answer(Incoming invite) {
    Optional<String> offer = invite.body("application/sdp");
    Optional<String> sdp =
        offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
    if (sdp.isEmpty()) {
      tools.wire().respond(invite, tools.wire().messages().answer(invite, 488, localTag));
      over(EndCause.FAULT);
      return;
    }
    Dialog dialog = Dialog.ofCalled(invite, localTag);
    UnackedOk ok =
        sendOk(invite, sdp.get(), offer.isPresent() ? Offer.THEIRS : Offer.OURS, this::noAck);
    state = new LegState.Answering(dialog, ok);
  }

  private UnackedOk sendOk(Incoming invite, String sdp, Offer offer, Runnable unacknowledged) {
    Response response = withContact(invite, Response.OK);
    tools.wire().messages().body(response, sdp);
    tools.wire().respond(invite, response);
    UnackedOk ok = new UnackedOk(tools, mailbox, response, invite.cseq(), offer);
    ok.start(unacknowledged);
    return ok;
  }

  private Response withContact(Incoming invite, int status) {
    Response response = tools.wire().messages().answer(invite, status, localTag);
    tools
        .wire()
        .messages()
        .add(response, "Contact", tools.wire().messages().contact("", invite.transport()));
    tools.wire().messages().add(response, "Allow", Messages.ALLOW);
    return response;
  }

  private void noAck() {
    switch (state) {
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        bye(dialog);
        over(EndCause.LOST);
      }
      case LegState.Leaving(Dialog dialog, UnackedOk ok) -> {
        ok.stop();
        bye(dialog);
        gone();
      }
      case LegState.Up(Dialog dialog, var _) -> {
        bye(dialog); // RFC 3261 section 14.2: a re-INVITE's 200 without ACK ends the dialog too
        over(EndCause.LOST);
      }
      case LegState.Invited _, LegState.Ringing _, LegState.Dialled _, LegState.Over _ -> {}
    }
  }

  /** An ACK of a 200 has come (RFC 3261 section 13.3.1.4). */
  void acknowledged(Incoming ack) {
    mailbox.post(
        () -> {
          switch (state) {
            case LegState.Answering(Dialog dialog, UnackedOk ok) when ok.cseq() == ack.cseq() -> {
              ok.stop();
              if (agreed(ok, ack)) {
                up(dialog, NO_CALL_YET);
                tell(new Signal.LegAnswered(id));
              } else {
                bye(dialog);
                over(EndCause.FAULT);
              }
            }
            case LegState.Leaving(Dialog dialog, UnackedOk ok) when ok.cseq() == ack.cseq() -> {
              ok.stop();
              bye(dialog);
              gone();
            }
            case LegState.Up(Dialog dialog, Optional<UnackedOk> reinvite)
                when reinvite.isPresent() && reinvite.get().cseq() == ack.cseq() -> {
              reinvite.get().stop();
              state = new LegState.Up(dialog, Optional.empty());
              boolean held = media.held();
              if (agreed(reinvite.get(), ack)) {
                tellHold(held);
              }
            }
            default -> {} // a repeated ACK
          }
        });
  }

  private boolean agreed(UnackedOk ok, Incoming ack) {
    return switch (ok.offer()) {
      case THEIRS -> true;
      case OURS -> ack.body("application/sdp").map(media::accept).orElse(false);
    };
  }

  private void up(Dialog dialog, CallId call) {
    state = new LegState.Up(dialog, Optional.empty());
    tools.book().confirmed(dialog, call);
  }

  /** An operator's telephone has answered; runs in the mailbox. */
  void connected(Dialog dialog, CallId call, Consumer<Signal> signals) {
    sink = signals;
    tools.book().enter(dialogId(), this);
    up(dialog, call);
  }

  /** Dialling came to nothing; no signal is owed; runs in the mailbox. */
  void abandoned() {
    state = new LegState.Over();
    stream.close();
  }

  boolean isOver() {
    return state instanceof LegState.Over;
  }

  // ---- what the other party sends

  /** The INVITE of this leg came again after our 200 (its transaction is over by then). */
  void invitedAgain(Incoming invite) {
    mailbox.post(
        () -> {
          if (state instanceof LegState.Answering(var _, UnackedOk ok)) {
            tools.wire().respond(invite, ok.response());
          } else {
            tools.wire().drop(invite);
          }
        });
  }

  /** The caller has given up before the answer (RFC 3261 section 9.2). */
  void cancelled() {
    mailbox.post(
        () -> {
          if (state instanceof LegState.Invited || state instanceof LegState.Ringing) {
            end(EndCause.CANCELLED);
          }
        });
  }

  /** A request inside the dialog. */
  void request(Incoming incoming) {
    mailbox.post(() -> handle(incoming));
  }

  private void handle(Incoming incoming) {
    switch (state) {
      case LegState.Invited _, LegState.Ringing _ -> early(incoming);
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> answering(incoming, dialog, ok);
      case LegState.Up(Dialog dialog, var reinvite) -> inDialog(incoming, dialog, reinvite);
      case LegState.Leaving(var _, UnackedOk ok) -> leaving(incoming, ok);
      case LegState.Dialled _, LegState.Over _ -> respond(incoming, 481);
    }
  }

  private void early(Incoming incoming) {
    switch (incoming.method()) {
      case Request.BYE -> { // RFC 3261 section 15.1.2: the INVITE is answered with 487
        respond(incoming, Response.OK);
        end(EndCause.CANCELLED);
      }
      case Request.INVITE, Request.UPDATE -> later(incoming); // RFC 3311 section 5.2
      case Request.INFO -> info(incoming);
      default -> respond(incoming, Response.OK);
    }
  }

  private void answering(Incoming incoming, Dialog dialog, UnackedOk ok) {
    switch (incoming.method()) {
      case Request.BYE -> {
        ok.stop();
        respond(incoming, Response.OK);
        over(EndCause.NORMAL);
      }
      case Request.INVITE -> respond(incoming, Response.REQUEST_PENDING);
      case Request.UPDATE -> {
        if (ok.offer() == Offer.OURS) {
          respond(incoming, Response.REQUEST_PENDING);
        } else {
          update(incoming)
              .ifPresent(fresh -> state = new LegState.Answering(refresh(dialog, fresh), ok));
        }
      }
      case Request.INFO -> info(incoming);
      default -> respond(incoming, Response.OK);
    }
  }

  private void leaving(Incoming incoming, UnackedOk ok) {
    if (incoming.method().equals(Request.BYE)) {
      ok.stop();
      respond(incoming, Response.OK);
      gone();
    } else {
      respond(incoming, 481);
    }
  }

  private void inDialog(Incoming incoming, Dialog dialog, Optional<UnackedOk> reinvite) {
    if (incoming.cseq() < dialog.remoteSeq()) {
      respond(incoming, Response.SERVER_INTERNAL_ERROR); // RFC 3261 section 12.2.2
      return;
    }
    Dialog seen = dialog.seen(incoming.cseq());
    state = new LegState.Up(seen, reinvite);
    switch (incoming.method()) {
      case Request.BYE -> {
        respond(incoming, Response.OK);
        over(EndCause.NORMAL);
      }
      case Request.INVITE -> reinvited(incoming, seen, reinvite);
      case Request.UPDATE -> {
        if (reinvite.map(ok -> ok.offer() == Offer.OURS).orElse(false)) {
          respond(incoming, Response.REQUEST_PENDING);
        } else {
          update(incoming)
              .ifPresent(fresh -> state = new LegState.Up(refresh(seen, fresh), reinvite));
        }
      }
      case Request.INFO -> info(incoming);
      default -> respond(incoming, Response.OK);
    }
  }

  private static Dialog refresh(Dialog dialog, Incoming incoming) {
    return dialog.refreshed(incoming.request());
  }

  /** RFC 3261 section 14.2. */
  private void reinvited(Incoming incoming, Dialog dialog, Optional<UnackedOk> pending) {
    if (pending.isPresent()) {
      respond(incoming, Response.REQUEST_PENDING);
      return;
    }
    boolean held = media.held();
    Optional<String> offer = incoming.body("application/sdp");
    Optional<String> sdp =
        offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
    if (sdp.isEmpty()) {
      respond(incoming, Response.NOT_ACCEPTABLE_HERE); // the session goes on as it was
      return;
    }
    UnackedOk ok =
        sendOk(incoming, sdp.get(), offer.isPresent() ? Offer.THEIRS : Offer.OURS, this::noAck);
    state = new LegState.Up(refresh(dialog, incoming), Optional.of(ok));
    tellHold(held);
  }

  /** RFC 3311 section 5.2; gives the request back when it was taken. */
  private Optional<Incoming> update(Incoming incoming) {
    boolean held = media.held();
    Optional<String> offer = incoming.body("application/sdp");
    Response ok = withContact(incoming, Response.OK);
    if (offer.isPresent()) {
      Optional<String> sdp = media.answer(offer.get());
      if (sdp.isEmpty()) {
        respond(incoming, Response.NOT_ACCEPTABLE_HERE);
        return Optional.empty();
      }
      tools.wire().messages().body(ok, sdp.get());
    }
    tools.wire().respond(incoming, ok);
    tellHold(held);
    return Optional.of(incoming);
  }

  private void info(Incoming incoming) {
    Optional<String> type = incoming.contentType();
    if (type.isEmpty()) {
      respond(incoming, Response.OK);
      return;
    }
    if (!InfoKey.isType(type.get())) {
      Response refusal = tools.wire().messages().answer(incoming, 415, localTag);
      tools.wire().messages().add(refusal, "Accept", "application/dtmf-relay, application/dtmf");
      tools.wire().respond(incoming, refusal);
      return;
    }
    respond(incoming, Response.OK);
    incoming.body(type.get()).flatMap(InfoKey::parse).ifPresent(key -> key(key, KeyTwins.Way.INFO));
  }

  private void respond(Incoming incoming, int status) {
    tools.wire().respond(incoming, tools.wire().messages().answer(incoming, status, localTag));
  }

  private void later(Incoming incoming) {
    Response response = tools.wire().messages().answer(incoming, 500, localTag);
    tools.wire().messages().add(response, "Retry-After", "2");
    tools.wire().respond(incoming, response);
  }

  private void tellHold(boolean before) {
    if (media.held() != before) {
      tell(new Signal.HoldChanged(id, media.held()));
    }
  }

  private void key(Key key, KeyTwins.Way way) {
    if (keys.isNew(key, way, tools.time().elapsed())) {
      tell(new Signal.KeyPressed(id, key, tools.time().now()));
    }
  }

  private void tell(Signal signal) {
    if (!(state instanceof LegState.Over) && !(state instanceof LegState.Leaving)) {
      sink.accept(signal);
    }
  }

  // ---- silence

  private void probe(long received) {
    if (!(state instanceof LegState.Up(Dialog dialog, var reinvite))
        || media.held()
        || stream.figures().received() > received) {
      return;
    }
    Dialog next = dialog.nextLocal();
    state = new LegState.Up(next, reinvite);
    Timers.Timer patience = tools.timers().after(tools.limits().probe(), mailbox, this::lost);
    tools
        .wire()
        .send(
            tools.wire().messages().request(next, Request.OPTIONS),
            new Outcome() {
              @Override
              public void reply(Reply reply) {
                if (!reply.provisional()) {
                  mailbox.post(() -> probed(reply.status(), received, patience));
                }
              }

              @Override
              public void failed() {
                mailbox.post(SipLeg.this::lost);
              }
            });
  }

  private void probed(int status, long received, Timers.Timer patience) {
    patience.cancel();
    if (status == 481 || status == 408) { // RFC 3261 section 12.2.1.2
      lost();
    } else {
      tools.timers().after(tools.limits().probeAgain(), mailbox, () -> probe(received));
    }
  }

  private void lost() {
    if (state instanceof LegState.Up(Dialog dialog, var _)) {
      LOG.atInfo().addKeyValue("leg", id).log("the telephone is silent and does not answer");
      bye(dialog);
      over(EndCause.LOST);
    }
  }

  // ---- the end

  private void end(EndCause cause) {
    switch (state) {
      case LegState.Invited(Incoming invite) -> refuse(invite, cause);
      case LegState.Ringing(Incoming invite) -> refuse(invite, cause);
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        state = new LegState.Leaving(dialog, ok);
        stream.close();
        sink.accept(new Signal.LegEnded(id, cause));
      }
      case LegState.Up(Dialog dialog, var _) -> {
        bye(dialog);
        over(cause);
      }
      case LegState.Leaving _, LegState.Dialled _, LegState.Over _ -> {}
    }
  }

  private void refuse(Incoming invite, EndCause cause) {
    Response refusal = tools.wire().messages().answer(invite, Refusals.status(cause), localTag);
    if (cause == EndCause.UNAVAILABLE) {
      Duration wait = tools.limits().retryAfter();
      tools.wire().messages().add(refusal, "Retry-After", Long.toString(wait.toSeconds()));
    }
    tools.wire().respond(invite, refusal);
    over(cause);
  }

  private void bye(Dialog dialog) {
    Request bye = tools.wire().messages().request(dialog.nextLocal(), Request.BYE);
    tools.wire().send(bye, Outcome.ignored());
  }

  /** The last thing that is said about the leg. */
  private void over(EndCause cause) {
    gone();
    sink.accept(new Signal.LegEnded(id, cause));
  }

  private void gone() {
    boolean confirmed = state instanceof LegState.Up;
    if (state instanceof LegState.Up(var _, Optional<UnackedOk> reinvite)) {
      reinvite.ifPresent(UnackedOk::stop);
    }
    state = new LegState.Over();
    stream.close();
    tools.book().leave(dialogId(), confirmed);
    onOver.run();
  }

  /** Hands over from the media loop. */
  private final class FromMedia implements MediaListener {
    @Override
    public void keyPressed(Key key) {
      mailbox.post(() -> key(key, KeyTwins.Way.RTP));
    }

    @Override
    public void playingEnded(long number, boolean completed) {
      mailbox.post(() -> tell(new Signal.PlayingEnded(number, completed)));
    }

    @Override
    public void silentFor(Duration gap) {
      mailbox.post(() -> probe(stream.figures().received()));
    }
  }
}
