package org.liniya.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.Callbacks;
import org.liniya.recording.RecordingFiles;
import org.liniya.recovery.FaultPoint;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.server.run.SystemTime;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;

/** The commands about persons and keys against the real program, over a store filled before. */
@ExtendWith(LogOnFailure.class)
@Timeout(180)
@Tag("slow")
class PersonCommandsTest {
  private static final String NUMBER = "+79161234567";
  private static final String SNILS = "112-233-445 95";
  private static final Author OLGA = new Author("1001");
  private static final CallId FIRST = CallId.parse("0193aaaa-0000-7000-8000-000000000001");
  private static final CallId NEIGHBOUR = CallId.parse("0193aaaa-0000-7000-8000-000000000002");
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Two callers of one household, of whom the first has told much. */
  private record Seed(TicketNumber first, TicketNumber neighbour) {
    static Seed into(Path data) throws IOException {
      try (Store store =
          Store.open(StoreSettings.defaults(), new SystemTime(), data, TicketPlan.STANDARD)) {
        Seed seed = new Seed(called(store, FIRST), called(store, NEIGHBOUR));
        store
            .tickets()
            .known(seed.first(), LookUp.of(LookUp.Kind.SNILS, new Secret(SNILS)).orElseThrow());
        store
            .ticketDesk()
            .apply(seed.first(), new TicketVerb.Note(new Secret("течёт крыша")), OLGA, AT);
        store
            .ticketDesk()
            .apply(seed.first(), new TicketVerb.Take(new OperatorId("1001")), OLGA, AT);
        store.tickets().recorded(seed.first(), FIRST);
        Path recording = new RecordingFiles(data.resolve("recordings")).finished(FIRST);
        Files.createDirectories(recording.getParent());
        Files.writeString(recording, "the caller's voice");
        return seed;
      }
    }

    private static TicketNumber called(Store store, CallId call) {
      PhoneNumber number = PhoneNumber.of(NUMBER);
      store.calls().arrived(call, new CallerNumber.Network(number), "hotline", "hotline", "1", AT);
      store.journal().commit(call, AT, new JournalEvent.Rated(5));
      TicketNumber ticket =
          store
              .tickets()
              .open(
                  call,
                  "access",
                  new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
                  Language.RU,
                  AT);
      store.calls().ended(call, Ending.COMPLETED, AT);
      store
          .callbacks()
          .owe(
              new Callbacks.Task(
                  call, Optional.of(ticket), number, Language.RU, "access", AT, AT, "cut-off"));
      return ticket;
    }
  }

  @Test
  void aPersonIsFoundShownExportedAndErasedAndTheMasterKeyChanged(@TempDir Path place)
      throws Exception {
    try (RunningServer server = RunningServer.start()) {
      server.terminate();
      server.awaitExit(Duration.ofSeconds(60));
      Seed seed = Seed.into(server.data());
      server.restart();
      Path data = server.data();
      String first = seed.first().digits();

      contactIsKeptAndMasked(data, first);
      ticketsAreFound(data, seed);
      theMasterKeyIsChanged(data);
      allIsExported(data, first, place.resolve("export"));
      theHouseholdIsListed(data, seed);
      theFirstIsErased(data, seed);

      assertThat(run(data, "", "audit", "verify")).as(said()).isZero();
      assertThat(out.toString()).contains("the audit is whole");
      assertThat(server.api("audit").path("items").toString())
          .contains("contact-set", "contact-shown", "master-key-changed")
          .contains("person-exported", "person-erased")
          .doesNotContain("Иванов", "9161234567");
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void aKillBetweenAPersonAndTheirRecordingsLeavesNoRecordingBehind() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      server.terminate();
      server.awaitExit(Duration.ofSeconds(60));
      Path data = server.data();
      String first = Seed.into(data).first().digits();
      Path recording = new RecordingFiles(data.resolve("recordings")).finished(FIRST);
      server.launchAgain(List.of("-D" + FaultPoint.PROPERTY + "=person-erased:1"));
      assertThat(server.awaitReadyOrGone()).isTrue();

      assertThat(run(data, "", "person", "erase", first, "--confirm", "--even-open")).isEqualTo(1);
      assertThat(server.awaitExit(Duration.ofSeconds(60))).isEqualTo(FaultPoint.STATUS);
      assertThat(recording).exists();
      server.restart();

      assertThat(recording).doesNotExist();
      assertThat(run(data, "", "person", "show", first)).as(said()).isZero();
      assertThat(out.toString().lines().toList().get(1)).endsWith("true");
      assertThat(run(data, "", "audit", "verify")).as(said()).isZero();
    }
  }

  private void contactIsKeptAndMasked(Path data, String first) {
    assertThat(
            run(
                data,
                "Иванов Иван Иванович\n",
                "tickets",
                "contact",
                first,
                "--name",
                "-",
                "--phone",
                "89035557788"))
        .as(said())
        .isZero();
    assertThat(out.toString()).contains("И. И. И.").doesNotContain("Иванов", "5557788");
    assertThat(run(data, "", "tickets", "contact", first, "--unmasked")).isZero();
    assertThat(out.toString()).contains("Иванов Иван Иванович", "89035557788");
  }

