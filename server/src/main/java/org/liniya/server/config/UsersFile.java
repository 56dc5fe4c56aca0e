package org.liniya.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.console.Role;
import org.liniya.console.TokenHash;
import org.liniya.console.User;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code users.yaml}: who may use the HTTP API. For one thread. */
final class UsersFile {

  static final String NAME = "users.yaml";
  private static final int SHORTEST_TOKEN = 20;

  private final Secrets secrets;
  private final Problems problems;

  UsersFile(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  List<User> read(ConfigFolder folder) {
    List<User> users = new ArrayList<>();
    folder
        .section(NAME)
        .ifPresent(
            root -> {
              root.section("users")
                  .ifPresent(
                      all ->
                          Tables.each(all, (name, keys) -> user(name, keys).ifPresent(users::add)));
              root.done();
            });
    return users;
  }

  private Optional<TokenHash> hash(Yaml.Text text) {
    try {
      return Optional.of(TokenHash.parse(text.value()));
    } catch (IllegalArgumentException e) {
      problems.add(
          text.place(),
          "'token-hash' is not of the form sha256:…",
          "Make one with 'liniya users token'");
      return Optional.empty();
    }
  }

  private Optional<User> user(Yaml.Text name, Section keys) {
    Tables.name(name, "[\\w.@-]{1,64}", "letters, digits, dots and dashes", problems);
    String word = keys.required("role");
    Optional<Role> role = Role.of(word);
    if (role.isEmpty() && !word.isEmpty()) {
      problems.add(
          keys.placeOf("role"),
          "there is no role '" + word + "'",
          DidYouMean.hint(word, Role.words()));
    }
    Optional<TokenHash> hash = keys.scalar("token-hash").flatMap(this::hash);
    if (keys.value("token-hash").isPresent()) {
      if (keys.value("token").isPresent()) {
        problems.add(keys.placeOf("token"), "the user has two tokens", "Keep 'token-hash' alone");
      }
      return role.flatMap(r -> hash.map(h -> new User(name.value(), r, h)));
    }
    if (keys.value("token").isEmpty()) {
      problems.add(
          keys.place(),
          "the key 'token-hash' is missing",
          "Make one with 'liniya users token', or add 'token: ${env:NAME}'");
    }
    Optional<Secret> token = secrets.secret(keys, "token");
    if (token.filter(t -> t.reveal().length() < SHORTEST_TOKEN).isPresent()) {
      problems.add(
          keys.placeOf("token"),
          "the token is shorter than " + SHORTEST_TOKEN + " characters and could be guessed",
          "Make one with: openssl rand -hex 32");
      return Optional.empty();
    }
    return role.flatMap(r -> token.map(t -> User.of(name.value(), r, t)));
  }
}
