package org.liniya.rtp;

import java.util.Arrays;
import java.util.List;
import org.liniya.audio.G711;

/**
 * What one party of a mix hears: the sum of the others, as far as it may hear them. Used only on
 * the media loop of that party's stream.
 */
final class MixSum {

  private static final int LONGEST = 480; // 60 ms

  private final List<MixVoice> heard;
  private final int[] sum = new int[LONGEST];
  private final short[] one = new short[LONGEST];

  MixSum(List<MixVoice> heard) {
    this.heard = List.copyOf(heard);
  }

  /** Writes what is heard from {@code clock} on. */
  void fill(long clock, byte[] frame, int samples, G711 law) {
    Arrays.fill(sum, 0, samples, 0);
    for (int i = 0; i < heard.size(); i++) {
      heard.get(i).read(clock, one, samples);
      for (int at = 0; at < samples; at++) {
        sum[at] += one[at];
      }
    }
    for (int at = 0; at < samples; at++) {
      frame[at] = law.encode(sum[at]); // clips: several loud voices saturate, they do not wrap
    }
  }
}
