package org.liniya.sip;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Ear;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.Recording;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Tokens;
import org.liniya.speak.Utterance;

/**
 * One telephone connected over SIP, made by {@link NewLegs}. All that happens to it runs through
 * its mailbox, one thing at a time; the verbs of {@link Leg} may be called from any thread and only
 * leave orders there or at the media engine. The leg holds its {@link LegState} and its parts
 * together; what is done in which state is the parts' business.
 */
final class SipLeg implements Leg {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final LegId id = new LegId("sip-" + NUMBERS.incrementAndGet());
  private final LegTools tools;
  private final Mailbox mailbox;
  private final String localTag = Tokens.token();
  private final String callId;
  private final String kind;
  private final boolean dialled;
  private final LegSound sound;
  private final LegSignals signals;
  private final OtherParty otherParty = new OtherParty();
  private final Ending ending;
  private final Handshake handshake;
  private final InDialog inDialog;
  private final SilenceProbe probe;
  private final Provisionals provisionals;
  private final SessionTimer timer;
  private final Refresh refresh;
  private final Referrals referrals;
  private volatile LegState state;

  /**
   * @param kind "caller", "operator", "outside" or "tie": whom we have let in or are about to dial
   * @param onOver runs once, when the leg is over
   * @throws IOException when there is no media port left
   */
  SipLeg(
      LegTools tools, Streams streams, String callId, LegState first, String kind, Runnable onOver)
      throws IOException {
    this.tools = tools;
    this.mailbox = new Mailbox(tools.executor());
    this.callId = callId;
    this.state = first;
    this.dialled = first instanceof LegState.Dialled;
    this.kind = kind;
    this.sound = new LegSound(this, streams);
    this.signals = new LegSignals(this, tools.time());
    SipMedia media = sound.media();
    LegReplies replies = new LegReplies(tools, localTag);
    this.ending = new Ending(this, tools, replies, onOver);
    this.provisionals = new Provisionals(this, tools, replies, media);
    this.handshake = new Handshake(this, tools, replies, provisionals, media);
    this.refresh = new Refresh(this, tools, media);
    this.inDialog = new InDialog(this, tools, replies, handshake, provisionals, refresh, media);
    this.probe = new SilenceProbe(this, tools, sound);
    this.timer = new SessionTimer(tools.timers(), mailbox, refresh::begin, ending::lost);
    this.referrals = new Referrals(this, tools, replies);
  }

  // ---- the verbs of whoever serves the call, on any thread

  @Override
  public LegId id() {
    return id;
  }

  @Override
  public void ring() {
    mailbox.post(provisionals::ring);
  }

  @Override
  public void progress() {
    mailbox.post(provisionals::progress);
  }

  @Override
  public void answer() {
    mailbox.post(handshake::answer);
  }

  @Override
  public Playing play(Utterance utterance) {
    return sound.play(utterance);
  }

  @Override
  public Bridging bridge(Leg other) {
    return sound.bridge(sound(other));
  }

  @Override
  public Bridging mix(Mix mix) {
    mix.parties().forEach(party -> sound(party).mix(sounds(mix.heardBy(party))));
    return () -> mix.parties().forEach(party -> sound(party).unmix());
  }

  private static List<LegSound> sounds(Set<Leg> legs) {
    return legs.stream().map(SipLeg::sound).toList();
  }

  private static LegSound sound(Leg party) {
    if (!(party instanceof SipLeg leg)) {
      throw new IllegalArgumentException("a leg of another front end");
    }
    return leg.sound;
  }

  @Override
  public void record(Recording recording) {
    sound.record(recording);
  }

  @Override
  public Listening listen() {
    return sound.listen();
  }

  @Override
  public Lending lend(Ear ear) {
    return sound.lend(ear);
  }

  @Override
  public void hangUp(EndCause cause) {
    mailbox.post(() -> ending.end(cause));
  }

  // ---- what the other party sends, as the sorters bring it

  /** The INVITE of this leg came again after our 200 (its transaction is over by then). */
  void invitedAgain(Incoming invite) {
    mailbox.post(() -> handshake.invitedAgain(invite));
  }

  /** The caller has given up before the answer (RFC 3261 section 9.2). */
  void cancelled() {
    mailbox.post(ending::cancelled);
  }

  /** An ACK of a 200. */
  void acknowledged(Incoming ack) {
    mailbox.post(() -> handshake.acknowledged(ack));
  }

  /** A request inside the dialog. */
  void request(Incoming incoming) {
    mailbox.post(() -> inDialog.handle(incoming));
  }

  // ---- the turns of its life, in its mailbox

  /** A telephone that we have dialled answers: what it can, and how long the session lasts. */
  void agreed(Reply ok) {
    otherParty.learn(ok.headers("Allow"), tools.wire().messages().contact("liniya", ok));
    timer.begin(SessionTerms.of(ok));
  }

  /** A telephone that we have dialled is connected. */
  void connected(Dialog dialog, CallId ofCall, Consumer<Signal> to) {
    signals.belongsTo(ofCall, to);
    tools.book().enter(dialogId(), this);
    up(dialog);
  }

  /** Both parties know that they are connected. */
  void up(Dialog dialog) {
    state = new LegState.Up(dialog, Optional.empty());
    signals.call().ifPresent(known -> tools.book().confirmed(dialog, known));
    probe.begin();
  }

  /** The telephone had sent sound and has fallen silent. */
  void silent() {
    probe.silent();
  }

  /** The leg is over: none of its parts does anything more by itself. */
  void letGo() {
    provisionals.stop();
    timer.stop();
    refresh.stop();
    referrals.over();
    sound.close();
  }

  // ---- its state, changed in its mailbox only

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

  /** Whether the INVITE of a caller is still to be answered. */
  boolean isEarly() {
    return state.unanswered().isPresent();
  }

  @Override
  public boolean isOver() {
    return state instanceof LegState.Over;
  }

  // ---- who it is

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  String dialogId() {
    return Dialog.id(callId, localTag);
  }

  /** Whether the Call-ID is ours: we have dialled. */
  boolean madeCallId() {
    return dialled;
  }

  /** The operator whose telephone this is; nobody for a caller or a number outside. */
  Optional<OperatorId> operator() {
    return referrals.operator();
  }

  /** As journal and metrics name it; who calls from an operator's telephone is no caller. */
  String party() {
    return operator().isPresent() ? "operator" : kind;
  }

  /** As the ladder names it. */
  String name() {
    return operator().map(operator -> "operator " + operator.value()).orElse(kind);
  }

  // ---- its parts

  Mailbox mailbox() {
    return mailbox;
  }

  LegSound sound() {
    return sound;
  }

  SipMedia media() {
    return sound.media();
  }

  /** What is offered first to who is dialled: what the caller speaks needs no conversion. */
  static Encoding preferred(Dialer.Request wanted) {
    return wanted
        .callersLeg()
        .map(leg -> leg instanceof SipLeg caller ? caller.encoding() : Encoding.PCMA)
        .orElse(Encoding.PCMA);
  }

  /** What this party's sound is encoded in. */
  Encoding encoding() {
    return media().encoding();
  }

  LegSignals signals() {
    return signals;
  }

  OtherParty otherParty() {
    return otherParty;
  }

  Ending ending() {
    return ending;
  }

  SessionTimer timer() {
    return timer;
  }

  Referrals referrals() {
    return referrals;
  }
}
