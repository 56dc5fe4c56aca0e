package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.testkit.call.CitizenRegistryContract;
import org.liniya.yaml.Problems;

class CsvRegistryContractTest extends CitizenRegistryContract {

  @TempDir private Path folder = Path.of("");
  private Optional<CsvRegistry> registry = Optional.empty();

  @Override
  protected CitizenRegistry registry() {
    return registry.orElseThrow();
  }

  @Override
  protected void knowsOnePerson() {
    Path file = folder.resolve("persons.csv");
    try {
      Files.writeString(
          file,
          "snils,birth-date,phone,email\n%s,%s,%s,%s\n"
              .formatted(
                  SNILS,
                  requireNonNull(KNOWN.get(Datum.BIRTH_DATE)),
                  requireNonNull(KNOWN.get(Datum.PHONE)),
                  requireNonNull(KNOWN.get(Datum.EMAIL))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry = CsvTable.read(file, LocalDate.of(2026, 11, 27), new Problems());
  }

  @Override
  protected void passTime() {} // it answers at once
}
