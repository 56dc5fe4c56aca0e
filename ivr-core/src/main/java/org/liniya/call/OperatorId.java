package org.liniya.call;

/**
 * Identifies an operator; also the user name of the operator's softphone, such as {@code 1001}.
 * Immutable.
 */
public record OperatorId(String value) implements Comparable<OperatorId> {
  @Override
  public int compareTo(OperatorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
