package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;

/**
 * The journals of many calls, for figures and for what is learnt from the past. Thread-safe; blocks
 * while the database works (a bounded time); throws {@link StoreException}.
 */
public interface JournalLines {

  /**
   * What happened to the calls that arrived from {@code from} on and before {@code to}, by call and
   * in order. Ask for an hour or so at a time: nothing is cut off.
   *
   * @param kinds words of the journal, such as {@code bridged}; others are left out
   */
  List<Line> of(Instant from, Instant to, Set<String> kinds);

  /**
   * One line.
   *
   * @param fields by name, as text
   */
  record Line(CallId call, Instant at, String kind, Map<String, String> fields) {
    public Line {
      fields = Map.copyOf(fields);
    }

    /** A field of this name as it stands there; empty when there is none. */
    public Optional<String> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** A whole number that every line of this kind has. */
    public long number(String name) {
      return field(name)
          .map(Long::parseLong)
          .orElseThrow(() -> new IllegalStateException("a line " + kind + " without " + name));
    }

    /** A word that every line of this kind has. */
    public String word(String name) {
      return field(name)
          .orElseThrow(() -> new IllegalStateException("a line " + kind + " without " + name));
    }
  }
}
