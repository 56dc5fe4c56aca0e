package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.server.config.Example;

/**
 * The shipped configuration with the files of an import put into it as their headings say, and a
 * voice that speaks every text as a tone. For one thread.
 */
final class ImportedConfig {

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  private final Path folder;

  private ImportedConfig(Path folder) {
    this.folder = folder;
  }

  /**
   * @param imported the target folder of the import
   * @param root where there is room for the configuration
   */
  static ImportedConfig merged(Path imported, Path root) throws IOException {
    Path config = Example.copyTo(root.resolve("config"));
    try (Stream<Path> files = Files.walk(imported)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path target = config.resolve(imported.relativize(file).toString());
        Files.writeString(
            target,
            "\n" + Files.readString(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    Path sound = Files.write(root.resolve("a.wav"), Wav.mono(Tone.sine(500, 16_000)).toBytes());
    Path teller = root.resolve("teller");
    Files.writeString(teller, "#!/bin/sh\ncat > /dev/null\ncp '%s' \"$1\"\n".formatted(sound));
    if (!teller.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + teller + " executable");
    }
    Files.writeString(
        config.resolve("liniya.yaml"),
        """
        speech:
          voices: { ru: [teller], en: [teller] }
          engines: { teller: { command: ['%s', '{file}'] } }
        """
            .formatted(teller));
    return new ImportedConfig(config);
  }

  ImportedConfig append(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
    return this;
  }

  /** Writes a test of an imported flow. */
  Path test(String name, String text) throws IOException {
    return Files.writeString(folder.resolve("flows/tests").resolve(name), text);
  }

  /** Runs a command on it and gives its exit code. */
  int run(String... arguments) {
    List<String> all =
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--config",
                    folder.toString(),
                    "--data",
                    folder.resolveSibling("data").toString()))
            .toList();
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
