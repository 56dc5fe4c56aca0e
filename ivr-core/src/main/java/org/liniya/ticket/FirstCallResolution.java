package org.liniya.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.ticket.CallHistory.Contact;

/**
 * First-call resolution: of the calls that were handled, the share after which nobody called again
 * on the same matter within a window (seven days are usual). The same matter is the same ticket, or
 * the same person with the same category. A call that was given up counts as a repeat of the one
 * before, but is not itself counted. Immutable.
 *
 * @param resolved handled calls whose window is over without a repeat
 * @param repeated handled calls that were followed by another in time
 * @param undecided handled calls whose window is still open; in neither
 */
public record FirstCallResolution(int resolved, int repeated, int undecided) {

  /** Tickets are a matter by their number, persons by what they called about. */
  private sealed interface Matter {
    record OfTicket(TicketNumber number) implements Matter {}

    record OfPerson(String person, String category) implements Matter {}
  }

  /** Resolved of all that are decided, 0 to 1; empty when none is. */
  public OptionalDouble share() {
    int decided = resolved + repeated;
    return decided == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) resolved / decided);
  }

  /**
   * Looks at all calls of {@code histories} up to {@code now}.
   *
   * @param window how long after a call another is a repeat, its last moment included
   */
  public static FirstCallResolution of(List<CallHistory> histories, Duration window, Instant now) {
    return of(histories, Instant.MIN, Instant.MAX, window, now);
  }

  /**
   * As the other, but counts only calls from {@code from} on and before {@code to}; a repeat of one
   * of them may be later.
   */
  public static FirstCallResolution of(
      List<CallHistory> histories, Instant from, Instant to, Duration window, Instant now) {
    return of(outcomes(histories, from, to, window, now).values());
  }

  /** Counts some of the {@link #outcomes}. */
  public static FirstCallResolution of(Collection<Outcome> outcomes) {
    return new FirstCallResolution(
        Collections.frequency(outcomes, Outcome.RESOLVED),
        Collections.frequency(outcomes, Outcome.REPEATED),
        Collections.frequency(outcomes, Outcome.UNDECIDED));
  }

  /** What became of a call that was handled. */
  public enum Outcome {
    RESOLVED,
    REPEATED,
    UNDECIDED
  }

  /** As {@link #of}, call by call. */
  public static Map<CallId, Outcome> outcomes(
      List<CallHistory> histories, Instant from, Instant to, Duration window, Instant now) {
    Map<Matter, List<Contact>> byMatter = new HashMap<>();
    Map<CallId, Contact> handled = new HashMap<>();
    for (CallHistory history : histories) {
      for (Contact contact : history.contacts()) {
        if (contact.at().isAfter(now)) {
          continue;
        }
        add(byMatter, new Matter.OfTicket(history.ticket()), contact);
        history
            .person()
            .ifPresent(
                person -> add(byMatter, new Matter.OfPerson(person, history.category()), contact));
        if (contact.handled() && !contact.at().isBefore(from) && contact.at().isBefore(to)) {
          handled.put(contact.call(), contact);
        }
      }
    }
    Set<CallId> repeated = new HashSet<>();
    byMatter.values().forEach(contacts -> addRepeated(repeated, contacts, window));
    Map<CallId, Outcome> outcomes = new HashMap<>();
    for (Contact contact : handled.values()) {
      Outcome later =
          contact.at().plus(window).isBefore(now) ? Outcome.RESOLVED : Outcome.UNDECIDED;
      outcomes.put(contact.call(), repeated.contains(contact.call()) ? Outcome.REPEATED : later);
    }
    return outcomes;
  }

  private static void add(Map<Matter, List<Contact>> byMatter, Matter matter, Contact contact) {
    byMatter.computeIfAbsent(matter, _ -> new ArrayList<>()).add(contact);
  }

  /** Only the next call matters: when it is too late, so are all after it. */
  private static void addRepeated(Set<CallId> repeated, List<Contact> contacts, Duration window) {
    contacts.sort(Comparator.comparing(Contact::at).thenComparing(Contact::call));
    for (int i = 0; i + 1 < contacts.size(); i++) {
      Contact next = contacts.get(i + 1);
      Contact contact = contacts.get(i);
      if (!contact.call().equals(next.call()) && !next.at().isAfter(contact.at().plus(window))) {
        repeated.add(contact.call());
      }
    }
  }
}
