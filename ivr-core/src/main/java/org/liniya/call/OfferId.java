package org.liniya.call;

/**
 * Identifies one attempt to give one waiting call to one operator. Unique for the life of the data.
 * Immutable.
 */
public record OfferId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
