package org.liniya.sip.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cuts a stream into SIP messages (RFC 3261 section 18.3) before jain-sip does: a header is handed
 * on only when it is complete and its length of body is known and bearable, so what jain-sip
 * believes is true. For one connection and its thread; remembers at most one header.
 */
final class Framing {

  /** What cannot be cut: the connection is of no more use. */
  static final class LostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RawMessage message;
    private final transient Fault fault;

    LostException(RawMessage message, Fault fault) {
      super(fault.reason());
      this.message = message;
      this.fault = fault;
    }

    RawMessage message() {
      return message;
    }

    Fault fault() {
      return fault;
    }
  }

  private static final byte[] PING = {'\r', '\n', '\r', '\n'};

  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private int lineLength;
  private int pinged;
  private long bodyLeft;

  /** Gets what jain-sip may see. */
  interface Sink {
    void take(byte[] piece) throws Exception;

    /** A double line end between messages asks for one in answer (RFC 5626 section 4.4.1). */
    void ping() throws Exception;
  }

  /**
   * Takes what came in; gives what jain-sip may see of it, in order.
   *
   * @throws LostException when the end of a message cannot be told
   */
  void feed(byte[] bytes, Sink pieces) throws Exception {
    int position = 0;
    while (position < bytes.length) {
      if (bodyLeft > 0) {
        int length = (int) Math.min(bodyLeft, bytes.length - position);
        pieces.take(Arrays.copyOfRange(bytes, position, position + length));
        bodyLeft -= length;
        position += length;
      } else {
        take(bytes[position++], pieces);
      }
    }
  }

  private void take(byte octet, Sink pieces) throws Exception {
    boolean blank = octet == '\r' || octet == '\n';
    if (header.size() == 0 && blank) {
      between(octet, pieces);
      return;
    }
    pinged = 0;
    header.write(octet);
    if (header.size() > Valve.MAX_BYTES) {
      throw lost(Fault.of(513, "Message Too Large"));
    }
    if (octet == '\n') {
      if (lineLength == 0) {
        complete(pieces);
      }
      lineLength = 0;
    } else if (octet != '\r') {
      lineLength++;
    }
  }

  /** Line ends between messages say nothing (RFC 3261 section 7.5) or are a ping. */
  private void between(byte octet, Sink pieces) throws Exception {
    boolean next = PING[pinged] == octet;
    pinged = next ? pinged + 1 : octet == PING[0] ? 1 : 0;
    if (pinged == PING.length) {
      pinged = 0;
      pieces.ping();
    }
  }

  private void complete(Sink pieces) throws Exception {
    RawMessage message = RawMessage.of(header.toByteArray());
    List<String> lengths = message.all("content-length");
    OptionalLong length =
        lengths.isEmpty() ? OptionalLong.of(0) : RawCheck.number(lengths.getFirst());
    if (lengths.size() > 1 || length.isEmpty()) {
      throw lost(Fault.bad("Content-Length"));
    }
    if (header.size() + length.getAsLong() > Valve.MAX_BYTES) {
      throw lost(Fault.of(513, "Message Too Large"));
    }
    if (message.first("call-id").orElse("").isEmpty()) {
      throw lost(Fault.bad("Missing call-id")); // jain-sip would close the connection
    }
    bodyLeft = length.getAsLong();
    byte[] whole = written(message, bodyLeft);
    header.reset();
    pieces.take(whole);
  }

  /** With the length in the one spelling that jain-sip's own framing knows. */
  private static byte[] written(RawMessage message, long length) {
    StringBuilder text = new StringBuilder(message.start()).append("\r\n");
    message.fields().stream()
        .filter(field -> !field.name().equals("content-length"))
        .forEach(
            field -> text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    return RawMessage.bytes(
        text.append("Content-Length: ").append(length).append("\r\n\r\n").toString());
  }

  private LostException lost(Fault fault) {
    LostException lost = new LostException(RawMessage.of(header.toByteArray()), fault);
    header.reset();
    return lost;
  }
}
