package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.liniya.testkit.phone.SipMessage;

/** Calls that put canaries into everything that a telephone may write. For one thread. */
final class CanaryCalls {
  static final Canary FROM = new Canary("From", "+79037719264");
  static final Canary ASSERTED = new Canary("P-Asserted-Identity", "+79067713164");
  static final Canary TO = new Canary("To", "+78457714455");
  static final Canary DIVERTED = new Canary("Diversion", "+74957713826");
  static final Canary DIALLED = new Canary("unknown number dialled", "+79267715513");
  static final Canary IN_SDP = new Canary("SDP", "+79127716628");
  static final Canary IN_BODY = new Canary("INFO, MESSAGE", "+79137717739");
  static final Canary IN_METHOD = new Canary("method, subtype", "9147718840");
  static final Canary IN_REFER = new Canary("REFER", "+79157719951");
  static final Canary IN_CALL_ID = new Canary("Call-ID", "+79187711173");
  static final Canary IN_AGENT = new Canary("User-Agent, Subject", "500100732259");
  static final Canary NAME = new Canary("display name", "Канарейкина");
  static final Canary LATIN = new Canary("display name, Latin", "Kanareykina");

  static final Canary SNILS_RIGHT = new Canary("SNILS typed right", "34293244776");
  static final Canary SNILS_WRONG = new Canary("SNILS typed wrong", "68916923264");
  static final Canary SNILS_ELSEWHERE = new Canary("SNILS typed at a menu", "08765430300");
  static final Canary SNILS_AS_DIGITS = new Canary("SNILS typed as digits", "11223344595");
  static final Canary PASSPORT = new Canary("passport typed as ticket", "4508773311");
  static final Canary INN = new Canary("INN typed as digits", "771500737268");
  static final Canary CODE = new Canary("code typed as digits", "73915586");

  static final List<Canary> ALL =
      List.of(
          FROM,
          ASSERTED,
          TO,
          DIVERTED,
          DIALLED,
          IN_SDP,
          IN_BODY,
          IN_METHOD,
          IN_REFER,
          IN_CALL_ID,
          IN_AGENT,
          NAME,
          LATIN,
          SNILS_RIGHT,
          SNILS_WRONG,
          SNILS_ELSEWHERE,
          SNILS_AS_DIGITS,
          PASSPORT,
          INN,
          CODE);

  static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      start: choice
      trouble: operator

      steps:
        choice:
          menu:
            prompt: choose-category
            keys: { 1: { go: identify }, 2: { go: any } }
            otherwise: identify
        identify:
          ask: { kind: snils, prompt: enter-snils, save: caller.snils, confirm: last-digits, failed: earlier }
        earlier:
          ask: { kind: ticket, prompt: enter-ticket, save: caller.ticket, failed: any }
        any:
          ask: { kind: digits, length: 8-12, prompt: enter-ticket, failed: open-ticket }
        told:
          say: [{ digits: =caller.digits }]
        open-ticket:
          ticket: { open: { category: other, identity: =caller.identity } }
        operator:
          queue:
            skill-group: other
            announce: { position: no }
            timeout: { wait: 15m, go: end }
            served: end
        end:
          hangup: normal
      """;

  private static final Duration SOON = RawCaller.SOON;

  private final RunningServer server;

  CanaryCalls(RunningServer server) {
    this.server = server;
  }

  /** Calls with canaries in every header and in the description; the call is up afterwards. */
  String dial(RawCaller caller) {
    caller.from(FROM.value());
    String invite =
        caller
            .inviteText()
            .replace("From: <", "From: \"" + NAME.value() + "\" <")
            .replaceFirst("To: <sip:hotline@", "To: \"Kanareykina\" <sip:+78457714455@")
            .replaceFirst("Contact: <(sip:[^>]*)>", "Contact: Kanareykina <$1;owner=Kanareykina>")
            .replace("Content-Type:", headers() + "Content-Type:")
            .replace("s=-\n", "s=Kanareykina\ni=+7 912 771-66-28\np=+7 (912) 771-66-28\n")
            .concat("a=ssrc:1 cname:sip:+79127716628@host\n");
    caller.line().send(invite);
    caller.answered();
    return Calls.of(server, caller);
  }

  private static String headers() {
    return """
    P-Asserted-Identity: "Канарейкина" <tel:+79067713164>
    Remote-Party-ID: "Kanareykina" <sip:89037719264@host>;party=calling
    Diversion: "Kanareykina" <sip:+74957713826@host>;reason=unconditional
    History-Info: <sip:+74957713826@host?Reason=SIP%3Bcause%3D302>;index=1
    Subject: Канарейкина 500100732259
    Organization: Kanareykina
    User-Agent: Kanareykina/500100732259
    Call-Info: <http://host/Kanareykina>;purpose=info
    X-Client: 5001 0073 2259
    """;
  }

  /** Bodies, methods and types that nobody expects inside a call. */
  void strangeRequests(RawCaller caller) {
    String number = IN_BODY.value();
    caller.ask(
        "INFO", "Content-Type: application/dtmf-relay\n", "Signal=" + number + "\nDuration=160\n");
    caller.ask("INFO", "Content-Type: application/x-9147718840\n", "Signal=5 " + number + "\n");
    caller.ask("INFO", "Content-Type: text/plain\n", number + " Канарейкина\n");
    caller.ask("MESSAGE", "Content-Type: text/plain\n", number + " Канарейкина\n");
    caller.ask("X9147718840", "Content-Type: text/9147718840\n", number + "\n");
    caller.ask(
        "REFER", "Refer-To: <sip:+79157719951@host>\nReferred-By: \"Kanareykina\" <sip:a@b>\n", "");
  }

  /** What needs no call. */
  void outsideCalls(RawCaller caller) {
    caller.from(FROM.value()).dialling(DIALLED.value()).invite();
    SipMessage refused = caller.awaitFinal();
    assertThat(refused.status()).isEqualTo(404);
    caller.ackOfRefusal(refused);
    caller.ask("MESSAGE", "Content-Type: text/plain\n", IN_BODY.value() + "\n");
    caller.ask("SUBSCRIBE", "Event: 9147718840\n", "");
    caller.ask("REGISTER", "", "");
  }

  void types(RawCaller caller, String keys) {
    keys.chars().forEach(key -> caller.key((char) key));
  }

  void awaits(String call, String kind, int count) {
    RunningServer.awaitThat(
        SOON,
        () -> server.journal(call, kind),
        found -> found.size() >= count,
        () -> count + " " + kind + " in" + server.lines(call));
  }

  void awaitsStep(String call, String step) {
    RunningServer.awaitThat(
        SOON,
        () -> server.journal(call, "step-entered"),
        found -> found.stream().anyMatch(e -> e.path("step").asString("").equals(step)),
        () -> "step " + step + " in" + server.lines(call));
  }
}
