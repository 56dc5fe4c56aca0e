package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.server.config.Example;

/** {@code flow schema}, and the copy that is shipped. */
class PrintSchemaTest {

  private final StringWriter out = new StringWriter();

  @Test
  void theShippedSchemaIsWhatTheProgramPrints() throws IOException {
    int status =
        LiniyaCommand.commandLine().setOut(new PrintWriter(out, true)).execute("flow", "schema");

    assertThat(status).isZero();
    assertThat(out.toString())
        .as("scripts/liniya flow schema > config/flow.schema.json")
        .isEqualTo(Files.readString(Example.folder().resolve("flow.schema.json")));
  }

  @Test
  void everyShippedFlowNamesIt() throws IOException {
    try (Stream<Path> flows = Files.list(Example.folder().resolve("flows"))) {
      assertThat(flows.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .allSatisfy(
              flow ->
                  assertThat(Files.readAllLines(flow).getFirst())
                      .isEqualTo("# yaml-language-server: $schema=../flow.schema.json"));
    }
  }
}
