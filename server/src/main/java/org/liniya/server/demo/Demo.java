package org.liniya.server.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.Leg;
import org.liniya.server.config.Configuration;
import org.liniya.server.robot.Folders;
import org.liniya.server.robot.RobotCall;
import org.liniya.server.robot.RobotPhone;
import org.liniya.server.robot.RobotVoice;
import org.liniya.server.robot.Vocabulary;
import org.liniya.sip.wire.Target;

/**
 * One whole call, from the first ring to the goodbye, as its two robots see and hear it. Runs on
 * the thread that calls {@link #run}; every wait has an end.
 *
 * <p>Nothing here asks the server what it played: every line about hearing comes from audio that a
 * robot received, compared with the sound files of the configuration.
 */
final class Demo {

  /** How long a tone must be found; the talk lasts longer. */
  static final Duration TONE_AT_LEAST = Duration.ofSeconds(2);

  /** Where the other tone must not be, prompts and music may hold a little of it. */
  static final Duration TONE_AT_MOST = Duration.ofMillis(800);

  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration RINGS = Duration.ofMillis(1500);
  private static final Duration TALK = Duration.ofSeconds(4);
  private static final int CALLER_HERTZ = 440;
  private static final int OPERATOR_HERTZ = 1000;
  private static final String OPERATOR = "1001";
  private static final String CATEGORY = "access";
  private static final String LEVEL = "stated";
  private static final int RATING = 5;

  /** A well-formed SNILS that is nobody's: the example of the official check-digit rule. */
  private static final String SNILS = "11223344595";

  private final Path config;
  private final Path ears;
  private final Path data;
  private final Language language;
  private final Transcript transcript;

  /**
   * @param config what the server runs with
   * @param ears the configuration whose sound files the robots know; the same, but in a proof that
   *     a wrong prompt is noticed
   * @param data an empty folder for the server
   */
  Demo(Path config, Path ears, Path data, Language language, Transcript transcript) {
    this.config = config;
    this.ears = ears;
    this.data = data;
    this.language = language;
    this.transcript = transcript;
  }

  /**
   * Lets it all happen.
   *
   * @throws DemoFailure naming the first thing that did not
   * @throws IOException when a port, a process or a file cannot be had
   */
  void run() throws DemoFailure, IOException, InterruptedException {
    Configuration configuration = Folders.configuration(config);
    Vocabulary vocabulary = Vocabulary.of(Folders.configuration(ears));
    try (ServerProcess server = ServerProcess.start(config, data, READY);
        LineApi api = new LineApi(data)) {
      transcript.line(
          "server", "is ready (process " + server.pid() + ", SIP port " + server.sipPort() + ")");
      Target target = new Target("udp", configuration.settings().sip().bind(), server.sipPort());
      Secret password = Folders.password(data, configuration, new OperatorId(OPERATOR));
      try (RobotPhone operator =
              RobotPhone.open(
                  OPERATOR, password, target, vocabulary, RobotVoice.tone(OPERATOR_HERTZ));
          RobotPhone caller =
              RobotPhone.open(
                  "robot", new Secret(""), target, vocabulary, RobotVoice.tone(CALLER_HERTZ))) {
        String number = call(caller, operator, target, vocabulary);
        transcript.title("After the call");
        new AfterCall(api, data, transcript)
            .check(
                number,
                new AfterCall.Expected(
                    CATEGORY, LEVEL, OPERATOR, RATING, CALLER_HERTZ, OPERATOR_HERTZ));
        int status = operator.unregister(SOON);
        transcript.check(status == 200, "operator 1001 signs off");
      }
    }
  }

  private String call(
      RobotPhone callerPhone, RobotPhone operatorPhone, Target target, Vocabulary vocabulary)
      throws DemoFailure, IOException, InterruptedException {
    String uri = "sip:hotline@" + target.host() + ":" + target.port();
    RobotCall call = callerPhone.dial(uri);
    transcript.line("caller", "dials  " + uri);
    demand(call.awaitRinging(SOON), "nothing rang");
    transcript.line("caller", "the far end rings");
    demand(call.awaitAnswer(SOON).filter(code -> code == 200).isPresent(), "nobody answered");
    transcript.line("caller", "is answered");
    Caller caller = new Caller(call, vocabulary, language, transcript);
    chooses(caller);
    identifies(caller);
    isNotProved(caller);
    describes(call, caller);
    String number = hearsTicket(caller);
    waits(caller);
    talks(call, operatorPhone, number);
    rates(call, caller, number);
    return number;
  }

