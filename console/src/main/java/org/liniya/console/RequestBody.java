package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies of requests; never quotes them. Stateless. */
final class RequestBody {
  private RequestBody() {}

  /**
   * The body as an object that has no other keys than these; no body is an empty object.
   *
   * @throws BadRequestResponse when it is something else
   */
  static JsonNode read(JsonMapper json, Context request, Set<String> keys, String form) {
    String body = request.body();
    try {
      JsonNode read = json.readTree(body.isEmpty() ? "{}" : body);
      if (read.isObject() && keys.containsAll(read.propertyNames())) {
        return read;
      }
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
    throw new BadRequestResponse(form);
  }

  /** A text that may be personal; empty when it is not there. */
  static Optional<Secret> secret(JsonNode body, String key) {
    return body.path(key).isMissingNode()
        ? Optional.empty()
        : Optional.of(new Secret(body.path(key).asString("")));
  }
}
