package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.value.Levels;
import org.liniya.flow.value.Value;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;

/**
 * {@code ticket: open}: opens the call's ticket, once however often it is passed. Immutable.
 *
 * @param identity the level to write down, at most the caller's; the caller's when empty
 */
public record TicketOpen(Value category, Optional<Value> identity) implements Action {

  @Override
  public Outcome run(String step, LiveCall call) {
    String text = category.of(call.memory()).toString();
    call.ticket().open(text, identity(call), call.language());
    return Outcome.ONWARD;
  }

  /** A flow can write down less than is known of the caller, never more. */
  private Identity identity(LiveCall call) {
    Identity known = call.identity();
    long most = Levels.rank(known.level());
    long asked = identity.map(v -> (Long) v.of(call.memory())).orElse(most);
    if (asked >= most) {
      return known;
    }
    IdentityLevel level = Levels.of(asked);
    return level == IdentityLevel.NONE
        ? Identity.NONE
        : new Identity(level, known.kind(), known.masked());
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
