package org.liniya.server.run;

import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.port.Transfer;

/** A wish to pass a call on to a group, which may only be declined. Thread-safe. */
record Declined(Consumer<EndCause> failures) implements Transfer {

  @Override
  public Target target() {
    return new Target.Group("access");
  }

  @Override
  public void ringing() {}

  @Override
  public void done() {
    throw new AssertionError("it cannot be done");
  }

  @Override
  public void failed(EndCause cause) {
    failures.accept(cause);
  }
}
