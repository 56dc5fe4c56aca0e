package org.liniya.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * Where tickets, calls and journals are kept. Immutable.
 *
 * @param url a JDBC URL; empty for the embedded database in the data folder
 * @param user of the database; empty for none
 * @param password of the database
 * @param fieldKeyFile holds the key that personal fields are encrypted with; made when missing. A
 *     relative path is taken from the data folder
 */
public record StorageSettings(
    Optional<String> url, String user, Optional<Secret> password, Path fieldKeyFile) {

  public static final StorageSettings DEFAULT =
      new StorageSettings(Optional.empty(), "", Optional.empty(), Path.of("field.key"));

  /**
   * The JDBC URL to open. Of the embedded database every acknowledged commit is on the disk: H2
   * otherwise loses what it acknowledged (FACTS: H2).
   */
  public String jdbcUrl(Path data) {
    return url.orElseGet(
        () ->
            "jdbc:h2:file:"
                + data.toAbsolutePath().normalize().resolve("liniya")
                + ";WRITE_DELAY=0");
  }

  public Path fieldKeyFile(Path data) {
    return data.resolve(fieldKeyFile);
  }
}
