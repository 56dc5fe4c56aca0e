package org.liniya.listen;

/**
 * A word as a recogniser heard it. Immutable.
 *
 * @param text in lower case; {@link #UNKNOWN} for what is none of the expected words; may be
 *     personal, so {@link #toString} does not show it
 * @param confidence from 0 to 1
 */
public record HeardWord(String text, double confidence) {

  /** How recognisers write down what is no word that they were told to expect. */
  public static final String UNKNOWN = "[unk]";

  boolean isUnknown() {
    return text.equals(UNKNOWN);
  }

  @Override
  public String toString() {
    return "a word (" + confidence + ")";
  }
}
