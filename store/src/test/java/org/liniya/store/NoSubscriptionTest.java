package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.identity.Identity;

/** A line without receivers keeps nothing for them. */
final class NoSubscriptionTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Test
  void withoutReceiversNothingIsWritten() throws Exception {
    CallId call = CallId.create(AT, new Random(1));
    var number = fresh.store().tickets().open(call, "access", Identity.NONE, Language.RU, AT);
    fresh.store().tickets().rated(number, 5);

    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from outbox")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isZero();
    }
  }
}
