package org.liniya.audio.hearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found in one recording, in order of time. Immutable.
 *
 * @param heard every prompt found, by its beginning
 */
public record Hearing(List<Heard> heard) {
  /** Copies the list. */
  public Hearing {
    heard = List.copyOf(heard);
  }

  /** The names only, in order of time. */
  public List<String> names() {
    return heard.stream().map(Heard::name).toList();
  }

  /** Every time that this prompt was heard. */
  public List<Heard> of(String name) {
    return heard.stream().filter(one -> one.is(name)).toList();
  }

  /**
   * The prompts of these names, heard in this order; others may lie between them.
   *
   * @return one for each name
   * @throws NotHeard naming the first that is missing and listing all that was heard
   */
  public List<Heard> heardInOrder(List<String> names) {
    List<Heard> found = new ArrayList<>();
    int next = 0;
    for (String name : names) {
      while (next < heard.size() && !heard.get(next).is(name)) {
        next++;
      }
      if (next == heard.size()) {
        throw new NotHeard(
            "did not hear \"" + name + "\" after " + names(found) + "; heard:" + this);
      }
      found.add(heard.get(next++));
    }
    return List.copyOf(found);
  }

  /** {@link #heardInOrder(List)} for names written out. */
  public List<Heard> heardInOrder(String... names) {
    return heardInOrder(List.of(names));
  }

  /**
   * The digits that were spoken one by one after a time, up to the first longer pause.
   *
   * @param digits which prompt is which digit: several prompts (intonations) may be one digit
   * @param after prompts that begin earlier are not looked at
   * @param longestGap the longest silence between two digits of one number; the first may come at
   *     any time
   * @return the digits, an empty text when none was heard
   */
  public String digits(Map<String, Character> digits, Duration after, Duration longestGap) {
    StringBuilder number = new StringBuilder();
    Duration lastEnd = Duration.ZERO;
    for (Heard one : heard) {
      Optional<Character> digit = digit(one, digits);
      if (digit.isEmpty() || one.at().compareTo(after) < 0) {
        continue;
      }
      if (!number.isEmpty() && one.at().minus(lastEnd).compareTo(longestGap) > 0) {
        break;
      }
      number.append(digit.get().charValue());
      lastEnd = one.end();
    }
    return number.toString();
  }

  private static Optional<Character> digit(Heard one, Map<String, Character> digits) {
    return digits.entrySet().stream()
        .filter(digit -> one.is(digit.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A prompt was not heard where it should have been; the message lists what was. */
  public static final class NotHeard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotHeard(String message) {
      super(message);
    }
  }

  private static List<String> names(List<Heard> found) {
    return found.stream().map(Heard::name).toList();
  }

  @Override
  public String toString() {
    return heard.isEmpty()
        ? " nothing"
        : heard.stream().map(one -> "\n  " + one).collect(Collectors.joining());
  }
}
