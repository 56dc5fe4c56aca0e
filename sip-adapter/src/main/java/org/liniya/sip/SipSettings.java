package org.liniya.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * How the endpoint is configured. Immutable.
 *
 * @param bind the one address that is listened on, over UDP and TCP
 * @param port 0 takes any free port
 * @param realm of the operators' passwords (RFC 7616)
 * @param userAgent what we call ourselves in Server and User-Agent
 * @param numbers called number or name → flow; anything else is 404
 * @param trunks who may bring callers
 */
public record SipSettings(
    InetAddress bind,
    int port,
    String realm,
    String userAgent,
    Map<String, String> numbers,
    List<Trunk> trunks,
    SipLimits limits) {

  public SipSettings {
    numbers = Map.copyOf(numbers);
    trunks = List.copyOf(trunks);
    if (realm.isBlank() || realm.contains("\"")) {
      throw new IllegalArgumentException("sip.realm must be a name without quotes");
    }
  }
}
