package org.liniya.sip.wire;

import javax.sip.message.Message;

/**
 * Sees the messages that a wire sends and receives, those included that the stack answers by
 * itself. Called on any thread of the wire for every message: must be quick and must not change it.
 */
public interface MessageWatch {

  /**
   * A message was sent, or came in.
   *
   * @param atMs when, in milliseconds since the epoch; of what was sent, just before
   * @param peer the other end, {@code transport:host:port}
   */
  void seen(Message message, boolean sent, String peer, long atMs);
}
