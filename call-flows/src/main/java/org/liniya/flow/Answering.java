package org.liniya.flow;

import java.time.Duration;

/** How a flow takes a call. */
public sealed interface Answering {

  /**
   * The caller hears ringing first.
   *
   * @param ringing zero: answered at once
   */
  record After(Duration ringing) implements Answering {}

  /**
   * Never: the caller hears the flow before the answer, which costs nothing, and is then refused.
   */
  record EarlyMedia() implements Answering {}

  Answering AT_ONCE = new After(Duration.ZERO);
}
