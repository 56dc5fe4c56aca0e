package org.liniya.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

@Timeout(60)
class BackupTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
  private static final Time TIME =
      new Time() {
        @Override
        public Instant now() {
          return AT;
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };

  @TempDir private Path folder = Path.of("");
  private Path data = Path.of("");
  private Path config = Path.of("");
  private int calls;

  @BeforeEach
  void fill() throws IOException {
    data = folder.resolve("data");
    config = folder.resolve("config");
    Files.createDirectories(data.resolve("recordings/2026/11/23"));
    Files.createDirectories(config.resolve("flows"));
    Files.writeString(data.resolve("recordings/2026/11/23/a.wav"), "sound");
    Files.writeString(data.resolve("api-token"), "token");
    Files.writeString(data.resolve("liniya.log"), "not backed up");
    Files.writeString(config.resolve("flows/hotline.yaml"), "flow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "copy.zip"})
  void whatWasCommittedBeforeIsThereAlthoughTheServerWritesOn(String name) throws Exception {
    List<TicketNumber> before = new ArrayList<>();
    Map<TicketNumber, Ticket> all;
    try (Store store = open(data)) {
      for (int i = 0; i < 50; i++) {
        before.add(ticket(store));
      }
      AtomicBoolean writing = new AtomicBoolean(true);
      CountDownLatch wroteSome = new CountDownLatch(10);
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (writing.get()) {
                      ticket(store);
                      wroteSome.countDown();
                    }
                  });
      wroteSome.await();
      try {
        backUp(folder.resolve(name), Optional.of(store::copyTo), true);
      } finally {
        writing.set(false);
        writer.join();
      }
      all =
          store.tickets().latest(1_000_000, Optional.empty()).stream()
              .collect(Collectors.toMap(Ticket::number, t -> t));
    }

    Path there = folder.resolve("there/data");
    Path configThere = folder.resolve("there/config");
    Restoration.run(folder.resolve(name), there, configThere);

    try (Store restored = open(there)) {
      List<Ticket> found = restored.tickets().latest(1_000_000, Optional.empty());
      assertThat(found).extracting(Ticket::number).containsAll(before);
      assertThat(found).isNotEmpty().allSatisfy(t -> assertThat(t).isEqualTo(all.get(t.number())));
    }
    assertThat(there.resolve("recordings/2026/11/23/a.wav")).hasContent("sound");
    assertThat(there.resolve("api-token")).hasContent("token");
    assertThat(there.resolve("liniya.log")).doesNotExist();
    assertThat(configThere.resolve("flows/hotline.yaml")).hasContent("flow");
    assertThat(names(folder)).containsExactlyInAnyOrder("data", "config", name, "there");
    assertThat(names(folder.resolve("there"))).containsExactlyInAnyOrder("data", "config");
  }

  @Test
  void aChangeOfTheMasterKeyMeanwhileIsNoBackup() throws Exception {
    try (Store store = open(data)) {
      ticket(store);
      Backup.DatabaseWriter rotating =
          file -> {
            store.copyTo(file);
            boolean done = false;
            while (!done) {
              done = store.keyRotation().advance().done();
            }
          };
      assertThatThrownBy(() -> backUp(folder.resolve("copy"), Optional.of(rotating), true))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the master key was changed meanwhile");
      assertThat(folder.resolve("copy")).doesNotExist();

      backUp(folder.resolve("copy"), Optional.of(store::copyTo), true);
    }
    Path there = folder.resolve("there/data");
    Restoration.run(folder.resolve("copy"), there, folder.resolve("there/config"));
    try (Store restored = open(there)) {
      assertThat(restored.tickets().latest(9, Optional.empty())).hasSize(1);
    }
  }

  @Test
  void keysAreCopiedOnlyWhenAskedForAndTheReportSaysWhatThatMeans() throws Exception {
    try (Store store = open(data)) {
      ticket(store);
      Backup.Report report = backUp(folder.resolve("copy"), Optional.of(store::copyTo), false);

      assertThat(report.notes()).singleElement().asString().contains("NOT in it", "field.key");
    }
    assertThat(folder.resolve("copy/data/field.key")).doesNotExist();
    assertThat(folder.resolve("copy/data/api-token")).doesNotExist();

    Path there = folder.resolve("there");
    assertThat(Restoration.run(folder.resolve("copy"), there, config))
        .anyMatch(note -> note.contains("keys are not in it"));
    assertThat(names(there)).containsExactlyInAnyOrder("liniya.mv.db", "recordings");
    Files.copy(data.resolve("field.key"), there.resolve("field.key"));
    try (Store restored = open(there)) {
      assertThat(restored.tickets().latest(10, Optional.empty())).hasSize(1);
    }
  }

  @Test
  void theRightsAreTheOwnersAlone() throws Exception {
    backUp(folder.resolve("copy"), Optional.empty(), true);
    backUp(folder.resolve("copy.zip"), Optional.empty(), true);
    Restoration.run(folder.resolve("copy"), folder.resolve("there"), config);

    for (String each : List.of("copy", "there")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(each))).hasSize(3);
    }
    for (String each : List.of("copy.zip", "there/api-token")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(each))).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data/recordings/2026/11/23/a.wav",
        "data/api-token",
        "config/flows/hotline.yaml",
        "manifest.json"
      })
  void aDamagedFileIsNamedAndNothingIsTouched(String file) throws Exception {
    backUp(folder.resolve("copy"), Optional.empty(), true);
    Path damaged = folder.resolve("copy").resolve(file);
    Files.writeString(damaged, Files.readString(damaged).replaceFirst(".$", "?"));
    if (file.equals("manifest.json")) {
      Files.writeString(damaged, "{\"format\":1");
    }

    refused(folder.resolve("copy"), file);
    Files.delete(damaged);
    refused(folder.resolve("copy"), file);
  }

  @Test
  void aDamagedZipIsRefused() throws Exception {
    Path zip = folder.resolve("copy.zip");
    backUp(zip, Optional.empty(), true);
    Path changed = folder.resolve("changed.zip");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = in.readAllBytes();
        if (entry.getName().endsWith("a.wav")) {
          bytes[0]++;
        }
        out.write(bytes);
      }
    }

    refused(changed, "data/recordings/2026/11/23/a.wav");
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 100));
    refused(zip, "copy.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data/../../x", "../x", "/x", "data", "data//x", "elsewhere/x", "data/./x"})
  void aManifestCannotReachOutsideTheFolders(String path) throws Exception {
    backUp(folder.resolve("copy"), Optional.empty(), false);
    Path manifest = folder.resolve("copy").resolve(Manifest.NAME);
    Files.writeString(
        manifest, Files.readString(manifest).replace("data/recordings/2026/11/23/a.wav", path));

    refused(folder.resolve("copy"), Manifest.NAME);
  }

  @Test
  void whatIsThereIsNeverOverwritten() throws Exception {
    Path copy = folder.resolve("copy");
    backUp(copy, Optional.empty(), true);
    Files.writeString(config.resolve("flows/hotline.yaml"), "changed");

    assertThatIOException()
        .isThrownBy(() -> Restoration.run(copy, data, config))
        .withMessageContaining("not empty");
    assertThatIOException()
        .isThrownBy(() -> backUp(copy, Optional.empty(), true))
        .withMessageContaining("is there already");
    Files.createDirectory(folder.resolve("there"));
    Restoration.run(copy, folder.resolve("there"), config);
    assertThat(config.resolve("flows/hotline.yaml")).hasContent("changed");
    assertThat(folder.resolve("there/api-token")).hasContent("token");
  }

  @Test
  void aBackUpThatFailsLeavesNothing() throws Exception {
    assertThatIOException()
        .isThrownBy(
            () ->
                backUp(
                    folder.resolve("copy"),
                    Optional.of(
                        _ -> {
                          throw new IOException("no database");
                        }),
                    true));
    assertThat(names(folder)).containsExactlyInAnyOrder("data", "config");
  }

  @Test
  void withoutAnEmbeddedDatabaseTheReportSaysWhatToRun() throws Exception {
    assertThat(backUp(folder.resolve("copy"), Optional.empty(), true).notes())
        .anyMatch(note -> note.contains("pg_dump"));
  }

  private void refused(Path copy, String file) {
    Path there = folder.resolve("there");
    assertThatIOException()
        .isThrownBy(() -> Restoration.run(copy, there, folder.resolve("there-config")))
        .isInstanceOf(Damaged.class)
        .withMessageContaining(file);
    assertThat(there).doesNotExist();
    assertThat(folder.resolve("there-config")).doesNotExist();
  }

  private Backup.Report backUp(
      Path target, Optional<Backup.DatabaseWriter> database, boolean withKeys) throws Exception {
    return Backup.make(
        new Backup.Sources(
            data, config, database, data.resolve("recordings"), data.resolve("field.key")),
        target,
        withKeys,
        AT);
  }

  private static Store open(Path data) throws StoreException {
    return Store.open(StoreSettings.defaults(), TIME, data, TicketPlan.STANDARD);
  }

  private TicketNumber ticket(Store store) {
    calls++;
    CallId call = CallId.parse("0192f0c1-0000-7000-8000-%012d".formatted(calls));
    store.calls().arrived(call, new CallerNumber.Withheld(), "hotline", "hotline", "1", AT);
    return store
        .tickets()
        .open(
            call,
            "access",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.RU,
            AT);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
