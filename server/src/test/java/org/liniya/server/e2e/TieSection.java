package org.liniya.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.liniya.testkit.asterisk.RealAsterisk;

/** The configuration of a line with both front ends, joined over the trunk {@code pbx}. */
final class TieSection {
  private TieSection() {}

  /** Adds {@code asterisk:} to a configuration, and AMI's password beside it. */
  static void addTo(Path config, RealAsterisk asterisk, int agi) throws IOException {
    Files.writeString(config.resolve("password"), asterisk.amiSecret());
    Files.writeString(
        config.resolve("liniya.yaml"),
        """

        asterisk:
          agi: { port: %d }
          ami: { port: %d, user: %s, password: "${file:password}" }
          numbers: { hotline: hotline }
          sounds: %s
          recordings: %s
          tie: { trunk: pbx, endpoint: liniya }
        """
            .formatted(
                agi,
                asterisk.ports().ami(),
                asterisk.amiUser(),
                asterisk.sounds().yaml(),
                asterisk.recordings().yaml()),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
