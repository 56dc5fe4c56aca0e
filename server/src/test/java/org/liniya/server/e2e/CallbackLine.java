package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;
import tools.jackson.databind.JsonNode;

/**
 * A line that calls back over a trunk, whose far end is a telephone: who calls is offered a
 * callback and nothing else, and the callback's flow is that of the shipped configuration. For one
 * thread.
 */
final class CallbackLine implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);
  static final String NUMBER = "+79161234551";
  static final int CALLER_HERTZ = 620;

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      start: language
      trouble: person
      steps:
        language:
          set: { call.language: en }
        wish:
          callback: { skill-group: other, done: end, refused: end }
          next: end
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final RunningServer server;
  private final Baresip far;

  private CallbackLine(RunningServer server, Baresip far) {
    this.server = server;
    this.far = far;
  }

  /**
   * Starts it.
   *
   * @param callbacks lines of {@code callbacks:} beside the hours, such as {@code first: caller}
   */
  static CallbackLine start(Path folder, List<String> callbacks) {
    return start(folder, callbacks, "00:00-24:00");
  }

  static CallbackLine start(Path folder, List<String> callbacks, String hours) {
    Baresip far = Baresip.start(PhoneSettings.caller(NUMBER).withTone(CALLER_HERTZ));
    try {
      return new CallbackLine(RunningServer.start(config(folder, far, callbacks, hours)), far);
    } catch (AssertionError | RuntimeException notStarted) {
      far.close();
      throw notStarted;
    }
  }

  private static Path config(Path folder, Baresip far, List<String> callbacks, String hours) {
    ConfigCopy copy = ConfigCopy.in(folder).everyGroup("wrap-up: 1s").withoutTests();
    Path config = copy.folder();
    String everyDay =
        List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun").stream()
            .map(day -> "    " + day + ": " + hours + "\n")
            .reduce("", String::concat);
    try {
      Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
      Files.copy(
          RunningServer.exampleConfig().resolve("flows/callback.yaml"),
          config.resolve("flows/callback.yaml"));
      Files.writeString(
          config.resolve("calendars.yaml"),
          Files.readString(config.resolve("calendars.yaml"))
              + "ringing-hours:\n  zone: Europe/Moscow\n  week:\n"
              + everyDay);
      Files.writeString(
          config.resolve("liniya.yaml"),
          Files.readString(config.resolve("liniya.yaml"))
              + "\ncallbacks:\n  hours: ringing-hours\n"
              + callbacks.stream().map(line -> "  " + line + "\n").reduce("", String::concat));
      Files.writeString(
          config.resolve("trunks.yaml"),
          """
          trunks:
            local: { from: [127.0.0.0/8], trusted: yes }
            provider: { out: { to: "sip:127.0.0.1:%d", prefixes: ["+7916"], options: 0s } }
          numbers: { hotline: hotline }
          """
              .formatted(far.sipPort()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return config;
  }

  RunningServer server() {
    return server;
  }

  /** The telephone of whoever is called back. */
  Baresip far() {
    return far;
  }

  /** Somebody calls, takes the callback, and hangs up; gives the call. */
  String callbackIsChosen() {
    try (Caller caller = Caller.dial(server, NUMBER, 440)) {
      caller.hearsOut("wish", 2).presses("1").awaits("callback-owed");
      caller.call().awaitClosed(SOON);
      server.awaitEnded(caller.id(), SOON);
      return caller.id();
    }
  }

  /** Waits for an entry in the journal of the call that is owed the callback. */
  JsonNode awaits(String call, String kind) {
    return server.awaitJournal(call, kind, SOON);
  }

  /** The callback of a call, as the API has it. */
  JsonNode callback(String call) {
    return StreamSupport.stream(server.api("callbacks").path("items").spliterator(), false)
        .filter(each -> each.path("call").asString("").equals(call))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no callback of " + call));
  }

  /** Waits until a callback waits for this. */
  JsonNode awaitWhy(String call, String why) {
    return RunningServer.awaitThat(
        SOON,
        () -> callback(call),
        each -> each.path("why").asString("").equals(why),
        () -> "'" + why + "' of " + callback(call) + server.lines(call));
  }

  /** How often the telephone of the caller was rung. */
  long rung() {
    return far.sipMessages().stream()
        .filter(message -> message.startLine().startsWith("INVITE "))
        .map(message -> message.header("Call-ID").orElse(""))
        .distinct()
        .count();
  }

  @Override
  public void close() {
    server.close();
    far.close();
  }
}
