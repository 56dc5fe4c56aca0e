package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.liniya.sip.AddressRange;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads where Asterisk connects to us, {@code bind}, {@code port}, {@code allow}. One thread. */
final class DoorSection {

  private static final List<AddressRange> THIS_MACHINE =
      List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));

  private final int usualPort;
  private final Problems problems;

  DoorSection(int usualPort, Problems problems) {
    this.usualPort = usualPort;
    this.problems = problems;
  }

  AsteriskSettings.Door read(Section keys) {
    String bind = bind(keys);
    int port = keys.whole("port", usualPort, 0, 65_535);
    List<AddressRange> allow =
        new AddressRanges("Name the addresses of your Asterisk", problems)
            .read(keys.texts("allow"));
    boolean open = !InetAddress.ofLiteral(bind).isLoopbackAddress();
    if (open && keys.texts("allow").isEmpty()) {
      problems.add(
          keys.placeOf("bind"),
          bind + " is open to others, and whoever connects could pretend to be a caller",
          "Add 'allow: [192.0.2.20]' with the addresses of your Asterisk, or bind to 127.0.0.1");
    }
    return new AsteriskSettings.Door(bind, port, allow.isEmpty() ? THIS_MACHINE : allow);
  }

  private String bind(Section keys) {
    String bind = keys.text("bind", "127.0.0.1");
    Optional<InetAddress> address = SipSection.literal(bind);
    if (address.isEmpty()) {
      problems.add(
          keys.placeOf("bind"),
          "'bind' is an IP address of this machine, not '" + bind + "'",
          "Write it in figures, such as 127.0.0.1");
      return "127.0.0.1";
    }
    return bind;
  }
}
