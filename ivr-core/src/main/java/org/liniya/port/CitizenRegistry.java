package org.liniya.port;

import java.util.Map;
import java.util.function.Consumer;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;

/**
 * Where persons stand with the data by which a caller may be verified. Thread-safe; nothing here
 * blocks. Promises one answer to each question, within the time-out of whatever is behind it and at
 * most {@link Services#ask ten seconds}, unless it is cancelled.
 */
public interface CitizenRegistry {

  /** What may be known of a person. */
  enum Datum {
    SNILS("snils"),
    INN("inn"),
    PASSPORT("passport"),
    BIRTH_DATE("birth-date"),
    PHONE("phone"),
    EMAIL("email");

    private final String word;

    Datum(String word) {
      this.word = word;
    }

    /** As it is written in configuration; for all but {@code email} also the kind of ask. */
    public String word() {
      return word;
    }
  }

  /** What came of looking. */
  sealed interface Answer {
    /**
     * The person stands there.
     *
     * @param data what is known: numbers as digits only, a birth date as {@code DDMMYYYY} (as its
     *     ask keeps it), a telephone in E.164 with {@code +}
     */
    record Found(Map<Datum, Secret> data) implements Answer {
      public Found {
        data = Map.copyOf(data);
      }
    }

    /** No such person stands there. */
    record NotFound() implements Answer {}

    /** Nobody knows; the registry is away. */
    record Failed(Services.Reason reason) implements Answer {}
  }

  /**
   * Looks a person up.
   *
   * @param told runs on a thread of the question's own, or on the caller's; must not block
   */
  Services.Asking look(LookUp who, Consumer<Answer> told);
}
