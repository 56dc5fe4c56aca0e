package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.port.Audit;
import org.liniya.port.StoreException;
import org.liniya.port.TicketExport;
import org.liniya.port.TicketExport.Row;
import org.liniya.ticket.Priority;

class ExportRoutesTest {

  private static final String DAYS = "/api/v1/tickets.csv?from=2026-11-23&to=2026-11-24";

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  private List<Row> rows(int many) {
    for (int number = 1; number <= many; number++) {
      fake.addTicket(number);
    }
    return fake.tickets.stream()
        .map(
            ticket ->
                new Row(
                    ticket,
                    Priority.HIGH,
                    FakePorts.AT.plus(Duration.ofDays(30)),
                    Optional.of(FakePorts.AT)))
        .toList();
  }

  /** Gives the rows page by page, as the store does. */
  private static TicketExport paged(List<Row> all) {
    return (_, _, after, limit) -> {
      int start = after.map(last -> all.indexOf(last) + 1).orElse(0);
      return all.subList(start, Math.min(all.size(), start + limit));
    };
  }

  private HttpResponse<String> get(String path, Role role) throws Exception {
    return asking.ask("GET", path, "", role);
  }

  @Test
  void aTicketIsALineOfItsColumns() throws Exception {
    fake.exported = paged(rows(1));

    HttpResponse<String> answer = get(DAYS, Role.QUALITY);

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/csv; charset=utf-8; header=present");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"tickets-2026-11-23-2026-11-24.csv\"");
    assertThat(answer.body())
        .isEqualTo(
            String.join(",", ExportRoutes.COLUMNS)
                + "\r\n00000001,access,high,in-progress,2026-11-23T10:00:00.123+03:00,"
                + "2026-12-23T10:00:00.123+03:00,2026-11-23T10:00:00.123+03:00,en,stated,snils,"
                + "***-***-*45 95,1001,5,1,1,,\r\n");
  }

  @Test
  void aMarkComesFirstWhenItIsAskedFor() throws Exception {
    assertThat(get(DAYS + "&bom=yes", Role.QUALITY).body()).startsWith("\uFEFFnumber,");
    assertThat(get(DAYS + "&bom=no", Role.QUALITY).body()).startsWith("number,");
  }

  @Test
  void theDaysAreThoseOfTheZone() throws Exception {
    List<Instant> asked = new ArrayList<>();
    fake.exported =
        (from, to, _, _) -> {
          asked.add(from);
          asked.add(to);
          return List.of();
        };

    get(DAYS, Role.QUALITY);

    assertThat(asked)
        .containsExactly(
            Instant.parse("2026-11-22T21:00:00Z"), Instant.parse("2026-11-24T21:00:00Z"));
  }

  @Test
  void manyPagesAreOneFile() throws Exception {
    fake.exported = paged(rows(2 * ExportRoutes.PAGE + 7));

    List<String> lines = get(DAYS, Role.SUPERVISOR).body().lines().skip(1).toList();

    assertThat(lines.stream().map(line -> line.substring(0, 8)))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 2 * ExportRoutes.PAGE + 7)
                .mapToObj("%08d"::formatted)
                .toList());
  }

  /** Else half an export would look like a whole one. */
  @Test
  void whenTheStoreFailsInTheMiddleTheConnectionBreaks() throws Exception {
    TicketExport whole = paged(rows(ExportRoutes.PAGE + 1));
    AtomicInteger asked = new AtomicInteger();
    fake.exported =
        (from, to, after, limit) -> {
          if (asked.incrementAndGet() > 1) {
            throw new StoreException("away");
          }
          return whole.page(from, to, after, limit);
        };

    assertThatThrownBy(() -> asking.stream(DAYS, Role.QUALITY).body().readAllBytes())
        .isInstanceOf(IOException.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whenTheStoreFailsBeforeThatItSaysSo() throws Exception {
    fake.exported =
        (_, _, _, _) -> {
          throw new StoreException("away");
        };

    assertThat(get(DAYS, Role.QUALITY).statusCode()).isEqualTo(503);
  }

  @Test
  void whoExportsStandsInTheAudit() throws Exception {
    get(DAYS, Role.QUALITY);

    Audit.Entry entry = fake.audit.latest(1, Optional.empty()).getFirst().entry();
    assertThat(entry.who()).isEqualTo("kira");
    assertThat(entry.action()).isEqualTo("tickets-exported");
    assertThat(entry.detail()).isEqualTo("2026-11-23 2026-11-24");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void operatorsDoNotExport(Role role) throws Exception {
    assertThat(get(DAYS, role).statusCode()).isEqualTo(role == Role.OPERATOR ? 403 : 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=2026-11-23                        | to is a date",
        "to=2026-11-23                          | from is a date",
        "from=2026-11-31&to=2026-12-01          | from is a date",
        "from=2026-11-24&to=2026-11-23          | to is the last day",
        "from=2026-11-23&to=2026-11-23&bom=1    | bom is yes or no",
      })
  void whatDoesNotFitIsRefused(String query, String says) throws Exception {
    HttpResponse<String> answer = get("/api/v1/tickets.csv?" + query, Role.QUALITY);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(says);
  }
}
