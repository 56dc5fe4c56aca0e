package org.liniya.server.run;

import java.util.Set;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.server.config.EmergencyNumbers;
import org.liniya.server.config.StarCodes;
import org.liniya.sip.wire.EmergencyService;

/**
 * What an operator means by what they dial: a pure rule. Immutable.
 *
 * <ol>
 *   <li>An emergency number, before all: nobody may give it to something else. However it is spelt:
 *       {@code +112}, {@code 112#}, {@code 112;phone-context=+7}; and an emergency service by its
 *       name (RFC 5031), which is 112.
 *   <li>A star code.
 *   <li>An operator, a skill group: by their names.
 *   <li>An emergency number behind a {@code 0}.
 *   <li>A number outside: {@code +} and 8 to 15 digits, or as it is dialled in Russia: {@code 8} or
 *       {@code 7} and ten digits, {@code 810} and a number abroad.
 *   <li>Anything else is nothing.
 * </ol>
 */
record DialPlan(
    Set<OperatorId> operators, Set<String> groups, EmergencyNumbers emergency, StarCodes codes) {

  private static final String SEPARATORS = "[\\s().-]";

  /** What an emergency service by its name is called by. */
  private static final String EUROPEAN = "112";

  DialPlan {
    operators = Set.copyOf(operators);
    groups = Set.copyOf(groups);
  }

  Dialled meaning(String dialled) {
    String bare = bare(dialled);
    if (EmergencyService.names(dialled)) {
      return emergency(EUROPEAN);
    }
    if (emergency.numbers().contains(bare)) {
      return emergency(bare);
    }
    if (dialled.startsWith("*")) {
      return starred(bare);
    }
    if (groups.contains(dialled)) {
      return new Dialled.Group(dialled);
    }
    OperatorId operator = new OperatorId(dialled);
    if (operators.contains(operator)) {
      return new Dialled.Colleague(operator);
    }
    if (bare.startsWith("0") && emergency.numbers().contains(bare.substring(1))) {
      return emergency(bare.substring(1)); // a zero for a line outside
    }
    return outside(dialled.replaceAll(SEPARATORS, ""));
  }

  /** The codes do not begin with one another, so that the order does not matter. */
  private Dialled starred(String code) {
    return codes
        .supervised(code)
        .filter(operators::contains)
        .<Dialled>map(Dialled.Supervised::new)
        .or(() -> codes.meaning(code).map(Dialled.Order::new))
        .orElseGet(Dialled.Unknown::new);
  }

  /** Without what telephones and dial plans add: parameters, separators, + before, # behind. */
  private static String bare(String dialled) {
    return dialled
        .replaceFirst("(?s);.*", "")
        .replaceAll(SEPARATORS, "")
        .replaceFirst("^\\+", "")
        .replaceFirst("#$", "");
  }

  private Dialled emergency(String number) {
    return new Dialled.Emergency(PhoneNumber.of(number), emergency.trunk().isPresent());
  }

  private static Dialled outside(String digits) {
    String number;
    if (digits.matches("[78]\\d{10}")) {
      number = "+7" + digits.substring(1);
    } else if (digits.startsWith("810")) {
      number = "+" + digits.substring(3);
    } else {
      number = digits;
    }
    PhoneNumber phone = PhoneNumber.of(number);
    return phone.callable() ? new Dialled.Outside(phone) : new Dialled.Unknown();
  }
}
