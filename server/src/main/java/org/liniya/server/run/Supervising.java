package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.call.Supervision;
import org.liniya.port.Guest;
import org.liniya.server.run.DeskInbox.Event;
import org.liniya.server.run.Supervisors.Asked;

/**
 * A supervisor on the telephone hears an operator's talk, until one of the two hangs up or the talk
 * is over. The keys of {@link Supervision} change how. Runs on the call's thread.
 */
final class Supervising {

  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(40);

  /** The caller's call answers at once, unless it is over. */
  private static final Duration ADMITTED = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofHours(2);

  private final DeskLine line;
  private Supervisors.Wish wish;

  Supervising(DeskLine line, Supervisors.Wish wish) {
    this.line = line;
    this.wish = wish;
  }

  /** The supervisor has dialled; refused with a sentence. */
  DeskEnd dialled() throws InterruptedException {
    return switch (line.ports().supervisors().ask(wish)) {
      case Asked.Granted granted -> answered() ? listen(granted) : DeskEnd.of(EndCause.LOST);
      case Asked.Refused(Supervisors.Refusal why) -> {
        DeskSentence.answer(
            line,
            why == Supervisors.Refusal.NO_SUPERVISOR
                ? DeskOrders.NOT_ALLOWED
                : DeskOrders.NOT_DONE);
        yield DeskEnd.of("refused");
      }
    };
  }

  private boolean answered() throws InterruptedException {
    line.leg().answer();
    Duration until = line.now().plus(ACKNOWLEDGED);
    while (true) {
      switch (line.take(until)) {
        case Event.Happened(Signal.LegAnswered _) -> {
          return true;
        }
        case Event.Happened(Signal signal) when line.over(signal).isPresent() -> {
          return false;
        }
        case Event.Nothing() -> {
          return false;
        }
        default -> {}
      }
    }
  }

  /** The telephone is up. */
  DeskEnd listen(Asked.Granted granted) throws InterruptedException {
    Supervisors supervisors = line.ports().supervisors();
    Supervisors.Running running =
        new Supervisors.Running(wish.operator(), granted.call(), line.inbox());
    if (!supervisors.enter(line.operator(), running)) {
      return DeskEnd.of(EndCause.BUSY);
    }
    long number = Conferences.nextGuest();
    Guest guest =
        new Guest(
            number,
            new Guest.Supervisor(line.operator(), line.leg(), wish.mode()),
            news -> line.inbox().post(new Event.OfTalk(news)));
    granted.talk().post(new Signal.Beside(number, new Signal.Beside.Came(guest)));
    try {
      return hear(granted, number);
    } finally {
      granted.talk().post(new Signal.Beside(number, new Signal.Beside.Gone()));
      supervisors.leave(line.operator(), running);
    }
  }

  private DeskEnd hear(Asked.Granted granted, long number) throws InterruptedException {
    Duration began = line.now();
    Duration until = began.plus(ADMITTED);
    Optional<String> end = Optional.empty();
    while (end.isEmpty()) {
      switch (line.take(until)) {
        case Event.OfTalk(Guest.News news) -> {
          switch (news) {
            case ADMITTED -> until = began.plus(LONGEST);
            case OVER -> end = Optional.of("talk-over");
          }
        }
        case Event.Happened(Signal.KeyPressed(LegId leg, Key key, Instant _)) -> {
          if (leg.equals(line.leg().id())) {
            Supervision.of(key).ifPresent(mode -> press(mode, granted, number));
          }
        }
        case Event.ModeWanted(Supervision mode) -> inMode(mode, granted, number);
        case Event.Happened(Signal signal) -> end = line.over(signal).map(DeskEnd::word);
        case Event.Nothing() -> end = Optional.of("timeout");
        case Event.Dialled _, Event.TakenOver _, Event.Parted _ -> {}
      }
    }
    return new DeskEnd(end.get(), line.now().minus(began));
  }

  private void press(Supervision mode, Asked.Granted granted, long number) {
    if (mode != wish.mode()
        && line.ports()
            .supervisors()
            .changes(
                Supervisors.Wish.dialled(line.operator(), wish.operator(), mode), granted.call())) {
      inMode(mode, granted, number);
    }
  }

  /** Whoever wanted it, it is in the audit. */
  private void inMode(Supervision mode, Asked.Granted granted, long number) {
    wish = wish.in(mode);
    granted.talk().post(new Signal.Beside(number, new Signal.Beside.InMode(mode)));
  }
}
