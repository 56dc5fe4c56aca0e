package org.liniya.server.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom.Request;
import org.liniya.speak.Utterance;
import org.liniya.speak.Whisper;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The telephone side of the offers: rings operators, keeps their legs and hands them to the calls.
 * Runs only on the {@code acd} thread; what telephones do comes back to it through {@code events}.
 */
final class OfferedLegs {

  private static final Logger LOG = LoggerFactory.getLogger(OfferedLegs.class);

  private final Dialer dialer;
  private final Time time;
  private final Consumer<AcdEvent> events;
  private final Consumer<Runnable> onThread;
  private final Map<CallId, Request> requests = new HashMap<>();
  private final Map<OfferId, Attempt> attempts = new HashMap<>();

  /** Who asked for an operator by name. */
  private record Direct(OperatorId operator, Request request) {
    boolean wants(OperatorId who) {
      return operator.equals(who);
    }
  }

  private final Map<CallId, Direct> directs = new HashMap<>();

  /** Read by other threads too; an entry an operator. */
  private final Map<OperatorId, String> lastTickets = new ConcurrentHashMap<>();

  /** The groups whose operators hear a word about the caller first. */
  private Set<String> whispering = Set.of();

  /** One offer's way from ringing to its end. */
  private sealed interface Attempt {
    Served served();

    record Ringing(Dialer.Dialling dialling, Served served) implements Attempt {}

    record Up(Leg leg, Served served) implements Attempt {}

    /** The operator hears of the caller; the caller hears music still. */
    record Whispering(Leg leg, Served served, AcdEffect.HandOver handOver) implements Attempt {}

    /** The call has its operator. */
    record HandedOver(Leg leg, Served served) implements Attempt {}

    /**
     * Answered, and gone before the call was given its operator. It is given them all the same: a
     * call that only hears that somebody has left would wait for ever, in no queue.
     */
    record Gone(Leg leg, Served served) implements Attempt {}
  }

  /** The call that an operator's leg is for; another one when its caller was passed on. */
  private static final class Served {
    private volatile Request request;

    Served(Request request) {
      this.request = request;
    }
  }

  /**
   * @param events takes what telephones did, from any thread
   * @param onThread runs a task on the {@code acd} thread, in order with the events
   */
  OfferedLegs(Dialer dialer, Time time, Consumer<AcdEvent> events, Consumer<Runnable> onThread) {
    this.dialer = dialer;
    this.time = time;
    this.events = events;
    this.onThread = onThread;
  }

  void entered(Request request) {
    requests.put(request.call(), request);
  }

  void left(CallId call) {
    requests.remove(call);
    directs.remove(call);
    attempts
        .values()
        .removeIf(
            each -> each instanceof Attempt.Gone && each.served().request.call().equals(call));
  }

  /** A call wants one operator by name. */
  void directed(Request request, OperatorId operator) {
    directs.put(request.call(), new Direct(operator, request));
    requests.putIfAbsent(request.call(), request);
  }

  /** The operator's leg is another call's from now on. */
  void moved(OfferId offer, Request to) {
    requests.putIfAbsent(to.call(), to);
    Attempt attempt = attempts.get(offer);
    if (attempt != null) {
      attempt.served().request = to;
    }
  }

  /** From any thread: the ticket of the call that the operator was last handed. */
  Optional<TicketNumber> lastTicket(OperatorId operator) {
    return Optional.ofNullable(lastTickets.get(operator)).map(TicketNumber::new);
  }

