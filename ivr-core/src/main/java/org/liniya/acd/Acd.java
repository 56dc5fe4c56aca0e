package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.liniya.acd.AcdEvent.CallEntered;
import org.liniya.acd.AcdEvent.ConfigurationChanged;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.acd.OperatorState.Connecting;
import org.liniya.acd.OperatorState.Offline;
import org.liniya.acd.OperatorState.Paused;
import org.liniya.acd.OperatorState.Ready;
import org.liniya.acd.OperatorState.Ringing;
import org.liniya.acd.OperatorState.Talking;
import org.liniya.acd.OperatorState.WrapUp;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal.WaitingEnded;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.WaitingRoom.Figures;

/**
 * The automatic call distributor: who waits, who is ready, and who is offered which call. A
 * deterministic state machine, used by one thread at a time (its driver's): the same events give
 * the same effects; it has no clock, does no I/O and knows no chance.
 *
 * <p>Time comes with the events. Deadlines are kept here and looked at before each event, so that a
 * wake-up which is late, doubled or lost changes nothing but the moment at which it is noticed.
 */
public final class Acd {

  private final String epoch;
  private final AcdSettings settings;

  private final Map<String, GroupQueue> groups = new TreeMap<>();
  private final Map<OperatorId, Desk> desks = new TreeMap<>();

  /** Operators with a telephone, known to the configuration or not. */
  private final Set<OperatorId> registered = new HashSet<>();

  /** Operators whom the configuration does not name any more but whose talk goes on. */
  private final Set<OperatorId> removed = new HashSet<>();

  private final Map<CallId, QueuedCall> waiting = new HashMap<>();

  /** Offers in flight and the talks that came of them. */
  private final Map<OfferId, Offer> offers = new HashMap<>();

  private final Map<CallId, Offer> offerOfCall = new HashMap<>();
  private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
  private long deadlinesMade;
  private long offersMade;
  private Instant now = Instant.EPOCH;

  /** What the event at hand has made possible: looked at by {@link #match} and then forgotten. */
  private final Set<OperatorId> freedOperators = new TreeSet<>();

  private final TreeSet<QueuedCall> freedCalls = new TreeSet<>();
  private final Set<String> changedQueues = new TreeSet<>();
  private final List<AcdEffect> effects = new ArrayList<>();

  /**
   * An ACD without groups, operators and calls.
   *
   * @param epoch what the identifiers of its offers begin with; another one for every start of the
   *     server, since offers are unique for the life of the data
   */
  public Acd(String epoch, AcdSettings settings) {
    this.epoch = epoch;
    this.settings = settings;
  }

  /** Takes in one event and returns what is to be done, in order. */
  public List<AcdEffect> handle(AcdEvent event) {
    effects.clear();
    now = event.at().isAfter(now) ? event.at() : now;
    passDeadlines();
    take(event);
    match();
    tellPlaces();
    return List.copyOf(effects);
  }

  private void take(AcdEvent event) {
    switch (event) {
      case ConfigurationChanged changed -> configure(changed);
      case AcdEvent.PauseRemembered e -> rememberPause(e.operator(), e.reason());
      case AcdEvent.OperatorRegistered e -> register(e.operator());
      case AcdEvent.OperatorUnregistered e -> unregister(e.operator());
      case AcdEvent.PauseRequested e -> pause(e.operator(), e.reason());
      case AcdEvent.ReadyRequested e -> makeReady(e.operator());
      case CallEntered entered -> enter(entered);
      case AcdEvent.CallLeft e -> leave(e.call(), e.reason());
      case AcdEvent.OfferRinging e -> ringing(e.offer());
      case AcdEvent.OfferAnswered e -> answered(e.offer());
      case AcdEvent.OfferFailed e -> failed(e.offer(), e.cause());
      case AcdEvent.CallBridged e -> bridged(e.offer());
      case AcdEvent.OperatorLegEnded e -> operatorLegEnded(e.offer(), e.cause());
      case AcdEvent.CallerLeft e -> callerLeft(e.offer(), e.cause());
      case AcdEvent.Woken _ -> {} // its deadline has passed by now, if it was not early
    }
  }

  // ---- deadlines

