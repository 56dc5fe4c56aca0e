package org.liniya.speech.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.liniya.audio.Silence;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/**
 * Festival with the Russian voice of Debian's festvox-ru, kept alive between texts: it begins in
 * half a second and takes 500 MB, so there is one. It is begun anew after a fault and after some
 * hundreds of sentences. Any thread; one text at a time, the others wait.
 */
public final class FestivalVoice implements SpeechSynthesizer {

  private static final String VOICE = "msu_ru_nsh_clunits";
  private static final Path VOICE_FOLDER =
      Path.of("/usr/share/festival/voices/russian").resolve(VOICE);
  private static final String CURE = "Debian: apt-get install festival festvox-ru";

  /** Festival never gives memory back. */
  private static final int SENTENCES = 500;

  private static final double LEAD = 0.02;
  private static final double PAUSE = 0.33; // seconds, after each sentence

  private final List<String> preparation;
  private final Bounds bounds;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<FestivalProcess> running = Optional.empty();

  /**
   * @param sounds words that it would stress wrongly, see {@link Pronunciation#sounds()}
   */
  public FestivalVoice(List<Pronunciation.Sounds> sounds, Bounds bounds) {
    List<String> lines = new ArrayList<>();
    lines.add("(voice_" + VOICE + ")");
    sounds.forEach(
        word ->
            lines.add("(lex.add.entry '(\"%s\" nil %s))".formatted(word.word(), word.syllables())));
    this.preparation = List.copyOf(lines);
    this.bounds = bounds;
  }

  @Override
  public Language language() {
    return Language.RU;
  }

  @Override
  public String voice() {
    return "festival/" + VOICE + "/1";
  }

  @Override
  public void ready() throws SynthesisException {
    Programs.require("festival", CURE);
    if (!Files.isDirectory(VOICE_FOLDER)) {
      throw new SynthesisException("the voice of festvox-ru is not installed", CURE);
    }
  }

  @Override
  public Spoken speak(Words words) throws SynthesisException, InterruptedException {
    List<String> sentences = FestivalText.sentences(words.text());
    if (sentences.isEmpty()) {
      throw new SynthesisException(
          "the Russian voice of 'festival' has no letters for this text",
          "Write it in Russian letters, figures as words");
    }
    turn.lockInterruptibly();
    try {
      return spoken(sentences);
    } catch (IOException e) {
      stop();
      throw new SynthesisException("'festival' has ended by itself", "It begins anew next time");
    } catch (SynthesisException | InterruptedException e) {
      stop();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  private Spoken spoken(List<String> sentences)
      throws SynthesisException, IOException, InterruptedException {
    FestivalProcess festival = festival();
    List<double[]> parts = new ArrayList<>();
    int rate = 0;
    int length = 0;
    for (String sentence : sentences) {
      Path file = festival.speak(sentence, bounds.time());
      if (Files.size(file) > bounds.bytes()) {
        throw new SynthesisException(
            "'festival' wrote more than " + bounds.bytes() + " bytes", "Shorten the text");
      }
      Spoken spoken = CommandVoice.spoken("'festival'", Files.readAllBytes(file), bounds);
      rate = spoken.rate();
      double[] part = between(Silence.trim(doubles(spoken.samples()), rate), rate);
      length += part.length;
      parts.add(part);
    }
    short[] joined = new short[length];
    int at = 0;
    for (double[] part : parts) {
      for (double sample : part) {
        joined[at++] = (short) sample;
      }
    }
    return new Spoken(joined, rate);
  }

  private FestivalProcess festival() throws SynthesisException, IOException, InterruptedException {
    if (running.isPresent() && running.get().sentences() >= SENTENCES) {
      stop();
    }
    if (running.isEmpty()) {
      running = Optional.of(FestivalProcess.start(preparation, bounds.time()));
    }
    return running.orElseThrow();
  }

  /** With pauses of our choosing: its own are as long as a breath, or none. */
  private static double[] between(double[] samples, int rate) {
    int lead = (int) (LEAD * rate);
    double[] padded = new double[lead + samples.length + (int) (PAUSE * rate)];
    System.arraycopy(samples, 0, padded, lead, samples.length);
    return padded;
  }

  private static double[] doubles(short[] samples) {
    double[] doubles = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      doubles[i] = samples[i];
    }
    return doubles;
  }

  private void stop() {
    Optional<FestivalProcess> old = running;
    running = Optional.empty();
    if (old.isPresent()) {
      try {
        old.get().close();
      } catch (IOException e) {
        return; // a file of its own stays behind in the folder for temporary files
      }
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      stop();
    } finally {
      turn.unlock();
    }
  }
}
