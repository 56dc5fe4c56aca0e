package org.liniya.identity;

/**
 * What is known of who is calling: a level, the kind of datum it rests on and that datum masked.
 * The datum itself is never in here. Immutable.
 *
 * @param kind {@code snils}, {@code inn}, …; empty at level none
 * @param masked such as {@code ***-***-*45 95}; empty at level none
 */
public record Identity(IdentityLevel level, String kind, String masked) {
  public static final Identity NONE = new Identity(IdentityLevel.NONE, "", "");
}
