package org.liniya.speech.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.audio.Energy;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.port.Encoding;
import org.liniya.testkit.sound.SpeechModels;

/**
 * Prints what docs/speech.md reports: how well voices are told from other sound, and how much is
 * understood. Started by {@code scripts/bench hearing}, which makes the sounds.
 *
 * <p>Argument: a folder with {@code sounds.tsv}; a line is group, language, text, file. A text of
 * {@code -} is for the voice model only; an empty one must not be understood as any phrase.
 */
public final class HearingFigures {

  private static final Pattern PHRASE = Pattern.compile("\"([^\"]+)\"");

  private record Line(String group, Language language, String text, Path file) {}

  private HearingFigures() {}

  /** As the class says. */
  public static void main(String[] arguments) throws IOException {
    List<Line> lines = new ArrayList<>();
    Path folder = Path.of(arguments[0]);
    for (String line : Files.readAllLines(folder.resolve("sounds.tsv"))) {
      String[] columns = line.split("\t", -1);
      lines.add(
          new Line(columns[0], new Language(columns[1]), columns[2], folder.resolve(columns[3])));
    }
    Map<String, VoiceModel> models = new LinkedHashMap<>();
    models.put("pitch", new PitchVoice());
    models.put("Silero", new SileroVoice(SpeechModels.silero()));
    for (Map.Entry<String, VoiceModel> model : models.entrySet()) {
      voices(model.getKey(), model.getValue(), lines);
      if (arguments.length == 1) { // else the voice models alone are wanted
        understood(model.getKey(), model.getValue(), lines);
      }
    }
  }

  private static void voices(String name, VoiceModel model, List<Line> lines) {
    System.out.printf(
        "%n%s: %-28s %6s %8s %8s %9s %7s%n",
        name, "sound", "files", "minutes", "heard in", "beginnings", "looks");
    Map<String, List<Line>> groups = new LinkedHashMap<>();
    lines.forEach(line -> groups.computeIfAbsent(line.group(), _ -> new ArrayList<>()).add(line));
    groups.forEach(
        (group, files) -> {
          VoiceFigures figures = new VoiceFigures();
          int heardIn = 0;
          int beginnings = 0;
          for (Line file : files) {
            int begun = beginnings(model, figures, Voices.read(file.file()));
            beginnings += begun;
            heardIn += begun > 0 ? 1 : 0;
          }
          System.out.printf(
              "%s: %-28s %6d %8.1f %8d %9d %6.1f%%%n",
              name,
              group,
              files.size(),
              figures.frames() * 0.032 / 60,
              heardIn,
              beginnings,
              100.0 * figures.looks() / Math.max(1, figures.frames()));
        });
  }

  /** How often speech began, after half a second of silence and with one behind. */
  private static int beginnings(VoiceModel model, VoiceFigures figures, short[] sound) {
    SpeechDetector detector = new SpeechDetector(model.ear(), figures);
    short[] coded = Encoded.as(Encoding.PCMA, padded(sound));
    int begun = 0;
    for (int at = 0; at + VoiceModel.FRAME <= coded.length; at += VoiceModel.FRAME) {
      SpeechDetector.Turn turn =
          detector.hear(Arrays.copyOfRange(coded, at, at + VoiceModel.FRAME));
      begun += turn == SpeechDetector.Turn.BEGAN ? 1 : 0;
      if (turn == SpeechDetector.Turn.SPEAKING && detector.quietFrames() >= 22) {
        detector.pause();
      }
    }
    return begun;
  }

  private static void understood(String name, VoiceModel voices, List<Line> lines)
      throws IOException {
    System.out.printf(
        "%n%s: %-34s %6s %6s %6s %9s %6s %6s%n",
        name, "phrases", "sounds", "right", "wrong", "uncertain", "other", "silent");
    Map<Language, VoskModel> models =
        Map.of(
            Language.RU, new VoskModel(SpeechModels.vosk(Language.RU)),
            Language.EN, new VoskModel(SpeechModels.vosk(Language.EN)));
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.text().equals("-")) {
        continue;
      }
      VoskModel model = Objects.requireNonNull(models.get(line.language()));
      Expected menu = new Expected.Phrases(line.language(), grammar(line.language()));
      short[] sound = Voices.read(line.file());
      for (Encoding encoding : Encoding.values()) {
        count(counts, line, " " + encoding, once(model, menu, voices, encoding, sound));
      }
      if (!line.text().isEmpty()) {
        count(
            counts,
            line,
            " noise 15 dB",
            once(model, menu, voices, Encoding.PCMA, noisy(sound, 15)));
      }
    }
    counts.forEach(
        (group, count) ->
            System.out.printf(
                "%s: %-34s %6d %6d %6d %9d %6d %6d%n",
                name,
                group,
                Arrays.stream(count).sum(),
                count[0],
                count[1],
                count[2],
                count[3],
                count[4]));
    models.values().forEach(VoskModel::close);
  }

  private static void count(
      Map<String, int[]> counts, Line line, String how, List<SpeechNews> news) {
    int[] count = counts.computeIfAbsent(line.group() + how, _ -> new int[5]);
    boolean any = false;
    for (SpeechNews each : news) {
      switch (each) {
        case SpeechNews.Began _ -> {}
        case Understood(String text, double _) -> {
          count[text.equals(line.text()) ? 0 : 1]++;
          any = true;
        }
        case NotUnderstood(SpeechNews.Why why) -> {
          count[why == SpeechNews.Why.UNCERTAIN ? 2 : 3]++;
          any = true;
        }
      }
    }
    count[4] += any ? 0 : 1;
  }

  /** Of a long sound only the first utterance is told. */
  private static List<SpeechNews> once(
      VoskModel model, Expected menu, VoiceModel voices, Encoding encoding, short[] sound) {
    try (OneHearing hearing = new OneHearing(menu, (_, it) -> model.open(it), voices)) {
      return hearing.hears(encoding, padded(sound)).news();
    }
  }

  private static short[] padded(short[] sound) {
    return Voices.joined(Voices.silence(500), sound, Voices.silence(1200));
  }

  private static short[] noisy(short[] sound, double decibels) {
    Random random = new Random(7);
    double noise = Energy.rms(sound) / Math.pow(10, decibels / 20);
    short[] mixed = padded(sound);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] =
          (short)
              Math.clamp(
                  Math.round(mixed[i] + noise * random.nextGaussian()),
                  Short.MIN_VALUE,
                  Short.MAX_VALUE);
    }
    return mixed;
  }

  private static Set<String> grammar(Language language) throws IOException {
    Set<String> phrases = new HashSet<>();
    Matcher found =
        PHRASE.matcher(
            Files.readString(SpeechModels.sampleFolder(language).resolve("grammar31.json")));
    while (found.find()) {
      phrases.add(found.group(1));
    }
    phrases.remove("[unk]");
    return phrases;
  }

  private static final class Encoded {
    private Encoded() {}

    static short[] as(Encoding encoding, short[] sound) {
      return Voices.law(encoding).decode(Voices.law(encoding).encode(sound));
    }
  }
}
