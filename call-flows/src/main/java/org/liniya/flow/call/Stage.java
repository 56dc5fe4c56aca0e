package org.liniya.flow.call;

import org.liniya.call.Ending;

/** How far a call has come; decides what a hang-up means. */
public enum Stage {
  MENU(Ending.CALLER_HUNG_UP),
  WAITING(Ending.ABANDONED),
  TALKING(Ending.COMPLETED),
  SERVED(Ending.COMPLETED);

  private final Ending onHangUp;

  Stage(Ending onHangUp) {
    this.onHangUp = onHangUp;
  }

  public Ending onHangUp() {
    return onHangUp;
  }
}
