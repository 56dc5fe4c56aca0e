package org.liniya.server.identity;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * The mail server that takes our codes (RFC 5321). Immutable.
 *
 * @param login for servers that want one
 * @param from the sender's address
 * @param subject holds no code: it is shown by locked telephones
 * @param timeout from the beginning to the server's last word; at most {@link #LONGEST}
 * @param atOnce how many messages may be on their way
 */
public record MailSettings(
    String host,
    int port,
    Tls tls,
    Optional<Login> login,
    String from,
    Words subject,
    Duration timeout,
    int atOnce) {

  /** As the port promises. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  /** How what is sent is kept from others on the way. */
  public enum Tls {
    /** In clear at first, then RFC 3207; without it nothing is sent. */
    STARTTLS("starttls"),
    /** From the first byte, RFC 8314. */
    TLS("tls"),
    /** Not at all; to this machine itself alone. */
    NO("no");

    private final String word;

    Tls(String word) {
      this.word = word;
    }

    /** As it is written in configuration. */
    public String word() {
      return word;
    }
  }

  /** Who we are to it. */
  public record Login(String user, Secret password) {}

  public MailSettings {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the time-out of the mail server is not within 10 s");
    }
  }
}
