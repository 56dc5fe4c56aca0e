package org.liniya.acd;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import org.liniya.call.OperatorId;

/** What is still to happen on a {@link SimulatedDay}, and the day's chance. */
final class DayPlan {

  private record Planned(Instant when, long order, AcdEvent event) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = when.compareTo(other.when);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final Random random;
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private final int groupCount;
  private final int operatorCount;
  private long planned;

  DayPlan(long seed) {
    random = new Random(seed);
    groupCount = 2 + random.nextInt(4);
    operatorCount = 3 + random.nextInt(10);
  }

  /** An event that is delivered late carries a time before the last one. */
  void add(Instant when, AcdEvent event) {
    boolean inOrder = // a call's thread says these before its end, an operator's telephone likewise
        event instanceof AcdEvent.CallEntered
            || event instanceof AcdEvent.CallDirected
            || event instanceof AcdEvent.OfferMoved
            || event instanceof AcdEvent.OperatorCallingOut;
    boolean late = !inOrder && chance(20);
    Instant delivered = when.plusMillis(late ? below(3_000) : 0);
    plan.add(new Planned(delivered, planned++, event));
  }

  boolean isEmpty() {
    return plan.isEmpty();
  }

  AcdEvent next() {
    return plan.remove().event();
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int groupCount() {
    return groupCount;
  }

  String anyGroup() {
    return "g" + below(groupCount);
  }

  int operatorCount() {
    return operatorCount;
  }

  OperatorId anyOperator() {
    return operator(below(operatorCount));
  }

  static OperatorId operator(int number) {
    return new OperatorId("" + (1001 + number));
  }
}
