package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.Recording;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Utterance;

/**
 * Legs, queues and a dialler for a test of operators' calls: each writes what it is told into one
 * list, in which the test waits for the next line. Thread-safe.
 */
final class DeskParties implements WaitingRoom, Dialer {

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile Consumer<Signal> colleagues = _ -> {};
  private volatile Consumer<Signal> outside = _ -> {};
  private volatile Consumer<Result> results = _ -> {};
  private volatile boolean bridgeFails;
  private final Set<LegId> over = ConcurrentHashMap.newKeySet();

  /** Waits for the next line; fails after 10 s. */
  String next() throws InterruptedException {
    String line = told.poll(10, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nothing was told within 10 s");
    }
    return line;
  }

  boolean isQuiet() {
    return told.isEmpty();
  }

  /** What the queues say about the colleague. */
  void queues(Signal signal) {
    colleagues.accept(signal);
  }

  /** What happens on the leg outside. */
  void outside(Signal signal) {
    outside.accept(signal);
  }

  void dialled(Result result) {
    results.accept(result);
  }

  /** The next attempt to bridge throws. */
  void failNextBridge() {
    bridgeFails = true;
  }

  /** From now on a leg says that it is over. */
  void over(LegId leg) {
    over.add(leg);
  }

  /** A leg whose verbs are told as {@code NAME verb}. */
  Leg leg(String name) {
    return new Told(new LegId(name));
  }

  private final class Told implements Leg {
    private final LegId id;

    @Override
    public boolean isOver() {
      return over.contains(id);
    }

    Told(LegId id) {
      this.id = id;
    }

    @Override
    public LegId id() {
      return id;
    }

    @Override
    public void ring() {
      told.add(id + " ring");
    }

    @Override
    public void progress() {
      told.add(id + " progress");
    }

    @Override
    public void answer() {
      told.add(id + " answer");
    }

    @Override
    public Playing play(Utterance utterance) {
      told.add(id + " play " + utterance.promptNames());
      return new Playing() {
        @Override
        public long number() {
          return 1;
        }

        @Override
        public void stop() {}
      };
    }

    @Override
    public Bridging bridge(Leg other) {
      if (bridgeFails) {
        bridgeFails = false;
        throw new IllegalStateException("no bridge (a test said so)");
      }
      told.add(id + " bridge " + other.id());
      return () -> told.add(id + " part");
    }

    @Override
    public Bridging mix(Mix mix) {
      told.add(id + " mix");
      return () -> told.add(id + " unmix");
    }

    @Override
    public void record(Recording recording) {}

    @Override
    public Listening listen() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lending lend(Ear ear) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void hangUp(EndCause cause) {
      told.add(id + " hangUp " + cause);
    }
  }

  @Override
  public Dialling dial(Dialer.Request request, Consumer<Result> sink) {
    outside = request.sink();
    results = sink;
    told.add("dial " + request.to());
    return () -> told.add("cancel");
  }

  @Override
  public void direct(WaitingRoom.Request request, OperatorId operator) {
    colleagues = request.inbox();
    told.add("direct " + operator + " for " + request.display());
  }

  @Override
  public void leaveDirect(CallId call, OperatorId operator, String reason) {
    told.add("leaveDirect " + operator);
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    told.add("bridged " + offer.value());
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    told.add("callerLeft " + offer.value() + " " + cause);
  }

  @Override
  public void passedOn(CallId call, OfferId offer) {
    throw new AssertionError("an operator's own call is passed on by the caller's");
  }

  @Override
  public void callingOut(OperatorId operator, CallId call) {
    told.add("callingOut " + operator);
  }

  @Override
  public void hungUp(OperatorId operator, CallId call) {
    told.add("hungUp " + operator);
  }

  @Override
  public void move(OfferId offer, WaitingRoom.Request to) {
    throw new AssertionError("nobody moves anyone here");
  }

  @Override
  public void enter(WaitingRoom.Request request) {
    throw new AssertionError("an operator does not queue");
  }

  @Override
  public void leave(CallId call, String reason) {
    throw new AssertionError("an operator does not queue");
  }

  @Override
  public Optional<Figures> figures(String group) {
    return Optional.of(new Figures(0, Duration.ZERO, 0, 0));
  }
}
