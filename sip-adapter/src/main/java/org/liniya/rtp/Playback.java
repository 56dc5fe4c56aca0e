package org.liniya.rtp;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * One utterance on its way out, clip after clip without a gap. Runs only on the media loop that
 * owns the stream; allocates when a clip begins, never within one.
 *
 * <p>Music is one stream for all who hear it: where it begins is read off the clock that all
 * streams share. So nothing is kept for a caller, and none is lost behind an announcement.
 */
final class Playback {

  private static final int LONGEST_TONE_SAMPLES = 10 * G711.RATE;

  private final long number;
  private final Utterance utterance;
  private final PromptCatalogue prompts;
  private final LongSupplier clockSamples;
  private int index = -1;
  private @Nullable Encoding encoding;
  private byte[] sound = {};
  private long position;
  private long length;
  private boolean endless;

  /**
   * @param clockSamples the time that all streams share
   */
  Playback(long number, Utterance utterance, PromptCatalogue prompts, LongSupplier clockSamples) {
    this.number = number;
    this.utterance = utterance;
    this.prompts = prompts;
    this.clockSamples = clockSamples;
  }

  long number() {
    return number;
  }

  /**
   * Writes the next samples.
   *
   * @return how many there were; fewer than {@code count} only at the very end
   */
  int fill(byte[] frame, int count, Encoding now) {
    if (now != encoding) {
      encoding = now; // the other law has the same samples at the same places
      load(now);
    }
    int filled = 0;
    while (filled < count) {
      if (position >= length && !endless && !begin(index + 1, now)) {
        break;
      }
      filled += copy(frame, filled, count - filled, now);
    }
    return filled;
  }

  private int copy(byte[] frame, int from, int room, Encoding now) {
    if (sound.length == 0) {
      int run = endless ? room : (int) Math.min(room, length - position);
      Arrays.fill(frame, from, from + run, Laws.of(now).silence());
      position += run;
      return run;
    }
    int at = (int) (position % sound.length);
    int run = Math.min(room, sound.length - at);
    System.arraycopy(sound, at, frame, from, run);
    position += run;
    return run;
  }

  /** Goes to a clip; false when there are no more. */
  private boolean begin(int next, Encoding now) {
    if (next >= utterance.clips().size()) {
      return false;
    }
    index = next;
    load(now);
    position = endless ? clockSamples.getAsLong() : 0;
    return true;
  }

  private void load(Encoding now) {
    if (index < 0) {
      return;
    }
    endless = false;
    switch (utterance.clips().get(index)) {
      case Clip.Prompt(var language, var name) -> use(prompts.sound(language, name, now));
      // it is read before the leg plays: what comes here unread is left out
      case Clip.Text text -> use(prompts.reader().sound(text, now));
      case Clip.Silence(var duration) -> {
        sound = new byte[0];
        length = samples(duration);
      }
      case Clip.Tone(int hertz, var duration) -> use(Optional.of(tone(hertz, duration, now)));
      case Clip.Music(var name) -> {
        // music that is missing is silence without end: a queue must not spin on it
        sound = prompts.music(name, now).orElse(new byte[0]);
        endless = true;
      }
    }
  }

  private void use(Optional<byte[]> found) {
    sound = found.orElse(new byte[0]);
    length = sound.length;
  }

  private static byte[] tone(int hertz, Duration duration, Encoding encoding) {
    int count = (int) Math.min(samples(duration), LONGEST_TONE_SAMPLES);
    int audible = Math.clamp(hertz, 1, G711.RATE / 2 - 1);
    return Laws.of(encoding).encode(Tone.sine(audible, count));
  }

  private static long samples(Duration duration) {
    return Math.max(0, duration.toMillis() * 8);
  }
}
