package org.liniya.flow.step;

import java.util.List;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/**
 * {@code ticket: speak}: says the number, the state and the deadline of the ticket that was opened
 * or found last; nothing when there is none. Immutable.
 */
public record TicketSpeak(Say said) implements Action {

  @Override
  public Outcome run(String step, LiveCall call) {
    return call.memory().text("ticket.number").isEmpty() ? Outcome.ONWARD : said.run(step, call);
  }

  @Override
  public List<Exit> exits() {
    return said.exits();
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
