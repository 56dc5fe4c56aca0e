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
import org.liniya.testkit.phone.SipMessage;
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

  private static String given(RunningServer server, String call) {
    return server.journal(call, "edition-given").getFirst().path("edition").asString();
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
      assertThat(List.of(given(server, fresh), given(server, old)))
          .containsExactly(
              editions.get(0).path("id").asString(), editions.get(1).path("id").asString());
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

    Path users = copy.folder().resolve("users.yaml");
    String asAtTheStart = Files.readString(users);
    Files.writeString(users, asAtTheStart + "# changed\n");
    assertThat(server.post("editions", 409).path("detail").asString())
        .contains("users.yaml changed since the start")
        .contains("restart");
    Files.writeString(users, asAtTheStart);
    assertThat(server.api("editions")).hasSize(2);
  }

  /** Two callers: one talks to an operator who goes, one waits in a group that goes. */
  @Test
  void groupsOperatorsAndTrunksChangeUnderCallsThatGoOn() throws IOException {
    ConfigCopy copy = ShortFlow.copy(folder, "0s").withoutTests();
    try (RunningServer server = RunningServer.start(copy.folder());
        RawOperator leaving = RawOperator.ready(server, "1001");
        RawCaller talking = new RawCaller(server.sipPort());
        RawCaller waiting = new RawCaller(server.sipPort());
        RawCaller fresh = new RawCaller(server.sipPort())) {
      talking.connect();
      SipMessage offer = leaving.awaitInvite(RawCaller.SOON);
      leaving.answer(offer);
      leaving.awaitAck(offer);
      server.awaitOperator("1001", "talking", RawCaller.SOON);
      waiting.connect();
      String left = Calls.of(server, waiting);
      server.awaitJournal(left, "queued", RawCaller.SOON);

      renameTheGroup(copy);
      liniya(0, server, "reload");
      leaving.removed();

      assertThat(server.operator("1001").path("state").asString()).isEqualTo("talking");
      try (RawOperator serving = RawOperator.registered(server, "1002")) {
        SipMessage second = serving.awaitInvite(RawCaller.SOON); // the group that is gone
        serving.answer(second);
        serving.awaitAck(second);
        server.awaitJournal(left, "bridged", RawCaller.SOON);
      }
      try (RawOperator added = RawOperator.ready(server, "1009")) {
        fresh.dialling("second-line").connect();
        SipMessage third = added.awaitInvite(RawCaller.SOON); // a group that is new
        added.answer(third);
        added.awaitAck(third);
        server.awaitJournal(Calls.of(server, fresh), "bridged", RawCaller.SOON);
        talking.hangUp();
        RunningServer.awaitThat(
            RawCaller.SOON,
            () -> server.api("operators").toString(),
            all -> !all.contains("1001"),
            () -> "operator 1001 to be gone");
        List<String> groups = new ArrayList<>();
        server.api("skill-groups").forEach(group -> groups.add(group.path("name").asString()));
        assertThat(groups).contains("general").doesNotContain("other");
        assertThat(server.metrics()).contains("trunk=\"added\"").doesNotContain("trunk=\"local\"");
        waiting.hangUp();
        fresh.hangUp();
      }
    }
  }

  /** Group other becomes general, 1001 goes, 1009 comes, and there is another trunk and number. */
  private static void renameTheGroup(ConfigCopy copy) throws IOException {
    copy.replace("flows/hotline.yaml", "other", "general");
    copy.replace("skill-groups.yaml", "(?m)^other:", "general:");
    copy.replace("operators.yaml", "other\\]", "general]");
    copy.replace("operators.yaml", "(?s)\"1001\":.*?(?=\"1002\")", "");
    Path operators = copy.folder().resolve("operators.yaml");
    Files.writeString(operators, Files.readString(operators) + "\"1009\":\n  skills: [general]\n");
    copy.replace("trunks.yaml", "(?m)^  local:", "  added:");
    copy.replace(
        "trunks.yaml", "(?m)^  hotline: hotline", "  hotline: hotline\n  second-line: hotline");
  }
}
