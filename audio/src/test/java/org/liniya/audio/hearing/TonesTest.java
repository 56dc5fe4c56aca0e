package org.liniya.audio.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.audio.G711;

class TonesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Sound THREE =
      Sound.join(
          Sound.silence(SECOND),
          throughALaw(Sound.tone(440, 0.3, SECOND)),
          Sound.silence(SECOND),
          Sound.tone(525, 0.3, SECOND));

  private static Sound throughALaw(Sound sound) {
    return Sound.of(G711.A_LAW.decode(G711.A_LAW.encode(sound.samples())));
  }

  @Test
  void saysWhenAToneSounds() {
    List<Tones.Span> spans = Tones.spans(THREE, 440);

    assertThat(spans).hasSize(1);
    assertThat(spans.getFirst().from()).isBetween(Duration.ofMillis(940), Duration.ofMillis(1060));
    assertThat(spans.getFirst().to()).isBetween(Duration.ofMillis(1940), Duration.ofMillis(2060));
  }

  @Test
  void tellsNeighbouringTonesApart() {
    assertThat(Tones.total(THREE, 525)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
    assertThat(Tones.spans(THREE, 620)).isEmpty();
    assertThat(Tones.share(THREE, 440)).isBetween(0.4, 0.6);
  }

  @Test
  void silenceIsNoTone() {
    assertThat(Tones.spans(Sound.silence(SECOND), 440)).isEmpty();
    assertThat(Tones.share(Sound.silence(SECOND), 440)).isZero();
  }
}
