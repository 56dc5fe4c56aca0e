package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.sip.Trunk;
import org.liniya.yaml.Problems;

class EmergencyNumbersTest {

  private static final String TRUNKS =
      """
      trunks:
        city: { from: [127.0.0.1], out: { to: "sip:127.0.0.1:5070", prefixes: ["+7495"] } }
        other: { from: [127.0.0.2], out: { to: "sip:127.0.0.1:5071", numbers-out: ["112"] } }
        deaf: { from: [127.0.0.3] }
      numbers: { hotline: hotline }
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private Optional<Configuration> load(String emergency, Problems problems) throws IOException {
    Files.writeString(folder.resolve("trunks.yaml"), TRUNKS + emergency);
    return Configuration.load(folder, Map.of(), Map.of(), problems);
  }

  @Test
  void withoutTheSectionTheUsualNumbersGoNowhere() throws IOException {
    Problems problems = new Problems();
    assertThat(load("", problems).orElseThrow().trunks().emergency())
        .isEqualTo(EmergencyNumbers.usual());
    assertThat(EmergencyNumbers.usual().numbers()).contains("112", "01", "911");
  }

  @Test
  void aTrunkTakesThem() throws IOException {
    Problems problems = new Problems();
    assertThat(
            load("emergency: { numbers: [101, 01], trunk: city }\n", problems)
                .orElseThrow()
                .trunks()
                .emergency())
        .isEqualTo(new EmergencyNumbers(Set.of("101", "01"), Optional.of("city")));
  }

  @Test
  void onlyThatTrunkDialsThem() throws IOException {
    Configuration read =
        load("emergency: { numbers: [101], trunk: city }\n", new Problems()).orElseThrow();

    assertThat(read.trunks().trunks())
        .filteredOn(trunk -> trunk.out().stream().anyMatch(out -> out.exact().contains("101")))
        .extracting(Trunk::name)
        .containsExactly("city");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emergency: { numbers: [103], trunk: moon }|6:37: there is no trunk 'moon'",
        "emergency: { numbers: [+112] }|6:24: '+112' is no emergency number",
        "emergency: { trunk: city }|6:12: trunk other lists an emergency number that is not its own",
        "emergency: { numbers: [103], trunk: deaf }|6:12: trunk deaf is for emergency calls, but cannot",
        "emergency: { number: 112 }|6:14: ",
        "emergency: { numbers: [1001] }|1:1: operator 1001 has the name of an emergency number",
      })
  void faultsAreShownWithTheirPlace(String emergency, String fault) throws IOException {
    Problems problems = new Problems();
    assertThat(load(emergency + "\n", problems)).isEmpty();
    assertThat(problems.list())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.toString()).contains("trunks.yaml").contains(fault));
  }
}
