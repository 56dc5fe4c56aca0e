package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.yaml.Problems;

/** Holidays as shipped data, taken in by a calendar. */
class HolidaysFileTest {

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private Map<String, WorkingCalendar> read() {
    return new CalendarsFile(problems).read(new ConfigFolder(folder, problems));
  }

  private void calendar(String more) throws IOException {
    Files.writeString(
        folder.resolve("calendars.yaml"),
        """
        office:
          zone: Europe/Moscow
          week: { mon: "09:00-18:00", thu: "09:00-18:00", sat: "10:00-11:00" }
        %s
        """
            .formatted(more.indent(2)));
  }

  private void holidays(String content) throws IOException {
    Files.createDirectories(folder.resolve("holidays"));
    Files.writeString(folder.resolve("holidays/russia.yaml"), content);
  }

  @Test
  void itsDaysAreClosedAndExceptionsWin() throws IOException {
    holidays("2026-12-31: moved\n2027-01-04: New Year\n");
    calendar("holidays: russia\nexceptions: { 2027-01-04: \"12:00-13:00\" }");

    Map<String, WorkingCalendar> calendars = read();

    assertThat(problems.list()).isEmpty();
    WorkingCalendar office = Objects.requireNonNull(calendars.get("office"));
    assertThat(office.isOpen(Instant.parse("2026-12-24T09:00:00Z"))).isTrue();
    assertThat(office.isOpen(Instant.parse("2026-12-31T09:00:00Z"))).isFalse();
    assertThat(office.isOpen(Instant.parse("2027-01-04T07:00:00Z"))).isFalse();
    assertThat(office.isOpen(Instant.parse("2027-01-04T09:30:00Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holidays: russian | calendars.yaml:4:13: there are no holidays 'russian'",
        "holidays: ../users | calendars.yaml:4:13: there are no holidays '../users'",
        "holidays: wrong | holidays/wrong.yaml:1:1: '1.1.2027' is no date",
        "holidays: list | holidays/list.yaml:1:1",
        "holidays: long | holidays/long.yaml:1:1: the file is too long (50000000 bytes)",
        "holidays: bytes | holidays/bytes.yaml:1:1: this is not UTF-8 text"
      })
  void faultsAreToldWithTheirPlace(String line, String says) throws IOException {
    holidays("2026-12-31: moved\n");
    Files.writeString(folder.resolve("holidays/wrong.yaml"), "1.1.2027: New Year\n");
    Files.writeString(folder.resolve("holidays/list.yaml"), "- 2027-01-01\n");
    Files.write(folder.resolve("holidays/bytes.yaml"), new byte[] {(byte) 0xff, 0x20});
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("holidays/long.yaml").toFile(), "rw")) {
      file.setLength(50_000_000);
    }
    calendar(line);

    read();

    List<String> said =
        problems.list().stream()
            .map(p -> p.toString().substring(folder.toString().length() + 1))
            .toList();
    assertThat(said).hasSize(1).first().asString().startsWith(says);
  }
}
