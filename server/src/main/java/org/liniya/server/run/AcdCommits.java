package org.liniya.server.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liniya.acd.AcdEffect;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.port.Journal;
import org.liniya.port.OperatorStore;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what the ACD decided, before its effects. Runs only on the {@code acd} thread, which
 * every caller in every queue depends on: after one commit that timed out, nothing waits for the
 * database for a while; decisions are then written when it is back.
 */
final class AcdCommits {

  private static final Logger LOG = LoggerFactory.getLogger(AcdCommits.class);

  /** How long the database is left alone after it did not answer. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private final Journal journal;
  private final OperatorStore operators;
  private final Time time;

  /** States that could not be saved, the newest of each operator. */
  private final Map<OperatorId, OperatorStore.Row> unsaved = new LinkedHashMap<>();

  private Duration awayUntil = Duration.ZERO;

  AcdCommits(Journal journal, OperatorStore operators, Time time) {
    this.journal = journal;
    this.operators = operators;
    this.time = time;
  }

  void journal(AcdEffect.Journal entry) {
    if (!away()) {
      try {
        journal.commit(entry.call(), entry.at(), entry.event());
        passed(entry.event());
        return;
      } catch (StoreException e) {
        fails(e);
      }
    }
    journal.commitLater(entry.call(), entry.at(), entry.event());
  }

  private static void passed(JournalEvent event) {
    switch (event) {
      case JournalEvent.Offered _ -> FaultPoint.OFFER_COMMITTED.pass();
      case JournalEvent.Bridged _ -> FaultPoint.BRIDGE_COMMITTED.pass();
      default -> {
        // the others tear nothing apart
      }
    }
  }

  void operator(AcdEffect.SaveOperator effect) {
    OperatorStore.Row row =
        new OperatorStore.Row(effect.operator(), effect.state(), effect.reason(), effect.since());
    unsaved.remove(row.operator());
    unsaved.put(row.operator(), row);
    saveAll();
  }

  /** Saves what an earlier failure left; cheap when there is nothing. */
  void saveAll() {
    try {
      while (!unsaved.isEmpty() && !away()) {
        Map.Entry<OperatorId, OperatorStore.Row> next = unsaved.entrySet().iterator().next();
        operators.save(next.getValue());
        unsaved.remove(next.getKey());
      }
    } catch (StoreException e) {
      fails(e);
    }
  }

  private boolean away() {
    return time.elapsed().compareTo(awayUntil) < 0;
  }

  private void fails(StoreException failure) {
    awayUntil = time.elapsed().plus(LEFT_ALONE);
    LOG.atError()
        .log(
            "decisions cannot be committed now and will be written later: {}",
            failure.getMessage());
  }
}
