package org.liniya.server.webhook;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.liniya.port.Outbox;
import org.liniya.ticket.NoticeKind;

/**
 * Who is told of the changes of tickets. Immutable.
 *
 * @param name small letters, digits and dashes
 * @param keys each signs every delivery, so that a receiver may change from one to the next
 * @param kinds what it is told
 * @param active one that is not is neither told nor is anything kept for it
 */
public record WebhookReceiver(
    String name, URI url, List<SigningKey> keys, Set<NoticeKind> kinds, boolean active) {

  public WebhookReceiver {
    keys = List.copyOf(keys);
    kinds = Set.copyOf(kinds);
  }

  /** What the outbox has to keep for it. */
  public Outbox.Subscription subscription() {
    return new Outbox.Subscription(name, kinds);
  }

  /** For people: a path or parameter may be secret. */
  String host() {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }
}
