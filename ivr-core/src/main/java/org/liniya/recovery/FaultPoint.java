package org.liniya.recovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Points between two things that a crash must not tear apart. A test may have the process die at
 * one of them, as with {@code kill -9}: no hook runs, no buffer is flushed. That is asked for when
 * the process is started, with the system property {@code liniya.halt-at=POINT:N}: it dies when the
 * point is passed the N-th time. Without the property passing a point does nothing. For any thread.
 */
public enum FaultPoint {
  /** The call is in the store; the caller has not been answered. */
  CALL_ARRIVED,
  /** The ticket is in the store; nobody has been told its number. */
  TICKET_COMMITTED,
  /** The number was spoken; that it was is not in the journal. */
  NUMBER_SPOKEN,
  /** The offer is in the journal; no telephone has rung. */
  OFFER_COMMITTED,
  /** That they talk is in the journal; they do not hear each other yet. */
  BRIDGE_COMMITTED,
  /** A batch of the journal is in the database; whoever waits for it has not been told. */
  BATCH_WRITTEN,
  /** The recording has its last name; ticket and journal do not know it. */
  RECORDING_MOVED,
  /** An operator's work on a ticket is in the store; the operator has not been answered. */
  WORK_COMMITTED,
  /** At start-up: a cut-off call's callback is owed; the call is not settled. */
  CALLBACK_OWED,
  /** At start-up: one cut-off call is settled, others are not. */
  CALL_SETTLED,
  /** A callback's try has begun and counts; the number was not dialled. */
  CALLBACK_BEGUN,
  /** The caller who is called back has answered; the callback is not closed. */
  CALLBACK_ANSWERED,
  /** The new content of a file of keys is on the disk; the file has still the old one. */
  KEY_FILE_PREPARED,
  /** A file of keys has its new content; what belongs to it is not in the database. */
  KEY_FILE_REPLACED,
  /** The database knows the new master key; nothing is sealed with it yet. */
  MASTER_KEY_KNOWN,
  /** Some rows are sealed with the new master key, others are not. */
  ROWS_RESEALED,
  /** The database does not need the old master key any more; the file still has it. */
  OLD_KEY_FORGOTTEN,
  /** A person's key is destroyed; their recordings are still there. */
  PERSON_ERASED;

  /** The name of the system property. */
  public static final String PROPERTY = "liniya.halt-at";

  /** As a shell says it of a process that SIGKILL ended. */
  public static final int STATUS = 137;

  /** The name in the property, such as {@code ticket-committed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether calls, or the start after them, pass the point; the others need a command. */
  public boolean ofCalls() {
    return compareTo(CALL_SETTLED) <= 0;
  }

  /** To be called where the point is. */
  public void pass() {
    if (Wanted.WISH instanceof Wish.Halt halt && halt.point() == this) {
      halt.passed();
    }
  }

  /**
   * Reads the property, so that a wrong one is found at the start and not by a test that waits for
   * a crash that never comes.
   *
   * @throws IllegalArgumentException with the points there are
   */
  public static void check(String property) {
    Wish.read(property);
  }

  /** Read when the first point is passed. */
  private static final class Wanted {
    static final Wish WISH = Wish.read(System.getProperty(PROPERTY, ""));

    private Wanted() {}
  }

  private sealed interface Wish {
    record None() implements Wish {}

    record Halt(FaultPoint point, AtomicInteger left) implements Wish {
      void passed() {
        if (left.decrementAndGet() == 0) {
          Runtime.getRuntime().halt(STATUS);
        }
      }
    }

    static Wish read(String property) {
      if (property.isEmpty()) {
        return new None();
      }
      String[] parts = property.split(":", -1);
      return Arrays.stream(values())
          .filter(point -> parts.length == 2 && point.word().equals(parts[0]))
          .filter(_ -> parts[1].matches("[1-9]\\d{0,5}"))
          .findFirst()
          .<Wish>map(point -> new Halt(point, new AtomicInteger(Integer.parseInt(parts[1]))))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      PROPERTY
                          + " is POINT:N, with one of "
                          + Arrays.stream(values())
                              .map(FaultPoint::word)
                              .collect(Collectors.joining(", "))));
    }
  }
}
