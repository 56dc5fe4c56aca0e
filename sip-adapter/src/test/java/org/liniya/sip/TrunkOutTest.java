package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.Leg;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.rtp.KeyRules;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.Challenge.Algorithm;

/** Calls out over trunks, with providers made of text. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class TrunkOutTest {

  private static final Duration NEVER = Duration.ZERO;

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  private Dialer.Dialling dial(Bench bench, String number) {
    return bench.endpoint.dial(request(number), results::add);
  }

  private Dialer.Request request(String number) {
    return new Dialer.Request(
        new Dialer.Destination.Outside(PhoneNumber.of(number)),
        CallId.create(Instant.EPOCH, new Random(1)),
        Optional.empty(),
        "Access, ru, 4711 0815, code",
        Map.of("X-Liniya-Ticket", "47110815"),
        signals::add);
  }

  private Result result() throws InterruptedException {
    Result result = results.poll(10, TimeUnit.SECONDS);
    assertThat(result).as("a result within 10 s").isNotNull();
    return result == null ? new Result.Ringing() : result;
  }

  @Test
  void aNumberIsDialledAndNothingOfOursIsTold() throws Exception {
    try (Provider provider = new Provider();
        Provider itsSwitch = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      String invite = provider.await("INVITE sip:+74951234567@127.0.0.1:");
      assertThat(invite)
          .contains("From: <sip:+78001234567@127.0.0.1:")
          .contains("P-Preferred-Identity: <sip:+78001234567@127.0.0.1:")
          .contains(";user=phone SIP/2.0")
          .doesNotContain("4711")
          .doesNotContain("Access");
      provider.answer(invite, "180 Ringing", "");
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      provider.take(invite, itsSwitch.phone.port());
      itsSwitch.await("ACK sip:switch@127.0.0.1:" + itsSwitch.phone.port());
      assertThat(result()).isInstanceOf(Result.Answered.class);
      assertThat(Provider.view(bench, "one").callsOut()).isEqualTo(1);
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 1);

      bench.endpoint.close();
      itsSwitch.await("BYE sip:switch@127.0.0.1:");
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
      assertThat(bench.streams.nextEnded()).isEqualTo("outside");
    }
  }

  /**
   * Neither prefixes nor limits are for it, three calls being all that the trunk may make an hour,
   * and it leaves them to numbers outside.
   */
  @Test
  void aNumberOfOursAtTheOtherEndIsDialledWhateverTheRulesSay() throws Exception {
    String number = "314159265358979323846264338327950288";
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      for (int call = 0; call < 4; call++) {
        bench.endpoint.tie("one", PhoneNumber.of(number), request(number), results::add);
        provider.take(provider.await("INVITE sip:" + number + "@127.0.0.1:"));
        provider.await("ACK ");
        assertThat(result()).isInstanceOf(Result.Answered.class);
      }
      assertThat(Provider.view(bench, "one").callsOutNow()).isEqualTo(4);

      dial(bench, "+74951234567");
      provider.take(provider.await("INVITE sip:+74951234567@127.0.0.1:"));
      provider.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);

      bench.endpoint.tie("two", PhoneNumber.of(number), request(number), results::add);
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.DECLINED));
    }
  }

  /** The second trunk takes the call: its rules hold, not those of the one that was tried first. */
  @Test
  void theTrunkThatTakesTheCallSaysWhatIsDoneWithKeys() throws Exception {
    KeyRules rules = new KeyRules(true, KeyRules.Tones.ALWAYS);
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(),
                first.trunk("one", first.out(NEVER, "+7495")),
                second.trunk("two", second.out(NEVER, "+7495")).with(rules))) {
      dial(bench, "+74951234567");
      first.answer(first.await("INVITE "), "503 Service Unavailable", "");
      second.take(second.await("INVITE "));
      second.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
      assertThat(bench.streams.only().keys).isEqualTo(rules);
    }
  }

  @ParameterizedTest
  @CsvSource({"407 Proxy, MD5, ''", "401 Unauthorized, SHA-256, ', qop=\"auth,auth-int\"'"})
  void theProvidersChallengeIsAnswered(String status, String algorithm, String more)
      throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.challenge(provider.await("INVITE "), status, algorithm, more);
      String again = provider.await("INVITE ");
      String header = status.startsWith("407") ? "Proxy-Authorization" : "Authorization";
      Algorithm used = algorithm.equals("MD5") ? Algorithm.MD5 : Algorithm.SHA_256;
      assertThat(Provider.shows(again, header, used)).as(again).isTrue();
      assertThat(Provider.header(again, "CSeq")).isEqualTo("2 INVITE");
      provider.take(again);
      provider.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
    }
  }

  @Test
  void aStaleNonceIsAnsweredOnceMore() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.challenge(provider.await("INVITE "), "407 Proxy", "MD5", "");
      provider.challenge(provider.await("INVITE "), "407 Proxy", "MD5", ", stale=true");
      provider.take(provider.await("INVITE "));
      provider.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
    }
  }

  /** RFC 4028 section 7.3, to a provider that wants its password each time. */
  @Test
  void aProviderThatWantsALongerSessionIsAskedOnceMore() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.challenge(provider.await("INVITE "), "407 Proxy", "MD5", "");
      provider.answer(provider.await("INVITE "), "422 Too Small", "Min-SE: 3600\r\n");
      String longer = provider.await("INVITE ");
      assertThat(longer).contains("Session-Expires: 3600", "Min-SE: 3600", "CSeq: 3 INVITE");
      provider.challenge(longer, "407 Proxy", "MD5", "");
      String shown = provider.await("INVITE ");
      assertThat(shown).contains("Session-Expires: 3600", "CSeq: 4 INVITE");
      assertThat(Provider.shows(shown, "Proxy-Authorization", Algorithm.MD5)).isTrue();
      provider.take(shown);
      provider.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 1);
    }
  }

  @Test
  void aProviderThatIsNeverContentIsNotAskedForEver() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.answer(provider.await("INVITE "), "422 Too Small", "Min-SE: 3600\r\n");
      provider.answer(provider.await("INVITE "), "422 Too Small", "Min-SE: 7200\r\n");
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
      assertThat(provider.phone.rest()).noneMatch(each -> each.contains("CSeq: 3 INVITE"));
    }
  }

  /** Else the call would stay up at the provider's side, and cost. */
  @Test
  void aByeIsSaidOnceMoreWithThePassword() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.take(provider.await("INVITE "));
      provider.await("ACK ");
      Leg leg = ((Result.Answered) result()).leg();
      leg.hangUp(EndCause.NORMAL);
      provider.challenge(provider.await("BYE "), "407 Proxy", "MD5", "");
      String again = provider.await("BYE ");
      assertThat(again).contains("CSeq: 3 BYE", "Reason: Q.850;cause=16");
      assertThat(Provider.shows(again, "Proxy-Authorization", Algorithm.MD5)).as(again).isTrue();
      provider.challenge(again, "407 Proxy", "MD5", "");
      assertThat(provider.phone.rest())
          .as("once and no more")
          .noneMatch(each -> each.contains("CSeq: 4 BYE"));
    }
  }

  /** By UPDATE where the provider has it, else by INVITE. */
  @ParameterizedTest
  @CsvSource({"UPDATE", "INVITE"})
  void aRefreshIsSentOnceMoreWithThePassword(String method) throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SessionTimerTest.quick(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.take(
          provider.await("INVITE "),
          "Require: timer\r\nSession-Expires: 4;refresher=uac\r\nAllow: BYE, " + method + "\r\n");
      provider.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
      provider.challenge(provider.await(method + " sip:switch"), "401 Who", "SHA-256", "");
      String again = provider.await(method + " sip:switch");
      assertThat(again).contains("CSeq: 3 " + method);
      assertThat(Provider.shows(again, "Authorization", Algorithm.SHA_256)).as(again).isTrue();
      provider.take(again, "Session-Expires: 4;refresher=uac\r\n");
      assertThat(provider.await(method + " sip:switch"))
          .as("two seconds later")
          .contains("CSeq: 4");
      assertThat(signals).as("the talk goes on").isEmpty();
    }
  }

  @Test
  void aRefusedPasswordIsNotShownForEver() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      dial(bench, "+74951234567");
      provider.challenge(provider.await("INVITE "), "407 Proxy", "MD5", "");
      provider.challenge(provider.await("INVITE "), "407 Proxy", "MD5", "");
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
      assertThat(Provider.view(bench, "one").lastProblem())
          .contains("the provider refuses our password");
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"503 Unavailable", "500 Broken", "408 Timeout"})
  void aProvidersTroubleLeadsToTheNextTrunk(String status) throws Exception {
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(),
                first.trunk("first", first.out(NEVER, "+7495")),
                second.trunk("second", second.out(NEVER, "+7")))) {
      dial(bench, "+74951234567");
      first.answer(first.await("INVITE "), status, "");
      first.await("ACK ");
      second.take(second.await("INVITE "));
      second.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
      Provider.await(bench, "first", trunk -> trunk.callsOutNow() == 0);
      assertThat(Provider.view(bench, "first").refusals()).isEqualTo(Map.of("provider", 1L));
    }
  }

  @Test
  void aSilentProviderLeadsToTheNextAndIsReleasedWhenItTurnsUp() throws Exception {
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                Provider.impatient(Duration.ofMillis(400)),
                first.trunk("first", first.out(NEVER, "+7495")),
                second.trunk("second", second.out(NEVER, "+7")))) {
      dial(bench, "+74951234567");
      String late = first.await("INVITE ");
      second.take(second.await("INVITE "));
      second.await("ACK ");
      assertThat(result()).isInstanceOf(Result.Answered.class);
      first.answer(late, "180 Ringing", "");
      first.await("CANCEL ");
      first.take(late); // it crosses the CANCEL
      first.await("ACK ");
      first.await("BYE ");
      assertThat(results).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "486 Busy, BUSY",
    "603 Decline, DECLINED",
    "404 Not there, UNREACHABLE",
    "480 Not now, NO_ANSWER",
    "302 Elsewhere, UNREACHABLE",
  })
  void theCalledPartysDecisionIsFinal(String status, EndCause cause) throws Exception {
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(),
                first.trunk("first", first.out(NEVER, "+7495")),
                second.trunk("second", second.out(NEVER, "+7")))) {
      dial(bench, "+74951234567");
      first.answer(
          first.await("INVITE "),
          status,
          "Contact: <sip:+79991234567@127.0.0.1:" + second.phone.port() + ">\r\n");
      assertThat(result()).isEqualTo(new Result.Failed(cause));
      assertThat(second.phone.receive(500)).isEmpty();
    }
  }

  @Test
  void whatNoTrunkAllowsIsDeclinedWithoutASound() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      for (String number : new String[] {"+79001234567", "113", "84951234567", "+7495"}) {
        dial(bench, number);
        assertThat(result()).isEqualTo(new Result.Failed(EndCause.DECLINED));
      }
      assertThat(provider.phone.receive(300)).isEmpty();
      assertThat(Provider.view(bench, "one").refusals())
          .isEqualTo(Map.of("no-prefix", 1L, "no-number", 3L));
      assertThat(bench.streams.opened).allMatch(stream -> stream.closed);
      dial(bench, "112");
      provider.await("INVITE sip:112@");
    }
  }

  @Test
  void withoutATrunkOutEverythingIsDeclined() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      dial(bench, "+74951234567");
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.DECLINED));
    }
  }

  @Test
  void theLimitOfCallsAtOnceSendsFurtherOnesToTheNextTrunk() throws Exception {
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(),
                first.trunk("first", first.out(NEVER, "+7495")),
                second.trunk("second", second.out(NEVER, "+7")))) {
      for (int i = 0; i < 2; i++) {
        dial(bench, "+74951234567");
        first.take(first.await("INVITE "));
        first.await("ACK ");
        assertThat(result()).isInstanceOf(Result.Answered.class);
      }
      dial(bench, "+74951234567");
      second.await("INVITE ");
      assertThat(Provider.view(bench, "first").refusals()).isEqualTo(Map.of("at-once", 1L));
    }
  }

  @Test
  void theLongestTalkIsEndedKindly() throws Exception {
    try (Provider provider = new Provider()) {
      OutRules usual = provider.out(NEVER, "+7495");
      OutRules brief =
          new OutRules(
              usual.to(),
              usual.prefixes(),
              usual.exact(),
              usual.atOnce(),
              usual.anHour(),
              Duration.ofMillis(300),
              usual.callerId(),
              usual.login(),
              usual.options());
      try (Bench bench = Provider.bench(SipLimits.standard(), provider.trunk("one", brief))) {
        dial(bench, "+74951234567");
        provider.take(provider.await("INVITE "));
        provider.await("ACK ");
        assertThat(result()).isInstanceOf(Result.Answered.class);
        provider.await("BYE ");
        Signal end = signals.poll(10, TimeUnit.SECONDS);
        assertThat(end)
            .isInstanceOfSatisfying(
                Signal.LegEnded.class, over -> assertThat(over.cause()).isEqualTo(EndCause.NORMAL));
        Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
      }
    }
  }

  @Test
  void aCallThatIsGivenUpIsCancelled() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("one", provider.out(NEVER, "+7495")))) {
      Dialer.Dialling dialling = dial(bench, "+74951234567");
      provider.answer(provider.await("INVITE "), "180 Ringing", "");
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      dialling.cancel();
      provider.await("CANCEL ");
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.WITHDRAWN));
      Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
    }
  }

  private static OutRules at(OutRules usual, String host, Duration options) {
    return new OutRules(
        new TrunkPlace(host, usual.to().port(), "udp"),
        usual.prefixes(),
        usual.exact(),
        usual.atOnce(),
        usual.anHour(),
        usual.longest(),
        usual.callerId(),
        usual.login(),
        options);
  }

  @Test
  void aProvidersNameIsLookedUpBeforeACallNeedsIt() throws Exception {
    try (Provider provider = new Provider()) {
      OutRules named = at(provider.out(NEVER, "+7495"), "localhost", Duration.ofMillis(300));
      OutRules unknown = at(provider.out(NEVER, "+7"), "nowhere.invalid", NEVER);
      try (Bench bench =
          Provider.bench(
              SipLimits.standard(),
              provider.trunk("unknown", unknown),
              provider.trunk("named", named))) {
        provider.await("OPTIONS sip:localhost:"); // so the name is known by now
        dial(bench, "+79001234567");
        assertThat(result()).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
        assertThat(Provider.view(bench, "unknown").refusals())
            .isEqualTo(Map.of("name-unknown", 1L));
        dial(bench, "+74951234567");
        String invite = provider.await("INVITE sip:+74951234567@localhost:");
        assertThat(invite).contains("From: <sip:+78001234567@localhost:");
      }
    }
  }

  @Test
  void aTrunkIsDownAfterTwoSilencesIsTriedLastAndComesBack() throws Exception {
    try (Provider first = new Provider();
        Provider second = new Provider();
        Bench bench =
            Provider.bench(
                Provider.impatient(Duration.ofMillis(150)),
                first.trunk("first", first.out(Duration.ofMillis(300), "+7495")),
                second.trunk("second", second.out(NEVER, "+7")))) {
      assertThat(Provider.view(bench, "first").up()).isTrue();
      Provider.await(bench, "first", trunk -> !trunk.up());
      assertThat(Provider.view(bench, "first").lastProblem()).contains("no answer to OPTIONS");

      dial(bench, "+74951234567");
      second.answer(second.await("INVITE "), "486 Busy", "");
      assertThat(result()).isEqualTo(new Result.Failed(EndCause.BUSY));
      assertThat(Provider.view(bench, "first").callsOut()).as("tried last").isZero();
      answerOptions(bench, first);
    }
  }

  /** Old questions may lie in the socket: only the answer to a fresh one brings it up. */
  private static void answerOptions(Bench bench, Provider provider) throws IOException {
    for (int i = 0; i < 50 && !Provider.view(bench, "first").up(); i++) {
      provider.answer(provider.await("OPTIONS "), "405 Not that", "");
    }
    Provider.await(bench, "first", TrunkView::up);
  }
}
