package org.liniya.server.service;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.liniya.call.Secret;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;
import tools.jackson.databind.json.JsonMapper;

/** Makes HTTP requests of askings. The only place that opens their values. */
final class HttpRequests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HttpRequests() {}

  /**
   * @throws IllegalArgumentException when a header cannot be sent; its words may hold the value
   */
  static HttpRequest of(Service service, Request request) {
    HttpRequest.Builder made =
        HttpRequest.newBuilder()
            .timeout(service.timeout())
            .header("Accept", "application/json")
            .header("User-Agent", "Liniya");
    service.headers().forEach((name, value) -> made.header(name, value.reveal()));
    String address = service.base().toString().replaceFirst("/$", "") + request.path();
    return switch (request.verb()) {
      case Verb.Get(var query) -> made.uri(URI.create(address + parameters(query))).GET().build();
      case Verb.Post(var fields) ->
          made.uri(URI.create(address))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(object(fields)))
              .build();
    };
  }

  private static String parameters(Map<String, Secret> query) {
    return query.isEmpty()
        ? ""
        : new TreeMap<>(query)
            .entrySet().stream()
                .map(each -> coded(each.getKey()) + "=" + coded(each.getValue().reveal()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String object(Map<String, Secret> fields) {
    Map<String, String> open = new TreeMap<>();
    fields.forEach((name, value) -> open.put(name, value.reveal()));
    return JSON.writeValueAsString(open);
  }
}
