package org.liniya.sip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.Transport;
import org.liniya.sip.wire.WireSettings;

/**
 * How the endpoint is configured. Immutable.
 *
 * @param bind the address that is listened on, over UDP and TCP
 * @param port 0 takes any free port
 * @param realm of the operators' passwords (RFC 7616)
 * @param userAgent what we call ourselves in Server and User-Agent
 * @param numbers called number or name → flow; anything else is 404
 * @param trunks who may bring callers
 * @param listening what there is to listening beside {@code bind} and {@code port}
 */
public record SipSettings(
    InetAddress bind,
    int port,
    String realm,
    String userAgent,
    Map<String, String> numbers,
    List<Trunk> trunks,
    SipLimits limits,
    Listening listening) {

  /** Listens on one address only. */
  public SipSettings(
      InetAddress bind,
      int port,
      String realm,
      String userAgent,
      Map<String, String> numbers,
      List<Trunk> trunks,
      SipLimits limits) {
    this(bind, port, realm, userAgent, numbers, trunks, limits, Listening.NOTHING_MORE);
  }

  public SipSettings {
    numbers = Map.copyOf(numbers);
    trunks = List.copyOf(trunks);
    if (realm.isBlank() || realm.contains("\"")) {
      throw new IllegalArgumentException("sip.realm must be a name without quotes");
    }
  }

  /** All that is listened on; {@code bind} and {@code port} come first. */
  WireSettings wire() {
    List<ListenPoint> points = new ArrayList<>();
    points.add(
        new ListenPoint(
            bind, port, EnumSet.of(Transport.UDP, Transport.TCP), listening.advertised()));
    points.addAll(listening.points());
    return new WireSettings(points, listening.tls(), listening.connections(), userAgent);
  }
}
