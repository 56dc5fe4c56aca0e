package org.liniya.acd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OfferId;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.WaitingRoom.Figures;

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
}
