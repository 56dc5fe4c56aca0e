package org.liniya.server.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.liniya.asterisk.AsteriskSettings;
import org.liniya.asterisk.SharedFolder;
import org.liniya.call.OperatorId;
import org.liniya.server.config.AsteriskSettings.Agi;
import org.liniya.server.config.AsteriskSettings.Ami;
import org.liniya.server.config.AsteriskSettings.Door;
import org.liniya.server.config.AsteriskSettings.Ear;
import org.liniya.server.config.AsteriskSettings.Tie;

/** Turns {@code asterisk:} as it was written into what the front end wants to know. Stateless. */
final class AsteriskParts {

  private AsteriskParts() {}

  /**
   * The settings of the front end.
   *
   * @param data the data folder
   */
  static AsteriskSettings settings(
      org.liniya.server.config.AsteriskSettings written,
      Map<OperatorId, String> telephones,
      Path data) {
    return new AsteriskSettings(
        agi(written.agi()),
        ami(written.ami()),
        written.numbers(),
        in(data, written.sounds()),
        in(data, written.recordings()),
        written.ear().map(AsteriskParts::ear),
        telephones,
        written.tie().map(Tie::endpoint));
  }

  private static AsteriskSettings.Agi agi(Agi written) {
    return new AsteriskSettings.Agi(
        bind(written.door()), allowed(written.door()), written.sessions());
  }

  private static AsteriskSettings.Ami ami(Ami written) {
    return new AsteriskSettings.Ami(
        written.host(), written.port(), written.user(), written.password(), written.tls());
  }

  private static AsteriskSettings.Ear ear(Ear written) {
    return new AsteriskSettings.Ear(bind(written.door()), allowed(written.door()), written.told());
  }

  private static InetSocketAddress bind(Door door) {
    return new InetSocketAddress(InetAddress.ofLiteral(door.address()), door.port());
  }

  private static Predicate<InetAddress> allowed(Door door) {
    return address -> door.allow().stream().anyMatch(range -> range.contains(address));
  }

  private static SharedFolder in(Path data, SharedFolder written) {
    return new SharedFolder(data.resolve(written.ours()), written.theirs());
  }
}
