package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.SipMessage;

/**
 * What fails for real while the line is open. Every step with every failing port is tried without
 * telephones in {@code call-flows}.
 */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class TroubleTest {
  private static final Duration SOON = RawCaller.SOON;

  @TempDir private Path folder = Path.of("");

  /** Root may write everywhere, so the folder is replaced by a file. */
  @Test
  void aCallGoesOnWhenItsRecordingCannotBeWritten() throws IOException {
    Path config =
        ConfigCopy.in(folder)
            .replace("flows/hotline.yaml", "answer: \\{ after: 1s \\}", "answer: { after: 0s }")
            .folder();
    try (RunningServer server = RunningServer.start(config);
        RawOperator operator = RawOperator.ready(server, "1001");
        RawCaller caller = new RawCaller(server.sipPort())) {
      Path recordings = server.data().resolve("recordings");
      Files.deleteIfExists(recordings); // empty as yet, or not there
      Files.writeString(recordings, "in the way");

      caller.connect();
      caller.key('0'); // to the notice, and on to a person
      SipMessage invite = operator.awaitInvite(Duration.ofSeconds(40));
      operator.answer(invite);
      operator.awaitAck(invite);
      String call = Calls.of(server, caller);
      server.awaitJournal(call, "bridged", SOON);
      assertThat(server.journal(call, "recording-failed"))
          .as(server.lines(call))
          .hasSizeGreaterThanOrEqualTo(1);
      assertThat(Calls.ticket(invite)).matches("\\d+");
      caller.hangUp();
      operator.awaitBye(invite);
      Calls.assertEnded(server, call, "completed");
      assertThat(server.journal(call, "recording-closed")).isEmpty();
    }
  }
}
