package org.liniya.speech.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.liniya.audio.PromptFinish;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/**
 * One voice, the words that it has to be helped with, and what is done to its sound afterwards. Any
 * thread, as {@link SpeechSynthesizer}.
 *
 * @param engine its name in the configuration
 */
public record Speaker(String engine, SpeechSynthesizer voice, Pronunciation pronunciation)
    implements AutoCloseable {

  /** So much of a hash names a sound. */
  private static final int KEY_DIGITS = 48;

  /** And so much the words of a text that were helped with. */
  private static final int WORDS_DIGITS = 12;

  /**
   * Names the sound of a text: another name whenever the voice, the processing, the text or the
   * pronunciation of one of its words is another.
   */
  public String key(String text) {
    List<String> parts =
        List.of(
            voice.language().tag(),
            voice.voice(),
            String.valueOf(PromptFinish.VERSION),
            text,
            String.join("\n", pronunciation.usedIn(text)));
    return hash(parts).substring(0, KEY_DIGITS);
  }

  /** What the lexicon helps with in a text, as a short hash; empty when with nothing. */
  public String words(String text) {
    List<String> used = pronunciation.usedIn(text);
    return used.isEmpty() ? "" : hash(used).substring(0, WORDS_DIGITS);
  }

  private static String hash(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The text as a prompt: 8,000 samples a second, cut, filtered and as loud as all others.
   *
   * @throws SynthesisException when the voice does not say it, or says nothing but silence
   */
  public short[] prompt(String text) throws SynthesisException, InterruptedException {
    return spoken(text, Words.Public::new);
  }

  /** As {@link #prompt}, of a text that may hold something of a caller. */
  public short[] personal(String text) throws SynthesisException, InterruptedException {
    return spoken(text, Words.Personal::new);
  }

  private short[] spoken(String text, Function<String, Words> whose)
      throws SynthesisException, InterruptedException {
    if (text.length() > Words.LONGEST) {
      throw new SynthesisException(
          "a text of " + text.length() + " characters is too long to be spoken",
          "Split it: a prompt should take 20 s at most");
    }
    // A colon's melody leaves the sentence open, and here it is over: a figure follows by itself.
    String words = pronunciation.respelled(text).replaceFirst(":\\s*$", ".");
    SpeechSynthesizer.Spoken spoken = voice.speak(whose.apply(words));
    short[] prompt = PromptFinish.finish(spoken.samples(), spoken.rate());
    if (prompt.length == 0) {
      throw new SynthesisException(
          "'" + engine + "' said nothing but silence", "Write the text in words of its language");
    }
    return prompt;
  }

  @Override
  public void close() {
    voice.close();
  }
}
