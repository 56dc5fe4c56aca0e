package org.liniya.call;

/**
 * One key of a telephone: a digit, star, hash or A to D (RFC 4733 section 3.2). The value of a key
 * that belongs to a secret is a secret: do not log keys on arrival. Immutable.
 */
public record Key(char symbol) {

  public static final Key STAR = new Key('*');
  public static final Key HASH = new Key('#');
  private static final String ALL = "0123456789*#ABCD";

  public Key {
    if (ALL.indexOf(symbol) < 0) {
      throw new IllegalArgumentException("no such key");
    }
  }

  /** The key of an RFC 4733 event code, 0 to 15. */
  public static Key ofEvent(int code) {
    return new Key(ALL.charAt(code));
  }

  /** The RFC 4733 event code, 0 to 15. */
  public int event() {
    return ALL.indexOf(symbol);
  }

  public boolean isDigit() {
    return symbol >= '0' && symbol <= '9';
  }

  @Override
  public String toString() {
    return "key";
  }
}
