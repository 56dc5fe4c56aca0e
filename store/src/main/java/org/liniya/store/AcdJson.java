package org.liniya.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.Overflow;
import org.liniya.acd.WakeKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the queues are told as JSON and back: records by their components, and which of a sealed
 * type it is as {@code is}. Pure functions.
 */
final class AcdJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(AcdEvent.class, Sealed.class)
          .addMixIn(WakeKey.class, Sealed.class)
          .addMixIn(Overflow.When.class, Sealed.class)
          .build();

  /** Jackson finds the permitted types of a sealed one by itself. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Sealed {}

  private AcdJson() {}

  static String text(AcdEvent event) {
    return JSON.writerFor(AcdEvent.class).writeValueAsString(event);
  }

  static AcdEvent event(String text) {
    return JSON.readValue(text, AcdEvent.class);
  }

  static String text(AcdSettings settings) {
    return JSON.writeValueAsString(settings);
  }

  static AcdSettings settings(String text) {
    return JSON.readValue(text, AcdSettings.class);
  }
}
