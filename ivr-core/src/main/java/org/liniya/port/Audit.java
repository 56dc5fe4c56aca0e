package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who did what to whose data, in a chain in which every row vouches for all before it. Rows are
 * only ever added. Thread-safe; blocks while the database works (a bounded time).
 */
public interface Audit {

  /** The longest {@link Entry#about} and {@link Entry#detail}, in characters; more is cut off. */
  int LONGEST = 200;

  /**
   * What is to be kept. Holds nothing personal: a person is named by a ticket or call.
   *
   * @param who a user of {@code users.yaml}; {@code server} when it did something by itself; {@code
   *     -} when nobody is known
   * @param action a word such as {@code recording-heard}
   * @param about what it was done to, such as {@code call 0192…}
   * @param detail more of it; may be empty
   */
  record Entry(Instant at, String who, String action, String about, String detail) {
    public Entry {
      who = cut(who);
      action = cut(action);
      about = cut(about);
      detail = cut(detail);
    }

    private static String cut(String text) {
      String line = text.replaceAll("\\p{Cntrl}", " ");
      return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
  }

  /**
   * An entry in its place.
   *
   * @param seq from 1, without gaps
   * @param hash of this row and the hash before it, in hexadecimal
   */
  record Row(long seq, Entry entry, String hash) {}

  /** What became of the chain. */
  sealed interface Verdict {

    /** Every row is as it was written, and none is missing. */
    record Whole(long rows) implements Verdict {}

    /**
     * The chain is broken.
     *
     * @param seq the first row of which that is known
     * @param why in words
     */
    record Broken(long seq, String why) implements Verdict {}
  }

  /**
   * Adds an entry; it is committed when this returns. What must not happen unseen is done after
   * that.
   *
   * @throws StoreException when it could not be written
   */
  void write(Entry entry);

  /** The newest rows first, at most {@code limit}, with numbers below {@code before} when given. */
  List<Row> latest(int limit, Optional<Long> before);

  /** Reads the whole chain. */
  Verdict verify();
}
