package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;

class SentenceTest {

  private static final Map<String, String> TEXTS =
      Map.of(
          "welcome", "Здравствуйте!",
          "number-is", "Номер вашего обращения:",
          "write-it-down", "Запишите его, пожалуйста.",
          "within", "Ответ будет готов в течение",
          "day", "Ждите.");
  private static final Set<Language> RUSSIAN = Set.of(Language.RU);
  private static final Grammar RU = Grammar.of(Language.RU);

  private final Set<String> sounds = new HashSet<>(TEXTS.keySet());

  SentenceTest() {
    sounds.addAll(RU.fragments());
  }

  private final PromptCatalogue catalogue =
      new PromptCatalogue() {
        @Override
        public Optional<String> text(Language language, String name) {
          return Optional.ofNullable(TEXTS.get(name));
        }

        @Override
        public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> music(String name, Encoding encoding) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> names(Language language) {
          return language.equals(Language.RU) ? sounds : Set.of();
        }

        @Override
        public Set<Language> languages() {
          return RUSSIAN;
        }
      };

  private List<Sentence> decided(List<Clip> clips, Set<Language> engines) {
    return Sentence.of(new Utterance(clips), catalogue, engines);
  }

  private static Clip prompt(String name) {
    return new Clip.Prompt(Language.RU, name);
  }

  /** "Hello! Your number is: one two, three four. Write it down." */
  private static List<Clip> dictation() {
    List<Clip> clips = new ArrayList<>();
    clips.add(prompt("welcome"));
    clips.add(prompt("number-is"));
    clips.addAll(RU.digits("1234"));
    clips.add(prompt("write-it-down"));
    return clips;
  }

  @Test
  void whatIsThereIsPlayedAsItIs() {
    List<Sentence> sentences = decided(dictation(), RUSSIAN);
    assertThat(sentences).hasSize(3).hasOnlyElementsOfType(Sentence.ByFragments.class);
    assertThat(Sentence.utterance(sentences).clips()).isEqualTo(dictation());
  }

  @Test
  void aSentenceWithAFragmentMissingIsReadAsAWholeAndNoOther() {
    sounds.remove("digit-3");
    assertThat(decided(dictation(), RUSSIAN))
        .containsExactly(
            new Sentence.ByFragments(List.of(prompt("welcome"))),
            new Sentence.ByEngine(
                new Clip.Text(Language.RU, "Номер вашего обращения: один два, три четыре.", true),
                Set.of("digit-3")),
            new Sentence.ByFragments(List.of(prompt("write-it-down"))));
  }

  @Test
  void aSentenceOfTheLineAloneIsNotPersonal() {
    sounds.remove("welcome");
    assertThat(decided(List.of(prompt("welcome")), RUSSIAN).getFirst().clips())
        .containsExactly(new Clip.Text(Language.RU, "Здравствуйте!", false));
  }

  @Test
  void rareCasesAreReadWithTheTextsOfTheGrammar() {
    List<Clip> clips = new ArrayList<>(List.of(prompt("within")));
    clips.addAll(RU.say(new Sayable.Count(5, Noun.HOURS, Case.INSTRUMENTAL)).orElseThrow());
    assertThat(decided(clips, RUSSIAN))
        .singleElement()
        .extracting(each -> ((Clip.Text) each.clips().getFirst()).text())
        .isEqualTo("Ответ будет готов в течение пятью часами.");
  }

  @Test
  void withoutAnEngineWhatThereIsIsPlayed() {
    sounds.remove("digit-3");
    List<Sentence> sentences = decided(dictation(), Set.of(Language.EN));
    assertThat(sentences.get(1)).isInstanceOf(Sentence.Incomplete.class);
    assertThat(Sentence.utterance(sentences).clips()).isEqualTo(dictation());
  }

  @Test
  void whatHasNoTextCannotBeRead() {
    assertThat(decided(List.of(prompt("within"), prompt("nobody")), RUSSIAN))
        .singleElement()
        .isInstanceOf(Sentence.Incomplete.class);
  }

  @Test
  void languagesTonesAndMusicStandAlone() {
    Clip tone = new Clip.Tone(1_000, Duration.ofMillis(300));
    Clip english = new Clip.Prompt(Language.EN, "within");
    Clip pause = new Clip.Silence(Duration.ofSeconds(1));
    Clip music = new Clip.Music("default");
    List<Clip> clips = List.of(prompt("within"), english, tone, prompt("day"), pause, music);
    assertThat(decided(clips, Set.of()).stream().map(Sentence::clips))
        .containsExactly(
            List.of(prompt("within")),
            List.of(english),
            List.of(tone),
            List.of(prompt("day")),
            List.of(pause),
            List.of(music));
  }

  @Test
  void aTextThatMayBePersonalDoesNotShowItself() {
    assertThat(new Clip.Text(Language.RU, "один", true).toString()).doesNotContain("один");
  }
}
