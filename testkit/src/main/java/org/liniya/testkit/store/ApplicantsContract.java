package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.person.Applicant;
import org.liniya.person.LookUp;
import org.liniya.port.Applicants;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/** What every {@link Applicants} does. */
public abstract class ApplicantsContract {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final Secret NAME = new Secret("Салтыкова - Щедрина Алёна Игоревна");
  private static final Secret PHONE = new Secret("8 (916) 123-45-67");
  private static final Secret EMAIL = new Secret("alyona@example.org");

  /** The same one all through a test, a fresh one for the next. */
  protected abstract Applicants applicants();

  /** The tickets that they are of. */
  protected abstract TicketStore tickets();

  private TicketNumber open() {
    return tickets().open(Samples.call(0), "a", Identity.NONE, Language.RU, AT);
  }

  private static Applicant told(Optional<Secret> name, Optional<Secret> phone) {
    return new Applicant(name, phone, Optional.empty());
  }

  private List<TicketNumber> found(LookUp.Kind kind, String written) {
    return tickets()
        .search(LookUp.of(kind, new Secret(written)).orElseThrow(), AT, AT.plusSeconds(1), 10)
        .stream()
        .map(Ticket::number)
        .toList();
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(applicants().of(open())).contains(Applicant.UNKNOWN);
  }

  @Test
  void whatWasToldIsKeptAndFound() {
    TicketNumber number = open();
    Applicant told = new Applicant(Optional.of(NAME), Optional.of(PHONE), Optional.of(EMAIL));

    assertThat(applicants().set(number, told, AT)).isTrue();

    assertThat(applicants().of(number)).contains(told);
    assertThat(found(LookUp.Kind.SURNAME, "салтыкова-щедрина")).containsExactly(number);
    assertThat(found(LookUp.Kind.SURNAME_FIRST_NAME, "Салтыкова-Щедрина Алена"))
        .containsExactly(number);
    assertThat(found(LookUp.Kind.SURNAME_FIRST_NAME, "Салтыкова-Щедрина Игоревна")).isEmpty();
    assertThat(found(LookUp.Kind.PHONE, "+79161234567")).containsExactly(number);
  }

  @Test
  void whatIsNotToldStaysAndANameTakesThePlaceOfAnother() {
    TicketNumber number = open();
    applicants().set(number, told(Optional.of(new Secret("Петрова Анна")), Optional.of(PHONE)), AT);

    applicants().set(number, told(Optional.of(NAME), Optional.empty()), AT);

    assertThat(applicants().of(number)).contains(told(Optional.of(NAME), Optional.of(PHONE)));
    assertThat(found(LookUp.Kind.SURNAME, "Петрова")).isEmpty();
    assertThat(found(LookUp.Kind.SURNAME_FIRST_NAME, "Петрова Анна")).isEmpty();
    assertThat(found(LookUp.Kind.SURNAME, "Салтыкова-Щедрина")).containsExactly(number);
    assertThat(found(LookUp.Kind.PHONE, "89161234567")).containsExactly(number);
  }

  @Test
  void aTicketThatIsNotHasNobody() {
    TicketNumber nowhere = new TicketNumber("99999999");

    assertThat(applicants().of(nowhere)).isEmpty();
    assertThat(applicants().set(nowhere, told(Optional.of(NAME), Optional.empty()), AT)).isFalse();
  }
}
