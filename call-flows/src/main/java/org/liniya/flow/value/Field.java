package org.liniya.flow.value;

/**
 * A field of {@code call}, {@code caller}, {@code ticket} or {@code queue}. Immutable.
 *
 * @param settable whether a flow may set it
 * @param secret whether its value must not be spoken, noted or sent
 */
public record Field(
    String struct, String name, Type type, Object initial, boolean settable, boolean secret) {

  static Field read(String struct, String name, Type type) {
    return new Field(struct, name, type, type.blank(), false, false);
  }

  /** {@code struct.name}. */
  public String path() {
    return struct + "." + name;
  }
}