  private void passDeadlines() {
    for (Deadline next = deadlines.peek();
        next != null && !next.at().isAfter(now);
        next = deadlines.peek()) {
      deadlines.remove();
      pass(next.key());
    }
  }

  private void pass(WakeKey key) {
    switch (key) {
      case WakeKey.RingTimeout(OfferId offer) -> ringTimeout(offer);
      case WakeKey.BridgeTimeout(OfferId offer) -> bridgeTimeout(offer);
      case WakeKey.WrapUpOver(OperatorId operator) -> wrapUpOver(operator);
      case WakeKey.CoolDownOver(OperatorId operator) -> freedOperators.add(operator);
    }
  }

  private void wakeAt(WakeKey key, Instant at) {
    deadlines.add(new Deadline(at, deadlinesMade++, key));
    effects.add(new AcdEffect.WakeAt(key, at));
  }

  private void ringTimeout(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null && stateOf(offer) instanceof Ringing rings) {
      // Without a 180 nobody can say that the operator did not want to answer.
      EndCause cause =
          rings.soundingSince().isPresent() ? EndCause.NO_ANSWER : EndCause.UNREACHABLE;
      effects.add(new AcdEffect.CancelRing(id));
      endOffer(offer, OfferEnd.of(cause), rings.failed(true, settings, now));
    }
  }

  private void bridgeTimeout(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null && stateOf(offer) instanceof Connecting) {
      effects.add(new AcdEffect.HangUpOperator(id, EndCause.FAULT));
      tellOperatorLeft(offer, EndCause.FAULT);
      endTalk(offer, "not-bridged");
    }
  }

  private void wrapUpOver(OperatorId operator) {
    Desk desk = desks.get(operator);
    if (desk != null && desk.state() instanceof WrapUp wrapUp && !wrapUp.until().isAfter(now)) {
      change(desk, wrapUp.over(now));
    }
  }

  // ---- operators

  private void rememberPause(OperatorId operator, String reason) {
    Desk desk = desks.get(operator);
    if (desk != null && desk.state() instanceof Offline offline) {
      change(desk, offline.pauseKept(reason));
    }
  }

  private void register(OperatorId operator) {
    registered.add(operator);
    Desk desk = desks.get(operator);
    if (desk != null && desk.state() instanceof Offline offline) {
      change(desk, offline.registered(desk.profile().readyOnRegister(), now));
    }
  }

  private void unregister(OperatorId operator) {
    registered.remove(operator);
    Desk desk = desks.get(operator);
    if (desk != null) {
      goOffline(desk);
    }
  }

  /** At once, or when the present talk has ended. */
  private void goOffline(Desk desk) {
    switch (desk.state()) {
      case Offline _, Connecting _, Talking _ -> {}
      case Paused paused -> change(desk, paused.unregistered(now));
      case Ready ready -> change(desk, ready.unregistered(now));
      case WrapUp wrapUp -> change(desk, wrapUp.unregistered(now));
      case Ringing rings -> {
        effects.add(new AcdEffect.CancelRing(rings.offer()));
        endOffer(offer(rings.offer()), OfferEnd.UNREACHABLE, rings.unregistered(now));
      }
    }
  }

  private void pause(OperatorId operator, String reason) {
    Desk desk = desks.get(operator);
    if (desk == null) {
      return;
    }
    switch (desk.state()) {
      case Offline offline -> change(desk, offline.pauseKept(reason));
      case Paused paused -> change(desk, paused.paused(reason, now));
      case Ready ready -> change(desk, ready.paused(reason, now));
      case WrapUp wrapUp -> change(desk, wrapUp.paused(reason, now));
      case Ringing rings -> withdraw(offer(rings.offer()), rings.paused(reason, now));
      case Connecting connecting -> desk.state(connecting.pauseAfter(Optional.of(reason)));
      case Talking talking -> desk.state(talking.pauseAfter(Optional.of(reason)));
    }
  }

  private void makeReady(OperatorId operator) {
    Desk desk = desks.get(operator);
    if (desk == null) {
      return;
    }
    switch (desk.state()) {
      case Offline offline -> change(desk, offline.pauseForgotten());
      case Paused paused -> change(desk, paused.ready(now));
      case WrapUp wrapUp -> change(desk, wrapUp.over(now));
      case Ready _, Ringing _ -> {}
      case Connecting connecting -> desk.state(connecting.pauseAfter(Optional.empty()));
      case Talking talking -> desk.state(talking.pauseAfter(Optional.empty()));
    }
  }

  /** Every change of an operator's state passes here. */
  private void change(Desk desk, OperatorState next) {
    desk.state(next);
    OperatorId operator = desk.profile().id();
    effects.add(new AcdEffect.SaveOperator(operator, next.word(), next.reason(), next.since()));
    index(desk);
    switch (next) {
      case Ready ready -> {
        freedOperators.add(operator);
        if (ready.offerableFrom().isAfter(now)) {
          wakeAt(new WakeKey.CoolDownOver(operator), ready.offerableFrom());
        }
      }
      case WrapUp wrapUp -> wakeAt(new WakeKey.WrapUpOver(operator), wrapUp.until());
      case Offline _, Paused _, Ringing _, Connecting _, Talking _ -> {}
    }
  }

  private void index(Desk desk) {
    for (String skill : desk.profile().skills()) {
      GroupQueue group = groups.get(skill);
      if (group != null && desk.state() instanceof Ready ready) {
        group.ready(desk.asReady(ready));
      } else if (group != null) {
        group.notReady(desk.profile().id());
      }
    }
  }

  // ---- calls

  private void enter(CallEntered entered) {
    QueuedCall before = waiting.get(entered.call());
    if (before != null && before.group().equals(entered.group())) {
      return;
    }
    leave(entered.call(), "entered " + entered.group());
    QueuedCall call =
        new QueuedCall(
            entered.call(),
            entered.group(),
            entered.language(),
            entered.arrived().minus(entered.headStart()),
            now);
    Optional<WaitingEnded.Reason> refusal = refusal(call, entered.whenNobody());
    if (refusal.isPresent()) {
      refuse(call.call(), refusal.get());
      return;
    }
    waiting.put(call.call(), call);
    queue(call).add(call);
    freedCalls.add(call);
    changedQueues.add(call.group());
    journal(
        call.call(),
        new JournalEvent.Queued(
            call.group(), entered.headStart().toMillis(), "place " + queue(call).place(call)));
  }

  private Optional<WaitingEnded.Reason> refusal(QueuedCall call, WhenNobody whenNobody) {
    GroupQueue group = groups.get(call.group());
    if (group == null) {
      return Optional.of(WaitingEnded.Reason.FAULT);
    }
    if (whenNobody == WhenNobody.REFUSE && loggedIn(call.group()).noneMatch(d -> speaks(d, call))) {
      return Optional.of(WaitingEnded.Reason.NOBODY);
    }
    // Whoever can be served at once does not lengthen the queue.
    return group.full() && LongestIdle.operatorFor(call, group.ready(), now).isEmpty()
        ? Optional.of(WaitingEnded.Reason.FULL)
        : Optional.empty();
  }

  private static boolean speaks(Desk desk, QueuedCall call) {
    Set<String> languages = desk.profile().languages();
    return languages.isEmpty() || languages.contains(call.language().tag());
  }

  private void refuse(CallId call, WaitingEnded.Reason reason) {
    journal(call, new JournalEvent.WaitingEnded(reason.name().toLowerCase(Locale.ROOT)));
    effects.add(new AcdEffect.EndWaiting(call, reason));
  }

  /** The call is gone, wherever it stood. */
  private void leave(CallId call, String reason) {
    Offer offer = offerOfCall.get(call);
    if (offer != null && stateOf(offer) instanceof Ringing rings) {
      withdraw(offer, rings.withdrawn(now));
    } else if (offer != null) {
      hangUp(offer, EndCause.NORMAL);
    }
    QueuedCall queued = waiting.get(call);
    if (queued != null) {
      dequeue(queued);
      journal(call, new JournalEvent.WaitingEnded(reason));
    }
  }

  private void dequeue(QueuedCall call) {
    waiting.remove(call.call());
    queue(call).remove(call);
    freedCalls.remove(call);
    changedQueues.add(call.group());
  }

  // ---- offers

  private void makeOffer(QueuedCall call, LongestIdle.Choice choice) {
    Desk desk = desk(choice.operator());
    if (!(desk.state() instanceof Ready ready)) {
      throw new IllegalStateException("the index holds an operator who is not ready");
    }
    Offer offer = new Offer(new OfferId(epoch + "-" + ++offersMade), call, choice.operator());
    offers.put(offer.id(), offer);
    offerOfCall.put(call.call(), offer);
    queue(call).offered(call);
    freedCalls.remove(call);
    String reason =
        choice.reason()
            + "; place "
            + queue(call).place(call)
            + " of "
            + queue(call).waiting().size()
            + " in "
            + call.group();
    journal(
        call.call(),
        new JournalEvent.Offered(offer.id().value(), choice.operator().value(), reason));
    change(desk, ready.offered(offer.id(), call.call(), now));
    effects.add(
        new AcdEffect.Ring(offer.id(), call.call(), choice.operator(), call.group(), reason));
    wakeAt(new WakeKey.RingTimeout(offer.id()), now.plus(queue(call).group().ringTimeout()));
  }

  private void ringing(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null
        && stateOf(offer) instanceof Ringing rings
        && rings.soundingSince().isEmpty()) {
      desk(offer.operator()).state(rings.sounding(now));
    }
  }

  private void answered(OfferId id) {
    Offer offer = offers.get(id);
    if (offer == null) {
      // Answered in the moment in which we gave up: nobody is there to talk to.
      effects.add(new AcdEffect.HangUpOperator(id, EndCause.WITHDRAWN));
      return;
    }
    if (stateOf(offer) instanceof Ringing rings) {
      dequeue(offer.call());
      journalEnd(offer, OfferEnd.ANSWERED);
      change(desk(offer.operator()), rings.answered(now));
      effects.add(new AcdEffect.HandOver(id, offer.call().call(), offer.operator()));
      wakeAt(new WakeKey.BridgeTimeout(id), now.plus(settings.bridgeTimeout()));
    }
  }

  private void failed(OfferId id, EndCause cause) {
    Offer offer = offers.get(id);
    if (offer != null && stateOf(offer) instanceof Ringing rings) {
      endOffer(offer, OfferEnd.of(cause), rings.failed(OfferEnd.missed(cause), settings, now));
    }
  }

  private void withdraw(Offer offer, OperatorState next) {
    effects.add(new AcdEffect.CancelRing(offer.id()));
    endOffer(offer, OfferEnd.WITHDRAWN, next);
  }

  /**
   * Ends an offer that was not answered; its call keeps its rank and looks for the next operator.
   */
  private void endOffer(Offer offer, OfferEnd end, OperatorState next) {
    forget(offer);
    queue(offer.call()).offerFailed(offer.call());
    freedCalls.add(offer.call());
    changedQueues.add(offer.call().group());
    journalEnd(offer, end);
    change(desk(offer.operator()), next);
  }

  // ---- talks

  private void bridged(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null && stateOf(offer) instanceof Connecting connecting) {
      long waitMs = Duration.between(offer.call().entered(), connecting.since()).toMillis();
      journal(
          offer.call().call(),
          new JournalEvent.Bridged(id.value(), offer.operator().value(), waitMs));
      change(desk(offer.operator()), connecting.bridged(now));
    }
  }

  private void operatorLegEnded(OfferId id, EndCause cause) {
    Offer offer = offers.get(id);
    if (offer == null) {
      return;
    }
    if (stateOf(offer) instanceof Ringing) {
      failed(id, cause);
    } else {
      tellOperatorLeft(offer, cause);
      endTalk(offer, "operator-left " + word(cause));
    }
  }

  private void callerLeft(OfferId id, EndCause cause) {
    Offer offer = offers.get(id);
    if (offer != null && stateOf(offer) instanceof Ringing) {
      leave(offer.call().call(), "caller-left");
    } else if (offer != null) {
      hangUp(offer, cause);
    }
  }

  private void hangUp(Offer offer, EndCause cause) {
    effects.add(new AcdEffect.HangUpOperator(offer.id(), cause));
    endTalk(offer, "caller-left");
  }

  /** Ends an answered offer, whoever ended it. */
  private void endTalk(Offer offer, String reason) {
    forget(offer);
    Desk desk = desk(offer.operator());
    boolean onDuty = onDuty(offer.operator());
    switch (desk.state()) {
      case Connecting connecting -> {
        journalLeft(offer, reason, Duration.ZERO);
        change(desk, connecting.ended(onDuty, settings.coolDown(), now));
      }
      case Talking talking -> {
        journalLeft(offer, reason, Duration.between(talking.since(), now));
        change(desk, talking.ended(onDuty, wrapUp(offer), now));
      }
      case Offline _, Paused _, Ready _, Ringing _, WrapUp _ ->
          throw new IllegalStateException("an answered offer without a talk");
    }
    dropIfRemoved(desk);
  }

  /** A group that was removed meanwhile leaves the usual wrap-up. */
  private Duration wrapUp(Offer offer) {
    GroupQueue group = groups.get(offer.call().group());
    return group == null ? SkillGroup.DEFAULT_WRAP_UP : group.group().wrapUp();
  }

  private void tellOperatorLeft(Offer offer, EndCause cause) {
    effects.add(
        new AcdEffect.TellOperatorLeft(offer.id(), offer.call().call(), offer.operator(), cause));
  }

  private void forget(Offer offer) {
    offers.remove(offer.id());
    offerOfCall.remove(offer.call().call());
  }

  // ---- matching

  /**
   * Makes offers until no call that waits without one could be served by a ready operator. Only
   * what the event has freed can make a new pair: the others were matched before.
   */
  private void match() {
    for (Optional<QueuedCall> next = firstServable(); next.isPresent(); next = firstServable()) {
      QueuedCall call = next.get();
      makeOffer(call, operatorFor(call).orElseThrow());
    }
    freedOperators.clear();
    freedCalls.clear();
  }

  /** The lowest rank among the freed calls that can be served and the calls for freed operators. */
  private Optional<QueuedCall> firstServable() {
    Stream<QueuedCall> calls =
        freedCalls.stream().filter(call -> operatorFor(call).isPresent()).limit(1);
    Stream<QueuedCall> callsForOperators =
        freedOperators.stream().map(this::callFor).flatMap(Optional::stream);
    return Stream.concat(calls, callsForOperators).min(QueuedCall::compareTo);
  }

  private Optional<LongestIdle.Choice> operatorFor(QueuedCall call) {
    return LongestIdle.operatorFor(call, queue(call).ready(), now);
  }

  private Optional<QueuedCall> callFor(OperatorId operator) {
    Desk desk = desks.get(operator);
    if (desk == null || !(desk.state() instanceof Ready ready)) {
      return Optional.empty();
    }
    List<? extends Iterable<QueuedCall>> queues =
        desk.profile().skills().stream()
            .map(groups::get)
            .filter(Objects::nonNull)
            .map(GroupQueue::unoffered)
            .toList();
    return LongestIdle.callFor(desk.asReady(ready), queues, now);
  }

  private void tellPlaces() {
    for (String name : changedQueues) {
      GroupQueue group = groups.get(name);
      if (group != null) {
        effects.addAll(group.changedPlaces());
      }
    }
    changedQueues.clear();
  }

  // ---- configuration

  private void configure(ConfigurationChanged changed) {
    configureGroups(changed.groups());
    configureOperators(changed.operators());
    for (GroupQueue group : groups.values()) {
      List.copyOf(group.ready()).forEach(operator -> group.notReady(operator.id()));
      freedCalls.addAll(group.unoffered());
    }
    desks.values().forEach(this::index);
  }

  /** The callers of a group that is no more are given back; talks go on. */
  private void configureGroups(List<SkillGroup> configured) {
    Set<String> names = new HashSet<>();
    for (SkillGroup group : configured) {
      names.add(group.name());
      groups.computeIfAbsent(group.name(), _ -> new GroupQueue(group)).configure(group);
    }
    for (String name : List.copyOf(groups.keySet())) {
      if (!names.contains(name)) {
        closeGroup(queueNamed(name));
        groups.remove(name);
      }
    }
  }

  private void closeGroup(GroupQueue group) {
    for (QueuedCall call : List.copyOf(group.waiting())) {
      Offer offer = offerOfCall.get(call.call());
      if (offer != null && stateOf(offer) instanceof Ringing rings) {
        withdraw(offer, rings.withdrawn(now));
      }
      dequeue(call);
      refuse(call.call(), WaitingEnded.Reason.CLOSED);
    }
  }

  private void configureOperators(List<OperatorProfile> configured) {
    Map<OperatorId, OperatorProfile> profiles = new LinkedHashMap<>();
    configured.forEach(profile -> profiles.put(profile.id(), profile));
    for (Desk desk : List.copyOf(desks.values())) {
      if (!profiles.containsKey(desk.profile().id())) {
        removed.add(desk.profile().id());
        goOffline(desk);
        dropIfRemoved(desk);
      }
    }
    profiles.values().forEach(this::configureOperator);
  }

  private void configureOperator(OperatorProfile profile) {
    removed.remove(profile.id());
    Desk desk = desks.get(profile.id());
    if (desk != null) {
      desk.configure(profile);
      return;
    }
    Desk added = new Desk(profile, new Offline(now, Optional.empty()));
    desks.put(profile.id(), added);
    if (registered.contains(profile.id())) {
      register(profile.id());
    }
  }

  private boolean onDuty(OperatorId operator) {
    return registered.contains(operator) && !removed.contains(operator);
  }

  private void dropIfRemoved(Desk desk) {
    if (removed.contains(desk.profile().id()) && desk.state() instanceof Offline) {
      desks.remove(desk.profile().id());
      removed.remove(desk.profile().id());
    }
  }

  // ---- journal

  private void journal(CallId call, JournalEvent.Durable event) {
    effects.add(new AcdEffect.Journal(call, now, event));
  }

  private void journalEnd(Offer offer, OfferEnd end) {
    journal(
        offer.call().call(),
        new JournalEvent.OfferEnded(offer.id().value(), offer.operator().value(), end.word()));
  }

  private void journalLeft(Offer offer, String reason, Duration talk) {
    journal(
        offer.call().call(),
        new JournalEvent.OperatorLeft(
            offer.id().value(), offer.operator().value(), reason, talk.toMillis()));
  }

  private static String word(EndCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // ---- what is in the indexes

  private OperatorState stateOf(Offer offer) {
    return desk(offer.operator()).state();
  }

  private Desk desk(OperatorId operator) {
    return Objects.requireNonNull(desks.get(operator), "an offer to an unknown operator");
  }

  private Offer offer(OfferId id) {
    return Objects.requireNonNull(offers.get(id), "a ringing operator without an offer");
  }

  private GroupQueue queue(QueuedCall call) {
    return queueNamed(call.group());
  }

  private GroupQueue queueNamed(String name) {
    return Objects.requireNonNull(groups.get(name), "a call in an unknown group");
  }

  private Stream<Desk> loggedIn(String group) {
    return desks.values().stream()
        .filter(desk -> desk.profile().skills().contains(group))
        .filter(desk -> !(desk.state() instanceof Offline));
  }

  // ---- what others may look at, between two events

  /** All operators, by id. */
  public List<OperatorView> operators() {
    return desks.values().stream().map(this::view).toList();
  }

  private OperatorView view(Desk desk) {
    OperatorState state = desk.state();
    return new OperatorView(
        desk.profile().id(),
        state.word(),
        state.reason(),
        state.since(),
        registered.contains(desk.profile().id()),
        desk.profile().skills().stream().sorted().toList(),
        state.call());
  }

  /** All groups, by name, as they stand at {@code at}. */
  public List<GroupView> groups(Instant at) {
    return groups.values().stream()
        .map(
            group ->
                new GroupView(
                    group.group().name(),
                    group.waiting().size(),
                    longestWait(group, at),
                    group.ready().size()))
        .toList();
  }

  /** One group as it stands at {@code at}; empty when there is none of that name. */
  public Optional<Figures> figures(String name, Instant at) {
    return Optional.ofNullable(groups.get(name))
        .map(
            group ->
                new Figures(
                    group.waiting().size(),
                    longestWait(group, at),
                    group.ready().size(),
                    (int) loggedIn(name).count()));
  }

  /** The place of a waiting call in its queue, 1 being next; empty when it does not wait. */
  public Optional<Integer> place(CallId call) {
    return Optional.ofNullable(waiting.get(call)).map(queued -> queue(queued).place(queued));
  }

  /** The wait in this queue; rank, which holds head starts, would be no wait of anyone. */
  private static Duration longestWait(GroupQueue group, Instant at) {
    return group.waiting().stream()
        .map(call -> Duration.between(call.entered(), at))
        .filter(Duration::isPositive)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
