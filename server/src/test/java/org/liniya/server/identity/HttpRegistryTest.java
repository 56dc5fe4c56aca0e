package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Answer;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.Services.Reason;
import org.liniya.server.service.Registry;

@Timeout(60)
class HttpRegistryTest {

  private static final String SNILS = "11223344595";

  private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();
  private final Asked asked = new Asked();
  private final HttpRegistry registry =
      new HttpRegistry(
          asked.services,
          new IdentitySettings.Registry.OfService(
              Asked.NAME,
              "/persons/search",
              new Fields(Map.of("type", "kind", "value", "number"), Map.of("purpose", "hotline")),
              Map.of(Datum.PHONE, "phone", Datum.BIRTH_DATE, "born")),
          () -> LocalDate.of(2026, 11, 27));

  HttpRegistryTest() throws IOException {}

  @AfterEach
  void close() {
    asked.close();
  }

  @Test
  void theDocumentIsInTheBodyAndNotInTheAddress() throws Exception {
    asked.server.answers(200, "{\"phone\":\"8 999 000-00-01\",\"born\":\"1980-02-01\"}");

    assertThat(look())
        .isEqualTo(
            new Answer.Found(
                Map.of(
                    Datum.PHONE, new Secret("+79990000001"),
                    Datum.BIRTH_DATE, new Secret("01021980"))));
    assertThat(asked.server.asked.take())
        .isEqualTo(
            new Registry.Asked(
                "POST",
                "/v1/persons/search",
                "null",
                "{\"purpose\":\"hotline\",\"type\":\"snils\",\"value\":\"11223344595\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"born\":\"01.02.1980\"}",
        "{\"born\":\"01.02.1980\",\"phone\":null}",
        "{\"born\":\"01.02.1980\",\"phone\":\"\"}",
        "{\"born\":\"01.02.1980\",\"phone\":\"a\\r\\nb\"}",
        "{\"born\":\"01.02.1980\",\"phone\":\"12\"}",
      })
  void whatIsNotKnownOrCannotBeIsLeftOut(String answer) throws Exception {
    asked.server.answers(200, answer);

    assertThat(look())
        .isEqualTo(new Answer.Found(Map.of(Datum.BIRTH_DATE, new Secret("01021980"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"phone\":[\"+79990000001\"]} | VALUE",
        "{\"phone\":{\"a\":1}}          | VALUE",
        "hello                          | NOT_JSON",
        "[]                             | NOT_JSON",
      })
  void whatIsNoAnswer(String answer, Reason reason) throws Exception {
    asked.server.answers(200, answer);

    assertThat(look()).isEqualTo(new Answer.Failed(reason));
  }

  @Test
  void nobodyIsLookedUpByANameOrATelephone() throws Exception {
    LookUp phone = LookUp.of(LookUp.Kind.PHONE, new Secret("+79990000001")).orElseThrow();
    var _ = registry.look(phone, told::add);

    assertThat(told.take()).isEqualTo(new Answer.NotFound());
    assertThat(asked.server.asked).isEmpty();
  }

  private Answer look() throws InterruptedException {
    LookUp who = LookUp.of(LookUp.Kind.SNILS, new Secret(SNILS)).orElseThrow();
    var _ = registry.look(who, told::add);
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }
}
