package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.liniya.port.PromptCatalogue;
import org.liniya.rtp.KeyRules;
import org.liniya.rtp.KeyRules.Tones;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.MediaStream;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** What a trunk says about keys, with sound that really flows: in a menu and in a talk. */
class TrunkKeysTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int VOICE = 500;
  private static final Key SEVEN = new Key('7');
  private static final Key NINE = new Key('9');

  /** Music is a tone of 60 s; the prompt {@code nine} is the key 9 as sound, 100 ms. */
  static final class Sounds implements PromptCatalogue {
    @Override
    public Optional<String> text(Language language, String name) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
      return Optional.of(encoded(nine(), encoding));
    }

    @Override
    public Optional<byte[]> music(String name, Encoding encoding) {
      return Optional.of(encoded(Tone.sine(VOICE, 60 * G711.RATE), encoding));
    }

    private static byte[] encoded(short[] sound, Encoding encoding) {
      return encoding == Encoding.PCMA ? G711.A_LAW.encode(sound) : G711.MU_LAW.encode(sound);
    }

    /** Once, and then silence for a minute. */
    static short[] nine() {
      short[] low = Tone.sine(852, 800);
      short[] high = Tone.sine(1477, 800);
      short[] sound = new short[60 * G711.RATE];
      for (int i = 0; i < low.length; i++) {
        sound[i + 800] = (short) (low[i] + high[i]);
      }
      return sound;
    }

    @Override
    public Set<String> names(Language language) {
      return Set.of();
    }

    @Override
    public Set<Language> languages() {
      return Set.of();
    }
  }

  /** An operator's ear: the keys that came as RFC 4733, the caller's voice, keys as sound. */
  private static final class Operator implements MediaListener {
    final Ear voice = new Ear(VOICE);
    final List<Key> keys = new CopyOnWriteArrayList<>();
    final CompletableFuture<Boolean> nine = new CompletableFuture<>();
    final AtomicInteger sevens = new AtomicInteger();

    @Override
    public void heard(long at, Encoding encoding, byte[] sound, int offset, int length) {
      voice.heard(at, encoding, sound, offset, length);
      short[] samples = G711.A_LAW.decode(Arrays.copyOfRange(sound, offset, offset + length));
      boolean low = Energy.shareAt(852, samples) > 0.3;
      if (low && Energy.shareAt(1477, samples) > 0.3) {
        nine.complete(true);
      } else if (low && Energy.shareAt(1209, samples) > 0.3) {
        sevens.incrementAndGet();
      }
    }

    @Override
    public void keyPressed(Key key) {
      keys.add(key);
    }

    @Override
    public void playingEnded(long number, boolean completed) {}

    @Override
    public void silentFor(Duration gap) {}
  }

  static MediaEngine engine() throws IOException {
    return new MediaEngine(Bench.LOOPBACK, new PortRange(20_000, 29_999), 1, new Sounds());
  }

  static Bench bench(MediaEngine media, KeyRules rules) throws IOException {
    Trunk trunk = new Trunk("loopback", List.of(AddressRange.parse("127.0.0.0/8")), true);
    return Bench.with(
        FakeDesk.answering(), media::open, AdmissionLimits.onlyCalls(10), trunk.with(rules));
  }

  /** A caller's mouth, in a call that has been answered. */
  private static MediaStream calling(
      Bench bench, RawPhone caller, MediaEngine callers, boolean events) throws Exception {
    MediaStream mouth = callers.open(new Ear(1));
    String offer = RawPhone.SDP.replace("m=audio 40000", "m=audio " + mouth.local().getPort());
    if (!events) {
      offer = offer.replace(" 8 0 96", " 8 0").replace("a=rtpmap:96 telephone-event/8000\n", "");
    }
    caller.send(caller.request("INVITE", "hotline", 1, RawPhone.branch(), "", offer));
    String ok = caller.await("SIP/2.0 200");
    caller.learn(ok);
    caller.send(caller.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
    Matcher port = Pattern.compile("m=audio (\\d+) ").matcher(ok);
    assertThat(port.find()).isTrue();
    OptionalInt type = events ? OptionalInt.of(96) : OptionalInt.empty();
    mouth.apply(
        new MediaSettings(
            new InetSocketAddress(Bench.LOOPBACK, Integer.parseInt(port.group(1))),
            Encoding.PCMA,
            type,
            type,
            20,
            true,
            true));
    assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
    return mouth;
  }

  private static void saysNine(MediaStream mouth) {
    mouth.play(Utterance.of(new Clip.Prompt(Language.RU, "nine")));
  }

  private static Key key(Bench bench) throws InterruptedException {
    return ((Signal.KeyPressed) bench.desk.next()).key();
  }

  /** Each row: {@code dtmf} of the trunk, whether events are agreed on, whether a tone is a key. */
  @ParameterizedTest
  @CsvSource({
    "WITHOUT_EVENTS, false, true",
    "WITHOUT_EVENTS, true, false",
    "ALWAYS, true, true",
    "NEVER, false, false"
  })
  void keysAsSoundReachTheMenuWhereTheTrunkSaysSo(Tones tones, boolean events, boolean heard)
      throws Exception {
    try (MediaEngine ours = engine();
        MediaEngine callers = engine();
        Bench bench = bench(ours, new KeyRules(false, tones));
        RawPhone caller = new RawPhone(bench.endpoint.port())) {
      MediaStream mouth = calling(bench, caller, callers, events);
      saysNine(mouth);
      if (heard) {
        assertThat(key(bench)).isEqualTo(NINE);
      } else {
        int packets = 40; // 800 ms: the tone lies between 100 and 200
        Awaitility.await().atMost(SOON).until(() -> mouth.figures().sent() >= packets);
        caller.send(
            caller.request(
                "INFO",
                "hotline",
                2,
                RawPhone.branch(),
                "Content-Type: application/dtmf-relay",
                "Signal=5\nDuration=100\n"));
        assertThat(key(bench)).as("the first key of all").isEqualTo(new Key('5'));
      }
    }
  }

  /**
   * The tone behind the key shows that a key that has not come is not merely late: keys are sent
   * before sound. In-band tones are sound and go through as such, whatever the trunk says.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keysOfATalkGoToTheOperatorWhereTheTrunkAllowsIt(boolean relay) throws Exception {
    BlockingQueue<Dialer.Result> results = new LinkedBlockingQueue<>();
    Operator ear = new Operator();
    try (MediaEngine ours = engine();
        MediaEngine callers = engine();
        MediaEngine operators = engine();
        Bench bench = bench(ours, new KeyRules(relay, Tones.NEVER));
        RawPhone caller = new RawPhone(bench.endpoint.port());
        SipPhone phone =
            new SipPhone(
                Bench.LOOPBACK,
                "1001",
                new Secret("secret-1001"),
                new Target("udp", "127.0.0.1", bench.endpoint.port()),
                operators::open,
                () -> ear)) {
      assertThat(phone.register(Duration.ofSeconds(60), SOON)).isEqualTo(200);
      MediaStream mouth = calling(bench, caller, callers, true);
      dial(bench, results);
      PhoneCall call = phone.awaitCall(SOON).orElseThrow();
      call.answer();
      bench.desk.nextArrival().leg().bridge(answered(results));
      mouth.play(Utterance.of(new Clip.Music("voice")));
      ear.voice.awaitTone();

      mouth.sendKey(SEVEN);
      assertThat(key(bench)).isEqualTo(SEVEN);
      saysNine(mouth);
      ear.nine.get(10, TimeUnit.SECONDS);
      assertThat(ear.keys).isEqualTo(relay ? List.of(SEVEN) : List.of());
      assertThat(ear.sevens).as("the key as sound").hasValue(0);
      call.hangUp();
    }
  }

  private static void dial(Bench bench, BlockingQueue<Dialer.Result> results) {
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(new OperatorId("1001")),
            FakeDesk.CALL,
            Optional.empty(),
            "x",
            Map.of(),
            _ -> {}),
        results::add);
  }

  private static Leg answered(BlockingQueue<Dialer.Result> results) throws InterruptedException {
    Dialer.Result result = results.poll(10, TimeUnit.SECONDS);
    while (result instanceof Dialer.Result.Ringing) {
      result = results.poll(10, TimeUnit.SECONDS);
    }
    assertThat(result).isInstanceOf(Dialer.Result.Answered.class);
    return ((Dialer.Result.Answered) Objects.requireNonNull(result)).leg();
  }
}
