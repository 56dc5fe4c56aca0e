package org.liniya.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.liniya.asterisk.SharedFolder;
import org.liniya.call.Secret;
import org.liniya.sip.AddressRange;
import org.liniya.yaml.Place;

/**
 * {@code asterisk:} of {@code liniya.yaml}: the front end behind an Asterisk. Immutable.
 *
 * @param numbers extension as the dialplan passes it → flow; any other is refused
 * @param leads every number with its place
 * @param sounds what Asterisk plays; our path is relative to the data folder
 * @param recordings what Asterisk writes; the same
 * @param ear where a caller's voice comes in; without it nobody is listened to
 * @param tie the SIP leg between both front ends
 */
public record AsteriskSettings(
    Agi agi,
    Ami ami,
    Map<String, String> numbers,
    List<Trunks.Lead> leads,
    SharedFolder sounds,
    SharedFolder recordings,
    Optional<Ear> ear,
    Optional<Tie> tie) {

  public AsteriskSettings {
    numbers = Map.copyOf(numbers);
    leads = List.copyOf(leads);
  }

  /**
   * An address that Asterisk connects to.
   *
   * @param address an IP address in figures
   * @param port 0 takes any free one
   * @param allow whose connections are taken
   */
  public record Door(String address, int port, List<AddressRange> allow) {

    public Door {
      allow = List.copyOf(allow);
    }
  }

  /**
   * The FastAGI server.
   *
   * @param sessions most sessions at once
   */
  public record Agi(Door door, int sessions) {}

  /**
   * The connection to the manager.
   *
   * @param host a name, or an IP address in figures
   * @param tls believes what the administrator trusts; empty where AMI is spoken in the clear
   */
  public record Ami(
      String host, int port, String user, Secret password, Optional<SSLContext> tls) {}

  /**
   * The AudioSocket server.
   *
   * @param told what Asterisk connects to, {@code HOST:PORT}; empty: the address itself
   */
  public record Ear(Door door, Optional<String> told) {}

  /**
   * The SIP leg between both front ends.
   *
   * @param trunk the name of a trunk that leads to Asterisk
   * @param endpoint the PJSIP endpoint that leads to us
   * @param place where the trunk is named
   */
  public record Tie(String trunk, String endpoint, Place place) {}
}
