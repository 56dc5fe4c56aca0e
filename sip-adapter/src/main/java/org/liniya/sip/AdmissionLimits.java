package org.liniya.sip;

import java.time.Duration;

/**
 * How much the line takes on. Immutable; rates are per second.
 *
 * @param calls callers at once, all sources together
 * @param callsPerSource callers at once from one address; a trunk with a {@link Share} has its own
 * @param newCalls new calls a second, all sources together
 * @param newCallsPerSource new calls a second from one address
 * @param requests other requests outside dialogs a second, all sources together; registered
 *     telephones are served beyond it
 * @param requestsPerSource other requests outside dialogs a second from one address
 * @param lateness packets of sound that are later than this are the sign of too little processor
 * @param heapPercent memory in use after a collection, in percent of the most there can be
 * @param backlog requests waiting to be sorted
 */
public record AdmissionLimits(
    int calls,
    int callsPerSource,
    int newCalls,
    int newCallsPerSource,
    int requests,
    int requestsPerSource,
    Duration lateness,
    int heapPercent,
    int backlog) {

  private static final int ANY = 1_000_000;

  /** The limits of one trunk, instead of those per source. */
  public record Share(String trunk, int calls, int newCalls) {}

  /** Nothing is limited but the number of calls. */
  public static AdmissionLimits onlyCalls(int calls) {
    return new AdmissionLimits(
        calls, calls, ANY, ANY, ANY, ANY, Duration.ofDays(1), 100, Integer.MAX_VALUE);
  }
}
