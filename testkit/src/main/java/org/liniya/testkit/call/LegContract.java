package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.RecordingPort;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * What every {@link Leg} must do, whoever is at its other end; a test class extends it and gives a
 * {@link Party}. Waits in the leg's own inbox, so that a leg in virtual time takes no time.
 */
public abstract class LegContract {

  /** Generous: a real party answers over a real network, on a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Long enough for a second signal that should not come. */
  private static final Duration MOMENT = Duration.ofMillis(400);

  private static final Duration WORDS = Duration.ofMillis(700);

  private static final int SAMPLES_PER_MS = 8;

  private static final CallId CALL =
      CallId.create(Instant.parse("2026-11-23T07:00:00Z"), new SplittableRandom(1));

  private static final EndCause GOODBYE = EndCause.NORMAL;
  private static final Utterance MUSIC = Utterance.of(new Clip.Music("default"));
  private static final Utterance SHORT = Utterance.of(new Clip.Silence(Duration.ofMillis(200)));
  private static final Utterance MISSING =
      Utterance.of(new Clip.Prompt(Language.RU, "no-such-prompt"));

  private Party party;
  private Leg leg;

  /** Someone who calls, and what the leg to them was made with. */
  public interface Party extends AutoCloseable {
    /** The leg; not answered yet. */
    Leg leg();

    /** Where the leg's signals go, and nothing else. */
    Inbox inbox();

    /** An answered leg of the same front end to someone else, whose signals go elsewhere. */
    Leg other();

    /** Presses a key, and returns when it was sent. */
    void presses(Key key);

    /** Speaks for so long; may return before that is over. */
    void speaks(Duration span);

    /** Is heard as a quiet line is, for so long; may return before that is over. */
    void breathes(Duration span);

    void hangsUp();

    /** For recordings that nobody looks at. */
    RecordingPort recordings();

    @Override
    void close();
  }

  /** A new party, whose call has arrived. */
  protected abstract Party party();

  @BeforeEach
  final void arrive() {
    party = party();
    leg = party.leg();
  }

  @AfterEach
  final void leave() {
    party.close();
  }

  @Test
  void answeringIsToldOnce() throws InterruptedException {
    leg.ring();
    leg.answer();
    assertThat(next()).isEqualTo(new Signal.LegAnswered(leg.id()));

    leg.answer();
    leg.ring();

    assertNothingMore();
  }

  @Test
  void keysComeInOrderAndOnceEach() throws InterruptedException {
    answered();
    List<Character> pressed = List.of('4', '4', '*', '0', '#', '9');

    pressed.forEach(symbol -> party.presses(new Key(symbol)));

    List<Character> come = new ArrayList<>();
    while (come.size() < pressed.size()) {
      if (next() instanceof Signal.KeyPressed(LegId on, Key key, _)) {
        assertThat(on).isEqualTo(leg.id());
        come.add(key.symbol());
      }
    }
    assertThat(come).isEqualTo(pressed);
    assertNothingMore();
  }

  @Test
  void aPlayingEndsOnceByItself() throws InterruptedException {
    answered();

    Leg.Playing playing = leg.play(SHORT);

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
    playing.stop();
    assertNothingMore();
  }

  @Test
  void aPromptThatIsNotThereIsLeftOut() throws InterruptedException {
    answered();

    Leg.Playing playing = leg.play(MISSING);

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
  }

