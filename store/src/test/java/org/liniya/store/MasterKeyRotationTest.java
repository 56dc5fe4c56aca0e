package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.port.KeyRotation;
import org.liniya.port.StoreException;

/** Another master key while the store is in use. */
@OnEachDatabase
final class MasterKeyRotationTest {

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private Handle handle;
  private FieldCipher old;
  private SealedSample sample;

  @BeforeEach
  void write() {
    handle = Jdbi.open(fresh.database()::connect);
    old = file().read().getFirst();
    sample = SealedSample.write(fresh.store(), handle, old);
  }

  @AfterEach
  void disconnect() {
    handle.close();
  }

  private KeyFile file() {
    return new KeyFile(path());
  }

  private Path path() {
    return fresh.folder().resolve("field.key");
  }

  private KeyRotation.Progress rotate() {
    KeyRotation.Progress progress = fresh.store().keyRotation().advance();
    while (!progress.done()) {
      progress = fresh.store().keyRotation().advance();
    }
    return progress;
  }

  @Test
  void afterItTheOldKeyOpensNothingAndAllIsRead() throws IOException {
    assertThat(SealedSample.whereIs(handle, "v1:" + old.keyId() + ":"))
        .containsExactlyInAnyOrder(
            "persons.sealed_key",
            "sealed_keys.sealed",
            "calls.from_sealed",
            "callbacks.number_sealed",
            "dialogs.state");

    KeyRotation.Progress done = rotate();

    assertThat(done.older()).containsExactly(old.keyId());
    assertThat(done.key()).isNotEqualTo(old.keyId());
    assertThat(done.resealed()).isEqualTo(2 + 1 + 1 + 1 + 1);
    assertThat(SealedSample.whereIs(handle, old.keyId())).isEmpty();
    assertThat(file().read()).hasSize(1).allMatch(key -> key.keyId().equals(done.key()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    sample.mustBeReadable(fresh.store());
    sample.mustBeReadable(fresh.restart());
  }

  @Test
  void aSecondOneMakesAThirdKey() {
    KeyRotation.Progress first = rotate();
    KeyRotation.Progress second = rotate();

    assertThat(second.older()).containsExactly(first.key());
    assertThat(second.key()).isNotIn(first.key(), old.keyId());
    sample.mustBeReadable(fresh.restart());
  }

  @Test
  void aConnectionThatWasUpIsForgottenUnderEitherKey() {
    rotate();
    fresh.store().dialogs().closed(SealedSample.DIALOG.id());
    assertThat(Eventually.holds(() -> fresh.store().dialogs().all().isEmpty())).isTrue();
  }

  @Test
  void callsThatComeMeanwhileAreRead() throws Exception {
    Queue<CallId> calls = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(3);
    try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
      for (int caller = 0; caller < 3; caller++) {
        Random random = new Random(caller);
        callers.execute(
            () -> {
              while (!enough.get()) {
                CallId call = CallId.create(SealedSample.AT, random);
                fresh
                    .store()
                    .calls()
                    .arrived(
                        call,
                        new CallerNumber.Network(SealedSample.NUMBER),
                        "a",
                        "a",
                        "1",
                        SealedSample.AT);
                calls.add(call);
                begun.countDown();
              }
            });
      }
      begun.await();
      for (int times = 0; times < 5; times++) {
        rotate();
      }
      enough.set(true);
    }
    fresh.restart();

    assertThat(calls).hasSizeGreaterThan(5);
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(fresh.store().calls().find(call).orElseThrow().from().number())
                    .isEqualTo(Optional.of(SealedSample.NUMBER)));
  }

  /** It commits after the new key seals; without the wait its value would be lost with the old. */
  @Test
  void whatWasSealedUnderWayIsWaitedFor() throws Exception {
    fresh.store().close();
    fresh.gone();
    CountDownLatch sealed = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (HikariDataSource pool = Database.connect(fresh.settings(), fresh.folder());
        Sql sql = new Sql(pool, fresh.settings().dialect(), fresh.settings().timeout(), 2)) {
      MasterKeys keys = new MasterKeys(file().read());
      PersonKeys persons = new PersonKeys(keys);
      KeyRotation rotation = new MasterKeyRotation(sql, keys, file(), FreshStore.TIME);
      Thread slow =
          Thread.ofPlatform()
              .start(
                  () ->
                      sql.run(
                          "be slow",
                          slowly -> {
                            persons.create(slowly, SealedSample.AT);
                            sealed.countDown();
                            awaitQuietly(mayCommit);
                            return true;
                          }));
      sealed.await();
      Thread rotating =
          Thread.ofPlatform()
              .start(
                  () -> {
                    boolean done = false;
                    while (!done) {
                      done = rotation.advance().done();
                    }
                  });
      assertThat(
              Eventually.holds(
                  () ->
                      !rotating.isAlive()
                          || Stream.of(rotating.getStackTrace())
                              .anyMatch(frame -> frame.getMethodName().equals(waiting()))))
          .isTrue();
      mayCommit.countDown();
      slow.join();
      rotating.join();
    }

    assertThat(SealedSample.whereIs(handle, old.keyId())).isEmpty();
    assertThat(handle.createQuery("select count(*) from persons").mapTo(Integer.class).one())
        .isEqualTo(3);
  }

  /** Where the rotation waits: for its turn where only one may write, else for all that goes on. */
  private String waiting() {
    return fresh.settings().dialect() instanceof H2 ? "await" : "awaitPresent";
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever adds a sealed column says in SealedColumns which key seals it. */
  @Test
  void everySealedColumnOfTheSchemaIsKnown() {
    assertThat(SealedColumns.known()).containsAll(SealedColumns.inSchema(handle));
    assertThat(SealedColumns.inSchema(handle)).hasSizeGreaterThan(8);
  }

  @Test
  void aColumnThatNobodyThoughtOfKeepsTheOldKey() {
    handle.execute("create table later (id integer primary key, thing_sealed varchar)");

    assertThatThrownBy(this::rotate)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("later.thing_sealed");
    assertThat(file().read()).extracting(FieldCipher::keyId).isEqualTo(List.of(old.keyId()));
  }

  @Test
  void aKeyFileFromBeforeItIsRefused() throws IOException {
    String before = Files.readString(path());
    KeyRotation.Progress done = rotate();
    String after = Files.readString(path());
    fresh.store().close();
    Files.writeString(path(), before);

    assertThatThrownBy(fresh::restart)
        .hasMessageContaining("holds key " + old.keyId())
        .hasMessageContaining("was written with " + done.key());
    Files.writeString(path(), after);
    sample.mustBeReadable(fresh.restart());
  }
}
