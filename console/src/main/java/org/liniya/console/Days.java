package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The days that a request asks for, by the clock of the server. Immutable. */
record Days(LocalDate first, LocalDate last, Instant from, Instant to) {

  static final int MOST = 92;

  /** Reads {@code from} and {@code to}; throws {@link BadRequestResponse} where they are wrong. */
  static Days of(Context request, ZoneId zone) {
    LocalDate first = date(request, "from");
    LocalDate last = date(request, "to");
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MOST) {
      throw new BadRequestResponse("to is the last day, from the first; at most " + MOST + " days");
    }
    return new Days(
        first,
        last,
        first.atStartOfDay(zone).toInstant(),
        last.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** One parameter; throws {@link BadRequestResponse} where it is no date. */
  static LocalDate date(Context request, String name) {
    String text = request.queryParam(name);
    try {
      if (text != null && text.matches("20\\d\\d-\\d\\d-\\d\\d")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      throw noDate(name);
    }
    throw noDate(name);
  }

  private static BadRequestResponse noDate(String name) {
    return new BadRequestResponse(name + " is a date such as 2026-11-23");
  }
}
