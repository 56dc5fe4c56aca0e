package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.List;
import javax.sip.message.Message;

/**
 * How a message really came, put on it by the connection: its Via only says how it claims to have
 * come. Immutable.
 *
 * @param names what the sender's certificate proves
 * @param at the number of our place that it came to; 0 for the main one
 */
record Arrival(String transport, List<String> names, int at) {

  /** Over UDP nobody has put anything on it. */
  static final Arrival DATAGRAM = new Arrival("udp", List.of(), 0);

  Arrival at(int place) {
    return new Arrival(transport, names, place);
  }

  void mark(Message message) {
    ((SIPMessage) message).setApplicationData(this);
  }

  static Arrival of(Message message) {
    return ((SIPMessage) message).getApplicationData() instanceof Arrival arrival
        ? arrival
        : DATAGRAM;
  }
}
