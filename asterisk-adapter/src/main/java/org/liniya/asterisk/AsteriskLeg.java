package org.liniya.asterisk;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.asteriskjava.fastagi.AgiException;
import org.jspecify.annotations.Nullable;
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
 * A channel of Asterisk as a leg. Verbs only note what is wanted; the virtual thread of the
 * channel's FastAGI session asks Asterisk for it, and the manager breaks off what it is at. A
 * channel may lose its session and get another one: whenever Asterisk bridges it, or takes it
 * elsewhere in the dialplan.
 *
 * <p>Thread-safe: all state is guarded by the lock of {@link LegTools}, and signals are given to
 * the sink under it, which keeps their order.
 */
final class AsteriskLeg implements Leg {

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskLeg.class);

  /**
   * How long a channel may be without a session before we look whether it is still there. On a
   * machine without processor time to spare Asterisk has taken more than three seconds to come back
   * to its dialplan.
   */
  private static final long GRACE_MS = 10_000;

  /** After a goodbye Asterisk has this long to say that the channel is over. */
  private static final long GOODBYE_MS = 5_000;

  /** Whoever gets the other party of a leg that is over has this long to take it. */
  private static final long TAKEN_MS = 1_000;

  private final LegId id;
  private final String channel;
  private final LegTools tools;
  private final ReentrantLock lock;
  private final Condition changed;
  private final Player player;
  private final Consumer<AsteriskLeg> forget;

  private Consumer<Signal> sink = _ -> {};

  /** What an operator may do with the other party; callers may not. */
  private Optional<Transfers> transfers = Optional.empty();

  private final Queue<Errand> errands = new ArrayDeque<>();
  private final FirstThings firsts = new FirstThings();
  private final KeyPairs keys = new KeyPairs();
  private final TalkWatch talk;
  private final EarLine earLine;
  private Life life;
  private Wish wish = new Wish.Nothing();
  private @Nullable AgiSession session;
  private long playings;

  /** How many times it was without a session: each has its time of grace. */
  private long waitings;

  /** Whether its party has put us on hold. */
  private boolean held;

  /** Its other party was handed over to somebody, who has to find it here. */
  private boolean handedOver;

  /** Why we ended it, if it was us. */
  private Optional<EndCause> ours = Optional.empty();

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
    this.lock = tools.lock();
    this.changed = lock.newCondition();
    this.forget = forget;
    this.life = answered ? Life.ANSWERED : Life.ARRIVED;
    this.player = new Player(this, tools);
    this.talk = new TalkWatch(this, tools.manager());
    this.earLine = new EarLine(this, tools);
  }

  /** Where signals go; set before the first can come. */
  void tell(Consumer<Signal> to) {
    lock.lock();
    try {
      sink = to;
    } finally {
      lock.unlock();
    }
  }

  /** Its party is an operator, who may pass callers on; set before the first signal can come. */
  void allow(Transfers allowed) {
    transfers = Optional.of(allowed);
  }

  /** Whether nobody could ask anything of the channel now. */
  boolean isUnserved() {
    return changing(() -> session == null || isTalking());
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
            send(errand);
          }
        });
  }

  @Override
  public void answer() {
    change(
        () -> {
          if (life == Life.ARRIVED) {
            life = Life.ANSWERED;
            send(
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
  private boolean isBridged() {
    return wish instanceof Wish.Joined(Joint joint) && joint.hasBegun();
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
            firsts.add(errand);
            wake();
          }
        });
  }

  /** Runs it when nothing is left to do over the session before; under the lock. */
  void afterFirsts(Runnable task) {
    if (session == null) {
      task.run();
    } else {
      firsts.after(task);
    }
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
          if (life == Life.OVER) {
            return;
          }
          ours = ours.or(() -> Optional.of(cause));
          tools.timer().after(GOODBYE_MS, () -> over(cause));
          tools
              .manager()
              .ask(
                  new Manager.Order(
                      "Hangup",
                      Map.of("Channel", channel, "Cause", Integer.toString(Causes.q850(cause)))),
                  taken -> {
                    if (taken) {
                      endOfSession(cause);
                    } else {
                      hangUpOverAgi(cause);
                    }
                  });
        });
  }

  /** Asterisk hangs a channel up when its session lets go of it, and does not say so before. */
  private void endOfSession(EndCause cause) {
    change(
        () -> {
          if (session != null && !(wish instanceof Wish.Joined)) {
            over(cause);
          }
        });
  }

  private void hangUpOverAgi(EndCause cause) {
    change(
        () -> {
          if (session == null || isTalking()) {
            over(cause); // nobody to ask; the dialplan ends it when it comes back
          } else {
            send(
                agi -> {
                  agi.hangUp();
                  over(cause);
                });
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
          awaitsSession();
        }
      }
    }
    wake();
  }

  /** Out of a conference into the dialplan, which asks us again. */
  private void comeOut() {
    tools.insist(
        new Manager.Order(
            "Redirect",
            Map.of("Channel", channel, "Context", LegTools.AGAIN, "Exten", "s", "Priority", "1")),
        this::isAwaited);
  }

  /** Whether it is on its way to a session. */
  boolean isAwaited() {
    return changing(() -> life != Life.OVER && session == null && !isBridged());
  }

  /** Asterisk has it in the bridge: its session is not needed any more, and others may be. */
  void taken(Joint joint) {
    change(
        () -> {
          if (isIn(joint)) {
            session = null;
            changed.signalAll();
          }
        });
  }

  /** Keys are to be asked for over the session, or are not any more. */
  void managerLost() {
    change(changed::signalAll);
  }

  private void releasedFrom(Joint joint) {
    if (isIn(joint)) {
      wish = new Wish.Nothing();
      awaitsSessionAfter(joint);
      wake();
    }
  }

  /**
   * The session from before the bridge is of no use: where Asterisk has taken the channel from it,
   * it belongs to another channel by now, which is about to end.
   */
  private void awaitsSessionAfter(Joint joint) {
    if (joint.hasBegun()) {
      awaitsSession();
    }
  }

  private void awaitsSession() {
    session = null;
    long waiting = ++waitings;
    tools.timer().after(GRACE_MS, () -> lookFor(waiting));
  }

  /** Whether the channel is where we have asked it to be, and can be taken elsewhere. */
  boolean isAtHand() {
    return session != null;
  }

  private void want(Wish wanted) {
    wish = wanted;
    wake();
  }

  private void send(Errand errand) {
    errands.add(errand);
    wake();
  }

  private void wake() {
    changed.signalAll();
    player.breakOff();
  }

  /** Whether the session's thread should let go of the file it plays for this wish. */
  boolean hasOtherThan(Wish.Sounding sounding) {
    return changing(
        () -> wish != sounding || !errands.isEmpty() || firsts.any() || life == Life.OVER);
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

  private void told(Signal signal) {
    change(
        () -> {
          if (life != Life.OVER) {
            sink.accept(signal);
          }
        });
  }

  // ---- the session's thread

  /** Serves a FastAGI session until the channel is gone, or taken elsewhere. */
  void serve(AgiSession agi) {
    change(() -> attach(agi));
    try {
      for (Errand next = next(agi); next != null; next = next(agi)) {
        next.run(agi);
      }
    } catch (AgiException e) {
      LOG.atDebug().addKeyValue("leg", id).log("the session is over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      change(() -> detach(agi));
    }
  }

  private void attach(AgiSession agi) {
    session = agi;
    if (wish instanceof Wish.Joined(Joint joint)) {
      if (joint.hasBegun()) {
        if (mayBeHandingOver()) {
          tools.timer().after(TAKEN_MS, () -> cameBack(joint)); // on its way to its end, perhaps
        } else {
          cameBack(joint);
        }
      } else {
        joint.begin();
      }
    }
    changed.signalAll();
  }

  /** The dialplan asks us again: whoever it was bridged with is gone. */
  private void cameBack(Joint joint) {
    change(
        () -> {
          if (isIn(joint)) {
            wish = new Wish.Nothing();
            joint.besides(this).releasedFrom(joint);
            wake();
          }
        });
  }

  private void detach(AgiSession agi) {
    if (session == agi) {
      awaitsSession();
      firsts.noMore();
    }
  }

  /** What the session is to do next; null when it is over. */
  private @Nullable Errand next(AgiSession agi) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (life != Life.OVER && session == agi) {
        if (firsts.any() && !isBridged()) {
          Errand first = firsts.next();
          return session -> runFirst(first, session);
        }
        if (!(wish instanceof Wish.Joined) && !errands.isEmpty()) {
          return errands.remove();
        }
        if (wish instanceof Wish.Sounding sounding) {
          return session -> player.goOn(sounding, session);
        }
        if (wish instanceof Wish.Mixed mixed) {
          return session -> confer(mixed, session);
        }
        if (!tools.manager().connected()) {
          return this::waitForKey;
        }
        var _ = changed.await(1, TimeUnit.SECONDS); // the connection may be lost meanwhile
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void confer(Wish.Mixed mixed, AgiSession agi) throws AgiException {
    if (!changing(() -> goesIn(mixed))) {
      return;
    }
    try {
      agi.exec("ConfBridge", mixed.place().options());
    } finally {
      change(() -> mixed.inside(false));
    }
    change(
        () -> {
          if (wish == mixed && mixed.isOutOfTries()) {
            LOG.atError().addKeyValue("leg", id).log("Asterisk keeps it in no conference");
            leave();
          }
        });
    // a channel that was fetched out of it waits for the end of its session, not for a command
    throw new AgiException("the conference is over for it; the dialplan asks again");
  }

  private boolean goesIn(Wish.Mixed mixed) {
    boolean goes = wish == mixed && errands.isEmpty() && !firsts.any();
    mixed.inside(goes);
    return goes;
  }

  private void runFirst(Errand first, AgiSession agi) throws AgiException {
    try {
      first.run(agi);
    } finally {
      change(() -> firsts.done(first));
    }
  }

  private void waitForKey(AgiSession agi) throws AgiException {
    asksForKeys();
    answeredKey(agi.waitForKey(500));
  }

  /** The session is about to be asked for a key. */
  void asksForKeys() {
    change(keys::ask);
  }

  void answeredKey(Optional<Key> answer) {
    change(() -> keys.answered(answer, tools.manager().connected()).ifPresent(this::pressed));
  }

  /** A channel without a session that is not bridged either: is it still there? */
  private void lookFor(long waiting) {
    change(
        () -> {
          if (life != Life.OVER && session == null && waiting == waitings && !isBridged()) {
            LOG.atWarn().addKeyValue("leg", id).log("a channel does not come back; it is hung up");
            hangUp(EndCause.LOST);
          }
        });
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
            case AmiNews.Leaves _ -> hungUp(0);
            case AmiNews.HungUp(var _, int cause) -> hungUp(cause);
            case AmiNews.Ends _ -> ends();
            case AmiNews.PassedOn(var _, var _, String extension) -> {
              letGo();
              transfers.ifPresent(each -> passOn(each.blind(this, extension)));
            }
            case AmiNews.HandedOver(var _, String second) -> {
              handOver();
              transfers.ifPresent(each -> passOn(each.attended(this, second)));
            }
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

  /** Asterisk has taken both out of their bridge; the other one comes to the dialplan. */
  private void letGo() {
    if (wish instanceof Wish.Joined(Joint joint) && joint.hasBegun()) {
      joint.besides(this).releasedFrom(joint);
      releasedFrom(joint);
    }
  }

  private void hungUp(int q850) {
    EndCause cause = causeOf(q850);
    if (handedOver || mayBeHandingOver()) {
      tools.timer().after(TAKEN_MS, () -> over(cause));
    } else {
      over(cause);
    }
  }

  /** The end of a line may be told before the handing over that ended it. */
  private boolean mayBeHandingOver() {
    return ours.isEmpty()
        && isBridged()
        && transfers.filter(each -> each.haveTwo(this)).isPresent();
  }

  /** Whether it is a line of this operator's telephone. */
  boolean isOf(OperatorId operator) {
    return transfers.filter(each -> each.operator().equals(operator)).isPresent();
  }

  /** Of an operator in a talk: why is told next, if the talk was handed over to another. */
  private void ends() {
    if (transfers.isEmpty() || ours.isPresent() || !isBridged()) {
      over(causeOf(0));
    }
  }

  /**
   * Asterisk has put the other party together with somebody: it comes back to the dialplan.
   *
   * @return whether there was one
   */
  boolean handOver() {
    if (!(wish instanceof Wish.Joined(Joint joint)) || !joint.hasBegun()) {
      return false;
    }
    letGo();
    joint.besides(this).comeOut();
    handedOver = true;
    return true;
  }

  /**
   * Asterisk has told the telephone already that all is well: where nobody is meant, the other
   * party was left alone, and is to be told so rather than that it was served.
   */
  private void passOn(Optional<Signal> asked) {
    asked.ifPresentOrElse(this::told, () -> hangUp(EndCause.FAULT));
  }

  private EndCause causeOf(int q850) {
    return ours.orElseGet(() -> life == Life.ARRIVED ? EndCause.CANCELLED : Causes.ofTalk(q850));
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
          errands.clear();
          earLine.close();
          firsts.clear();
          if (before instanceof Wish.Joined(Joint joint)) {
            joint.besides(this).releasedFrom(joint);
          } else if (before instanceof Wish.Mixed mixed) {
            mixed.mixing().left(this);
          }
          sink.accept(new Signal.LegEnded(id, cause));
          changed.signalAll();
          forget.accept(this);
        });
  }

  // ---- the lock

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T changing(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }
}
