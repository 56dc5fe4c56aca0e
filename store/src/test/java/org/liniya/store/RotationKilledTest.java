package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.recovery.FaultPoint;
import org.liniya.ticket.TicketPlan;

/** A change of the master key that is killed between any two of its steps. */
@Tag("slow")
@OnEachDatabase
final class RotationKilledTest {

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  /**
   * @param lines of the key file that the kill leaves
   */
  @ParameterizedTest
  @CsvSource({
    "key-file-prepared:1, 1", // both keys are in the file's new version, which has not its name
    "key-file-replaced:1, 2", // the file has both keys, the database does not know
    "master-key-known:1, 2",
    "rows-resealed:1, 2", // one kind of rows after the other
    "rows-resealed:2, 2",
    "rows-resealed:3, 2",
    "rows-resealed:4, 2",
    "rows-resealed:5, 2",
    "old-key-forgotten:1, 2", // the database needs the new one only, the file has both
    "key-file-prepared:2, 2",
    "key-file-replaced:2, 1" // it is over, but nobody has been told
  })
  void allIsReadAfterAKillAndTheNextOneCompletesIt(String point, int lines) throws Exception {
    SealedSample sample;
    FieldCipher old;
    try (Store store = open();
        Handle handle = Jdbi.open(database::connect)) {
      old = new KeyFile(keyFile()).read().getFirst();
      sample = SealedSample.write(store, handle, old);
    }

    assertThat(rotate(point)).isEqualTo(FaultPoint.STATUS);

    assertThat(Files.readAllLines(keyFile())).hasSize(lines);
    boolean over = point.equals("key-file-replaced:2");
    try (Store store = open();
        Handle handle = Jdbi.open(database::connect)) {
      sample.mustBeReadable(store);
      List<FieldCipher> left = new KeyFile(keyFile()).read();
      boolean done = over;
      while (!done) {
        done = store.keyRotation().advance().done();
      }
      sample.mustBeReadable(store);
      // what was begun is completed, and not begun anew
      assertThat(new KeyFile(keyFile()).read())
          .hasSize(1)
          .allMatch(key -> left.size() == 1 || key.keyId().equals(left.getFirst().keyId()));
      assertThat(SealedSample.whereIs(handle, old.keyId())).isEmpty();
    }
    try (Store store = open()) {
      sample.mustBeReadable(store);
    }
  }

  private Path keyFile() {
    return database.folder().resolve("field.key");
  }

  private Store open() {
    return Store.open(database.settings(), FreshStore.TIME, database.folder(), TicketPlan.STANDARD);
  }

  private int rotate(String killedAt) throws IOException, InterruptedException {
    StoreSettings settings = database.settings();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-D" + FaultPoint.PROPERTY + "=" + killedAt,
            "-cp",
            System.getProperty("java.class.path"),
            Rotator.class.getName(),
            database.folder().toString(),
            settings.url().orElse(""),
            settings.user(),
            settings.password().reveal())
        .redirectError(Redirect.INHERIT)
        .redirectOutput(Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
