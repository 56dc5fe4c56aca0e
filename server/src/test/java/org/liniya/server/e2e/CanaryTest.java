package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.testkit.phone.SipMessage;

/**
 * False personal data goes in by every way there is; then everything that the server has kept, said
 * and logged is searched, without any key. {@link CanarySearchTest} shows that the search finds.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CanaryTest {
  private static final Canary ASKED = new Canary("API", "+79167715942");
  private static final Canary WRITTEN = new Canary("configuration", "+79297712207");

  /** In a note: those who may read notes see it. */
  private static final Canary NOTED = new Canary("note", "+79857713318");

  private static final Canary NOTED_NAME = new Canary("name in a note", "Синицына");

  /** Of a contact, and of the reason of a hold: the same. */
  private static final Canary CONTACT = new Canary("contact", "+79267714855");

  private static final Canary CONTACT_NAME = new Canary("name of a contact", "Зябликова");
  private static final Canary HELD = new Canary("name in a hold", "Овсянкина");

  private static final CanarySearch NOTES =
      new CanarySearch(List.of(NOTED, NOTED_NAME, CONTACT, CONTACT_NAME, HELD));
  private static final CanarySearch SEARCH;

  static {
    List<Canary> all = new ArrayList<>(CanaryCalls.ALL);
    all.addAll(List.of(ASKED, WRITTEN));
    SEARCH = new CanarySearch(all);
  }

  private final List<String> leaks = new ArrayList<>();

  @Test
  void nothingPersonalIsLeftAnywhere(@TempDir Path folder) throws Exception {
    ConfigCopy config = ConfigCopy.in(folder);
    Files.writeString(folder.resolve("flows/hotline.yaml"), CanaryCalls.FLOW);
    config.replace("trunks.yaml", "(?m)^    trusted: no ", "    trusted: yes ");
    var tokens = CanaryApi.users(config);
    try (CanaryReceiver receiver = receiver(config);
        RunningServer server = RunningServer.start(folder);
        CanaryApi api = new CanaryApi(server, tokens)) {
      api.ask("administrator", "POST", "/api/v1/sip-log", "{\"number\":\"+79067713164\"}");
      String call = calls(server, api);
      server.kill9();
      search("", server);
      server.restart();
      server.awaitEnded(call, RawCaller.SOON);
      ask(api, call, server.api("calls/" + call).path("ticket").asString(""));
      server.terminate();
      server.awaitExit(RawCaller.SOON);
      search(" after a restart", server);
      search(api.answers());
      search(receiver);
      assertThat(server.log()).contains("the SIP log is switched on", "INVITE sip:");
    }
    check(folder, config);
    assertThat(leaks).isEmpty();
  }

  private static CanaryReceiver receiver(ConfigCopy config) throws IOException {
    CanaryReceiver receiver = new CanaryReceiver();
    receiver.in(config);
    return receiver;
  }

  /** Gives the call that is up when the server is killed. */
  private String calls(RunningServer server, CanaryApi api) {
    CanaryCalls calls = new CanaryCalls(server);
    try (RawCaller outside = new RawCaller(server.sipPort())) {
      calls.outsideCalls(outside);
    }
    try (RawCaller wrong = new RawCaller(server.sipPort())) {
      String call = calls.dial(wrong);
      calls.types(wrong, CanaryCalls.SNILS_ELSEWHERE.value());
      calls.awaitsStep(call, "identify");
      calls.types(wrong, "*"); // what the menu left of it is forgotten
      for (int time = 1; time <= 3; time++) {
        calls.types(wrong, CanaryCalls.SNILS_WRONG.value());
        calls.awaits(call, "digits-entered", time);
      }
      calls.awaitsStep(call, "earlier");
      calls.types(wrong, "*#"); // a hash alone would belong to the entry before
      calls.awaitsStep(call, "any");
      calls.types(wrong, CanaryCalls.CODE.value() + "#");
      calls.awaits(call, "queued", 1);
      wrong.hangUp();
      server.awaitEnded(call, RawCaller.SOON);
    }
    try (RawCaller other = new RawCaller(server.sipPort())) {
      String call = calls.dial(other);
      calls.types(other, "2");
      calls.awaitsStep(call, "any");
      calls.types(other, CanaryCalls.SNILS_AS_DIGITS.value() + "#");
      calls.awaits(call, "queued", 1);
      other.hangUp();
      server.awaitEnded(call, RawCaller.SOON);
    }
    try (RawOperator operator = RawOperator.ready(server, "1001");
        RawCaller right = new RawCaller(server.sipPort())) {
      String call = calls.dial(right);
      calls.types(right, "1" + CanaryCalls.SNILS_RIGHT.value());
      calls.awaits(call, "digits-entered", 2);
      calls.types(right, "1");
      calls.awaitsStep(call, "earlier");
      calls.types(right, CanaryCalls.PASSPORT.value());
      calls.awaits(call, "input-missed", 1);
      calls.types(right, "#");
      calls.awaits(call, "input-missed", 2);
      calls.types(right, "*#");
      calls.awaitsStep(call, "any");
      calls.types(right, CanaryCalls.INN.value());
      SipMessage offer = operator.awaitInvite(RawCaller.SOON);
      operator.answer(offer);
      operator.awaitAck(offer);
      calls.awaits(call, "bridged", 1);
      calls.strangeRequests(right);
      refer(operator, offer);
      watch(api, call);
      server.kill9();
      return call;
    }
  }

  /** A telephone's own wish to pass the caller on to a number. */
  private static void refer(RawOperator operator, SipMessage offer) {
    operator
        .line()
        .send(
            """
            REFER %s SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKrefer;rport
            From: %s;tag=op-{port}
            To: %s
            Call-ID: %s
            CSeq: 7 REFER
            Max-Forwards: 70
            Contact: <sip:1001@127.0.0.1:{port}>
            Refer-To: "Kanareykina" <sip:+79157719951@127.0.0.1>
            Referred-By: "Kanareykina" <sip:+79157719951@127.0.0.1>
            Content-Length: 0

            """
                .formatted(
                    offer.contact(),
                    offer.header("To").orElse(""),
                    offer.header("From").orElse(""),
                    offer.header("Call-ID").orElse("")));
    operator.line().nextFinal(offer.header("Call-ID").orElse(""), "7 REFER", RawCaller.SOON);
  }

  /** While a call is there. */
  private static void watch(CanaryApi api, String call) {
    for (String path :
        List.of("calls", "calls/" + call + "/trace", "operators", "trunks", "sip-log")) {
      api.everyone("GET", "/api/v1/" + path, "");
    }
    api.everyone("GET", "/metrics", "");
    api.everyone("GET", "/health/ready", "");
  }

  private static void ask(CanaryApi api, String call, String ticket) {
    String number = ASKED.value();
    String bare = number.substring(1);
    String history = "/api/v1/tickets/" + ticket;
    api.everyone(
        "POST",
        "/api/v1/tickets/search",
        "{\"snils\":\"" + CanaryCalls.SNILS_RIGHT.value() + "\"}");
    api.ask(
        "operator",
        "POST",
        history + "/note",
        "{\"text\":\"Синицына, +7 985 771-33-18, перезвонить\"}");
    contact(api, history, ticket);
    for (String path :
        List.of(
            "calls",
            "calls/" + call,
            "calls/" + call + "/journal",
            "calls/" + call + "/trace",
            "tickets",
            "tickets/" + ticket,
            "tickets/" + ticket + "/history",
            "tickets/" + ticket + "/calls",
            "tickets/" + ticket + "/contact",
            "tickets/" + ticket + "/holds",
            "tickets.csv?from=2020-01-01&to=2040-01-01",
            "persons/" + ticket,
            "persons/" + bare,
            "retention/preview",
            "webhooks",
            "webhooks/help-desk/notices",
            "recordings/" + call,
            "operators",
            "skill-groups",
            "departments",
            "trunks",
            "sip-log",
            "tickets?limit=" + bare,
            "tickets?next=" + bare,
            "calls?next=" + bare + "&number=" + bare,
            "tickets/" + bare,
            "tickets/" + bare + "/history",
            "calls/" + bare,
            "recordings/" + bare,
            "operators/" + bare,
            "nothing/" + bare,
            "%2B" + bare)) {
      api.everyone("GET", "/api/v1/" + path, "");
    }
    api.everyone("GET", "/" + bare, "");
    api.everyone("GET", "/metrics?number=" + bare, "");
    for (String body :
        List.of(
            "{\"" + number + "\":1}",
            "{\"text\":1,\"number\":\"" + number + "\"}",
            "{\"state\":\"" + number + "\",\"reason\":\"" + number + "\"}",
            "{\"operator\":\"" + number + "\",\"department\":\"" + number + "\",\"why\":\"w\"}",
            "{\"number\":\"8 916 771-59-42\",\"minutes\":\"" + number + "\"}",
            "{\"call\":\"" + number + "\"}",
            "{\"phone\":\"" + number + "\"}",
            "{\"snils\":\"" + number + "\",\"from\":\"" + number + "\"}",
            "{" + number,
            number)) {
      for (String path :
          List.of(
              history + "/note",
              history + "/take",
              history + "/hand-over",
              history + "/" + bare,
              "/api/v1/operators/1001/state",
              "/api/v1/operators/" + bare + "/state",
              "/api/v1/tickets/search",
              "/api/v1/sip-log")) {
        api.everyone("POST", path, body);
      }
    }
    api.ask("administrator", "POST", "/api/v1/sip-log", "{\"number\":\"" + number + "\"}");
    api.everyone("GET", "/api/v1/sip-log", "");
    api.everyone("GET", "/api/v1/quality/first-call-resolution?from=" + bare, "");
    api.everyone("GET", "/api/v1/audit?limit=200", "");
    api.everyone("GET", "/api/v1/audit/verify", "");
    api.everyone("DELETE", "/api/v1/tickets/" + bare, "");
    api.ask("", number + "-token-of-nobody", "GET", "/api/v1/calls", "");
  }

  /** Who a ticket is of, who looks for them, and why it is kept. */
  private static void contact(CanaryApi api, String history, String ticket) {
    api.ask(
        "operator",
        "POST",
        history + "/contact",
        "{\"name\":\"Зябликова Мария\",\"phone\":\"+7 926 771-48-55\"}");
    api.everyone("GET", history + "/contact/unmasked", "");
    api.ask("supervisor", "POST", history + "/hold", "{\"reason\":\"просит Овсянкина\"}");
    for (String body :
        List.of(
            "{\"surname\":\"Зябликова\"}",
            "{\"surname\":\"Зябликова\",\"first-name\":\"Мария\"}",
            "{\"phone\":\"8 (926) 771-48-55\"}",
            "{\"inn\":\"" + CanaryCalls.INN.value() + "\"}",
            "{\"passport\":\"" + CanaryCalls.PASSPORT.value() + "\"}")) {
      assertThat(api.ask("operator", "POST", "/api/v1/tickets/search", body).status())
          .isEqualTo(200);
    }
    api.everyone("POST", "/api/v1/persons/" + ticket + "/erase", "{}");
  }

  private void search(CanaryReceiver receiver) {
    assertThat(receiver.came()).as("the receiver was told").isNotEmpty();
    for (String told : receiver.came()) {
      leaks.addAll(SEARCH.text("what the receiver was told", told));
      leaks.addAll(NOTES.text("what the receiver was told", told));
    }
  }

  private void search(String when, RunningServer server) {
    for (String found : SEARCH.files(server.data())) {
      leaks.add(found + when);
    }
    for (String found : NOTES.files(server.data())) {
      leaks.add(found + when);
    }
    leaks.addAll(SEARCH.text("what the process printed" + when, server.log()));
    leaks.addAll(NOTES.text("what the process printed" + when, server.log()));
  }

  private void search(List<CanaryApi.Answer> answers) {
    assertThat(answers).extracting(CanaryApi.Answer::status).contains(200, 400, 401, 403, 404);
    boolean noteWasRead = false;
    for (CanaryApi.Answer answer : answers) {
      leaks.addAll(SEARCH.text("the answer to " + answer, answer.text()));
      List<String> notes = NOTES.text("the answer to " + answer, answer.text());
      boolean masked = answer.request().endsWith("/contact");
      if (masked || answer.role().isEmpty() || answer.role().equals("quality")) {
        leaks.addAll(notes);
      } else {
        noteWasRead |= !notes.isEmpty();
      }
    }
    assertThat(noteWasRead).as("an operator reads the note").isTrue();
  }

  /** Faults of a configuration that has numbers where none belong. */
  private void check(Path folder, ConfigCopy wrong) throws IOException {
    wrong.replace(
        "trunks.yaml",
        "(?m)^  hotline: hotline",
        "  \"8 929 771-22-07\": \"89297712207\"\n  hotline: hotline");
    wrong.replace("trunks.yaml", "(?m)^    trusted: yes ", "    trusted: +79297712207 ");
    wrong.replace("skill-groups.yaml", "(?m)^(  titles: .*)$", "$1\n  wrap-up: +7 (929) 771-22-07");
    Path flow = folder.resolve("flows/hotline.yaml");
    String text = Files.readString(flow);
    for (String broken :
        List.of(
            text.replace("=caller.digits", "=caller.digits == '89297712207' &&")
                .replace("category: other", "category: \"8 929 771 22 07\"")
                .replace("go: identify", "go: \"89297712207\"")
                .replace("prompt: enter-snils", "prompt: \"+79297712207\""),
            text.replace("=caller.digits", "=nobody('89297712207')"),
            text.replace("=caller.digits", "=caller.p9297712207"),
            text + "\n  89297712207: [\n")) {
      assertThat(broken).isNotEqualTo(text);
      Files.writeString(flow, broken);
      StringWriter said = new StringWriter();
      int exit =
          LiniyaCommand.commandLine()
              .setOut(new PrintWriter(said))
              .setErr(new PrintWriter(said))
              .execute("check", "--config", folder.toString());
      assertThat(exit).as(said.toString()).isNotZero();
      leaks.addAll(SEARCH.text("what check said", said.toString()));
    }
  }
}
