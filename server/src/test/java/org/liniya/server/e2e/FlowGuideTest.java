package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.server.e2e.GuidePage.Block;
import org.liniya.server.e2e.GuidePage.Command;

/**
 * An administrator with an empty folder and nothing but {@code docs/flow-guide.md}: every file is
 * written as it stands there, every command is run, and what it prints is what the guide says.
 */
@Tag("telephones") // it needs none, but starts a server
@Timeout(300)
@ExtendWith(LogOnFailure.class)
class FlowGuideTest {

  private static final String LINIYA = "scripts/liniya ";
  private static final List<String> VOICES = List.of("festival", "flite");

  @TempDir private Path place = Path.of("");
  private final Map<Path, String> toUndo = new LinkedHashMap<>();
  private final Set<String> done = new TreeSet<>();
  private int broken;
  private Optional<RunningServer> server = Optional.empty();

  @ParameterizedTest
  @ValueSource(strings = {"flow-guide.md", "flow-guide.ru.md"})
  void theGuideIsEnough(String page) throws Exception {
    Path root = RunningServer.root().toRealPath();
    Files.createSymbolicLink(place.resolve("config"), root.resolve("config"));
    Files.createSymbolicLink(place.resolve("scripts"), root.resolve("scripts"));
    try {
      for (Block block : GuidePage.read(root.resolve("docs").resolve(page))) {
        follow(block);
      }
    } finally {
      server.ifPresent(RunningServer::close);
    }
    assertThat(broken).as("ways to break it").isGreaterThanOrEqualTo(5);
    assertThat(done)
        .contains("check", "flow test", "flow graph", "flow play", "serve", "reload")
        .contains("flow versions", "flow rollback");
  }

  private void follow(Block block) throws IOException, InterruptedException {
    switch (block) {
      case Block.Write(String file, String text) ->
          Files.writeString(shop(file), text, StandardOpenOption.CREATE_NEW);
      case Block.Append(String file, String text) ->
          Files.writeString(shop(file), text, StandardOpenOption.APPEND);
      case Block.Change(String file, String before, String after, boolean breaks) -> {
        String text = Files.readString(shop(file));
        assertThat(text).contains(before);
        if (breaks) {
          broken++;
          toUndo.put(shop(file), text);
        }
        Files.writeString(shop(file), text.replace(before, after));
      }
      case Block.Console(List<Command> commands) -> {
        for (Command command : commands) {
          run(command);
        }
        for (Map.Entry<Path, String> each : toUndo.entrySet()) {
          Files.writeString(each.getKey(), each.getValue());
        }
        toUndo.clear();
      }
    }
  }

  private Path shop(String file) {
    return place.resolve("shop").resolve(file);
  }

  private void run(Command command) throws IOException, InterruptedException {
    String line = command.line();
    if (line.startsWith("export ")) {
      assertThat(line).isEqualTo("export LINIYA_CONFIG=shop LINIYA_DATA=shop-data");
    } else if (line.equals("scripts/liniya serve")) {
      done.add("serve");
      server = Optional.of(RunningServer.start(place.resolve("shop")));
      printed(command, server.get().log());
    } else if (line.equals("scripts/liniya prompts render") && !haveVoices()) {
      stillSounds();
    } else if (line.startsWith(LINIYA)) {
      liniya(command, line.substring(LINIYA.length()));
    } else {
      printed(command, shell(line));
    }
  }

  private void liniya(Command command, String words) {
    done.add(words.replaceAll("^(flow )?(\\w+).*", "$1$2"));
    List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
    arguments.addAll(List.of("--config", place.resolve("shop").toString()));
    arguments.addAll(List.of("--data", data().toString()));
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said, true);
    InputStream before = System.in;
    int status;
    try {
      System.setIn(new ByteArrayInputStream(typed(command).getBytes(StandardCharsets.UTF_8)));
      status =
          LiniyaCommand.commandLine()
              .setOut(printer)
              .setErr(printer)
              .execute(arguments.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
    printed(command, said.toString());
    boolean complains =
        command.printed().stream()
            .anyMatch(line -> line.matches("shop/.*:\\d+: .*|liniya: the server.*|shop/.*:…:.*"));
    assertThat(status).as("exit of " + command.line()).isEqualTo(complains ? 1 : 0);
  }

  private Path data() {
    return server.map(RunningServer::data).orElse(place.resolve("shop-data"));
  }

  /** What the guide shows behind the questions of {@code flow play}. */
  private static String typed(Command command) {
    return command.printed().stream()
        .map(Pattern.compile("^[^\\[ ].*> (.*)$")::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1) + "\n")
        .collect(Collectors.joining());
  }

  private String shell(String line) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).directory(place.toFile());
    shell.environment().put("LINIYA_CONFIG", "shop");
    Process process = shell.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(line + ": " + said).isZero();
    return said;
  }

  private static boolean haveVoices() {
    return VOICES.stream().allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
  }

  /** On a machine without voices the new prompts sound like another one. */
  private void stillSounds() throws IOException {
    for (String language : List.of("ru", "en")) {
      Path sounds = shop("prompts/" + language);
      for (String line : Files.readAllLines(shop("prompts/" + language + ".yaml"))) {
        Path sound = sounds.resolve(line.replaceAll(":.*", "") + ".wav");
        if (line.matches("[a-z].*") && !Files.exists(sound)) {
          Files.copy(sounds.resolve("welcome.wav"), sound);
        }
      }
    }
  }

  /** What differs from run to run is not compared: moments, ids, ports and folders. */
  private void printed(Command command, String said) {
    String pattern =
        command.printed().stream()
            .map(FlowGuideTest::same)
            .map(line -> line.equals("…") ? "(?:.*\n)*?" : line(line) + "\n")
            .collect(Collectors.joining());
    String printed =
        said.lines()
            .map(line -> line.replace(data().toString(), "shop-data"))
            // the figures in its name are masked by the program, as they may be anybody's number
            .map(line -> line.replaceAll("/\\S*?junit-[0-9*]+/", ""))
            .map(FlowGuideTest::same)
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertThat(printed).as("printed by: " + command.line()).matches(pattern);
  }

  private static String line(String expected) {
    return Pattern.compile("…")
        .splitAsStream(expected + "\u0000")
        .map(part -> Pattern.quote(part.replace("\u0000", "")))
        .collect(Collectors.joining(".*"));
  }

  private static String same(String line) {
    return line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "MOMENT")
        .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
        .replaceAll("port \\d+", "port N")
        .replaceAll(" {3,}", "  ");
  }
}
