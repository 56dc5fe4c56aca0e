package org.liniya.server.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.person.LookUp;
import org.liniya.port.Time;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.testkit.database.PostgresServer;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

/**
 * {@code scripts/bench store}: fills a database and measures the store with it. Options: {@code
 * --tickets N}, {@code --events N}, {@code --postgresql}, {@code --data FOLDER} (H2 only: kept, and
 * not filled again when it is there).
 */
final class StoreBench {
  static final Time TIME = new SystemTime();

  private final StoreSettings settings;
  private final Path folder;

  private StoreBench(StoreSettings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    long tickets = number(words, "--tickets", 1_000_000);
    long events = number(words, "--events", 10_000_000);
    int data = words.indexOf("--data");
    Path folder =
        data < 0 ? Files.createTempDirectory("liniya-bench") : Path.of(words.get(data + 1));
    if (words.contains("--hold")) {
      int url = words.indexOf("--hold");
      hold(settings(words.get(url + 1), words.get(url + 2), words.get(url + 3)), folder);
    } else if (words.contains("--postgresql")) {
      try (PostgresServer server = PostgresServer.start()) {
        PostgresServer.Place place = server.create();
        server.execute("alter system set shared_buffers = '32MB'");
        new StoreBench(settings(place.url(), place.user(), place.password()), folder)
            .run(tickets, events);
      }
    } else {
      String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("liniya");
      new StoreBench(settings(url, "liniya", ""), folder).run(tickets, events);
    }
    System.exit(0);
  }

  private static long number(List<String> words, String option, long otherwise) {
    int at = words.indexOf(option);
    return at < 0 ? otherwise : Long.parseLong(words.get(at + 1).replace("_", ""));
  }

  private static StoreSettings settings(String url, String user, String password) {
    StoreSettings usual = StoreSettings.defaults();
    return new StoreSettings(
        Optional.of(url),
        user,
        new Secret(password),
        Optional.empty(),
        usual.connections(),
        usual.timeout(),
        usual.maxWaiting());
  }

  private void run(long tickets, long events) throws Exception {
    BenchTimes.say(
        "%,d tickets, %,d events, %s, %d cores, Java %s"
            .formatted(
                tickets,
                events,
                BenchSql.of(settings.url().orElseThrow()),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version()));
    Path filled = folder.resolve("filled");
    if (!Files.exists(filled)) {
      fill(tickets, events);
      Files.createFile(filled);
    }
    try (Store store = open()) {
      BenchTimes.head();
      new BenchLookUps(store, sample(1_000)).run();
      new BenchWrites(store).run();
    }
    starts(3);
  }

  private Store open() {
    return Store.open(settings, TIME, folder, TicketPlan.STANDARD);
  }

  private void fill(long tickets, long events) throws SQLException {
    try (Store store = open()) {
      hashes(store);
      BenchTimes.say("hashed surnames and documents");
    }
    try (Connection connection = connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table bench_hashes (kind varchar(24), place integer, hash varchar(64),"
                + " constraint bench_hashes_line primary key (kind, place))");
        statement.execute(
            "insert into bench_hashes select kind, row_number() over (partition by kind order by"
                + " opened_at) - case when kind = 'snils' then 1 else 0 end, hash from"
                + " ticket_lookups where kind in ('surname', 'snils')");
      }
      new BenchFill(
              connection,
              BenchSql.of(settings.url().orElseThrow()),
              tickets,
              events,
              TIME.now().minusSeconds(60))
          .run();
    }
  }

  /** Tickets of an earlier year, one a surname and document: their hashes are the store's own. */
  private static void hashes(Store store) {
    Random random = new Random(1);
    for (int i = 0; i < BenchFill.SURNAMES; i++) {
      Instant at = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i);
      CallId call = CallId.create(at, random);
      TicketNumber number = store.tickets().open(call, "a", Identity.NONE, Language.RU, at);
      store.tickets().known(number, surname(i));
      if (i < BenchFill.DOCUMENTS) {
        store.tickets().known(number, snils(i));
      }
    }
  }

  /** The most frequent is 0. */
  static LookUp surname(int rank) {
    StringBuilder name = new StringBuilder("Фамилия");
    for (int rest = rank + 1; rest > 0; rest /= 32) {
      name.append((char) ('а' + rest % 32));
    }
    return LookUp.of(LookUp.Kind.SURNAME, new Secret(name.toString())).orElseThrow();
  }

  static LookUp snils(int i) {
    return LookUp.of(LookUp.Kind.SNILS, new Secret("%011d".formatted(10_000_000_000L + i)))
        .orElseThrow();
  }

  private List<TicketNumber> sample(int many) throws SQLException {
    List<TicketNumber> numbers = new ArrayList<>();
    Random random = new Random(2);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < many; i++) {
        try (ResultSet row =
            statement.executeQuery(
                "select number from tickets where number >= '%d' order by number limit 1"
                    .formatted(100_000_000 + random.nextInt(8_900_000)))) {
          if (row.next()) {
            numbers.add(new TicketNumber(row.getString(1)));
          }
        }
      }
    }
    return numbers;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        settings.url().orElseThrow(), settings.user(), settings.password().reveal());
  }

  /** After a kill in the middle of writing, with open calls; everything that a start does. */
  private void starts(int times) throws IOException, InterruptedException {
    double[] opened = new double[times];
    double[] ready = new double[times];
    for (int i = 0; i < times; i++) {
      kill();
      long began = System.nanoTime();
      try (Store store = open()) {
        opened[i] = (System.nanoTime() - began) / 1e6;
        Recovery.Report report =
            new Recovery(store.calls(), store.tickets(), store.journal(), store.callbacks(), TIME)
                .run(Map.of(), _ -> Language.RU);
        store.registrations().all();
        store.operators().all();
        store.dialogs().all();
        ready[i] = (System.nanoTime() - began) / 1e6;
        BenchTimes.say("killed and started again: " + report);
        if (i == times - 1) {
          BenchTimes.measureFew(
              "deadlines reckoned again, all told (behind)",
              Optional.empty(),
              1,
              _ -> {
                store.ticketDesk().reckonAgain(TIME.now());
                EscalationClock.look(store.ticketDesk(), TIME);
              });
        }
      }
    }
    BenchTimes.line("the store opened after a kill", Optional.empty(), opened[0], opened);
    BenchTimes.line("opened, and all cut-off calls settled", BenchLookUps.START, ready[0], ready);
  }

  private void kill() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                StoreBench.class.getName(),
                "--data",
                folder.toString(),
                "--hold",
                settings.url().orElseThrow(),
                settings.user(),
                settings.password().reveal())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = child.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals("ready")) {
          child.toHandle().destroyForcibly();
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The child: 200 open calls, journals being written, until it is killed. */
  private static void hold(StoreSettings settings, Path folder) throws InterruptedException {
    Store store = Store.open(settings, TIME, folder, TicketPlan.STANDARD);
    List<CallId> calls = BenchWrites.openCalls(store, 200);
    CountDownLatch written = new CountDownLatch(5_000);
    for (int thread = 0; thread < 8; thread++) {
      int first = thread;
      Thread.ofPlatform()
          .start(
              () -> {
                for (int i = first; ; i++) {
                  store
                      .journal()
                      .commit(calls.get(i % calls.size()), TIME.now(), new JournalEvent.Rated(5));
                  written.countDown();
                }
              });
    }
    written.await();
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
