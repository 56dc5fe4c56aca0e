package org.liniya.trial;

import java.time.Duration;

/** One line of a trial's script: what the caller hears, or what somebody does. Immutable. */
public sealed interface Act {

  /** Waits until this prompt begins; other prompts before it do not matter. */
  record Hears(String prompt) implements Act {
    @Override
    public String toString() {
      return "hears " + prompt;
    }
  }

  /** The next prompt that begins must be this one. */
  record HearsNext(String prompt) implements Act {
    @Override
    public String toString() {
      return "hears-next " + prompt;
    }
  }

  /**
   * Presses keys, one after the other.
   *
   * @param keys of {@code 0-9}, {@code *} and {@code #}; at least one
   */
  record Presses(String keys) implements Act {
    /**
     * @throws IllegalArgumentException when a symbol is no key of a telephone
     */
    public Presses {
      if (!keys.matches("[0-9*#]+")) {
        throw new IllegalArgumentException("keys are 0-9, * and #");
      }
    }

    /** One key as it is; of more only how many: they may be somebody's number. */
    @Override
    public String toString() {
      return keys.length() == 1 ? "presses " + keys : "presses " + keys.length() + " keys";
    }
  }

  /** Speaks for so long; what is said does not matter. */
  record Says(Duration span) implements Act {
    @Override
    public String toString() {
      return "says " + span.toSeconds() + "s";
    }
  }

  /**
   * Says words, which are understood where they are expected.
   *
   * @param words in small letters, without punctuation
   */
  record SaysWords(String words) implements Act {
    /** How long it takes; over before the shortest prompt, so that nothing waits for its end. */
    static final Duration TAKES = Duration.ofMillis(1_500);

    /** Not what was said: it may be somebody's number. */
    @Override
    public String toString() {
      return "says words";
    }
  }

  /** Does nothing for so long. */
  record Waits(Duration span) implements Act {
    @Override
    public String toString() {
      return "waits " + span.toSeconds() + "s";
    }
  }

  /** The caller hangs up. */
  record HangsUp() implements Act {
    @Override
    public String toString() {
      return "hangs-up";
    }
  }

  /** An operator answers the caller who waits in a queue. */
  record OperatorAnswers() implements Act {
    @Override
    public String toString() {
      return "operator answers";
    }
  }

  /** The telephone outside to which the caller is transferred answers. */
  record OutsideAnswers() implements Act {
    @Override
    public String toString() {
      return "outside answers";
    }
  }

  /** It is busy. */
  record OutsideIsBusy() implements Act {
    @Override
    public String toString() {
      return "outside busy";
    }
  }

  /** Whoever talks with the caller there hangs up. */
  record OutsideHangsUp() implements Act {
    @Override
    public String toString() {
      return "outside hangs-up";
    }
  }

  /** The operator who talks with the caller hangs up. */
  record OperatorHangsUp() implements Act {
    @Override
    public String toString() {
      return "operator hangs-up";
    }
  }
}
