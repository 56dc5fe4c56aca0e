package org.liniya.asterisk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

/**
 * How the front end behind an Asterisk is configured. Immutable.
 *
 * @param agi where Asterisk asks us by FastAGI
 * @param ami where we ask Asterisk by AMI
 * @param numbers called number or name → flow; anything else is refused
 * @param sounds where the sounds that Asterisk plays are put
 * @param recordings where Asterisk writes what calls sound like, until we take it over
 * @param ear where Asterisk sends, by AudioSocket, what a caller says while we listen; without it
 *     nobody is listened to by this front end
 * @param telephones the operators whose telephones are endpoints of Asterisk, such as {@code
 *     PJSIP/1001}
 * @param tie the endpoint as which Asterisk knows our own SIP, such as {@code liniya}; empty:
 *     nobody comes from there
 */
public record AsteriskSettings(
    Agi agi,
    Ami ami,
    Map<String, String> numbers,
    SharedFolder sounds,
    SharedFolder recordings,
    Optional<Ear> ear,
    Map<OperatorId, String> telephones,
    Optional<String> tie) {

  public AsteriskSettings {
    numbers = Map.copyOf(numbers);
    telephones = Map.copyOf(telephones);
  }

  /**
   * The FastAGI server.
   *
   * @param bind port 0 takes any free port
   * @param allowed whose connections are taken; others are closed before a byte is read
   * @param sessions how many there may be at once; further ones are closed, and the dialplan takes
   *     its branch for a line that is not there
   */
  public record Agi(InetSocketAddress bind, Predicate<InetAddress> allowed, int sessions) {}

  /**
   * The one connection to the manager of Asterisk.
   *
   * @param host a name or an address
   * @param tls how the server is known, where AMI is spoken over TLS
   */
  public record Ami(
      String host, int port, String user, Secret password, Optional<SSLContext> tls) {}

  /**
   * The AudioSocket server.
   *
   * @param bind port 0 takes any free port
   * @param allowed whose connections are taken
   * @param told what Asterisk is told to connect to, {@code HOST:PORT}; empty: what is bound
   */
  public record Ear(
      InetSocketAddress bind, Predicate<InetAddress> allowed, Optional<String> told) {}
}
