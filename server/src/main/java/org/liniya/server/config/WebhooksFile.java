package org.liniya.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.server.webhook.SigningKey;
import org.liniya.server.webhook.WebhookReceiver;
import org.liniya.ticket.NoticeKind;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code webhooks.yaml}: who outside is told of the changes of tickets. Without the file
 * nobody is. For one thread.
 */
final class WebhooksFile {

  static final String NAME = "webhooks.yaml";

  private static final String RECEIVER = "[a-z0-9][a-z0-9-]{0,63}";

  private final Secrets secrets;
  private final Problems problems;

  WebhooksFile(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  List<WebhookReceiver> read(ConfigFolder folder) {
    List<WebhookReceiver> receivers = new ArrayList<>();
    folder
        .optional(NAME)
        .ifPresent(
            root -> {
              root.section("receivers")
                  .ifPresent(
                      all ->
                          Tables.each(
                              all, (name, keys) -> receiver(name, keys).ifPresent(receivers::add)));
              root.done();
            });
    return receivers;
  }

  private Optional<WebhookReceiver> receiver(Yaml.Text name, Section keys) {
    Tables.name(name, RECEIVER, "small letters, digits and dashes", problems);
    Optional<URI> url = WebAddress.in(keys, "https://desk.example.org/path");
    keys.needs("secret");
    List<SigningKey> signing =
        Stream.of("secret", "previous-secret").flatMap(key -> key(keys, key).stream()).toList();
    Set<NoticeKind> kinds = kinds(keys);
    boolean active = keys.yesNo("active", true);
    return url.map(to -> new WebhookReceiver(name.value(), to, signing, kinds, active));
  }

  private Optional<SigningKey> key(Section keys, String key) {
    return secrets
        .secret(keys, key)
        .flatMap(
            secret -> {
              Optional<SigningKey> made = SigningKey.of(secret);
              if (made.isEmpty()) {
                problems.add(
                    keys.placeOf(key),
                    "the secret under '" + key + "' is not " + SigningKey.FORM,
                    "Make one with: echo \"whsec_$(openssl rand -base64 32)\"");
              }
              return made;
            });
  }

  private Set<NoticeKind> kinds(Section keys) {
    if (keys.value("events").isEmpty()) {
      return EnumSet.allOf(NoticeKind.class);
    }
    Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
    List<Yaml.Text> words = keys.texts("events");
    for (Yaml.Text word : words) {
      Optional<NoticeKind> kind = NoticeKind.of(word.value());
      kind.ifPresent(kinds::add);
      if (kind.isEmpty()) {
        problems.add(
            word.place(),
            "there is no event '" + word.value() + "'",
            DidYouMean.hint(word.value(), NoticeKind.words()));
      }
    }
    if (words.isEmpty()) {
      problems.add(
          keys.placeOf("events"),
          "'events' names nothing, so the receiver would be told nothing",
          "Leave the key out for all events, or write 'active: no'");
    }
    return kinds;
  }
}
