package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.server.config.Example;
import picocli.CommandLine;

/** {@code flow play} on the shipped hotline, through a pipe. */
class PlayFlowTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aCallIsPlayedInEnglishAndThePathIsTold() {
    assertThat(play("2\n#0\n\nhang up\n", "hotline")).isZero();
    assertThat(out.toString())
        .contains("4 s for you to answer > 2\n[notice]\n")
        .contains("This call is recorded")
        .contains("path: welcome > language > notice > category")
        .contains("ended: ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theCallArrivesWhenAndFromWhomItIsSaid() {
    assertThat(
            play(
                "where\n", "--at", "2027-01-02T03:04+03:00", "--caller", "+79990000001", "hotline"))
        .isZero();
    assertThat(out.toString()).contains("call.arrived = 2027-01-02T00:04:00Z");
  }

  @Test
  void whatATestTakesAsGivenHoldsHereToo() {
    String test = Example.folder().resolve("flows/tests/earlier-request.yaml").toString();

    assertThat(play("1\n2\n10000012\n1\n", "--given", test)).isZero();
    assertThat(out.toString()).contains("[status]");
  }

  @Test
  void wrongOptionsAreExitTwoWithACure() {
    assertThat(play("", "--at", "noon")).isEqualTo(2);
    assertThat(play("", "--caller", "112x")).isEqualTo(2);
    assertThat(play("", "--given", "none.yaml")).isEqualTo(2);
    assertThat(play("", "hotlin")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'noon' is no moment. Write it with its offset")
        .contains("a caller's number is + and 8 to 15 digits")
        .contains("there is no file none.yaml")
        .contains("there is no flow 'hotlin'. Did you mean 'hotline'?");
  }

  private int play(String input, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + Example.folder());
    PlayFlow play = new PlayFlow(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    return new CommandLine(play)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
