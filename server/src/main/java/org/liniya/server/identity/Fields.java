package org.liniya.server.identity;

import java.util.HashMap;
import java.util.Map;
import org.liniya.call.Secret;

/**
 * What is told to a service: the members of a JSON object. Immutable.
 *
 * @param ours member names to words of ours, such as {@code to} to {@code phone}
 * @param fixed member names to texts that are always the same
 */
public record Fields(Map<String, String> ours, Map<String, String> fixed) {

  public Fields {
    ours = Map.copyOf(ours);
    fixed = Map.copyOf(fixed);
  }

  /** The object for these values of our words; every word that is used must have one. */
  Map<String, Secret> filled(Map<String, Secret> values) {
    Map<String, Secret> object = new HashMap<>();
    fixed.forEach((member, text) -> object.put(member, new Secret(text)));
    ours.forEach((member, word) -> object.put(member, values.get(word)));
    return object;
  }
}
