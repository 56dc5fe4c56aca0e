package org.liniya.server.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import tools.jackson.databind.JsonNode;

/**
 * The whole way of one caller, on real telephones: welcome, language, category, SNILS, ticket,
 * queue, talk, rating, goodbye. Runs on the thread that calls it.
 */
record Conversation(RunningServer server, Plan plan) implements Callable<Conversation.Story> {
  /** The operator's tone. */
  static final int OPERATOR_HERTZ = 1000;

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(2);

  /** When the operator's telephone is there. */
  enum OperatorComes {
    BEFORE_THE_CALL,
    AFTER_THE_PLACE_WAS_SPOKEN
  }

  /** What is to be done. */
  record Plan(
      Language language,
      String languageKey,
      String number,
      int hertz,
      String categoryKey,
      String category,
      String operator,
      OperatorComes comes,
      int rating) {}

  /**
   * What came of it.
   *
   * @param callerHeard by the caller's telephone
   * @param left what our recording has of the caller
   * @param right what our recording has of what the caller heard
   * @param shown the name that the operator's telephone showed
   * @param header X-Liniya-Ticket, empty when there was none
   */
  record Story(
      Plan plan,
      JsonNode call,
      JsonNode ticket,
      List<JsonNode> journal,
      Sound callerHeard,
      Sound operatorHeard,
      Sound left,
      Sound right,
      String shown,
      String header) {}

  @Override
  public Story call() {
    return switch (plan.comes()) {
      case BEFORE_THE_CALL -> {
        try (Baresip telephone = Operators.ready(server, plan.operator());
            Caller caller = dial()) {
          caller.reachesTheTicket(plan.languageKey(), plan.categoryKey());
          yield talk(caller, telephone);
        }
      }
      case AFTER_THE_PLACE_WAS_SPOKEN -> {
        try (Caller caller = dial()) {
          caller.reachesTheTicket(plan.languageKey(), plan.categoryKey()).awaits("position-spoken");
          try (Baresip telephone =
              Operators.registered(Operators.settings(server, plan.operator()))) {
            yield talk(caller, telephone);
          }
        }
      }
    };
  }

  private Caller dial() {
    return Caller.dial(server, plan.number(), plan.hertz());
  }

  private Story talk(Caller caller, Baresip telephone) {
    PhoneCall operator = telephone.awaitIncoming(SOON);
    operator.accept();
    Caller.awaitTone(operator, plan.hertz(), TALK);
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);
    operator.hangUp();
    caller.hearsOut("rate", 1).presses(Integer.toString(plan.rating()));
    JsonNode call = caller.awaitEnd();
    Path recording = server.recording(caller.id());
    return new Story(
        plan,
        call,
        server.ticket(caller.ticket()),
        server.journal(caller.id()),
        caller.call().heard(),
        operator.heard(),
        Sound.read(recording, 0),
        Sound.read(recording, 1),
        operator.peerName(),
        operator.header("X-Liniya-Ticket").orElse(""));
  }
}
