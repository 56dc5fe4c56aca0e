package org.liniya.speech.voice;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/**
 * FreeTTS in this JVM: English, robotic, always there. Any thread; as many texts at once as the
 * pool has voices, the others wait.
 *
 * <p>A voice of FreeTTS is not thread-safe and cuts sound off silently when two use it; a new one
 * takes half a second. So each is lent to one text at a time.
 */
public final class FreeTtsVoice implements SpeechSynthesizer {

  private static final String NAME = "kevin16";
  private static final int VOICES = 2;

  private final Semaphore free = new Semaphore(VOICES);
  private final BlockingQueue<Voice> idle = new ArrayBlockingQueue<>(VOICES);

  @Override
  public Language language() {
    return Language.EN;
  }

  @Override
  public String voice() {
    return "freetts/" + NAME + "/1";
  }

  @Override
  public void ready() {
    // it is part of this program
  }

  @Override
  public Spoken speak(Words words) throws SynthesisException, InterruptedException {
    free.acquire();
    try {
      Voice lent = idle.poll();
      Voice voice = lent == null ? allocated() : lent;
      Spoken spoken = spoken(voice, words); // a voice that has failed is not lent again
      idle.offer(voice);
      return spoken;
    } finally {
      free.release();
    }
  }

  private static Voice allocated() throws SynthesisException {
    Voice voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(each -> each.getName().equals(NAME))
            .findFirst()
            .orElseThrow(
                () ->
                    new SynthesisException(
                        "FreeTTS has no voice '" + NAME + "'", "Is its JAR complete?"));
    voice.allocate();
    return voice;
  }

  private static Spoken spoken(Voice voice, Words words) throws SynthesisException {
    SampleCollector collector = new SampleCollector();
    voice.setAudioPlayer(collector);
    boolean whole;
    try {
      whole = voice.speak(words.text().replaceAll("\\p{C}|\\s", " ").strip());
    } catch (RuntimeException | Error e) { // it throws both at texts that it was not made for
      throw new SynthesisException("FreeTTS cannot say this text", "Write it in English words");
    }
    if (!whole) {
      throw new SynthesisException("FreeTTS has cut a text off", "It is said anew next time");
    }
    short[] samples = collector.samples();
    if (samples.length == 0) {
      throw new SynthesisException("FreeTTS said nothing", "Write the text in English words");
    }
    return new Spoken(samples, collector.rate());
  }

  @Override
  public void close() {
    for (Voice voice = idle.poll(); voice != null; voice = idle.poll()) {
      voice.deallocate();
    }
  }
}
