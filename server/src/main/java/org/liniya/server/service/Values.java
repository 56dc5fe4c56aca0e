package org.liniya.server.service;

import java.util.HashMap;
import java.util.Map;
import org.liniya.call.Secret;
import org.liniya.port.Services.Answer;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the wanted values in a service's answer, which is taken for hostile. Thread-safe. */
final class Values {

  static final int LONGEST_VALUE = 1_000;
  private static final int DEEPEST = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private Values() {}

  static Answer in(byte[] body, Request request) {
    if (request.wanted().isEmpty() && request.ifThere().isEmpty()) {
      return new Answer.Found(Map.of()); // nobody reads it, so it need not be JSON
    }
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException e) { // its message repeats the body: dropped
      return new Answer.Failed(Reason.NOT_JSON);
    }
    if (!root.isObject()) {
      return new Answer.Failed(Reason.NOT_JSON);
    }
    Map<String, Secret> values = new HashMap<>();
    for (String name : request.wanted()) {
      JsonNode value = member(root, name);
      if (!fits(value)) {
        return new Answer.Failed(Reason.VALUE);
      }
      values.put(name, new Secret(value.asString()));
    }
    for (String name : request.ifThere()) {
      JsonNode value = member(root, name);
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      if (!fits(value)) {
        return new Answer.Failed(Reason.VALUE);
      }
      values.put(name, new Secret(value.asString()));
    }
    return new Answer.Found(values);
  }

  private static JsonNode member(JsonNode root, String name) {
    JsonNode value = root;
    for (String member : name.split("\\.", -1)) {
      value = value.path(member);
    }
    return value;
  }

  private static boolean fits(JsonNode value) {
    boolean scalar = value.isString() || value.isNumber() || value.isBoolean();
    return scalar && value.asString().length() <= LONGEST_VALUE;
  }
}
