package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.PhoneSettings.Answer;
import tools.jackson.databind.JsonNode;

/**
 * What two real telephones and we report about each other's sound (RTCP) stands in the journal of
 * their call. The talk lasts as long as telephones need to report twice: they do every five
 * seconds.
 */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class MediaFiguresTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration TWO_REPORTS = Duration.ofSeconds(14);

  @TempDir private Path folder = Path.of("");

  @Test
  void bothLegsHaveTheirFiguresAndTheScoreIsGoodOnLoopback() {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip operator =
            Operators.ready(server, Operators.settings(server, "1001").withAnswer(Answer.AUTO));
        Baresip caller = Baresip.start(PhoneSettings.caller("+79991110001"))) {
      PhoneCall talk = caller.dial(server.hotline());
      talk.awaitTalking(SOON);
      server.awaitOperator("1001", "talking", SOON);
      Instant until = Instant.now().plus(TWO_REPORTS);
      RunningServer.awaitThat(
          TWO_REPORTS.plus(SOON), Instant::now, until::isBefore, () -> "the end of the talk");
      String call = server.operator("1001").path("call").asString("");
      operator.calls().getFirst().hangUp();
      talk.awaitClosed(SOON);
      server.awaitJournal(call, "call-ended", SOON);
      List<JsonNode> figures =
          RunningServer.awaitThat(
              SOON,
              () -> server.journal(call, "media-figures"),
              entries -> entries.size() == 2,
              () -> "figures of both legs in " + server.journal(call));

      assertThat(figures)
          .extracting(entry -> entry.path("party").asString(""))
          .containsExactlyInAnyOrder("caller", "operator");
      assertThat(figures).allSatisfy(MediaFiguresTest::arePlausible);
    }
  }

  private static void arePlausible(JsonNode figures) {
    long received = figures.path("received").asLong();
    assertThat(received).isGreaterThan(50 * 10);
    assertThat(figures.path("sent").asLong()).isGreaterThan(50 * 10);
    assertThat(figures.path("lost").asLong()).isLessThan(received / 20);
    assertThat(figures.path("jitterMicros").asLong()).isBetween(0L, 60_000L);
    assertThat(figures.path("longestGapMs").asLong()).isBetween(1L, 2000L);
    assertThat(figures.path("mos").asDouble()).isBetween(3.0, 4.41);
    assertThat(figures.has("farLost")).as("the telephone has reported: %s", figures).isTrue();
    assertThat(figures.path("farLost").asLong()).isLessThan(received / 20);
    assertThat(figures.path("roundTripMicros").asLong(-1)).isBetween(0L, 500_000L);
    assertThat(figures.path("farMos").asDouble()).isBetween(3.0, 4.41);
  }
}
