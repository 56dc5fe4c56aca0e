package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.testkit.database.DatabaseLink;
import org.liniya.testkit.database.DatabaseLink.Moment;

/** That the way to the database can be cut exactly at a commit, for the tests that rely on it. */
@OnEachDatabase(OnEachDatabase.Kind.POSTGRESQL)
final class CommitTrapTest {

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  @Test
  void aCommitIsCutOffExactlyWhereAsked() throws Exception {
    try (DatabaseLink link = DatabaseLink.to(database.postgres().server().port());
        Connection beside = database.connect()) {
      beside.createStatement().execute("create table t (a varchar)");
      for (Moment moment : Moment.values()) {
        link.mend();
        try (Connection through = connect(link)) {
          through.setAutoCommit(false);
          for (int i = 0; i < 10; i++) {
            through.createStatement().execute("select 1");
            through.commit(); // by now the driver only names the statement
          }
          link.cutAtCommit("insert into t", moment);
          through.createStatement().execute("insert into t values ('" + moment.name() + "')");
          if (moment == Moment.AFTER_IT_IS_ANSWERED) {
            through.commit();
          } else {
            assertThatThrownBy(through::commit).isInstanceOf(SQLException.class);
          }
        }
        assertThat(Eventually.holds(link::isCut))
            .isTrue(); // behind the answer, another thread does it
        assertThat(Eventually.holds(() -> there(beside, moment) == expected(moment))).isTrue();
      }
    }
  }

  private static boolean expected(Moment moment) {
    return moment != Moment.BEFORE_IT_IS_ASKED;
  }

  private static boolean there(Connection beside, Moment moment) {
    try (var rows =
        beside
            .createStatement()
            .executeQuery("select 1 from t where a = '" + moment.name() + "'")) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect(DatabaseLink link) throws SQLException {
    StoreSettings settings = database.settings();
    return DriverManager.getConnection(
        link.url(settings.url().orElseThrow()), settings.user(), settings.password().reveal());
  }
}
