package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.port.Encoding;

/** Who hears what in a mix, tick by tick of a clock that the test turns. */
class MixTest {

  private static final int FRAME = 160;
  private static final int RATE = G711.RATE;

  /** Half of it fits twice under the loudest sample. */
  private static final int LOUD = 30_000;

  private long clock = 1_000_000;

  /** Somebody who says a tone into a mix, 20 ms at a time. */
  private static final class Speaker {
    final MixVoice voice = new MixVoice();
    private final RtpPacket packet = new RtpPacket();
    private final int hertz;
    private final int amplitude;
    private final Encoding encoding;
    private int said;

    Speaker(int hertz, int amplitude, Encoding encoding) {
      this.hertz = hertz;
      this.amplitude = amplitude;
      this.encoding = encoding;
      packet.ssrc = hertz;
      packet.timestamp = Integer.MAX_VALUE - 5 * FRAME; // wraps early
    }

    /** Goes on by a packet that is lost. */
    void loses() {
      said += FRAME;
      packet.timestamp += FRAME;
    }

    void says(long clock) {
      says(FRAME, clock);
    }

    void says(int samples, long clock) {
      short[] tone = Tone.sine(hertz, said + samples, amplitude, RATE);
      byte[] sound = Laws.of(encoding).encode(Arrays.copyOfRange(tone, said, said + samples));
      voice.hear(packet, encoding, sound, samples, clock);
      said += samples;
      packet.timestamp += samples;
    }
  }

  private static Speaker speaker(int hertz) {
    return new Speaker(hertz, Tone.USUAL_AMPLITUDE, Encoding.PCMA);
  }

  /** What is heard of these in so many frames, while each says as many. */
  private short[] heard(int frames, MixSum sum, Speaker... speakers) {
    short[] all = new short[frames * FRAME];
    byte[] frame = new byte[FRAME];
    for (int i = 0; i < frames; i++) {
      for (Speaker speaker : speakers) {
        speaker.says(clock);
      }
      sum.fill(clock, frame, FRAME, G711.MU_LAW);
      G711.MU_LAW.decode(frame, 0, all, i * FRAME, FRAME);
      clock += FRAME;
    }
    return all;
  }

  private static MixSum sum(Speaker... heard) {
    return new MixSum(Arrays.stream(heard).map(speaker -> speaker.voice).toList());
  }

  private static double share(short[] sound, int hertz) {
    return Energy.shareAt(hertz, sound, 0, sound.length, RATE);
  }

  /** Without the first 100 ms, in which the delay passes. */
  private static short[] settled(short[] sound) {
    return Arrays.copyOfRange(sound, 5 * FRAME, sound.length);
  }

  @Test
  void eachIsHeardAsLoudAsTheySpeakAndNobodyElse() {
    Speaker caller = speaker(400);
    Speaker operator = new Speaker(1000, Tone.USUAL_AMPLITUDE, Encoding.PCMU);
    Speaker unheard = speaker(1600);

    short[] sound = settled(heard(25, sum(caller, operator), caller, operator, unheard));

    assertThat(share(sound, 400)).isBetween(0.45, 0.55);
    assertThat(share(sound, 1000)).isBetween(0.45, 0.55);
    assertThat(share(sound, 1600)).isLessThan(0.01);
    assertThat(Energy.amplitudeAt(400, sound, 0, sound.length, RATE))
        .isBetween(Tone.USUAL_AMPLITUDE * 0.95, Tone.USUAL_AMPLITUDE * 1.05);
  }

  @Test
  void whatIsSaidIsHeardAfterTheDelayToTheSample() {
    Speaker caller = speaker(400);

    short[] sound = heard(10, sum(caller), caller);

    int delay = MixVoice.DELAY_MS * 8;
    assertThat(Arrays.copyOf(sound, delay)).containsOnly(0);
    short[] said = Tone.sine(400, 2 * FRAME, Tone.USUAL_AMPLITUDE, RATE);
    for (int i = 0; i < said.length; i++) {
      assertThat(sound[delay + i]).isCloseTo(said[i], within((short) 600));
    }
  }

  @Test
  void loudVoicesSaturateAndDoNotWrap() {
    Speaker one = new Speaker(500, LOUD, Encoding.PCMA);
    Speaker two = new Speaker(500, LOUD, Encoding.PCMU);

    short[] sound = settled(heard(25, sum(one, two), one, two));

    short[] expected = Tone.sine(500, sound.length, LOUD, RATE);
    for (int i = 0; i < sound.length; i++) {
      if (Math.abs(expected[i]) > LOUD / 2) {
        assertThat(Integer.signum(sound[i]))
            .as("sample " + i)
            .isEqualTo(Integer.signum(expected[i]));
        assertThat(Math.abs(sound[i])).isGreaterThan(20_000);
      }
    }
  }

  @Test
  void whoSaysNothingDisturbsNobody() {
    Speaker caller = speaker(400);
    Speaker silent = speaker(1000);

    short[] sound = settled(heard(25, sum(caller, silent), caller));

    assertThat(share(sound, 400)).isGreaterThan(0.98);
    assertThat(settled(heard(25, sum(silent)))).containsOnly(0);
  }

