package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.cli.LiniyaCommand;
import tools.jackson.databind.JsonNode;

/** The files of a running line are changed: new calls get the new ones, old calls keep theirs. */
@Tag("telephones")
@Timeout(180)
@ExtendWith(LogOnFailure.class)
class ReloadTest {

  private static final String RENAMED = "renamed-notice";

  @TempDir private Path folder = Path.of("");

  private static List<String> steps(RunningServer server, String call) {
    return server.journal(call, "step-entered").stream()
        .map(entry -> entry.path("step").asString())
        .toList();
  }

  private static String version(RunningServer server, String call) {
    return server.journal(call, "call-arrived").getFirst().path("flowVersion").asString();
  }

  @Test
  void callsEndWithTheEditionThatTheyBeganWith() throws IOException {
    ConfigCopy copy =
        ConfigCopy.in(folder)
            .replace("flows/hotline.yaml", "answer: \\{ after: 1s \\}", "answer: { after: 0s }");
    try (RunningServer server = RunningServer.start(copy.folder());
        RawCaller before = new RawCaller(server.sipPort());
        RawCaller after = new RawCaller(server.sipPort());
        RawCaller later = new RawCaller(server.sipPort())) {
      before.connect();
      copy.replace("flows/hotline.yaml", "notice-to-person", RENAMED);
      String taken = liniya(0, server, "reload");
      after.connect();
      before.key('0'); // to the step that has another name by now
      after.key('0');
      String old = Calls.of(server, before);
      String fresh = Calls.of(server, after);
      server.awaitJournal(old, "ticket-opened", RawCaller.SOON);
      server.awaitJournal(fresh, "ticket-opened", RawCaller.SOON);

      assertThat(steps(server, old)).contains("notice-to-person").doesNotContain(RENAMED);
      assertThat(steps(server, fresh)).contains(RENAMED).doesNotContain("notice-to-person");
      assertThat(taken)
          .contains("hotline " + version(server, fresh))
          .doesNotContain(version(server, old));

      wrongOnesAreRefused(copy, server);
      JsonNode editions = server.api("editions");
      assertThat(editions).hasSize(2);
      assertThat(liniya(0, server, "flow", "versions"))
          .contains(editions.get(0).path("id").asString(), editions.get(1).path("id").asString());
      assertThat(liniya(0, server, "flow", "rollback")).contains("hotline " + version(server, old));
      later.connect();
      String back = Calls.of(server, later);
      assertThat(version(server, back)).isEqualTo(version(server, old));
      server.signal("HUP"); // the files are newer than what was rolled back to
      RunningServer.awaitThat(
          RawCaller.SOON,
          () -> server.api("editions").get(0).path("id").asString(),
          editions.get(0).path("id").asString()::equals,
          () -> "a reload: " + server.api("editions"));
      before.hangUp();
      after.hangUp();
      later.hangUp();
    }
  }

  /** What the command prints on both its outputs, as an administrator sees it. */
  private static String liniya(int status, RunningServer server, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said, true);
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", server.data().toString()));
    int ended =
        LiniyaCommand.commandLine()
            .setOut(printer)
            .setErr(printer)
            .execute(arguments.toArray(String[]::new));
    assertThat(ended).as(said.toString()).isEqualTo(status);
    return said.toString();
  }

  /** Nothing of them is taken, and everything that is wrong is told. */
  private static void wrongOnesAreRefused(ConfigCopy copy, RunningServer server)
      throws IOException {
    Path flow = copy.folder().resolve("flows/hotline.yaml");
    String right = Files.readString(flow);
    copy.replace("flows/hotline.yaml", "prompt: choose-category", "prompt: choose-categry");
    assertThat(liniya(1, server, "reload"))
        .containsPattern("hotline.yaml:\\d+:\\d+: .*choose-categry.*Did you mean");
    Files.writeString(flow, right);

    Path groups = copy.folder().resolve("skill-groups.yaml");
    String asAtTheStart = Files.readString(groups);
    Files.writeString(groups, asAtTheStart + "# changed\n");
    assertThat(server.post("editions", 409).path("detail").asString())
        .contains("skill-groups.yaml changed since the start")
        .contains("restart");
    Files.writeString(groups, asAtTheStart);
    assertThat(server.api("editions")).hasSize(2);
  }
}
