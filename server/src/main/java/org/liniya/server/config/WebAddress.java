package org.liniya.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.liniya.yaml.Section;

/**
 * The key {@code url}: where something outside is spoken to over HTTP. What is told goes over the
 * network in clear only to this machine itself. Stateless.
 */
final class WebAddress {

  private static final String KEY = "url";

  private WebAddress() {}

  /**
   * Empty, with a problem, when it is missing or wrong.
   *
   * @param example for whoever corrects it
   */
  static Optional<URI> in(Section keys, String example) {
    String text = keys.required(KEY);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = parsed(text);
    if (url.isEmpty()) {
      keys.problems()
          .add(
              keys.placeOf(KEY),
              "'url' is no address to speak to over HTTP",
              "Write it as " + example + ", without user and '#'");
    } else if (url.get().getScheme().equals("http") && !loopback(url.get().getHost())) {
      keys.problems()
          .add(
              keys.placeOf(KEY),
              "'url' is http, which anybody on the way can read and forge answers to",
              "Write https://…; http is for this machine alone, as http://127.0.0.1:8000/path");
      return Optional.empty();
    }
    return url;
  }

  private static Optional<URI> parsed(String text) {
    try {
      URI url = new URI(text);
      boolean right =
          ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getFragment() == null;
      return right ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** By name only: a check asks no name server. */
  static boolean loopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
