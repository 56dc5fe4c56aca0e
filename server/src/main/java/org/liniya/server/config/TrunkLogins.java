package org.liniya.server.config;

import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code user} and {@code password}, which only make sense together. For one thread. */
final class TrunkLogins {

  private final Secrets secrets;
  private final Problems problems;

  TrunkLogins(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** A table of nothing but the two. */
  Optional<TrunkLogin> whole(Section keys) {
    Optional<TrunkLogin> login = needed(keys);
    keys.done();
    return login;
  }

  /** The two, which must be there. */
  Optional<TrunkLogin> needed(Section keys) {
    boolean user = keys.needs("user");
    boolean password = keys.needs("password");
    return user && password ? read(keys) : Optional.empty();
  }

  /** The two, or neither. */
  Optional<TrunkLogin> wanted(Section keys) {
    boolean any = keys.value("user").isPresent() || keys.value("password").isPresent();
    return any ? needed(keys) : Optional.empty();
  }

  private Optional<TrunkLogin> read(Section keys) {
    String user = keys.text("user", "");
    Optional<Secret> password = secrets.secret(keys, "password");
    if (!user.matches("[\\w.+~!*'()-]{1,64}")) {
      problems.add(
          keys.placeOf("user"),
          "'user' is not of the form",
          "Use letters, figures, dots, dashes and plus signs");
      return Optional.empty();
    }
    return password.map(secret -> new TrunkLogin(user, secret));
  }
}
