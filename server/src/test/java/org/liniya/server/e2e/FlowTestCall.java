package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.trial.Act;
import org.liniya.trial.Expectation;
import tools.jackson.databind.JsonNode;

/** A caller, and if need be an operator, who do what the script of a flow's test says. */
final class FlowTestCall implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** One who has all skills. */
  private static final String OPERATOR = "1004";

  private final RunningServer server;
  private final Caller caller;
  private Duration heardUntil = Duration.ZERO;
  private Optional<Baresip> telephone = Optional.empty();
  private Optional<PhoneCall> operator = Optional.empty();

  private FlowTestCall(RunningServer server, Caller caller) {
    this.server = server;
    this.caller = caller;
  }

  static FlowTestCall dial(RunningServer server, String number) {
    return new FlowTestCall(server, Caller.dial(server, number, 440));
  }

  void act(Act act) {
    switch (act) {
      case Act.Hears(String prompt) -> hears(prompt);
      case Act.HearsNext(String prompt) -> hears(prompt);
      case Act.Presses(String keys) -> caller.presses(keys);
      case Act.HangsUp _ -> caller.call().hangUp();
      case Act.OperatorAnswers _ -> answers();
      case Act.OperatorHangsUp _ -> {
        Caller.awaitTone(caller.call(), Conversation.OPERATOR_HERTZ, Duration.ofSeconds(1));
        operator.orElseThrow().hangUp();
      }
      case Act.Waits _ -> {
        // telephones need not be waited for like people
      }
      default -> throw new IllegalArgumentException("not by telephone: " + act);
    }
  }

  private void hears(String prompt) {
    if (prompt.equals("music")) {
      caller.awaits("queued");
      return;
    }
    RunningServer.awaitThat(
        SOON,
        () -> isHeard(prompt),
        heard -> heard,
        () -> prompt + " to be heard: " + server.lines(caller.id()));
  }

  /** A prompt is known before it is over; a key then breaks it off, and the next one begins. */
  private boolean isHeard(String prompt) {
    Sound all = caller.call().heard();
    List<Heard> found =
        Prompts.only(language(prompt), prompt).listenTo(all.part(heardUntil, all.length())).heard();
    if (found.isEmpty()) {
      return false;
    }
    Duration end = heardUntil.plus(found.getFirst().end());
    heardUntil = end.compareTo(all.length()) < 0 ? end : all.length();
    return true;
  }

  /** Each language offers itself; then the chosen one is spoken. */
  private Language language(String prompt) {
    if (prompt.startsWith("press-for-")) {
      return prompt.equals("press-for-english") ? Language.EN : Language.RU;
    }
    return server.journal(caller.id(), "language-chosen").stream()
        .reduce((_, last) -> last)
        .map(entry -> new Language(entry.path("language").asString("")))
        .orElse(Language.RU);
  }

  private void answers() {
    telephone = Optional.of(Operators.registered(Operators.settings(server, OPERATOR)));
    PhoneCall offered = telephone.get().awaitIncoming(SOON);
    offered.accept();
    operator = Optional.of(offered);
  }

  /** A script may leave the caller where they wait: then they hang up. */
  void end(List<Expectation> expected) {
    if (expected.stream().noneMatch(FlowTestCall::endsByItself)) {
      caller.call().hangUp();
    }
    server.awaitEnded(caller.id(), SOON);
  }

  private static boolean endsByItself(Expectation expected) {
    return expected instanceof Expectation.Ended ended && ended.ending() == Ending.COMPLETED;
  }

  void meets(Expectation expected) {
    JsonNode row = server.api("calls/" + caller.id());
    switch (expected) {
      case Expectation.Ended ended ->
          assertThat(row.path("ending").asString("")).isEqualTo(ended.ending().word());
      case Expectation.Queued queued ->
          assertThat(server.journal(caller.id(), "queued").getLast().path("group").asString(""))
              .isEqualTo(queued.group());
      case Expectation.Category category ->
          assertThat(ticket().path("category").asString("")).isEqualTo(category.category());
      case Expectation.Identified identified ->
          assertThat(ticket().path("identity").path("level").asString(""))
              .isEqualTo(identified.level().word());
      case Expectation.Rated rated ->
          assertThat(ticket().path("rating").asInt()).isEqualTo(rated.rating());
      case Expectation.Visits visits -> {
        List<String> before = new ArrayList<>(visits.before());
        before.add(visits.step());
        assertThat(steps()).containsSubsequence(before);
      }
      case Expectation.Reached reached -> assertThat(steps()).contains(reached.step());
      case Expectation.HeadStart _ ->
          throw new IllegalArgumentException("not by telephone: a head start");
    }
  }

  private JsonNode ticket() {
    return server.ticket(caller.ticket());
  }

  private List<String> steps() {
    return server.journal(caller.id(), "step-entered").stream()
        .map(entry -> entry.path("step").asString(""))
        .toList();
  }

  @Override
  public void close() {
    telephone.ifPresent(Baresip::close);
    caller.close();
  }
}
