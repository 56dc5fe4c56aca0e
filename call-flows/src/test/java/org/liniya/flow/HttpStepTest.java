package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.ServiceAsked;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;

/** A service is asked in a call, told as callers live it. */
class HttpStepTest {

  private static final Duration ANSWERS_AFTER = Duration.ofMillis(700);

  private final Scenario caller = new Scenario();

  private static Flow flow(String http) {
    return Config.read(
        "f",
        """
        flow: asking
        languages: [ru]
        trouble: trouble
        always: { keys: { "0": person } }
        variables:
          status: { one-of: [done, in-work], default: in-work }
          days: { whole: 0-9, default: 1 }
          paid: yes-no
          text: text
        steps:
          welcome:
            say: [welcome]
          asks:
            http: { service: portal, %s, failed: failed }
          menu:
            menu: { prompt: choose-category, keys: { 1: { go: end } }, otherwise: end }
          unknown:
            say: [no-match]
            next: end
          failed:
            say: [no-service]
            next: end
          trouble:
            say: [trouble]
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """
            .formatted(http.contains("not-found") ? http : http + ", not-found: unknown"));
  }

  private List<String> run(String http) {
    caller.services.takes(ANSWERS_AFTER);
    caller.run(flow(http));
    return caller.steps();
  }

  private static ServiceAsked told(String outcome, String variable, Duration took) {
    return new ServiceAsked("asks", "portal", outcome, variable, took.toMillis());
  }

  @Test
  void whatIsFoundIsKeptInVariables() {
    caller.services.says(
        "portal", Map.of("status.word", "done", "days", "3", "paid", "true", "text", "a;b"));

    caller.hears("choose-category").presses("1");
    List<String> steps =
        run(
            "get: /applications, values: { number: \"= 'n' + string(days)\", of: line },"
                + " save: { status: status.word, days: days, paid: paid, text: text }");
    assertThat(steps).containsExactly("welcome", "asks", "menu", "end");

    assertThat(caller.services.asked())
        .containsExactly(
            new Request(
                "portal",
                "/applications",
                new Verb.Get(Map.of("number", new Secret("n1"), "of", new Secret("line"))),
                List.of("status.word", "days", "paid", "text")));
    assertThat(caller.events(ServiceAsked.class)).containsExactly(told("found", "", ANSWERS_AFTER));
  }

  @ParameterizedTest
  @CsvSource({
    "status, opened",
    "days, 10",
    "days, -1",
    "days, 3.0",
    "days, ''",
    "paid, 1",
    "days, many"
  })
  void anAnswerThatDoesNotFitItsVariableFailsAndNothingIsKept(String variable, String value) {
    caller.services.says("portal", Map.of("a", "text", "b", value));

    assertThat(run("get: /a, save: { text: a, " + variable + ": b }"))
        .containsExactly("welcome", "asks", "failed", "end");
    assertThat(caller.events(ServiceAsked.class))
        .containsExactly(told("value", variable, ANSWERS_AFTER));
    assertThat(caller.events().toString()).doesNotContain("opened", "many");
  }

  @Test
  void nothingIsKnownThere() {
    caller.services.knowsNothing("portal");

    assertThat(run("get: /a")).containsExactly("welcome", "asks", "unknown", "end");
    assertThat(caller.events(ServiceAsked.class))
        .containsExactly(told("not-found", "", ANSWERS_AFTER));
  }

