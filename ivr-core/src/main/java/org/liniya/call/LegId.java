package org.liniya.call;

/**
 * Identifies one party's connection inside a call, unique within the process' life and in the logs.
 * Immutable.
 */
public record LegId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