  private void chooses(Caller caller) throws DemoFailure, InterruptedException {
    caller.hearsIn(Language.RU, "welcome");
    caller.hearsIn(Language.RU, "press-for-russian");
    caller.hearsIn(Language.EN, "press-for-english");
    String key = language.equals(Language.EN) ? "2" : "1";
    caller.presses(key, key);
    caller.hears("recording-notice", "choose-category", "category-access");
    caller.presses("1", "1");
  }

  private void identifies(Caller caller) throws DemoFailure, InterruptedException {
    caller.hears("enter-snils");
    caller.presses(SNILS, "*******4595 (SNILS)");
    caller.hears("confirm-snils");
    String last = caller.hearsDigits(4);
    demand(SNILS.endsWith(last), "the caller heard other last digits than it had typed");
    caller.hears("confirm-snils-keys");
    caller.presses("1", "1");
  }

  /** The services of the example answer nowhere; the line goes on without them. */
  private static void isNotProved(Caller caller) throws DemoFailure, InterruptedException {
    caller.hears("enter-birth-date");
    caller.presses("01021980", "******** (date of birth)");
    caller.hears("one-moment", "not-proved");
  }

  private void describes(RobotCall call, Caller caller) throws DemoFailure, InterruptedException {
    caller.hears("describe-problem");
    Leg.Playing speaking = call.speak();
    transcript.line("caller", "describes it with a tone of " + CALLER_HERTZ + " Hz");
    demand(!call.awaitEnd(TALK), "the call ended in the description");
    speaking.stop();
    caller.hears("description-saved");
  }

  private String hearsTicket(Caller caller) throws DemoFailure, InterruptedException {
    caller.hears("your-ticket-number-is");
    String number = caller.hearsDigitsUntil("please-write-it-down");
    demand(number.matches("\\d{4,12}"), "no ticket number was heard");
    transcript.line("caller", "noted ticket " + number);
    return number;
  }

  private void waits(Caller caller) throws DemoFailure, InterruptedException {
    caller.hearsDeadline();
    caller.hears("long-wait", "position", "number-1"); // nobody is there yet
    caller.hearsMusic();
  }

  private void talks(RobotCall caller, RobotPhone operatorPhone, String number)
      throws DemoFailure, InterruptedException {
    int status = operatorPhone.register(SOON);
    demand(status == 200, "operator " + OPERATOR + " was not registered: " + status);
    transcript.line("operator", OPERATOR + " registers (digest) and is ready");
    Optional<RobotCall> ringing = operatorPhone.awaitCall(SOON);
    demand(ringing.isPresent(), "the operator's telephone did not ring");
    RobotCall operator = ringing.orElseThrow();
    transcript.line("operator", "rings, the display shows: " + operator.display());
    transcript.check(
        operator.display().contains(CATEGORY)
            && operator.display().contains(language.tag())
            && operator.display().contains(number)
            && operator.display().contains(LEVEL)
            && operator.header("X-Liniya-Ticket").equals(number),
        "display: category, language, the number that the caller heard, identity level");
    demand(!operator.awaitEnd(RINGS), "the offer was withdrawn while the telephone rang");
    operator.answer();
    Duration before = caller.heard().length();
    operator.speak();
    Leg.Playing speaking = caller.speak();
    transcript.line("operator", "answers and speaks a tone of " + OPERATOR_HERTZ + " Hz");
    transcript.line("caller", "speaks a tone of " + CALLER_HERTZ + " Hz");
    demand(!caller.awaitEnd(TALK), "the call ended in the talk");
    heard("operator", operator.heard(), CALLER_HERTZ);
    heard("caller", caller.heard().from(before), OPERATOR_HERTZ);
    speaking.stop();
    operator.hangUp();
    transcript.line("operator", "hangs up");
  }

  private void heard(String who, Sound sound, int hertz) {
    Duration tone = Tones.total(sound, hertz);
    transcript.check(
        tone.compareTo(TONE_AT_LEAST) >= 0,
        "%s hears %d Hz for %.1f s".formatted(who, hertz, tone.toMillis() / 1000.0));
  }

  private void rates(RobotCall call, Caller caller, String number)
      throws DemoFailure, InterruptedException {
    caller.hearsAfterMusic("rate-the-operator");
    caller.presses(String.valueOf(RATING), String.valueOf(RATING));
    caller.hears("goodbye");
    String again = caller.hearsDigitsUntil("goodbye-end");
    transcript.check(again.equals(number), "the number heard at the end is the same: " + again);
    demand(call.awaitEnd(SOON), "the line did not hang up after the goodbye");
    transcript.line("caller", "the line has hung up");
  }

  private static void demand(boolean happened, String otherwise) throws DemoFailure {
    if (!happened) {
      throw new DemoFailure(otherwise);
    }
  }
}
