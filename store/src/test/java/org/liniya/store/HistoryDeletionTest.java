package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdRecord.Replayed;
import org.liniya.acd.AcdSettings;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStates;
import org.liniya.port.OperatorStore;

/** What operators did and what the queues were told goes when it is old, and nothing else. */
@OnEachDatabase
final class HistoryDeletionTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));
  private static final OperatorId ANNA = new OperatorId("1001");
  private static final CallId CALL = new CallId(new UUID(1, 1));

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private void was(String state, Instant since) {
    fresh.store().operators().save(new OperatorStore.Row(ANNA, state, "", since));
  }

  private void run(String epoch, Instant at, int events) {
    AcdRecord told = fresh.store().acdRecord();
    told.began(new AcdRecord.Run(epoch, AcdSettings.DEFAULTS, at));
    for (int i = 0; i < events; i++) {
      told.told(new AcdEvent.OperatorRegistered(at.plusSeconds(i), ANNA));
    }
  }

  /** All that was told before is written when this is. */
  private void written() {
    fresh.store().journal().commit(CALL, NOW, new JournalEvent.WaitingEnded("all is written"));
  }

  private int deleteAll() {
    int rows = 0;
    int gone;
    do {
      gone = fresh.store().retention().deleteQueueHistory(BEFORE);
      rows += gone;
    } while (gone > 0);
    return rows;
  }

  private Replayed replay(Instant at) {
    return fresh.store().acdRecord().replay(CALL, at, at.plusSeconds(10));
  }

  private long count(String table) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void whatIsOldGoesAndWhatIsYoungStays() throws SQLException {
    was("ready", BEFORE.minusSeconds(2));
    was("talking", BEFORE.minusSeconds(1));
    was("wrap-up", BEFORE);
    run("old", BEFORE.minusSeconds(500), 3);
    run("young", BEFORE.plusSeconds(1), 2);
    written();

    assertThat(deleteAll()).as("two states, three events, one run").isEqualTo(6);

    assertThat(fresh.store().operatorStates().between(Instant.EPOCH, NOW))
        .extracting(OperatorStates.Change::state)
        .containsExactly("wrap-up");
    assertThat(fresh.store().operators().all()).as("the present state").hasSize(1);
    assertThat(count("acd_runs")).isEqualTo(1);
    assertThat(replay(BEFORE.minusSeconds(500))).isInstanceOf(Replayed.NotKept.class);
    assertThat(replay(BEFORE.plusSeconds(1))).isInstanceOf(Replayed.Decisions.class);
    assertThat(deleteAll()).isZero();
  }

  @Test
  void theBeginningOfARunThatGoesOnIsDeletedAndSaid() throws SQLException {
    run("long", BEFORE.minusSeconds(2), 5);
    written();

    assertThat(deleteAll()).isEqualTo(2);

    assertThat(count("acd_inputs")).isEqualTo(3);
    assertThat(replay(BEFORE.plusSeconds(2)))
        .isEqualTo(new Replayed.NotKept("the beginning of that run of the server is deleted"));
  }

  @Test
  void moreThanOnePieceGoes() throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < HistoryDeletion.PIECE + 10; i++) {
        statement.addBatch(
            "insert into operator_states (operator, state, since) values ('1001', 'ready', '"
                + BEFORE.minusSeconds(20_000 - i)
                + "')");
      }
      statement.executeBatch();
    }
    assertThat(fresh.store().retention().deleteQueueHistory(BEFORE))
        .isEqualTo(HistoryDeletion.PIECE);
    assertThat(deleteAll()).isEqualTo(10);
  }
}
