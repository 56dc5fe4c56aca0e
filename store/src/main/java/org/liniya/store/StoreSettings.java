package org.liniya.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * How to reach the database. Immutable.
 *
 * @param url a JDBC URL; empty means an H2 file {@code liniya.mv.db} in the data folder
 * @param password may be empty for H2, whose file is protected by its folder
 * @param keyFile the key of personal fields; empty means {@code field.key} in the data folder
 * @param connections size of the pool, 3 to 100; two of them belong to the batch writers
 * @param timeout how long any call of a port may wait for the database
 * @param maxWaiting how many batched events are kept in memory while the database is away
 */
public record StoreSettings(
    Optional<String> url,
    String user,
    Secret password,
    Optional<Path> keyFile,
    int connections,
    Duration timeout,
    int maxWaiting) {

  public StoreSettings {
    require(connections >= 3 && connections <= 100, "storage.connections must be 3 to 100");
    require(
        timeout.compareTo(Duration.ofMillis(250)) >= 0
            && timeout.compareTo(Duration.ofMinutes(1)) <= 0,
        "storage.timeout must be 250ms to 1m");
    require(maxWaiting >= 1, "storage.max-waiting must be 1 or more");
  }

  /** An H2 file in the data folder, 8 connections, 5 s. */
  public static StoreSettings defaults() {
    return new StoreSettings(
        Optional.empty(),
        "liniya",
        new Secret(""),
        Optional.empty(),
        8,
        Duration.ofSeconds(5),
        100_000);
  }

  Dialect dialect() {
    return Dialect.of(url.orElse(""));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
