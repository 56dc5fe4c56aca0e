package org.liniya.flow.step;

import java.util.List;
import org.liniya.call.Secret;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.value.Value;

/**
 * {@code ticket: note}: writes a text down on the call's ticket, for those who work on it; an empty
 * one is none. Immutable.
 */
public record TicketNote(Value text) implements Action {

  @Override
  public Outcome run(String step, LiveCall call) {
    String written = text.of(call.memory()).toString();
    if (written.isBlank() || call.ticket().note(new Secret(written))) {
      return Outcome.ONWARD;
    }
    return new Outcome.Failed("no ticket to write a note on");
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
