package org.liniya.flow.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.JournalEvent.ConferenceBegan;
import org.liniya.call.JournalEvent.ConferenceEnded;
import org.liniya.call.JournalEvent.SupervisionBegan;
import org.liniya.call.JournalEvent.SupervisionChanged;
import org.liniya.call.JournalEvent.SupervisionEnded;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Guest;
import org.liniya.port.Leg;

/**
 * Who takes part in a talk besides caller and operator: at most one supervisor, and at most one
 * whom the operator consulted. Runs only on the call's thread. Nothing that fails here parts the
 * two.
 */
final class Company {

  private final LiveCall call;
  private final Map<Long, Guest> guests = new LinkedHashMap<>();

  Company(LiveCall call) {
    this.call = call;
  }

  /** Takes note of what a guest wants; whoever hears whom is to be told by {@link #join} then. */
  void take(Signal.Beside signal, OperatorId operator) {
    switch (signal.wish()) {
      case Signal.Beside.Came(Guest guest) -> came(guest, operator);
      case Signal.Beside.InMode mode -> find(signal).ifPresent(guest -> changed(guest, mode));
      case Signal.Beside.Gone _ -> find(signal).ifPresent(guest -> gone(guest, "left"));
    }
  }

  private Optional<Guest> find(Signal.Beside signal) {
    return Optional.ofNullable(guests.get(signal.guest()));
  }

  private void came(Guest guest, OperatorId operator) {
    boolean another =
        guests.values().stream().anyMatch(g -> g.part().getClass() == guest.part().getClass());
    if (another) {
      tell(guest, Guest.News.OVER);
      return;
    }
    guests.put(guest.number(), guest);
    switch (guest.part()) {
      case Guest.Supervisor supervisor ->
          call.log().note(new SupervisionBegan(supervisor.who().value(), supervisor.mode().word()));
      case Guest.Consulted consulted ->
          call.log().note(new ConferenceBegan(operator.value(), consulted.who()));
    }
    tell(guest, Guest.News.ADMITTED);
  }

  private void changed(Guest guest, Signal.Beside.InMode wanted) {
    if (guest.part() instanceof Guest.Supervisor supervisor && supervisor.mode() != wanted.mode()) {
      guests.put(
          guest.number(), new Guest(guest.number(), supervisor.in(wanted.mode()), guest.told()));
      call.log().note(new SupervisionChanged(supervisor.who().value(), wanted.mode().word()));
    }
  }

  private void gone(Guest guest, String reason) {
    guests.remove(guest.number());
    switch (guest.part()) {
      case Guest.Supervisor supervisor ->
          call.log().note(new SupervisionEnded(supervisor.who().value(), reason));
      case Guest.Consulted consulted ->
          call.log().note(new ConferenceEnded(consulted.who(), reason));
    }
    tell(guest, Guest.News.OVER);
  }

  private void tell(Guest guest, Guest.News news) {
    call.keep(() -> guest.told().accept(news));
  }

  /** Whom the operator consulted, if they are all in one talk. */
  Optional<Guest.Consulted> consulted() {
    return guests.values().stream()
        .map(Guest::part)
        .filter(Guest.Consulted.class::isInstance)
        .map(Guest.Consulted.class::cast)
        .findFirst();
  }

  boolean isEmpty() {
    return guests.isEmpty();
  }

  /** Caller, operator and guests hear one another as they may. */
  void join(Leg caller, Leg operator) {
    if (guests.isEmpty()) {
      caller.bridge(operator);
      return;
    }
    boolean mixed =
        call.keep(
            () ->
                caller.mix(
                    WhoHearsWhom.of(
                        caller, operator, guests.values().stream().map(Guest::part).toList())));
    if (!mixed) {
      over("fault");
      caller.bridge(operator);
    }
  }

  /** Whom the operator consulted is nobody's guest any more, but serves the caller or is lost. */
  void consultedTaken() {
    guests.values().stream()
        .filter(guest -> guest.part() instanceof Guest.Consulted)
        .findFirst()
        .ifPresent(guest -> gone(guest, "operator-left"));
  }

  /** The talk is over, and with it all that was beside it. */
  void over() {
    over("talk-over");
  }

  private void over(String reason) {
    for (Guest guest : Map.copyOf(guests).values()) {
      gone(guest, reason);
    }
  }
}
