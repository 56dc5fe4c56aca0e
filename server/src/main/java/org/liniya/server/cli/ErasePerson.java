package org.liniya.server.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Destroys what is kept about a person; without {@code --confirm} only says what it would be. */
@Command(
    description =
        "destroys what is kept about a person, for ever; without --confirm only says what that is")
final class ErasePerson extends PersonWork {

  @Option(names = "--confirm", description = "do it")
  private boolean confirm;

  @Option(names = "--even-open", description = "also tickets that have not been answered yet")
  private boolean evenOpen;

  @Override
  int run(Api api, JsonNode person, String ticket) throws IOException, InterruptedException {
    table(List.of(person)).forEach(out()::println);
    if (!confirm) {
      if (!person.path("refusal").isNull()) {
        out().println("as it is, it would be refused: " + person.path("refusal").asString());
      }
      if (person.path("others").asInt() > 0) {
        out()
            .println(
                person.path("others").asInt()
                    + " of the calls came with the ticket's number, perhaps from somebody else who"
                    + " was told it; their numbers and recordings go too");
      }
      out().println("nothing was erased; --confirm does it, and nothing brings it back");
      return 0;
    }
    JsonNode body =
        JsonMapper.shared().createObjectNode().put("confirm", true).put("evenOpen", evenOpen);
    JsonNode answer =
        JsonMapper.shared().readTree(api.post("persons/" + ticket + "/erase", body.toString()));
    int left = answer.path("recordingsLeft").asInt();
    if (left > 0) {
      err().println("liniya: " + left + " recordings could not be deleted: see the log, try again");
      return 1;
    }
    out()
        .println(
            "erased: the key, look-ups, texts, names, numbers, recordings, callbacks. Back-ups and"
                + " old pages of the database still hold the key, sealed with the master key:"
                + " 'liniya keys rotate', and no copy of the old key file, ends that too");
    return 0;
  }
}
