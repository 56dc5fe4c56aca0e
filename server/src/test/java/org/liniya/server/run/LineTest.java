package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.config.Example;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** What {@code check} says of files that are right each for itself. */
class LineTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aNumberThatLeadsNowhereIsReportedOnItsLine() throws IOException {
    copyExample();
    Files.writeString(
        folder.resolve("trunks.yaml"),
        """
        trunks:
          local:
            from: [127.0.0.0/8]
            numbers:
              "112": hotline
              "113": nowhere
        numbers:
          hotline: hotline
          "88001234567": hotlin
        """);
    Problems problems = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), problems)).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::toString)
        .satisfiesExactlyInAnyOrder(
            first ->
                assertThat(first)
                    .contains("trunks.yaml:6:14: the number '113' leads to the flow 'nowhere'"),
            second ->
                assertThat(second)
                    .contains(
                        "trunks.yaml:9:18: the number '88001234567' leads to the flow 'hotlin'")
                    .contains("Flows: hotline"));
  }

  @Test
  void aFlowMayAskForTheCalendarsOfTheConfigurationAndForNoOther() throws IOException {
    copyExample();
    String flow =
        """
        flow: hours
        languages: [ru]
        trouble: person
        steps:
          hours:
            choose:
              - { if: "closed('office')", go: hangup }
              - { go: person }
          person:
            queue: { skill-group: other }
            next: end
          end:
            hangup: normal
        """;
    Path file = folder.resolve("flows/hours.yaml");
    Files.writeString(file, flow);
    Problems none = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), none)).as(none.list().toString()).isPresent();

    Files.writeString(file, flow.replace("'office'", "'offise'"));
    Problems problems = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), problems)).isEmpty();
    assertThat(problems.list())
        .singleElement()
        .asString()
        .contains("hours.yaml:7:")
        .contains("'offise'")
        .contains("Did you mean 'office'?");
  }

  @Test
  void aFlowMayAskTheServicesOfTheConfigurationAndTellPersonalDataToThoseThatMayHaveThem()
      throws IOException {
    copyExample();
    Files.writeString(
        folder.resolve("services.yaml"),
        """
        services:
          portal: { url: https://portal.example.org }
          register: { url: https://register.example.org, allow-personal: yes }
        """);
    Path file = folder.resolve("flows/asking.yaml");
    String flow =
        """
        flow: asking
        languages: [ru]
        trouble: person
        steps:
          asks:
            http: { service: register, post: /a, values: { a: =caller.snils }, failed: person }
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """;
    Files.writeString(file, flow);
    Problems none = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), none)).as(none.list().toString()).isPresent();

    assertThat(refused(file, flow.replace("register", "portal")))
        .contains("asking.yaml:6:53: 'a' would give personal data to the service 'portal'");
    assertThat(refused(file, flow.replace("register", "registr")))
        .contains("asking.yaml:6:22: there is no service 'registr'. Did you mean 'register'?");
  }

  private String refused(Path file, String flow) throws IOException {
    Files.writeString(file, flow);
    Problems problems = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), problems)).isEmpty();
    assertThat(problems.list()).hasSize(1);
    return problems.list().getFirst().toString();
  }

  @Test
  void aFlowRunsTheSubFlowsOfItsFolderAndOneThatNothingRunsIsReported() throws IOException {
    copyExample();
    String flow =
        """
        flow: short
        languages: [ru]
        trouble: person
        steps:
          thanks:
            run: thanks
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """;
    Files.writeString(
        folder.resolve("flows/thanks.yaml"),
        "sub-flow: thanks\nsteps: { said: { say: [thank-you], next: return } }\n");
    Path file = folder.resolve("flows/short.yaml");
    Files.writeString(file, flow);
    Problems none = new Problems();
    Optional<Line> line = Line.load(folder, Map.of(), Map.of(), none);
    assertThat(line).as(none.list().toString()).isPresent();
    assertThat(line.orElseThrow().flows()).containsOnlyKeys("hotline", "short");

    Files.writeString(file, flow.replace("run: thanks", "say: [thank-you]"));
    Problems problems = new Problems();
    assertThat(Line.load(folder, Map.of(), Map.of(), problems)).isEmpty();
    assertThat(problems.list())
        .singleElement()
        .asString()
        .contains("thanks.yaml:1:11: no flow runs the sub-flow 'thanks'");
  }

  private void copyExample() throws IOException {
    Example.copyTo(folder);
  }
}
