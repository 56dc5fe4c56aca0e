package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Audit;
import org.liniya.port.Audit.Verdict;

/** What PostgreSQL itself refuses; H2 has no such guard, and shows a change only by the chain. */
@OnEachDatabase(OnEachDatabase.Kind.POSTGRESQL)
final class AuditGuardTest {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  private void write() {
    Instant at = Instant.parse("2026-11-26T12:00:00Z");
    fresh.store().audit().write(new Audit.Entry(at, "a", "b", "c", ""));
  }

  @Test
  void theTableRefusesAllButNewRows() throws SQLException {
    write();
    write();

    assertRefused("update audit set who = 'z' where seq = 1");
    assertRefused("delete from audit where seq = 2");
    assertRefused("truncate audit");
    fresh.restart();
    write();
    assertThat(fresh.store().audit().verify()).isEqualTo(new Verdict.Whole(3));
  }

  private void assertRefused(String statement) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.executeUpdate(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("rows of the audit are only ever added");
    }
  }
}
