package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdRecord.Replayed;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.explain.ReplayCheck;
import org.liniya.port.JournalLines;

/** The decisions in a journal are made again from what the queues were told. */
@OnEachDatabase
final class AcdInputsTableTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00.123456789Z");
  private static final OperatorId ANNA = new OperatorId("1001");
  private static final CallId CALL = new CallId(new UUID(AT.toEpochMilli() << 16, 1));

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private Acd acd = new Acd("none", AcdSettings.DEFAULTS);

  private void begin(String epoch, Instant at) {
    fresh.store().acdRecord().began(new AcdRecord.Run(epoch, AcdSettings.DEFAULTS, at));
    acd = new Acd(epoch, AcdSettings.DEFAULTS);
    say(
        new AcdEvent.ConfigurationChanged(
            at,
            List.of(
                new SkillGroup(
                    "access", Map.of(), Duration.ofSeconds(20), Duration.ofSeconds(20), 10)),
            List.of(new OperatorProfile(ANNA, "Анна", Set.of("access"), Set.of(), true))));
  }

  /** As the server does: recorded, then decided and committed. */
  private void say(AcdEvent event) {
    fresh.store().acdRecord().told(event);
    decide(event);
  }

  private void decide(AcdEvent event) {
    for (AcdEffect effect : acd.handle(event)) {
      if (effect instanceof AcdEffect.Journal entry) {
        fresh.store().journal().commit(entry.call(), entry.at(), entry.event());
      }
    }
  }

  private void aCall() {
    begin("old", AT.minusSeconds(1_000));
    begin("t", AT.minusSeconds(10));
    say(new AcdEvent.OperatorRegistered(AT.minusSeconds(9), ANNA));
    say(
        new AcdEvent.CallEntered(
            AT, CALL, "access", Language.RU, AT, Duration.ZERO, AcdEvent.WhenNobody.WAIT));
    say(new AcdEvent.OfferAnswered(AT.plusSeconds(3), new OfferId("t-1")));
    say(new AcdEvent.CallBridged(AT.plusSeconds(3).plusNanos(777), new OfferId("t-1")));
    say(new AcdEvent.CallLeft(AT.plusSeconds(60), CALL, "hung up"));
  }

  private Replayed replay() {
    return fresh.store().acdRecord().replay(CALL, AT, AT.plusSeconds(60));
  }

  private List<JournalLines.Line> journal() {
    return fresh
        .store()
        .journalLines()
        .of(AT.minusSeconds(1), AT.plusSeconds(1), ReplayCheck.DECISIONS);
  }

  @Test
  void theDecisionsOfACallAreMadeAgain() {
    aCall();
    assertThat(replay())
        .isInstanceOfSatisfying(
            Replayed.Decisions.class,
            again ->
                assertThat(ReplayCheck.of(journal(), again.lines()))
                    .isEqualTo(new ReplayCheck.Identical(5)));
  }

  @Test
  void aDecisionThatNothingLedToIsFound() {
    aCall();
    fresh
        .store()
        .journal()
        .commit(CALL, AT.plusSeconds(50), new JournalEvent.Offered("t-9", "1009", "no reason"));
    assertThat(replay())
        .isInstanceOfSatisfying(
            Replayed.Decisions.class,
            again ->
                assertThat(ReplayCheck.of(journal(), again.lines()))
                    .isInstanceOf(ReplayCheck.Differs.class));
  }

  @Test
  void beforeTheFirstRunNothingIsKept() {
    assertThat(replay()).isInstanceOf(Replayed.NotKept.class);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = fresh.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aGapIsToldAndNotJumpedOver() throws SQLException {
    aCall();
    CallId other = new CallId(new UUID(AT.toEpochMilli() << 16, 2));
    fresh.store().journal().commit(other, AT, new JournalEvent.WaitingEnded("all is written"));
    execute("delete from acd_inputs where epoch = 't' and seq = 3");
    assertThat(replay())
        .isEqualTo(new Replayed.NotKept("what the queues were told has a gap after number 2"));
    execute("delete from acd_inputs where epoch = 't' and seq = 1");
    assertThat(replay())
        .isEqualTo(new Replayed.NotKept("the beginning of that run of the server is deleted"));
  }
}
