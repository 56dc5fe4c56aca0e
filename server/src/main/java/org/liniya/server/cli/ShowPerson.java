package org.liniya.server.cli;

import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** What is kept about a person, in numbers. */
@Command(description = "what is kept about a person, in numbers")
final class ShowPerson extends PersonWork {
  @Override
  int run(Api api, JsonNode person, String ticket) {
    table(List.of(person)).forEach(out()::println);
    return 0;
  }
}
