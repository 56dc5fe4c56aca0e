package org.liniya.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallerNumber;
import org.liniya.person.LookUp;
import org.liniya.port.Guesses;
import org.liniya.port.Time;

/**
 * Counts wrong attempts at an identity, and of a number that the network vouches for, and slows
 * down the next one: not at all after one, for a second after two, twice as long after each
 * further, at most half a minute. An hour after the last wrong attempt it is forgotten. Nobody is
 * shut out. Thread-safe; bounded in memory: of the identities and of the numbers the least lately
 * wrong ones are forgotten first. Keeps keyed hashes, never what they are of.
 *
 * <p>Tells when somebody guesses across many: one number at several identities, or wrong attempts
 * at many identities within ten minutes.
 */
public final class GuessBook implements Guesses {

  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Time time;
  private final KeyedHash hash;
  private final Limits limits;
  private final Consumer<Alert> alarm;
  private final Object lock = new Object();
  private final Recent<Wrongs> identities;
  private final Recent<Wrongs> numbers;
  private final Recent<Boolean> lately;
  private Optional<Duration> alertedAcross = Optional.empty();

  /**
   * How much is kept, and when somebody is told.
   *
   * @param kept identities, and as many numbers
   * @param ofOneNumber at how many identities one number may guess wrongly unnoticed
   * @param inTotal at how many identities within ten minutes all together may
   */
  public record Limits(int kept, int ofOneNumber, int inTotal) {
    public static final Limits DEFAULT = new Limits(100_000, 5, 50);

    /**
     * @throws IllegalArgumentException when one of them is less than 1
     */
    public Limits {
      if (kept < 1 || ofOneNumber < 1 || inTotal < 1) {
        throw new IllegalArgumentException("limits of guessing begin at 1");
      }
    }
  }

  /** Somebody guesses across many identities. */
  public sealed interface Alert {
    /** How many identities it were so far. */
    int identities();

    /** All from one number; {@code masked} is how it may be shown. */
    record OneNumber(String masked, int identities) implements Alert {}

    /** From wherever, within ten minutes. */
    record Across(int identities) implements Alert {}
  }

  /**
   * @param key random bytes, kept nowhere else
   * @param alarm told once an hour of a number, once in ten minutes of all; on the thread of
   *     whoever reports an attempt, so it must not block
   */
  public GuessBook(Time time, byte[] key, Limits limits, Consumer<Alert> alarm) {
    this.time = time;
    this.hash = new KeyedHash(key);
    this.limits = limits;
    this.alarm = alarm;
    this.identities = new Recent<>(limits.kept(), FORGOTTEN_AFTER);
    this.numbers = new Recent<>(limits.kept(), FORGOTTEN_AFTER);
    this.lately = new Recent<>(limits.kept(), WINDOW);
  }

  @Override
  public Duration pause(LookUp who, CallerNumber from) {
    KeyedHash.Of identity = hash.of(who);
    Optional<KeyedHash.Of> number = hash.of(from);
    synchronized (lock) {
      Duration now = time.elapsed();
      int wrong = identities.get(identity, now).map(Wrongs::count).orElse(0);
      int fromThere = number.flatMap(n -> numbers.get(n, now)).map(Wrongs::count).orElse(0);
      return after(Math.max(wrong, fromThere));
    }
  }

  /** 0, 0, 1 s, 2 s, 4 s … */
  static Duration after(int wrong) {
    if (wrong < 2) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(wrong - 2, 10));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  @Override
  public void wrong(LookUp who, CallerNumber from) {
    KeyedHash.Of identity = hash.of(who);
    Optional<KeyedHash.Of> number = hash.of(from);
    List<Alert> alerts = new ArrayList<>();
    synchronized (lock) {
      Duration now = time.elapsed();
      identities.put(identity, identities.get(identity, now).orElse(Wrongs.NONE).plus(), now);
      number.ifPresent(n -> ofNumber(n, identity, from, now).ifPresent(alerts::add));
      across(identity, now).ifPresent(alerts::add);
    }
    alerts.forEach(alarm);
  }

  private Optional<Alert> ofNumber(
      KeyedHash.Of number, KeyedHash.Of identity, CallerNumber from, Duration now) {
    Wrongs before = numbers.get(number, now).orElse(Wrongs.NONE);
    Wrongs wrongs = before.plus().at(identity, limits.ofOneNumber() + 1);
    boolean tell =
        wrongs.identities().size() > limits.ofOneNumber()
            && before
                .alerted()
                .map(at -> now.minus(at).compareTo(FORGOTTEN_AFTER) >= 0)
                .orElse(true);
    numbers.put(number, tell ? wrongs.alertedAt(now) : wrongs, now);
    return tell
        ? Optional.of(new Alert.OneNumber(from.masked(), wrongs.identities().size()))
        : Optional.empty();
  }

  private Optional<Alert> across(KeyedHash.Of identity, Duration now) {
    lately.put(identity, true, now);
    int many = lately.size(now);
    boolean quiet = alertedAcross.map(at -> now.minus(at).compareTo(WINDOW) >= 0).orElse(true);
    if (many <= limits.inTotal() || !quiet) {
      return Optional.empty();
    }
    alertedAcross = Optional.of(now);
    return Optional.of(new Alert.Across(many));
  }

  @Override
  public void right(LookUp who, CallerNumber from) {
    KeyedHash.Of identity = hash.of(who);
    synchronized (lock) {
      identities.remove(identity);
    }
  }

  /** How many identities and numbers are kept now. */
  int kept() {
    synchronized (lock) {
      Duration now = time.elapsed();
      return identities.size(now) + numbers.size(now);
    }
  }
}
