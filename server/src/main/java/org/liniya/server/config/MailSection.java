package org.liniya.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.server.identity.MailAddress;
import org.liniya.server.identity.MailSettings;
import org.liniya.server.identity.MailSettings.Tls;
import org.liniya.server.identity.Words;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;

/** The key {@code email} of {@code codes} in {@code identity.yaml}. For one thread. */
final class MailSection {

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final int RELAY = 25;
  private static final int LAST_PORT = 65_535;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int AT_ONCE = 10;
  private static final int MOST_AT_ONCE = 1_000;

  private final Secrets secrets;
  private final Set<Language> languages;

  MailSection(Secrets secrets, Set<Language> languages) {
    this.secrets = secrets;
    this.languages = languages;
  }

  /** Empty with a problem. */
  Optional<MailSettings> read(Section keys) {
    Optional<String> host = host(keys);
    Tls tls = tls(keys, host);
    int port = keys.whole("port", usual(tls), 1, LAST_PORT);
    Optional<MailSettings.Login> login = login(keys);
    Optional<String> from = from(keys);
    Optional<Words> subject = new CodeWords(languages).subject(keys);
    Duration timeout = timeout(keys);
    int atOnce = keys.whole("at-once", AT_ONCE, 1, MOST_AT_ONCE);
    keys.done();
    return host.flatMap(
        at ->
            from.flatMap(
                sender ->
                    subject.map(
                        words ->
                            new MailSettings(
                                at, port, tls, login, sender, words, timeout, atOnce))));
  }

  /** As RFC 8314 has them. */
  private static int usual(Tls tls) {
    return switch (tls) {
      case STARTTLS -> SUBMISSION;
      case TLS -> SUBMISSIONS;
      case NO -> RELAY;
    };
  }

  private static Optional<String> host(Section keys) {
    String host = keys.required("host");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (!host.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]")) {
      keys.problems()
          .add(
              keys.placeOf("host"),
              "'host' is no name of a machine",
              "Write it as smtp.example.org; the port has a key of its own");
      return Optional.empty();
    }
    return Optional.of(host);
  }

  private static Tls tls(Section keys, Optional<String> host) {
    String word = keys.text("tls", Tls.STARTTLS.word());
    List<Tls> all = List.of(Tls.values());
    Optional<Tls> tls = all.stream().filter(each -> each.word().equals(word)).findFirst();
    if (tls.isEmpty()) {
      keys.problems()
          .add(
              keys.placeOf("tls"),
              "'tls' is starttls, tls or no, not '" + word + "'",
              DidYouMean.hint(word, Arrays.stream(Tls.values()).map(Tls::word).toList()));
    }
    if (tls.filter(Tls.NO::equals).isPresent()
        && host.filter(name -> !WebAddress.loopback(name)).isPresent()) {
      keys.problems()
          .add(
              keys.placeOf("tls"),
              "without TLS anybody on the way can read the codes",
              "Write 'tls: starttls' or 'tls: tls'; no is for this machine alone, as 127.0.0.1");
    }
    return tls.orElse(Tls.STARTTLS);
  }

  private Optional<MailSettings.Login> login(Section keys) {
    Optional<String> user = keys.text("user");
    Optional<Secret> password = secrets.secret(keys, "password");
    boolean named = keys.value("password").isPresent();
    if (user.isPresent() != named) {
      keys.problems()
          .add(
              named ? keys.placeOfKey("password") : keys.placeOfKey("user"),
              "'user' and 'password' stand together",
              "Add 'password: ${env:SMTP_PASSWORD}' and 'user', or remove both");
    }
    return user.flatMap(name -> password.map(word -> new MailSettings.Login(name, word)));
  }

  private static Optional<String> from(Section keys) {
    String from = keys.required("from");
    if (from.isEmpty()) {
      return Optional.empty();
    }
    if (!MailAddress.valid(from)) {
      keys.problems()
          .add(
              keys.placeOf("from"),
              "'from' is no address of e-mail",
              "Write the address alone, in Latin letters, as codes@example.org");
      return Optional.empty();
    }
    return Optional.of(from);
  }

  private static Duration timeout(Section keys) {
    Duration timeout = keys.span("timeout", TIMEOUT);
    if (timeout.isZero() || timeout.compareTo(MailSettings.LONGEST) > 0) {
      keys.problems()
          .add(
              keys.placeOf("timeout"),
              "'timeout' is from 1ms to 10s",
              "The caller waits meanwhile; 5s is usual");
      return TIMEOUT;
    }
    return timeout;
  }
}
