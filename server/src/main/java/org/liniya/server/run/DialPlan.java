package org.liniya.server.run;

import java.util.Set;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.server.config.EmergencyNumbers;

/**
 * What an operator means by what they dial: a pure rule. Immutable.
 *
 * <ol>
 *   <li>An emergency number, before all: nobody may give it to something else.
 *   <li>An operator, a skill group: by their names.
 *   <li>A number outside: {@code +} and 8 to 15 digits, or as it is dialled in Russia: {@code 8} or
 *       {@code 7} and ten digits, {@code 810} and a number abroad.
 *   <li>Anything else is nothing.
 * </ol>
 */
record DialPlan(Set<OperatorId> operators, Set<String> groups, EmergencyNumbers emergency) {

  DialPlan {
    operators = Set.copyOf(operators);
    groups = Set.copyOf(groups);
  }

  Dialled meaning(String dialled) {
    String digits = dialled.replaceAll("[\\s().-]", "");
    if (emergency.numbers().contains(digits)) {
      return new Dialled.Emergency(PhoneNumber.of(digits), emergency.trunk().isPresent());
    }
    if (groups.contains(dialled)) {
      return new Dialled.Group(dialled);
    }
    OperatorId operator = new OperatorId(dialled);
    return operators.contains(operator) ? new Dialled.Colleague(operator) : outside(digits);
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
