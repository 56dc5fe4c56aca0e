package org.liniya.flow.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.SentenceReader;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** A catalogue that has «Ваш номер в очереди —» and no figures. */
class ReadingTest {

  private static final Clip POSITION = new Clip.Prompt(Language.RU, "position");
  private static final Clip THREE = new Clip.Prompt(Language.RU, "number-3");

  /** Whether its reader reads. */
  private record Bare(boolean reads) implements PromptCatalogue, SentenceReader {
    @Override
    public Optional<String> text(Language language, String name) {
      return Optional.of("Ваш номер в очереди —").filter(_ -> name.equals("position"));
    }

    @Override
    public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> music(String name, Encoding encoding) {
      return Optional.empty();
    }

    @Override
    public Set<String> names(Language language) {
      return Set.of("position");
    }

    @Override
    public Set<Language> languages() {
      return Set.of(Language.RU);
    }

    @Override
    public SentenceReader reader() {
      return this;
    }

    @Override
    public boolean read(Clip.Text text) {
      return reads;
    }

    @Override
    public Optional<byte[]> sound(Clip.Text text, Encoding encoding) {
      return Optional.empty();
    }
  }

  @Test
  void aSentenceWithoutOneOfItsFragmentsIsReadAsAWhole() {
    Utterance played = new Reading(new Bare(true)).of(new Utterance(List.of(POSITION, THREE)));
    assertThat(played.clips())
        .containsExactly(new Clip.Text(Language.RU, "Ваш номер в очереди — три.", true));
  }

  @Test
  void whatNobodyReadsIsPlayedAsFarAsItIsThere() {
    Utterance whole = new Utterance(List.of(POSITION, THREE));
    assertThat(new Reading(new Bare(false)).of(whole)).isEqualTo(whole);
  }

  @Test
  void whatIsCompleteIsLeftAlone() {
    Utterance complete = new Utterance(List.of(POSITION, new Clip.Music("default")));
    assertThat(new Reading(new Bare(true)).of(complete)).isSameAs(complete);
  }
}
