package org.liniya.server.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.OperatorSettings;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Option;

/** Where a robot learns what to hear and who it is. Set by picocli; for one thread. */
public final class Folders {

  @Option(
      names = "--config",
      paramLabel = "DIR",
      defaultValue = "${env:LINIYA_CONFIG:-config}",
      description = "the configuration folder: what prompts sound like (default: config)")
  private Path config = Path.of("config");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LINIYA_DATA:-data}",
      description = "the data folder: the operators' passwords (default: data)")
  private Path data = Path.of("data");

  /**
   * The configuration.
   *
   * @throws IOException naming the first of its faults
   */
  Configuration configuration() throws IOException {
    return configuration(config);
  }

  /**
   * Reads a configuration for a robot.
   *
   * @throws IOException naming the first of its faults
   */
  public static Configuration configuration(Path config) throws IOException {
    Problems problems = new Problems();
    Optional<Configuration> configuration =
        Configuration.load(config, Map.of(), System.getenv(), problems);
    if (configuration.isEmpty()) {
      throw new IOException("the configuration has faults: " + problems.list().getFirst());
    }
    return configuration.get();
  }

  Secret password(Configuration configuration, OperatorId operator) throws IOException {
    return password(data, configuration, operator);
  }

  /**
   * The password of an operator's telephone: the configured one, else the one that the server made.
   *
   * @throws IOException when there is none
   */
  public static Secret password(Path data, Configuration configuration, OperatorId operator)
      throws IOException {
    Optional<Secret> configured =
        configuration.operators().stream()
            .filter(one -> one.profile().id().equals(operator))
            .findFirst()
            .flatMap(OperatorSettings::password);
    if (configured.isPresent()) {
      return configured.get();
    }
    Path file = data.resolve("operators.secret");
    String start = operator.value() + "=";
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> new Secret(line.substring(start.length()).strip()))
        .findFirst()
        .orElseThrow(
            () -> new IOException(file + " has no password of operator " + operator.value()));
  }
}
