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

/** Gives each test a data folder and an empty database, and removes both. */
final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
  private @Nullable Path folder;
  private Optional<OnPostgres> postgres = Optional.empty();

  /** Where the database is when it is not a file in the folder. */
  record OnPostgres(PostgresServer server, PostgresServer.Place place) {}

  Path folder() {
    return requireNonNull(folder);
  }

  /** How to reach it. */
  StoreSettings settings() {
    StoreSettings usual = StoreSettings.defaults();
    return settings(4, usual.timeout(), usual.maxWaiting());
  }

  /** How to reach it, with other limits. */
  StoreSettings settings(int connections, Duration timeout, int maxWaiting) {
    return new StoreSettings(
        postgres.map(on -> on.place().url()),
        postgres.map(on -> on.place().user()).orElse("liniya"),
        new Secret(postgres.map(on -> on.place().password()).orElse("")),
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
          case H2 -> Optional.empty();
          case POSTGRESQL -> {
            PostgresServer server = PostgresServer.shared(context);
            yield Optional.of(new OnPostgres(server, server.create()));
          }
        };
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    postgres.ifPresent(on -> on.server().drop(on.place()));
    List<Path> all;
    try (var walk = Files.walk(folder())) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
