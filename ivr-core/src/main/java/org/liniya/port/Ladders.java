package org.liniya.port;

import java.util.List;
import org.liniya.call.CallId;
import org.liniya.call.LegId;
import org.liniya.call.Signalled;

/**
 * The messages by which a front end talked with the parties of a call, as long as the front end
 * remembers them; what it forgets goes to {@link Sink}. Thread-safe; never blocks.
 */
public interface Ladders {

  /** Legs of the call that are not over, or only just. */
  List<Ladder> of(CallId call);

  /**
   * One leg's messages in order.
   *
   * @param party who is at the other end: {@code caller}, {@code operator 1001} or the like
   * @param omitted messages beyond the bound, which were only counted
   */
  record Ladder(LegId leg, String party, List<Signalled> messages, int omitted) {
    public Ladder {
      messages = List.copyOf(messages);
    }
  }

  /** Where ladders are kept for later. May be lost. Never blocks and never throws. */
  interface Sink {
    void over(CallId call, Ladder ladder);
  }
}
