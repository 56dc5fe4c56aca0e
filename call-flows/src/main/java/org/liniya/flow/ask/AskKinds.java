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
      Map.of(
          "snils", _ -> new SnilsKind(),
          "inn", _ -> new InnKind(),
          "passport", _ -> new PassportKind(),
          "birth-date", _ -> new BirthDateKind(),
          "phone", _ -> new PhoneKind(),
          "ticket", _ -> new TicketKind(),
          "digits", length -> new DigitsKind(length.least(), length.most()),
          "code", length -> new CodeKind(length.most()),
          "yes-no", _ -> new YesNoKind(),
          "number", _ -> new NumberKind(0, NumberKind.LARGEST));

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
