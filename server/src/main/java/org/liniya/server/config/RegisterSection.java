package org.liniya.server.config;

import java.time.Duration;
import java.util.Optional;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code register} of a trunk: our registration at its provider. For one thread. */
final class RegisterSection {

  static final Duration EXPIRES = Duration.ofMinutes(10);

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final TrunkLogins logins;
  private final Problems problems;

  RegisterSection(TrunkLogins logins, Problems problems) {
    this.logins = logins;
    this.problems = problems;
  }

  /** Empty, with a problem, when something that it needs is missing or wrong. */
  Optional<RegisterRules> read(Section keys) {
    Optional<TrunkPlace> registrar = OutSection.place(keys, "registrar", problems);
    Optional<TrunkLogin> login = logins.needed(keys);
    Duration expires = expires(keys);
    Optional<String> contact = keys.text("contact-user");
    keys.done();
    if (contact.filter(user -> !user.matches("[\\w.+-]{1,64}")).isPresent()) {
      problems.add(
          keys.placeOf("contact-user"),
          "'contact-user' is not of the form",
          "Use letters, figures, dots, dashes and plus signs");
      return Optional.empty();
    }
    return registrar.flatMap(
        place ->
            login.map(
                account ->
                    new RegisterRules(place, account, expires, contact.orElse(account.user()))));
  }

  private Duration expires(Section keys) {
    Duration expires = keys.span("expires", EXPIRES);
    if (expires.compareTo(SHORTEST) < 0 || expires.compareTo(LONGEST) > 0) {
      problems.add(
          keys.placeOf("expires"), "'expires' is from 1m to 1d", "Leave it at 10m if unsure");
      return EXPIRES;
    }
    return expires;
  }
}
