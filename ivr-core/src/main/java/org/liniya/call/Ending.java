package org.liniya.call;

import java.util.Locale;

/** How a call ended; every call gets exactly one. */
public enum Ending {
  /** The flow reached its end, or the caller hung up after being served. */
  COMPLETED,
  /** The caller hung up in the menu. */
  CALLER_HUNG_UP,
  /** The caller hung up while waiting for an operator. */
  ABANDONED,
  /** A limit of the line was reached. */
  TIMEOUT,
  /** We ended it by a fault of ours: crash, lost media, shutdown. */
  CUT_OFF,
  /** It was never answered. */
  REJECTED;

  /** The word used in the journal and the API, such as {@code caller-hung-up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The ending for a word of {@link #word()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Ending of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
