package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import picocli.CommandLine;

/** What an administrator sees of a call with a caller and an operator. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TraceTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aCallIsDrawnWithAllItsLegsAndOnlyTheWatchedNumberIsLogged(@TempDir Path folder)
      throws IOException {
    Path config = ConfigCopy.in(folder).everyGroup("wrap-up: 2s").folder();
    try (RunningServer server = RunningServer.start(config);
        Baresip telephone = Operators.ready(server, "1002")) {
      String unwatched = talk(server, telephone, "+79161234511");
      run(server, "sip-log", "--number", "+79161234512", "--minutes", "5");
      talk(server, telephone, "+79161234512");

      RunningServer.awaitThat(
          SOON,
          () -> run(server, "trace", unwatched),
          text -> text.contains("200 OK to BYE"),
          () -> "the last message in the ladder");
      String picture = run(server, "trace", unwatched);
      System.out.println(picture);
      assertThat(picture.lines().skip(2).findFirst().orElse(""))
          .contains("caller", "Liniya", "operator 1002");
      assertThat(
              List.of(
                  "INVITE 1 (sdp)",
                  "180 Ringing to INVITE",
                  "200 OK to INVITE",
                  "ACK",
                  "step-entered",
                  "queued",
                  "offered",
                  "bridged",
                  "BYE",
                  "200 OK to BYE"))
          .allSatisfy(part -> assertThat(picture).contains(part));
      assertThat(picture).doesNotContain("9161234511");
      String log = Files.readString(server.data().resolve("log/liniya.log"));
      assertThat(log).contains("*12@", "m=audio").doesNotContain("*11@", "9161234512");
    }
  }

  private static String talk(RunningServer server, Baresip telephone, String number) {
    try (Caller caller = Caller.dial(server, number, 440)) {
      caller.asksForAPerson();
      PhoneCall offered = telephone.awaitIncoming(SOON);
      offered.accept();
      caller.awaits("bridged");
      caller.call().hangUp();
      caller.awaitEnd();
      offered.awaitClosed(SOON);
      server.awaitOperator("1002", "ready", SOON);
      return caller.id();
    }
  }

  private static String run(RunningServer server, String... command) {
    StringWriter out = new StringWriter();
    CommandLine line = LiniyaCommand.commandLine().setOut(new PrintWriter(out));
    String[] with = Arrays.copyOf(command, command.length + 2);
    with[command.length] = "--data";
    with[command.length + 1] = server.data().toString();
    assertThat(line.execute(with)).as("liniya %s", command[0]).isZero();
    return out.toString();
  }
}
