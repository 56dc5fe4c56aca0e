package org.liniya.asterisk;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.OperatorLines;

/**
 * The operators whose telephones are endpoints of Asterisk: whether they can be reached, and those
 * that ring. Thread-safe.
 */
final class OperatorsTelephones {

  private static final Set<String> AWAY = Set.of("UNAVAILABLE", "INVALID", "UNKNOWN");

  private final Map<OperatorId, String> endpoints;
  private final Map<String, OperatorId> operators;
  private final OperatorLines lines;
  private final LegTools tools;
  private final Map<String, RungTelephone> ringing = new ConcurrentHashMap<>();

  OperatorsTelephones(Map<OperatorId, String> endpoints, OperatorLines lines, LegTools tools) {
    this.endpoints = endpoints;
    this.operators =
        endpoints.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    this.lines = lines;
    this.tools = tools;
  }

  /** What Asterisk says of a telephone. */
  void heard(AmiNews.Telephone news) {
    OperatorId operator = operators.get(news.endpoint());
    if (operator != null) {
      if (AWAY.contains(news.state())) {
        lines.unregistered(operator);
      } else {
        lines.registered(operator);
      }
    }
  }

  /** Nobody can be rung any more. */
  void allAway() {
    endpoints.keySet().forEach(lines::unregistered);
  }

  /**
   * Whose telephone an endpoint is, as the dialplan names it.
   *
   * @param name without the technology
   */
  Optional<OperatorId> operatorOf(String name) {
    return endpoints.entrySet().stream()
        .filter(each -> each.getValue().endsWith("/" + name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Dialer.Dialling ring(
      OperatorId operator, Dialer.Request request, Consumer<Dialer.Result> results) {
    RungTelephone telephone =
        new RungTelephone(
            operator, request, results, tools, over -> ringing.remove(over.channel()));
    String endpoint = endpoints.get(operator);
    if (endpoint == null) {
      telephone.failed(EndCause.UNREACHABLE);
    } else {
      ringing.put(telephone.channel(), telephone);
      telephone.ring(endpoint);
    }
    return telephone;
  }

  Optional<RungTelephone> ringing(String channel) {
    return Optional.ofNullable(ringing.get(channel));
  }

  Collection<RungTelephone> ringing() {
    return ringing.values();
  }
}
