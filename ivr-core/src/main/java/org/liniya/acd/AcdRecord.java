package org.liniya.acd;

import java.time.Instant;
import java.util.List;
import org.liniya.call.CallId;
import org.liniya.port.JournalLines.Line;

/**
 * Keeps what the queues were told, so that their decisions can be gone through again. Thread-safe;
 * the first two never block and never throw.
 */
public interface AcdRecord {

  /** Keeps nothing. */
  AcdRecord NONE =
      new AcdRecord() {
        @Override
        public void began(Run run) {}

        @Override
        public void told(AcdEvent event) {}

        @Override
        public Replayed replay(CallId call, Instant arrived, Instant until) {
          return new Replayed.NotKept("nothing is recorded");
        }
      };

  /**
   * A run of the server: what an {@link Acd} is made with.
   *
   * @param epoch that of its offers
   */
  record Run(String epoch, AcdSettings settings, Instant at) {}

  /** A run begins with queues that know nothing. */
  void began(Run run);

  /** The queues of this run were told this, after all that was said before. */
  void told(AcdEvent event);

  /** What comes of telling it all again. */
  sealed interface Replayed {
    /** The call's decisions, in order. */
    record Decisions(List<Line> lines) implements Replayed {
      public Decisions {
        lines = List.copyOf(lines);
      }
    }

    /** It is not kept whole, or is too much. */
    record NotKept(String why) implements Replayed {}
  }

  /**
   * Tells new queues what those were told that had this call. Blocks, while the database works, a
   * bounded time for each piece.
   *
   * @param arrived the call, in the run that is meant
   * @param until the last moment that counts
   */
  Replayed replay(CallId call, Instant arrived, Instant until);
}
