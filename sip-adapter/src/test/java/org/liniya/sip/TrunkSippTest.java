package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.audio.G711;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.FrontDesk;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.rtp.KeyRules;
import org.liniya.rtp.MediaEngine;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.testkit.phone.FreePorts;

/** Trunks with SIPp at the other end; its scenarios are those of the server's tests. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("telephones")
class TrunkSippTest {

  private static final Path SCENARIOS = Path.of("..", "server", "src", "test", "sipp");
  private static final PhoneNumber MOSCOW = PhoneNumber.of("+74951234567");

  @TempDir private Path folder = Path.of("");

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

  /** SIPp with one of the scenarios, as provider or as caller. */
  private final class Peer implements AutoCloseable {
    final int port = FreePorts.one();
    private final Process process;
    private final String scenario;

    Peer(String scenario, String... more) throws IOException {
      this.scenario = scenario;
      List<String> command = new ArrayList<>(List.of("sipp"));
      command.addAll(List.of(more));
      command.addAll(
          List.of(
              "-sf",
              SCENARIOS.resolve(scenario + ".xml").toAbsolutePath().toString(),
              "-i",
              "127.0.0.1",
              "-p",
              Integer.toString(port),
              "-mp",
              Integer.toString(FreePorts.several(4)),
              "-m",
              "1",
              "-timeout",
              "30",
              "-timeout_error",
              "-trace_err",
              "-nostdin"));
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(scenario + ".log").toFile())
              .start();
    }

    void awaitSuccess() throws InterruptedException {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("sipp ended").isTrue();
      assertThat(process.exitValue()).as(() -> scenario + ": " + errors()).isZero();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private String errors() {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().endsWith("errors.log")).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    } catch (IOException e) {
      return "its errors cannot be read";
    }
  }

  // ---- incoming

  private static Trunk incoming(Optional<TrunkLogin> login) {
    return new Trunk(
        "loopback",
        List.of(AddressRange.parse("127.0.0.0/8")),
        login,
        List.of(),
        true,
        NumberPlan.russian(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private FrontDesk.Arrival call(Trunk trunk, String scenario, String service, String... more)
      throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), trunk)) {
      List<String> options =
          new ArrayList<>(List.of("127.0.0.1:" + bench.endpoint.port(), "-s", service));
      options.addAll(List.of(more));
      try (Peer caller = new Peer(scenario, options.toArray(String[]::new))) {
        caller.awaitSuccess();
        return bench.desk.nextArrival();
      }
    }
  }

  @Test
  void aTrunkShowsItsPassword() throws Exception {
    TrunkLogin login = new TrunkLogin("sbc", new Secret("trunk-password"));
    assertThat(
            call(
                    incoming(Optional.of(login)),
                    "trunk-digest",
                    "hotline",
                    "-au",
                    "sbc",
                    "-ap",
                    "trunk-password")
                .trunk())
        .isEqualTo("loopback");
  }

  @Test
  void aTrustedTrunkTellsWhoCallsAndFromWhereItWasDiverted() throws Exception {
    FrontDesk.Arrival arrival = call(incoming(Optional.empty()), "trunk-identity", "88001234567");
    assertThat(arrival.from()).isEqualTo(new CallerNumber.Network(PhoneNumber.of("+79005550102")));
    assertThat(arrival.called()).isEqualTo("+78001234567");
    assertThat(arrival.diverted())
        .containsExactly(
            new Diversion(new CallerNumber.Network(PhoneNumber.of("+74951112233")), "user-busy"));
  }

  @Test
  void aWithheldNumberIsKeptForNobody() throws Exception {
    assertThat(call(incoming(Optional.empty()), "trunk-withheld", "88001234567").from())
        .isInstanceOf(CallerNumber.Withheld.class);
  }

  @Test
  void aNationalNumberIsFound() throws Exception {
    assertThat(call(incoming(Optional.empty()), "trunk-number", "8(800)123-45-67").called())
        .isEqualTo("+78001234567");
  }

  @Test
  void optionsAreAnswered() throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), incoming(Optional.empty()));
        Peer caller =
            new Peer("trunk-options-in", "127.0.0.1:" + bench.endpoint.port(), "-s", "hotline")) {
      caller.awaitSuccess();
    }
  }

  /** Its only place is taken by another caller of the same trunk. */
  @Test
  void aFullTrunkIsToldWhenToComeAgain() throws Exception {
    Trunk small = incoming(Optional.empty()).withShare(1, 10);
    try (Bench bench = Provider.bench(SipLimits.standard(), small);
        RawPhone inside = new RawPhone(bench.endpoint.port())) {
      inside.call("hotline");
      try (Peer caller =
          new Peer("trunk-full", "127.0.0.1:" + bench.endpoint.port(), "-s", "hotline")) {
        caller.awaitSuccess();
      }
      assertThat(Provider.view(bench, "loopback").refusals()).isEqualTo(Map.of("trunk-calls", 1L));
    }
  }

  @Test
  void keysAsTonesAreTakenThoughEventsAreAgreedOn() throws Exception {
    Files.write(folder.resolve("keys.alaw"), G711.A_LAW.encode(firstSecond()));
    try (MediaEngine media = TrunkKeysTest.engine();
        Bench bench = TrunkKeysTest.bench(media, new KeyRules(false, KeyRules.Tones.ALWAYS));
        Peer caller =
            new Peer("trunk-tones", "127.0.0.1:" + bench.endpoint.port(), "-s", "hotline")) {
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.KeyPressed.class, press -> assertThat(press.key()).isEqualTo(new Key('9')));
      caller.awaitSuccess();
    }
  }

  private static short[] firstSecond() {
    return Arrays.copyOf(TrunkKeysTest.Sounds.nine(), G711.RATE);
  }

  // ---- outgoing

  private static Trunk outgoing(String name, Peer provider, Duration options) {
    return trunk(
        name,
        Optional.of(
            new OutRules(
                new TrunkPlace("127.0.0.1", provider.port, "udp"),
                List.of("+7"),
                List.of(),
                2,
                20,
                Duration.ofSeconds(1),
                Optional.of(PhoneNumber.of("+78001234567")),
                Optional.of(Provider.ACCOUNT),
                options)),
        Optional.empty());
  }

  private static Trunk trunk(
      String name, Optional<OutRules> out, Optional<RegisterRules> register) {
    return new Trunk(
        name,
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        NumberPlan.russian(),
        Map.of(),
        out,
        register);
  }

  private void dial(Bench bench) {
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Outside(MOSCOW),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "",
            Map.of(),
            _ -> {}),
        results::add);
  }

  private Result finalResult() throws InterruptedException {
    Result result = results.poll(20, TimeUnit.SECONDS);
    return result instanceof Result.Ringing
        ? finalResult()
        : java.util.Objects.requireNonNull(result);
  }

  @Test
  void afterA503TheNextTrunkTakesTheCallAndTheLongestTalkEndsIt() throws Exception {
    try (Peer first = new Peer("trunk-out-503");
        Peer second = new Peer("trunk-out-answer");
        Bench bench =
            Provider.bench(
                SipLimits.standard(),
                outgoing("first", first, Duration.ZERO),
                outgoing("second", second, Duration.ZERO))) {
      dial(bench);
      assertThat(finalResult()).isInstanceOf(Result.Answered.class);
      first.awaitSuccess();
      second.awaitSuccess();
      assertThat(Provider.view(bench, "second").callsOut()).isEqualTo(1);
    }
  }

  @Test
  void aLongerSessionIsOfferedAndThePasswordShownAtTheEnd() throws Exception {
    for (String scenario : List.of("trunk-out-422", "trunk-out-bye")) {
      try (Peer provider = new Peer(scenario);
          Bench bench =
              Provider.bench(SipLimits.standard(), outgoing("one", provider, Duration.ZERO))) {
        dial(bench);
        assertThat(finalResult()).isInstanceOf(Result.Answered.class);
        provider.awaitSuccess();
        Provider.await(bench, "one", trunk -> trunk.callsOutNow() == 0);
      }
    }
  }

  @Test
  void busyAndDeclinedAreNotFailedOver() throws Exception {
    for (String scenario : List.of("trunk-out-busy", "trunk-out-declined")) {
      try (Peer first = new Peer(scenario);
          Peer second = new Peer("trunk-out-answer");
          Bench bench =
              Provider.bench(
                  SipLimits.standard(),
                  outgoing("first", first, Duration.ZERO),
                  outgoing("second", second, Duration.ZERO))) {
        dial(bench);
        assertThat(finalResult())
            .isEqualTo(
                new Result.Failed(scenario.endsWith("busy") ? EndCause.BUSY : EndCause.DECLINED));
        first.awaitSuccess();
        assertThat(Provider.view(bench, "second").callsOut()).isZero();
      }
    }
  }

  @Test
  void optionsAreAsked() throws Exception {
    try (Peer provider = new Peer("trunk-options-out");
        Bench bench =
            Provider.bench(
                SipLimits.standard(), outgoing("one", provider, Duration.ofMillis(500)))) {
      provider.awaitSuccess();
      Provider.await(bench, "one", TrunkView::up);
    }
  }

  @Test
  void theLineRegistersAndGivesItBack() throws Exception {
    try (Peer registrar = new Peer("trunk-register")) {
      Trunk trunk =
          trunk(
              "one",
              Optional.empty(),
              Optional.of(
                  new RegisterRules(
                      new TrunkPlace("127.0.0.1", registrar.port, "udp"),
                      Provider.ACCOUNT,
                      Duration.ofMinutes(10),
                      "our-line")));
      try (Bench bench = Provider.bench(SipLimits.standard(), trunk)) {
        Provider.await(bench, "one", TrunkView::registered);
      }
      registrar.awaitSuccess();
    }
  }
}
