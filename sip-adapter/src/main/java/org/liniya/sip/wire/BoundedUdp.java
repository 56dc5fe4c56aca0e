package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.lang.reflect.Field;

/** A bounded queue before the parser for jain-sip's UDP; its own has no bound. Holds nothing. */
final class BoundedUdp {

  private BoundedUdp() {}

  /**
   * By reflection, since a subclass of the processor would miss a switch that only the library's
   * own package can set: without it answers leave from another port. No packet is read yet.
   */
  static MessageProcessor bound(MessageProcessor made, KnownDialogs known) throws IOException {
    if (made instanceof UDPMessageProcessor udp) {
      try {
        Field queue = UDPMessageProcessor.class.getDeclaredField("messageQueue");
        queue.setAccessible(true);
        queue.set(udp, new WaitingPackets(known));
      } catch (ReflectiveOperationException e) {
        throw new IOException("another jain-sip than the one this was written for", e);
      }
    }
    return made;
  }
}
