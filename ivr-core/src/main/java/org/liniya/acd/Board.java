package org.liniya.acd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OfferId;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.GroupWhy;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.OperatorBoard.OperatorWhy;
import org.liniya.port.WaitingRoom.Figures;
import org.liniya.port.WhyNot;

/** What others may look at between two events. Changes nothing; for the owner of {@link Acd}. */
final class Board {

  private final Queues queues;
  private final Desks desks;

  Board(Queues queues, Desks desks) {
    this.queues = queues;
    this.desks = desks;
  }

  List<OperatorView> operators() {
    return desks.all().stream().map(this::view).toList();
  }

  private OperatorView view(Desk desk) {
    return desk.view(desks.isRegistered(desk.profile().id()));
  }

  Set<OfferId> offersInUse() {
    return desks.all().stream()
        .flatMap(desk -> offer(desk.state()).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<OfferId> offer(OperatorState state) {
    return switch (state) {
      case Ringing ringing -> Optional.of(ringing.offer());
      case Connecting connecting -> Optional.of(connecting.offer());
      case Talking talking -> Optional.of(talking.offer());
      case Offline _, Paused _, Ready _, CallingOut _, WrapUp _ -> Optional.empty();
    };
  }

  List<GroupView> groups(Instant at) {
    return queues.all().stream().map(queue -> view(queue, at)).toList();
  }

  private static GroupView view(GroupQueue queue, Instant at) {
    return new GroupView(
        queue.group().name(),
        queue.waiting().size(),
        queue.longestWait(at),
        queue.staff().readyCount());
  }

  Optional<Figures> figures(String group, Instant at) {
    return queues.find(group).map(queue -> figures(queue, at));
  }

  private Figures figures(GroupQueue queue, Instant at) {
    return new Figures(
        queue.waiting().size(),
        queue.longestWait(at),
        queue.staff().readyCount(),
        queue.staff().loggedInCount(),
        serving(queue.group().name()));
  }

  private int serving(String group) {
    return (int)
        desks.all().stream()
            .filter(desk -> desk.profile().skills().contains(group))
            .filter(desk -> isAtWork(desk.state()))
            .count();
  }

  private static boolean isAtWork(OperatorState state) {
    return switch (state) {
      case Offline _, Paused _ -> false;
      case Ready _, Ringing _, Connecting _, Talking _, CallingOut _, WrapUp _ -> true;
    };
  }

  /** For each group in which somebody waits: why nobody serves the first of those not offered. */
  List<GroupWhy> why(Instant at) {
    return queues.all().stream()
        .filter(queue -> queue.waiting().size() > 0)
        .map(queue -> why(queue, first(queue), at))
        .toList();
  }

  /** Who is next to be offered to somebody; when telephones ring for all, who is next at all. */
  private static QueuedCall first(GroupQueue queue) {
    List<QueuedCall> waiting = queue.waiting().all();
    return waiting.stream()
        .filter(call -> queue.waiter(call).standing() instanceof Waiter.Standing.Open)
        .findFirst()
        .or(() -> waiting.stream().filter(queue::isUnoffered).findFirst())
        .orElse(waiting.getFirst());
  }

  private GroupWhy why(GroupQueue queue, QueuedCall call, Instant at) {
    Waiter waiter = queue.waiter(call);
    WhyNotRule.Wanted wanted =
        new WhyNotRule.Wanted(
            call,
            waiter.standing(),
            queue.group().own(),
            queue.widening().admitted(waiter.stage()),
            queue.group().routing().overflow());
    return new GroupWhy(
        queue.group().name(),
        queue.waiting().size(),
        call.call(),
        queue.waiting().place(call),
        call.entered(),
        desks.all().stream()
            .map(desk -> new OperatorWhy(desk.profile().id(), why(desk, wanted, at)))
            .toList());
  }

  private WhyNot why(Desk desk, WhyNotRule.Wanted wanted, Instant at) {
    OperatorProfile profile = desk.profile();
    return WhyNotRule.of(
        new WhyNotRule.Asked(profile, desk.state(), group -> queues.level(profile, group)),
        wanted,
        at);
  }
}
