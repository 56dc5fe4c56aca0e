package org.liniya.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore.CallRow;

/**
 * Whether a caller whose call we cut off is owed a callback. The cases, in the order in which they
 * are looked at:
 *
 * <ul>
 *   <li>no callable number: the number was withheld or is no number one could dial;
 *   <li>language not chosen: the call had not got that far, nobody would know what it was about
 *       (who asked for a person instead of choosing has a ticket, and is owed);
 *   <li>already served: the call had reached the rating or the goodbye;
 *   <li>rang in since: the same number called again after it was cut off;
 *   <li>its callback stands: we have rung the caller, and the callback was not told yet that it was
 *       made;
 *   <li>owed: everything else.
 * </ul>
 *
 * A pure function; stateless.
 */
public final class CallbackRule {

  /** The called number of the calls that we have made to call somebody back. */
  public static final String CALLED_BACK = "callback";

  private CallbackRule() {}

  /** What is owed, with the reason that goes into the journal. */
  public sealed interface Decision {
    /** A callback, at the call's old place: {@code rank}. */
    record Owed(PhoneNumber number, Instant rank) implements Decision {}

    /** Nothing. */
    record NotOwed(String reason) implements Decision {}
  }

  /**
   * Whether the caller is back already.
   *
   * @param open the calls without an ending
   */
  public static boolean rangInSince(CallRow call, List<CallRow> open) {
    Optional<PhoneNumber> number = call.from().number();
    return number.isPresent()
        && open.stream()
            .filter(other -> other.arrivedAt().isAfter(call.arrivedAt()))
            .anyMatch(other -> other.from().number().equals(number));
  }

  /**
   * @param call a call without an ending
   * @param rangInSince whether a later call came from the same number
   * @param dialling whether a callback is being dialled to the number, or was when the server died
   */
  public static Decision decide(CallRow call, boolean rangInSince, boolean dialling) {
    Optional<PhoneNumber> number = call.from().number().filter(PhoneNumber::callable);
    if (number.isEmpty()) {
      return new Decision.NotOwed("no callable number");
    }
    if (call.language().isEmpty() && call.ticket().isEmpty()) {
      return new Decision.NotOwed("language not chosen");
    }
    if (call.served()) {
      return new Decision.NotOwed("already served");
    }
    if (rangInSince) {
      return new Decision.NotOwed("rang in since");
    }
    if (dialling && call.to().equals(CALLED_BACK)) {
      return new Decision.NotOwed("its callback stands");
    }
    return new Decision.Owed(number.get(), call.rank().orElse(call.arrivedAt()));
  }
}
