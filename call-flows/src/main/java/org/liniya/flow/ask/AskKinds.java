package org.liniya.flow.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The catalogue of ask kinds. Stateless.
 *
 * <p>Each is made from the limits of length that the flow gives; only {@code digits} and {@code
 * code} use them.
 */
public final class AskKinds {

  private static final Map<String, Function<Length, AskKind>> KINDS =
      Map.ofEntries(
          Map.entry("snils", _ -> new SnilsKind()),
          Map.entry("inn", _ -> new InnKind()),
          Map.entry("passport", _ -> new PassportKind()),
          Map.entry("unit-code", _ -> new UnitCodeKind()),
          Map.entry("birth-date", _ -> new BirthDateKind()),
          Map.entry("phone", _ -> new PhoneKind()),
          Map.entry("ticket", _ -> new TicketKind()),
          Map.entry("digits", length -> new DigitsKind(length.least(), length.most())),
          Map.entry("code", length -> new CodeKind(length.most())),
          Map.entry("yes-no", _ -> new YesNoKind()),
          Map.entry("number", _ -> new NumberKind(0, NumberKind.LARGEST)));

  /** How many digits. */
  public record Length(int least, int most) {}

  private AskKinds() {}

  public static List<String> words() {
    return KINDS.keySet().stream().sorted().toList();
  }

  public static Optional<AskKind> of(String word, Length length) {
    return Optional.ofNullable(KINDS.get(word)).map(make -> make.apply(length));
  }
}
