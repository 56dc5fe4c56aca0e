package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.liniya.call.CallId;

/**
 * Values of the core in columns and back. Moments are kept to the microsecond, in UTC (a {@code
 * java.sql.Timestamp} would pass through the machine's time zone and lose an hour a year). Pure
 * functions.
 */
final class Columns {
  private Columns() {}

  static OffsetDateTime moment(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalMoment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static CallId call(ResultSet row, String column) throws SQLException {
    return new CallId(row.getObject(column, UUID.class));
  }

  static <T> Optional<T> optional(ResultSet row, String column, Function<String, T> read)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(read);
  }

  static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }
}