  private void ticketsAreFound(Path data, Seed seed) {
    assertThat(run(data, "Иванов\nИван\n", "tickets", "search", "--by", "name")).isZero();
    assertThat(out.toString()).contains(seed.first().digits());
    assertThat(run(data, SNILS + "\n", "tickets", "search", "--by", "snils")).isZero();
    assertThat(out.toString())
        .contains(seed.first().digits())
        .doesNotContain(seed.neighbour().digits());
    assertThat(run(data, "", "tickets", "search", "--from", "2026-01-01T00:00:00Z")).isZero();
    assertThat(out.toString()).contains(seed.first().digits(), seed.neighbour().digits());
    assertThat(run(data, "", "tickets", "search", "--by", "snils")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing was given");
  }

  private void theMasterKeyIsChanged(Path data) throws IOException {
    String before = Files.readString(data.resolve("field.key"));
    assertThat(run(data, "", "keys", "rotate")).as(said()).isZero();
    assertThat(out.toString()).contains("the master key is now", "is destroyed");
    assertThat(Files.readAllLines(data.resolve("field.key"))).hasSize(1);
    assertThat(Files.readString(data.resolve("field.key"))).isNotEqualTo(before);
  }

  private void allIsExported(Path data, String first, Path folder) throws IOException {
    assertThat(run(data, "", "person", "export", first, "--to", folder.toString()))
        .as(said())
        .isZero();
    String json = Files.readString(folder.resolve("person.json"));
    assertThat(json)
        .contains("Иванов Иван Иванович", "89035557788", "11223344595", "течёт крыша", NUMBER)
        .contains("\"rating\"", FIRST.toString(), "cut-off")
        .doesNotContain(NEIGHBOUR.toString());
    assertThat(Files.readString(folder.resolve("report.txt")))
        .contains("why:", "until:", first, "recordings: 1");
    for (String name : List.of("person.json", "report.txt")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(run(data, "", "person", "export", first, "--to", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is there already");
  }

  private void theHouseholdIsListed(Path data, Seed seed) {
    assertThat(run(data, NUMBER + "\n", "person", "erase", "--by", "phone", "--confirm"))
        .isEqualTo(3);
    assertThat(out.toString()).contains(seed.first().digits(), seed.neighbour().digits());
    assertThat(err.toString()).contains("several");
    assertThat(run(data, "+79990000000\n", "person", "show", "--by", "phone")).isEqualTo(1);
  }

  private void theFirstIsErased(Path data, Seed seed) throws IOException {
    String first = seed.first().digits();
    Path recording = new RecordingFiles(data.resolve("recordings")).finished(FIRST);
    assertThat(run(data, "Иванов\n\n", "person", "erase", "--by", "name")).as(said()).isZero();
    assertThat(out.toString()).contains("nothing was erased", "--even-open");
    assertThat(run(data, "", "person", "erase", first, "--confirm")).isEqualTo(1);
    assertThat(err.toString()).contains("not answered yet");
    assertThat(recording).exists();

    assertThat(run(data, "", "person", "erase", first, "--confirm", "--even-open"))
        .as(said())
        .isZero();

    assertThat(recording).doesNotExist();
    assertThat(run(data, "", "tickets", "contact", first, "--unmasked")).isZero();
    assertThat(out.toString()).doesNotContain("Иванов");
    assertThat(run(data, "", "tickets", "history", first)).isZero();
    assertThat(out.toString()).contains("[erased]");
    assertThat(run(data, "", "calls")).isZero();
    assertThat(out.toString()).contains(FIRST.toString(), "erased", "+7********67");
    assertThat(run(data, SNILS + "\n", "person", "show", "--by", "snils")).isEqualTo(1);
    assertThat(run(data, NUMBER + "\n", "person", "show", "--by", "phone")).isZero();
    assertThat(out.toString()).contains(seed.neighbour().digits());
    // what is in clear nowhere: not in the log, not in the database's file
    for (String clear : List.of("Иванов", "9035557788", "11223344595", "9161234567")) {
      assertThat(filesWith(data, clear)).as(clear).isEmpty();
    }
  }

  private static List<Path> filesWith(Path data, String text) throws IOException {
    byte[] wanted = text.getBytes(UTF_8);
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, wanted)).toList();
    }
  }

  private static boolean holds(Path file, byte[] wanted) {
    try {
      String latin =
          new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
      return latin.contains(new String(wanted, java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String said() {
    return out + "\n" + err;
  }

  private int run(Path data, String input, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      return LiniyaCommand.commandLine()
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true))
          .execute(
              Stream.concat(
                      Stream.of(arguments),
                      Stream.of(
                          "--config",
                          RunningServer.plainConfig().toString(),
                          "--data",
                          data.toString()))
                  .toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }
}
