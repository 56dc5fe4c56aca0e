package org.liniya.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Encoding;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.rtp.KeyRules;
import org.liniya.rtp.MediaFigures;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
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

  private final LegId id = new LegId("sip-" + NUMBERS.incrementAndGet());
  private final LegTools tools;
  private final Mailbox mailbox;
  private final String localTag = Tokens.token();
  private final String callId;
  private final Streams streams;
  private final String party;
  private final MediaStream stream;
  private final SipMedia media;
  private final KeyTwins keys = new KeyTwins();
  private final Runnable onOver;
  private final LegReplies replies;
  private final Handshake handshake;
  private final InDialog inDialog;
  private final SilenceProbe probe;
  private final Provisionals provisionals;
  private final SessionTimer timer;
  private final Refresh refresh;
  private final Referrals referrals;
  private volatile LegState state;
  private final boolean dialled;
  private boolean hasUpdate;
  private String contact = "";
  private Optional<CallId> call = Optional.empty();
  private Consumer<Signal> sink = _ -> {};

  private SipLeg(
      LegTools tools, Streams streams, String callId, LegState first, String party, Runnable onOver)
      throws IOException {
    this.tools = tools;
    this.mailbox = new Mailbox(tools.executor());
    this.callId = callId;
    this.state = first;
    this.dialled = first instanceof LegState.Dialled;
    this.onOver = onOver;
    this.streams = streams;
    this.party = party;
    this.stream = streams.open(new FromMedia());
    this.media = new SipMedia(stream);
    this.replies = new LegReplies(tools, localTag);
    this.provisionals = new Provisionals(this, tools, replies, media);
    this.handshake = new Handshake(this, tools, replies, provisionals, media);
    this.refresh = new Refresh(this, tools, media);
    this.inDialog = new InDialog(this, tools, replies, handshake, provisionals, refresh, media);
    this.probe = new SilenceProbe(this, tools, media, stream);
    this.timer =
        new SessionTimer(
            tools.timers(),
            mailbox,
            new SessionTimer.Session() {
              @Override
              public void refresh() {
                refresh.begin();
              }

              @Override
              public void expired() {
                lost();
              }
            });
    this.referrals = new Referrals(this, tools, replies);
  }

  /**
   * The leg of a caller whose INVITE has passed admission.
   *
   * @param arrive brings the leg to the front desk; runs in the leg's mailbox
   * @param onOver runs once, when the leg is over
   * @throws IOException when there is no media port left
   */
  static SipLeg ofCaller(
      LegTools tools,
      Streams streams,
      Incoming invite,
      Function<SipLeg, FrontDesk.Accepted> arrive,
      Runnable onOver)
      throws IOException {
    LegState first = new LegState.Invited(invite);
    SipLeg leg = new SipLeg(tools, streams, invite.callId(), first, "caller", onOver);
    tools.book().enter(leg.dialogId(), leg);
    leg.mailbox.post(
        () -> {
          try {
            FrontDesk.Accepted accepted = arrive.apply(leg);
            leg.call = Optional.of(accepted.call());
            tools.ladders().belongs(leg.callId, accepted.call(), leg.id, "caller");
            leg.sink = accepted.sink();
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
    return new SipLeg(tools, streams, Tokens.token(), new LegState.Dialled(), "operator", () -> {});
  }

  /**
   * The leg of a number outside that is about to be dialled over a trunk, as {@link #ofOperator}.
   *
   * @param onOver runs once, when a leg that was connected is over
   */
  static SipLeg ofOutside(LegTools tools, Streams streams, Runnable onOver) throws IOException {
    return new SipLeg(tools, streams, Tokens.token(), new LegState.Dialled(), "outside", onOver);
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

  Referrals referrals() {
    return referrals;
  }

  /** The operator whose telephone this is; nobody for a caller or a number outside. */
  Optional<OperatorId> operator() {
    return referrals.operator();
  }

  /** As journal and metrics name it; who calls from an operator's telephone is no caller. */
  private String party() {
    return operator().isPresent() ? "operator" : party;
  }

  /** What the trunk of this leg says about keys. */
  void keys(KeyRules rules) {
    stream.keys(rules);
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
            provisionals.ring(invite);
            state = new LegState.Ringing(invite);
          }
        });
  }

  @Override
  public void progress() {
    mailbox.post(
        () ->
            early()
                .ifPresent(
                    invite -> {
                      state = new LegState.Ringing(invite);
                      provisionals.progress(invite);
                    }));
  }

  @Override
  public void answer() {
    mailbox.post(
        () ->
            early().ifPresent(invite -> provisionals.beforeAnswer(() -> handshake.answer(invite))));
  }

  /** The INVITE that is still to be answered. */
  private Optional<Incoming> early() {
    return switch (state) {
      case LegState.Invited(Incoming invite) -> Optional.of(invite);
      case LegState.Ringing(Incoming invite) -> Optional.of(invite);
      case LegState.Answering _,
          LegState.Leaving _,
          LegState.Dialled _,
          LegState.Up _,
          LegState.Over _ ->
          Optional.empty();
    };
  }

  boolean isEarly() {
    return early().isPresent();
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

  // ---- for the parts of this leg, in its mailbox

  LegState state() {
    return state;
  }

  void become(LegState next) {
    state = next;
  }

  /** The dialog under the next number of ours, for one request; empty when none may be sent. */
  Optional<Dialog> nextRequest() {
    if (!(state instanceof LegState.Up(Dialog dialog, var reinvite))) {
      return Optional.empty();
    }
    Dialog next = dialog.nextLocal();
    state = new LegState.Up(next, reinvite);
    return Optional.of(next);
  }

  /** Tells when the far end has put us on hold or has come back. */
  void tellHold(boolean before) {
    if (media.held() != before) {
      tell(new Signal.HoldChanged(id, media.held()));
    }
  }

  /** Both parties know that they are connected. */
  void up(Dialog dialog) {
    state = new LegState.Up(dialog, Optional.empty());
    call.ifPresent(known -> tools.book().confirmed(dialog, known));
    probe.begin();
  }

  /** An operator's telephone has answered; runs in the mailbox. */
  void connected(Dialog dialog, CallId ofCall, Consumer<Signal> signals) {
    call = Optional.of(ofCall);
    sink = signals;
    tools.book().enter(dialogId(), this);
    up(dialog);
  }

  /** Dialling came to nothing; no signal is owed; runs in the mailbox. */
  void abandoned() {
    state = new LegState.Over();
    tools.ladders().over(callId);
    stream.close();
  }

  /** No PRACK came for a reliable 18x (RFC 3262 section 3). */
  void neverAcknowledged(Incoming invite) {
    if (isEarly()) {
      replies.respond(invite, Response.SERVER_TIMEOUT);
      over(EndCause.LOST);
    }
  }

  /** The other party is not there any more. */
  void lost() {
    if (state instanceof LegState.Up(Dialog dialog, var _)) {
      bye(dialog, EndCause.LOST);
      over(EndCause.LOST);
    }
  }

  /** A telephone that we have dialled answers: what it can, and how long the session lasts. */
  void agreed(Reply ok) {
    learn(ok.headers("Allow"), tools.wire().messages().contact("liniya", ok.transport()));
    timer.begin(SessionTerms.of(ok));
  }

  SessionTimer timer() {
    return timer;
  }

  /** Whether the other party takes UPDATE; known once its Allow was seen. */
  boolean hasUpdate() {
    return hasUpdate;
  }

  /** Our Contact in this dialog. */
  String contact() {
    return contact;
  }

  /** Whether the Call-ID is ours: we have dialled. */
  boolean madeCallId() {
    return dialled;
  }

  /** What a message of the other party says about what it can do. */
  void learn(List<String> allow, String ourContact) {
    hasUpdate |= allow.stream().anyMatch(value -> value.contains(Request.UPDATE));
    contact = ourContact;
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

  /** An ACK of a 200. */
  void acknowledged(Incoming ack) {
    mailbox.post(() -> handshake.acknowledged(ack));
  }

  /** A request inside the dialog. */
  void request(Incoming incoming) {
    mailbox.post(() -> inDialog.handle(incoming));
  }

  void key(Key key, KeyTwins.Way way) {
    if (keys.isNew(key, way, tools.time().elapsed())) {
      tell(new Signal.KeyPressed(id, key, tools.time().now()));
    }
  }

  void tell(Signal signal) {
    if (!(state instanceof LegState.Over) && !(state instanceof LegState.Leaving)) {
      sink.accept(signal);
    }
  }

  // ---- the end

  void end(EndCause cause) {
    switch (state) {
      case LegState.Invited(Incoming invite) -> refuse(invite, cause);
      case LegState.Ringing(Incoming invite) -> refuse(invite, cause);
      case LegState.Answering(Dialog dialog, UnackedOk ok) -> {
        state = new LegState.Leaving(dialog, ok);
        stream.close();
        sink.accept(new Signal.LegEnded(id, cause));
      }
      case LegState.Up(Dialog dialog, var _) -> {
        bye(dialog, cause);
        over(cause);
      }
      case LegState.Leaving _, LegState.Dialled _, LegState.Over _ -> {}
    }
  }

  private void refuse(Incoming invite, EndCause cause) {
    replies.refuse(invite, cause);
    over(cause);
  }

  void bye(Dialog dialog, EndCause cause) {
    Request bye = tools.wire().messages().request(dialog.nextLocal(), Request.BYE);
    tools.wire().messages().add(bye, Q850.HEADER, Q850.reason(cause));
    tools.wire().send(bye, Outcome.ignored());
  }

  /** The last thing that is said about the leg. */
  void over(EndCause cause) {
    gone();
    sink.accept(new Signal.LegEnded(id, cause));
  }

  void gone() {
    boolean confirmed = state instanceof LegState.Up;
    if (state instanceof LegState.Up(var _, Optional<UnackedOk> reinvite)) {
      reinvite.ifPresent(UnackedOk::stop);
    }
    state = new LegState.Over();
    provisionals.stop();
    timer.stop();
    refresh.stop();
    referrals.over();
    stream.close();
    tools.book().leave(dialogId(), confirmed);
    tools.ladders().over(callId);
    onOver.run();
  }

  /** Hands over from the media loop. */
  private final class FromMedia implements MediaListener {
    @Override
    public void keyPressed(Key key) {
      mailbox.post(() -> key(key, KeyTwins.Way.RTP));
    }

    @Override
    public void toneHeard(Key key) {
      mailbox.post(() -> key(key, KeyTwins.Way.TONES));
    }

    @Override
    public void closed(MediaFigures figures) {
      if (figures.sent() + figures.received() > 0) {
        mailbox.post(
            () ->
                call.ifPresent(
                    known -> streams.ended(known, LegFigures.event(id, party(), figures))));
      }
    }

    @Override
    public void playingEnded(long number, boolean completed) {
      mailbox.post(() -> tell(new Signal.PlayingEnded(number, completed)));
    }

    @Override
    public void silentFor(Duration gap) {
      mailbox.post(probe::silent);
    }
  }
}