  @Test
  void aLostPacketIsSilentAndTheRestKeepsItsPlace() {
    Speaker caller = speaker(400);
    short[] before = heard(10, sum(caller), caller);
    caller.loses();
    short[] gap = heard(1, sum(caller));
    short[] after = heard(10, sum(caller), caller);

    short[] all = new short[21 * FRAME];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(gap, 0, all, before.length, FRAME);
    System.arraycopy(after, 0, all, before.length + FRAME, after.length);
    int lost = 10 * FRAME + MixVoice.DELAY_MS * 8;
    assertThat(Arrays.copyOfRange(all, lost, lost + FRAME)).containsOnly(0);
    short[] rest = Arrays.copyOfRange(all, lost + FRAME, all.length);
    short[] said = Tone.sine(400, 11 * FRAME + rest.length, Tone.USUAL_AMPLITUDE, RATE);
    for (int i = 0; i < rest.length; i++) {
      assertThat(rest[i]).isCloseTo(said[11 * FRAME + i], within((short) 600));
    }
  }

  /** Up to two frames late or early nothing is lost. */
  @Test
  void jitterIsTakenUp() {
    Speaker caller = speaker(400);
    MixSum sum = sum(caller);
    heard(10, sum, caller);
    byte[] frame = new byte[FRAME];
    short[] all = new short[40 * FRAME];
    for (int i = 0; i < 40; i++) {
      int come = i % 4 == 3 ? 3 : i % 4 == 0 ? 1 : 0; // one, none, none, three
      for (int n = 0; n < come; n++) {
        caller.says(clock);
      }
      sum.fill(clock, frame, FRAME, G711.MU_LAW);
      G711.MU_LAW.decode(frame, 0, all, i * FRAME, FRAME);
      clock += FRAME;
    }
    assertThat(share(all, 400)).isGreaterThan(0.98);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 240, 480})
  void packetsOfAnyLengthAreHeard(int samples) {
    Speaker caller = speaker(400);
    MixSum sum = sum(caller);
    byte[] frame = new byte[FRAME];
    short[] all = new short[48 * FRAME];
    long begin = clock;
    for (int i = 0; i < 48; i++) {
      while (caller.said <= clock - begin) {
        caller.says(samples, begin + caller.said);
      }
      sum.fill(clock, frame, FRAME, G711.MU_LAW);
      G711.MU_LAW.decode(frame, 0, all, i * FRAME, FRAME);
      clock += FRAME;
    }
    assertThat(share(settled(all), 400)).isGreaterThan(0.98);
  }

  @Test
  void afterAStallTheSenderIsHeardOnceAndWithoutALongDelay() {
    Speaker caller = speaker(400);
    MixSum sum = sum(caller);
    heard(10, sum, caller);
    heard(20, sum); // 400 ms of nothing
    for (int i = 0; i < 20; i++) {
      caller.says(clock); // all of it at once
    }
    short[] sound = settled(heard(30, sum, caller));

    assertThat(share(sound, 400)).isGreaterThan(0.9);
    assertThat(Energy.amplitudeAt(400, sound, 0, sound.length, RATE))
        .as("not twice at one time")
        .isLessThan(Tone.USUAL_AMPLITUDE * 1.05);
    short[] end = heard(8, sum);
    assertThat(Arrays.copyOfRange(end, 7 * FRAME, end.length)).as("no backlog").containsOnly(0);
  }

  @Test
  void anotherSenderOnTheSameStreamIsHeardAtOnce() {
    Speaker caller = speaker(400);
    MixSum sum = sum(caller);
    heard(10, sum, caller);
    caller.packet.ssrc = 7;
    caller.packet.timestamp = 12_345;

    assertThat(share(settled(heard(20, sum, caller)), 400)).isGreaterThan(0.95);
  }

  @Test
  void whoComesOutOfOrderIsPutInPlaceAndWhoIsTooLateIsLeftOut() {
    MixVoice voice = new MixVoice();
    RtpPacket packet = new RtpPacket();
    for (int number : List.of(0, 2, 1)) { // each of one value
      says(voice, packet, number, clock + (long) Math.max(number, 1) * FRAME);
    }
    says(voice, packet, 6, clock + 6L * FRAME);
    says(voice, packet, 3, clock + 8L * FRAME);
    says(voice, packet, 7, clock + 7L * FRAME);
    short[] read = new short[8 * FRAME];

    voice.read(clock + FRAME + MixVoice.DELAY_MS * 8, read, read.length);

    assertThat(value(read, 0)).isEqualTo(100);
    assertThat(value(read, 1)).isEqualTo(101);
    assertThat(value(read, 2)).isEqualTo(102);
    assertThat(value(read, 3)).isZero();
    assertThat(value(read, 6)).isEqualTo(106);
    assertThat(value(read, 7)).isEqualTo(107);
  }

  private static void says(MixVoice voice, RtpPacket packet, int number, long clock) {
    packet.timestamp = number * FRAME;
    byte[] sound = new byte[FRAME];
    Arrays.fill(sound, G711.A_LAW.encode(1000 + number * 1000));
    voice.hear(packet, Encoding.PCMA, sound, FRAME, clock);
  }

  /** 100 and the number of the packet; 0 for silence. */
  private static int value(short[] read, int frame) {
    int middle = read[frame * FRAME + FRAME / 2];
    return middle == 0 ? 0 : 100 + Math.round((middle - 1000) / 1000f);
  }
}
