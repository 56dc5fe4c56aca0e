package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.OperatorId;
import org.liniya.port.DeskOrder;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class StarCodesFileTest {
  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private StarCodes read(String text) throws IOException {
    Files.writeString(folder.resolve(StarCodesFile.NAME), text);
    return new StarCodesFile(problems).read(new ConfigFolder(folder, problems));
  }

  private List<String> said() {
    return problems.list().stream()
        .map(Problem::toString)
        .map(problem -> problem.replaceFirst(".*star-codes.yaml:", ""))
        .toList();
  }

  @Test
  void withoutAFileTheUsualCodesHold() {
    assertThat(new StarCodesFile(problems).read(new ConfigFolder(folder, problems)))
        .isEqualTo(StarCodes.usual());
    assertThat(said()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    StarCodes codes =
        read(
            """
            ready: "*10"
            pause: "*20"
            pause-reasons: { 1: обед }
            more-wrap-up: "*30"
            note: "*40"
            notes: { 7: Ждёт звонка }
            conference: "*50"
            supervise: "*60"
            """);

    assertThat(said()).isEmpty();
    assertThat(codes)
        .isEqualTo(
            new StarCodes(
                "*10",
                "*20",
                Map.of("1", "обед"),
                "*30",
                "*40",
                Map.of("7", "Ждёт звонка"),
                "*50",
                "*60"));
    assertThat(codes.meaning("*201")).contains(new DeskOrder.Pause("обед"));
    assertThat(codes.meaning("*407")).contains(new DeskOrder.Note("Ждёт звонка"));
    assertThat(codes.meaning("*1")).isEmpty();
    assertThat(codes.meaning("*50")).contains(new DeskOrder.Conference());
    assertThat(codes.supervised("*601001")).contains(new OperatorId("1001"));
    assertThat(codes.supervised("*60")).isEmpty();
    assertThat(codes.supervised("*1001")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ready: '1'| 1:8: '1' is no star code. Write a star and one to four digits, in quotes: \"*1\"",
        "note: '*1'| 1:1: the code *1 begins with the code *1."
            + " Give every order a code that no other one begins with",
        "supervise: '*66'| 1:1: the code *66 begins with the code *6."
            + " Give every order a code that no other one begins with",
        "confrence: '*7'| 1:1: the key 'confrence' is not known here. Did you mean 'conference'?",
        "pause: '*35'| 1:1: the code *35 begins with the code *3."
            + " Give every order a code that no other one begins with",
        "notes: { a: b }| 1:10: the name 'a' is not of the form. Use one or two digits",
        "pause-reasons: { 1: '' }| 1:21: the text has 0 characters. Write 1 to 40",
        "redy: '*1'| 1:1: the key 'redy' is not known here. Did you mean 'ready'?",
      })
  void aFaultHasItsPlaceAndACure(String text, String problem) throws IOException {
    read(text);

    assertThat(said()).containsExactly(problem.strip());
  }
}
