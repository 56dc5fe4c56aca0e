package org.liniya.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads by what a person is looked for: asks for it, or takes it from standard input. It is never
 * an argument: those are seen by every user of the machine ({@code ps}) and stay in the shell's
 * history. For one thread.
 */
final class Datum {

  /** The kinds of look-ups. */
  enum Kind {
    snils("SNILS"),
    phone("telephone"),
    inn("INN"),
    passport("passport, series and number"),
    name("surname");

    private final String asked;

    Kind(String asked) {
      this.asked = asked;
    }
  }

  private final PrintWriter prompt;
  private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));

  Datum(PrintWriter prompt) {
    this.prompt = prompt;
  }

  /**
   * The body of a search by that kind; a name is two lines, of which the second may be empty.
   *
   * @throws IOException when nothing was said
   */
  ObjectNode body(Kind kind) throws IOException {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    if (kind != Kind.name) {
      return body.put(kind.name(), line(kind.asked));
    }
    body.put("surname", line(kind.asked));
    String firstName = optional("first name (may be left out)");
    return firstName.isEmpty() ? body : body.put("first-name", firstName);
  }

  private String line(String what) throws IOException {
    String line = optional(what);
    if (line.isEmpty()) {
      throw new IOException("nothing was given to look for: " + what);
    }
    return line;
  }

  /** What stands on the next line; nothing at the end of the input. */
  String optional(String what) throws IOException {
    if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
      prompt.print(what + ": ");
      prompt.flush();
    }
    String line = input.readLine();
    return line == null ? "" : line.strip();
  }
}
