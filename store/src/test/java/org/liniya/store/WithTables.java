package org.liniya.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.liniya.testkit.database.PostgresServer;

/**
 * Databases with the store's tables and nothing in them, made once in a test run and copied: most
 * of a short test's time went into its migrations. What migrates is tested without.
 */
final class WithTables {
  private static final Namespace OURS = Namespace.create(WithTables.class);
  private static final String FILE = "liniya.mv.db";

  private WithTables() {}

  /** The file of an H2 database; it goes at the end of the run. */
  private record H2File(Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      FreshDatabase.remove(folder);
    }
  }

  /** Into the folder of a test. */
  static void h2(ExtensionContext context, Path folder) throws IOException {
    H2File made =
        requireNonNull(
            context
                .getRoot()
                .getStore(OURS)
                .computeIfAbsent(H2File.class, _ -> makeH2(), H2File.class));
    Files.copy(made.folder().resolve(FILE), folder.resolve(FILE));
  }

  private static H2File makeH2() {
    try {
      Path folder = Files.createTempDirectory("liniya-store");
      migrate(FreshDatabase.settingsOfH2(), folder);
      return new H2File(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PostgresServer.Place postgres(ExtensionContext context, PostgresServer server) {
    return server.copy(
        requireNonNull(
            context
                .getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                    PostgresServer.Place.class,
                    _ -> makePostgres(server),
                    PostgresServer.Place.class)));
  }

  private static PostgresServer.Place makePostgres(PostgresServer server) {
    PostgresServer.Place place = server.create();
    migrate(FreshDatabase.settings(place), Path.of("")); // it has no files of ours
    return place;
  }

  private static void migrate(StoreSettings settings, Path folder) {
    Database.migrate(Database.connect(settings, folder), settings, folder).close();
  }
}
