package org.liniya.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.testkit.call.LegContract;

/** A leg over SIP keeps the contract of all legs: real messages, real sound, a real clock. */
@Tag("slow")
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SipLegContractTest extends LegContract {

  @Override
  protected Party party() {
    try {
      return new RealParty();
    } catch (IOException | InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