  void configure(List<SkillGroup> groups) {
    whispering =
        groups.stream()
            .filter(SkillGroup::whisper)
            .map(SkillGroup::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  int count() {
    return attempts.size();
  }

  /** The calls that are remembered, for whatever they want. */
  int calls() {
    return requests.size() + directs.size();
  }

  void ring(AcdEffect.Ring ring) {
    Optional<Request> wanted = wanting(ring);
    if (wanted.isEmpty() || attempts.containsKey(ring.offer())) {
      return; // the caller is gone (the ACD learns it from the queue), or this is a repetition
    }
    Request request = wanted.get();
    Served served = new Served(request);
    Dialer.Request dial =
        new Dialer.Request(
            new Dialer.Destination.Operator(ring.operator()),
            ring.call(),
            request.leg(),
            request.display(),
            Map.of("X-Liniya-Ticket", request.ticket()),
            signal -> ofLeg(ring.offer(), served, signal));
    // The result may come on any thread and even before dial() returns; it is taken up after the
    // attempt is noted.
    Dialer.Dialling dialling =
        dialer.dial(dial, result -> onThread.accept(() -> dialled(ring.offer(), served, result)));
    attempts.put(ring.offer(), new Attempt.Ringing(dialling, served));
  }

  /** Whoever asked for the operator by name, until that is over; else whoever waits in a queue. */
  private Optional<Request> wanting(AcdEffect.Ring ring) {
    return Optional.ofNullable(directs.get(ring.call()))
        .filter(direct -> direct.wants(ring.operator()))
        .map(Direct::request)
        .or(() -> Optional.ofNullable(requests.get(ring.call())));
  }

  /** The call does not want this operator by name any more: it waits for anyone, or is served. */
  void directOver(CallId call, OperatorId operator) {
    directs.entrySet().removeIf(e -> e.getKey().equals(call) && e.getValue().wants(operator));
  }

  private void dialled(OfferId offer, Served served, Dialer.Result result) {
    switch (result) {
      case Dialer.Result.Ringing() -> events.accept(new AcdEvent.OfferRinging(time.now(), offer));
      case Dialer.Result.Answered(Leg leg) -> {
        attempts.put(offer, new Attempt.Up(leg, served));
        events.accept(new AcdEvent.OfferAnswered(time.now(), offer));
      }
      case Dialer.Result.Failed(EndCause cause) -> {
        attempts.remove(offer);
        events.accept(new AcdEvent.OfferFailed(time.now(), offer, cause));
      }
    }
  }

  /** A signal of an operator's leg; on the front end's thread. */
  private void ofLeg(OfferId offer, Served served, Signal signal) {
    Consumer<Signal> inbox = served.request.inbox();
    switch (signal) {
      case Signal.LegEnded ended ->
          onThread.accept(
              () -> {
                legEnded(offer);
                events.accept(new AcdEvent.OperatorLegEnded(time.now(), offer, ended.cause()));
              });
      case Signal.PlayingEnded _ -> onThread.accept(() -> whispered(offer));
      case Signal.HoldChanged held -> inbox.accept(held);
      case Signal.TransferAsked asked -> inbox.accept(asked);
      case Signal.KeyPressed _,
          Signal.LegAnswered _,
          Signal.LegProgressing _,
          Signal.VoiceActivity _,
          Signal.Speech _,
          Signal.OperatorAnswered _,
          Signal.OperatorLeft _,
          Signal.Outside _,
          Signal.Beside _,
          Signal.DirectRinging _,
          Signal.DirectFailed _,
          Signal.ServiceAnswered _,
          Signal.PlaceChanged _,
          Signal.WaitingEnded _,
          Signal.EndRequested _ -> {
        // An operator's keys and our own playing to the operator mean nothing to the call yet.
      }
    }
  }

  private void legEnded(OfferId offer) {
    switch (attempts.get(offer)) {
      case Attempt.Up(Leg leg, Served served) -> attempts.put(offer, new Attempt.Gone(leg, served));
      case Attempt.Whispering(Leg leg, Served served, AcdEffect.HandOver handOver) -> {
        attempts.put(offer, new Attempt.Gone(leg, served));
        tellAnswered(handOver, leg, served);
      }
      case null, default -> attempts.remove(offer);
    }
  }

  /** The offers whose telephones ring or are up. */
  Set<OfferId> inUse() {
    return attempts.entrySet().stream()
        .filter(each -> isInUse(each.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isInUse(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Ringing _ -> true;
      case Attempt.Up(Leg leg, var _) -> !leg.isOver();
      case Attempt.Whispering(Leg leg, var _, var _) -> !leg.isOver();
      case Attempt.HandedOver(Leg leg, var _) -> !leg.isOver();
      case Attempt.Gone _ -> false;
    };
  }

  /** What is left of an offer is ended and forgotten. */
  void forget(OfferId offer) {
    hangUp(offer, EndCause.FAULT);
    attempts.remove(offer);
  }

  void cancel(OfferId offer) {
    if (attempts.get(offer) instanceof Attempt.Ringing(Dialer.Dialling dialling, var _)) {
      dialling.cancel();
    }
  }

  void hangUp(OfferId offer, EndCause cause) {
    switch (attempts.get(offer)) {
      case null -> {
        // over already
      }
      case Attempt.Up(Leg leg, var _) -> leg.hangUp(cause);
      case Attempt.Whispering(Leg leg, var _, var _) -> leg.hangUp(cause);
      case Attempt.HandedOver(Leg leg, var _) -> leg.hangUp(cause);
      case Attempt.Gone _ -> attempts.remove(offer);
      case Attempt.Ringing(Dialer.Dialling dialling, var _) -> dialling.cancel();
    }
  }

  /** The call gets its operator, at once or after a whisper. */
  void handOver(AcdEffect.HandOver handOver) {
    Attempt attempt = attempts.get(handOver.offer());
    if (requests.containsKey(handOver.call())
        && attempt instanceof Attempt.Gone(Leg leg, Served served)) {
      directOver(handOver.call(), handOver.operator());
      tellAnswered(handOver, leg, served);
    } else if (requests.containsKey(handOver.call())
        && attempt instanceof Attempt.Up(Leg leg, Served served)) {
      boolean byName = directs.containsKey(handOver.call());
      directOver(handOver.call(), handOver.operator());
      if (!served.request.ticket().isEmpty()) {
        lastTickets.put(handOver.operator(), served.request.ticket());
      }
      if (!byName && whispering.contains(served.request.group())) {
        attempts.put(handOver.offer(), new Attempt.Whispering(leg, served, handOver));
        leg.play(whisper(served.request));
      } else {
        attempts.put(handOver.offer(), new Attempt.HandedOver(leg, served));
        tellAnswered(handOver, leg, served);
      }
    } else {
      LOG.atInfo()
          .addKeyValue("call", handOver.call())
          .addKeyValue("operator", handOver.operator())
          .log("answered, but one of the two is gone already");
    }
  }

  private Utterance whisper(Request request) {
    return Whisper.of(
        request.language(),
        request.group(),
        Duration.between(request.arrived(), time.now()),
        request.identity());
  }

  private void whispered(OfferId offer) {
    if (attempts.get(offer)
        instanceof Attempt.Whispering(Leg leg, Served served, AcdEffect.HandOver handOver)) {
      attempts.put(offer, new Attempt.HandedOver(leg, served));
      tellAnswered(handOver, leg, served);
    }
  }

  private static void tellAnswered(AcdEffect.HandOver handOver, Leg leg, Served served) {
    served
        .request
        .inbox()
        .accept(new Signal.OperatorAnswered(handOver.offer(), handOver.operator(), leg));
  }

  /** Tells a call that its operator has left, whom it has been given before that. */
  void tellLeft(AcdEffect.TellOperatorLeft left) {
    EndCause cause = left.cause();
    switch (attempts.get(left.offer())) {
      case Attempt.Gone _ -> {
        attempts.remove(left.offer());
        cause = EndCause.LOST; // without a word: the call waits again, in front
      }
      case Attempt.Whispering(Leg leg, Served served, AcdEffect.HandOver handOver) -> {
        attempts.put(left.offer(), new Attempt.HandedOver(leg, served));
        tellAnswered(handOver, leg, served);
      }
      case null, default -> {
        // it was given them
      }
    }
    tell(left.call(), new Signal.OperatorLeft(left.offer(), left.operator(), cause));
  }

  /** Tells a call something, when it is still there. */
  void tell(CallId call, Signal signal) {
    Request request = requests.get(call);
    if (request != null) {
      request.inbox().accept(signal);
    }
  }

  /** At the end of the process: nobody is left in a dead talk. */
  void endAll() {
    attempts.forEach((offer, _) -> hangUp(offer, EndCause.UNAVAILABLE));
  }
}
