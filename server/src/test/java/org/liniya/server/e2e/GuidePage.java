package org.liniya.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The blocks of code of a guide, in their order. What is to be done with one stands behind its
 * language: {@code yaml file=…} writes a file, {@code yaml append=…} adds to it, {@code diff
 * change=…} changes lines, {@code diff break=…} does so until the next block that is no console,
 * {@code console} runs commands and shows what they print. Stateless.
 */
final class GuidePage {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(?<what>[^\\n]*)\\n(?<text>.*?)^```$");

  private GuidePage() {}

  /** One block. */
  sealed interface Block {
    record Write(String file, String text) implements Block {}

    record Append(String file, String text) implements Block {}

    /**
     * Lines are others from now on.
     *
     * @param broken whether it is undone after the commands that follow
     */
    record Change(String file, String before, String after, boolean broken) implements Block {}

    record Console(List<Command> commands) implements Block {}
  }

  /**
   * A command and what it prints.
   *
   * @param printed with {@code …} for whatever may stand there
   */
  record Command(String line, List<String> printed) {}

  static List<Block> read(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).results().map(GuidePage::block).toList();
  }

  private static Block block(MatchResult found) {
    String what = found.group("what");
    String text = found.group("text");
    String file = what.substring(what.indexOf('=') + 1);
    return switch (what.replaceAll("=.*", "")) {
      case "yaml file" -> new Block.Write(file, text);
      case "yaml append" -> new Block.Append(file, text);
      case "diff change" -> new Block.Change(file, lines(text, '-'), lines(text, '+'), false);
      case "diff break" -> new Block.Change(file, lines(text, '-'), lines(text, '+'), true);
      case "console" -> new Block.Console(commands(text));
      default -> throw new AssertionError("a block that nobody can follow: ```" + what);
    };
  }

  private static String lines(String diff, char sign) {
    StringBuilder lines = new StringBuilder();
    diff.lines()
        .filter(line -> line.charAt(0) == sign)
        .forEach(line -> lines.append(line, 1, line.length()).append('\n'));
    return lines.toString();
  }

  private static List<Command> commands(String text) {
    List<Command> commands = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("$ ")) {
        printed = new ArrayList<>();
        commands.add(new Command(line.substring(2), printed));
      } else {
        printed.add(line);
      }
    }
    return commands;
  }
}