  @Test
  void whoSaysNothingOfNotFoundMeansFailed() {
    caller.services.knowsNothing("portal");
    caller.run(
        Config.read(
            "f",
            """
            flow: asking
            languages: [ru]
            trouble: person
            steps:
              asks:
                http: { service: portal, get: /a, failed: end }
              person:
                queue: { skill-group: other, served: end }
              end:
                hangup: normal
            """));

    assertThat(caller.steps()).containsExactly("asks", "end");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whateverFailsLeadsToFailed(Reason reason) {
    caller.services.fails("portal", reason);

    assertThat(run("post: /notes, values: { text: =text }"))
        .containsExactly("welcome", "asks", "failed", "end");
    assertThat(caller.events(ServiceAsked.class))
        .containsExactly(told(reason.word(), "", ANSWERS_AFTER));
    assertThat(caller.services.asked())
        .extracting(Request::verb)
        .containsExactly(new Verb.Post(Map.of("text", new Secret(""))));
  }

  @ParameterizedTest
  @CsvSource({"UNREACHABLE, 3", "UNWELL, 3", "TIMEOUT, 1", "REFUSED, 1", "RESTING, 1", "BUSY, 1"})
  void onlyWhatFailedAtOnceIsRepeated(Reason reason, int times) {
    caller.services.fails("portal", reason);

    assertThat(run("get: /a, retries: 2")).contains("failed");
    assertThat(caller.services.asked()).hasSize(times);
    assertThat(caller.events(ServiceAsked.class)).hasSize(times);
  }

  @Test
  void aServiceThatIsWellAgainAtTheSecondTryHasAnswered() {
    caller.services.fails("portal", Reason.UNWELL);
    caller.inbox.after(ANSWERS_AFTER, () -> caller.services.says("portal", Map.of()));

    caller.hears("choose-category").presses("1");
    assertThat(run("get: /a, retries: 1")).contains("menu");
  }

  @Test
  void whoHangsUpEndsTheWaitingAtOnce() {
    caller.services.hangs("portal");
    Duration before = caller.time.elapsed();
    caller.hears("welcome").waits(Duration.ofSeconds(4)).hangsUp();

    assertThat(run("get: /a, retries: 2")).containsExactly("welcome", "asks");
    assertThat(caller.time.elapsed().minus(before)).isLessThan(Duration.ofSeconds(5));
    assertThat(caller.services.cancelled()).isEqualTo(1);
    assertThat(caller.events(ServiceAsked.class))
        .extracting(ServiceAsked::outcome)
        .containsExactly("given-up");
  }

  @Test
  void keysPressedMeanwhileAreForTheStepBehind() {
    caller.services.says("portal", Map.of());
    caller.services.takes(Duration.ofSeconds(9));
    caller.hears("welcome").waits(Duration.ofSeconds(3)).presses("1");

    caller.run(flow("get: /a"));

    assertThat(caller.steps()).containsExactly("welcome", "asks", "menu", "end");
    assertThat(caller.leg.heardNames()).doesNotContain("choose-category");
  }

  @Test
  void aPortThatForgetsToAnswerIsGivenUp() {
    caller.services.hangs("portal");

    assertThat(run("get: /a")).containsExactly("welcome", "asks", "failed", "end");
    assertThat(caller.services.cancelled()).isEqualTo(1);
    assertThat(caller.events(ServiceAsked.class))
        .containsExactly(told("time-out", "", Duration.ofSeconds(11)));
  }

  @Test
  void anAnswerToAnEarlierAskingIsNotTakenForThisOne() {
    caller.services.knowsNothing("portal");
    caller.services.takes(Duration.ofSeconds(9));
    Signal stale = new Signal.ServiceAnswered(0);
    caller.hears("welcome").waits(Duration.ofSeconds(3)).then(s -> s.inbox.post(stale));

    caller.run(flow("get: /a"));

    assertThat(caller.steps()).contains("unknown");
  }

  @Test
  void aPortThatBreaksLeadsToTrouble() {
    caller.services.says("portal", Map.of());
    Breaker breaker = new Breaker(0, Breaker.When.BEFORE);
    breaker.count(true);
    Services broken = breaker.around(Services.class, caller.services);
    caller.run(flow("get: /a"), ports -> withServices(ports, broken));

    assertThat(breaker.broken()).contains("Services.ask");
    assertThat(caller.steps()).containsSubsequence("asks", "trouble");
  }

  private static Ports withServices(Ports real, Services services) {
    return new Ports(
        real.tickets(),
        real.ticketDesk(),
        real.journal(),
        real.calls(),
        real.callbacks(),
        real.retries(),
        real.waitingRoom(),
        real.estimates(),
        real.dialer(),
        real.consultations(),
        real.prompts(),
        real.recordings(),
        real.calendars(),
        services,
        real.verification(),
        real.recognizer(),
        real.time());
  }

  @Test
  void theLimitOfTheMenuHoldsWhileItIsWaited() {
    caller.services.hangs("portal");
    caller.limits(
        new Limits(Duration.ofMinutes(30), Duration.ofSeconds(8), Duration.ofMinutes(5), 20));
    caller.inbox.after(Duration.ofMinutes(1), () -> caller.leg.partyEnds(EndCause.NORMAL));

    assertThat(run("get: /a")).doesNotContain("failed");
  }
}
