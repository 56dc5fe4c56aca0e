package org.liniya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;

/** The embedded database. */
record H2() implements Dialect {
  private static final int FILE_IN_USE = 90020;
  private static final int NOT_A_DATABASE = 90030;

  /**
   * Always with {@code WRITE_DELAY=0}: by default H2 loses commits that it has acknowledged (FACTS:
   * H2). The database is ours to close, not a hook's.
   */
  @Override
  public String url(String given) {
    return given.replaceAll("(?i);(WRITE_DELAY|DB_CLOSE_ON_EXIT)=[^;]*", "")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  @Override
  public void prepare(HikariConfig config, StoreSettings settings) {}

  @Override
  public Optional<String> advice(SQLException fault, String place, String user) {
    if (fault.getErrorCode() == FILE_IN_USE) {
      return Optional.of(
          "the database " + place + " is in use by another process; is another server running?");
    }
    if (fault.getErrorCode() == NOT_A_DATABASE) {
      return Optional.of(
          "the file of the database " + place + " is damaged: put it back from a backup");
    }
    if (String.valueOf(fault.getSQLState()).startsWith("28")) {
      return Optional.of(
          "the database "
              + place
              + " refuses the user name or password: look at storage.user and storage.password in"
              + " liniya.yaml");
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> unfit(Handle handle, String place) {
    return Optional.empty();
  }

  /**
   * In H2 2.4.240 {@code check (x in ('a', 'b'))} asks the session that made it, and when that has
   * been closed every insert ends in "The database has been closed" (h2database issue 4302). When
   * the database is opened, its own session takes that place.
   */
  @Override
  public boolean reopensAfterMigration() {
    return true;
  }

  @Override
  public SoleUse soleUse(String url, StoreSettings settings, String place) {
    return new SoleUse.ByFile();
  }

  @Override
  public AutoCloseable pulse(HikariDataSource source, Breaker breaker) {
    return () -> {};
  }

  @Override
  public Turn turn(Executor threads) {
    return new Turn.OneByOne();
  }

  /** H2 runs in this process: when a commit fails, nothing of it goes on. */
  @Override
  public void awaitStragglers(Handle handle, String name) {}

  /** The file is ours alone: nobody but this server writes in it while it runs. */
  @Override
  public void guardAudit(Handle handle) {
    // nothing that the database would have to refuse
  }
}
