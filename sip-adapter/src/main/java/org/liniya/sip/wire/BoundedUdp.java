package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;

/**
 * jain-sip's UDP with a bounded queue before the parser; its own has no bound. TCP is {@link
 * FramedTcp}'s. Made by jain-sip.
 */
public final class BoundedUdp extends FramedTcp {

  /** The constructor that jain-sip looks for. */
  public BoundedUdp() {}

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    MessageProcessor made = super.createMessageProcessor(stack, address, port, transport);
    if (made instanceof UDPMessageProcessor udp) {
      bound(udp);
    }
    return made;
  }

  /**
   * By reflection, since a subclass of the processor would miss a switch that only the library's
   * own package can set: without it answers leave from another port. No packet is read yet.
   */
  private static void bound(UDPMessageProcessor udp) throws IOException {
    try {
      Field queue = UDPMessageProcessor.class.getDeclaredField("messageQueue");
      queue.setAccessible(true);
      queue.set(udp, new WaitingPackets());
    } catch (ReflectiveOperationException e) {
      throw new IOException("another jain-sip than the one this was written for", e);
    }
  }
}
