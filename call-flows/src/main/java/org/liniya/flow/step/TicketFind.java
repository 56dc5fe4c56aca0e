package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Value;
import org.liniya.ticket.TicketNumber;

/** {@code ticket: find}: makes an earlier ticket the one of this call. Immutable. */
public record TicketFind(Value number, Optional<Target> found, Target notFound) implements Action {

  @Override
  public Outcome run(String step, LiveCall call) {
    String digits = number.of(call.memory()).toString();
    boolean there = digits.matches("\\d{4,12}") && call.ticket().find(new TicketNumber(digits));
    if (!there) {
      return new Outcome.Next(notFound);
    }
    return found.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    found.ifPresent(target -> exits.add(Exit.other("found", target)));
    exits.add(Exit.other("not-found", notFound));
    return exits;
  }

  @Override
  public boolean goesOn() {
    return found.isEmpty();
  }
}
