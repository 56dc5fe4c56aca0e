package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.port.Encoding;
import org.liniya.testkit.sound.Speaker;
import org.liniya.testkit.sound.SpeechModels;

/** Voices, and what is none, behind the energy gate. How often in larger sets: docs/speech.md. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoiceModelTest {

  @TempDir private Path folder = Path.of("");
  private final PitchVoice pitch = new PitchVoice();
  private final SileroVoice silero = new SileroVoice(SpeechModels.silero());

  /** What a sound is, and whether speech begins in it. */
  private record Case(String name, Supplier<short[]> sound, boolean voice) {}

  @AfterAll
  void close() {
    silero.close();
  }

  @TestFactory
  List<DynamicTest> byPitch() {
    return cases().stream().map(each -> isFound(each, pitch)).toList();
  }

  @TestFactory
  List<DynamicTest> bySilero() {
    return cases().stream().map(each -> isFound(each, silero)).toList();
  }

  private static DynamicTest isFound(Case each, VoiceModel model) {
    return DynamicTest.dynamicTest(
        each.name(),
        () -> {
          for (Encoding encoding : Encoding.values()) {
            VoiceFigures figures = new VoiceFigures();

            boolean found = begins(model, figures, encoding, each.sound().get());

            assertThat(found).as(encoding.toString()).isEqualTo(each.voice());
            assertThat(figures.looks()).isLessThanOrEqualTo(figures.frames() / 5);
          }
        });
  }

  private List<Case> cases() {
    return List.of(
        new Case(
            "espeak-ng, a man",
            () -> Speaker.espeak(folder, "ru", "соедините с оператором").samples(),
            true),
        new Case(
            "espeak-ng, a woman",
            () -> Speaker.espeak(folder, "ru+f5", "оператор").samples(),
            true),
        new Case("flite awb", () -> Speaker.flite(folder, "awb", "operator").samples(), true),
        new Case(
            "flite slt",
            () -> Speaker.flite(folder, "slt", "check request status").samples(),
            true),
        new Case("silence", () -> Voices.silence(10_000), false),
        new Case("white noise, loud", () -> noise(3000), false),
        new Case("white noise, quiet", () -> noise(200), false),
        new Case("ring-back", () -> ringBack(), false),
        new Case("hum", () -> Tone.sine(50, 80_000, 3000, 8000), false));
  }

  private static boolean begins(
      VoiceModel model, VoiceFigures figures, Encoding encoding, short[] sound) {
    SpeechDetector detector = new SpeechDetector(model.ear(), figures);
    byte[] codes =
        Voices.law(encoding)
            .encode(Voices.joined(Voices.silence(700), sound, Voices.silence(1000)));
    short[] heard = Voices.law(encoding).decode(codes);
    boolean begun = false;
    for (int at = 0; at + VoiceModel.FRAME <= heard.length; at += VoiceModel.FRAME) {
      begun |=
          detector.hear(Arrays.copyOfRange(heard, at, at + VoiceModel.FRAME))
              == SpeechDetector.Turn.BEGAN;
    }
    return begun;
  }

  private static short[] noise(int rms) {
    Random random = new Random(11);
    short[] noise = new short[80_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) Math.clamp((long) (rms * random.nextGaussian()), -32768, 32767);
    }
    return noise;
  }

  /** 425 Hz, one second of five. */
  private static short[] ringBack() {
    short[] one = Voices.joined(Tone.sine(425, 8000), Voices.silence(4000));
    return Voices.joined(one, one, one);
  }
}
