package org.liniya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.liniya.port.StoreException;

/**
 * Opens the connection pool and brings the schema up to date, with messages that say what to do.
 * Used at start-up only, by one thread.
 */
final class Database {
  private Database() {}

  /** The JDBC URL; an H2 one always gets {@code WRITE_DELAY=0}. */
  static String url(StoreSettings settings, Path dataFolder) {
    String url =
        settings
            .url()
            .filter(given -> !given.isBlank())
            .orElseGet(() -> "jdbc:h2:file:" + fileName(dataFolder));
    return Dialect.of(url).url(url);
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
    Dialect.of(url).prepare(config, settings);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw explained("open the database " + place(url), e, url, settings.user());
    }
  }

  /**
   * Makes sure that the database is this process's alone until that is closed.
   *
   * @throws StoreException when another process uses it
   */
  static SoleUse soleUse(StoreSettings settings, Path dataFolder) {
    String url = url(settings, dataFolder);
    return Dialect.of(url).soleUse(url, settings, place(url));
  }

  /** The database's address for messages: without parameters, which may hold secrets. */
  static String place(String url) {
    return url.replaceAll("[;?].*", "");
  }

  /** The exception for the administrator: with advice where the dialect has some. */
  static StoreException explained(String what, Exception fault, String url, String user) {
    return Faults.sql(fault)
        .flatMap(sql -> Dialect.of(url).advice(sql, place(url), user))
        .map(advice -> new StoreException(advice, Faults.translate(what, fault)))
        .orElseGet(() -> Faults.translate(what, fault));
  }

  /**
   * Migrates the schema.
   *
   * @return the connections to go on with; the given ones are closed when they are others
   * @throws StoreException when it cannot, or when a newer version of Liniya wrote the database
   */
  static HikariDataSource migrate(
      HikariDataSource source, StoreSettings settings, Path dataFolder) {
    String url = source.getJdbcUrl();
    String user = source.getCredentials().getUsername();
    try {
      mustFit(source, url);
      // Connections of its own: the pool's may break off work that takes minutes.
      var flyway =
          Flyway.configure()
              .dataSource(url, user, source.getCredentials().getPassword())
              .locations("classpath:db/migration")
              .load();
      mustNotBeNewer(flyway);
      boolean changed = flyway.migrate().migrationsExecuted > 0;
      Jdbi.create(source).useTransaction(Dialect.of(url)::guardAudit);
      if (changed && Dialect.of(url).reopensAfterMigration()) {
        source.close();
        return connect(settings, dataFolder);
      }
      return source;
    } catch (FlywayException | JdbiException e) {
      throw explained("bring the database's schema up to date", e, url, user);
    }
  }

  private static void mustFit(HikariDataSource source, String url) {
    Jdbi.create(source)
        .withHandle(handle -> Dialect.of(url).unfit(handle, place(url)))
        .ifPresent(
            advice -> {
              throw new StoreException(advice);
            });
  }

  private static void mustNotBeNewer(Flyway flyway) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (!applied.getState().isResolved()) {
        throw new StoreException(
            "the database has schema version "
                + applied.getVersion()
                + ", written by a newer version of Liniya: start that one");
      }
    }
  }
}
