package org.liniya.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liniya.testkit.phone.FreePorts;

/**
 * A real PostgreSQL server on a free port of 127.0.0.1, with its data in a temporary folder that
 * goes with it; the programs are unpacked once for all servers of a JVM and go with that.
 * Thread-safe. Users need their password, as on a real server; only the superuser, {@code
 * postgres}, needs none.
 *
 * <p>It does not wait for the disk: what it acknowledged survives the end of a client, not of the
 * machine.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /** Whom the server lets in: the last line asks for passwords. */
  private static final String WHO_MAY =
      """
      host all postgres 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final Path folder;
  private final AtomicInteger made = new AtomicInteger();

  private PostgresServer(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * A database of one test.
   *
   * @param url for JDBC
   * @param user its owner
   */
  public record Place(String url, String name, String user, String password) {}

  /** Starts a server; takes a few seconds. */
  public static PostgresServer start() {
    try {
      Path folder = Files.createTempDirectory("liniya-postgres-");
      try {
        return new PostgresServer(launch(folder), folder);
      } catch (IOException | RuntimeException e) {
        remove(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL", e);
    }
  }

  /** The library unpacks them once a JVM, wherever the first server says. */
  private static final class Programs {
    static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("liniya-postgres-programs-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException("no folder for PostgreSQL", e);
      }
    }

    private static void forget(Path folder) {
      try {
        remove(folder);
      } catch (IOException e) {
        System.err.println("left behind: " + folder);
      }
    }
  }

  private static EmbeddedPostgres launch(Path folder) throws IOException {
    Path programs = Programs.FOLDER;
    System.setProperty("ot.epg.working-dir", programs.toString()); // else it makes one in /tmp
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(programs.toFile())
        .setDataDirectory(folder.resolve("data"))
        .setDataDirectoryCustomizer(PostgresServer::askForPasswords)
        .setPort(FreePorts.one())
        .setPGStartupWait(START)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("shared_buffers", "32MB")
        .setServerConfig("max_connections", "200")
        .setServerConfig("scram_iterations", "1") // tests connect often
        .start();
  }

  private static void askForPasswords(File data) {
    try {
      Files.writeString(data.toPath().resolve("pg_hba.conf"), WHO_MAY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare PostgreSQL", e);
    }
  }

  /** The one server of this test run: started when first asked for, stopped at the end. */
  public static PostgresServer shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
        .computeIfAbsent(PostgresServer.class, _ -> start(), PostgresServer.class);
  }

  public int port() {
    return server.getPort();
  }

  /** Makes an empty database with an owner of its own. */
  public Place create() {
    String name = "test_" + made.incrementAndGet();
    execute("create role " + name + " login password 'secret-" + name + "'");
    execute("create database " + name + " owner " + name);
    return new Place(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + name, name, name, "secret-" + name);
  }

  /** Makes a database with all that is in another one, of the same owner; nobody may use that. */
  public Place copy(Place of) {
    String name = "test_" + made.incrementAndGet();
    execute("create database " + name + " owner " + of.user() + " template " + of.name());
    return new Place(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + name, name, of.user(), of.password());
  }

  /** Throws a database away, whoever is connected, and the owner who was made for it. */
  public void drop(Place place) {
    execute("drop database if exists " + place.name() + " with (force)");
    if (place.user().equals(place.name())) {
      execute("drop role if exists " + place.user());
    }
  }

  /** Cuts all connections to a database, as a restart of the server does. */
  public void cutConnections(Place place) {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + place.name()
            + "'");
  }

  /** Runs SQL as the superuser. */
  public void execute(String sql) {
    execute("postgres", sql);
  }

  /** Runs SQL in a database as the superuser. */
  public void execute(String database, String sql) {
    try (var connection = server.getDatabase("postgres", database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refuses: " + sql, e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    remove(folder);
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
