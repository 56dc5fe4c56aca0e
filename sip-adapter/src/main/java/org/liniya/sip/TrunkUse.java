package org.liniya.sip;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.liniya.sip.trunk.OutCount;

/**
 * How much a trunk of one name is used, from the start of the server on: whoever changes a trunk's
 * rules does not get its limits anew. Thread-safe.
 */
final class TrunkUse {

  private final LongAdder callsIn = new LongAdder();
  private final LongAdder callsOut = new LongAdder();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final OutCount out = new OutCount();
  private final OutCount ties = new OutCount();

  void calledIn() {
    callsIn.increment();
  }

  void calledOut() {
    callsOut.increment();
  }

  void refused(String reason) {
    refusals.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /** Calls to numbers outside, which have limits. */
  OutCount out() {
    return out;
  }

  /** Calls to numbers of ours at the other end, which take no place of the others. */
  OutCount ties() {
    return ties;
  }

  long callsIn() {
    return callsIn.sum();
  }

  long callsOut() {
    return callsOut.sum();
  }

  Map<String, Long> refusals() {
    Map<String, Long> reasons = new TreeMap<>();
    refusals.forEach((reason, number) -> reasons.put(reason, number.sum()));
    return reasons;
  }
}