  @Test
  void aPlayingIsStoppedOnce() throws InterruptedException {
    answered();
    Leg.Playing playing = leg.play(MUSIC);

    playing.stop();
    playing.stop();

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), false));
    assertNothingMore();
  }

  @Test
  void aPlayingTakesThePlaceOfTheOneBefore() throws InterruptedException {
    answered();
    Leg.Playing first = leg.play(MUSIC);
    Leg.Playing second = leg.play(SHORT);

    assertThat(second.number()).isNotEqualTo(first.number());
    assertThat(next()).isEqualTo(new Signal.PlayingEnded(first.number(), false));
    assertThat(next()).isEqualTo(new Signal.PlayingEnded(second.number(), true));
    assertNothingMore();
  }

  @Test
  void aStopThatComesLateDoesNotEndTheNextPlaying() throws InterruptedException {
    answered();
    Leg.Playing first = leg.play(MUSIC);
    Leg.Playing second = leg.play(SHORT);

    first.stop();

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(first.number(), false));
    assertThat(next()).isEqualTo(new Signal.PlayingEnded(second.number(), true));
  }

  @Test
  void aKeyDoesNotStopAPlaying() throws InterruptedException {
    answered();
    Leg.Playing playing = leg.play(MUSIC);

    party.presses(new Key('5'));

    assertThat(next()).isInstanceOf(Signal.KeyPressed.class);
    assertNothingMore();
    playing.stop();
    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), false));
  }

  @Test
  void bridgingStopsThePlaying() throws InterruptedException {
    answered();
    Leg.Playing playing = leg.play(MUSIC);

    leg.bridge(party.other());

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), false));
    assertNothingMore();
  }

  @Test
  void aPlayingEndsTheBridge() throws InterruptedException {
    answered();
    Leg.Bridging bridging = leg.bridge(party.other());

    Leg.Playing playing = leg.play(SHORT);

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
    bridging.stop();
    party.presses(new Key('1'));
    assertThat(next()).as("the leg is still up").isInstanceOf(Signal.KeyPressed.class);
  }

  @Test
  void mixingStopsThePlaying() throws InterruptedException {
    answered();
    Leg.Playing playing = leg.play(MUSIC);

    leg.mix(both(party.other()));

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), false));
    assertNothingMore();
  }

  @Test
  void aPlayingLeavesTheMix() throws InterruptedException {
    answered();
    Leg.Bridging mixing = leg.mix(both(party.other()));

    Leg.Playing playing = leg.play(SHORT);

    assertThat(next()).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
    mixing.stop();
    party.presses(new Key('1'));
    assertThat(next()).as("the leg is still up").isInstanceOf(Signal.KeyPressed.class);
  }

  @Test
  void aBridgeBecomesAMixAndABridgeAgain() throws InterruptedException {
    answered();
    Leg other = party.other();

    leg.bridge(other);
    leg.mix(both(other));
    leg.mix(new Mix(Map.of(leg, Set.of(other), other, Set.of())));
    leg.bridge(other).stop();

    assertNothingMore();
    party.presses(new Key('1'));
    assertThat(next()).isInstanceOf(Signal.KeyPressed.class);
  }

  private Mix both(Leg other) {
    return new Mix(Map.of(leg, Set.of(other), other, Set.of(leg)));
  }

  @Test
  void partedLegsStayUp() throws InterruptedException {
    answered();

    leg.bridge(party.other()).stop();

    assertNothingMore();
    party.presses(new Key('1'));
    assertThat(next()).isInstanceOf(Signal.KeyPressed.class);
  }

  @Test
  void theEndOfThePartyIsToldOnceAndLast() throws InterruptedException {
    answered();
    leg.play(MUSIC);

    party.hangsUp();

    assertThat(next()).isEqualTo(new Signal.LegEnded(leg.id(), GOODBYE));
    leg.hangUp(GOODBYE);
    assertNothingMore();
  }

  @Test
  void hangingUpIsToldOnceAndLast() throws InterruptedException {
    answered();
    leg.play(MUSIC);
    assertThat(leg.isOver()).isFalse();

    leg.hangUp(GOODBYE);
    leg.hangUp(GOODBYE);

    assertThat(next()).isEqualTo(new Signal.LegEnded(leg.id(), GOODBYE));
    assertThat(leg.isOver()).isTrue();
    assertNothingMore();
  }

  @Test
  void refusingACallEndsIt() throws InterruptedException {
    leg.ring();

    leg.hangUp(EndCause.BUSY);

    assertThat(next()).isInstanceOf(Signal.LegEnded.class);
    assertNothingMore();
  }

  @Test
  void verbsOnALegThatIsOverDoNothing() throws InterruptedException {
    answered();
    Leg.Playing earlier = leg.play(MUSIC);
    leg.hangUp(GOODBYE);
    assertThat(next()).isInstanceOf(Signal.LegEnded.class);

    assertThatCode(
            () -> {
              leg.ring();
              leg.answer();
              leg.record(party.recordings().open(CALL));
              leg.play(SHORT).stop();
              leg.play(MUSIC);
              leg.bridge(party.other()).stop();
              leg.mix(both(party.other())).stop();
              leg.listen().stop();
              leg.lend((_, _, _, _, _) -> {}).stop();
              earlier.stop();
              leg.hangUp(GOODBYE);
            })
        .doesNotThrowAnyException();
    assertNothingMore();
  }

  @Test
  void aVoiceIsToldOfWhenItBeginsAndWhenItStops() throws InterruptedException {
    answered();
    Leg.Listening listening = leg.listen();

    party.speaks(WORDS);

    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), true));
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), false));
    assertNothingMore();
  }

  @Test
  void aVoiceIsHeardWhileSomethingIsPlayed() throws InterruptedException {
    answered();
    leg.play(MUSIC);
    Leg.Listening listening = leg.listen();

    party.speaks(WORDS);

    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), true));
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), false));
  }

  @Test
  void theNoiseOfTheLineIsNoVoice() throws InterruptedException {
    answered();
    leg.listen();

    party.breathes(WORDS);

    assertThat(party.inbox().next(WORDS.plus(MOMENT))).isEmpty();
  }

  @Test
  void whoSpeaksAlreadyIsToldOfAtOnce() throws InterruptedException {
    answered();
    Leg.Listening first = leg.listen();
    party.speaks(WORDS);
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(first.number(), true));

    Leg.Listening second = leg.listen();

    assertThat(second.number()).isNotEqualTo(first.number());
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(second.number(), true));
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(second.number(), false));
    assertNothingMore();
  }

  @Test
  void whatNobodyListensToIsNotTold() throws InterruptedException {
    answered();
    leg.listen().stop();

    party.speaks(WORDS);

    assertThat(party.inbox().next(WORDS.plus(MOMENT))).isEmpty();
  }

  @Test
  void anEarHearsThePartyWhileSomethingIsPlayed() throws InterruptedException {
    answered();
    AtomicLong heard = new AtomicLong();
    leg.play(MUSIC);
    leg.lend((_, _, _, _, length) -> heard.addAndGet(length));

    assertSpeaksAndIsHeard();

    assertThat(heard.get()).as("samples").isGreaterThan(WORDS.toMillis() * SAMPLES_PER_MS / 2);
  }

  @Test
  void anEarThatWasTakenBackHearsNothing() throws InterruptedException {
    answered();
    AtomicLong heard = new AtomicLong();
    leg.lend((_, _, _, _, length) -> heard.addAndGet(length)).stop();

    assertHearsNoWords(heard);
  }

  @Test
  void anEarGivesUpItsPlaceToTheNext() throws InterruptedException {
    answered();
    AtomicLong heard = new AtomicLong();
    AtomicLong later = new AtomicLong();
    Leg.Lending first = leg.lend((_, _, _, _, length) -> heard.addAndGet(length));
    leg.lend((_, _, _, _, length) -> later.addAndGet(length));
    first.stop(); // another has taken its place

    assertHearsNoWords(heard);

    assertThat(later.get()).isPositive();
  }

  @Test
  void anEarThatFailsDisturbsNobody() throws InterruptedException {
    answered();
    AtomicLong asked = new AtomicLong();
    leg.lend(
        (_, _, _, _, _) -> {
          asked.incrementAndGet();
          throw new IllegalStateException("a test said so");
        });

    assertSpeaksAndIsHeard();

    assertThat(asked.get()).isEqualTo(1);
    party.presses(new Key('5'));
    assertThat(next()).isInstanceOf(Signal.KeyPressed.class);
  }

  private void assertSpeaksAndIsHeard() throws InterruptedException {
    Leg.Listening listening = leg.listen();
    party.speaks(WORDS);
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), true));
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), false));
  }

  /** A packet may have come between lending the ear and taking it back. */
  private void assertHearsNoWords(AtomicLong heard) throws InterruptedException {
    Leg.Listening listening = leg.listen();
    party.speaks(WORDS);
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), true));
    long earlier = heard.get();
    assertThat(next()).isEqualTo(new Signal.VoiceActivity(listening.number(), false));
    assertThat(heard.get()).as("samples").isEqualTo(earlier);
  }

  private void answered() throws InterruptedException {
    leg.answer();
    assertThat(next()).isEqualTo(new Signal.LegAnswered(leg.id()));
  }

  private Signal next() throws InterruptedException {
    Optional<Signal> signal = party.inbox().next(SOON);
    assertThat(signal).as("a signal within " + SOON).isPresent();
    return signal.orElseThrow();
  }

  private void assertNothingMore() throws InterruptedException {
    assertThat(party.inbox().next(MOMENT)).isEmpty();
  }
}
