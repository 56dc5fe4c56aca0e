package org.liniya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.liniya.port.StoreException;

/**
 * Opens the connection pool and brings the schema up to date, with messages that say what to do.
 * Used at start-up only, by one thread.
 */
final class Database {
  private static final int H2_FILE_IN_USE = 90020;

  private Database() {}

  /** The JDBC URL; an H2 one always gets {@code WRITE_DELAY=0}. */
  static String url(StoreSettings settings, Path dataFolder) {
    String url =
        settings
            .url()
            .filter(given -> !given.isBlank())
            .orElseGet(() -> "jdbc:h2:file:" + fileName(dataFolder));
    if (!url.startsWith("jdbc:h2:")) {
      return url;
    }
    // By default H2 loses commits that it has acknowledged (FACTS: H2). Ours to close, not a
    // hook's.
    return url.replaceAll("(?i);(WRITE_DELAY|DB_CLOSE_ON_EXIT)=[^;]*", "")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  private static String fileName(Path dataFolder) {
    String name = dataFolder.toAbsolutePath().normalize().resolve("liniya").toString();
    if (name.contains(";")) {
      throw new StoreException("the data folder's name must not contain ';': " + dataFolder);
    }
    return name;
  }

  /**
   * Connects.
   *
   * @throws StoreException when the database is locked, away or refuses the password
   */
  static HikariDataSource connect(StoreSettings settings, Path dataFolder) {
    String url = url(settings, dataFolder);
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url);
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.connections());
    config.setConnectionTimeout(settings.timeout().toMillis());
    config.setValidationTimeout(Math.max(250, settings.timeout().toMillis() / 2));
    config.setInitializationFailTimeout(1); // one try: whoever starts us wants to know now
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw refused(e, url.replaceAll("[;?].*", ""));
    }
  }

  private static StoreException refused(RuntimeException fault, String place) {
    SQLException sql = Faults.sql(fault).orElseGet(SQLException::new);
    String state = String.valueOf(sql.getSQLState());
    if (sql.getErrorCode() == H2_FILE_IN_USE) {
      return new StoreException(
          "the database " + place + " is in use by another process; is another server running?");
    }
    if (state.startsWith("28")) {
      return new StoreException(
          "the database " + place + " refuses the user name or password (storage.user)");
    }
    return Faults.translate("open the database " + place, fault);
  }

  /**
   * Migrates the schema.
   *
   * @throws StoreException when it cannot, or when a newer version of Liniya wrote the database
   */
  static void migrate(HikariDataSource source) {
    Flyway flyway =
        Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
    try {
      for (MigrationInfo applied : flyway.info().applied()) {
        if (applied.getState().isResolved()) {
          continue;
        }
        throw new StoreException(
            "the database has schema version "
                + applied.getVersion()
                + ", written by a newer version of Liniya: start that one");
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Faults.translate("bring the database's schema up to date", e);
    }
  }
}
