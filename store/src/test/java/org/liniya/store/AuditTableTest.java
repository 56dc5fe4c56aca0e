package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.port.Audit;
import org.liniya.port.Audit.Verdict;
import org.liniya.testkit.store.AuditContract;

@OnEachDatabase
final class AuditTableTest extends AuditContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  private int written;

  @Override
  protected Audit audit() {
    return fresh.store().audit();
  }

  @BeforeEach
  void nothingYet() {
    written = 0;
  }

  private void write(int rows) {
    for (int i = 0; i < rows; i++) {
      written++;
      audit()
          .write(
              new Audit.Entry(
                  Instant.parse("2026-11-26T12:00:00.123456789Z"), "a", "b", "c" + written, ""));
    }
  }

  private void tamper(String statement) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement sql = connection.createStatement()) {
      if (fresh.database().isPostgres()) {
        sql.execute("alter table audit disable trigger all");
      }
      assertThat(sql.executeUpdate(statement)).isPositive();
    }
  }

  private void assertBroken(long seq, String why) {
    assertThat(audit().verify())
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.seq()).isEqualTo(seq);
              assertThat(broken.why()).contains(why);
            });
  }

  @Test
  void itGoesOnAfterARestartAndOverMoreThanAPage() {
    write(3);
    fresh.restart();
    write(1_100);

    assertThat(audit().verify()).isEqualTo(new Verdict.Whole(1_103));
  }

  @Test
  void aChangedRowIsFound() throws SQLException {
    write(5);
    tamper("update audit set who = 'z' where seq = 3");

    assertBroken(3, "was changed");
  }

  @Test
  void aWordMovedToTheNextFieldIsFound() throws SQLException {
    write(1);
    tamper("update audit set action = 'bc', about = '1' where seq = 1");

    assertBroken(1, "was changed");
  }

  @Test
  void aRemovedRowIsFound() throws SQLException {
    write(5);
    tamper("delete from audit where seq = 2");

    assertBroken(2, "is missing");
  }

  @Test
  void rowsThatChangedPlacesAreFound() throws SQLException {
    write(5);
    tamper("update audit set seq = 99 where seq = 2");
    tamper("update audit set seq = 2 where seq = 3");
    tamper("update audit set seq = 3 where seq = 99");

    assertBroken(2, "was changed");
  }

  @Test
  void aTailThatWasCutOffIsFoundAndAlsoAfterFurtherRows() throws SQLException {
    write(5);
    tamper("delete from audit where seq > 3");
    assertBroken(4, "the audit had come to row 5");

    write(2);
    assertBroken(4, "the row is missing");
    assertThat(audit().latest(2, Optional.empty()))
        .extracting(Audit.Row::seq)
        .containsExactly(7L, 6L);

    fresh.restart();
    write(1);
    assertBroken(4, "the row is missing");
  }

  @Test
  void aTableThatWasEmptiedIsFoundAndAlsoAfterFurtherRows() throws SQLException {
    write(5);
    tamper("delete from audit");
    assertBroken(1, "the audit had come to row 5");

    write(1);
    assertBroken(1, "the row is missing");
  }

  @Test
  void aLastRowThatWasChangedIsFoundAndAlsoAfterFurtherRows() throws SQLException {
    write(3);
    tamper("update audit set hash = '" + "0".repeat(64) + "' where seq = 3");

    write(1);
    assertBroken(3, "was changed");
  }

  @Test
  void aHeadThatWasTakenAwayIsFoundAndAlsoAfterFurtherRows() throws Exception {
    write(3);
    Files.delete(fresh.folder().resolve("audit.head"));
    assertBroken(4, "audit.head is missing");

    write(2);
    assertBroken(4, "the row is missing");
    assertThat(audit().latest(3, Optional.empty()).reversed())
        .extracting(row -> row.seq() + " " + row.entry().action())
        .containsExactly("5 audit-head-lost", "6 b", "7 b");
  }

  @Test
  void aHeadThatWasOverwrittenIsAsBadAsNone() throws Exception {
    write(3);
    Files.writeString(fresh.folder().resolve("audit.head"), "nonsense".repeat(30));
    assertBroken(4, "audit.head is not as the server wrote it");

    write(1);
    assertBroken(4, "the row is missing");
  }

  @Test
  void aCrashBetweenTheRowAndTheHeadIsNoFault() throws Exception {
    write(2);
    Path head = fresh.folder().resolve("audit.head");
    String old = Files.readString(head);
    write(1);
    Files.writeString(head, old);

    assertThat(audit().verify()).isEqualTo(new Verdict.Whole(3));
    write(1);
    assertThat(audit().verify()).isEqualTo(new Verdict.Whole(4));
  }
}
