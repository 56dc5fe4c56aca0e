package org.liniya.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.liniya.server.cli.LiniyaCommand;

/** {@code liniya COMMAND}: the program's entry. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    int status =
        LiniyaCommand.commandLine()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(arguments);
    System.exit(status);
  }
}
