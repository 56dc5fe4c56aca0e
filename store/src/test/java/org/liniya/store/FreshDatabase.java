package org.liniya.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liniya.call.Secret;
import org.liniya.testkit.database.PostgresServer;

/** Gives each test a data folder and an empty database, or an empty store's, and removes both. */
final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
  private final boolean tables;
  private @Nullable Path folder;
  private Optional<OnPostgres> postgres = Optional.empty();

  /** Where the database is when it is not a file in the folder. */
  record OnPostgres(PostgresServer server, PostgresServer.Place place) {}

  /** An empty database. */
  FreshDatabase() {
    this(false);
  }

  private FreshDatabase(boolean tables) {
    this.tables = tables;
  }

  /** One with the store's tables in it already. */
  static FreshDatabase withTables() {
    return new FreshDatabase(true);
  }

  Path folder() {
    return requireNonNull(folder);
  }

  /** How to reach it. */
  StoreSettings settings() {
    return usual(postgres.map(OnPostgres::place));
  }

  /** How to reach it, with other limits. */
  StoreSettings settings(int connections, Duration timeout, int maxWaiting) {
    return settings(postgres.map(OnPostgres::place), connections, timeout, maxWaiting);
  }

  static StoreSettings settingsOfH2() {
    return usual(Optional.empty());
  }

  static StoreSettings settings(PostgresServer.Place place) {
    return usual(Optional.of(place));
  }

  private static StoreSettings usual(Optional<PostgresServer.Place> place) {
    StoreSettings usual = StoreSettings.defaults();
    return settings(place, 4, usual.timeout(), usual.maxWaiting());
  }

  private static StoreSettings settings(
      Optional<PostgresServer.Place> place, int connections, Duration timeout, int maxWaiting) {
    return new StoreSettings(
        place.map(PostgresServer.Place::url),
        place.map(PostgresServer.Place::user).orElse("liniya"),
        new Secret(place.map(PostgresServer.Place::password).orElse("")),
        Optional.empty(),
        connections,
        timeout,
        maxWaiting);
  }

  OnPostgres postgres() {
    return postgres.orElseThrow();
  }

  boolean isPostgres() {
    return postgres.isPresent();
  }

  /** A connection beside the store's. */
  Connection connect() throws SQLException {
    StoreSettings settings = settings();
    return DriverManager.getConnection(
        Database.url(settings, folder()), settings.user(), settings.password().reveal());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("liniya-store");
    postgres =
        switch (EachDatabase.of(context)) {
          case H2 -> {
            if (tables) {
              WithTables.h2(context, folder);
            }
            yield Optional.empty();
          }
          case POSTGRESQL -> {
            PostgresServer server = PostgresServer.shared(context);
            yield Optional.of(
                new OnPostgres(
                    server, tables ? WithTables.postgres(context, server) : server.create()));
          }
        };
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    postgres.ifPresent(on -> on.server().drop(on.place()));
    remove(folder());
  }

  static void remove(Path folder) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
