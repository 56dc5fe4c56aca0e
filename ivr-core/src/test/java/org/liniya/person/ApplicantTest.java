package org.liniya.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;

final class ApplicantTest {

  private static Applicant told(String name, String phone, String email) {
    return new Applicant(secret(name), secret(phone), secret(email));
  }

  private static Optional<Secret> secret(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(new Secret(text));
  }

  @Test
  void theMaskedFormTellsLittle() {
    Applicant.Masked masked =
        told("Иванов-Петров Иван  Иванович", "+79161234567", "ivan@example.org").masked();

    assertThat(masked.name()).contains("И. И. И.");
    assertThat(masked.phone()).contains("+7********67");
    assertThat(masked.email()).contains("***@***");
  }

  @ParameterizedTest
  @CsvSource({
    "Иванов Иван, +79161234567, ivan@example.org, ",
    "Иванов, -, -, ",
    "-, -, -, 'a name, a phone or an email is needed'",
    "-, 12, -, this cannot be a phone",
    "-, a lot, -, this cannot be a phone",
    "-, -, ivan, this cannot be an email",
    "'- -', -, -, the name has no letters",
    "' ', -, -, 'name, phone and email are one line of at most 200 characters'",
  })
  void whatIsWrongIsSaidWithoutQuotingIt(String name, String phone, String email, String fault) {
    assertThat(told(name, phone, email).fault()).isEqualTo(Optional.ofNullable(fault));
  }

  @Test
  void aNameIsOneLine() {
    assertThat(told("Иванов\nИван", "-", "-").fault()).isPresent();
    assertThat(told("И".repeat(201), "-", "-").fault()).isPresent();
  }
}
