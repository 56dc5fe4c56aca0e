package org.liniya.ticket;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be told to the outside of a ticket. */
public enum NoticeKind {
  OPENED,
  /** Its category, identity or language is another one; deadlines may be others with it. */
  CHANGED,
  TAKEN,
  NOTED,
  /** The caller has described the matter by voice. */
  DESCRIBED,
  HANDED_OVER,
  WAITING_BEGAN,
  SOLVED,
  CLOSED,
  REOPENED,
  LINKED,
  ESCALATED,
  RATED;

  /** The word outside, such as {@code handed-over}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a word; empty when there is none. */
  public static Optional<NoticeKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(NoticeKind::word).toList();
  }
}
