package org.liniya.server.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.server.config.Example;
import org.liniya.server.config.OperatorPasswords;
import org.liniya.server.run.Line;
import org.liniya.server.run.LiniyaServer;
import org.liniya.yaml.Problems;

/** The two robots as a user starts them, against a real server with a short menu. */
@Timeout(120)
@Tag("telephones") // 30 s: not in the fast run
class RobotsTest {

  private static final String FLOW =
      """
      flow: hotline
      description: A short menu
      languages: [ru, en]
      answer: at-once
      start: hello
      variables:
        category: { one-of: skill-groups, default: other }
      trouble: open-ticket
      steps:
        hello:
          say: [thank-you]
        choice:
          menu:
            keys:
              1: { prompt: category-payment, set: { category: access }, go: open-ticket }
            wait: 4s
            tries: 1
            otherwise: end
        open-ticket:
          ticket: { open: { category: =category, identity: =caller.identity } }
        number:
          say: [your-ticket-number-is, { digits: =ticket.number }]
        operator:
          queue:
            skill-group: =category
            music: default
            timeout: { wait: 1m, go: end }
            full: end
            closed: end
            served: bye
        bye:
          say: [goodbye-end]
        end:
          hangup: normal
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void theyTalkAndTellWhatTheyHeard() throws Exception {
    Path config = Example.copyTo(folder.resolve("config"));
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    Path heard = folder.resolve("heard.wav");
    try (LiniyaServer server = start(config);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String address = "127.0.0.1:" + server.sipPort();
      CompletableFuture<Told> operator =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      config,
                      "operator",
                      "1001",
                      "--server",
                      address,
                      "--calls",
                      "1",
                      "--answer-after",
                      "300ms",
                      "--talk",
                      "3s",
                      "--data",
                      data().toString()),
              threads);

      Told caller =
          run(
              config,
              "call",
              "sip:hotline@" + address,
              "--keys",
              "category-payment=1",
              "--record",
              heard.toString(),
              "--at-most",
              "80");

      assertThat(caller.status()).as(caller.text()).isZero();
      assertThat(caller.lines())
          .containsSubsequence(
              "answered",
              "heard ru/thank-you Спасибо!",
              "heard ru/category-payment Оплата — три.",
              "pressed 1 key",
              "heard ru/your-ticket-number-is Номер вашего обращения:",
              "heard ru/goodbye-end До свидания!",
              "the far end hung up");
      assertThat(caller.text().lines().filter(line -> line.startsWith("heard ru/digit-")))
          .hasSize(8);
      Told served = operator.get(30, TimeUnit.SECONDS);
      assertThat(served.status()).as(served.text()).isZero();
      assertThat(served.text())
          .containsPattern("rings: .*, ru, \\d{8}, none")
          .containsPattern("hung up, heard \\d+ s, of it a tone of 440 Hz for [1-9]\\d* s");
    }
    assertThat(Tones.total(Sound.read(heard), 1000)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void aRefusedCallIsSaidAndIsNoSuccess() throws Exception {
    Path config = Example.copyTo(folder.resolve("config"));
    try (LiniyaServer server = start(config)) {
      Told caller = run(config, "call", "sip:nobody@127.0.0.1:" + server.sipPort());

      assertThat(caller.status()).isEqualTo(1);
      assertThat(caller.text()).contains("not answered: 404");
    }
  }

  @Test
  void aWrongPasswordIsSaid() throws Exception {
    Path config = Example.copyTo(folder.resolve("config"));
    try (LiniyaServer server = start(config)) {
      Files.writeString(data().resolve("operators.secret"), "1001=wrong\n");
      Told operator =
          run(
              config,
              "operator",
              "1001",
              "--server",
              "127.0.0.1:" + server.sipPort(),
              "--data",
              data().toString());

      assertThat(operator.status()).isEqualTo(1);
      assertThat(operator.text()).contains("not registered: 401").doesNotContain("wrong");
    }
  }

  private LiniyaServer start(Path config) throws IOException {
    Problems problems = new Problems();
    Line line =
        Line.load(config, Map.of("sip.port", "0", "http.port", "0"), Map.of(), problems)
            .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
    Files.createDirectories(data());
    OperatorPasswords passwords =
        OperatorPasswords.ensure(data(), line.configuration().operators());
    return LiniyaServer.start(
        line,
        new LiniyaServer.Surroundings(
            data(), _ -> passwords, List.of(), _ -> Optional.empty(), Duration.ZERO));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private record Told(int status, String text) {
    List<String> lines() {
      return text.lines().toList();
    }
  }

  private static Told run(Path config, String robot, String... more) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "robot";
    arguments[1] = robot;
    arguments[2] = "--config";
    arguments[3] = config.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    int status = LiniyaCommand.commandLine().setOut(out).setErr(out).execute(arguments);
    return new Told(status, text.toString());
  }
}
