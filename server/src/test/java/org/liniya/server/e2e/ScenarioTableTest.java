package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of scenarios in the README of {@code server/src/test/sipp} are whole and true. */
class ScenarioTableTest {

  private static final Path FOLDER = RunningServer.root().resolve("server/src/test/sipp");

  private record Row(String scenario, String test) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("README.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(cell -> new Row(cell.get(1).replace("`", ""), cell.get(4).replace("`", "")))
        .toList();
  }

  @Test
  void everyScenarioHasItsRow() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> scenarios =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".xml"))
              .map(name -> name.replace(".xml", ""))
              .toList();
      assertThat(rows()).extracting(Row::scenario).containsExactlyInAnyOrderElementsOf(scenarios);
    }
  }

  @Test
  void everyScenarioIsRunByTheTestOfItsRow() throws IOException {
    for (Row row : rows()) {
      Path scenario = FOLDER.resolve(row.scenario() + ".xml");
      if (row.test().equals("SippScenariosTest")) {
        assertThat(SippScenariosTest.isOurs(scenario)).as(row.scenario()).isTrue();
      } else {
        assertThat(Files.readString(source(row.test())))
            .as(row.test())
            .containsPattern("[\"/]" + row.scenario() + "(\\.xml)?\"");
        assertThat(SippScenariosTest.isOurs(scenario)).as(row.scenario()).isFalse();
      }
    }
  }

  private static Path source(String test) {
    return Stream.of(
            "server/src/test/java/org/liniya/server/e2e",
            "sip-adapter/src/test/java/org/liniya/sip")
        .map(folder -> RunningServer.root().resolve(folder).resolve(test + ".java"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + test));
  }
}
