package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liniya.call.Secret;
import org.liniya.console.Role;
import org.liniya.console.User;

/**
 * The administrator's token of this machine, in {@code api-token} of the data folder: who may read
 * that file administers the line. The commands that ask a running server use it. Immutable.
 */
public record ApiToken(Path file, Secret token) {

  private static final String NAME = "api-token";
  private static final int LENGTH = 40;

  /**
   * Reads the token, made first when there is none.
   *
   * @throws IOException when the file cannot be read or written
   */
  public static ApiToken ensure(Path data) throws IOException {
    Path file = data.resolve(NAME);
    if (!Files.exists(file) || Files.readString(file).isBlank()) {
      PrivateFile.write(data, NAME, RandomSecret.ofLength(LENGTH) + "\n");
    }
    return read(data);
  }

  /** One for somebody else. */
  public static String random() {
    return RandomSecret.ofLength(LENGTH);
  }

  /**
   * Reads the token of a server that has been started before.
   *
   * @throws IOException when there is none or it cannot be read
   */
  public static ApiToken read(Path data) throws IOException {
    Path file = data.resolve(NAME);
    return new ApiToken(file, new Secret(Files.readString(file).strip()));
  }

  /** The user that this token stands for. */
  public User user() {
    return User.of("administrator", Role.ADMINISTRATOR, token);
  }
}
