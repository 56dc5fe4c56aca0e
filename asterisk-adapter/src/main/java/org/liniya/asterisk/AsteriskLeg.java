package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.Recording;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of Asterisk as a leg. Verbs only note what is wanted; the thread of its {@link
 * ChannelSession} asks Asterisk for it, and the manager breaks off what it is at.
 *
 * <p>Thread-safe: all state is guarded by the lock of {@link LegTools}, and signals are given to
 * the sink under it, which keeps their order.
 */
final class AsteriskLeg implements Leg {

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskLeg.class);

  private final LegId id;
  private final String channel;
  private final LegTools tools;
  private final Consumer<AsteriskLeg> forget;

  private Consumer<Signal> sink = _ -> {};

  private final ChannelSession session;
  private final Goodbye goodbye;
  private final HandingOver handingOver;
  private final KeyPairs keys = new KeyPairs();
  private final TalkWatch talk;
  private final EarLine earLine;
  private Life life;
  private Wish wish = new Wish.Nothing();
  private long playings;

  /** Whether its party has put us on hold. */
  private boolean held;

  /** Where in its life the leg is. */
  private enum Life {
    ARRIVED,
    ANSWERED,
    OVER
  }

  /**
   * @param channel its Uniqueid
   * @param answered whether its party has answered already, as an operator we rang
   * @param forget called once when the leg is over
   */
  AsteriskLeg(String channel, boolean answered, LegTools tools, Consumer<AsteriskLeg> forget) {
    this.id = new LegId(AsteriskFrontEnd.LEGS + channel);
    this.channel = channel;
    this.tools = tools;
    this.forget = forget;
    this.life = answered ? Life.ANSWERED : Life.ARRIVED;
    this.session = new ChannelSession(this, tools);
    this.goodbye = new Goodbye(this, tools, session);
    this.handingOver = new HandingOver(this, tools, goodbye);
    this.talk = new TalkWatch(this, tools.manager());
    this.earLine = new EarLine(this, tools);
  }

  /** Where signals go; set before the first can come. */
  void tell(Consumer<Signal> to) {
    change(() -> sink = to);
  }

  /** Its party is an operator, who may pass callers on; set before the first signal can come. */
  void allow(Transfers allowed) {
    handingOver.allow(allowed);
  }

  /** Whether nobody could ask anything of the channel now. */
  boolean isUnserved() {
    return changing(() -> !session.isAtHand() || isTalking());
  }

  @Override
  public LegId id() {
    return id;
  }

  /** Its Uniqueid: the manager takes it wherever it takes a channel's name. */
  String channel() {
    return channel;
  }

  // ---- verbs

  @Override
  public void ring() {
    beforeAnswer(agi -> agi.exec("Ringing", ""));
  }

  @Override
  public void progress() {
    beforeAnswer(
        agi -> {
          agi.exec("Progress", "");
          told(new Signal.LegProgressing(id));
        });
  }

  private void beforeAnswer(Errand errand) {
    change(
        () -> {
          if (life == Life.ARRIVED) {
            session.send(errand);
          }
        });
  }

  @Override
  public void answer() {
    change(
        () -> {
          if (life == Life.ARRIVED) {
            life = Life.ANSWERED;
            session.send(
                agi -> {
                  agi.answer();
                  told(new Signal.LegAnswered(id));
                });
          }
        });
  }

  @Override
  public Playing play(Utterance utterance) {
    return changing(
        () -> {
          long number = ++playings;
          if (life != Life.OVER) {
            leave();
            want(new Wish.Sounding(number, utterance));
          }
          return new Handle(number);
        });
  }

  /** One playing, as who asked for it sees it. */
  private final class Handle implements Playing {
    private final long number;

    Handle(long number) {
      this.number = number;
    }

    @Override
    public long number() {
      return number;
    }

    @Override
    public void stop() {
      change(
          () -> {
            if (wish instanceof Wish.Sounding sounding && sounding.number() == number) {
              leave();
            }
          });
    }
  }

  @Override
  public Bridging bridge(Leg with) {
    AsteriskLeg other = ours(with);
    return changing(
        () -> {
          if (isOver() || other.isOver()) {
            return () -> {};
          }
          leave();
          other.leave();
          Joint joint = new Joint(this, other, tools);
          want(new Wish.Joined(joint));
          other.want(new Wish.Joined(joint));
          joint.begin();
          return joint;
        });
  }

  /** With others: its session, if it has one, is busy with that. */
  private boolean isTalking() {
    return wish instanceof Wish.Joined || (wish instanceof Wish.Mixed mixed && mixed.isInside());
  }

  /** In Asterisk's hands: what is left of its session belongs to another channel. */
  boolean isBridged() {
    return bridged().isPresent();
  }

  /** What Asterisk holds it in a bridge by. */
  Optional<Joint> bridged() {
    return wish instanceof Wish.Joined(Joint joint) && joint.hasBegun()
        ? Optional.of(joint)
        : Optional.empty();
  }

  /** What it is wanted to do. */
  Wish wish() {
    return wish;
  }

  boolean isIn(Joint joint) {
    return changing(() -> wish instanceof Wish.Joined joined && joined.joint() == joint);
  }

  void partFrom(Joint joint) {
    change(
        () -> {
          if (isIn(joint)) {
            leave();
          }
        });
  }

  @Override
  public Bridging mix(Mix mix) {
    return changing(
        () -> {
          Map<AsteriskLeg, Set<AsteriskLeg>> hears = living(mix);
          if (!hears.containsKey(this)) {
            return () -> {};
          }
          return Mixing.begin(this, hears, tools);
        });
  }

  private static Map<AsteriskLeg, Set<AsteriskLeg>> living(Mix mix) {
    return mix.parties().stream()
        .map(AsteriskLeg::ours)
        .filter(party -> !party.isOver())
        .collect(
            Collectors.toMap(
                party -> party,
                party ->
                    mix.heardBy(party).stream()
                        .map(AsteriskLeg::ours)
                        .filter(heard -> !heard.isOver())
                        .collect(Collectors.toSet())));
  }

  private static AsteriskLeg ours(Leg leg) {
    if (leg instanceof AsteriskLeg ours) {
      return ours;
    }
    throw new IllegalArgumentException("a leg of another front end: " + leg.id());
  }

  /** The mix that it is in. */
  Optional<Mixing> mixing() {
    return wish instanceof Wish.Mixed mixed ? Optional.of(mixed.mixing()) : Optional.empty();
  }

  /** Goes to its place in the mix, unless it is there. */
  void enter(Mixing mixing) {
    Mixing.Place place = mixing.placeOf(this);
    if (wish instanceof Wish.Mixed mixed && mixed.place().equals(place)) {
      mixed.staysFor(mixing);
    } else {
      leave();
      want(new Wish.Mixed(mixing, place));
    }
  }

  void partFrom(Mixing mixing) {
    change(
        () -> {
          if (wish instanceof Wish.Mixed mixed && mixed.mixing() == mixing) {
            leave();
          }
        });
  }

  @Override
  public void record(Recording recording) {
    if (!isOver()) {
      ChannelRecorder recorder = new ChannelRecorder(this, tools, recording.call());
      recording.takeFrom(recorder);
      if (recorder.prepare()) {
        sendFirst(recorder::start);
      }
    }
  }

  /** Is done over the session before anything else, and before the channel is bridged. */
  void sendFirst(Errand errand) {
    change(
        () -> {
          if (life != Life.OVER) {
            session.sendFirst(errand);
          }
        });
  }

  /** Runs it when nothing is left to do over the session before; under the lock. */
  void afterFirsts(Runnable task) {
    session.afterFirsts(task);
  }

  @Override
  public Listening listen() {
    return changing(talk::listen);
  }

  void heardAlready(long listening) {
    told(new Signal.VoiceActivity(listening, true));
  }

  void stopListening(long listening) {
    change(() -> talk.stop(listening));
  }

  @Override
  public Lending lend(Ear ear) {
    return changing(() -> life == Life.OVER ? () -> {} : earLine.lend(ear));
  }

  @Override
  public boolean isOver() {
    return changing(() -> life == Life.OVER);
  }

  @Override
  public void hangUp(EndCause cause) {
    change(
        () -> {
          if (life != Life.OVER) {
            goodbye.say(cause);
          }
        });
  }

  // ---- what is wanted, under the lock

  /** Ends what the channel is at; who is told of it is told at once. */
  private void leave() {
    Wish before = wish;
    wish = new Wish.Nothing();
    switch (before) {
      case Wish.Nothing _ -> {
        return;
      }
      case Wish.Sounding sounding -> told(new Signal.PlayingEnded(sounding.number(), false));
      case Wish.Joined(Joint joint) -> {
        joint.besides(this).releasedFrom(joint);
        joint.part();
        awaitsSessionAfter(joint);
      }
      case Wish.Mixed mixed -> {
        mixed.mixing().left(this);
        if (mixed.isInside()) {
          comeOut();
          session.awaitAnother();
        }
      }
    }
    session.wake();
  }

  /** Out of a conference into the dialplan, which asks us again. */
  void comeOut() {
    tools.insist(
        new Manager.Order(
            "Redirect",
            Map.of("Channel", channel, "Context", LegTools.AGAIN, "Exten", "s", "Priority", "1")),
        this::isAwaited);
  }

  /** Whether it is on its way to a session. */
  boolean isAwaited() {
    return changing(() -> life != Life.OVER && !session.isAtHand() && !isBridged());
  }

  /** Asterisk has it in the bridge: its session is not needed any more, and others may be. */
  void taken(Joint joint) {
    change(
        () -> {
          if (isIn(joint)) {
            session.letGo();
          }
        });
  }

  /** Keys are to be asked for over the session, or are not any more. */
  void managerLost() {
    change(session::look);
  }

  private void releasedFrom(Joint joint) {
    if (isIn(joint)) {
      wish = new Wish.Nothing();
      awaitsSessionAfter(joint);
      session.wake();
    }
  }

  /**
   * The session from before the bridge is of no use: where Asterisk has taken the channel from it,
   * it belongs to another channel by now, which is about to end.
   */
  private void awaitsSessionAfter(Joint joint) {
    if (joint.hasBegun()) {
      session.awaitAnother();
    }
  }

  /** Whether the channel is where we have asked it to be, and can be taken elsewhere. */
  boolean isAtHand() {
    return session.isAtHand();
  }

  private void want(Wish wanted) {
    wish = wanted;
    session.wake();
  }

  /** Whether the session's thread should let go of the file it plays for this wish. */
  boolean hasOtherThan(Wish.Sounding sounding) {
    return changing(() -> wish != sounding || session.hasErrands() || life == Life.OVER);
  }

  void endOf(Wish.Sounding sounding) {
    change(
        () -> {
          if (wish == sounding) {
            wish = new Wish.Nothing();
            told(new Signal.PlayingEnded(sounding.number(), true));
          }
        });
  }

  void told(Signal signal) {
    change(
        () -> {
          if (life != Life.OVER) {
            sink.accept(signal);
          }
        });
  }

  // ---- what its session tells

  /** Serves a FastAGI session until the channel is gone, or taken elsewhere; on its thread. */
  void serve(AgiSession agi) {
    session.serve(agi);
  }

  /** It has a session: the dialplan asks what is to be done with it. Under the lock. */
  void isAskedFor() {
    if (wish instanceof Wish.Joined(Joint joint)) {
      if (joint.hasBegun()) {
        handingOver.cameBack(() -> cameBack(joint));
      } else {
        joint.begin();
      }
    }
  }

  /** Whoever it was bridged with is gone. */
  private void cameBack(Joint joint) {
    change(
        () -> {
          if (isIn(joint)) {
            wish = new Wish.Nothing();
            joint.besides(this).releasedFrom(joint);
            session.wake();
          }
        });
  }

  /** Its conference is over for it; if it is wanted there still, it goes back. Under the lock. */
  void cameOutOf(Wish.Mixed mixed) {
    if (wish == mixed && mixed.isOutOfTries()) {
      LOG.atError().addKeyValue("leg", id).log("Asterisk keeps it in no conference");
      leave();
    }
  }

  /** The session is about to be asked for a key. */
  void asksForKeys() {
    change(keys::ask);
  }

  void answeredKey(Optional<Key> answer) {
    change(() -> keys.answered(answer, tools.manager().connected()).ifPresent(this::pressed));
  }

  // ---- what the manager tells

  void pressed(Key key) {
    told(new Signal.KeyPressed(id, key, tools.time().now()));
  }

  void heard(AmiNews.OfChannel news) {
    change(
        () -> {
          switch (news) {
            case AmiNews.Pressed pressed -> keys.of(pressed).ifPresent(this::pressed);
            case AmiNews.Holds(var _, boolean now) -> holds(now);
            case AmiNews.Talks(var _, boolean talks) -> talk.told(talks).ifPresent(this::told);
            case AmiNews.Leaves _ -> handingOver.hungUp(causeOf(0));
            case AmiNews.HungUp(var _, int cause) -> handingOver.hungUp(causeOf(cause));
            case AmiNews.Ends _ -> handingOver.ends(causeOf(0));
            case AmiNews.PassedOn(var _, var _, String extension) -> handingOver.blind(extension);
            case AmiNews.HandedOver(var _, String second) -> handingOver.attended(second);
            case AmiNews.Rings _, AmiNews.NotReached _ -> {
              // of a telephone that rings
            }
          }
        });
  }

  /** Asterisk tells of an end without a beginning, too. */
  private void holds(boolean now) {
    if (held != now) {
      held = now;
      told(new Signal.HoldChanged(id, now));
    }
  }

  /** Its bridge is over, for both. Under the lock. */
  void partedFrom(Joint joint) {
    joint.besides(this).releasedFrom(joint);
    releasedFrom(joint);
  }

  /** Whether it is a line of this operator's telephone. */
  boolean isOf(OperatorId operator) {
    return handingOver.isOf(operator);
  }

  /** Its other party goes to somebody else: see {@link HandingOver#handOver}. */
  boolean handOver() {
    return handingOver.handOver();
  }

  private EndCause causeOf(int q850) {
    return goodbye
        .said()
        .orElseGet(() -> life == Life.ARRIVED ? EndCause.CANCELLED : Causes.ofTalk(q850));
  }

  /** The channel is over; only the first to say so counts. */
  void over(EndCause cause) {
    change(
        () -> {
          if (life == Life.OVER) {
            return;
          }
          Wish before = wish;
          wish = new Wish.Nothing();
          life = Life.OVER;
          earLine.close();
          session.clear();
          if (before instanceof Wish.Joined(Joint joint)) {
            joint.besides(this).releasedFrom(joint);
          } else if (before instanceof Wish.Mixed mixed) {
            mixed.mixing().left(this);
          }
          sink.accept(new Signal.LegEnded(id, cause));
          forget.accept(this);
        });
  }

  // ---- the lock

  private void change(Runnable change) {
    tools.change(change);
  }

  private <T> T changing(Supplier<T> change) {
    return tools.changing(change);
  }
}
