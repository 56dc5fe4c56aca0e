package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.server.service.Registry;
import org.liniya.testkit.call.RemoteRegistryContract;

@Timeout(60)
class HttpRegistryContractTest extends RemoteRegistryContract {

  private final Asked asked = new Asked();
  private final HttpRegistry registry =
      new HttpRegistry(
          asked.services,
          new IdentitySettings.Registry.OfService(
              Asked.NAME,
              "/persons",
              new Fields(Map.of("kind", "kind", "number", "number"), Map.of()),
              Map.of(
                  Datum.BIRTH_DATE,
                  "birthDate",
                  Datum.PHONE,
                  "contact.phone",
                  Datum.EMAIL,
                  "contact.email")),
          () -> LocalDate.of(2026, 11, 27));

  HttpRegistryContractTest() throws IOException {}

  @AfterEach
  void close() {
    asked.close();
  }

  @Override
  protected CitizenRegistry registry() {
    return registry;
  }

  @Override
  protected void knowsOnePerson() {
    String person =
        "{\"birthDate\":\"%s\",\"contact\":{\"phone\":\"%s\",\"email\":\"%s\"}}"
            .formatted(
                requireNonNull(KNOWN.get(Datum.BIRTH_DATE)),
                requireNonNull(KNOWN.get(Datum.PHONE)),
                requireNonNull(KNOWN.get(Datum.EMAIL)));
    asked.server.behaves(
        exchange -> {
          String last = requireNonNull(asked.server.asked.peek()).body();
          asked.server.asked.clear();
          Registry.say(exchange, last.contains(SNILS) ? 200 : 404, person);
        });
  }

  @Override
  protected void isAway() {
    asked.server.answers(500, "");
  }

  @Override
  protected void hangs() {
    asked.hangs();
  }

  @Override
  protected void passTime() {} // it passes by itself
}
