package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Audit;
import org.liniya.port.OperatorStore;
import org.liniya.port.RecordingRemoval;
import org.liniya.port.Retention;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.recording.RecordingFiles;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.testkit.store.InMemoryAudit;
import org.liniya.ticket.Author;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.RetentionRule.Reason;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;

/** A real store and real files; faults of the disk and of the audit are injected. */
class RetentionSweepTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(100));
  private static final RetentionPlan PLAN =
      new RetentionPlan(
          Map.of(),
          new RetentionPeriod.Days(30),
          new RetentionPeriod.Days(60),
          new RetentionPeriod.Days(90),
          LocalTime.NOON);
  private static final Time TIME =
      new Time() {
        @Override
        public Instant now() {
          return NOW;
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };

  @TempDir private Path folder = Path.of("");
  private final SplittableRandom random = new SplittableRandom(3);
  private Store store = closed();
  private RecordingFiles files = new RecordingFiles(folder);

  @SuppressWarnings("NullAway") // set before each test
  private static Store closed() {
    return null;
  }

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.defaults(), TIME, folder, TicketPlan.STANDARD);
    files = new RecordingFiles(folder.resolve("recordings"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private RetentionSweep sweep(RecordingRemoval removal, Audit audit) {
    return new RetentionSweep(store.retention(), removal, audit, PLAN, TIME);
  }

  private RetentionSweep sweep() {
    return sweep(files::remove, store.audit());
  }

  private CallId ended(Instant at) throws IOException {
    CallId call = CallId.create(at, random);
    store
        .calls()
        .arrived(
            call,
            new CallerNumber.Network(PhoneNumber.of("+79161234567")),
            "+74950000000",
            "hotline",
            "1",
            at);
    store.calls().ended(call, Ending.COMPLETED, at);
    Files.createDirectories(files.finished(call).getParent());
    Files.write(files.finished(call), new byte[8]);
    return call;
  }

  private TicketNumber solved(Instant at) throws IOException {
    CallId call = ended(at);
    TicketNumber number =
        store
            .tickets()
            .open(call, "access", new Identity(IdentityLevel.NONE, "", ""), Language.RU, at);
    store.calls().ticketed(call, number);
    store.tickets().callEnded(number, call, Ending.COMPLETED, at);
    Author maria = new Author("maria");
    store.ticketDesk().apply(number, new TicketVerb.Take(new OperatorId("1001")), maria, at);
    store.ticketDesk().apply(number, new TicketVerb.Solve(new Secret("done")), maria, at);
    return number;
  }

  private Path fileOf(TicketNumber number) {
    return files.finished(store.tickets().find(number).orElseThrow().calls().getFirst());
  }

  private List<String> audited() {
    return store.audit().latest(100, Optional.empty()).reversed().stream()
        .map(row -> row.entry().who() + " " + row.entry().action() + " " + row.entry().about())
        .toList();
  }

  @Test
  void theOldGoesWithItsRecordingAndStandsInTheAudit() throws IOException {
    TicketNumber old = solved(OLD);
    TicketNumber young = solved(NOW.minus(Duration.ofDays(29)));
    TicketNumber held = solved(OLD);
    store.ticketHolds().hold(held, new Secret("case 5"), new Author("anna"), NOW);
    CallId oldCall = ended(OLD);
    CallId youngCall = ended(NOW.minus(Duration.ofDays(59)));
    Path oldFile = fileOf(old);

    assertThat(sweep().run()).isEqualTo(2);

    assertThat(store.tickets().find(old)).isEmpty();
    assertThat(store.calls().find(oldCall)).isEmpty();
    assertThat(oldFile).doesNotExist();
    assertThat(files.finished(oldCall)).doesNotExist();
    for (TicketNumber kept : List.of(young, held)) {
      assertThat(store.tickets().find(kept)).isPresent();
      assertThat(fileOf(kept)).exists();
    }
    assertThat(files.finished(youngCall)).exists();
    assertThat(audited())
        .containsExactly(
            "server retention-deleted ticket " + old.digits(),
            "server retention-deleted call " + oldCall);
    assertThat(store.audit().latest(2, Optional.empty()).getLast().entry().detail())
        .startsWith("rule default 30d, ended ")
        .contains("2 entries, 1 calls");
    assertThat(store.audit().verify()).isEqualTo(new Audit.Verdict.Whole(2));
    assertThat(store.retention().unfinished()).isEmpty();
    assertThat(sweep().run()).isZero();
    assertThat(audited()).hasSize(2);
  }

  @Test
  void theHistoryOfTheQueuesGoesWithOneLineOfTheAudit() {
    OperatorId anna = new OperatorId("1001");
    Instant lately = NOW.minus(Duration.ofDays(89));
    store.operators().save(new OperatorStore.Row(anna, "ready", "", OLD));
    store.operators().save(new OperatorStore.Row(anna, "paused", "", lately));

    sweep().run();
    sweep().run();

    assertThat(store.operatorStates().between(Instant.EPOCH, NOW)).hasSize(1);
    assertThat(store.audit().latest(9, Optional.empty()))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.entry().about()).isEqualTo("queue-history");
              assertThat(line.entry().detail()).endsWith(": 1 rows");
            });
  }

  @Test
  void aFileThatCannotBeRemovedIsTriedAgainAndTheRestGoesOn() throws IOException {
    TicketNumber first = solved(OLD);
    TicketNumber second = solved(OLD.plusSeconds(60));
    Path stuck = fileOf(first);
    Path other = fileOf(second);

    int deleted =
        sweep(
                call -> {
                  if (files.finished(call).equals(stuck)) {
                    throw new IOException("the disk is read-only");
                  }
                  files.remove(call);
                },
                store.audit())
            .run();

    assertThat(deleted).isEqualTo(2);
    assertThat(stuck).exists();
    assertThat(other).doesNotExist();
    assertThat(audited()).hasSize(2);

    sweep().finish(); // as the next start does
    assertThat(stuck).doesNotExist();
    assertThat(audited()).hasSize(2);
    assertThat(store.retention().unfinished()).isEmpty();
  }

  @Test
  void whatTheAuditDidNotGetItGetsAfterARestartAndOnlyThenTheFileGoes() throws IOException {
    TicketNumber number = solved(OLD);
    TicketNumber next = solved(OLD.plusSeconds(60));
    Path file = fileOf(number);
    InMemoryAudit away = new InMemoryAudit();
    away.failing(true);

    assertThatThrownBy(() -> sweep(files::remove, away).run()).isInstanceOf(StoreException.class);

    assertThat(store.tickets().find(number)).isEmpty();
    assertThat(store.tickets().find(next)).isPresent(); // nothing more goes without the audit
    assertThat(file).exists();

    store.close();
    open();
    sweep().finish();
    assertThat(audited()).containsExactly("server retention-deleted ticket " + number.digits());
    assertThat(file).doesNotExist();
    assertThat(store.tickets().find(next)).isPresent();
  }

  @Test
  void aPreviewChangesNothingAndSaysWhy() throws IOException {
    TicketNumber old = solved(OLD);
    TicketNumber held = solved(OLD.plusSeconds(60));
    store.ticketHolds().hold(held, new Secret("case 5"), new Author("anna"), NOW);
    solved(NOW);

    List<Retention.Ripe> preview = sweep().preview(10);

    assertThat(preview)
        .extracting(Retention.Ripe::subject)
        .containsExactly(new Retention.Subject.OfTicket(old), new Retention.Subject.OfTicket(held));
    assertThat(preview.getFirst().decision()).isInstanceOf(Decision.Delete.class);
    assertThat(preview.getLast().decision()).isEqualTo(new Decision.Keep(Reason.HELD));
    assertThat(sweep().preview(1)).hasSize(1);
    assertThat(store.tickets().find(old)).isPresent();
    assertThat(audited()).isEmpty();
  }

  @Test
  void theNextHourIsTodaysOrTomorrows() {
    ZoneId moscow = ZoneId.of("Europe/Moscow");
    LocalTime at = LocalTime.of(3, 30);

    assertThat(RetentionClock.next(Instant.parse("2026-11-23T00:29:59Z"), at, moscow))
        .isEqualTo("2026-11-23T00:30:00Z");
    assertThat(RetentionClock.next(Instant.parse("2026-11-23T00:30:00Z"), at, moscow))
        .isEqualTo("2026-11-24T00:30:00Z");
    // an hour that this day does not have
    assertThat(
            RetentionClock.next(
                Instant.parse("2026-03-29T00:00:00Z"),
                LocalTime.of(2, 30),
                ZoneId.of("Europe/Berlin")))
        .isEqualTo("2026-03-29T01:30:00Z");
  }
}
