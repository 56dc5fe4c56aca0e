package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.NioMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Our own TCP and TLS beside jain-sip's UDP. Made by jain-sip, while the thread that starts the
 * stack has {@link #PARTS} bound.
 */
public final class Transports extends NioMessageProcessorFactory {

  /** What the processors of the stack that is being made share. */
  record Parts(Connections connections, Optional<Tls> tls, KnownDialogs dialogs) {}

  static final ScopedValue<Parts> PARTS = ScopedValue.newInstance();

  /** The constructor that jain-sip looks for. */
  public Transports() {}

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    Optional<Transport> kind = Transport.of(transport);
    if (kind.isEmpty()) {
      throw new IOException("no such transport: " + transport);
    }
    return switch (kind.get()) {
      case UDP ->
          BoundedUdp.bound(
              super.createMessageProcessor(stack, address, port, transport), PARTS.get().dialogs());
      case TCP -> stream(stack, address, port, Optional.empty());
      case TLS -> stream(stack, address, port, Optional.of(PARTS.get().tls().orElseThrow()));
    };
  }

  private static MessageProcessor stream(
      SIPTransactionStack stack, InetAddress address, int port, Optional<Tls> tls) {
    return new StreamProcessor(address, stack, port, PARTS.get().connections(), tls);
  }
}
