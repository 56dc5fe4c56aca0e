package org.liniya.flow.value;

import java.time.Duration;
import java.util.Optional;

/** The types without parameters. Stateless. */
public final class Types {

  public static final Type TEXT = new Type.Text();
  public static final Type YES_NO = new Type.YesNo();
  public static final Type SPAN = new Type.Span();
  public static final Type MOMENT = new Type.Moment();
  public static final Type LEVEL = new Type.Level();
  public static final Type WHOLE = new Type.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private Types() {}

  /** Reads {@code 18:00} as the time since midnight; empty when it is no time of day. */
  public static Optional<Duration> timeOfDay(String text) {
    return Functions.time(text);
  }
}
