package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.Sipp;
import tools.jackson.databind.JsonNode;

/** Callers who chose a callback are rung over a trunk; telephones that nobody here wrote. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class CallbackTest {
  private static final Duration SOON = CallbackLine.SOON;
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int OPERATOR_HERTZ = 1850;

  private static Baresip operator(CallbackLine line) {
    return Operators.ready(line.server(), settings(line));
  }

  @Test
  void anOperatorTakesItAndThenTheCallerIsRung(@TempDir Path folder) {
    try (CallbackLine line = CallbackLine.start(folder, List.of())) {
      String call = line.callbackIsChosen();
      line.awaitWhy(call, "waits for an operator");
      try (Baresip phone = Operators.registered(settings(line))) {
        PhoneCall operator = phone.awaitIncoming(SOON);
        assertThat(line.rung()).as("rung before an operator is there").isZero();
        String ticket = line.server().api("calls/" + call).path("ticket").asString("");
        assertThat(operator.peerName()).contains("callback asked for", ticket, "en");
        assertThat(operator.header("X-Liniya-Ticket")).contains(ticket);
        operator.accept();

        PhoneCall caller = line.far().awaitIncoming(SOON);
        caller.accept();
        talk(caller, operator);
        operator.hangUp();

        String made = line.awaits(call, "callback-reached").path("call").asString("");
        line.server().awaitJournal(made, "operator-left", SOON);
        caller.hangUp();
        itIsMade(line, call, made, ticket);
        heardInEnglish(caller);
        assertThat(Tones.total(Sound.read(line.server().recording(made), 1), OPERATOR_HERTZ))
            .isGreaterThanOrEqualTo(TALK);
      }
    }
  }

  @Test
  void theCallerIsRungWhenAnOperatorIsFreeAndIsFirstInTheQueue(@TempDir Path folder) {
    try (CallbackLine line = CallbackLine.start(folder, List.of("first: caller"))) {
      String call = line.callbackIsChosen();
      line.awaitWhy(call, "nobody serves the group");
      try (Baresip phone = operator(line)) {
        PhoneCall caller = line.far().awaitIncoming(SOON);
        assertThat(phone.calls()).as("an operator before the caller").isEmpty();
        caller.accept();
        PhoneCall operator = phone.awaitIncoming(SOON);
        operator.accept();
        talk(caller, operator);
        caller.hangUp();

        String made = line.awaits(call, "callback-reached").path("call").asString("");
        String ticket = line.server().api("calls/" + call).path("ticket").asString("");
        itIsMade(line, call, made, ticket);
        heardInEnglish(caller);
        assertThat(line.server().awaitJournal(made, "queued", SOON).path("headStartMs").asLong(0))
            .as("the place of the first call")
            .isPositive();
      }
    }
  }

  private static PhoneSettings settings(CallbackLine line) {
    return Operators.settings(line.server(), "1001").withTone(OPERATOR_HERTZ);
  }

  private static void talk(PhoneCall caller, PhoneCall operator) {
    Caller.awaitTone(operator, CallbackLine.CALLER_HERTZ, TALK);
    Caller.awaitTone(caller, OPERATOR_HERTZ, TALK);
  }

  private static void itIsMade(CallbackLine line, String call, String made, String ticket) {
    JsonNode row = line.server().awaitEnded(made, SOON);
    assertThat(row.path("ticket").asString("")).isEqualTo(ticket);
    assertThat(row.path("language").asString("")).isEqualTo("en");
    assertThat(row.path("operator").asString("")).isEqualTo("1001");
    JsonNode callback = line.callback(call);
    assertThat(callback.path("state").asString("")).isEqualTo("over");
    assertThat(callback.path("why").asString("")).isEqualTo("reached");
    assertThat(callback.path("tries").asInt(0)).isEqualTo(1);
    assertThat(line.rung()).isEqualTo(1);
    assertThat(line.server().lines(call).toString() + line.server().lines(made))
        .doesNotContain(CallbackLine.NUMBER.substring(1));
    assertThat(line.server().metrics())
        .contains("liniya_callbacks_tries_total{outcome=\"reached\"} 1.0")
        .contains("liniya_callbacks_owed 0.0");
  }

  private static void heardInEnglish(PhoneCall caller) {
    Prompts.only(Language.EN, "callback-hello", "callback-ticket", "recording-notice")
        .listenTo(caller.heard())
        .heardInOrder("callback-hello", "callback-ticket", "recording-notice");
  }

  @Test
  void whoIsNotReachedIsTriedAgainAndThenGivenUp(@TempDir Path folder) {
    List<String> twice = List.of("first: caller", "tries: 2", "spacing: 2s");
    try (CallbackLine line = CallbackLine.start(folder, twice);
        Baresip _ = operator(line)) {
      String call = line.callbackIsChosen();
      line.far().awaitIncoming(SOON).reject();
      line.far().awaitIncoming(SOON).reject();

      JsonNode end = line.awaits(call, "callback-given-up");

      assertThat(end.path("reason").asString("")).isEqualTo("not reached in 2 tries");
      assertThat(line.server().journal(call, "callback-missed"))
          .extracting(entry -> entry.path("reason").asString(""))
          .containsExactly("busy", "busy");
      assertThat(line.rung()).isEqualTo(2);
      Duration between =
          Duration.between(
              at(line.server().journal(call, "callback-missed").getFirst()),
              at(line.server().journal(call, "callback-dialled").getLast()));
      assertThat(between).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }
  }

  private static Instant at(JsonNode entry) {
    return OffsetDateTime.parse(entry.path("at").asString("")).toInstant();
  }

  /** The network vouches for the number of who rings in; SIPp says so in the trunk's place. */
  @Test
  void whoHasCalledBackIsNotRung(@TempDir Path folder) {
    try (CallbackLine line = CallbackLine.start(folder, List.of())) {
      String call = line.callbackIsChosen();
      line.awaitWhy(call, "waits for an operator");
      Sipp.of(RINGS_IN)
          .to(line.server().registrar())
          .service("hotline")
          .calls(1)
          .run()
          .mustHaveSucceeded(1);

      assertThat(line.awaits(call, "callback-given-up").path("reason").asString(""))
          .isEqualTo("called back");
      try (Baresip phone = operator(line)) {
        line.server().awaitOperator("1001", "ready", SOON);
        assertThat(phone.calls()).isEmpty();
        assertThat(line.rung()).isZero();
      }
    }
  }

  private static final String RINGS_IN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scenario name="rings in">
        <send retrans="500"><![CDATA[
          INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
          Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
          From: <sip:+79161234551@caller.example>;tag=[call_number]
          To: <sip:[service]@[remote_ip]:[remote_port]>
          Call-ID: [call_id]
          CSeq: 1 INVITE
          Contact: <sip:caller@[local_ip]:[local_port]>
          P-Asserted-Identity: <tel:+79161234551>
          Max-Forwards: 70
          Content-Type: application/sdp
          Content-Length: [len]

          v=0
          o=- 1 1 IN IP4 [local_ip]
          s=-
          c=IN IP4 [media_ip]
          t=0 0
          m=audio [media_port] RTP/AVP 8
          a=rtpmap:8 PCMA/8000
        ]]></send>
        <recv response="100" optional="true"/>
        <recv response="180" optional="true"/>
        <recv response="200" rrs="true"/>
        <send><![CDATA[
          ACK [next_url] SIP/2.0
          Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
          From: <sip:+79161234551@caller.example>;tag=[call_number]
          [last_To:]
          Call-ID: [call_id]
          CSeq: 1 ACK
          Max-Forwards: 70
          Content-Length: 0

        ]]></send>
        <pause milliseconds="500"/>
        <send retrans="500"><![CDATA[
          BYE [next_url] SIP/2.0
          Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
          From: <sip:+79161234551@caller.example>;tag=[call_number]
          [last_To:]
          Call-ID: [call_id]
          CSeq: 2 BYE
          Max-Forwards: 70
          Content-Length: 0

        ]]></send>
        <recv response="200"/>
      </scenario>
      """;

  @Test
  void inQuietHoursNobodyIsRung(@TempDir Path folder) {
    String anotherTime =
        ZonedDateTime.now(ZoneId.of("Europe/Moscow")).getHour() < 12
            ? "20:00-21:00"
            : "04:00-05:00";
    try (CallbackLine line = CallbackLine.start(folder, List.of(), anotherTime);
        Baresip phone = operator(line)) {
      String call = line.callbackIsChosen();

      JsonNode postponed = line.awaits(call, "callback-postponed");
      assertThat(postponed.path("reason").asString("")).isEqualTo("quiet hours");
      JsonNode callback = line.awaitWhy(call, "quiet hours");
      assertThat(
              OffsetDateTime.parse(callback.path("next").asString(""))
                  .atZoneSameInstant(ZoneId.of("Europe/Moscow"))
                  .toLocalTime())
          .isEqualTo(LocalTime.parse(anotherTime.substring(0, 5)));
      assertThat(callback.path("number").asString("")).isEqualTo("+7********51");
      assertThat(phone.calls()).isEmpty();
      assertThat(line.rung()).isZero();
    }
  }

  @Test
  void aServerThatDiesWhileItRingsMakesExactlyTheTriesThatAreLeft(@TempDir Path folder) {
    List<String> twice = List.of("first: caller", "tries: 2", "spacing: 3s");
    try (CallbackLine line = CallbackLine.start(folder, twice);
        Baresip _ = operator(line)) {
      String call = line.callbackIsChosen();
      PhoneCall first = line.far().awaitIncoming(SOON);
      line.awaits(call, "callback-dialled");
      line.server().kill9();
      first.reject(); // a telephone that rings for a dead server
      line.server().restart();

      PhoneCall second = line.far().awaitIncoming(SOON);
      assertThat(line.server().journal(call, "callback-missed"))
          .extracting(entry -> entry.path("reason").asString(""))
          .containsExactly("the server stopped");
      second.reject();
      assertThat(line.awaits(call, "callback-given-up").path("reason").asString(""))
          .isEqualTo("not reached in 2 tries");
      assertThat(line.rung()).isEqualTo(2);
      assertThat(line.server().journal(call, "callback-dialled")).hasSize(2);
      assertThat(line.server().journal(call).stream().map(entry -> entry.path("seq").asInt()))
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }
}
