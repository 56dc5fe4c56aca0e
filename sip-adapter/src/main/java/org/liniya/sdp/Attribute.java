package org.liniya.sdp;

/** An {@code a=} line; the value is empty for a mere property such as {@code a=sendrecv}. */
public record Attribute(String name, String value) {

  @Override
  public String toString() {
    return value.isEmpty() ? name : name + ":" + value;
  }
}
