package org.liniya.speak;

/**
 * A text to be spoken, and whose it is: an engine outside may be told what everybody hears, but not
 * what belongs to one caller. Immutable.
 */
public sealed interface Words {

  /** The longest text that is spoken at a time, in characters. */
  int LONGEST = 2_000;

  String text();

  /** What the line says to everybody: a prompt of the configuration. */
  record Public(String text) implements Words {
    public Public {
      Words.check(text);
    }
  }

  /** What holds something of a caller. Printing it gives dots. */
  record Personal(String text) implements Words {
    public Personal {
      Words.check(text);
    }

    @Override
    public String toString() {
      return "•••";
    }
  }

  private static void check(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
  }
}
