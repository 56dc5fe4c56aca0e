package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.ticket.TicketScene.OPENED;
import static org.liniya.ticket.TicketScene.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.liniya.ticket.CallHistory.Contact;

class FirstCallResolutionTest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant NOW = day(100);

  @Test
  void aRepeatOnTheSameTicketWithinTheWindow() {
    assertThat(of(ticket(1, "a", contact(1, 0), contact(2, 7))))
        .isEqualTo(new FirstCallResolution(1, 1, 0));
    assertThat(of(ticket(1, "a", contact(2, 7).later(), contact(1, 0))))
        .as("a moment after the window")
        .isEqualTo(new FirstCallResolution(2, 0, 0));
  }

  @Test
  void aRepeatByTheSamePersonInTheSameCategoryWithAnotherTicket() {
    CallHistory first = ticket(1, "a", contact(1, 0));
    assertThat(of(first, ticket(2, "a", contact(2, 3))).repeated()).isEqualTo(1);
    assertThat(of(first, ticket(2, "b", contact(2, 3))).repeated()).isZero();
    CallHistory otherMatter =
        new CallHistory(number(2), "payment", Optional.of("a"), List.of(contact(2, 3).contact()));
    assertThat(of(first, otherMatter).repeated()).isZero();
  }

  @Test
  void strangersAreNotOnePerson() {
    CallHistory one =
        new CallHistory(number(1), "access", Optional.empty(), List.of(contact(1, 0).contact()));
    CallHistory other =
        new CallHistory(number(2), "access", Optional.empty(), List.of(contact(2, 1).contact()));
    assertThat(of(one, other)).isEqualTo(new FirstCallResolution(2, 0, 0));
  }

  @Test
  void aCallThatWasGivenUpIsARepeatButNotCounted() {
    assertThat(of(ticket(1, "a", contact(1, 0), contact(2, 1).givenUp())))
        .isEqualTo(new FirstCallResolution(0, 1, 0));
  }

  @Test
  void whatIsStillOpenIsUndecided() {
    FirstCallResolution result = of(ticket(1, "a", contact(1, 93)));
    assertThat(result).isEqualTo(new FirstCallResolution(0, 0, 1));
    assertThat(result.share()).isEmpty();
    assertThat(of(ticket(1, "a", contact(1, 101)))).isEqualTo(new FirstCallResolution(0, 0, 0));
  }

  @Test
  void onlyTheCallsOfASpanAreCountedButALaterOneIsARepeat() {
    List<CallHistory> histories =
        List.of(
            ticket(1, "a", contact(1, 9)),
            ticket(2, "b", contact(2, 10), contact(3, 20)),
            ticket(3, "c", contact(4, 19), contact(5, 21)));

    assertThat(FirstCallResolution.of(histories, day(10), day(20), WEEK, NOW))
        .isEqualTo(new FirstCallResolution(1, 1, 0));
  }

  @Test
  void theShare() {
    FirstCallResolution result =
        of(ticket(1, "a", contact(1, 0), contact(2, 1)), ticket(2, "b", contact(3, 5)));
    assertThat(result.share()).hasValue(2.0 / 3);
  }

  /** Against the definition, every call with every other. */
  @Property(tries = 500)
  void asTheDefinitionSays(@ForAll long seed) {
    Random random = new Random(seed);
    List<CallHistory> histories = new ArrayList<>();
    int calls = 0;
    for (int t = 1; t <= 1 + random.nextInt(8); t++) {
      List<Contact> contacts = new ArrayList<>();
      for (int c = random.nextInt(5); c > 0; c--) {
        contacts.add(new Contact(call(++calls), day(random.nextInt(105)), random.nextInt(4) > 0));
      }
      Optional<String> person = Optional.of("p" + random.nextInt(3)).filter(p -> !p.equals("p0"));
      String category = random.nextBoolean() ? "access" : "payment";
      histories.add(new CallHistory(number(t), category, person, contacts));
    }
    assertThat(FirstCallResolution.of(histories, WEEK, NOW)).isEqualTo(naive(histories));
  }

  private static FirstCallResolution naive(List<CallHistory> histories) {
    int resolved = 0;
    int repeated = 0;
    int undecided = 0;
    for (CallHistory history : histories) {
      for (Contact contact : history.contacts()) {
        if (!contact.handled() || contact.at().isAfter(NOW)) {
          continue;
        }
        if (histories.stream()
            .filter(other -> sameMatter(history, other))
            .flatMap(other -> other.contacts().stream())
            .anyMatch(other -> repeats(contact, other))) {
          repeated++;
        } else if (contact.at().plus(WEEK).isBefore(NOW)) {
          resolved++;
        } else {
          undecided++;
        }
      }
    }
    return new FirstCallResolution(resolved, repeated, undecided);
  }

  private static boolean sameMatter(CallHistory one, CallHistory other) {
    return one.ticket().equals(other.ticket())
        || (one.person().isPresent()
            && one.person().equals(other.person())
            && one.category().equals(other.category()));
  }

  private static boolean repeats(Contact first, Contact other) {
    boolean later =
        other.at().isAfter(first.at())
            || (other.at().equals(first.at()) && other.call().compareTo(first.call()) > 0);
    return later && !other.at().isAfter(first.at().plus(WEEK)) && !other.at().isAfter(NOW);
  }

  private record Made(Contact contact) {
    Made later() {
      return new Made(new Contact(contact.call(), contact.at().plusNanos(1), contact.handled()));
    }

    Made givenUp() {
      return new Made(new Contact(contact.call(), contact.at(), false));
    }
  }

  private static Made contact(int call, int day) {
    return new Made(new Contact(call(call), day(day), true));
  }

  private static CallHistory ticket(int number, String person, Made... contacts) {
    return new CallHistory(
        number(number),
        "access",
        Optional.of(person),
        List.of(contacts).stream().map(Made::contact).toList());
  }

  private static FirstCallResolution of(CallHistory... histories) {
    return FirstCallResolution.of(List.of(histories), WEEK, NOW);
  }

  private static TicketNumber number(int number) {
    return new TicketNumber("%08d".formatted(number));
  }

  private static Instant day(int days) {
    return OPENED.plus(Duration.ofDays(days));
  }
}
