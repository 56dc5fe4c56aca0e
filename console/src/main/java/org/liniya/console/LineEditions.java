package org.liniya.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The editions of the configuration that a line has run since its start, and the way to a new one.
 * A call ends with the edition that it began with. Thread-safe; blocks while files are read.
 */
public interface LineEditions {

  /**
   * One of them.
   *
   * @param id a hash of the files
   * @param since when new calls got it for the last time
   * @param flows the names of its flows, each with its version, such as {@code hotline 1a2b3c}
   * @param current whether new calls get it now
   */
  record View(String id, Instant since, List<String> flows, boolean current) {
    public View {
      flows = List.copyOf(flows);
    }
  }

  /** What became of a wish. */
  sealed interface Outcome {
    /** New calls get this one from now on; it may be the one that they got before. */
    record Taken(View edition) implements Outcome {}

    /** Everything is as it was; these are the reasons. */
    record Refused(List<String> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Those that are remembered, the current one first. */
  List<View> latest();

  /** Reads the files anew and checks them; takes them for new calls when nothing is wrong. */
  Outcome reload();

  /** Takes one of {@link #latest} for new calls again; empty when there is no such one. */
  Optional<Outcome> use(String id);
}
