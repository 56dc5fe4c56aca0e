package org.liniya.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.liniya.testkit.call.LegContract;

/** A leg behind a real Asterisk keeps the contract of all legs. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(120)
class AsteriskLegContractTest extends LegContract {

  private static final AsteriskParty.Desk DESK = new AsteriskParty.Desk();
  private static Behind behind;

  @BeforeAll
  static void start() throws IOException {
    behind = Behind.start(DESK);
  }

  @AfterAll
  static void stop() {
    if (behind != null) {
      behind.close();
    }
  }

  @Override
  protected Party party() {
    try {
      return new AsteriskParty(behind.asterisk, DESK);
    } catch (IOException | InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
