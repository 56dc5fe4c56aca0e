package org.liniya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;

/**
 * In what H2 and PostgreSQL differ; all other SQL is written so that both understand it. Immutable.
 */
sealed interface Dialect permits H2, PostgreSql {
  /** The dialect of a JDBC URL. */
  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgreSql() : new H2();
  }

  /** The URL as it is opened. */
  String url(String given);

  /** Sets what the driver needs so that every commit is on the disk and no wait is for ever. */
  void prepare(HikariConfig config, StoreSettings settings);

  /**
   * Why the database cannot be opened or its schema not be made, and what to do about it; empty
   * when the code says nothing to this dialect.
   *
   * @param place the database's address without parameters
   */
  Optional<String> advice(SQLException fault, String place, String user);

  /** What must be so before the schema is made; the answer says what to do when it is not. */
  Optional<String> unfit(Handle handle, String place);

  /** Whether the database must be closed and opened again when its schema has been changed. */
  boolean reopensAfterMigration();

  /**
   * Makes sure that no other process uses the database, now and until it is closed.
   *
   * @throws org.liniya.port.StoreException when another does
   */
  SoleUse soleUse(String url, StoreSettings settings, String place);

  /** Has the breaker told when the database is away, where it can be away without us. */
  AutoCloseable pulse(HikariDataSource source, Breaker breaker);

  /**
   * How transactions that change something go on beside each other, for one database.
   *
   * @param threads where those may run that go on side by side
   */
  Turn turn(Executor threads);

  /**
   * Waits, in a transaction, until no earlier transaction that called this with the same name goes
   * on: one whose client gave up may still be committing. The lock ends with the transaction.
   */
  void awaitStragglers(Handle handle, String name);

  /**
   * Has the database itself refuse whatever would change or remove rows of the audit, where it can.
   * Idempotent; the schema must be there.
   */
  void guardAudit(Handle handle);
}
