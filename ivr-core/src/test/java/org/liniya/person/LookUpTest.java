package org.liniya.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;
import org.liniya.person.LookUp.Kind;

final class LookUpTest {

  private static Optional<String> normal(Kind kind, String written) {
    return LookUp.of(kind, new Secret(written)).map(found -> found.normal().reveal());
  }

  @ParameterizedTest
  @CsvSource({
    "SNILS, 112-233-445 95, 11223344595",
    "SNILS, 11223344595, 11223344595",
    "INN, 5001 0073 2259, 500100732259",
    "INN, 7707083893, 7707083893",
    "PASSPORT, 45 08 123456, 4508123456",
    "PHONE, +7 (916) 123-45-67, 79161234567",
    "PHONE, 8 916 123 45 67, 79161234567",
    "PHONE, 84951234567, 74951234567",
    "PHONE, +49 30 123456, 4930123456",
    "SURNAME, Королёва, королева",
    "SURNAME, ' КОРОЛЕВА ', королева",
    "SURNAME, Салтыков – Щедрин, салтыковщедрин",
    "SURNAME, Салтыков Щедрин, салтыковщедрин",
    "SURNAME, Салтыков-Щедрин, салтыковщедрин",
    "SURNAME, O'Brien, obrien",
    "SURNAME_FIRST_NAME, Королёва  Анна-Мария, королева аннамария",
  })
  void theSameDatumHasOneForm(Kind kind, String written, String normal) {
    assertThat(normal(kind, written)).contains(normal);
  }

  @ParameterizedTest
  @CsvSource({
    "SNILS, 1122334459",
    "SNILS, 11223344595x",
    "SNILS, ١١٢٢٣٣٤٤٥٩٥",
    "INN, 123456789",
    "PASSPORT, 45081234567",
    "PHONE, anonymous",
    "PHONE, 1234567890123456",
    "SURNAME, ' - '",
    "SURNAME_FIRST_NAME, Королёва",
  })
  void whatCannotBeOfTheKindIsNone(Kind kind, String written) {
    assertThat(normal(kind, written)).isEmpty();
  }

  @Test
  void aLetterOfTwoMarksIsTheSameLetter() {
    assertThat(normal(Kind.SURNAME, "Корол\u0435\u0308в")).contains("королев");
    assertThat(normal(Kind.SURNAME, "Толсто\u0438\u0306")).contains("толстой");
  }

  @Test
  void surnameAndFirstNameAreFoundTogether() {
    Secret surname = new Secret("Салтыкова Щедрина");

    assertThat(LookUp.named(surname, new Secret("Алёна")).map(name -> name.normal().reveal()))
        .contains("салтыковащедрина алена");
    assertThat(LookUp.named(surname, new Secret(" "))).isEmpty();
  }

  @Test
  void anEndlessTextIsRefused() {
    assertThat(normal(Kind.SURNAME, "а".repeat(201))).isEmpty();
    assertThat(normal(Kind.SURNAME, "а".repeat(200))).isPresent();
  }

  @Test
  void aLookUpCannotBePrinted() {
    assertThat(LookUp.of(Kind.SURNAME, new Secret("Королёва")).orElseThrow().toString())
        .doesNotContainIgnoringCase("корол");
  }

  @Test
  void theWordsOfAsksAreKinds() {
    assertThat(Kind.of("snils")).contains(Kind.SNILS);
    assertThat(Kind.of("surname-first-name")).contains(Kind.SURNAME_FIRST_NAME);
    assertThat(Kind.of("digits")).isEmpty();
  }
}
