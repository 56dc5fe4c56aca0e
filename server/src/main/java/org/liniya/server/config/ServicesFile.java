package org.liniya.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Secret;
import org.liniya.server.service.Service;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code services.yaml}: systems outside that the step {@code http} of a flow asks. Without
 * the file there are none. For one thread.
 */
final class ServicesFile {

  static final String NAME = "services.yaml";

  private static final String SERVICE = "[a-z0-9][a-z0-9-]{0,63}";
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int AT_ONCE = 10;
  private static final int MOST_AT_ONCE = 1_000;

  /** A token of RFC 9110 section 5.6.2, as names of header fields are written. */
  private static final String HEADER = "[A-Za-z0-9][A-Za-z0-9-]{0,63}";

  /** Those that belong to the connection or to the message, which the client writes itself. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private final Secrets secrets;
  private final Problems problems;

  ServicesFile(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  List<Service> read(ConfigFolder folder) {
    List<Service> services = new ArrayList<>();
    folder
        .optional(NAME)
        .ifPresent(
            root -> {
              root.section("services")
                  .ifPresent(
                      all ->
                          Tables.each(
                              all, (name, keys) -> service(name, keys).ifPresent(services::add)));
              root.done();
            });
    return services;
  }

  private Optional<Service> service(Yaml.Text name, Section keys) {
    Tables.name(name, SERVICE, "small letters, digits and dashes", problems);
    Optional<URI> url = url(keys);
    Duration timeout = timeout(keys);
    int atOnce = keys.whole("at-once", AT_ONCE, 1, MOST_AT_ONCE);
    Map<String, Secret> headers = new HashMap<>();
    keys.section("headers").ifPresent(all -> headers(all, headers));
    boolean personal = keys.yesNo("allow-personal", false);
    return url.map(at -> new Service(name.value(), at, headers, timeout, atOnce, personal));
  }

  private Optional<URI> url(Section keys) {
    Optional<URI> url = WebAddress.in(keys, "https://portal.example.org/api");
    if (url.map(URI::getRawQuery).isPresent()) {
      problems.add(
          keys.placeOf("url"),
          "'url' has a query, and the paths of steps are put behind it",
          "Write it without '?'; what is asked for goes into 'values' of the step");
      return Optional.empty();
    }
    return url;
  }

  private Duration timeout(Section keys) {
    Duration timeout = keys.span("timeout", TIMEOUT);
    if (timeout.isZero() || timeout.compareTo(Service.LONGEST) > 0) {
      problems.add(
          keys.placeOf("timeout"),
          "'timeout' is from 1ms to 10s",
          "The caller hears nothing meanwhile; 3s is usual");
      return TIMEOUT;
    }
    return timeout;
  }

  private void headers(Section all, Map<String, Secret> headers) {
    for (Yaml.Text name : all.keys()) {
      if (!name.value().matches(HEADER)) {
        problems.add(
            name.place(),
            "'" + name.value() + "' is no name of a header",
            "Use letters, digits and dashes, as in 'Authorization'");
      } else if (OURS.contains(name.value().toLowerCase(Locale.ROOT))) {
        problems.add(
            name.place(), "the header '" + name.value() + "' is the server's own", "Remove it");
      }
      secrets.secret(all, name.value()).ifPresent(value -> headers.put(name.value(), value));
    }
  }
}
