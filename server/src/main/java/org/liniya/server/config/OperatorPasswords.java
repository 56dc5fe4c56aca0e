package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.OperatorSecrets;

/**
 * The passwords of the operators' softphones: those that the configuration names, the others from
 * {@code operators.secret} in the data folder, where missing ones are made. Immutable.
 *
 * @param made whether passwords were made just now: tell the user where they are
 */
public record OperatorPasswords(Map<OperatorId, Secret> byOperator, Path file, boolean made)
    implements OperatorSecrets {

  private static final String NAME = "operators.secret";

  /** About 98 bits; digest authentication lets anyone who listens guess off-line. */
  private static final int LENGTH = 20;

  public OperatorPasswords {
    byOperator = Map.copyOf(byOperator);
  }

  /**
   * Reads the passwords and makes the missing ones.
   *
   * @throws IOException when the file cannot be read or written
   */
  public static OperatorPasswords ensure(Path data, List<OperatorSettings> operators)
      throws IOException {
    Path file = data.resolve(NAME);
    Map<String, String> kept = Files.exists(file) ? read(file) : new LinkedHashMap<>();
    Map<OperatorId, Secret> all = new LinkedHashMap<>();
    boolean made = false;
    for (OperatorSettings operator : operators) {
      if (operator.telephone() instanceof OperatorTelephone.OfAsterisk) {
        continue; // without a password no telephone registers with us in the operator's name
      }
      OperatorId id = operator.profile().id();
      if (operator.password().isEmpty() && !kept.containsKey(id.value())) {
        kept.put(id.value(), RandomSecret.ofLength(LENGTH));
        made = true;
      }
      all.put(
          id, operator.password().orElseGet(() -> new Secret(kept.getOrDefault(id.value(), ""))));
    }
    if (made) {
      PrivateFile.write(data, NAME, text(kept));
    }
    return new OperatorPasswords(all, file, made);
  }

  @Override
  public Optional<Secret> password(OperatorId operator) {
    return Optional.ofNullable(byOperator.get(operator));
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.substring(equals + 1).isBlank()) {
        kept.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return kept;
  }

  private static String text(Map<String, String> passwords) {
    StringBuilder text = new StringBuilder();
    passwords.forEach((id, password) -> text.append(id).append('=').append(password).append('\n'));
    return text.toString();
  }
}
