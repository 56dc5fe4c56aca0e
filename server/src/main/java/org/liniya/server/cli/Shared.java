package org.liniya.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.server.config.Configuration;
import org.liniya.server.run.Line;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Option;

/** The options that the commands share. Set by picocli before a command runs; for one thread. */
final class Shared {

  @Option(
      names = "--config",
      paramLabel = "DIR",
      defaultValue = "${env:LINIYA_CONFIG:-config}",
      description = "the configuration folder (LINIYA_CONFIG; default: config)")
  private Path config = Path.of("config");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LINIYA_DATA:-data}",
      description = "the data folder (LINIYA_DATA; default: data)")
  private Path data = Path.of("data");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrules a key of liniya.yaml, such as sip.port=5062")
  private Map<String, String> sets = new LinkedHashMap<>();

  Path config() {
    return config;
  }

  Path data() {
    return data;
  }

  /**
   * Reads and checks the files but for prompts and flows; empty exactly when there are problems.
   */
  Optional<Configuration> configuration(Problems problems) {
    return Configuration.load(config, sets, System.getenv(), problems);
  }

  /** Reads and checks everything; empty exactly when there are problems. */
  Optional<Line> line(Problems problems) {
    return Line.load(config, sets, System.getenv(), problems);
  }

  /** As {@link #line}, with everything spoken that no file says: for a server. */
  Optional<Line> spokenLine(Problems problems) {
    return Line.spoken(config, sets, System.getenv(), data, problems);
  }
}
