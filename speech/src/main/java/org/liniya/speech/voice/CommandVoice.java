package org.liniya.speech.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.liniya.audio.Wav;
import org.liniya.audio.WavException;
import org.liniya.audio.WavReader;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/**
 * A program that speaks: one process a text. Any thread; two texts at once, further ones wait.
 *
 * <p>The text is never part of a shell's line: it goes in by standard input or as one argument,
 * which then cannot be taken for an option.
 */
public final class CommandVoice implements SpeechSynthesizer {

  /** In a command: the text as one argument. Without it the text goes to standard input. */
  public static final String TEXT = "{text}";

  /** In a command: the file that the sound goes to. Without it, standard output. */
  public static final String FILE = "{file}";

  private static final int AT_ONCE = 2;

  private final Language language;
  private final String voice;
  private final List<String> command;
  private final String cure;
  private final Bounds bounds;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * @param voice as {@link #voice()}
   * @param command the program and its arguments, with {@link #TEXT} and {@link #FILE} in them
   * @param cure where to get the program
   */
  public CommandVoice(
      Language language, String voice, List<String> command, String cure, Bounds bounds) {
    this.language = language;
    this.voice = voice;
    this.command = List.copyOf(command);
    this.cure = cure;
    this.bounds = bounds;
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public String voice() {
    return voice;
  }

  @Override
  public void ready() throws SynthesisException {
    Programs.require(command.getFirst(), cure);
  }

  @Override
  public Spoken speak(Words words) throws SynthesisException, InterruptedException {
    free.acquire();
    try (WorkFolder folder = WorkFolder.make()) {
      Path input = Files.writeString(folder.file("input"), plain(words.text()) + "\n");
      Path output = folder.file("output");
      Path sound = folder.file("sound.wav");
      new Child(folder, bounds).run(filled(words, sound), input, output);
      return sound(command.contains(FILE) ? sound : output);
    } catch (IOException e) {
      throw new SynthesisException(
          "the folder for temporary files cannot be used", "Is its disk full?");
    } finally {
      free.release();
    }
  }

  /** No line, no tab and no control character is wanted by any engine. */
  private static String plain(String text) {
    return text.replaceAll("\\p{C}|\\s", " ").strip();
  }

  private List<String> filled(Words words, Path sound) {
    return command.stream()
        .map(
            part ->
                switch (part) {
                  case TEXT -> argument(plain(words.text()));
                  case FILE -> sound.toString();
                  default -> part;
                })
        .toList();
  }

  /** With a space in front it is no option, whatever the program thinks. */
  private static String argument(String text) {
    return text.startsWith("-") ? " " + text : text;
  }

  private Spoken sound(Path file) throws SynthesisException, IOException {
    String name = Path.of(command.getFirst()).getFileName().toString();
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      throw new SynthesisException("'" + name + "' said nothing", "Does it know the language?");
    }
    return spoken("'" + name + "'", readWithin(file, bounds), bounds);
  }

  private static byte[] readWithin(Path file, Bounds bounds) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(bounds.bytes() + 1);
    }
  }

  /** The first channel of a WAV file that an engine has given. */
  static Spoken spoken(String who, byte[] file, Bounds bounds) throws SynthesisException {
    try {
      Wav wav = WavReader.read(new ByteArrayInputStream(file), bounds.bytes());
      if (wav.length() == 0) {
        throw new SynthesisException(who + " said nothing", "Does it know the language?");
      }
      return new Spoken(wav.channel(0), wav.rate());
    } catch (WavException e) {
      throw new SynthesisException(
          who + " gave no sound that can be read: " + e.getMessage(),
          "Have it write WAV, 16-bit PCM");
    } catch (IOException e) {
      throw new IllegalStateException("reading memory does not fail", e);
    }
  }

  @Override
  public void close() {
    // every process ends with its text
  }
}
