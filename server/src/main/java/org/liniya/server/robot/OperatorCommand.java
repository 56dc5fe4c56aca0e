package org.liniya.server.robot;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.server.config.Configuration;
import org.liniya.sip.wire.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code robot operator}: registers, answers each call after a while, plays a tone of 1,000 Hz and
 * hangs up. Ends after {@code --calls} calls, or with SIGINT. Runs on the main thread.
 */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "an operator's telephone that registers and answers")
final class OperatorCommand implements Callable<Integer> {

  private static final int TONE = 1000;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration RENEWAL = Duration.ofMinutes(30);

  @Mixin private Folders folders = new Folders();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "the operator, such as 1001")
  private String id = "";

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "default: as configured")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--answer-after",
      paramLabel = "TIME",
      converter = Span.class,
      description = "how long the telephone rings (default 2s)")
  private Duration answerAfter = Duration.ofSeconds(2);

  @Option(
      names = "--talk",
      paramLabel = "TIME",
      converter = Span.class,
      description = "how long a talk lasts (default 10s)")
  private Duration talk = Duration.ofSeconds(10);

  @Option(names = "--calls", paramLabel = "N", description = "ends after so many calls")
  private int calls = Integer.MAX_VALUE;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try {
      Configuration configuration = folders.configuration();
      Secret password = folders.password(configuration, new OperatorId(id));
      Vocabulary vocabulary = Vocabulary.of(configuration);
      try (RobotPhone phone =
          RobotPhone.open(id, password, target(configuration), vocabulary, RobotVoice.tone(TONE))) {
        return serve(phone, out, err);
      }
    } catch (IOException | IllegalArgumentException e) {
      err.println("liniya: " + e.getMessage());
      return 1;
    }
  }

  private Target target(Configuration configuration) {
    return server
        .map(address -> Target.parse("udp:" + address))
        .orElseGet(
            () ->
                new Target(
                    "udp",
                    configuration.settings().sip().bind(),
                    configuration.settings().sip().port()));
  }

  private int serve(RobotPhone phone, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    int served = 0;
    while (served < calls) {
      int status = phone.register(SOON);
      if (status != 200) {
        err.println("liniya: not registered: " + status);
        return 1;
      }
      out.println("registered as " + id);
      Optional<RobotCall> call = phone.awaitCall(RENEWAL);
      while (call.isPresent() && served < calls) {
        talk(call.get(), out);
        served++;
        call = served < calls ? phone.awaitCall(RENEWAL) : Optional.empty();
      }
    }
    phone.unregister(SOON);
    return 0;
  }

  private void talk(RobotCall call, PrintWriter out) throws InterruptedException {
    out.println("rings: " + call.display());
    if (call.awaitEnd(answerAfter)) {
      out.println("missed");
      return;
    }
    call.answer();
    call.speak();
    out.println("answered");
    boolean callerLeft = call.awaitEnd(talk);
    call.hangUp();
    Duration tone = Tones.total(call.heard(), 440);
    out.println(
        (callerLeft ? "the caller hung up" : "hung up")
            + ", heard "
            + call.heard().length().toSeconds()
            + " s"
            + (tone.isZero() ? "" : ", of it a tone of 440 Hz for " + tone.toSeconds() + " s"));
  }

  /** Reads {@code 2s} or {@code 300ms}. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (text.matches("\\d{1,7}ms")) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
      }
      if (text.matches("\\d{1,5}s")) {
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
      }
      throw new TypeConversionException("'" + text + "' is no time such as 2s or 300ms");
    }
  }
}
