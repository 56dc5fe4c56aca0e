package org.liniya.server.robot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.audio.hearing.Heard;
import org.liniya.call.Secret;
import org.liniya.sip.wire.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code robot call}: dials, presses keys after the prompts that ask for them, prints what it
 * hears. Exit 0 when the call was answered and came to its end. Runs on the main thread.
 */
@Command(name = "call", mixinStandardHelpOptions = true, description = "a telephone that dials")
final class CallCommand implements Callable<Integer> {

  private static final Pattern URI = Pattern.compile("sip:[^@\\s]+@([^:;\\s]+)(?::(\\d{1,5}))?");
  private static final Duration RINGS = Duration.ofMinutes(1);
  private static final int USUAL_TONE = 440;

  @Mixin private Folders folders = new Folders();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "URI", description = "such as sip:hotline@127.0.0.1:5060")
  private String uri = "";

  @Option(
      names = "--keys",
      paramLabel = "PROMPT=KEYS,…",
      description = "which keys to press after which prompt was heard: press-for-english=2")
  private String keys = "";

  @Option(names = "--say", paramLabel = "WAV", description = "spoken, again and again; else a tone")
  private Optional<Path> say = Optional.empty();

  @Option(names = "--record", paramLabel = "WAV", description = "keeps what is heard")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--at-most",
      paramLabel = "SECONDS",
      description = "hangs up after so long (default 600)")
  private int seconds = 600;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      err.println("liniya: a URI like sip:hotline@127.0.0.1:5060 is needed");
      return 2;
    }
    Target server =
        new Target(
            "udp",
            parts.group(1),
            parts.group(2) == null ? 5060 : Integer.parseInt(parts.group(2)));
    try {
      KeyPlan plan = KeyPlan.parse(keys);
      Vocabulary vocabulary = Vocabulary.of(folders.configuration());
      RobotVoice voice = say.map(RobotVoice::file).orElseGet(() -> RobotVoice.tone(USUAL_TONE));
      try (RobotPhone phone = RobotPhone.open("robot", new Secret(""), server, vocabulary, voice)) {
        return converse(phone.dial(uri), plan, vocabulary, out);
      }
    } catch (IOException | IllegalArgumentException e) {
      err.println("liniya: " + e.getMessage());
      return 1;
    }
  }

  private int converse(RobotCall call, KeyPlan plan, Vocabulary vocabulary, PrintWriter out)
      throws InterruptedException {
    Optional<Integer> status = call.awaitAnswer(RINGS);
    if (status.filter(code -> code == 200).isEmpty()) {
      out.println("not answered: " + status.map(String::valueOf).orElse("nothing came"));
      return 1;
    }
    out.println("answered");
    call.speak();
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    boolean over;
    Optional<Heard> heard;
    do {
      over = call.isOver(); // looked at first: what the last sound was is known only after the end
      heard = call.hear(Duration.ofSeconds(1));
      heard.ifPresent(one -> understood(call, one, plan, vocabulary, out));
    } while (System.nanoTime() < deadline && (heard.isPresent() || !over));
    boolean ended = call.isOver();
    call.hangUp();
    record.ifPresent(call.heard()::write);
    out.println(ended ? "the far end hung up" : "time is up: hung up");
    return ended ? 0 : 1;
  }

  private static void understood(
      RobotCall call, Heard heard, KeyPlan plan, Vocabulary vocabulary, PrintWriter out) {
    out.println("heard " + heard.name() + " " + vocabulary.text(heard));
    plan.after(heard)
        .ifPresent(
            pressed -> {
              call.press(pressed);
              out.println(
                  "pressed " + pressed.length() + (pressed.length() == 1 ? " key" : " keys"));
            });
  }
}
