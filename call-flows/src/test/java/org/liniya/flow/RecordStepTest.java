package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.call.JournalEvent.DescriptionRecorded;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.listen.Expected;
import org.liniya.ticket.Passage;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.Transcript;

/** {@code record}: what the caller says is found in the recording, and on the ticket. */
class RecordStepTest {

  private static final String FLOW =
      """
      flow: described
      languages: [ru, en]
      recording: { from: recording-notice }
      trouble: person
      steps:
        welcome:
          say: [recording-notice]
        describe:
          record: { prompt: describe-problem, longest: 20s, failed: person }
        open:
          ticket: { open: { category: access } }
        next:
          say: [welcome]
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  private static Flow reviewed() {
    return Config.read("f", FLOW.replace("longest: 20s", "review: yes"));
  }

  /** With a step that listens behind it. */
  private static Flow asking() {
    String menu =
        """
          which:
            menu:
              prompt: choose-category
              keys: { 1: { go: open }, 2: { go: person } }
              otherwise: person
          open:
        """;
    return Config.read("f", FLOW.replace("  open:\n", menu));
  }

  private Passage journalled() {
    assertThat(caller.events(DescriptionRecorded.class)).hasSize(1);
    DescriptionRecorded event = caller.events(DescriptionRecorded.class).getFirst();
    assertThat(event.step()).isEqualTo("describe");
    return new Passage(Duration.ofMillis(event.fromMs()), Duration.ofMillis(event.toMs()));
  }

  private List<TicketEvent> entries() {
    return caller.tickets.history(caller.ticket().number()).orElseThrow().entries().stream()
        .map(TicketEntry::event)
        .toList();
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  @Test
  void whatIsSaidStandsOnTheTicketThatIsOpenedAfterIt() {
    caller
        .hears("describe-problem", "tone")
        .waits(ms(1_000))
        .says(ms(6_000))
        .hears("description-saved", "welcome")
        .hangsUp()
        .run(flow());

    Passage passage = journalled();
    // the recording begins with the end of the notice; then come prompt (2 s) and tone (300 ms)
    assertThat(passage.from()).isEqualTo(ms(2_300));
    assertThat(passage.length()).isBetween(ms(6_700), ms(7_300));
    assertThat(entries())
        .contains(new TicketEvent.Described(caller.call, passage, Optional.empty()));
  }

  @Test
  void aTicketThatIsThereAlreadyGetsItAtOnce() {
    String before =
        FLOW.replace(
            "  describe:", "  early:\n    ticket: { open: { category: access } }\n  describe:");
    caller
        .hears("tone")
        .says(ms(3_000))
        .hears("description-saved")
        .hangsUp()
        .run(Config.read("f", before));

    assertThat(entries())
        .contains(new TicketEvent.Described(caller.call, journalled(), Optional.empty()));
  }

  private List<Transcript> transcripts() {
    return entries().stream()
        .flatMap(event -> event instanceof TicketEvent.Described d ? Stream.of(d) : Stream.of())
        .flatMap(described -> described.transcript().stream())
        .toList();
  }

  @Test
  void whatIsUnderstoodOfItGoesOnTheTicketAndNowhereElse() {
    caller
        .hears("tone")
        .then(_ -> caller.recognizer.understands("меня зовут ольга", 0.9))
        .says(ms(3_000))
        .then(_ -> caller.recognizer.understands("забыла пароль", 0.7))
        .hears("description-saved", "welcome")
        .hangsUp()
        .run(flow());

    assertThat(transcripts())
        .containsExactly(new Transcript(new Secret("меня зовут ольга забыла пароль"), 82));
    assertThat(caller.recognizer.hearings()).containsExactly(new Expected.Anything(Language.RU));
    assertThat(caller.events().toString()).doesNotContain("ольга", "пароль");
    assertThat(caller.recognizer.openHearings()).isZero();
  }

  @Test
  void whoHangsUpHasSaidIt() {
    String before =
        FLOW.replace(
            "  describe:", "  early:\n    ticket: { open: { category: access } }\n  describe:");
    caller
        .hears("tone")
        .says(ms(3_000))
        .says("забыла пароль")
        .hangsUp()
        .run(Config.read("f", before));

    assertThat(transcripts()).containsExactly(new Transcript(new Secret("забыла пароль"), 100));
    assertThat(caller.recognizer.openHearings()).isZero();
  }

  @Test
  void withoutWordsOrAModelThereIsTheRecordingAlone() {
    caller
        .hears("tone")
        .says(ms(3_000))
        .hears("description-saved", "welcome")
        .hangsUp()
        .run(flow());

    assertThat(entries())
        .contains(new TicketEvent.Described(caller.call, journalled(), Optional.empty()));
    assertThat(caller.recognizer.hearings()).hasSize(1);
    assertThat(caller.recognizer.openHearings()).isZero();
  }

  @Test
  void aFlowMayAskForNoTranscript() {
    caller.hears("tone").says(ms(3_000)).hears("description-saved", "welcome").hangsUp();
    caller.run(Config.read("f", FLOW.replace("longest: 20s", "transcript: no")));

    assertThat(caller.recognizer.hearings()).isEmpty();
  }

  @Test
  void ofWhatIsSaidAgainTheLastCounts() {
    caller
        .hears("tone")
        .says("первое")
        .says(ms(2_000))
        .hears("description-keys")
        .presses("2")
        .hears("tone")
        .says("второе")
        .says(ms(2_000))
        .hears("description-saved", "welcome")
        .hangsUp()
        .run(reviewed());

    assertThat(transcripts()).containsExactly(new Transcript(new Secret("второе"), 100));
  }

  @Test
  void silenceEndsItAndAPauseDoesNot() {
    Duration began = caller.time.elapsed();
    caller
        .hears("tone")
        .says(ms(2_000))
        .waits(ms(3_000))
        .says(ms(2_000))
        .hears("description-saved")
        .then(s -> assertThat(s.time.elapsed().minus(began)).isBetween(ms(15_000), ms(15_500)))
        .hangsUp()
        .run(flow());

    assertThat(journalled().length()).isBetween(ms(6_500), ms(7_300));
  }

  @Test
  void anyKeyEndsItAndMeansNothingElse() {
    caller
        .hears("tone")
        .says(ms(2_500))
        .presses("#")
        .hears("description-saved", "welcome")
        .hangsUp()
        .run(flow());

    assertThat(journalled().length()).isBetween(ms(2_000), ms(2_600));
    assertThat(caller.leg.heardNames()).containsOnlyOnce("tone");
  }

  @Test
  void aBurstOfKeysEndsItAndNoneOfThemIsForTheNextStep() {
    caller
        .hears("tone")
        .says(ms(2_500))
        .presses("1#2")
        .hears("choose-category", "no-input")
        .hangsUp()
        .run(asking());

    assertThat(journalled().length()).isBetween(ms(2_000), ms(2_600));
    assertThat(caller.steps()).containsExactly("welcome", "describe", "which");
  }

  @Test
  void aKeyThatIsPressedAfterTheBurstIsForTheNextStep() {
    caller
        .hears("tone")
        .says(ms(2_500))
        .presses("##")
        .waits(ms(600))
        .presses("1")
        .hears("welcome")
        .hangsUp()
        .run(asking());

    assertThat(caller.steps()).containsExactly("welcome", "describe", "which", "open", "next");
  }

  @Test
  void noOneSpeaksForEver() {
    caller.hears("tone").says(ms(60_000)).run(flow());

    assertThat(journalled().length()).isEqualTo(ms(20_000));
  }

  @Test
  void whoSaysNothingTwiceGoesOnWithoutADescription() {
    caller
        .hears("tone", "no-input", "describe-problem", "tone", "your-ticket-number-is")
        .hangsUp()
        .run(flow());

    assertThat(caller.steps()).containsExactly("welcome", "describe", "person");
    assertThat(caller.events(InputMissed.class))
        .containsExactly(
            new InputMissed("describe", "no-input"), new InputMissed("describe", "no-input"));
    assertThat(caller.events(DescriptionRecorded.class)).isEmpty();
    assertThat(entries()).isEmpty();
  }

  @Test
  void aCoughIsNothingSaid() {
    caller
        .hears("tone")
        .says(ms(600))
        .hears("no-input", "tone")
        .says(ms(2_000))
        .hears("description-saved")
        .hangsUp()
        .run(flow());

    assertThat(journalled().from()).isGreaterThan(ms(8_000));
  }

  @Test
  void aKeyPressedAheadCutsNeitherThePromptNorTheDescription() {
    caller
        .presses("5")
        .hears("describe-problem", "tone")
        .says(ms(2_000))
        .hears("description-saved")
        .hangsUp()
        .run(flow());

    assertThat(journalled().length()).isBetween(ms(1_500), ms(2_100));
  }

  @Test
  void whoHangsUpAfterSayingItHasSaidIt() {
    String before =
        FLOW.replace(
            "  describe:", "  early:\n    ticket: { open: { category: access } }\n  describe:");
    caller.hears("tone").says(ms(3_000)).hangsUp().run(Config.read("f", before));

    assertThat(entries())
        .contains(new TicketEvent.Described(caller.call, journalled(), Optional.empty()));
  }

  @Test
  void whoIsNotContentSaysItAgainAndTheLastCounts() {
    caller
        .hears("tone")
        .says(ms(2_000))
        .hears("description-keys")
        .presses("2")
        .hears("tone")
        .says(ms(5_000))
        .hears("description-saved")
        .hangsUp()
        .run(reviewed());

    assertThat(journalled().from()).isGreaterThan(ms(8_000));
    assertThat(journalled().length()).isBetween(ms(4_500), ms(5_200));
  }

  @Test
  void silenceAfterTheReviewKeepsIt() {
    caller.hears("tone").says(ms(2_000)).hears("description-keys", "description-saved").hangsUp();
    caller.run(reviewed());

    journalled();
  }

  @Test
  void aSecondTryInVainDoesNotTakeTheFirst() {
    caller
        .hears("tone")
        .says(ms(2_000))
        .hears("description-keys")
        .presses("2")
        .hears("tone", "description-saved")
        .hangsUp()
        .run(reviewed());

    assertThat(journalled().length()).isBetween(ms(1_500), ms(2_100));
  }

  @Test
  void withoutARecordingNothingIsAsked() {
    caller.recordings.failWith(Optional.of(new IOException("no disk")));
    caller.hears("your-ticket-number-is").hangsUp().run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("describe-problem");
    assertThat(caller.events(InputMissed.class))
        .containsExactly(new InputMissed("describe", "not-recorded"));
  }
}
