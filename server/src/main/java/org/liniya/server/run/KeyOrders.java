package org.liniya.server.run;

import java.time.Duration;
import org.liniya.call.Key;

/**
 * The code for a conference, pressed as keys while an operator talks with whom they have reached:
 * not every telephone has a third line to dial it on. Runs on the call's thread.
 */
final class KeyOrders {

  /** Whoever thinks longer between two keys begins anew. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DeskLine line;
  private final StringBuilder pressed = new StringBuilder();
  private Duration last = Duration.ZERO;

  KeyOrders(DeskLine line) {
    this.line = line;
  }

  /** A key; does what is ordered with the last of the code. */
  void pressed(Key key) {
    if (key.symbol() == '*' || line.now().minus(last).compareTo(LONGEST_PAUSE) > 0) {
      pressed.setLength(0);
    }
    last = line.now();
    pressed.append(key.symbol());
    String code = line.ports().conferences().code();
    if (pressed.toString().equals(code)) {
      line.ports().conferences().join(line.operator());
    }
    if (pressed.length() >= code.length()) {
      pressed.setLength(0);
    }
  }
}
